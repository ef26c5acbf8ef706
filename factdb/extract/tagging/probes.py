"""What the middle layers of the tagger know of words beyond their tags: linear probes (Alain and Bengio, 2016).

A probe weighs what these layers say of a word; the mean over a stretch of words, or its first word, is added to the
log-odds of a decision that was learned with it (training/probes.py). They come with the model's own pass.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from factdb.records import Span


class Probe(IntEnum):
    """The probes by their column: of a piece of a content its words, the first of them and its cue; of a hedge its
    words."""

    PIECE, OPENING, CUE, HEDGE = range(4)


@dataclass(frozen=True, slots=True)
class Probes:
    """What the probes say of the words of a text.

    ``starts`` [words] are where these begin, ``sums`` [words + 1, probes] the sums over all words before each.
    """

    starts: Sequence[int]
    sums: npt.NDArray[np.float64]

    @classmethod
    def of(cls, starts: Sequence[int], said: Sequence[npt.NDArray[np.float32]]) -> "Probes":
        """The probes of windows one behind the other; ``said`` has [words, probes] for each."""
        rows = np.concatenate([np.zeros((1, said[0].shape[1] if said else len(Probe))), *said])
        return cls(starts, rows.cumsum(axis=0))

    def mean(self, span: Span) -> npt.NDArray[np.float64]:
        """The mean over the words that begin in the span; zeros if none does."""
        first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        found: npt.NDArray[np.float64] = (self.sums[last] - self.sums[first]) / max(last - first, 1)
        return found

    def opening(self, span: Span) -> npt.NDArray[np.float64]:
        """What is said of the first word that begins in the span; zeros if none does."""
        first = bisect_left(self.starts, span.start)
        begins = first < len(self.starts) and self.starts[first] < span.end
        found: npt.NDArray[np.float64] = self.sums[first + begins] - self.sums[first]
        return found

    def claim(self, cue: Span, piece: Span) -> float:
        """How much they speak for it that the piece is put forward as so, in log-odds."""
        opening = self.opening(piece)[Probe.OPENING]
        return float(self.mean(piece)[Probe.PIECE] + opening + self.mean(cue)[Probe.CUE])

    def governing(self, hedge: Span) -> float:
        """How much they speak for it that the hedge governs its claim, in log-odds."""
        return float(self.mean(hedge)[Probe.HEDGE])
