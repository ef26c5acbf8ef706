"""The most likely sequence of labels in which nothing starts in its middle."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from factdb.extract.tagging.decode import Run, _likeliest, _viterbi, runs
from factdb.extract.tagging.labels import TAGS
from factdb.extract.tagging.tagger import FloatArray

SCORES = hnp.arrays(
    np.float32, st.tuples(st.integers(1, 5), st.just(len(TAGS))), elements=st.floats(-9, 0, width=32), unique=True
)


def allowed(sequence: tuple[int, ...]) -> bool:
    names = ["O", *(TAGS[tag] for tag in sequence)]
    return all(not new.startswith("I-") or old[2:] == new[2:] for old, new in itertools.pairwise(names))


def best(window: FloatArray) -> float:
    sequences = itertools.product(range(len(TAGS)), repeat=len(window))
    return max(sum(float(window[i, tag]) for i, tag in enumerate(s)) for s in sequences if allowed(s))


def sequence_of(found: list[Run], length: int) -> list[int]:
    tags = [TAGS.index("O")] * length
    for run in found:
        tags[run.begin : run.end] = [TAGS.index(f"I-{run.label}")] * (run.end - run.begin)
        tags[run.begin] = TAGS.index(f"B-{run.label}")
    return tags


@given(SCORES.filter(lambda scores: len(scores) <= 4))
def test_no_allowed_sequence_is_likelier(window: FloatArray) -> None:
    (found,) = runs([window], TAGS)
    total = sum(float(window[i, tag]) for i, tag in enumerate(sequence_of(found, len(window))))
    assert total >= best(window) - 1e-3


@given(st.lists(SCORES, min_size=1, max_size=4))
def test_windows_are_decoded_together_as_alone(windows: list[FloatArray]) -> None:
    assert list(runs(windows, TAGS)) == [next(runs([window], TAGS)) for window in windows]


def test_no_windows() -> None:
    assert list(runs([], TAGS)) == []


@given(hnp.arrays(np.float32, st.tuples(st.integers(30, 60), st.just(len(TAGS))), elements=st.floats(-9, 0, width=32)))
def test_what_is_decided_around_a_fault_is_what_a_search_over_all_words_finds(window: FloatArray) -> None:
    whole = _viterbi(window.tolist(), TAGS, begins=True)
    here = _likeliest(window, TAGS).tolist()
    assert allowed(tuple(here))
    assert sum(window[range(len(here)), here]) == pytest.approx(sum(window[range(len(whole)), whole]), abs=1e-3)
