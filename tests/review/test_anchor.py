"""Spans found again in another text: at the one place that fits, never where the words differ, else nowhere."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from factdb.records import Span
from factdb.review.anchor import Anchors
from tests.store.strategies import texts

# Few words, so that the same ones stand in many places with the same ones beside them.
REPETITIVE = st.lists(
    st.sampled_from(["Ann said ", "no. ", "yes. ", "\n\n", "It rained. ", "😀"]), min_size=1, max_size=60
)
ANY = texts | REPETITIVE.map("".join)
SENTENCE = "Minister {0} told the council that mill number {0} would close before the end of the year {0}."
LONG = "the members of the council of the old town by the river and all who had come with them on that day"
FAST = settings(max_examples=60)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, len(text))))


@FAST
@given(st.data(), ANY)
def test_a_span_is_found_at_its_own_place_in_the_same_text(data: st.DataObject, text: str) -> None:
    """Up to some thousand characters, there is always something in the surroundings that tells two places apart."""
    assume(len(text) <= 1024)
    span = data.draw(spans(text))
    assert Anchors(text, text).one(span) == span


@FAST
@given(st.data(), ANY)
def test_words_are_found_wherever_they_stand(data: st.DataObject, text: str) -> None:
    words = data.draw(spans(text)).of(text)
    found = [place.start for place in Anchors(text, text).old.places(words).all]
    assert found == [start for start in range(len(text)) if text.startswith(words, start)]


def test_claims_of_an_endless_line_that_was_edited() -> None:
    lines = [SENTENCE.format(number) for number in range(1000)]
    old = " ".join(lines)
    anchors = Anchors(old, " ".join([*lines[:500], "It rained.", *lines[500:]]))
    found = [anchors.one(Span(at, at + len(line))) for line in lines for at in [old.index(line)]]
    assert [one and one.start for one in found] == [old.index(line) + 11 * (n >= 500) for n, line in enumerate(lines)]


@FAST
@given(st.data(), ANY, ANY)
def test_it_is_never_found_where_the_words_differ(data: st.DataObject, old: str, new: str) -> None:
    span = data.draw(spans(old))
    found = Anchors(old, new).one(span)
    assert found is None or found.of(new) == span.of(old)


@FAST
@given(st.data(), st.lists(st.integers(10, 99), min_size=1, max_size=8, unique=True))
def test_after_edits_elsewhere_it_is_found_where_it_went(data: st.DataObject, numbers: list[int]) -> None:
    """Paragraphs are moved, taken out and put in; that of the span stays as it is."""
    paragraphs = [SENTENCE.format(number) for number in numbers]
    kept = data.draw(st.sampled_from(paragraphs))
    inside = data.draw(spans(kept))
    others = data.draw(st.lists(st.sampled_from([*paragraphs, *map(SENTENCE.format, range(100, 110))]), unique=True))
    after = data.draw(st.permutations([kept, *(one for one in others if one != kept)]))
    old, new = "\n\n".join(paragraphs), "\n\n".join(after)
    there = Span(new.index(kept) + inside.start, new.index(kept) + inside.end)
    found = Anchors(old, new).one(Span(old.index(kept) + inside.start, old.index(kept) + inside.end))
    assert found in (there, None)
    if any(character.isdigit() for character in inside.of(kept)):
        assert found == there


@FAST
@given(st.data(), st.integers(1, 6))
def test_words_that_stand_twice_in_the_same_surroundings_are_found_nowhere(data: st.DataObject, length: int) -> None:
    """A paragraph was doubled: nothing tells which of the two is the old one."""
    paragraph = " ".join(SENTENCE.format(number) for number in range(10, 10 + length))
    inside = data.draw(spans(paragraph))
    old = f"Before.\n\n{paragraph}\n\nAfter."
    new = f"Before.\n\n{paragraph}\n\n{paragraph}\n\nAfter."
    start = old.index(paragraph)
    assert Anchors(old, new).one(Span(start + inside.start, start + inside.end)) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # What stands beside the words was edited on one side, or on both sides of words that stand once.
        ("It rained. [The mill closed.] Nobody came.", "It snowed. [The mill closed.] Nobody came."),
        ("It rained. [The mill closed.] Nobody came.", "It rained. [The mill closed.] All came."),
        (
            "It rained. [The mill by the river closed on Monday.] Nobody came.",
            "It snowed. [The mill by the river closed on Monday.] All came.",
        ),
        # The words stand twice; what stands beside them tells which.
        (f"{LONG} said [no] to {LONG}. Bob said no.", f"Bob said no. {LONG} said [no] to {LONG}."),
        # The paragraph stands twice; what stands around it tells which.
        (
            f"{LONG}\n\nAnn said [no].\n\n{LONG}\n\nAnn said no.",
            f"{LONG}\n\nAnn said [no].\n\n{LONG}\n\nYes.\n\nAnn said no.",
        ),
        # Another paragraph with the same words came in before.
        ("One.\n\nAnn said [no] to Bob.", "Eve said no to Bob.\n\nOne.\n\nAnn said [no] to Bob."),
        ("😀 [e\u0301 said] 😀", "😀😀 [e\u0301 said] 😀"),
        # What stands near is the same, what stands farther is not.
        (f"It rained. {LONG} said [no] to {LONG}. It rained.", f"{LONG} said [no] to {LONG}. All came."),
        # The words stand twice in one line with the same near them; what stands farther tells which.
        (
            f"Ann {LONG[-45:]} said no to {LONG}. Bob {LONG[-45:]} said [no] to {LONG}. So be it.",
            f"Ann {LONG[-45:]} said no to {LONG}. Bob {LONG[-45:]} said [no] to {LONG}. So it was.",
        ),
        # White space at either end of a line is no surroundings.
        ("  Ann said no to it.\n  Bob said [no] to it.", "Ann said no to it.\nBob said [no] to it."),
        ("It was no, Ann said  \nIt was [no], Bob said  ", "It was no, Ann said\nIt was [no], Bob said"),
    ],
)
def test_it_is_found(old: str, new: str) -> None:
    assert Anchors(plain(old), plain(new)).one(marked(old)) == marked(new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Ann said [no].", "Ann said yes."),
        ("Ann said [no].", ""),
        # Only one of the words stands there, in the same surroundings.
        ("He said [the dam was] shut.", "He said [our dam has] shut."),
        # Short words in other surroundings on both sides are others.
        ("Ann [said] no.", "Bob said yes."),
        # One side tells one place, the other another.
        (
            "It rained. [The mill closed.] Nobody came.",
            "It rained. The mill closed. All came. The mill closed. Nobody came.",
        ),
        # The same words beside themselves.
        ("It rained. [It rained.] It rained.", "It rained. It rained. It rained. It rained."),
    ],
)
def test_it_is_found_nowhere(old: str, new: str) -> None:
    assert Anchors(plain(old), plain(new)).one(marked(old)) is None


def plain(text: str) -> str:
    return text.replace("[", "").replace("]", "")


def marked(text: str) -> Span:
    return Span(text.index("["), text.index("]") - 1)
