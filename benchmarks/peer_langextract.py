"""Claims by langextract, for `peers.py`, which runs this in an environment of langextract's own.

Read from standard input: {"base_url", "model", "articles": [{"id", "text"}]}. As its documentation shows it: a prompt,
an example, the OpenAI provider; everything else as it is by default. With "free" as an argument, without the schema
that it derives from the example, which its documentation has for endpoints that know none.
"""

from __future__ import annotations

import json
import logging
import sys
import time

import langextract as lx

PROMPT = """\
Extract every claim of the news article that a fact-checker could look at, in the order of the text: one fact each.
Use the exact words of the text for extraction_text. Do not paraphrase, and do not overlap claims.
As attributes give the source whom the article credits for the claim, and whether a record could settle it."""

EXAMPLE = lx.data.ExampleData(
    text="The harbour of Elmsund opened on Monday. It cost 4.2 million crowns, Mayor Ana Ruiz said, and residents "
    "reportedly find it too loud.",
    extractions=[
        lx.data.Extraction(
            extraction_class="claim",
            extraction_text="The harbour of Elmsund opened on Monday",
            attributes={"source": "none", "checkable": "yes"},
        ),
        lx.data.Extraction(
            extraction_class="claim",
            extraction_text="It cost 4.2 million crowns",
            attributes={"source": "Mayor Ana Ruiz", "checkable": "yes"},
        ),
        lx.data.Extraction(
            extraction_class="claim",
            extraction_text="residents reportedly find it too loud",
            attributes={"source": "residents", "checkable": "no"},
        ),
    ],
)


class Kept(logging.Handler):
    """Keeps what is logged: langextract leaves out a chunk that it cannot read, and logs that."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def main() -> None:
    given = json.load(sys.stdin)
    kept = Kept()
    logging.getLogger().addHandler(kept)
    config = lx.factory.ModelConfig(
        model_id=given["model"],
        provider="openai",
        provider_kwargs={"api_key": "none", "base_url": given["base_url"]},
    )
    outcomes = []
    started = time.perf_counter()
    for article in given["articles"]:
        kept.messages.clear()
        outcome: dict[str, object] = {"outputs": [], "failures": []}
        try:
            document = lx.extract(
                article["text"],
                prompt_description=PROMPT,
                examples=[EXAMPLE],
                config=config,
                use_schema_constraints="free" not in sys.argv,
                show_progress=False,
            )
            outcome["outputs"] = [output(extraction, article["text"]) for extraction in document.extractions or ()]
        except Exception as error:  # noqa: BLE001 (what goes wrong is what is counted)
            outcome["failures"] = [f"{type(error).__name__}: {error}"]
        outcome["failures"] = [*outcome["failures"], *(line for line in kept.messages if "pars" in line.lower())]
        outcome["said"] = list(kept.messages)
        outcomes.append(outcome)
    print(json.dumps({"seconds": time.perf_counter() - started, "articles": outcomes}))


def output(extraction: lx.data.Extraction, text: str) -> dict[str, object]:
    """An extraction: whether it has a place in the text, and whether its words stand there to the letter."""
    place = extraction.char_interval
    is_placed = place is not None and place.start_pos is not None
    quoted = text[place.start_pos : place.end_pos] if is_placed else None
    return {"text": extraction.extraction_text, "placed": is_placed, "exact": quoted == extraction.extraction_text}


if __name__ == "__main__":
    main()
