"""A logistic regression with a ridge over signs that are there or not, and over numbers if rows have any, by Newton's
method with conjugate gradients.

numpy alone: rows are few and their signs sparse, so that a fit takes seconds.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from factdb.extract.weighing import BIAS, odds
from training.corpus import part_of

FOLDS = 5
# A bias is hardly held back; weights that change nothing aren't written.
BIAS_RIDGE, SMALLEST = 1e-3, 0.02
STEPS, GRADIENTS, CLOSE, TINY = 15, 200, 1e-4, 1e-6
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """Something that was judged: where it stands, its signs, the answer, how much it counts, and numbers of it."""

    document: str
    signs: Sequence[str]
    answer: bool
    weight: float = 1.0
    numbers: Floats = field(default_factory=lambda: np.zeros(0))


@dataclass(frozen=True, slots=True)
class Fit:
    """The weight of each sign and of each number; a number counts as far as it is from ``centre``."""

    signs: Mapping[str, float]
    numbers: Floats
    centre: Floats

    def odds(self, row: Row) -> float:
        """The log-odds of a row."""
        return odds(self.signs, row.signs) + float((row.numbers - self.centre) @ self.numbers)

    def constant(self, part: slice) -> float:
        """What the numbers of ``part`` come to where all of them are 0."""
        return -float(self.centre[part] @ self.numbers[part])


def fitted(
    rows: Sequence[Row],
    ridge: float,
    fewest: int,
    ridge_of_numbers: float = 1.0,
    known: Mapping[str, float] | None = None,
) -> Fit:
    """The weights of the signs that at least ``fewest`` rows have, and of the numbers (held back by standard units).

    Where the weights of signs are ``known``, those of numbers alone are learned.
    """
    count = Counter(sign for row in rows for sign in set(row.signs))
    names = [] if known else [BIAS, *sorted(sign for sign, number in count.items() if number >= fewest)]
    places = {name: place for place, name in enumerate(names)}
    lists = [[places[sign] for sign in sorted({BIAS, *row.signs}) if sign in places] for row in rows]
    flat = np.array([place for one in lists for place in one], dtype=np.intp)
    starts = np.cumsum([0, *(len(one) for one in lists[:-1])])
    of_row = np.repeat(np.arange(len(lists)), [len(one) for one in lists])
    table = np.array([row.numbers for row in rows])
    centre, spread_of = table.mean(axis=0), table.std(axis=0) + TINY
    table = (table - centre) / spread_of
    answers = np.array([float(row.answer) for row in rows])
    counts = np.array([row.weight for row in rows])
    held_back = np.concatenate([np.full(len(names), ridge), np.full(table.shape[1], ridge_of_numbers)])
    if names:
        held_back[0] = BIAS_RIDGE
    before = np.array([odds(known, row.signs) if known else 0.0 for row in rows])

    def summed(weights: Floats) -> Floats:
        totals: Floats = table @ weights[len(names) :]
        return totals + np.add.reduceat(weights[flat], starts) if names else totals

    def spread(values: Floats) -> Floats:
        counted = np.bincount(flat, weights=values[of_row], minlength=len(names))
        return np.concatenate([counted, values @ table])

    found = np.zeros(len(held_back))
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-np.clip(before + summed(found), -30, 30)))
        slope = spread(counts * (answers - chances)) - held_back * found
        bend = counts * chances * (1 - chances)

        def curved(weights: Floats, bend: Floats = bend) -> Floats:
            return spread(bend * summed(weights)) + held_back * weights

        step = _solved(curved, slope)
        found += step
        if np.abs(step).max() < CLOSE:
            break
    signs = known or dict(zip(names, found[: len(names)].tolist(), strict=True))
    return Fit(signs, found[len(names) :] / spread_of, centre)


def _solved(product: Callable[[Floats], Floats], wanted: Floats) -> Floats:
    """What ``product`` makes ``wanted`` of, by conjugate gradients."""
    found, rest = np.zeros(len(wanted)), wanted.copy()
    direction, left = rest.copy(), float(rest @ rest)
    bound = left * 1e-8
    for _ in range(GRADIENTS):
        if left <= bound:
            break
        bent = product(direction)
        length = left / float(direction @ bent)
        found += length * direction
        rest -= length * bent
        now = float(rest @ rest)
        direction, left = rest + now / left * direction, now
    return found


def folds(rows: Iterable[Row]) -> Iterator[tuple[list[Row], list[Row]]]:
    """The rows to learn from and those that are held back, article by article, five times."""
    known = list(rows)
    for number in range(FOLDS):
        held = [row for row in known if part_of(row.document, FOLDS) == number]
        yield [row for row in known if part_of(row.document, FOLDS) != number], held


def agreement(judged: Sequence[tuple[float, bool]]) -> str:
    """Precision, recall and F1 of log-odds against answers, in percent."""
    right = sum(score > 0 and answer for score, answer in judged)
    taken, wanted = sum(score > 0 for score, _ in judged), sum(answer for _, answer in judged)
    f1 = 200 * right / max(1, taken + wanted)
    return f"P {100 * right / max(1, taken):.1f} R {100 * right / max(1, wanted):.1f} F1 {f1:.1f} of {len(judged)}"


def write(weights: Mapping[str, float], header: str, path: Path) -> None:
    """The file of weights that ``factdb.extract.weighing`` reads."""
    kept = sorted((name, value) for name, value in weights.items() if abs(value) >= SMALLEST or name == BIAS)
    path.write_text(header + "".join(f"{name}\t{value:.3f}\n" for name, value in kept), encoding="utf-8")


def read_weights(path: Path) -> dict[str, float]:
    """The weights of signs that ``write`` wrote."""
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return {sign: float(weight) for sign, weight in (line.split("\t") for line in lines)}
