"""The pieces of sentences that the rules of splitting are made of, as patterns."""

from __future__ import annotations

import re

from claimcheck.marks import Marks

LONGEST = 1_000
"""What has more characters is no sentence that a person wrote, and is left as it is: patterns take long over it."""

CAPITALISED = r"[A-Z][\w'’.&-]*"
QUOTED = r"“[^”]+”"
NAME = rf"(?:{QUOTED}|{CAPITALISED}(?: (?:(?:of|the|de|von|van) ){{0,2}}{CAPITALISED})*)"
YEARS = r"\((?:1[5-9]|20)\d\d(?:[-–](?:1[5-9]|20)\d\d)?\)"
WORK = rf"(?:{NAME}(?: and {NAME})? {YEARS}|{NAME})"
NOUN = r"(?:(?!(?:who|which|that|born|and|in|on|of|at|for|from|with|to|by|as|since)\b)[\w'’-]+)"
NOUNS = rf"{NOUN}(?: {NOUN}){{0,3}}"
COPULA = r"(?:is|was|are|were|became|becomes)"
FINITE = (
    r"(?:(?:also|later|then|now|still|since|soon|[a-z]+ly) )*"
    r"(?:(?:has|have|had|is|was|are|were|will|would|did|does|won|lost|left|went|came|made|took|gave|got|began|became"
    r"|wrote|ran|held|holds|met|paid|sent|fell|rose|said|told|led|leads|plays|works|lives|resides|serves|teaches"
    r"|spoke|broke|drove|flew|grew|saw|stood|kept|chose|threw|brought|bought|sold|built|fought|taught|caught|sought|sank"
    r"|fled|struck)\b"
    r"|[a-z]+[^\Ws]s (?=an?\b|the\b|his\b|her\b|its\b|their\b)"
    r"|(?:hop|want|plan|seek|aim|intend|expect|need|continu|refus|start|begin|remain)e?s (?=to\b)"
    r"|(?:enjoy|keep|start|begin|like|love|avoid)s (?=\w+ing\b)"
    r"|[a-z]+ed (?=(?:a|an|the|his|her|its|their|to|in|at|on|for|from|with|as|by|into|over|several|many|\d|[A-Z“])))"
)
_NO_SUBJECT = (
    r"is|was|are|were|be|been|has|had|have|do|does|did|will|would|can|could|may|might|shall|should|must"
    r"|who|whom|whose|which|that|how|what|when|where|why|while|because|said|says|it|he|she|they|we|you|[a-z]+(?:ed|ly)"
    r"|and (?:in|on|at|then|later|has|had)|[a-z]+ing (?:an?|the|his|her|its|their|in|on|to|from|with|for)"
)
_NO_START = (
    r"And|But|So|Yet|Or|While|As|If|When|After|Before|Since|Because|Although|Though|Once|Until|Unless|Whether|That|What"
    r"|How|Why|Where|Instead|Perhaps|However|To|There|With|In|On|At|From|For|By|During|Despite"
)
_PRONOUN = r"(?:He|She|It|They|We|I|You|This|These|Those)"
SUBJECT = (
    rf"(?P<subject>{_PRONOUN}|(?!(?:{_PRONOUN}|{_NO_START})\b)"
    rf"(?:The |An? )?[A-Z“](?:(?! (?:{_NO_SUBJECT})\b)[^,;:()]){{0,80}}?)"
)

_MONTH = "(?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]*\\.?"
DAY = (
    rf"(?:on (?:{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?|[A-Z][a-z]+day)"
    rf"|in (?:{_MONTH} )?\d{{4}}|in {_MONTH}|in the (?:(?:early|mid|late)[- ])?\d{{4}}s)"
)
PLACE = rf"(?:in|at|near) {NAME}(?:, {NAME})*"
AGE = r"(?:at (?:the )?age (?:of )?\d+|aged \d+)"

_PEOPLE = re.compile(
    r"(?:ers?|ors?|ists?|ians?|[a-z]m[ae]n|wom[ae]n|ess(?:es)?|eurs?|etes?|ants?|presidents?|poets?|models?"
    r"|diplomats?|chefs?|deejays?|pilots?|monks?|nuns?|judges?|generals?|princes?|kings?|queens?|saints?|sp(?:y|ies)"
    r"|activists?|criminals?|personalit(?:y|ies)|cooks?|coach(?:es)?|advocates?|nurses?|medics?|CEOs?|clerks?|heads?)$"
)


def names_a_person(nouns: str) -> bool:
    """Whether a noun with what stands before it says what somebody is: "jazz singer", "member", "poet"."""
    return _PEOPLE.search(nouns) is not None


def is_closed(part: str) -> bool:
    """Whether a part of a sentence has no half of a pair of quotation marks or parentheses."""
    return part.count("“") == part.count("”") and part.count("(") == part.count(")") and part.count('"') % 2 == 0


def with_word(words: str, pattern: str) -> Marks:
    """A pattern that only a claim with one of some words can match; they stand in it with white space between them."""
    return Marks(re.compile(pattern), frozenset(words.split()))


def with_article(noun: str) -> str:
    """A noun with "a" or "an" before it."""
    if re.match(r"an? ", noun):
        return noun
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"
