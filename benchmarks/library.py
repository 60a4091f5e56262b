"""What the library itself takes: everything but the model, on articles of growing length.

    python benchmarks/library.py [--largest CHARACTERS]

A model that answers at once repeats each sentence as its claim and calls it a fact.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import time

from claimcheck import Article, Checker
from claimcheck.llm.chat import ChatReply, ChatRequest
from claimcheck.llm.profiles import COMPACT, Profile

SENTENCE = re.compile(r"^Sentence: (.*)$", re.MULTILINE)
PARAGRAPH = (
    "The harbour board of Port {n} spent {n},400 crowns on dredging in {y}, the Tidewater Gazette reported on Monday. "
    '"We had no choice after the storm of {y}," said Mira Oldham-{n}, who chairs the board. '
    "Fishermen in Lower Quay {n} reportedly lost {m} boats. Repairs may take until the spring of {z}.\n\n"
)


class Echo:
    """A `ChatModel` that answers at once."""

    name, endpoint = "echo", "in process"

    def __init__(self, profile: Profile = COMPACT) -> None:
        self.profile = profile

    async def prepare(self) -> None:
        """Has nothing to prepare."""

    async def complete(self, request: ChatRequest) -> ChatReply:
        if request.schema_name == "SentenceClaims":
            sentence = SENTENCE.findall(request.messages[-1].content)[-1]
            return ChatReply(json.dumps({"claims": [sentence.replace('"', "")]}))
        return ChatReply('{"states":"fact","check_worthiness":"low","record":null,"keeper":null}')

    async def aclose(self) -> None:
        """Has nothing to close."""


def article(characters: int) -> Article:
    """An invented article of that length, no two paragraphs alike."""
    text, number = [], 0
    while sum(map(len, text[-1:])) + number * len(PARAGRAPH) < characters:
        number += 1
        text.append(PARAGRAPH.format(n=number, y=1900 + number % 120, m=number % 37 + 2, z=2020 + number % 9))
    return Article.of("".join(text)[:characters])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--largest", type=int, default=1_000_000, help="characters of the longest article")
    largest = parser.parse_args().largest
    sizes = [size for size in (10_000, 30_000, 100_000, 300_000, 1_000_000) if size <= largest]
    with Checker(Echo(), cache="off") as checker:
        checker.check(article(2_000))
        print(f"{'characters':>12} {'claims':>8} {'seconds':>8} {'s per 100,000':>14}")
        for size in sizes:
            subject = article(size)
            started = time.perf_counter()
            report = checker.check(subject)
            assert report.complete, "the model's answers no longer fit what is asked"
            seconds = time.perf_counter() - started
            print(f"{size:12,} {len(report.claims):8,} {seconds:8.2f} {seconds / size * 100_000:14.2f}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB")


if __name__ == "__main__":
    main()
