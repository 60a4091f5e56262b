"""The verbs by which news credits somebody with something, in all their forms.

Each verb is listed once, by its base form, under what may follow it. Inflected forms are made by rule; verbs that
break the rules are listed with theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

Form = Literal["base", "s", "past", "participle", "ing"]

SAYING = frozenset(
    """
    acknowledge admit advise affirm allege announce argue assert assure attest aver bemoan boast brag caution claim
    clarify complain concede confess confirm contend counter declare decry disclose emphasise emphasize estimate
    explain hypothesize inform insist joke lament maintain notify opine pledge predict proclaim profess promise quip
    recall reckon recount reiterate remark remind retort reveal say speculate state stipulate stress swear tell
    testify theorize threaten tweet vow warn write
    """.split()
)
"""Whatever follows these is what was said: "argued that it was late", "argued it was late", "argued the case"."""

PHRASAL = {
    "chime": "in",
    "cry": "out",
    "lay": "out",
    "point": "out",
    "rule": "out",
    "set": "out",
    "spell": "out",
    "sum": "up",
}
"""Verbs of saying made of two words, which say something only where a clause or a quotation follows: "pointed out"."""

SAYING_IF_CLAUSE = frozenset(f"{verb} {particle}" for verb, particle in PHRASAL.items()) | frozenset(
    """
    accept add agree answer ask beg calculate chime comment compute conclude concur confide continue decide demand
    demonstrate detail determine document elaborate enquire establish find forecast highlight hint hold imply
    indicate inquire insinuate interject intimate mention muse note object observe plead post project propose
    protest prove question reason recommend reflect rejoin relate repeat reply report request respond rule show
    signal specify submit suggest surmise underline underscore urge venture verify volunteer wonder
    """.split()
)
"""These say something only where a clause or a quotation follows: "added that", "added he would", not "added salt"."""

QUOTING = frozenset(
    """
    ask bark beam beg begin bellow blurt boom call caption chant chuckle conclude crack croak cry deadpan demand
    drawl dub echo email enthuse exclaim fume giggle grin groan growl grumble gush hiss holler implore interrupt
    joke label laugh message moan murmur mutter nod plead quote rage rave read respond roar scold scrawl scream
    shout shrug sigh sing smile snap sneer sniff sob stammer storm summarise summarize term text thunder type urge
    vent wail whine whisper wink yell
    """.split()
)
"""These introduce quotations, and do not by themselves say what else was said."""

THINKING = frozenset(
    """
    anticipate assume believe conclude consider discover doubt envisage envision expect fear feel figure foresee
    forget guess hear hope imagine know learn mean notice presume realise realize recognise recognize regret
    remember sense suppose suspect think trust understand wish wonder worry
    """.split()
)
"""Thoughts, credited to whoever has them. A clause has to follow."""

JUDGING = frozenset(
    """
    accuse advocate applaud attack bash berate blame blast brand call challenge characterise characterize chide cite
    commend compare compliment condemn congratulate credit criticise criticize decry defend demand denounce deny
    depict deplore deride describe detail disavow discuss dismiss disparage dispute downplay dub endorse express
    extol fault forecast grill hail invoke label lambaste lampoon laud liken mention mock oppose outline portray
    praise propose question rebuke rebut recommend reference refute reject request ridicule rip scold slam suggest
    thank threaten tout trumpet unveil urge voice welcome
    """.split()
) | {"rule out"}
"""Acts of speech with an object: "criticised the delay", "denied wrongdoing", "called it a mistake"."""

SHOWING = frozenset("show prove demonstrate establish document indicate underscore underline highlight imply".split())
"""What documents and figures do; people do it too, but then it is no speech."""

FORECASTING = frozenset("anticipate envisage expect foresee".split())
"""Thoughts about what will be: said to the reporter where experts and bodies have them: "analysts expect a sale"."""

DOUBTING = frozenset("contest deny discount dispute disprove doubt question refute".split())
"""Whoever does these does not say what follows: "denied that it leaks", "doubts whether it will"."""

FIGURING = frozenset({"put"})
"""Verbs that name a figure with "at": "put the loss at 3 million"."""

FACTIVE = frozenset(
    """
    discover forget hear know learn notice realise realize recognise recognize regret remember see understand
    """.split()
)
"""Thoughts that the writer shares: "knew that it was over" says that it was."""

WITH_PREPOSITION: dict[str, frozenset[str]] = {
    "call": frozenset({"for", "on", "upon"}),
    "talk": frozenset({"about", "of"}),
    "speak": frozenset({"about", "of", "against"}),
    "brag": frozenset({"about", "of"}),
    "boast": frozenset({"about", "of"}),
    "complain": frozenset({"about", "of"}),
    "warn": frozenset({"of", "about", "against"}),
    "comment": frozenset({"on", "about"}),
    "refer": frozenset({"to"}),
    "allude": frozenset({"to"}),
    "point": frozenset({"to"}),
    "appeal": frozenset({"for"}),
    "argue": frozenset({"for", "against"}),
    "insist": frozenset({"on", "upon"}),
    "object": frozenset({"to"}),
    "agree": frozenset({"with", "on"}),
    "disagree": frozenset({"with", "on", "about"}),
    "rail": frozenset({"against", "at"}),
    "hint": frozenset({"at"}),
    "joke": frozenset({"about"}),
    "apologize": frozenset({"for"}),
    "apologise": frozenset({"for"}),
    "lash": frozenset({"out"}),
    "elaborate": frozenset({"on"}),
    "worry": frozenset({"about"}),
    "dream": frozenset({"of", "about"}),
    "think": frozenset({"of", "about"}),
    "hope": frozenset({"for"}),
    "marvel": frozenset({"at", "about"}),
    "push": frozenset({"for"}),
    "plead": frozenset({"for"}),
    "rule": frozenset({"against"}),
    "ask": frozenset({"for", "about"}),
}
"""Verbs that reach what was said through a preposition: "called for calm", "spoke of betrayal"."""

WITH_INFINITIVE = frozenset("promise pledge vow threaten agree hope swear claim".split())
"""Verbs after which "to" and a verb are what was said or meant: "vowed to appeal"."""

WITH_ADDRESSEE = frozenset(
    """
    advise ask assure beg caution convince email implore inform message notify persuade promise remind tell text
    urge warn write
    """.split()
)
"""Verbs that name the listener without a preposition: "told reporters that"."""

ALSO_NOUNS = frozenset(
    """
    answer appeal attack back bark beam blame boast boom brag brand call caution challenge chant charge chuckle
    claim comment contest credit cry demand detail discount dispute document doubt dream email estimate fault favor
    favour fear feature figure find finding forecast fume giggle grin groan grumble guess hail highlight hint hiss
    hold hope joke label lament laugh matter mean message moan mock murmur nod note object order plan pledge point
    post praise process project promise protest push question quote rage reason rebuke reference remark repeat reply
    report request rip rule see sense show shrug sigh signal slam smile snap sneer sniff sob state storm support
    talk term text tout trust tweet vent voice volunteer vow wail welcome whine whisper wink wish wonder worry
    """.split()
)
"""Verbs whose base form and s-form are nouns as well, and need company to be read as verbs."""

_IRREGULAR = {
    "say": ("says", "said", "said", "saying"),
    "tell": ("tells", "told", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"),
    "think": ("thinks", "thought", "thought", "thinking"),
    "know": ("knows", "knew", "known", "knowing"),
    "feel": ("feels", "felt", "felt", "feeling"),
    "find": ("finds", "found", "found", "finding"),
    "hold": ("holds", "held", "held", "holding"),
    "show": ("shows", "showed", "shown", "showing"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "understand": ("understands", "understood", "understood", "understanding"),
    "hear": ("hears", "heard", "heard", "hearing"),
    "see": ("sees", "saw", "seen", "seeing"),
    "forget": ("forgets", "forgot", "forgotten", "forgetting"),
    "mean": ("means", "meant", "meant", "meaning"),
    "read": ("reads", "read", "read", "reading"),
    "begin": ("begins", "began", "begun", "beginning"),
    "sing": ("sings", "sang", "sung", "singing"),
    "set": ("sets", "set", "set", "setting"),
    "lay": ("lays", "laid", "laid", "laying"),
    "put": ("puts", "put", "put", "putting"),
    "foresee": ("foresees", "foresaw", "foreseen", "foreseeing"),
    "forecast": ("forecasts", "forecast", "forecast", "forecasting"),
    "dream": ("dreams", "dreamed", "dreamed", "dreaming"),
}
_DOUBLING = frozenset("admit brag chat grin nod plan quip rebut refer rip shrug slam sob submit sum".split())
_DOUBLING_IN_BRITAIN = frozenset({"signal", "label"})
_VOWELS = frozenset("aeiou")


class Verb(NamedTuple):
    """What an inflected word is a form of."""

    lemma: str
    forms: frozenset[Form]


def inflections(base: str) -> tuple[str, str, str, str]:
    """The s-form, past, past participle and ing-form of a verb."""
    if base in _IRREGULAR:
        return _IRREGULAR[base]
    stem = base + base[-1] if base in _DOUBLING else base
    if base.endswith("e"):
        return base + "s", base + "d", base + "d", (base if base.endswith("ee") else base[:-1]) + "ing"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies", base[:-1] + "ied", base[:-1] + "ied", base + "ing"
    plural = base + ("es" if base.endswith(("s", "x", "z", "ch", "sh")) else "s")
    return plural, stem + "ed", stem + "ed", stem + "ing"


def _forms_of(base: str) -> Iterator[tuple[str, Form]]:
    s_form, past, participle, ing_form = inflections(base)
    yield from ((base, "base"), (s_form, "s"), (past, "past"), (participle, "participle"), (ing_form, "ing"))


def _all_forms() -> dict[str, Verb]:
    lemmas = (
        SAYING
        | SAYING_IF_CLAUSE
        | QUOTING
        | THINKING
        | JUDGING
        | DOUBTING
        | FIGURING
        | WITH_INFINITIVE
        | set(WITH_PREPOSITION)
        | set(PHRASAL)
    )
    forms: dict[str, tuple[str, set[Form]]] = {}
    for lemma in sorted(lemmas):
        for word, form in _forms_of(lemma) if " " not in lemma else ():
            forms.setdefault(word, (lemma, set()))[1].add(form)
    for lemma in _DOUBLING_IN_BRITAIN:
        forms[f"{lemma}led"] = (lemma, {"past", "participle"})
        forms[f"{lemma}ling"] = (lemma, {"ing"})
    return {word: Verb(lemma, frozenset(found)) for word, (lemma, found) in forms.items()}


VERBS: dict[str, Verb] = _all_forms()
"""Every form of every verb above, in lower case."""
