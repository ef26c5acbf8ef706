"""Rows as CSV: RFC 4180 (so lines end in CR LF), UTF-8, and safe to open in a spreadsheet.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@`` as a formula, and some look past a leading
control character for one (https://owasp.org/www-community/attacks/CSV_Injection). Such a cell gets a leading
apostrophe. So does a cell that begins with an apostrophe already, which makes the rule exactly reversible: one leading
apostrophe comes off. Where a spreadsheet parts cells at semicolons or tabs, a new cell begins behind each of them: one
of these signs there gets an apostrophe in the same way.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, TextIO

_GUARD = "'"
_CONTROLS = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0)]))
_RISKY = frozenset("=+-@＝＋－＠" + _CONTROLS + _GUARD)


# Behind what may part cells, what a formula may begin with; an apostrophe too, so that nothing is taken off wrongly.
_INSIDE = re.compile(r"(?<=[;\t])(?=[=+\-@＝＋－＠'])")
_GUARDED = re.compile(r"(?<=[;\t])'(?=[=+\-@＝＋－＠'])")


def protect(cell: str) -> str:
    """``cell``, made harmless to a spreadsheet; ``unprotect`` gives it back."""
    if ";" in cell or "\t" in cell:
        cell = _INSIDE.sub(_GUARD, cell)
    return _GUARD + cell if cell and cell[0] in _RISKY else cell


def unprotect(cell: str) -> str:
    """The cell as it was before ``protect``."""
    if cell.startswith(_GUARD):
        cell = cell[1:]
    return _GUARDED.sub("", cell) if ";" in cell or "\t" in cell else cell


def write(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], file: TextIO) -> None:
    """Write a header and ``rows`` to ``file``, a row at a time.

    Text is protected, numbers stay numbers, true and false are lower case, times are ISO 8601, None is an empty cell.
    ``file`` must not translate line ends (``newline=""``).
    """
    writer = csv.writer(file)
    writer.writerow(columns)
    for row in rows:
        values = [row[column] for column in columns]
        writer.writerow([_WRITTEN[type(value)](value) if type(value) in _WRITTEN else value for value in values])


def read(file: TextIO) -> tuple[Sequence[str], Iterator[dict[str, str]]]:
    """The columns of a CSV file that ``write`` made, and its rows by column, unprotected.

    ``file`` must not translate line ends. Raises csv.Error, at once or while the rows are read, if it is no CSV or a
    row has more or fewer cells than the header.
    """
    csv.field_size_limit(2**31 - 1)
    lines = csv.reader(file, strict=True)
    columns = next(lines, [])
    return columns, _rows(columns, lines)


def _rows(columns: Sequence[str], lines: Iterable[list[str]]) -> Iterator[dict[str, str]]:
    for number, cells in enumerate(lines, 2):
        if len(cells) != len(columns):
            raise csv.Error(f"row {number} has {len(cells)} cells and the header {len(columns)}")
        yield dict(zip(columns, map(unprotect, cells), strict=True))


_WRITTEN: dict[type, Callable[[Any], str]] = {
    str: protect,
    bool: lambda value: "true" if value else "false",
    datetime: datetime.isoformat,
    list: lambda values: protect("; ".join(values)),
}
