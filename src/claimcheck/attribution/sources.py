"""Sources: who stands behind a phrase such as "she", "the company" or "a spokesman for the ministry"."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.attribution.bearers import Mention, body_in, person_in
from claimcheck.attribution.callings import age_in, is_national
from claimcheck.attribution.descriptions import Bodies
from claimcheck.attribution.directory import Directory
from claimcheck.attribution.kinds import anonymous_in, is_outlet, kind_of_people, plain_name
from claimcheck.attribution.memory import Memory
from claimcheck.attribution.model import Stretch
from claimcheck.attribution.names import Occurrence, name_text
from claimcheck.attribution.nouns import (
    DOCUMENTS,
    GROUPS,
    ORGANIZATIONS,
    OUTLET_HEADS,
    OUTLET_NOUNS,
    ROLES,
    WEEKDAYS_AND_MONTHS,
)
from claimcheck.attribution.people import People
from claimcheck.attribution.phrases import Phrase, head_of
from claimcheck.attribution.pronouns import Pronouns
from claimcheck.attribution.qualifiers import reason_in, title_in
from claimcheck.attribution.reasons import reason_of
from claimcheck.attribution.story import Story
from claimcheck.attribution.tokens import Tokens
from claimcheck.spans import Span
from claimcheck.verdicts import Source

_VOICES = frozenset(
    """
    administrators aides authorities campaign deputies detectives executive executives inspectors lawyers leaders
    management officer officers official officials police press prosecutors representative representatives spokesman
    spokesmen spokespeople spokesperson spokespersons spokeswoman staff
    """.split()
)
"""Who speaks for a body: without a name of their own, they are the body."""
_BODY_BY_ITSELF = frozenset("police authorities prosecutors".split())
_SHOWING_OUTLETS = OUTLET_NOUNS | {"agency", "news", "portal"}
"""Words before a name by which it is that of an outlet."""
_NAMED_DOCUMENTS = frozenset(
    """
    act agenda census code constitution data database index poll report review study survey
    """.split()
)
_ISSUED = frozenset(
    """
    announcement e-mail email estimate estimates message newsletter post release statement statements tweet
    """.split()
)
"""Documents that are their issuer's own voice."""
_WRITTEN_DOWN = frozenset("decision decisions deal deed pact programme text".split())
"""What somebody does, and what can be read afterwards: "according to the decision"."""
_NOT_NAMES_ALONE = ORGANIZATIONS | ROLES | GROUPS | (DOCUMENTS - OUTLET_HEADS)
"""What is no name though capitalised, at the head of a sentence: "Photos", "Officials"."""
_BACK_REFERENCES = frozenset("the this that its".split())


class SourceReader:
    """Turns phrases into sources, sentence by sentence from the top of the article.

    Attributes:
        text: the article.
    """

    def __init__(self, text: str, sentences: list[Tokens], paragraphs: Sequence[int]) -> None:
        """Draw up the names of an article.

        Args:
            text: the article.
            sentences: the tokens of its sentences, in order; none for those that are not to be read.
            paragraphs: for each sentence, the number of its paragraph.
        """
        self.text = text
        self._directory = Directory(sentences)
        self._story = Story(text, sentences, paragraphs, self._directory)
        self._memory = Memory()
        self._people = People(self._story, self._memory)
        self._bodies = Bodies(self._story, self._memory)
        self._pronouns = Pronouns(self._story, self._memory, self._people, self._resolve)

    def source_at(self, sentence: int, phrase: Phrase, *, until: int | None = None, speaks: bool = True) -> Source:
        """The source that a phrase of a sentence names. Sentences have to be asked for in reading order.

        Args:
            sentence: its number.
            phrase: tokens of it.
            until: the verb of saying behind the phrase, up to which all that is told is told of the source.
            speaks: whether this is who speaks, and may be "she" in what follows; a listener is not.
        """
        self._remember_until(sentence)
        mention = Mention.of(self._story, sentence, phrase)
        tokens = mention.tokens
        source = self._resolve(mention)
        told = _told_here(mention, source, until=len(tokens) if until is None else until)
        told_here = {part: self._story.printed(where) for part, where in told.items() if where}
        words = Span.of(self.text, tokens[phrase.first].start, tokens[phrase.behind - 1].end)
        source = source.model_copy(update={"mention": words, **told_here})
        if speaks:
            self._memory.note_speaker(sentence, source, mention.noun)
        return source

    def go_on_from(self, sentence: int, source: Source) -> None:
        """Let "she" in what follows be a named person who spoke in a sentence, whoever else was told to have spoken."""
        if source.kind == "named_person":
            self._memory.speaker = (sentence, source)

    def _remember_until(self, sentence: int) -> None:
        """Note the names of all sentences before this one."""
        for number in range(self._memory.read_until, sentence):
            tokens = self._story.sentences[number]
            for printed, place in self._directory.names_in[number]:
                name = self._directory.fullest(printed)
                if name.is_person:
                    self._memory.people.append(name.full)
                elif place.first > 0 and tokens[place.first - 1].lower in OUTLET_NOUNS:
                    self._memory.outlets.add(name.full)
        self._memory.read_until = max(sentence, self._memory.read_until)

    def _resolve(self, mention: Mention) -> Source:
        head = mention.tokens[mention.head]
        if head.tag == "pronoun" or head.lower == "who":
            return self._pronouns.source(mention)
        anonymous = anonymous_in(mention.tokens, mention.phrase, head.lower) or self._pronouns.withheld(mention)
        if anonymous is not None:
            return anonymous
        person = person_in(self._directory, mention)
        if person is not None:
            return self._people.source(person)
        return self._common(mention) if head.tag != "name" else self._named_body(mention)

    def _named_body(self, mention: Mention) -> Source:
        """A phrase whose head is capitalised and no known person."""
        _, tokens, phrase, head, _, run = mention
        if head == phrase.first + 1 and tokens[phrase.first].lower == "the" and is_national(mention.noun):
            person = self._people.described(mention.sentence, mention.noun)
            return self._people.source(person) if person else Source(name=None, kind="unnamed_person")
        if run is None or (run[1] - run[0] == 1 and mention.noun in _NOT_NAMES_ALONE):
            return self._common(mention)
        first, behind = run
        name = self._directory.fullest(name_text(tokens, first, behind)).full
        if tokens[behind - 1].lower in _NAMED_DOCUMENTS:
            return Source(name=name, kind="document")
        shown = any(token.lower in _SHOWING_OUTLETS for token in tokens[phrase.first : first])
        described = any(token.lower in OUTLET_NOUNS for token in _apposition_of(tokens, behind))
        if shown or described:
            self._memory.outlets.add(name)
        return self._bodies.source(name)

    def _common(self, mention: Mention) -> Source:
        """A phrase whose head is a common noun."""
        tokens, phrase, noun = mention.tokens, mention.phrase, mention.noun
        if noun in DOCUMENTS and (noun not in OUTLET_NOUNS or self._is_scholarly(noun)):
            issuer = self._issuer(mention) if noun in _ISSUED else None
            return issuer or Source(name=plain_name(tokens, phrase), kind="document")
        body = body_in(self._directory, mention) or self._body_spoken_for(mention)
        if noun in _VOICES and body is not None:
            return self._bodies.source(body)
        is_back = tokens[phrase.first].lower in _BACK_REFERENCES
        if noun in ORGANIZATIONS or noun in OUTLET_NOUNS or noun in _BODY_BY_ITSELF:
            may_mean = body is None and is_back and noun not in _BODY_BY_ITSELF
            meant = self._bodies.meant_by(mention.sentence, phrase) if may_mean else None
            name = meant or plain_name(tokens, phrase)
            return self._bodies.source(name, is_outlet=is_outlet(name) or noun in OUTLET_NOUNS)
        if is_back and (noun in ROLES or age_in(noun)):
            person = self._people.in_office(noun) or self._people.described(mention.sentence, noun)
            if person is not None:
                return self._people.source(person)
            if noun in _VOICES and (bodies := self._bodies.so_far()):
                return self._bodies.source(bodies[-1])
        kind = "document" if noun in _WRITTEN_DOWN else kind_of_people(noun)
        return Source(name=None if kind == "unnamed_person" else plain_name(tokens, phrase), kind=kind)

    def _is_scholarly(self, noun: str) -> bool:
        """Whether "the paper" is a document: no outlet was named that it could stand for."""
        return noun == "paper" and not any(map(self._bodies.is_outlet, self._bodies.so_far()))

    def _issuer(self, mention: Mention) -> Source | None:
        """Who issued "a statement from the ministry": what they issue, they say themselves."""
        tokens, phrase = mention.tokens, mention.phrase
        for at in range(phrase.first, phrase.behind - 1):
            if tokens[at].lower in ("from", "by") and tokens[at].tag == "preposition":
                inner = Phrase(at + 1, phrase.behind)
                head = head_of(tokens, inner)
                if head.tag == "name" and head.lower not in WEEKDAYS_AND_MONTHS:
                    return self._resolve(Mention.of(self._story, mention.sentence, inner))
        return None

    def _body_spoken_for(self, mention: Mention) -> str | None:
        """The body that "the party" stands for in "a spokeswoman for the party"."""
        tokens, phrase = mention.tokens, mention.phrase
        for at in range(phrase.first, phrase.behind - 2):
            if tokens[at].lower == "for" and tokens[at + 1].lower in _BACK_REFERENCES:
                body = Phrase(at + 1, phrase.behind)
                return self._bodies.meant_by(mention.sentence, body) or plain_name(tokens, body)
        return None


def _told_here(mention: Mention, source: Source, *, until: int) -> dict[str, Stretch | None]:
    """Title and reason as told where the source is mentioned: that goes before what is told elsewhere."""
    sentence, tokens, phrase, _, _, run = mention
    if source.kind == "document" or tokens[phrase.first].tag == "pronoun":
        return {}
    if source.kind == "named_person":
        return {"justification": reason_of(tokens, Occurrence(sentence, *run)) if run else None}
    has_title = source.kind in ("unnamed_person", "anonymous")
    return {
        "justification": reason_in(tokens, phrase, until=until),
        "title": title_in(tokens, phrase) if has_title else None,
    }


def _apposition_of(tokens: Tokens, behind: int) -> Tokens:
    """The tokens between the comma behind a name and the next one."""
    if behind >= len(tokens) or tokens[behind].tag != "comma":
        return ()
    end = next((at for at in range(behind + 1, len(tokens)) if tokens[at].tag in ("comma", "stop")), len(tokens))
    return tokens[behind + 1 : end]
