"""Near copies are found by their sketches, however much of a text was cut."""

from random import Random

import pytest

from factdb.text.copies import likely_copies, numbers, runs_of, shared, sketch

WORDS = [f"w{number}" for number in range(3000)]


@pytest.mark.parametrize("kept", [0.35, 0.6, 0.9])
def test_a_text_that_was_cut_is_likely_a_copy(kept: float) -> None:
    chance = Random(1)
    for _ in range(15):
        whole = chance.choices(WORDS, k=500)
        cut = [*whole[: int(500 * kept)], *chance.choices(WORDS, k=20)]
        assert list(likely_copies({1: sketch(" ".join(whole)), 2: sketch(" ".join(cut))})) == [(1, 2)]


def test_texts_that_share_a_few_runs_are_told_apart_by_their_numbers() -> None:
    """One run of words in common must not make all hashes agree, as it would if small numbers stayed small."""
    chance = Random(2)
    common = chance.choices(WORDS, k=30)
    for _ in range(15):
        one, other = (numbers(sketch(" ".join([*common, *chance.choices(WORDS, k=470)]))) for _ in range(2))
        assert one is not None and other is not None
        assert (one == other).mean() < 0.2


def test_what_is_no_sketch_of_this_kind_has_no_numbers() -> None:
    assert numbers(None) is None and numbers(b"") is None and numbers(bytes(512)) is None
    assert sketch("too short") == b""


def test_runs_are_of_five_words_whatever_their_case() -> None:
    assert len(runs_of("The dam at Elm holds so far")) == 3
    assert runs_of("THE DAM, at Elm: holds") == runs_of("the dam at elm holds")
    assert runs_of("the dam at elm") == set()


def test_what_is_shared_is_counted_of_the_shorter_text() -> None:
    assert shared({1, 2, 3, 4}, {3, 4, 5}) == shared({3, 4, 5}, {1, 2, 3, 4}) == 2 / 3
    assert shared(set(), {1}) == 0.0
