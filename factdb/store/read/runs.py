"""A column of rows of which many that follow one another have the same value."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Runs:
    """Each value once, and how many rows have it."""

    values: Sequence[Any]
    lengths: Sequence[int]

    def __len__(self) -> int:
        """The number of rows."""
        return sum(self.lengths)

    def __iter__(self) -> Iterator[Any]:
        """The value of each row."""
        return chain.from_iterable(map(repeat, self.values, self.lengths))


Column: TypeAlias = Sequence[Any] | Runs
Columns: TypeAlias = Sequence[Column]
