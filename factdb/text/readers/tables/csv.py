"""CSV and TSV, also with semicolons: one row an article, under a header."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from factdb.errors import InputError
from factdb.text.readers.decode import decode
from factdb.text.readers.document import Document
from factdb.text.readers.formats import Items
from factdb.text.readers.sniff import delimiter_of
from factdb.text.readers.tables.rows import articles_of_rows

_LONGEST_CELL = 2**31 - 1
_SEPARATOR = re.compile(r"\W?sep=(.)\W*", re.IGNORECASE)
# Lines with words among which the names of the columns are looked for.
_LOOKED_AT = 20
# What a line has of whose cells none has anything.
_EMPTY = ',;|" \t\r\n'


def read(document: Document) -> Items:
    """An article for each row. Rows with more or fewer cells than the header, or a broken one, are errors."""
    csv.field_size_limit(_LONGEST_CELL)
    file, note = _text(document)
    beginning = list(_beginning(file))
    # For Excel alone, which says so in the first line.
    told = _SEPARATOR.fullmatch(beginning[0]) if beginning else None
    delimiter = told[1] if told else _delimiter(beginning, document)
    lines = csv.reader(chain(beginning[1 if told else 0 :], file), delimiter=delimiter, strict=True)
    return articles_of_rows(_rows(lines, document), document, note)


def _beginning(lines: Iterable[str]) -> Iterator[str]:
    """The lines among which the names of the columns are looked for, with blank ones between them."""
    number = 0
    for line in lines:
        yield line
        number += bool(line.strip(_EMPTY))
        if number == _LOOKED_AT:
            return


def _delimiter(lines: Sequence[str], document: Document) -> str:
    """What parts the names of the columns, in the first line or below what an export says of itself."""
    named = (found for line in lines if (found := delimiter_of(line, document, strict=True)))
    return next(named, "") or delimiter_of(lines[0] if lines else "", document) or ","


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
