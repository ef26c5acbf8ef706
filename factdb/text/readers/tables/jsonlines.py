"""JSON Lines: one article a line, as an object; factdb's own export as well."""

import json
from typing import Any

from factdb.errors import InputError
from factdb.text.readers.document import Document
from factdb.text.readers.formats import Items
from factdb.text.readers.tables.own import of_record


def read(document: Document) -> Items:
    """An article for each good line, and for each bad one an error that names the line. Blank lines are skipped."""
    known: set[str] = set()
    empty = True
    for number, line in enumerate(document.lines(), start=1):
        if not line.strip():
            continue
        empty = False
        where = f"{document.source}, line {number}"
        whole = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        try:
            record = _record(whole, where)
            yield of_record(record, document, where, number, original=whole, known=known)
        except InputError as error:
            yield error
    if empty:
        yield InputError(f"{document.source} is empty; there is nothing to import", reason="empty")


def _record(line: bytes, where: str) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(f"{where}: not UTF-8 at byte {error.start} of the line; save it as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: not JSON ({error}); each line must be a whole object", reason="damaged") from error
    if not isinstance(record, dict):
        raise InputError(
            f'{where}: not an object; each line must be one like {{"text": "..."}}', reason="no text field"
        )
    return record
