"""Records: what would settle a claim, as a model names it, and whether that is concrete enough to ask for.

"Official sources" settles nothing: nobody can ring them up. A record that is kept here says what it is and who keeps
it, repeats neither the claim nor itself, and takes no name or figure from outside the article.
"""

from __future__ import annotations

from claimcheck.verdicts import Record
from claimcheck.wording import content_words, stem, unsupported


def concrete_record(what: str | None, where: str | None, *, claim: str, article: str) -> Record | None:
    """The record that a model named, or None where it names nothing that one could ask for.

    Args:
        what: the record, such as "minutes of the council meeting of 4 May".
        where: who keeps it.
        claim: the claim that it would settle.
        article: the text that the claim is drawn from; a name or a figure that is not in it was made up.
    """
    what, where = _trimmed(what), _trimmed(where)
    if not what or not where or what.casefold() == where.casefold():
        return None
    named, keeper, claimed = set(content_words(what)), set(content_words(where)), set(content_words(claim))
    if not named - _GENERIC or not keeper - _GENERIC_KEEPERS or (claimed and claimed <= named):
        return None
    if unsupported(f"The {what}", article) or unsupported(f"The {where}", article):
        return None
    return Record(what=what, where=where)


def _trimmed(words: str | None) -> str:
    return " ".join((words or "").split()).strip(" .;,")


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


_GENERIC = _stems(
    "official public publicly available relevant other various news press media article articles report reports source"
    " sources statement statements record records data information document documents documentation evidence witness"
    " witnesses testimony account accounts website internet interview interviews research fact facts none unknown any"
    " claim claims story local government historical legal definition photo photos event incident matter announcement"
)
"""Words of which a record cannot consist alone: they fit every claim, and so none."""

_GENERIC_KEEPERS = _GENERIC | _stems(
    "authority authorities officials person people reporter author company organization department office agency"
    " institution theory history historical legal economic financial"
)
