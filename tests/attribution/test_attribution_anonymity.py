"""Names that the article keeps: who is anonymous, and who stays so in what follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from claimcheck.attribution import Attribution

Read = Callable[[str], Sequence[Attribution]]


@pytest.mark.parametrize(
    "text",
    [
        "Two people close to the board said it was late. They said it was dark.",
        "Two officials who asked not to be named said it was late. One of them said it was dark.",
        "An official who asked not to be named said it was late. The official said it was dark.",
        "It was late, said a nurse who cannot be named for her own safety.",
        "One mother, who did not want to give her name, said it was late.",
        "The harbour will close, people familiar with the plan say",
        "“It was late,” said one of them, who runs a shop and did not want to be named.",
    ],
)
def test_whose_name_is_kept(read: Read, text: str) -> None:
    attributions = read(text)
    assert [attribution.chain[-1].source.kind for attribution in attributions] == ["anonymous"] * len(attributions)
    assert attributions


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Two officials said it was late. They said it was dark.", "unnamed_group"),
        ("Several teachers said it was late. One of them said it was dark.", "unnamed_person"),
        ("One mother waiting at the gate said it was late.", "unnamed_person"),
        ("One mother, who gave her name as Ida, said it was late.", "unnamed_person"),
        ("Parents waiting at the gate said it was late.", "unnamed_group"),
        ("An official said it was late. The official said it was dark.", "unnamed_person"),
        ("A nurse who could be heard from afar said it was late.", "unnamed_person"),
        ("An anonymous letter said it was late.", "document"),
    ],
)
def test_whose_name_is_only_not_told(read: Read, text: str, kind: str) -> None:
    assert read(text)[-1].chain[-1].source.kind == kind


def test_an_aside_of_those_whose_names_are_kept_is_not_who_speaks(read: Read) -> None:
    text = (
        "But two guards who worked at the port, speaking on condition of anonymity because they had signed papers, "
        "said it was late. One of the guards said it was dark."
    )
    sources = [attribution.chain[-1].source for attribution in read(text)]
    assert [source.kind for source in sources] == ["anonymous", "anonymous"]
    assert sources[0].mention.quote == "two guards who worked at the port"
