"""Markdown files: front matter apart, the body unchanged."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from factdb.records import Article
from factdb.text.readers.dates import moment
from factdb.text.readers.decode import checked, decode
from factdb.text.readers.document import Document
from factdb.text.readers.fields import article_of, first_line, from_file_name, understood

# YAML between two "---", TOML between two "+++".
_FENCE = re.compile(r"^(?P<mark>---|\+\+\+)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_FIELD = re.compile(r"(?P<key>[\w-]+)[ \t]*[:=](?P<value>.*)")
_ITEM = re.compile(r"\s*-\s+(?P<value>\S.*)")
_LIST = re.compile(r"\[(?P<items>.*)\]\s*")
# The sign of a text on the lines below, which are indented.
_BELOW = re.compile(r"[|>][+-]?\d?\s*")
_OTHER = re.compile(r"[#\s-]")  # a comment, a continued value, an item of a list
_PERMALINK = re.compile(r"/|[\w-]+(?:\.[\w-]+)+(?::\d+)?/")
_HEADING = re.compile(r"^#{1,6}[ \t]+(?P<title>\S.*)$", re.MULTILINE)


def read(document: Document) -> Iterator[Article]:
    """The one article. What its front matter says goes before what its name says."""
    decoded = decode(document.data, document.source, document.charset, document.reading.encoding)
    fields, text = split_front_matter(decoded.text)
    found = article_of({**fields, "text": checked(text, document.source)}, document, document.source, 1)
    publisher, published = from_file_name(document.stem)
    link = found.source if "://" in found.source else _permalink(fields)
    yield replace(
        found,
        text=text,
        name=document.stem,
        source=link or document.source,
        title=found.title if found.title != first_line(found.text) else heading(text) or first_line(text),
        publisher=found.publisher or publisher,
        published=found.published or published,
        collection="" if link else document.collection,
        notes=(*found.notes, *((decoded.note,) if decoded.note else ())),
    )


def _permalink(fields: dict[str, str]) -> str:
    """What front matter gives as a URL without its scheme, or within its site; empty if it gives none."""
    url = fields.get(understood(fields, {}).get("url", ""), "")
    return url if _PERMALINK.match(url) else ""


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The ``key: value`` lines between two ``---`` lines at the top, and the text after them: the article.

    Lists are their items with "; " between, lines below a key one text; ``key = value`` between ``+++`` is the same.
    Comments are passed over. If anything else stands there then it is no front matter: no fields, and the text is all
    of it; so it is where a blank line stands among fields that name neither a title nor, with another, a day: as talk.
    """
    opening = _FENCE.match(text, 1 if text.startswith("\ufeff") else 0)
    closing = (
        next((one for one in _FENCE.finditer(text, opening.end()) if one["mark"] == opening["mark"]), None)
        if opening
        else None
    )
    if not opening or not closing:
        return {}, text
    lines = text[opening.end() : closing.start()].splitlines()
    fields = _fields(line for line in lines if line.strip())
    if not fields or (not all(map(str.strip, lines)) and not _describe(fields)):
        return {}, text
    return fields, text[closing.end() :]


def _describe(fields: dict[str, str]) -> bool:
    """Do they tell of an article? "Reporter" and "Editor" may be those who talk."""
    named = understood(fields, {})
    return "title" in named or (len(named) > 1 and moment(fields.get(named.get("published", ""))) is not None)


def _fields(lines: Iterable[str]) -> dict[str, str]:
    """The values by their keys in small letters; none if a line is neither a field nor belongs to one."""
    found: dict[str, list[str]] = {}
    key = ""
    for line in lines:
        if field := _FIELD.match(line):
            key, value = field["key"].lower(), field["value"].strip()
            items = _LIST.fullmatch(value)
            found[key] = items["items"].split(",") if items else [] if _BELOW.fullmatch(value) else [value]
        elif not _OTHER.match(line):
            return {}
        elif key and not line.startswith("#"):
            if item := _ITEM.match(line):
                found[key].append(item["value"])
            else:
                found[key][-1:] = [" ".join([*found[key][-1:], line.strip()])]
    return {key: _joined([_unquoted(value.strip()) for value in values]) for key, values in found.items()}


def _joined(values: Sequence[str]) -> str:
    return "; ".join(filter(None, values))


def heading(text: str) -> str:
    """The words of the first ``#`` heading, or an empty string."""
    found = _HEADING.search(text)
    return found["title"].rstrip("# \t\r") if found else ""


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
