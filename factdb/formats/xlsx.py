"""Rows as an Excel table, whose cells are text where they hold text: nothing is taken for a formula or a number.

Times are Excel's, in UTC, so that a pivot table groups them by month; those before its calendar begins are text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from factdb.errors import FactDBError, InputError
from factdb.formats.csv import protect

# What Excel takes in one cell, and in one sheet.
LONGEST_CELL = 32_767
MOST_ROWS = 1_048_576
# Excel takes 1900 for a leap year.
_FIRST = datetime(1900, 3, 1, tzinfo=UTC)

# What people read is wide enough to be read, in letters; other columns are as wide as their names need.
_WIDTHS = {"claim": 70, "reading": 70, "title": 40, "source": 30, "speaker": 26, "source_text": 30, "hedges": 20}
_LEAST, _OF_AN_ID = 10, 18


def write(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], file: BinaryIO) -> int:
    """Write a header and ``rows``; how many cells were cut, because Excel takes no longer ones.

    Raises FactDBError for more rows than a sheet takes.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.utils import get_column_letter

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("report")
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, 1):
        least = _OF_AN_ID if column in ("claim_id", "published") else max(_LEAST, len(column) + 3)
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(column, least)
    cut = 0

    def cell(value: Any) -> Any:
        nonlocal cut
        if not isinstance(value, str | datetime | list):
            return value
        if isinstance(value, datetime) and value >= _FIRST:
            made = WriteOnlyCell(sheet, value=value.astimezone(UTC).replace(tzinfo=None))
            made.number_format = "yyyy-mm-dd hh:mm"
            return made
        text = (
            value.isoformat() if isinstance(value, datetime) else "; ".join(value) if isinstance(value, list) else value
        )
        # XML has no control characters; they become the sign for what can't be shown.
        text = ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)
        cut += len(text) > LONGEST_CELL
        made = WriteOnlyCell(sheet, value=text[:LONGEST_CELL])
        made.data_type = "s"
        return made

    sheet.append(list(columns))
    number = 1
    for number, row in enumerate(rows, 2):
        if number > MOST_ROWS:
            raise FactDBError(f"a sheet takes no more than {MOST_ROWS:,} rows; write it as CSV")
        sheet.append([cell(row[column]) for column in columns])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{number}"
    workbook.save(file)
    return cut


def read(path: Path) -> Iterator[list[str]]:
    """The rows of the first sheet as cells of CSV. Raises InputError if it is no Excel table."""
    for cells in values(path):
        yield ["" if cell is None else protect(cell) if isinstance(cell, str) else str(cell) for cell in cells]


def values(path: Path) -> Iterator[Sequence[Any]]:
    """The rows of the first sheet. Raises InputError if it is no Excel table."""
    from openpyxl import load_workbook

    try:
        sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
    except OSError:
        raise
    except Exception as error:  # openpyxl raises what it likes at a file that is none
        raise InputError(f"{path}: no Excel table ({error})") from error
    yield from sheet.iter_rows(values_only=True)
