"""CSV and TSV, also with semicolons: one row an article, under a header."""

import csv
import io
from collections.abc import Iterator

from factdb.errors import InputError
from factdb.text.readers.decode import decode
from factdb.text.readers.document import Document
from factdb.text.readers.formats import Items
from factdb.text.readers.sniff import delimiter_of
from factdb.text.readers.tables.rows import articles_of_rows

_LONGEST_CELL = 2**31 - 1


def read(document: Document) -> Items:
    """An article for each row. Rows with more or fewer cells than the header, or a broken one, are errors."""
    csv.field_size_limit(_LONGEST_CELL)
    file, note = _text(document)
    beginning = file.readline()
    delimiter = delimiter_of(beginning, document) or ","
    lines = csv.reader(_again(beginning, file), delimiter=delimiter, strict=True)
    return articles_of_rows(_rows(lines, document), document, note)


def _rows(lines: Iterator[list[str]], document: Document) -> Iterator[list[str] | InputError]:
    number = 0
    while True:
        number += 1
        try:
            yield next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            yield InputError(f"{document.source}, row {number}: not CSV ({error})", reason="damaged")


def _text(document: Document) -> tuple[io.StringIO, str]:
    decoded = decode(document.data, document.source, document.charset, document.reading.encoding)
    return io.StringIO(decoded.text.removeprefix("\ufeff"), newline=""), decoded.note


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest
