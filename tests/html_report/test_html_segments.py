"""Segments: marks that overlap, cut into pieces that do not. These laws hold for whatever marks there are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimcheck.formats.html_report.segments import Mark, Segment, lanes, segments

LENGTH = 40
offsets = st.integers(-5, LENGTH + 5)
marks = st.lists(st.builds(Mark, offsets, offsets, st.sampled_from("abcdef")), max_size=12)
cuts = st.lists(offsets, max_size=6)


def labels_at(marks: list[Mark[str]], at: int) -> set[str]:
    return {mark.label for mark in marks if mark.start <= at < mark.end}


@given(marks, cuts)
def test_the_segments_are_the_stretch_no_character_twice(marks: list[Mark[str]], cuts: list[int]) -> None:
    cut = segments(0, LENGTH, marks, cuts)

    assert [at for segment in cut for at in range(segment.start, segment.end)] == list(range(LENGTH))
    assert all(segment.start < segment.end for segment in cut)


@given(marks, cuts)
def test_every_character_has_the_labels_of_the_marks_over_it(marks: list[Mark[str]], cuts: list[int]) -> None:
    for segment in segments(0, LENGTH, marks, cuts):
        assert len(segment.labels) == len(set(segment.labels))
        for at in range(segment.start, segment.end):
            assert set(segment.labels) == labels_at(marks, at)


@given(marks, cuts)
def test_segments_end_at_cuts_and_where_marks_do_and_nowhere_else(marks: list[Mark[str]], cuts: list[int]) -> None:
    edges = {segment.start for segment in segments(0, LENGTH, marks, cuts)}
    ends = {edge for mark in marks if mark.start < mark.end for edge in (mark.start, mark.end)}

    assert {cut for cut in cuts if 0 <= cut < LENGTH} <= edges
    assert edges <= {0, *cuts, *ends}


@given(marks)
def test_no_two_labels_that_share_a_segment_share_a_lane(marks: list[Mark[str]]) -> None:
    cut = segments(0, LENGTH, marks)

    chosen = lanes(cut)

    assert set(chosen) == {label for segment in cut for label in segment.labels}
    for segment in cut:
        assert len({chosen[label] for label in segment.labels}) == len(segment.labels)


@given(marks)
def test_no_lane_is_left_free_without_need(marks: list[Mark[str]]) -> None:
    cut = segments(0, LENGTH, marks)
    chosen = lanes(cut)

    for label, lane in chosen.items():
        beside = {chosen[other] for segment in cut if label in segment.labels for other in segment.labels}
        assert set(range(1, lane)) <= beside


def test_the_shortest_mark_comes_first_and_lies_on_top() -> None:
    cut = segments(0, 9, [Mark(0, 9, "whole"), Mark(2, 7, "part"), Mark(3, 5, "word")])

    assert cut == [
        Segment(0, 2, ("whole",)),
        Segment(2, 3, ("part", "whole")),
        Segment(3, 5, ("word", "part", "whole")),
        Segment(5, 7, ("part", "whole")),
        Segment(7, 9, ("whole",)),
    ]
    assert lanes(cut) == {"word": 1, "part": 2, "whole": 3}


def test_nothing_has_no_segments() -> None:
    assert segments(3, 3, [Mark(0, 9, "a")]) == []
