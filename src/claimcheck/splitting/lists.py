"""Lists: several predicates, offices, objects, examples or nouns where one could stand."""

from __future__ import annotations

import re

from claimcheck.splitting.grammar import COPULA, NOUN, NOUNS, SUBJECT, WORK, with_article, with_word
from claimcheck.wording import is_figure, words


def predicates(claim: str) -> list[str] | None:
    """Several things that somebody is: "Lind is a lawyer, diver and an author"."""
    found = _PREDICATES.match(claim)
    if found is None:
        return None
    listed = [found["first"], *(each for each in found["others"].split(", ") if each), found["last"]]
    if any(_VERBAL.search(each) for each in listed):
        return None
    return [f"{found['subject']} {found['verb']} {with_article(each)}" for each in listed]


def offices(claim: str) -> list[str] | None:
    """Two offices in one place: "Lind is the founder and director of the club"."""
    found = _OFFICES.match(claim)
    if found is None or not (_OFFICE.search(found["first"]) and _OFFICE.search(found["second"])):
        return None
    start, article = f"{found['subject']} {found['verb']}", found["article"]
    second = f"the {found['second']}" if article == "the" else with_article(found["second"])
    return [f"{start} {article} {found['first']} {found['of']}", f"{start} {second} {found['of']}"]


def examples(claim: str) -> list[str] | None:
    """Examples by name: "The line serves several ports, including Tolm and Vell"."""
    found = _EXAMPLES.match(claim)
    if found is None:
        return None
    items = [re.sub(",(?=”$)", "", item) for item in _ITEM.findall(found["items"])]
    if kind := _KIND.match(found["head"]):
        return [found["head"], *(f"{kind['before'] or kind['after']} {item}" for item in items)]
    return [f"{found['head']}{found['such']} {item}" for item in items]


def objects(claim: str) -> list[str] | None:
    """Objects that have each an article or a figure of their own: "Lind won two cups and a medal"."""
    found = _OBJECTS.match(claim)
    if found is None or _TOGETHER.search(claim) or _FINITE_INSIDE.search(found["second"]):
        return None
    if _PREPOSITION.search(found["first"]) or _ROUNDED.search(found["first"]):
        return None
    return [f"{found['head']} {found['first']}", f"{found['head']} {found['second']}"]


def last_nouns(claim: str) -> list[str] | None:
    """Nouns at the end, after one word: "The yard builds boats for tourists and fishermen"."""
    found = _LAST_NOUNS.match(claim)
    if found is None or _TOGETHER.search(claim) or any(is_figure(word.key) for word in words(claim)):
        return None
    before, first = found["before"], found["first"]
    listed = [first, *(each for each in found["others"].split(", ") if each), found["last"].removeprefix(f"{before} ")]
    if not _are_parallel(listed) or (before == "to" and not all(each.endswith("s") for each in listed)):
        return None  # "to laugh and cry"
    if before in ("his", "her", "its", "their") and any(re.match("(?:an?|the) ", each) for each in listed):
        return None
    article = re.match("(?:an?|the) ", first)
    if article and article[0] != "the ":
        listed = [each if each.startswith("the ") else with_article(each) for each in listed]
    elif article:
        listed = [each if re.match("(?:an?|the) ", each) else f"the {each}" for each in listed]
    elif not first.endswith("s") and any(re.match("(?:an?|the) ", each) for each in listed):
        return None  # "the rule of law and the public interest"
    return [f"{found['head']} {each}" for each in listed]


def _are_parallel(nouns: list[str]) -> bool:
    """Whether nouns are listed each for itself, and none is short of a word that the last one or the first one has."""
    first, last = nouns[0], nouns[-1]
    if any(_NOT_A_NOUN.search(each) for each in nouns) or any(_ADJECTIVE.search(each) for each in nouns[:-1]):
        return False  # "political and religious parties", "at home and abroad"
    if _GERUND.match(first) and not all(" " in each for each in nouns):
        return False  # "ending hunger and homelessness"
    if _GERUND.match(last) and " " not in first:
        return False  # "demand at home and stiffening competition"
    first, last = re.sub("^(?:an?|the) ", "", first), re.sub("^(?:an?|the) ", "", last)
    if " " in first:
        return not (last[-1] == "s" != first[-1])  # "home theatre and stereo systems"
    alone = " " not in last or len(nouns) > 2 or first.endswith("s")
    return alone or _ADJECTIVE.search(last.split()[0]) is not None  # "login and account information"


_PREDICATES = with_word(
    "and",
    rf"^{SUBJECT} (?P<verb>{COPULA}) (?P<first>an? {NOUNS})"
    rf"(?P<others>(?:, (?:an? )?{NOUNS})*),? and (?P<last>(?:an? )?{NOUNS})$",
)
_VERBAL = re.compile(r"^(?:\w+(?:ed|[^s]s)|he|she|it|they|we|I) |\b(?:him|her|them|it|his|their|its)\b")
"""What follows "and" as a second verb, where no article shows a noun: "is a gamer and enjoys chess"."""

_OFFICES = with_word(
    "and",
    rf"^{SUBJECT} (?P<verb>{COPULA}) (?P<article>the|an?) (?P<first>{NOUN}(?: {NOUN})?) and"
    rf" (?P<second>{NOUN}(?: {NOUN})?) (?P<of>(?:of|for|at) .+)$",
)

_EXAMPLES = with_word(
    "such including",
    rf"^(?P<head>.+?)(?P<such>,? such as|,? including) (?P<items>{WORK}(?:,? {WORK})*,? and {WORK})$",
)
_MANY = r"(?:several|various|many|numerous|some|other|two|three|four|five|six|seven|eight|nine|ten|\d{1,3})"
_NO_KIND = r"(?!(?:and (?:he|she|it|they|has|have|had)|has|have|had|is|are|was|were|who|which|that|[a-z]+ing)\b)"
_KIND = re.compile(
    rf"^(?:(?P<before>.* (?!(?:of|is|are|was|were|be|has|have|had|between|among|{_MANY})\b)\w+) {_MANY}"
    rf"(?: {_NO_KIND}[^\s,;]+)+"
    rf"|(?P<after>.* (?:in|on|at|for|from|with|as|by|to|over))"
    rf"(?: {_NO_KIND}(?!(?:in|on|at|for|of|the|as|to)\b)[a-z][\w-]*){{1,2}} [\w-]+s)$"
)
_ITEM = re.compile(WORK)

_ITS_OWN = r"(?:an?|the|his|her|its|their|several|one|two|three|four|five|six|seven|eight|nine|ten|\d[\d,.]*)"
_OBJECTS = with_word(
    "and",
    rf"^(?P<head>{SUBJECT} (?:(?:has|have|had|also|since|later|then) )*(?:won|received|earned|released|wrote|written"
    r"|published|built|bought|sold|killed|injured|wounded|owns|owned|has|have|led|directed|produced|played|recorded"
    r"|opened|closed|lost|scored|donated|destroyed|damaged|visited|founded|launched))"
    rf" (?P<first>(?:more than |at least |about |nearly |over |up to )?{_ITS_OWN} [^,;:]+?) and"
    rf" (?P<second>{_ITS_OWN} [^,;:]+)$",
)
_PREPOSITION = re.compile(
    r"\b(?:of|in|at|with|for|from|to|on|by|about|over|against|into|as|after|before|that|who|which)\b"
)
_ROUNDED = re.compile(r"^(?:more|at|about|nearly|over|up)\b")
_TOGETHER = re.compile(
    r"\b(?:mix(?:ture)?|combination|blend|pair|series|union|merger|alliance|match|total|combined|together|each|jointly"
    r"|respectively|same|joint|collaboration)\b"
)
_FINITE_INSIDE = re.compile(r"\b(?:has|have|had|is|was|are|were|will|would|can|could|may|might|did|does|said)\b")

_OFFICE = re.compile(
    r"(?:founder|director|chair|chair(?:wo)?man|CEO|chief|head|editor|president|member|owner|author|leader|secretary"
    r"|manager|partner|host|producer|writer|creator|captain|coach|treasurer|publisher|curator|commander|principal)$"
)
_ADJECTIVE = re.compile(r"(?:^| )(?:\w+(?:al|ic|ous|ive|ful|less|ble|ary|[^e]ed|ish|an|ese)|other|own|new|old)$")
_NOT_A_NOUN = re.compile(
    r"^(?:abroad|elsewhere|beyond|whatnot|so on|others?|more|less|in|on|of|at|for|from|with|to|by|as|and)\b"
    r"|\b(?:has|have|had|is|was|are|were|will|would|can|could|may|might|did|does|said|their|his|her|its)\b|^\w+[^e]ed$"
)
_GERUND = re.compile(r"\w+ing \w")
_NOUN_PHRASE = r"(?:the |an? )?[a-z][\w'’-]*(?: [a-z][\w'’-]*)?"
_LAST_NOUNS = with_word(
    "and",
    r"^(?P<head>[^,]+ (?P<before>in|on|of|at|for|from|with|to|by|as|over|about|against|his|her|its|their|various"
    r"|several))"
    rf" (?P<first>{_NOUN_PHRASE})(?P<others>(?:, {_NOUN_PHRASE})*),? and (?P<last>{_NOUN_PHRASE})$",
)
