"""Rows as CSV: RFC 4180 (so lines end in CR LF), UTF-8, and safe to open in a spreadsheet.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@`` as a formula, and some look past a leading
control character for one (https://owasp.org/www-community/attacks/CSV_Injection). Such a cell gets a leading
apostrophe. So does a cell that begins with an apostrophe already, which makes the rule exactly reversible: one leading
apostrophe comes off. Where a spreadsheet parts cells at semicolons or tabs, a new cell begins behind each of them: one
of these signs there gets an apostrophe in the same way.

It also turns what looks like a number, a date or a truth value into one, and the id ``12345e6789012345`` into infinity.
Text of that kind gets an apostrophe as well. What a spreadsheet saves again is read: with a byte-order mark, semicolons
or tabs between cells, decimal commas, and TRUE and FALSE.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from io import StringIO
from itertools import chain, groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any, TextIO

from factdb.errors import InputError
from factdb.store.read.columns import Column, Columns, Runs

_GUARD = "'"
_CONTROLS = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0)]))
_NUMBER = re.compile(r"(?:\d+(?:[.,]\d+)?|\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?)(?:[eE][+-]?\d+)?%?", re.ASCII)
_DATE = re.compile(r"(?P<first>\d{1,2})[-/.:](?P<second>\d{1,4})(?:[-/.:]\d{1,4})?", re.ASCII)
_DECIMAL = re.compile(r"\d,\d+", re.ASCII)
_WHOLE = re.compile(r"(?<=\A\d)\.0\Z")
_TRUTHS = {"TRUE": "true", "FALSE": "false", "True": "true", "False": "false"}
_LONGEST_TRUTH = max(map(len, _TRUTHS))
_DIGITS = frozenset("0123456789")
_DELIMITERS = ",;\t"
_FORMULA = "=+-@＝＋－＠'"
_RISKY = frozenset(_FORMULA + _CONTROLS)

# What nearly all cells begin with, of which a report has many millions: with no formula, number, date or truth value;
# or with a number that goes on as none of these does, such as the place 120-132; or as "The" does, unlike "true".
_SAFE = frozenset(["", *map(chr, range(0x20, 0x7F)), *"“”‘’—…"]) - _RISKY - _DIGITS - frozenset("TtFf")
_HARMLESS = re.compile(
    rf"[^\d{re.escape(_FORMULA + _CONTROLS)}TtFf]|[Tt][^Rr]|[Ff][^Aa]|\d{{3,}}[^\d.,%eE]|\d+[^\d.,%eE:/-]", re.ASCII
).match

# What parts the pieces of a claim, in Windows-1252 and in Mac Roman, stands where no text has it.
_GAPS = re.compile(rb" [\x85\xc9] ")

_END = "\r\n"

# Rows that are written at a time.
_AT_ONCE = 500
# Values of a column that tell whether they are the same again and again, and of which so many are kept in mind.
_SAMPLE = 64
_MOST_KNOWN = 1000

# Behind what may part cells, what a formula may begin with; an apostrophe too, so that nothing is taken off wrongly.
_INSIDE = re.compile(rf"(?<=[;\t])(?=[{re.escape(_FORMULA)}])")
_GUARDED = re.compile(rf"(?<=[;\t])'(?=[{re.escape(_FORMULA)}])")


def protect(cell: str) -> str:
    """``cell``, made harmless to a spreadsheet; ``unprotect`` gives it back."""
    if ";" in cell or "\t" in cell:
        cell = _INSIDE.sub(_GUARD, cell)
    if cell[:1] in _SAFE or _HARMLESS(cell):
        return cell
    return _GUARD + cell if cell[0] in _RISKY or _would_be_changed(cell) else cell


def _would_be_changed(cell: str) -> bool:
    """True if a spreadsheet would show, and save, something else: ``1-12`` becomes the twelfth of January."""
    if cell[0] not in _DIGITS:
        return len(cell) <= _LONGEST_TRUTH and cell.upper() in _TRUTHS
    if _NUMBER.fullmatch(cell):
        return True
    date = _DATE.fullmatch(cell)
    if date is None:
        return False
    first, second = int(date["first"]), int(date["second"])
    return 1 <= first <= 31 and (second < 100 or second >= 1900)


def unprotect(cell: str) -> str:
    """The cell as it was before ``protect``."""
    if cell.startswith(_GUARD):
        cell = cell[1:]
    return _GUARDED.sub("", cell) if ";" in cell or "\t" in cell else cell


def write(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], file: TextIO, *, header: bool = True) -> None:
    """Write a ``header`` and ``rows`` to ``file``, some rows at a time.

    Text is protected, numbers stay numbers, true and false are lower case, times are ISO 8601, None is an empty cell.
    ``file`` must not translate line ends (``newline=""``).
    """
    rows, values = iter(rows), itemgetter(*columns) if len(columns) > 1 else lambda row: (row[columns[0]],)
    some = iter(lambda: list(islice(rows, _AT_ONCE)), [])
    write_columns((list(zip(*map(values, part), strict=True)) for part in some), columns, file, header=header)


def write_columns(parts: Iterable[Columns], columns: Sequence[str], file: TextIO, *, header: bool = True) -> None:
    """The same for rows that come in ``parts``, each of which has the values of every one of the ``columns``."""
    known = [_Known() for _ in columns]
    if header:
        _write([[column] for column in columns], known, file)
    for part in parts:
        _write(part, known, file)


class _Known(dict[Any, str]):
    """The cells of values that a column has had."""

    def __missing__(self, value: Any) -> str:
        """Make the cell of a value that is new."""
        cell = self[value] = _cell(value)
        return cell


def _write(part: Columns, known: Sequence[_Known], file: TextIO) -> None:
    cells = list(map(_cells, part, known))
    if len(cells) == 1:  # an empty line would be no row
        cells = [[cell or '""' for cell in cells[0]]]
    *others, last = _joined(cells)
    file.writelines(map(",".join, zip(*others, [cell + _END for cell in last], strict=True)))


def _joined(columns: Columns) -> Iterator[Column]:
    """The columns of cells, those as one that stand side by side and change together, as what is of an article does."""
    for lengths, some in groupby(columns, lambda cells: cells.lengths if isinstance(cells, Runs) else None):
        if lengths is None:
            yield from some
        else:
            values = (cells.values for cells in some if isinstance(cells, Runs))
            yield Runs(list(map(",".join, zip(*values, strict=True))), lengths)


def _cells(values: Column, known: _Known) -> Column:
    """A column's values as they stand in the file."""
    return Runs(_each(values.values, known), values.lengths) if isinstance(values, Runs) else _each(values, known)


def _each(values: Sequence[Any], known: _Known) -> Sequence[str]:
    """The cell of each value; a report has many millions, most of them of one kind or the same."""
    kinds = set(map(type, values))
    if kinds in ({int}, {float}):
        return list(map(str, values))
    alike = kinds <= _ALIKE and len(kinds - _NOTHING) <= 1  # else True and 1 would be the same
    first = values[:_SAMPLE]
    if alike and 2 * len(set(first)) <= len(first):
        if len(known) > _MOST_KNOWN:
            known.clear()
        return list(map(known.__getitem__, values))
    return _texts(values) if kinds <= _TEXT else list(map(_cell, values))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    way = _WRITTEN.get(type(value))
    return _quoted(str(value) if way is None else way(value))


def _texts(values: Sequence[str | None]) -> Sequence[str]:
    """``_cell`` of each text; what most columns have nowhere is looked for in all of it at once."""
    cells = [value or "" for value in values]
    whole = "".join(cells)
    if ";" in whole or "\t" in whole:
        cells = [
            cell if (cell[:1] in _SAFE or _HARMLESS(cell)) and ";" not in cell and "\t" not in cell else protect(cell)
            for cell in cells
        ]
    else:
        cells = [cell if cell[:1] in _SAFE or _HARMLESS(cell) else protect(cell) for cell in cells]
    if '"' in whole:
        return [_quoted(cell) if '"' in cell or "," in cell or "\n" in cell or "\r" in cell else cell for cell in cells]
    if "," in whole or "\n" in whole or "\r" in whole:
        return [f'"{cell}"' if "," in cell or "\n" in cell or "\r" in cell else cell for cell in cells]
    return cells


def _quoted(cell: str) -> str:
    """In quotation marks, if it has to be."""
    if '"' in cell:
        return '"' + cell.replace('"', '""') + '"'
    return f'"{cell}"' if "," in cell or "\n" in cell or "\r" in cell else cell


def read(file: TextIO) -> tuple[Sequence[str], Iterator[dict[str, str]]]:
    """The columns of a CSV file that ``write`` made, and its rows by column, unprotected.

    ``file`` must not translate line ends. Raises csv.Error, at once or while the rows are read, if it is no CSV or a
    row has more or fewer cells than the header.
    """
    csv.field_size_limit(2**31 - 1)
    header = file.readline()
    delimiter = max(_DELIMITERS, key=header.count)
    lines = csv.reader(chain([header.removeprefix("\ufeff")], file), delimiter=delimiter, strict=True)
    columns = [column.strip() for column in next(lines, [])]
    return columns, _rows(columns, lines)


def saved_rows(path: Path) -> Iterator[list[str]]:
    """The rows of a table that people keep: CSV, as any spreadsheet saves it (in UTF-8, or as it looks), or XLSX.

    Raises InputError if it cannot be read, csv.Error at a row that is no CSV.
    """
    if path.suffix.lower() == ".xlsx":
        from factdb.formats import xlsx

        return xlsx.read(path)
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        from factdb.text.readers.decode import decode  # which whoever only lists claims shouldn't wait for

        try:
            text = data.decode(decode(_GAPS.sub(b" ", data), str(path)).encoding).removeprefix("\ufeff")
        except InputError as error:
            raise InputError(f"{path}: is not UTF-8 text; save it as CSV in UTF-8") from error
    csv.field_size_limit(2**31 - 1)
    delimiter = max(_DELIMITERS, key=text.partition("\n")[0].count)
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)


def as_written(cell: str) -> str:
    """A cell as ``write`` wrote it, if a spreadsheet has saved it since, and unprotected."""
    if cell in _TRUTHS:
        return _TRUTHS[cell]
    return cell.replace(",", ".") if _DECIMAL.fullmatch(cell) else unprotect(cell)


def says(cell: str, value: str) -> bool:
    """True if a cell that was read is ``value``, but for what a spreadsheet changes: LibreOffice ends the lines in a
    cell in its own way, loses tabs, and writes 1.0 as 1.
    """
    return cell == value or _as_saved(cell) == _as_saved(value)


def _as_saved(value: str) -> str:
    return _WHOLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n").replace("\t", ""))


def _rows(columns: Sequence[str], lines: Iterable[list[str]]) -> Iterator[dict[str, str]]:
    for number, cells in enumerate(lines, 2):
        if len(cells) != len(columns):
            raise csv.Error(f"row {number} has {len(cells)} cells and the header {len(columns)}")
        yield dict(zip(columns, map(as_written, cells), strict=True))


_WRITTEN: dict[type, Callable[[Any], str]] = {
    str: protect,
    bool: lambda value: "true" if value else "false",
    datetime: datetime.isoformat,
    list: lambda values: protect("; ".join(values)),
}
_NOTHING = {type(None)}
_TEXT = {str} | _NOTHING
_ALIKE = {str, bool, datetime} | _NOTHING
