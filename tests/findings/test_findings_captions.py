"""Captions, which are read before the article."""

import pytest
from newsroom import found

VIDEO = (
    "A video shared on Sunday shows two men beside a silo in Lower Sedge. It is unclear when it was filmed. The men "
    "appear to be holding a rope."
)
UNARMED = 'Kurt Sand escaped on Monday. "Sand is not known to be armed," Inspector Ida Lund said.'


@pytest.mark.parametrize(
    ("caption", "body", "shown"),
    [
        ("Foreign spies set fire to a silo in Lower Sedge. (Still from a video)", VIDEO, "unclear"),
        ("Armed burglar Kurt Sand in an undated picture. (Photo: Orvel police/handout)", UNARMED, "not known to be"),
        (
            "Governor Lena Park, who stole the city's bonds. (Photo: Signe Aas/NNA)",
            "There is no evidence that Governor Lena Park stole the bonds, the auditor Tom Ek said.",
            "no evidence",
        ),
    ],
)
def test_a_caption_that_states_what_the_body_doubts_is_told(caption: str, body: str, shown: str) -> None:
    (finding,) = found("caption_overclaim", "A week in Orvel", body, "It rained.", caption)
    assert finding.spans[0].quote in caption
    assert any(shown in span.quote for span in finding.spans[1:])


@pytest.mark.parametrize(
    ("caption", "body"),
    [
        ("Two men beside a silo in Lower Sedge. (Still from a video)", VIDEO),
        ("A silo in Lower Sedge. (Photo: Signe Aas/NNA)", VIDEO),
        ("Foreign spies set fire to a silo in Lower Sedge. (Still from a video)", VIDEO.split(" It ", maxsplit=1)[0]),
        ("Armed police search the woods for Kurt Sand. (Photo: Signe Aas/NNA)", UNARMED),
        ("Kurt Sand in an undated picture. (Photo: Orvel police/handout)", UNARMED),
        ("Kurt Sand is not armed. (Photo: Orvel police/handout)", UNARMED),
    ],
)
def test_a_caption_that_shows_what_the_body_says_is_none(caption: str, body: str) -> None:
    assert not found("caption_overclaim", "A week in Orvel", body, "It rained.", caption)
