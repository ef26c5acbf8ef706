"""Aligning two sequences: as difflib does it where they are short, and without its squares where they are long."""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise, permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.review import alignment
from factdb.review.alignment import opcodes

_MANY = 100_000
_elements = st.lists(st.sampled_from("abcdefgh"), max_size=30)


def rebuilt(old: Sequence[str], new: Sequence[str]) -> tuple[list[str], list[str]]:
    """Both sequences, out of the stretches; where they are said to be equal, out of the other."""
    before: list[str] = []
    after: list[str] = []
    for kind, a1, a2, b1, b2 in opcodes(old, new):
        assert (len(before), len(after)) == (a1, b1)
        assert (kind in ("equal", "delete", "replace")) == (a1 < a2)
        assert (kind in ("equal", "insert", "replace")) == (b1 < b2)
        before += new[b1:b2] if kind == "equal" else old[a1:a2]
        after += old[a1:a2] if kind == "equal" else new[b1:b2]
    return before, after


@given(_elements, _elements)
def test_what_is_short_is_aligned_as_difflib_does(old: list[str], new: list[str]) -> None:
    assert list(opcodes(old, new)) == SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


@given(st.lists(st.integers(0, 40).map(str), max_size=60), st.lists(st.integers(0, 40).map(str), max_size=60))
def test_what_is_long_comes_to_the_same_two(old: list[str], new: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment, "_LONG", 3)
        patch.setattr(alignment, "_MANY_PAIRS", 3)
        assert rebuilt(old, new) == (old, new)
        assert [one[0] for one in opcodes(old, old)] == ["equal"] * bool(old)


def test_what_stands_there_often_is_no_junk() -> None:
    same, new = ["it rained"] * 100, [f"{number}" for number in range(150)]
    assert [one[0] for one in opcodes(same, ["first", *same, *new])] == ["insert", "equal", "insert"]


def test_nothing_that_stands_once_in_both_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alignment, "_LONG", 0)
    chance = Random(1)
    for _ in range(1000):
        old, new = (chance.choices("abcdefgh", k=chance.randrange(12)) for _ in range(2))
        assert rebuilt(old, new) == (old, new)
        found = list(opcodes(old, new))
        assert all({one[0], other[0]} != {"equal"} for one, other in pairwise(found))
        for kind, a1, a2, b1, b2 in found:
            if kind != "equal":
                counts = Counter(old[a1:a2]), Counter(new[b1:b2])
                assert not any(counts[0][one] == counts[1][one] == 1 for one in counts[0])


def test_of_what_stands_once_as_much_as_can_be_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alignment, "_LONG", 0)
    for order in permutations("abcdef"):
        longest: list[int] = []
        for place, one in enumerate(order):
            longest.append(1 + max((longest[at] for at in range(place) if order[at] < one), default=0))
        found = list(opcodes(order, "abcdef"))
        assert sum(a2 - a1 for kind, a1, a2, *_ in found if kind == "equal") == max(longest)


@pytest.mark.parametrize(("old", "new"), [("axa", "yaz"), ("yaz", "axa"), ("abab", "baba")])
def test_what_is_long_and_holds_nothing_that_stands_once_is_replaced_as_a_whole(old: str, new: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment, "_MANY_PAIRS", 1)
        assert [one[0] for one in opcodes(old, new)] == ["replace"]


def test_what_stands_there_very_often() -> None:
    same = ["it rained"] * _MANY
    assert list(opcodes(same, same)) == [("equal", 0, _MANY, 0, _MANY)]
    one_more = [*same[:700], "it snowed", *same[700:]]
    assert [one for one in opcodes(same, one_more) if one[0] != "equal"] == [("insert", 700, 700, 700, 701)]


def test_edits_far_apart_in_what_is_long() -> None:
    old = [f"{number} {'and' if number % 7 else 'so'}" for number in range(20_000)]
    new = [*old[:100], "new", *old[100:9_000], *old[9_005:]]
    changed = [one for one in opcodes(old, new) if one[0] != "equal"]
    assert changed == [("insert", 100, 100, 100, 101), ("delete", 9_000, 9_005, 9_001, 9_001)]
