"""How a word that can be a verb of saying is used: "she reports", "the report", "was reported", "to report"."""

from __future__ import annotations

from typing import Literal

from claimcheck.attribution.clauses import begins_clause, complement_at, first_word
from claimcheck.attribution.nouns import DOCUMENTS, GROUPS, ORGANIZATIONS
from claimcheck.attribution.phrases import head_of, is_finite_verb
from claimcheck.attribution.speakers import may_speak
from claimcheck.attribution.subjects import is_long_since, is_parenthesis, subject_before, verb_group_start
from claimcheck.attribution.tokens import Tag, Token, Tokens
from claimcheck.attribution.verbs import ALSO_NOUNS, SHOWING, VERBS, Verb

Use = Literal["finite", "ing", "infinitive", "passive"]

_BEFORE_PARTICIPLE: frozenset[Tag] = frozenset({
    "comma", "dash", "conjunction", "subordinator", "close", "name", "word", "quote", "fragment",
})  # fmt: skip
_PREPOSITIONS_BEFORE_PARTICIPLE = frozenset({"by", "without", "in", "as"})
_BE = frozenset(
    """
    is are was were be been being am isn't aren't wasn't weren't it's that's there's i'm we're they're you're 're 'm
    """.split()
)
_SUBJECT_DETERMINERS = frozenset("all both few many most others several some that these this those".split())
_PLURAL_SUBJECTS = frozenset("i we you they who which some many others several both most all few those these".split())
_REACH_OF_CONTENT = 10
"""How far before the verb may lie what shows, or the comma that ends what is shown or said."""
_WITHHOLDING = frozenset({("short", "of"), ("refrained", "from"), ("refrains", "from")})
_SAID_BY_TEAMS = frozenset("believe insist say".split())
_DEGREES = frozenset("least too very".split())
"""Before a participle these make it an adjective: "a very demanding coach"."""
_SHOWN: frozenset[Tag] = frozenset({"determiner", "number", "that", "wh"})
_NOUN_FOLLOWERS = frozenset({"of", "from", "by", "between", "in"})
_VERB_FOLLOWERS: frozenset[Tag] = frozenset({"that", "quote", "pronoun", "determiner", "wh", "name", "preposition"})


def use_of(tokens: Tokens, at: int, verb: Verb) -> Use | None:
    """How the word at `at` is used; None where it is no verb here."""
    before = at - 1
    while before >= 0 and tokens[before].tag in ("adverb", "negation"):
        before -= 1
    before -= is_long_since(tokens, before + 1)
    if is_parenthesis(tokens, before + 1) and tokens[before - 3].tag in ("auxiliary", "negation"):
        before -= 3
    if before < 0:
        return "ing" if "ing" in verb.forms else None
    previous = tokens[before]
    if previous.tag == "auxiliary":
        is_impersonal = previous.lower == "'s" and before > 0 and tokens[before - 1].lower == "it"  # "it's said that"
        return _use_behind_auxiliary("is" if is_impersonal else previous.lower, verb)
    if previous.lower == "to":
        return "infinitive" if "base" in verb.forms else None
    if _makes_noun(previous, verb):
        return None
    if "ing" in verb.forms:
        may_follow = previous.tag in _BEFORE_PARTICIPLE or previous.lower in _PREPOSITIONS_BEFORE_PARTICIPLE
        return "infinitive" if is_withheld(tokens, before) else "ing" if may_follow else None
    return _use_of_finite_form(tokens, at, previous, verb)


def is_withheld(tokens: Tokens, at: int) -> bool:
    """Whether the words up to `at` leave the verb behind them undone: "stopped short of | saying"."""
    lead = tokens[at - 1].lower if at > 0 else ""
    return tokens[at].lower in ("avoided", "avoids") or (lead, tokens[at].lower) in _WITHHOLDING


def _makes_noun(previous: Token, verb: Verb) -> bool:
    """Whether the word before turns the form into a noun or adjective: "the report", "a 4-4 ruling"."""
    if previous.tag == "number":
        return "ing" in verb.forms
    if previous.lower in _DEGREES:
        return not {"ing", "participle"}.isdisjoint(verb.forms)
    return previous.tag in ("determiner", "possessive") and previous.lower not in _SUBJECT_DETERMINERS


def _use_behind_auxiliary(auxiliary: str, verb: Verb) -> Use | None:
    if auxiliary not in _BE or "ing" in verb.forms:
        return "finite"
    return "passive" if "participle" in verb.forms else None


def _use_of_finite_form(tokens: Tokens, at: int, previous: Token, verb: Verb) -> Use | None:
    if previous.tag == "preposition":
        return None
    if "past" in verb.forms:
        return None if verb.lemma == "call" and _gives_name(tokens, at) else "finite"
    if not verb.forms.isdisjoint({"base", "s"}) and _goes_on(tokens, at, previous):
        return "finite"
    if "base" in verb.forms and _has_plural_source(tokens, at, verb):
        return "finite"
    if "base" in verb.forms and not _is_plural(tokens, at, previous):
        return None
    is_verb = "s" in verb.forms or "base" in verb.forms
    if verb.lemma in ALSO_NOUNS:
        is_verb = is_verb and _is_noun_used_as_verb(tokens, at, previous, verb)
    return "finite" if is_verb else None


def _gives_name(tokens: Tokens, at: int) -> bool:
    """Whether "called" names a thing that is new: "a bridge called Long Meg", not "a miner called it unsafe"."""
    if at + 1 >= len(tokens) or tokens[at + 1].tag not in ("name", "fragment", "number"):
        return False
    first = at - 1
    while first > 0 and tokens[first].tag in ("word", "name"):
        first -= 1
    return tokens[first].lower in ("a", "an") and not may_speak(tokens[at - 1].lower)


def _is_noun_used_as_verb(tokens: Tokens, at: int, previous: Token, verb: Verb) -> bool:
    has_both = _has_verb_followers(tokens, at, previous) and _has_verb_subject(previous, verb)
    return has_both or _tells_of_content(tokens, at, previous, verb)


def _is_plural(tokens: Tokens, at: int, previous: Token) -> bool:
    """Whether the subject before "say" or "believe" is a plural one."""
    if previous.tag in ("pronoun", "wh", "that", "determiner"):
        return previous.lower in _PLURAL_SUBJECTS or previous.lower == "that"
    if previous.tag in ("number", "close", "comma", "dash"):
        return True
    if previous.tag == "word":
        is_plural = previous.lower.endswith("s") and not previous.lower.endswith("ss")
        return is_plural or previous.lower in GROUPS or _closes_with_people(tokens, at) or _joins_persons(tokens, at)
    is_several = any(token.lower == "and" or token.lower in GROUPS for token in tokens[max(at - 6, 0) : at])
    is_acronym = previous.text.isupper() and len(previous.text) > 1  # "the BBC say"
    return previous.tag == "name" and (previous.lower.endswith("s") or is_several or is_acronym)


def _has_plural_source(tokens: Tokens, at: int, verb: Verb) -> bool:
    """Whether a source of several opens the clause of "show", however far: "records seen by the Gazette | show that".

    British clubs and ministries are several too: "the club say they will appeal".
    """
    complement = complement_at(tokens, at + 1)
    is_said = complement in ("that", "clause", "quote")
    is_shown = complement == "object" and verb.lemma in SHOWING
    if not (is_said or is_shown or all(token.tag == "stop" for token in tokens[at + 1 :])):
        return False
    subject = subject_before(tokens, verb_group_start(tokens, at))
    if subject is None:
        return False
    head = head_of(tokens, subject)
    if head.lower in DOCUMENTS and (head.lower.endswith("s") or head.lower in ("data", "footage")):
        return is_said or is_shown or subject.first > 1
    if verb.lemma in ALSO_NOUNS or any(token.tag == "auxiliary" for token in tokens[: subject.first]):
        return False
    if is_said and (head.lower in GROUPS or (head.lower.endswith("s") and may_speak(head.lower))):
        return True  # "critics of the plan | say it is slow"
    is_team = head.lower in ORGANIZATIONS or all(token.tag == "name" for token in tokens[slice(*subject)])
    return is_said and verb.lemma in _SAID_BY_TEAMS and is_team and subject.first == first_word(tokens, 0)


def _goes_on(tokens: Tokens, at: int, previous: Token) -> bool:
    """Whether "say" goes on from a verb before it: "They know that it leaks and | say that it always did"."""
    if previous.tag != "conjunction":
        return False
    is_pronoun = tokens[min(at + 1, len(tokens) - 1)].tag == "pronoun"
    return is_pronoun or complement_at(tokens, at + 1) in ("that", "quote") or _takes_up_saying(tokens, at)


def _takes_up_saying(tokens: Tokens, at: int) -> bool:
    """Whether "and doubts the wall will hold" goes on from a "says" before it."""
    is_present = any("s" in VERBS[token.lower].forms for token in tokens[:at] if token.lower in VERBS)
    is_s_form = "s" in VERBS[tokens[at].lower].forms and "base" not in VERBS[tokens[at].lower].forms
    return is_s_form and is_present and complement_at(tokens, at + 1) == "clause"


def _joins_persons(tokens: Tokens, at: int) -> bool:
    """Whether the subject before "say" joins two by "and": "the mayor and her deputy say"."""
    is_joined = at > 3 and tokens[at - 3].lower == "and" and tokens[at - 2].tag in ("determiner", "possessive")
    return is_joined and may_speak(tokens[at - 1].lower)


def _closes_with_people(tokens: Tokens, at: int) -> bool:
    """Whether "say" ends the sentence behind people with more words to them: ", people familiar with the plan say"."""
    if at + 1 < len(tokens) and tokens[at + 1].tag != "stop":
        return False
    for back in range(at - 1, max(at - _REACH_OF_CONTENT, 0), -1):
        if tokens[back].tag in ("comma", "quote"):
            return tokens[back + 1].lower in GROUPS or tokens[back + 2].lower in GROUPS
    return False


def _has_verb_followers(tokens: Tokens, at: int, previous: Token) -> bool:
    """Whether what follows "reports" or "claims" may follow a verb."""
    if at + 1 >= len(tokens):
        return False
    following = tokens[at + 1]
    if _introduces_quote(tokens, at + 1):
        return True
    if previous.tag == "word" and following.tag not in _VERB_FOLLOWERS and not begins_clause(tokens, at + 1):
        return False
    if following.tag == "word" and following.lower not in ALSO_NOUNS and _is_base(following):
        return False  # "volunteers think"
    return not (
        following.lower in _NOUN_FOLLOWERS
        or following.tag == "stop"
        or (following.tag == "auxiliary" and "'" not in following.lower)
        or following.tag == "comma"
        or (following.tag == "word" and is_finite_verb(following))
    )


def _introduces_quote(tokens: Tokens, comma: int) -> bool:
    return tokens[comma].tag == "comma" and comma + 1 < len(tokens) and tokens[comma + 1].tag == "quote"


def _is_base(token: Token) -> bool:
    return token.lower in VERBS and "base" in VERBS[token.lower].forms and "past" not in VERBS[token.lower].forms


def _tells_of_content(tokens: Tokens, at: int, previous: Token, verb: Verb) -> bool:
    """Whether "show" has a document before it, or "report" closes what people report: "..., biologists report in"."""
    following = tokens[at + 1].tag if at + 1 < len(tokens) else "stop"
    ahead = tokens[max(at - _REACH_OF_CONTENT, 0) : at]
    is_behind = any(token.tag in ("comma", "quote") for token in ahead)
    if verb.lemma == "show":
        has_object = following in _SHOWN and any(token.lower in DOCUMENTS for token in ahead)
        return has_object or (is_behind and previous.lower in DOCUMENTS and following in ("stop", "comma"))
    if "s" in verb.forms and following == "stop" and _is_speaker_after_comma(tokens, at):
        return True
    is_people = previous.lower in GROUPS and previous.lower.endswith("s")
    return verb.lemma == "report" and is_behind and is_people and following in ("stop", "comma", "preposition")


def _is_speaker_after_comma(tokens: Tokens, at: int) -> bool:
    """Whether one who may speak stands between a comma and the verb: ", the tourist board estimates"."""
    first = at
    while first > 0 and tokens[first - 1].tag in ("word", "name", "determiner", "possessive"):
        first -= 1
    return (
        first < at - 1
        and tokens[first - 1].tag == "comma"
        and tokens[first].tag in ("determiner", "possessive")
        and may_speak(tokens[at - 1].lower)
    )


def _has_verb_subject(previous: Token, verb: Verb) -> bool:
    """Whether what stands before "reports" or "claims" may be its subject."""
    if previous.tag in ("pronoun", "close") or previous.lower in ("who", "which", "that"):
        return True
    if previous.tag == "word":
        return may_speak(previous.lower)
    if previous.tag == "name":
        return "s" in verb.forms or "base" in verb.forms
    return previous.tag in ("comma", "quote") and "s" in verb.forms
