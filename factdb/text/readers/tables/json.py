"""JSON: one article as an object, an array of them, or an array somewhere inside, as interfaces of sites give it."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from factdb.errors import InputError, Remedy
from factdb.text.readers.decode import decode
from factdb.text.readers.document import Document
from factdb.text.readers.fields import has_text
from factdb.text.readers.formats import Items
from factdb.text.readers.tables.own import of_record

# How deep a list of articles may lie: {"response": {"results": [{"fields": ...}]}}.
_DEEPEST = 4


def read(document: Document) -> Items:
    """The articles, in the order of the file; an error in the place of each that has no text."""
    decoded = decode(document.data, document.source, "utf-8", document.reading.encoding)
    try:
        whole = json.loads(decoded.text.removeprefix("\ufeff"))
    except ValueError as error:
        raise InputError(
            f"{document.source}: not JSON ({error}); if it is JSON Lines, name it .jsonl", reason="damaged"
        ) from error
    records = _records(whole, document.reading.fields, _DEEPEST)
    if not records:
        raise InputError(
            f"{document.source}: no object in it has a field for a text; say which it is", reason="no text field"
        ).mended_by(Remedy.MAP_TEXT)
    known: set[str] = set()
    outlet = _title_of_feed(whole)
    for number, record in enumerate(records, 1):
        where = f"{document.source}, item {number}" if len(records) > 1 else document.source
        original = b"" if len(records) == 1 else json.dumps(record, ensure_ascii=False).encode("utf-8", "replace")
        try:
            found = of_record(record, document, where, number, original=original, known=known)
            yield replace(found, publisher=found.publisher or outlet)
        except InputError as error:
            yield error


def _title_of_feed(whole: Any) -> str:
    """The outlet of a JSON Feed (https://www.jsonfeed.org/version/1.1/); empty for other JSON."""
    if not isinstance(whole, dict) or "jsonfeed.org" not in str(whole.get("version")):
        return ""
    title = whole.get("title")
    return title if isinstance(title, str) else ""


def _records(value: Any, mapped: Mapping[str, str], depth: int) -> list[dict[str, Any]]:
    """The objects with a text, or all of a list where one of them has; the outermost such list or object."""
    if isinstance(value, dict):
        if has_text(value, mapped) and not _holds_articles(value, mapped):
            return [value]
        below = list(value.values())
    elif isinstance(value, list):
        objects = [_flat(one, mapped) for one in value if isinstance(one, dict)]
        if any(has_text(one, mapped) for one in objects):
            return objects
        below = value
    else:
        return []
    if depth:
        for inner in below:
            if found := _records(inner, mapped, depth - 1):
                return found
    return []


def _flat(record: dict[str, Any], mapped: Mapping[str, str]) -> dict[str, Any]:
    """An object whose text lies in an object inside it ({"id": 1, "fields": {"body": ...}}), with the two as one."""
    if has_text(record, mapped):
        return record
    for name, value in record.items():
        if isinstance(value, dict) and has_text(value, mapped):
            return {**{other: kept for other, kept in record.items() if other != name}, **value}
    return record


def _holds_articles(record: Mapping[str, Any], mapped: Mapping[str, str]) -> bool:
    """True if what is called a text ("content", "article") is a list of articles."""
    return any(
        isinstance(value, list) and any(isinstance(one, dict) and has_text(one, mapped) for one in value)
        for value in record.values()
    )
