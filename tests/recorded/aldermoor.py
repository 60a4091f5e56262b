"""What the recorded tests ask about, and how they look at a report: the same through every server."""

from __future__ import annotations

from pydantic import BaseModel, Field

from claimcheck import Article, Report
from claimcheck.credits import Credits
from claimcheck.drafts import AnchoredClaim, Draft
from claimcheck.llm.chat import Message
from claimcheck.segment import segment
from claimcheck.setting import Setting

MODEL = "Qwen2.5-Coder-1.5B-Instruct (Q4_K_M)"

LIBRARY = Article.of("""\
Library in Aldermoor to close two days a week

The public library in Aldermoor will close on Mondays and Tuesdays from May, the town council said on Thursday. \
Council leader Ruth Pell said the cut would save 180,000 crowns a year.

"Nobody asked the readers," said Tomas Brandt, who runs the library's chess club. \
The library lent 96,000 books last year, according to its annual report.
""")
SENTENCES = segment(LIBRARY)
SETTING = Setting(LIBRARY.text, SENTENCES)
CREDITS = Credits(LIBRARY, SENTENCES)

OPINION = AnchoredClaim("c1", Draft("The closing of the library is a shame.", (SENTENCES[3].id,)), anchors=())


class Town(BaseModel):
    town: str


ALDERMOOR = [Message("user", "Which town has the library? Aldermoor has it.")]


# The pattern is not part of a strict schema: no server enforces it. A docstring would be, and would tell the model.
class Dated(BaseModel):
    event: str
    day: str = Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")


FERRY = [
    Message("system", "You read news for a fact-checking desk."),
    Message("user", "What happened when? The ferry to Hest sank on 3 March 2021."),
]


def assert_sound(report: Report) -> None:
    """Every sentence was read, every claim is anchored and judged, and the report reads back."""
    assert report.complete
    assert report.coverage.with_claims == report.coverage.sentences == len(SENTENCES)
    assert all(claim.anchors for claim in report.claims)
    assert Report.model_validate_json(report.model_dump_json()) == report
    strength = {a.quote: claim.sourcing.strength for claim in report.claims if claim.sourcing for a in claim.anchors}
    assert [s for quote, s in strength.items() if "180,000 crowns" in quote] == ["on_record"]
    assert [s for quote, s in strength.items() if "96,000 books" in quote] == ["documented"]
