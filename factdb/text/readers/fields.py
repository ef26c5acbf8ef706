"""What a file says about its article beside the text: the names that people use for title, date and so on."""

import html
import math
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from factdb.errors import InputError, Remedy
from factdb.language import ENGLISH
from factdb.records import Article, Origin
from factdb.text.readers.dates import is_open, moment
from factdb.text.readers.decode import checked, storable
from factdb.text.readers.document import Document

_LONGEST_TITLE = 200
_FILE_NAME = re.compile(r"(?P<publisher>[^_]+)_(?P<published>\d{4}-\d{2}-\d{2})_.+", re.DOTALL)
_URL = re.compile(r"https?://\S+", re.IGNORECASE)
# "FOR IMMEDIATE RELEASE", "Embargoed until March 3", "PRESS RELEASE", on lines above the title; and how an agency's
# wire names a story, its edition and its number of words: "BC-EU--Mill Fire, 2nd Ld-Writethru,0412".
_RELEASE = re.compile(
    r"\A(?:[\W_]*(?:(?:for immediate|press|news|media) release\b(?:[^\w\n]*|[^\n\d]{1,20}\d[^\n]{0,20})"
    # "OPINION", "COMMENT | Ann Roe", "Published: 3 Nov 2025", "Hi Tom,": above a line that may be a headline.
    rf"|(?:(?:{ENGLISH.any_of('kickers')})(?:[ ]?\|[^\n]{{1,40}})?[^\w\n]*|published\b[^\n]{{1,40}}\d[^\n]{{0,20}}"
    r"|(?:hi|hello|dear)[ ][^\n.]{1,40},)(?=\s*\n\s*[^\n]{1,200}[^\n.]\n)"
    r"|embargoed until\b[^\n]{1,60}|(?-i:[A-Z]{2}-[A-Z])[^\n]{0,30}--[^\n]{1,60},[ ]?\d{3,4}[ ]*)\n\s*)+(?=\S)",
    re.IGNORECASE,
)
# What programs write of whoever they don't know.
_NOBODY = re.compile(
    r"(?:anonymous|unknown|author|owner|default|guest|test|(?:windows |microsoft office |office )?user"
    r"|admin(?:istrator)?|python-docx|openpyxl|apache poi|libreoffice|openoffice(?:\.org)?"
    r"|\(?un(?:known|specified)\)?(?: author)?|\w+\\\w+|\W*)",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{2,5}|#x[\da-f]{2,4}|amp|quot|apos|nbsp|[lr][sd]quo|[mn]dash|hellip);", re.IGNORECASE)
_NOT_A_LETTER = re.compile(r"[\W_]+")
# A list of several authors, or paragraphs, as some exports have them.
_LISTED = {"text": "\n\n"}

# What each field of an article may be called, the likeliest name first; capitals, spaces, "_" and "-" are passed over.
NAMES: Mapping[str, Sequence[str]] = {
    field: names.split() for field, names in (entry.split(":") for entry in ENGLISH.words("field_names"))
}
_FIELD_OF = {name: (field, rank) for field, names in NAMES.items() for rank, name in enumerate(names)}


def plain(name: str) -> str:
    """A field's name without capitals, spaces and marks: "Pub. Date" and "pub_date" are both pubdate."""
    return _NOT_A_LETTER.sub("", name).lower()


def understood(names: Iterable[str], mapped: Mapping[str, str]) -> dict[str, str]:
    """Which name stands for which field of an article: {"text": "Body"}; ``mapped`` goes before what is usual.

    Of several names for one field that comes first which is commoner.
    """
    best: dict[str, tuple[int, str]] = {}
    wanted = {plain(name): field for name, field in mapped.items()}
    for name in names:
        field, rank = (wanted[plain(name)], -1) if plain(name) in wanted else _FIELD_OF.get(plain(name), ("", 0))
        if field and (field not in best or rank < best[field][0]):
            best[field] = rank, name
    return {field: name for field, (_, name) in best.items()}


def has_text(names: Iterable[str], mapped: Mapping[str, str]) -> bool:
    """True if one of the names stands for an article's text."""
    return "text" in understood(names, mapped)


def article_of(
    record: Mapping[str, Any],
    document: Document,
    where: str,
    number: int,
    *,
    original: bytes = b"",
    known: Set[str] = frozenset(),
    day_first: bool | None = None,
    told: bool = False,
) -> Article:
    """The article that a record (a row, a JSON object) describes; ``where`` names it in errors.

    Without a name it is ``stem-NUMBER``; without a URL its source is ``source#NAME`` or ``source#NUMBER``. What is not
    understood is in ``extra``, and a note says so, but for names already ``known``. ``day_first`` is the order of its
    date, if others tell it; where they don't, and that is ``told``, no note says it again. Raises InputError without a
    text.
    """
    mapped = document.reading.fields
    missing = _missing(record, mapped) if number == 1 else []
    fields = _fields(record, mapped, where)
    values = {field: _plain_value(record[name], _LISTED.get(field, "; ")) for field, name in fields.items()}
    if isinstance(record[fields["text"]], int | float):
        values["text"] = None
    text = _without_markup(checked(_string(values["text"], "text", where), where), where)
    values = _with_address(values, where)
    extra = {name: value for name, value in _without_empty(record).items() if name not in fields.values()}
    notes = [f"{where}: has no field {name}, so nothing is taken from it for {mapped[name]}" for name in missing]
    if new := [name for name in extra if name not in known]:
        notes.append(f"{document.source}: kept as they are, not understood: {', '.join(new)}")
    written = record[fields["published"]] if "published" in fields else None
    published = None if written is None else moment(written, day_first=day_first)
    if written is not None and published is None:
        extra[fields["published"]] = written
        if not (told and is_open(written)):
            notes.append(f"{where}: {values['published'][:40]!r} is no date that can be told; kept as it is")
    name = _string(values.get("name", ""), "name", where)
    title = _string(values.get("title", ""), "title", where)
    author = _string(values.get("author", ""), "author", where)
    return Article(
        text=text,
        name=storable(name, where) or f"{document.stem}-{number}",
        source=values["url"] or f"{document.source}#{name or number}",
        title=_without_entities(title) or first_line(text),
        publisher=values["publisher"],
        # A number is an author's only in the site's own database.
        author="" if author.isdigit() else author,
        published=published,
        # What only its number names may be another article tomorrow.
        collection=document.collection if name and not values["url"] else "",
        language=values.get("language", "")[:2].lower(),
        extra=json_ready(extra),
        origin=Origin(),
        notes=tuple(notes),
        original=original,
    )


def _fields(record: Mapping[str, Any], mapped: Mapping[str, str], where: str) -> dict[str, str]:
    """Which name stands for which field, of those that hold anything. Raises InputError if none of them is the text."""
    filled = _without_empty(record)
    fields = understood(filled, mapped)
    if "text" in fields:
        return fields
    if empty := understood(record, mapped).get("text"):
        raise InputError(f"{where}: its {empty} is empty; there is nothing to import", reason="empty")
    raise InputError(
        f"{where}: no field for the text among {', '.join(list(filled)[:12]) or 'none'}; "
        "name it text, or say which it is",
        reason="no text field",
    ).mended_by(Remedy.MAP_TEXT)


def _with_address(values: dict[str, Any], where: str) -> dict[str, Any]:
    """The values, with an address in the place of the publisher as the address, and one that is none as the name: an
    id or a path tells the article from others of the file. Raises InputError if one of them is no string.
    """
    url, publisher = (_string(values.get(field) or "", field, where) for field in ("url", "publisher"))
    if _URL.fullmatch(publisher) and not url:
        url, publisher = publisher, ""
    if url and not _URL.fullmatch(url):
        values, url = {"name": url, **values}, ""
    return {**values, "url": url, "publisher": publisher}


def _missing(names: Iterable[str], mapped: Iterable[str]) -> list[str]:
    there = set(map(plain, names))
    return [name for name in mapped if plain(name) not in there]


def first_line(text: str) -> str:
    """The first line that is not blank, if it is short enough for a title (200 characters), or else an empty string.

    When a press release may be printed is no title, nor is the slug of a wire, or a page's label of what follows.
    """
    beginning = _RELEASE.sub("", text.removeprefix("\ufeff").lstrip()[: 3 * _LONGEST_TITLE], count=1)
    line = beginning.splitlines()[0].rstrip() if beginning else ""
    return line if len(line) <= _LONGEST_TITLE else ""


def filled(article: Article, given: Mapping[str, Any]) -> Article:
    """The article with what a person gave of it where it says nothing itself; a first line is no title of its own."""
    lacking = {name: value for name, value in given.items() if not getattr(article, name)}
    if "title" in given and article.title == first_line(article.text):
        lacking["title"] = given["title"]
    return replace(article, **lacking)


def from_file_name(stem: str) -> tuple[str, datetime | None]:
    """The publisher and date of a file named ``PUBLISHER_YYYY-MM-DD_SLUG``; of another, an empty string and None."""
    parts = _FILE_NAME.fullmatch(stem)
    published = moment(parts["published"]) if parts else None
    return (parts["publisher"], published) if parts and published else ("", None)


def author_in_properties(name: str) -> str:
    """Who made a file, as its properties say; empty where a program or an account of the machine stands there."""
    return "" if _NOBODY.fullmatch(name.strip()) else name.strip()


def json_ready(value: Any) -> Any:
    """The value as JSON and both databases can hold it: dates as ISO 8601, other things as text, without NUL."""
    match value:
        case dict():
            return {str(json_ready(str(name))): json_ready(inner) for name, inner in value.items()}
        case list() | tuple():
            return [json_ready(inner) for inner in value]
        case str():
            return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
        case bool() | int() | None:
            return value
        case float():
            return value if math.isfinite(value) else str(value)
        case datetime() | date():
            return value.isoformat()
        case _:
            return json_ready(str(value))


def _without_empty(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name and value not in (None, "", [], {})}


def _plain_value(value: Any, between: str) -> Any:
    """Text out of the wrappings that exports have: lists of paragraphs or authors, {"name": ...}, {"rendered": ...}."""
    match value:
        case str():
            return value
        case bool():
            return value
        case int() | float():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case list():
            parts = [_plain_value(part, between) for part in value]
            return between.join(part for part in parts if isinstance(part, str) and part)
        case dict():
            inner = ("rendered", "value", "text", "content", "name", "title", "#text", "url")
            return next((_plain_value(value[name], between) for name in inner if value.get(name)), None)
    return value


def _string(value: Any, field: str, where: str) -> str:
    if not isinstance(value, str):
        raise InputError(f'{where}: "{field}" must be a string', reason="no text field")
    return storable(value, f"{where}, {field}")


def _without_entities(title: str) -> str:
    """A title as content management systems have it: "Ferry &#8211; laid up"."""
    return html.unescape(title) if _ENTITY.search(title) else title


def _without_markup(text: str, where: str) -> str:
    """The words of a text that is HTML, as fields of content management systems are; any other as it is."""
    from factdb.text.readers.web.blocks import looks_like_html, text_of_html

    return checked(text_of_html(text), where) if looks_like_html(text) else text
