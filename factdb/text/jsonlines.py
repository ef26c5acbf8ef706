"""JSON Lines: one article a line, as an object with a ``text``."""

import json
from collections.abc import Iterable, Iterator

from factdb.errors import InputError
from factdb.records import Article
from factdb.text.decode import checked, storable
from factdb.text.fields import first_line, published_at

_FIELDS = ("text", "title", "url", "publisher", "author", "published")
_NAMES = ("name", "id")


def read_lines(lines: Iterable[bytes], stem: str, source: str, collection: str = "") -> Iterator[Article | InputError]:
    """An article for each good line, and for each bad one an error that names ``source`` and the line.

    Blank lines are skipped. ``text`` is required; ``title``, ``url``, ``publisher``, ``author``, ``published`` and
    ``name`` or ``id`` are taken if there, other fields passed over. Without a name the article is ``stem-LINE``;
    without a URL its source is ``source#NAME`` or ``source#LINE``.
    """
    empty = True
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        empty = False
        try:
            yield _article(
                line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line, number, stem, source, collection
            )
        except InputError as error:
            yield error
    if empty:
        yield InputError(f"{source} is empty; there is nothing to import")


def is_record(line: bytes) -> bool:
    """True if the line holds a JSON object with a ``text``: the beginning of JSON Lines rather than of prose."""
    try:
        return "text" in _record(line, "")
    except InputError:
        return False


def _article(line: bytes, number: int, stem: str, source: str, collection: str) -> Article:
    where = f"{source}, line {number}"
    record = _record(line, where)
    if "text" not in record:
        raise InputError(f'{where}: no field "text"; each line must be an object like {{"text": "..."}}')
    text, title, url, publisher, author, published = (_string(record, field, where) for field in _FIELDS)
    name = next((str(record[field]) for field in _NAMES if isinstance(record.get(field), str | int)), "")
    return Article(
        text=checked(text, where),
        name=storable(name, where) or f"{stem}-{number}",
        source=url or f"{source}#{name or number}",
        title=title or first_line(text),
        publisher=publisher,
        author=author,
        published=published_at(published, where),
        # What only its number names may be another article tomorrow.
        collection=collection if name and not url else "",
    )


def _record(line: bytes, where: str) -> dict[str, object]:
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(f"{where}: not UTF-8 at byte {error.start} of the line; save it as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: not JSON ({error}); each line must be a whole object") from error
    if not isinstance(record, dict):
        raise InputError(f'{where}: not an object; each line must be one like {{"text": "..."}}')
    return record


def _string(record: dict[str, object], field: str, where: str) -> str:
    value = record.get(field)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InputError(f'{where}: "{field}" must be a string')
    return storable(value, f"{where}, {field}")
