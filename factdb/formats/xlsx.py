"""Rows as a spreadsheet of one sheet: text stays text whatever it begins with, so nothing runs, no id is a number."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, BinaryIO

_LONGEST_CELL = 32_767  # characters, by the format
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def write(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], file: BinaryIO) -> None:
    """Write a header and ``rows``. Characters that the format has no way to hold become "\N{REPLACEMENT CHARACTER}"."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet("claims")
    sheet.freeze_panes = "A2"

    def cell(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        made = WriteOnlyCell(sheet, value)
        made.data_type = "s"  # else a leading "=" would make it a formula
        return made

    header = [cell(column) for column in columns]
    for one in header:
        one.font = Font(bold=True)
    sheet.append(header)
    for row in rows:
        sheet.append([cell(_plain(row[column])) for column in columns])
    book.save(file)


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.astimezone(UTC).replace(tzinfo=None)  # the format knows no time zones
        case list():
            return _plain("; ".join(value))
        case str():
            return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", value)[:_LONGEST_CELL]
        case _:
            return value
