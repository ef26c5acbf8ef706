"""Finding among sorted spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.records import Span
from factdb.text.spans import (
    letters,
    merged,
    overlapping,
    stripped,
    trimmed,
    without,
)

SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 9)).map(lambda pair: Span(pair[0], sum(pair))), max_size=12
)
ONE = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: Span(pair[0], sum(pair)))


def places(spans: list[Span]) -> set[int]:
    return {place for span in spans for place in range(span.start, span.end)}


@given(SPANS, ONE)
def test_overlapping_finds_what_a_search_finds(spans: list[Span], span: Span) -> None:
    disjoint = merged(spans)
    assert list(overlapping(disjoint, span)) == [other for other in disjoint if other.overlaps(span)]


@given(SPANS)
def test_merged_keeps_every_character_once(spans: list[Span]) -> None:
    found = merged(spans)
    assert places(found) == places(spans)
    assert sum(span.end - span.start for span in found) == len(places(spans))


@given(ONE, SPANS)
def test_without_takes_the_holes_out(span: Span, holes: list[Span]) -> None:
    assert places(list(without(span, merged(holes)))) == places([span]) - places(holes)


def test_spans_that_touch_stay_two() -> None:
    assert merged([Span(2, 4), Span(0, 2)]) == [Span(0, 2), Span(2, 4)]


def test_nothing_empty_is_left_at_the_edges_of_holes() -> None:
    assert list(without(Span(2, 10), [Span(0, 2), Span(2, 3), Span(8, 10), Span(10, 12)])) == [Span(3, 8)]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (" > • The dam, ", "The dam"),
        ("* The dam; –", "The dam"),
        ("The dam >", "The dam >"),
        ("The dam.", "The dam."),
        ("\u200b – ,;:", None),
        ("", None),
    ],
)
def test_trimmed_leaves_out_what_says_nothing_at_the_edges(text: str, kept: str | None) -> None:
    around = f"ab{text}cd"
    found = [span.of(around) for span in trimmed(around, Span(2, 2 + len(text)))]
    assert found == ([] if kept is None else [kept])


def test_stripped_has_no_white_space_at_its_edges() -> None:
    text = "ab\u2003 The dam,\u2028 \n\x1f "
    assert [span.of(text) for span in stripped(text, [Span(0, 2), Span(2, 14), Span(13, 16)])] == ["ab", "The dam,"]


def test_letters_counts_letters_and_digits() -> None:
    assert letters("a-1 é.", Span(0, 6)) == 3
    assert letters("a-1 é.", Span(3, 0)) == 0  # what ends before it begins


def test_letters_of_a_long_span_are_those_of_its_parts() -> None:
    text = "a-1 é. " * 1000
    for start, end in ((0, len(text)), (3, 5000), (2999, 6000)):
        parts = [Span(at, min(at + 500, end)) for at in range(start, end, 500)]
        assert letters(text, Span(start, end)) == sum(letters(text, part) for part in parts)
