"""From scores a word to labelled runs of words: the most likely sequence in which no run starts in its middle."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
    """All windows step by step together: one pass over the longest, instead of one over each."""
    allowed = _transitions(tags)
    lengths = np.array([len(window) for window in scores])
    longest = int(lengths.max(initial=0))
    padded = np.zeros((longest, len(scores), len(tags)), dtype=np.float32)
    for number, window in enumerate(scores):
        padded[: len(window), number] = window
    best = np.where([tag.startswith("I-") for tag in tags], _NEVER, np.float32(0)) + padded[:1].reshape(-1, len(tags))
    back = np.zeros((longest, len(scores), len(tags)), dtype=np.int64)
    for step in range(1, longest):
        routes = best[:, :, None] + allowed
        back[step] = routes.argmax(axis=1)
        # Past its end a window stays as it is.
        going = (step < lengths)[:, None]
        back[step] = np.where(going, back[step], np.arange(len(tags)))
        best = np.where(going, routes.max(axis=1) + padded[step], best)
    last = best.argmax(axis=1) if longest else np.zeros(len(scores), dtype=np.int64)
    path = np.zeros((longest, len(scores)), dtype=np.int64)
    for step in range(longest - 1, -1, -1):
        path[step] = last
        last = back[step][np.arange(len(scores)), last]
    return [path[:length, number] for number, length in enumerate(lengths)]


def _transitions(tags: Sequence[str]) -> FloatArray:
    """0 where the column tag may follow the row tag: I-x only after B-x and I-x."""
    return np.array(
        [[_NEVER if new.startswith("I-") and old[2:] != new[2:] else 0.0 for new in tags] for old in tags],
        dtype=np.float32,
    )


def _gather(sequence: npt.NDArray[np.int64], window: FloatArray, tags: Sequence[str]) -> Iterator[Run]:
    begin = 0
    for at in range(1, len(sequence) + 1):
        if at == len(sequence) or not tags[sequence[at]].startswith("I-"):
            label = tags[sequence[begin]][2:]
            if label:
                sides = [number for number, tag in enumerate(tags) if tag[2:] == label]
                yield Run(label, begin, at, float(np.exp(window[begin:at, sides]).sum(axis=1).mean()))
            begin = at
