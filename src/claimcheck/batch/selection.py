"""Selection: which of the rows are to be checked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Self

from claimcheck.batch.ledger import Ledger
from claimcheck.errors import ConfigurationError
from claimcheck.formats.row import Row


@dataclass(frozen=True, slots=True)
class Shard:
    """One of the equal parts into which a set of rows is divided, so that machines can share it.

    Which part a row is in depends on its id alone: not on the order of the rows, nor on what else there is. So parts
    stay the same when rows are added, and rows with the same id are in the same part.

    Attributes:
        number: which part, from 1.
        of: how many there are.
    """

    number: int = 1
    of: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.number <= self.of:
            raise ConfigurationError(f"there is no shard {self.number}/{self.of}: 1/{max(self.of, 1)} is the first")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The shard written as "2/8".

        Raises:
            ConfigurationError: that is no shard.
        """
        number, slash, of = text.partition("/")
        if not (slash and number.isdecimal() and of.isdecimal()):
            raise ConfigurationError(f"{text!r} is no shard: write 2/8 for the second of eight")
        return cls(int(number), int(of))

    def holds(self, id: str) -> bool:
        """Whether the row with this id is in this part."""
        digest = hashlib.sha256(id.encode()).digest()
        return int.from_bytes(digest[:8]) % self.of == self.number - 1


@dataclass(slots=True)
class Selection:
    """The rows that are left to be checked. To be gone through once.

    Args:
        rows: all of them.
        limit: how many of them to look at, from the first; all where that is None.
        shard: which part of those.
        ledger: what is done already.

    Attributes:
        left_out: how many of the rows so far are done already.
        changed: how many of the rows so far have another text than when they were done.
        given_out: how many of the rows so far are not done.
    """

    rows: Iterable[Row]
    limit: int | None = None
    shard: Shard = Shard()
    ledger: Ledger | None = None
    left_out: int = 0
    changed: int = 0
    given_out: int = 0

    def __iter__(self) -> Iterator[Row]:
        for row in islice(self.rows, self.limit):
            if not self.shard.holds(row.id):
                continue
            sha256 = row.article.sha256 if row.article else None
            standing = self.ledger.look_up(row.id, sha256) if self.ledger is not None else "new"
            self.left_out += standing == "done"
            self.changed += standing == "changed"
            if standing != "done":
                self.given_out += 1
                yield row

    def about(self, rows: int | None) -> int | None:
        """About how many are left, of so many rows; None where nobody knows how many there are."""
        if rows is None:
            return self.limit
        taken = min(rows, self.limit if self.limit is not None else rows)
        return max(round(taken / self.shard.of) - len(self.ledger or ()), 0)
