"""From scores a word to labelled runs of words: the most likely sequence in which no run starts in its middle."""

import operator
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from factdb.extract.tagging.tagger import FloatArray

_NEVER = np.float32(-1e9)


@dataclass(frozen=True, slots=True)
class Run:
    """Words ``[begin, end)`` of a window with one label; ``score`` is their mean probability of it."""

    label: str
    begin: int
    end: int
    score: float


def runs(scores: Sequence[FloatArray], tags: Sequence[str]) -> Iterator[list[Run]]:
    """The runs of each window of an article; ``scores`` are log-probabilities [words, tags], one array a window."""
    for sequence, window in zip(_viterbi(scores, tags), scores, strict=True):
        yield list(_gather(sequence, window, tags))


def _viterbi(scores: Sequence[FloatArray], tags: Sequence[str]) -> list[npt.NDArray[np.int64]]:
    """All windows step by step together: one pass over the longest, instead of one over each.

    Longer windows stand first, so that at each step those that go on are the first so many.
    """
    allowed = _transitions(tuple(tags))
    longer = sorted(range(len(scores)), key=lambda number: -len(scores[number]))
    lengths = [len(scores[number]) for number in longer]
    if not any(lengths):
        return [np.zeros(0, dtype=np.int64) for _ in scores]
    padded = np.zeros((lengths[0], len(scores), len(tags)), dtype=np.float32)
    for place, number in enumerate(longer):
        padded[: lengths[place], place] = scores[number]
    going = [bisect_left(lengths, -step, key=operator.neg) for step in range(lengths[0])]
    best = _NEVER * np.array([tag.startswith("I-") for tag in tags], dtype=np.float32) + padded[:1].reshape(
        -1, len(tags)
    )
    back = np.empty((lengths[0], len(scores), len(tags)), dtype=np.int64)
    for step in range(1, lengths[0]):
        on = going[step]
        routes = best[:on, :, None] + allowed
        routes.argmax(axis=1, out=back[step, :on])
        best[:on] = routes.max(axis=1) + padded[step, :on]
    # Past its end a window stays as it is.
    return _paths(best.argmax(axis=1).tolist(), back, longer, lengths)


def _paths(
    last: list[int], back: npt.NDArray[np.int64], order: Sequence[int], lengths: Sequence[int]
) -> list[npt.NDArray[np.int64]]:
    """For each window the tags that lead to its ``last``, in the order of the windows."""
    found: dict[int, npt.NDArray[np.int64]] = {}
    for place, (number, length) in enumerate(zip(order, lengths, strict=True)):
        steps = back[:length, place].tolist()
        tag, path = last[place], []
        for step in range(length - 1, -1, -1):
            path.append(tag)
            tag = steps[step][tag] if step else tag
        found[number] = np.array(path[::-1], dtype=np.int64)
    return [found[number] for number in range(len(order))]


@cache
def _transitions(tags: tuple[str, ...]) -> FloatArray:
    """0 where the column tag may follow the row tag: I-x only after B-x and I-x."""
    return np.array(
        [[_NEVER if new.startswith("I-") and old[2:] != new[2:] else 0.0 for new in tags] for old in tags],
        dtype=np.float32,
    )


def _gather(sequence: npt.NDArray[np.int64], window: FloatArray, tags: Sequence[str]) -> Iterator[Run]:
    inside = np.array([tag.startswith("I-") for tag in tags])
    begins = [*np.flatnonzero(~inside[sequence]).tolist(), len(sequence)]
    chances: dict[str, FloatArray] = {}
    for (begin, end), tag in zip(pairwise(begins), sequence[begins[:-1]].tolist(), strict=True):
        if label := tags[tag][2:]:
            if label not in chances:
                sides = [number for number, tag in enumerate(tags) if tag[2:] == label]
                chances[label] = np.exp(window[:, sides]).sum(axis=1)
            yield Run(label, begin, end, float(chances[label][begin:end].mean()))
