"""Excel tables: one row an article, on every sheet that has a column of text."""

from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl import load_workbook

from factdb.errors import InputError
from factdb.text.readers.document import Document
from factdb.text.readers.formats import Items
from factdb.text.readers.prose.office import within_bounds
from factdb.text.readers.tables.rows import articles_of_rows


def read(document: Document) -> Items:
    """The articles of all sheets; a sheet without a column of text is passed over if another has one."""
    within_bounds(document)
    workbook = load_workbook(document.seekable(), read_only=True, data_only=True)
    failed: list[InputError] = []
    found = False
    for sheet in workbook.worksheets:
        try:
            for item in articles_of_rows(_rows(sheet), document):
                found = True
                yield item
        except InputError as error:
            failed.append(error)
    if failed and not found:
        raise failed[0]


def _rows(sheet: Any) -> Iterator[Sequence[Any]]:
    for cells in sheet.iter_rows(values_only=True):
        yield list(cells)
