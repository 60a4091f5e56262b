"""Inheritance: what is told once and holds further down: whose a quotation without a cue is, why they are heard."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.attribution.quoted import Quoted
from claimcheck.attribution.statements import Statement
from claimcheck.attribution.tokens import Tokens
from claimcheck.segment import Sentence
from claimcheck.verdicts import Hop

_REACH = 2
"""How many paragraphs the speaker may lie back."""


def with_inherited(
    stated: Sequence[Sequence[Statement]], sentences: Sequence[Sentence], tokens: Sequence[Tokens], quoted: Quoted
) -> list[Statement]:
    """All statements in order, those of orphaned quotations among them.

    In the speaker's own paragraph the quotation joins what they said before; further down it is a statement of its own.

    Args:
        stated: for each sentence, the statements whose cue it has.
        sentences: the article's sentences.
        tokens: their tokens.
        quoted: the article's quotations.
    """
    covered = {stretch for statements in stated for statement in statements for stretch in statement.content}
    found: list[Statement] = []
    last: Statement | None = None
    for number, own in enumerate(stated):
        found += own
        if own:
            last = last if own[0].is_displayed else own[0]
        elif last is not None and _is_mere_quotation(tokens[number]):
            if any(start <= sentences[number].start < end for start, end in last.content):
                continue
            parts = {
                quoted.around(token.start, token.end) for token in tokens[number] if token.tag == "quote"
            } - covered
            covered |= parts
            gap = sentences[number].paragraph - sentences[last.sentence].paragraph
            if not parts or gap > _REACH:
                continue
            if gap == 0:
                last.content += sorted(parts)
            else:
                found.append(Statement(number, last.cue, last.hops, sorted(parts), inherited=True))
    return found


def tell_reasons(statements: Sequence[Statement]) -> None:
    """Give every mention of a source the first reason to hear it that the article gives, where its own gives none."""
    told: dict[str, str] = {}
    for hop in (hop for statement in statements for hop in statement.hops):
        if hop.source.name and hop.source.justification:
            told.setdefault(hop.source.name, hop.source.justification)
    for statement in statements:
        statement.hops = [_with_reason(hop, told.get(hop.source.name or "")) for hop in statement.hops]


def _with_reason(hop: Hop, reason: str | None) -> Hop:
    if reason is None or hop.source.justification:
        return hop
    return hop.model_copy(update={"source": hop.source.model_copy(update={"justification": reason})})


def _is_mere_quotation(tokens: Tokens) -> bool:
    return not any(token.tag in ("word", "name") for token in tokens) and any(token.tag == "quote" for token in tokens)
