"""Markdown files: front matter apart, the body unchanged."""

import re
from collections.abc import Iterator
from dataclasses import replace

from factdb.records import Article
from factdb.text.readers.decode import checked, decode
from factdb.text.readers.document import Document
from factdb.text.readers.fields import article_of, first_line, from_file_name, understood

_FENCE = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_FIELD = re.compile(r"(?P<key>[\w-]+):(?P<value>.*)")
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

    Comments, lists and indented lines are passed over. If anything else stands there, or a blank line, then it is no
    front matter: no fields, and the text is all of it.
    """
    opening = _FENCE.match(text, 1 if text.startswith("\ufeff") else 0)
    closing = _FENCE.search(text, opening.end()) if opening else None
    if not opening or not closing:
        return {}, text
    lines = text[opening.end() : closing.start()].splitlines()
    fields = [field for field in map(_FIELD.match, lines) if field]
    if not fields or len(fields) + sum(bool(_OTHER.match(line)) for line in lines) < len(lines):
        return {}, text
    return {field["key"].lower(): _unquoted(field["value"].strip()) for field in fields}, text[closing.end() :]


def heading(text: str) -> str:
    """The words of the first ``#`` heading, or an empty string."""
    found = _HEADING.search(text)
    return found["title"].rstrip("# \t\r") if found else ""


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
