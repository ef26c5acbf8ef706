"""Near copies are found by their sketches, however much of a text was cut."""

import re
from random import Random
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.text.copies import SKETCHED, likely_copies, numbers, runs_of, shared, sketch

WORDS = [f"w{number}" for number in range(3000)]
# A small letter in Greek depends on what follows, one of Turkish becomes two characters.
_LETTERS = st.text(st.sampled_from("aZ_7ÉßẞΑΣσİ’'\u0301"), min_size=1)


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
    for other in (None, b"", bytes(512), bytes(4 * SKETCHED + 1), b"\x02"):
        assert numbers(other) is None
    assert sketch("too short") == b""


def test_runs_are_of_five_words_whatever_their_case() -> None:
    assert len(runs_of("The dam at Elm holds so far")) == 3
    assert runs_of("THE DAM, at Elm: holds") == runs_of("the dam at elm holds")
    assert runs_of("the dam at elm") == set()


def test_a_run_and_a_sketch_come_to_the_same_numbers_for_ever() -> None:
    """They are stored: those of articles that are there are compared with those of what is imported later."""
    assert runs_of("The dam, at Elm holds") == {crc32(b"the dam at elm holds")}
    assert crc32(sketch(" ".join(WORDS[:40]))) == 1226332447


@given(st.lists(_LETTERS))
def test_each_run_is_of_five_words_in_lower_case_of_any_script(parts: list[str]) -> None:
    words = [word.lower() for part in parts for word in re.findall(r"\w+(?:['’]\w+)*", part)]
    runs = {crc32(" ".join(words[first : first + 5]).encode()) for first in range(len(words) - 4)}
    assert runs_of(" - ".join(parts)) == runs


def test_what_is_shared_is_counted_of_the_shorter_text() -> None:
    assert shared({1, 2, 3, 4}, {3, 4, 5}) == shared({3, 4, 5}, {1, 2, 3, 4}) == 2 / 3
    assert shared(set(), {1}) == 0.0


def test_a_text_of_too_few_runs_has_no_sketch() -> None:
    assert sketch(" ".join(WORDS[:23])) == b""
    assert len(sketch(" ".join(WORDS[:24]))) == 4 * SKETCHED + 1


def test_the_sketch_of_a_long_text_is_the_least_of_its_parts() -> None:
    words = [f"w{number}" for number in range(33_500)]
    whole, first, rest = (numbers(sketch(" ".join(some))) for some in (words, words[:20_004], words[20_000:]))
    assert whole is not None and first is not None and rest is not None
    assert (whole == np.minimum(first, rest)).all()


def made(band: int, key: int) -> bytes:
    """A sketch of its own, but for the two numbers at ``band`` that all of these have."""
    found = np.arange(SKETCHED, dtype="<u4") + key * SKETCHED
    found[band : band + 2] = 7
    return found.tobytes() + b"\x02"


@pytest.mark.parametrize("band", [0, 64, 126])
def test_one_band_in_common_makes_a_pair(band: int) -> None:
    assert list(likely_copies({key: made(band, key) for key in (5, 3, 9)})) == [(3, 5), (3, 9), (5, 9)]


def test_half_a_band_in_common_makes_none() -> None:
    found = np.arange(SKETCHED, dtype="<u4")
    other = found + SKETCHED
    other[::2] = found[::2]
    assert list(likely_copies({1: found.tobytes() + b"\x02", 2: other.tobytes() + b"\x02"})) == []


def test_the_ends_of_two_bands_in_common_make_none() -> None:
    assert list(likely_copies({key: made(1, key) for key in (5, 3)})) == []


def test_a_pair_is_told_once_and_what_has_no_sketch_never() -> None:
    one = sketch(" ".join(WORDS[:40]))
    assert list(likely_copies({2: one, 1: one, 3: b""})) == [(1, 2)]


def test_what_a_crowd_has_in_common_makes_no_pairs() -> None:
    sketches = {key: made(0, key) for key in range(201)}
    assert list(likely_copies(sketches)) == []
    del sketches[0]
    assert len(list(likely_copies(sketches))) == 200 * 199 / 2
