import pytest
from newsroom import found

HEDGED = "Governor Lena Park has reportedly resigned after a budget gap was discovered."
FLAT = "Governor Lena Park resigned over a budget gap"


@pytest.mark.parametrize(
    ("headline", "lead"),
    [
        (FLAT, HEDGED),
        (FLAT, "Governor Lena Park may have resigned over a budget gap."),
        (FLAT, "Governor Lena Park resigned over a budget gap, according to people familiar with the matter."),
        (FLAT, "Governor Lena Park resigned over a budget gap, the Orvel Herald reported, citing two anonymous aides."),
        ("Lena Park Has Quit as Governor", "Lena Park has allegedly quit as governor of Orvel."),
    ],
)
def test_a_flat_headline_over_a_soft_body_is_an_overclaim(headline: str, lead: str) -> None:
    (finding,) = found("headline_overclaim", headline, lead, "She was elected in 2019.")
    assert finding.spans[0].quote == headline
    assert len(finding.spans) >= 2
    assert finding.spans[1].start > finding.spans[0].end
    assert finding.severity == "high"


@pytest.mark.parametrize(
    ("headline", "paragraphs"),
    [
        ("Governor Lena Park reportedly resigned over a budget gap", [HEDGED]),
        ("Did Governor Lena Park resign over a budget gap?", [HEDGED]),
        ("Governor Lena Park ‘resigned’ over a budget gap", [HEDGED]),
        ("Report: Governor Lena Park resigned over a budget gap", [HEDGED]),
        (FLAT, ["Governor Lena Park resigned on Monday over a budget gap, her spokesman Tom Ek said."]),
        (FLAT, [HEDGED, "Park resigned over the budget gap, her lawyer Iris Vonn said."]),
        (FLAT, ["Governor Lena Park resigned over a budget gap, which may have opened in 2019."]),
        (FLAT, ["The budget has a gap.", "Nobody knows who is to blame."]),
        (FLAT, ["Governor Lena Park resigned over a budget gap, officials said."]),
        ("Governor Lena Park to resign over a budget gap", ["Governor Lena Park may resign over a budget gap."]),
        ("Blaze destroys barns in Orvel", ["A blaze destroyed barns in Orvel, residents said."]),
    ],
)
def test_a_headline_that_keeps_its_distance_or_is_borne_out_is_none(headline: str, paragraphs: list[str]) -> None:
    assert not found("headline_overclaim", headline, *paragraphs)


@pytest.mark.parametrize(
    ("headline", "lead", "group"),
    [
        (
            "Half of Nurses Plan to Leave Their Jobs",
            "Half of nurses surveyed plan to leave their jobs, a union poll found.",
            "Half of nurses surveyed",
        ),
        (
            "Nearly a third of Orvel clerks have quit their posts",
            "Nearly a third of Orvel clerks in the tax department have quit their posts since May.",
            "Nearly a third of Orvel clerks in the tax department",
        ),
        (
            "30% of pupils failed the final exam",
            "About 30 percent of pupils in evening classes failed the final exam.",
            "About 30 percent of pupils in evening classes",
        ),
    ],
)
def test_a_headline_about_all_over_a_body_about_some_is_an_overclaim(headline: str, lead: str, group: str) -> None:
    (finding,) = found("headline_overclaim", headline, lead)
    assert group in finding.message
    assert group in finding.spans[1].quote


@pytest.mark.parametrize(
    ("headline", "lead"),
    [
        ("Half of nurses plan to leave their jobs", "Half of nurses plan to leave their jobs within a year."),
        ("Half of nurses in Orvel leave their jobs", "Half of nurses in Orvel leave their jobs within a year."),
        ("Half of nurses leave their jobs", "Half of nurses in Orvel leave their jobs within a year."),
        ("Half of nurses surveyed leave their jobs", "Half of nurses surveyed leave their jobs."),
    ],
)
def test_a_group_as_wide_as_the_headline_s_is_none(headline: str, lead: str) -> None:
    assert not found("headline_overclaim", headline, lead)


def test_each_clause_of_a_headline_is_weighed_for_itself() -> None:
    (finding,) = found(
        "headline_overclaim",
        "Rebels seize Orvel bridge, mayor calls for calm",
        "Rebels have reportedly taken the Orvel bridge, and nobody could be reached there by telephone on Sunday.",
        "Mayor Lena Park called for calm on Sunday evening.",
    )
    assert [span.quote for span in finding.spans] == [
        "Rebels seize Orvel bridge",
        "Rebels have reportedly taken the Orvel bridge",
    ]


def test_both_shortfalls_make_one_finding() -> None:
    (finding,) = found(
        "headline_overclaim",
        "Nearly one third of Orvel clerks have quit their posts",
        "Nearly a third of Orvel clerks in the tax department have reportedly quit their posts.",
    )
    assert "“reportedly”" in finding.message
    assert "tax department" in finding.message
    assert finding.spans[1].quote == (
        "Nearly a third of Orvel clerks in the tax department have reportedly quit their posts"
    )


CAPTION = "Governor Lena Park resigned over the budget gap on Monday. (Photo: Signe Aas/NNA)"


def test_a_caption_can_overclaim_too() -> None:
    (finding,) = found("caption_overclaim", "Trouble in Orvel", HEDGED, "She was elected in 2019.", CAPTION)
    assert finding.spans[0].quote == "Governor Lena Park resigned over the budget gap on Monday."
    assert "reportedly" in finding.spans[1].quote


@pytest.mark.parametrize(
    "caption",
    [
        "Governor Lena Park reportedly resigned over the budget gap. (Photo: Signe Aas/NNA)",
        "Governor Lena Park at her desk in Orvel on Monday. (Photo: Signe Aas/NNA)",
        "Officials say Governor Lena Park resigned over a budget gap. (Photo: Signe Aas/NNA)",
    ],
)
def test_a_caption_that_says_no_more_than_the_body_is_none(caption: str) -> None:
    assert not found("caption_overclaim", "Trouble in Orvel", HEDGED, "She was elected in 2019.", caption)
