"""From scores a word to labelled runs of words: the most likely sequence in which no run starts in its middle."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from factdb.extract.tagging.tagger import FloatArray, mean

_NEVER = -1e9
# How many words before and behind those that don't follow on one another are decided again.
_AROUND = 12


@dataclass(frozen=True, slots=True)
class Run:
    """Words ``[begin, end)`` of a window with one label; ``score`` is their mean probability of it."""

    label: str
    begin: int
    end: int
    score: float


def runs(scores: Sequence[FloatArray], tags: Sequence[str]) -> Iterator[list[Run]]:
    """The runs of each window of an article; ``scores`` are log-probabilities [words, tags], one array a window."""
    for window in scores:
        yield list(_gather(_likeliest(window, tags), window, tags))


def _likeliest(window: FloatArray, tags: Sequence[str]) -> npt.NDArray[np.int64]:
    """The most likely tag of each word; where these don't follow on one another, the most likely that do."""
    best: npt.NDArray[np.int64] = window.argmax(axis=1)
    wrong = (~_transitions(tuple(tags))[np.concatenate([[tags.index("O")], best[:-1]]), best]).nonzero()[0].tolist()
    end = 0
    for word in wrong:
        if word >= end:
            begin, end = max(word - _AROUND, end), min(word + _AROUND, len(best))
            some = _viterbi(window[begin:end].tolist(), tags, begins=begin == 0)
            # What is as it was at both ends goes with what stands there, and so is the best of all.
            joins = begin == 0 or (some[0] == best[begin] and begin not in wrong)
            if not joins or (end < len(best) and (some[-1] != best[end - 1] or end in wrong)):
                return np.array(_viterbi(window.tolist(), tags, begins=True), dtype=np.int64)
            best[begin:end] = some
    return best


def _viterbi(window: Sequence[Sequence[float]], tags: Sequence[str], *, begins: bool) -> list[int]:
    """Step by step the best way to each tag. All but "inside" may follow on any: on the best of all, then.

    ``begins`` if nothing stands before, which an "inside" could follow.
    """
    inside = _followed(tuple(tags))
    best = list(window[0])
    if begins:
        for _, number in inside:
            best[number] += _NEVER
    back: list[list[int]] = []
    for word in window[1:]:
        top = max(best)
        ways = [best.index(top)] * len(tags)
        reached = [top + here for here in word]
        for begin, number in inside:
            ways[number] = begin if best[begin] >= best[number] else number
            reached[number] = best[ways[number]] + word[number]
        best = reached
        back.append(ways)
    path = [best.index(max(best))]
    for ways in reversed(back):
        path.append(ways[path[-1]])
    return path[::-1]


@cache
def _followed(tags: tuple[str, ...]) -> Sequence[tuple[int, int]]:
    """Each tag that goes on, behind the one that begins what it is inside of."""
    return [(tags.index(f"B-{tag[2:]}"), number) for number, tag in enumerate(tags) if tag.startswith("I-")]


@cache
def _transitions(tags: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    """True where the column tag may follow the row tag: I-x only after B-x and I-x."""
    return np.array([[not new.startswith("I-") or old[2:] == new[2:] for new in tags] for old in tags])


def _gather(sequence: npt.NDArray[np.int64], window: FloatArray, tags: Sequence[str]) -> Iterator[Run]:
    begins = [*np.flatnonzero(~_inside(tuple(tags))[sequence]).tolist(), len(sequence)]
    chances: dict[str, FloatArray] = {}
    for (begin, end), tag in zip(pairwise(begins), sequence[begins[:-1]].tolist(), strict=True):
        if label := tags[tag][2:]:
            if label not in chances:
                sides = [number for number, tag in enumerate(tags) if tag[2:] == label]
                chances[label] = np.exp(window[:, sides]).sum(axis=1)
            yield Run(label, begin, end, float(mean(chances[label][begin:end])))


@cache
def _inside(tags: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    return np.array([tag.startswith("I-") for tag in tags])
