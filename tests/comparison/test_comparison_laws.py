"""Laws of a comparison, for any two versions."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck import Change, Comparison, Report, compare
from newsdesk import read, read_as

MIRRORED = {
    "claim_added": "claim_gone",
    "hedge_added": "hedge_dropped",
    "attribution_gained": "attribution_lost",
    "strength_up": "strength_down",
    "source_gained": "source_lost",
    "finding_new": "finding_resolved",
    "text_added": "text_gone",
}
MIRRORED |= {other: one for one, other in MIRRORED.items()}

SENTENCES = [
    "The fall killed 12 people on Saturday.",
    "The fall killed 15 people on Saturday.",
    "The fall killed 15 people on Sunday.",
    "Norlift allegedly ignored two warnings.",
    "Norlift ignored two warnings.",
    "Norlift did not ignore two warnings.",
    "Norlift denied that.",
    "A person familiar with the inquiry said the rope was worn.",
    "Inspector Anna Berg said the rope was worn.",
    "He said nobody had checked it.",
    "The Daily Tidende reported, citing two officials, that 12 people died.",
    '"We were warned twice," said Anna Berg, the mayor of Torvik.',
    "“We were warned – twice,” said Anna Berg, the former mayor of Torvik.",
    "Hotels lost a third of their bookings, and one closed.",
    "Why did nobody look?",
    "It is that.",
]
articles = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).map("\n\n".join)
splits = st.dictionaries(
    st.sampled_from(["killed", "Norlift", "Hotels"]),
    st.sampled_from([["Hotels lost bookings."], ["One hotel closed.", "Hotels lost a third."], ["It fell."]]),
)


def either(text: str, split: dict[str, list[str]]) -> Report:
    return read_as(text, split) if split else read(text)


reports = st.builds(either, articles, splits)
a_few = settings(max_examples=40)


@a_few
@given(reports)
def test_a_report_compared_with_itself_has_no_change(report: Report) -> None:
    found = compare(report, report)

    assert found.changes == ()
    assert found.claims.same == len(report.claims)
    assert found.sentences.same == len(report.sentences)


@a_few
@given(reports, reports)
def test_with_old_and_new_exchanged_the_changes_are_mirrored(old: Report, new: Report) -> None:
    there, back = compare(old, new), compare(new, old)

    assert Counter(map(mirrored, there.changes)) == Counter(map(plain, back.changes))
    assert (there.claims.same, there.claims.added) == (back.claims.same, back.claims.gone)
    assert (there.sentences.edited, there.sentences.added) == (back.sentences.edited, back.sentences.gone)


@a_few
@given(reports, reports)
def test_no_edit_goes_untold(old: Report, new: Report) -> None:
    found = compare(old, new)
    told = [(c.old, c.new) for c in found.article_changes]

    for report, side in ((old, 0), (new, 1)):
        text, other = report.article.text, (new, old)[side].article.text
        shown = {span.quote for both in told if (here := both[side]) for span in here.sentences}
        for sentence in report.sentences:
            words = text[sentence.start : sentence.end]
            assert words in shown or bare(words) in bare(other)


@a_few
@given(reports, reports)
def test_every_span_stands_in_its_own_version_and_every_claim_is_told_once(old: Report, new: Report) -> None:
    found = compare(old, new)

    for change in found.changes:
        for side, report in ((change.old, old), (change.new, new)):
            if side:
                assert all(span.stands_in(report.article.text) for span in (*side.spans, *side.sentences))
                assert set(side.claim_ids) <= {claim.id for claim in report.claims}
    gone = [change.claims[0] for change in found.changes if change.kind == "claim_gone"]
    added = [change.claims[1] for change in found.changes if change.kind == "claim_added"]
    assert len(gone) == len(set(gone))
    assert len(old.claims) - len(gone) == len(new.claims) - len(added)


@a_few
@given(reports, reports)
def test_a_comparison_reads_back_and_its_article_changes_come_first(old: Report, new: Report) -> None:
    found = compare(old, new)

    assert Comparison.model_validate_json(found.model_dump_json()) == found
    assert (*found.article_changes, *found.reading_changes) == found.changes


@a_few
@given(articles, splits, splits)
def test_the_same_text_read_twice_never_changed(
    text: str, one: dict[str, list[str]], other: dict[str, list[str]]
) -> None:
    assert compare(either(text, one), either(text, other)).article_changes == ()


def plain(change: Change) -> tuple[object, ...]:
    edits = tuple((edit.kind, edit.old, edit.new) for edit in change.edits)
    return (change.kind, change.cause, change.old, change.new, edits)


def mirrored(change: Change) -> tuple[object, ...]:
    edits = tuple((edit.kind, edit.new, edit.old) for edit in change.edits)
    return (MIRRORED.get(change.kind, change.kind), change.cause, change.new, change.old, edits)


def bare(words: str) -> str:
    return words.translate(str.maketrans({"“": '"', "”": '"', "–": "-"})).replace(" - ", "-")
