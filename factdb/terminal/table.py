"""Tables for people: nothing is cut off, ids are short, and no text can play tricks on the terminal."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from factdb.terminal.article import MARKS, SHORT_ID
from factdb.terminal.visible import visible

# Wider than any cell: what goes to a file or a pipe is not wrapped.
_WIDE = 1_000_000

# A narrow terminal must not break these.
_UNBROKEN = frozenset({"claim_id", "status", "published"})


def console(file: TextIO) -> Console:
    """A console that writes to ``file``, as wide as the terminal, or as wide as need be if it is none."""
    return Console(file=file, width=None if file.isatty() else _WIDE, highlight=False, markup=False, emoji=False)


def write(rows: Iterable[Mapping[str, Any]], headings: Mapping[str, str], file: TextIO) -> bool:
    """Print the columns of ``headings`` as a table, but for empty ones; False, and nothing printed, if no rows."""
    found = list(rows)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    columns = [column for column in headings if any(row[column] not in (None, "") for row in found)]
    for column in columns:
        number = all(isinstance(row[column], int | float) for row in found)
        table.add_column(
            headings[column],
            justify="right" if number else "left",
            overflow="fold",
            no_wrap=number or column in _UNBROKEN,
        )
    for row in found:
        table.add_row(*(_cell(column, row[column]) for column in columns))
    if found:
        show(table, file)
    return bool(found)


def show(table: Table, file: TextIO) -> None:
    """Print ``table``, without the spaces that fill its lines up at the end."""
    screen = console(file)
    with screen.capture() as printed:
        screen.print(table)
    file.writelines(f"{line.rstrip()}\n" for line in printed.get().splitlines())


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
        case datetime():
            return Text(f"{value:%Y-%m-%d}")
        case list():
            return Text(visible("; ".join(value)))
        case _ if column == "claim_id":
            return Text(value[:SHORT_ID])
        case _:
            return Text(visible(str(value)), style=MARKS[value].style if column == "status" else "")
