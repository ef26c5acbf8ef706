"""Whether the dates of a table have their day or their month first, where one alone does not tell: 03/04/2024."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from factdb.errors import InputError
from factdb.text.readers.dates import has_day_first, is_open

Row = Sequence[Any] | InputError

# How many rows are read ahead: so many dates show their order, and a table of any length fits in memory.
_AHEAD = 2_000


class DayOrder:
    """What the dates of one column, the ``place``-th, say together; None if there is no such column."""

    def __init__(self, place: int | None, column: str, source: str) -> None:
        self._place, self._column, self._source = place, column, source
        self._showing: dict[bool, str] = {}  # a date that can only be read so
        self._open = ""  # the first that may be read both ways, and how many there are
        self._number = 0
        self._told = False

    @property
    def day_first(self) -> bool | None:
        """True or False if all dates that tell it agree; None if none does, or if they don't agree."""
        return next(iter(self._showing)) if len(self._showing) == 1 else None

    def heeding(self, rows: Iterable[tuple[int, Row]]) -> Iterator[tuple[int, Row]]:
        """The same rows; before one whose date is open is given, those behind it are read for what they show."""
        if self._place is None:
            yield from rows
            return
        numbered = iter(rows)
        for number, cells in numbered:
            self._heed(cells)
            behind = list(islice(numbered, _AHEAD)) if self._open else []
            for _, later in behind:
                self._heed(later)
            yield number, cells
            yield from behind

    def note(self) -> str:
        """How the open dates are read, or that they can't be; empty if there are none yet, or if it was told before."""
        if not self._open or self._told:
            return ""
        self._told = True
        others = f" and {self._number - 1:,} more" if self._number > 1 else ""
        dates = f"{self._source}: {self._open!r}{others} in {self._column}"
        if self.day_first is None:
            return f"{dates}: may have the day or the month first; kept as they are; write them as 2025-03-04"
        shown = self._showing[self.day_first]
        return f"{dates}: read with the {'day' if self.day_first else 'month'} first, as {shown!r} there is written"

    def _heed(self, cells: Row) -> None:
        if isinstance(cells, InputError) or self._place is None or self._place >= len(cells):
            return
        written = cells[self._place]
        if is_open(written):
            self._open = self._open or written[:40]
            self._number += 1
        elif (day_first := has_day_first(written)) is not None:
            self._showing.setdefault(day_first, written[:40])
