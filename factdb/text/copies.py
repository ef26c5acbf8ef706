"""Near copies: texts that share most of their words in the same order, such as a wire story cut.

A text is sketched by MinHash over its runs of five words (Broder 1997), so that those that may be copies are found
without comparing each with each; whether they are is then counted exactly.
"""

import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from factdb.text.whitespace import WORD

_RUN = 5
_SPACE = ord(" ")
# How many numbers a sketch has.
SKETCHED = 128
# Two sketches that share both hashes of one band are compared: of texts that share a third of their runs all but one
# in a thousand pairs are, of texts that share a hundredth one in a hundred and fifty.
BAND = 2
# Runs that are hashed at a time: few enough that the hashes stay near the processor.
_AT_ONCE = 512
# The share of the shorter text's runs that the other has, from which on it is a copy.
LEAST_SHARED = 0.7
# A text of fewer runs is a title or a line, which many articles share.
_LEAST_RUNS = 20
# So many sketches in one band are of something that all pages of a site have, not of one story.
_CROWD = 200

_GENERATOR = np.random.default_rng(1997)
# Multiply, add and shift (Dietzfelbinger 1996): with factors of 64 bits small numbers are spread as far as great ones.
_FACTORS = _GENERATOR.integers(0, 1 << 63, SKETCHED, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_ADDED = _GENERATOR.integers(0, 1 << 63, (SKETCHED, 1), dtype=np.uint64)
_GREATEST = np.full(SKETCHED, np.iinfo(np.uint64).max, dtype=np.uint64)
_SHIFT = np.uint64(32)
# Stands behind the numbers of a sketch: those without it were made by hashes that spread less, and missed copies.
_KIND = b"\x02"


def runs_of(text: str) -> set[int]:
    """A number for each run of five words, whatever their case."""
    # Each is cut out of one text that has them all, which takes less than to put each together.
    words = " ".join(WORD.findall(text)).lower().encode()
    gaps = np.flatnonzero(np.frombuffer(words, np.uint8) == _SPACE)
    begins, ends = [0, *(gaps + 1).tolist()], [*gaps.tolist(), len(words)]
    runs = zip(begins, ends[_RUN - 1 :], strict=False)  # the last words begin none
    return {zlib.crc32(words[begin:end]) for begin, end in runs}


def sketch(text: str) -> bytes:
    """The least values of 128 hashes over the text's runs, as ``numbers`` reads them; empty if the text is short."""
    runs = np.fromiter(runs_of(text), dtype=np.uint64)
    if len(runs) < _LEAST_RUNS:
        return b""
    least = _GREATEST
    for first in range(0, len(runs), _AT_ONCE):
        hashed = np.multiply.outer(_FACTORS, runs[first : first + _AT_ONCE])
        hashed += _ADDED
        least = np.minimum(least, hashed.min(axis=1))
    # Shifted last, because the least stays the least.
    return (least >> _SHIFT).astype("<u4").tobytes() + _KIND


def numbers(sketch: bytes | None) -> NDArray[np.uint32] | None:
    """The 128 numbers of a sketch; None for one of another kind, or of a short text."""
    if not sketch or len(sketch) != 4 * SKETCHED + len(_KIND) or not sketch.endswith(_KIND):
        return None
    return np.frombuffer(sketch, "<u4", SKETCHED)


def shared(one: set[int], other: set[int]) -> float:
    """The share of the smaller set's runs that the other has too, 0 to 1."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def likely_copies(sketches: Mapping[int, bytes]) -> Iterator[tuple[int, int]]:
    """The pairs of keys whose sketches share a band, each once, the smaller key first."""
    rows = {key: row for key, found in sketches.items() if (row := numbers(found)) is not None}
    seen: set[tuple[int, int]] = set()
    for band in range(0, SKETCHED, BAND):
        buckets: defaultdict[bytes, list[int]] = defaultdict(list)
        for key, row in rows.items():
            buckets[_bytes_of(row[band : band + BAND])].append(key)
        for keys in buckets.values():
            if 1 < len(keys) <= _CROWD:
                for pair in combinations(sorted(keys), 2):
                    if pair not in seen:
                        seen.add(pair)
                        yield pair


def _bytes_of(row: NDArray[np.uint32]) -> bytes:
    return row.tobytes()
