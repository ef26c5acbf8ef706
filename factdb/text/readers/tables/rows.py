"""Rows of cells under a header, as articles: what CSV and XLSX share."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from factdb.errors import InputError, Remedy
from factdb.text.readers.document import Document
from factdb.text.readers.fields import article_of, understood
from factdb.text.readers.formats import Items
from factdb.text.readers.tables.day_order import DayOrder

# Rows with words above the one that names the columns.
_MOST_ABOVE = 20


def articles_of_rows(rows: Iterable[Sequence[Any] | InputError], document: Document, note: str = "") -> Items:
    """An article for each row below the one that names the columns; blank rows are passed over.

    ``note`` is told with the first article. Raises InputError if no column is one of text.
    """
    numbered = iter(enumerate(rows, 1))
    columns = _header(numbered, document)
    known: set[str] = set()
    empty = True
    dated = understood(columns, document.reading.fields).get("published")
    order = DayOrder(None if dated is None else columns.index(dated), dated or "", document.source)
    for number, cells in order.heeding(numbered):
        if isinstance(cells, InputError):
            yield cells
            continue
        if not any(cell not in (None, "") for cell in cells):
            continue
        empty = False
        where = f"{document.source}, row {number}"
        if len(cells) > len(columns) and any(cell not in (None, "") for cell in cells[len(columns) :]):
            yield InputError(f"{where}: has {len(cells)} cells, and the header {len(columns)}", reason="damaged")
            continue
        record = dict(zip(columns, cells, strict=False))
        try:
            found = article_of(record, document, where, number - 1, known=known, day_first=order.day_first, told=True)
            notes = [told for told in (note, order.note()) if told]
            yield replace(found, notes=(*found.notes, *notes)) if notes else found
            known |= record.keys()
            note = ""
        except InputError as error:
            yield error
    if empty:
        yield InputError(f"{document.source}: has a header and no row below it", reason="empty")


def _header(rows: Iterator[tuple[int, Sequence[Any] | InputError]], document: Document) -> list[str]:
    """The names of the columns, in the first row or below what an export says of itself ("Results for: ferry")."""
    first: list[str] = []
    filled = (
        cells for _, cells in rows if isinstance(cells, InputError) or any(str(cell or "").strip() for cell in cells)
    )
    for cells in islice(filled, _MOST_ABOVE):
        if isinstance(cells, InputError):
            raise cells
        columns = [str(cell or "").strip() for cell in cells]
        known = understood(columns, document.reading.fields)
        if "text" in known and (not first or len(known) > 1):
            if len(set(filter(None, columns))) < len(list(filter(None, columns))):
                raise InputError(f"{document.source}: has a column twice", reason="damaged")
            return columns
        first = first or columns
    if not first:
        raise InputError(f"{document.source} is empty; there is nothing to import", reason="empty")
    raise InputError(
        f"{document.source}: no column of text among {', '.join(filter(None, first))[:200]}; "
        "name it text, or say which it is",
        reason="no text field",
    ).mended_by(Remedy.MAP_TEXT)
