"""Sources: who stands behind a phrase such as "she", "the company" or "a spokesman for the ministry"."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.attribution.bearers import person_in, run_at
from claimcheck.attribution.callings import age_in, is_national, may_be
from claimcheck.attribution.descriptions import Bodies
from claimcheck.attribution.directory import Directory
from claimcheck.attribution.kinds import anonymous_in, is_outlet, is_single, kind_of_people, plain_name
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
from claimcheck.attribution.phrases import Phrase, head_index, head_of, phrase_end
from claimcheck.attribution.profiles import profile_of
from claimcheck.attribution.qualifiers import reason_in, title_in
from claimcheck.attribution.reasons import reason_of, reason_of_body
from claimcheck.attribution.speakers import standing_of
from claimcheck.attribution.tokens import Tokens
from claimcheck.spans import Span
from claimcheck.verdicts import Source

_SINGULAR = frozenset("he she i you who".split())
_VOICES = frozenset(
    """
    administrators aides authorities campaign deputies detectives executive executives inspectors lawyers leaders
    management officer officers official officials police press prosecutors representative representatives spokesman
    spokesmen spokespeople spokesperson spokespersons spokeswoman staff
    """.split()
)
"""Who speaks for a body: without a name of their own, they are the body."""
_BODY_BY_ITSELF = frozenset("police authorities prosecutors".split())
_MEANT_BY_IT = frozenset({"named_organization"})
_MEANT_BY_THEY = frozenset({"named_organization", "unnamed_group", "anonymous"})
_REACH_OF_PRONOUNS = 4
"""How many paragraphs, and how many names, "she" may lie behind whom it stands for."""
_REACH_OF_ROLES = 200
"""How many mentions of names "the mayor" may lie back from the mayor's name."""
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
        self._sentences = sentences
        self._paragraphs = paragraphs
        self._directory = Directory(sentences)
        self._memory = Memory()
        self._bodies = Bodies(sentences, self._directory, self._memory)
        self._profiles: dict[str, tuple[str | None, str | None]] = {}
        self._reasons: dict[str, str | None] = {}
        self._read_until = 0

    def source_at(self, sentence: int, phrase: Phrase, *, until: int | None = None, speaks: bool = True) -> Source:
        """The source that a phrase of a sentence names. Sentences have to be asked for in reading order.

        Args:
            sentence: its number.
            phrase: tokens of it.
            until: the verb of saying behind the phrase, up to which all that is told is told of the source.
            speaks: whether this is who speaks, and may be "she" in what follows; a listener is not.
        """
        self._remember_until(sentence)
        tokens = self._sentences[sentence]
        source = self._resolve(sentence, tokens, phrase)
        told = self._told_here(sentence, phrase, source, until=len(tokens) if until is None else until)
        mention = Span.of(self.text, tokens[phrase.first].start, tokens[phrase.behind - 1].end)
        told_here = {part: self.text[slice(*where)] for part, where in told.items() if where}
        source = source.model_copy(update={"mention": mention, **told_here})
        if speaks:
            self._memorize(sentence, source, head_of(tokens, phrase).lower)
        return source

    def go_on_from(self, sentence: int, source: Source) -> None:
        """Let "she" in what follows be a named person who spoke in a sentence, whoever else was told to have spoken."""
        if source.kind == "named_person":
            self._memory.speaker = (sentence, source)

    def _remember_until(self, sentence: int) -> None:
        """Note the names of all sentences before this one."""
        while self._read_until < sentence:
            tokens = self._sentences[self._read_until]
            for printed, place in self._directory.names_in[self._read_until]:
                name = self._directory.fullest(printed)
                if name.is_person:
                    self._memory.people.append(name.full)
                elif place.first > 0 and tokens[place.first - 1].lower in OUTLET_NOUNS:
                    self._memory.outlets.add(name.full)
            self._memory.bodies += self._bodies.mentioned_in(self._read_until)
            self._read_until += 1

    def _memorize(self, sentence: int, source: Source, head: str) -> None:
        if is_single(head, source):
            self._memory.speaker = (sentence, source)
        is_group = source.kind == "anonymous" and head in GROUPS
        if is_group or source.kind in ("unnamed_group", "named_organization"):
            self._memory.speakers = (sentence, source)
        if source.kind == "document":
            self._memory.document = (sentence, source)
        if source.kind == "anonymous":
            self._memory.withheld.add(head)

    def _resolve(self, sentence: int, tokens: Tokens, phrase: Phrase) -> Source:
        head = head_of(tokens, phrase)
        if head.tag == "pronoun" or head.lower == "who":
            return self._pronoun(sentence, tokens, phrase, head.lower)
        anonymous = anonymous_in(tokens, phrase) or self._withheld(sentence, tokens, phrase, head.lower)
        if anonymous is not None:
            return anonymous
        person = person_in(self._directory, tokens, phrase)
        if person is not None:
            return self._person(person)
        return self._common(sentence, phrase, head.lower) if head.tag != "name" else self._named_body(sentence, phrase)

    def _person(self, name: str) -> Source:
        if name not in self._profiles:
            profile = profile_of(self._directory, self._sentences, self._directory.forms_of(name))
            title, reason = (
                self.text[slice(*part)] if part else None for part in (profile.title, profile.justification)
            )
            self._profiles[name] = (title, reason)
        title, reason = self._profiles[name]
        return Source(name=name, kind="named_person", title=title, justification=reason)

    def _pronoun(self, sentence: int, tokens: Tokens, phrase: Phrase, pronoun: str) -> Source:
        if pronoun in ("he", "she"):
            return self._person_meant(sentence, tokens, phrase, pronoun)
        if pronoun == "it" and self._memory.document and self._memory.document[0] >= sentence - 1:
            return self._memory.document[1]
        if pronoun in ("they", "it"):
            return self._plural_meant(sentence, pronoun)
        return Source(name=None, kind="unnamed_person" if pronoun in _SINGULAR else "unnamed_group")

    def _person_meant(self, sentence: int, tokens: Tokens, phrase: Phrase, pronoun: str) -> Source:
        """Whom "she" stands for: the first person named in the sentence, else who spoke last, else the last named."""
        names = [
            self._directory.fullest(name_text(tokens, first, behind))
            for first, behind in self._directory.runs(tokens[: phrase.first])
        ]
        candidates = [name.full for name in names[:1] if name.is_person] or self._just_introduced(sentence)
        other = "she" if pronoun == "he" else "he"
        if self._memory.speaker and any(token.lower == other for token in tokens[: phrase.first]):
            self._memory.pronoun_of.setdefault(self._memory.speaker[1].name or "", other)
        if self._memory.speaker is not None:
            at, speaker = self._memory.speaker
            if self._paragraphs[sentence] - self._paragraphs[at] <= _REACH_OF_PRONOUNS:
                if speaker.kind != "named_person" and not candidates:
                    return speaker
                candidates += [speaker.name or ""]
        candidates += self._memory.people[:-_REACH_OF_PRONOUNS:-1]
        for name in filter(None, candidates):
            if self._memory.pronoun_of.setdefault(name, pronoun) != other:
                return self._person(name)
        return Source(name=None, kind="unnamed_person")

    def _just_introduced(self, sentence: int) -> list[str]:
        """The person with whom the sentence before begins, or the only one in it, unless somebody spoke in it."""
        before = sentence - 1
        is_spoken = self._memory.speaker is not None and self._memory.speaker[0] >= before
        if before < 0 or is_spoken or self._paragraphs[before] != self._paragraphs[sentence]:
            return []
        names = [self._directory.fullest(printed) for printed, _ in self._directory.names_in[before]]
        people = list(dict.fromkeys(name.full for name in names if name.is_person))
        is_first = bool(names) and names[0].is_person
        return people[:1] if is_first or len(people) == 1 else []

    def _withheld(self, sentence: int, tokens: Tokens, phrase: Phrase, head: str) -> Source | None:
        """Whom "the official" or "one of them" stands for, if the article said before that it keeps the name."""
        if tokens[phrase.behind - 1].lower == "them" or (head == "one" and phrase.behind - phrase.first == 1):
            meant = self._plural_meant(sentence, "they")
            return meant if meant.kind == "anonymous" else None
        *ahead, last = (token.lower for token in tokens[phrase.first : phrase.behind])
        is_bare = ahead == ["the"] or ahead[1:] == ["of", "the"]
        is_withheld = is_bare and (head in self._memory.withheld or last in self._memory.withheld)
        return Source(name=None, kind="anonymous") if is_withheld else None

    def _plural_meant(self, sentence: int, pronoun: str) -> Source:
        """Whom "they" or "it" stands for: the subject of the sentence before, or the group or body that spoke last."""
        kinds = _MEANT_BY_IT if pronoun == "it" else _MEANT_BY_THEY
        at, speakers = self._memory.speakers or (-1, None)
        if speakers is None or at < sentence - 1 or speakers.kind not in kinds:
            before = self._subject_before(sentence)
            if before is not None and before.kind in kinds - {"anonymous"}:
                return before
        is_near = speakers is not None and self._paragraphs[sentence] - self._paragraphs[at] <= _REACH_OF_PRONOUNS
        return speakers if speakers and is_near and speakers.kind in kinds else Source(name=None, kind="unnamed_group")

    def _subject_before(self, sentence: int) -> Source | None:
        """The group or body with which the sentence before begins, in the same paragraph."""
        before = sentence - 1
        if before < 0 or self._paragraphs[before] != self._paragraphs[sentence] or not self._sentences[before]:
            return None
        tokens = self._sentences[before]
        phrase = Phrase(0, phrase_end(tokens, 0))
        if phrase.behind == 0 or tokens[0].tag not in ("determiner", "possessive", "name", "word", "number"):
            return None
        if standing_of(tokens, phrase) not in ("person", "name", "body"):
            return None
        return self._resolve(before, tokens, phrase)

    def _named_body(self, sentence: int, phrase: Phrase) -> Source:
        """A phrase whose head is capitalised and no known person."""
        tokens = self._sentences[sentence]
        head = head_index(tokens, phrase)
        if head == phrase.first + 1 and tokens[phrase.first].lower == "the" and is_national(tokens[head].lower):
            person = self._person_described(sentence, tokens, phrase)
            return self._person(person) if person else Source(name=None, kind="unnamed_person")
        run = run_at(self._directory, tokens, phrase, head)
        if run is None or (run[1] - run[0] == 1 and tokens[head].lower in _NOT_NAMES_ALONE):
            return self._common(sentence, phrase, tokens[head].lower)
        first, behind = run
        name = self._directory.fullest(name_text(tokens, first, behind)).full
        last = tokens[behind - 1].lower
        if last in _NAMED_DOCUMENTS:
            return Source(name=name, kind="document")
        body = self._body(name)
        shown = any(token.lower in _SHOWING_OUTLETS for token in tokens[phrase.first : first])
        described = any(token.lower in OUTLET_NOUNS for token in _apposition_of(tokens, behind))
        if shown or described:
            self._memory.outlets.add(name)
        return body.model_copy(update={"is_outlet": body.is_outlet or name in self._memory.outlets})

    def _body(self, name: str) -> Source:
        known = is_outlet(name) or name in self._memory.outlets
        return Source(name=name, kind="named_organization", is_outlet=known, justification=self._reason_of_body(name))

    def _told_here(self, sentence: int, phrase: Phrase, source: Source, *, until: int) -> dict[str, Stretch | None]:
        """Title and reason as told where the source is mentioned: that goes before what is told elsewhere."""
        tokens = self._sentences[sentence]
        if source.kind == "document" or tokens[phrase.first].tag == "pronoun":
            return {}
        if source.kind == "named_person":
            run = run_at(self._directory, tokens, phrase, head_index(tokens, phrase))
            return {"justification": reason_of(tokens, Occurrence(sentence, *run)) if run else None}
        has_title = source.kind in ("unnamed_person", "anonymous")
        return {
            "justification": reason_in(tokens, phrase, until=until),
            "title": title_in(tokens, phrase) if has_title else None,
        }

    def _reason_of_body(self, name: str) -> str | None:
        if name not in self._reasons:
            places = (place for form in self._directory.forms_of(name) for place in self._directory.occurrences[form])
            found = (reason_of_body(self._sentences[place.sentence], place) for place in places)
            reason = next(filter(None, found), None)
            self._reasons[name] = self.text[slice(*reason)] if reason else None
        return self._reasons[name]

    def _common(self, sentence: int, phrase: Phrase, head: str) -> Source:
        """A phrase whose head is a common noun."""
        tokens = self._sentences[sentence]
        if head in DOCUMENTS and (head not in OUTLET_NOUNS or self._is_scholarly(head)):
            issuer = self._issuer(sentence, phrase) if head in _ISSUED else None
            return issuer or Source(name=plain_name(tokens, phrase), kind="document")
        body = self._body_in(tokens, phrase) or self._body_spoken_for(sentence, phrase)
        if head in _VOICES and body is not None:
            return self._body(body)
        is_back = tokens[phrase.first].lower in _BACK_REFERENCES
        if head in ORGANIZATIONS or head in OUTLET_NOUNS or head in _BODY_BY_ITSELF:
            may_mean = body is None and is_back and head not in _BODY_BY_ITSELF
            meant = self._body_meant(sentence, phrase) if may_mean else None
            name = meant or plain_name(tokens, phrase)
            return self._body(name).model_copy(update={"is_outlet": is_outlet(name) or head in OUTLET_NOUNS})
        if is_back and (head in ROLES or age_in(head)):
            person = self._role_meant(head) or self._person_described(sentence, tokens, phrase)
            if person is not None:
                return self._person(person)
            if head in _VOICES and self._memory.bodies:
                return self._body(self._memory.bodies[-1])
        kind = "document" if head in _WRITTEN_DOWN else kind_of_people(head)
        return Source(name=None if kind == "unnamed_person" else plain_name(tokens, phrase), kind=kind)

    def _is_scholarly(self, head: str) -> bool:
        """Whether "the paper" is a document: no outlet was named that it could stand for."""
        return head == "paper" and not any(self._body(name).is_outlet for name in self._memory.bodies)

    def _issuer(self, sentence: int, phrase: Phrase) -> Source | None:
        """Who issued "a statement from the ministry": what they issue, they say themselves."""
        tokens = self._sentences[sentence]
        for at in range(phrase.first, phrase.behind - 1):
            if tokens[at].lower in ("from", "by") and tokens[at].tag == "preposition":
                inner = Phrase(at + 1, phrase.behind)
                head = head_of(tokens, inner)
                if head.tag == "name" and head.lower not in WEEKDAYS_AND_MONTHS:
                    return self._resolve(sentence, tokens, inner)
        return None

    def _body_in(self, tokens: Tokens, phrase: Phrase) -> str | None:
        for first, behind in self._directory.runs(tokens[: phrase.behind]):
            is_place = first > 0 and tokens[first - 1].lower in ("in", "on", "near")
            if first < phrase.first or is_place or (behind - first == 1 and tokens[first].lower in ORGANIZATIONS):
                continue
            name = self._directory.fullest(name_text(tokens, first, behind))
            if not name.is_person:
                return name.full
        return None

    def _body_spoken_for(self, sentence: int, phrase: Phrase) -> str | None:
        """The body that "the party" stands for in "a spokeswoman for the party"."""
        tokens = self._sentences[sentence]
        for at in range(phrase.first, phrase.behind - 2):
            if tokens[at].lower == "for" and tokens[at + 1].lower in _BACK_REFERENCES:
                body = Phrase(at + 1, phrase.behind)
                return self._body_meant(sentence, body) or plain_name(tokens, body)
        return None

    def _body_meant(self, sentence: int, phrase: Phrase) -> str | None:
        """The body that "the company" stands for."""
        tokens = self._sentences[sentence]
        ahead = tokens[: phrase.first]
        near = self._bodies.told_of_in(ahead, self._directory.names(sentence, ahead))
        if sentence > 0:
            near = [*self._bodies.mentioned_in(sentence - 1), *near]
        at, speakers = self._memory.speakers or (-1, None)
        if speakers is not None and speakers.name is not None and at == sentence - 1:
            near.append(speakers.name)
        return self._bodies.meant_by(tokens, phrase, near)

    def _person_described(self, sentence: int, tokens: Tokens, phrase: Phrase) -> str | None:
        """The person whom "the 33-year-old", "the Dutchman", "the psychologist" stands for."""
        noun = head_of(tokens, phrase).lower
        age = age_in(noun)
        ages = [(name, self._directory.age_of(name)) for name in dict.fromkeys(reversed(self._memory.people))]
        same = next((name for name, known in ages if age is not None and known == age), None)
        if same is not None:
            return same
        at, speaker = self._memory.speaker or (-1, None)
        is_near = at >= 0 and at >= sentence - 2 and self._paragraphs[at] == self._paragraphs[sentence]
        spoken = [speaker.name or ""] if speaker and is_near and speaker.kind == "named_person" else []
        for name in filter(None, [*self._just_introduced(sentence), *spoken]):
            if age is None and (is_national(noun) or may_be(noun, self._person(name).title)):
                return name
            if age is not None and self._directory.age_of(name) is None:
                return name
        return None

    def _role_meant(self, head: str) -> str | None:
        """The person whom "the mayor" stands for."""
        for name in dict.fromkeys(self._memory.people[:-_REACH_OF_ROLES:-1]):
            title = self._person(name).title
            if title and head in title.lower().split():
                return name
        return None


def _apposition_of(tokens: Tokens, behind: int) -> Tokens:
    """The tokens between the comma behind a name and the next one."""
    if behind >= len(tokens) or tokens[behind].tag != "comma":
        return ()
    end = next((at for at in range(behind + 1, len(tokens)) if tokens[at].tag in ("comma", "stop")), len(tokens))
    return tokens[behind + 1 : end]
