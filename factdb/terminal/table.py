"""Tables for people: only long lists are cut off, ids are short, and no text can play tricks on the terminal."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from math import sqrt
from typing import Any, TextIO

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from factdb.terminal.article import MARKS, SHORT_ID
from factdb.terminal.visible import visible
from factdb.text.alone import without_context

# Wider than any cell: what goes to a file or a pipe is not wrapped.
_WIDE = 1_000_000

# A narrow terminal must not break these.
_UNBROKEN = frozenset({"claim_id", "status", "published", "kind"})

_EMPTY = (None, "")
# What says no more than an empty cell: most articles have one version.
_NOTHING = {"version": (1,)}

# Between two columns where there is room; else it is one less.
_GAP = 3
# How narrow a column of words may become before a number is broken, and the longest word that makes one wide.
_NARROWEST, _LONG_WORD = 4, 16
# So many of a list are shown, the first of which are the most frequent.
_MOST_LISTED = 5
# Of so many rows the words are looked at.
_MOST_READ = 1000


def console(file: TextIO) -> Console:
    """A console that writes to ``file``, as wide as the terminal, or as wide as need be if it is none."""
    return Console(file=file, width=None if file.isatty() else _WIDE, highlight=False, markup=False, emoji=False)


def write(rows: Iterable[Mapping[str, Any]], headings: Mapping[str, str], file: TextIO) -> bool:
    """Print the columns of ``headings`` as a table, but for those that say nothing; False if there are no rows."""
    found = list(rows)
    columns = [column for column in headings if any(row[column] not in _NOTHING.get(column, _EMPTY) for row in found)]
    numbers = [all(isinstance(row[column], int | float) for row in found) for column in columns]
    cells = [[_cell(column, _read(row, column)) for row in found] for column in columns]
    unbroken = [number or column in _UNBROKEN for column, number in zip(columns, numbers, strict=True)]
    named = [headings[column] for column in columns]
    widths, gap = _fitting(named, cells, unbroken, console(file).width)
    padding = (0, 1, 0, gap - 2)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold", padding=padding)
    for heading, number, width in zip(named, numbers, widths, strict=True):
        table.add_column(heading, justify="right" if number else "left", overflow="fold", width=width)
    for row in zip(*cells, strict=True):
        table.add_row(*row)
    if found:
        show(table, file)
    return bool(found)


def _fitting(
    headings: Sequence[str], cells: Sequence[Sequence[Text]], unbroken: Sequence[bool], room: int
) -> tuple[list[int], int]:
    """How wide the columns are, and the gap between two, so that all fit into a screen as wide as ``room``.

    Of the lines that are broken there are fewest where widths are as the square roots of how much there is to say, and
    no narrower than a word. A heading of numbers is broken sooner than a word, and that sooner than a number.
    """
    needed = [max((cell.cell_len for cell in column), default=0) for column in cells]
    wanted = [max(cell_len(heading), most) for heading, most in zip(headings, needed, strict=True)]
    if sum(wanted) + _GAP * (len(wanted) - 1) <= room:
        return wanted, _GAP
    room -= (_GAP - 1) * (len(wanted) - 1)
    widths = [
        width if whole else min(width, max(map(_longest_word, (heading, *column[:_MOST_READ]))))
        for heading, column, width, whole in zip(headings, cells, wanted, unbroken, strict=True)
    ]
    texts = [at for at, whole in enumerate(unbroken) if not whole]
    for may_give in (
        [(at, most) for at, most in enumerate(needed) if unbroken[at]],
        [(at, _NARROWEST) for at in texts],
    ):
        while sum(widths) > room and (wider := [at for at, least in may_give if widths[at] > least]):
            widths[max(wider, key=widths.__getitem__)] -= 1
    says = {at: sqrt(sum(cell.cell_len for cell in cells[at])) for at in texts}
    while sum(widths) < room and (wishing := [at for at in texts if widths[at] < wanted[at]]):
        widths[max(wishing, key=lambda at: says[at] / widths[at])] += 1
    return widths, _GAP - 1


def _longest_word(text: object) -> int:
    """How wide a column is in which its words stand whole, if they are no longer than words are."""
    return min(max(map(cell_len, str(text).split()), default=0), _LONG_WORD)


def show(table: Table, file: TextIO) -> None:
    """Print ``table``, without the spaces that fill its lines up at the end."""
    screen = console(file)
    with screen.capture() as printed:
        screen.print(table)
    file.writelines(f"{line.rstrip()}\n" for line in printed.get().splitlines())


def _read(row: Mapping[str, Any], column: str) -> Any:
    """What a row has in a column: a claim's words with what they refer to, "He [Ban Ki-moon] called"."""
    reading = row.get("reading") if column == "claim" else None
    return without_context(reading)[0] if reading else row[column]


def _cell(column: str, value: Any) -> Text:
    match value:
        case None:
            return Text()
        case Text():
            return value
        case int():
            return Text(str(value) if column.endswith("id") else f"{value:,}")
        case float():
            return Text(f"{value:.1f}")
        case datetime() if column == "made_at":
            return Text(f"{value:%Y-%m-%d %H:%M}")
        case datetime():
            return Text(f"{value:%Y-%m-%d}")
        case list() if len(value) > _MOST_LISTED + 1:
            return _cell(column, [*value[:_MOST_LISTED], f"and {len(value) - _MOST_LISTED} more"])
        case list():
            return Text(visible("; ".join(value)))
        case _ if column == "claim_id":
            return Text(value[:SHORT_ID])
        case _:
            return Text(visible(str(value)), style=MARKS[value].style if column == "status" else "")
