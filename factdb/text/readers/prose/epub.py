"""EPUB: an article for each chapter that has words, in the order of reading."""

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from lxml import html as parser

from factdb.errors import InputError
from factdb.records import Article
from factdb.text.readers.dates import moment
from factdb.text.readers.document import Document
from factdb.text.readers.formats import Items
from factdb.text.readers.prose.office import parsed_part, part, within_bounds
from factdb.text.readers.web.blocks import text_of

_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_PACKAGE = "{http://www.idpf.org/2007/opf}"
_XHTML = ("application/xhtml+xml", "text/html")
# A title page, a dedication, an imprint.
_LEAST_WORDS = 20


def read(document: Document) -> Items:
    """The chapters; author, date and publisher are the book's. A page of a few words is passed over."""
    within_bounds(document)
    container = parsed_part(document, "META-INF/container.xml")
    path = next((one.get("full-path") or "" for one in _named(container, "rootfile")), "")
    if part(document, "META-INF/encryption.xml") and part(document, "META-INF/rights.xml"):
        raise InputError(f"{document.source}: locked by its seller (DRM)", reason="password")
    package = parsed_part(document, path)
    if package is None:
        raise InputError(f"{document.source}: not a whole EPUB (no list of its chapters)", reason="damaged")
    about = {
        name: next((one.text or "" for one in package.iter(f"{_DUBLIN}{name}")), "").strip()
        for name in ("title", "creator", "publisher", "date", "language", "identifier")
    }
    number = 0
    for number, href in enumerate(_chapters(package), start=1):
        data = part(document, posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(href))))
        if data is None:
            yield InputError(f"{document.source}: chapter {href} is missing", reason="damaged")
            continue
        page: Any = parser.document_fromstring(data)
        text = text_of(page)
        if len(text.split()) < _LEAST_WORDS:
            continue
        heading = next((" ".join(one.text_content().split()) for one in page.iter("h1", "h2", "h3")), "")
        yield Article(
            text=text,
            name=f"{document.stem}-{number}",
            source=f"{document.url or document.source}#{href}",
            title=heading or about["title"],
            publisher=about["publisher"],
            author=about["creator"],
            published=moment(about["date"]),
            collection=document.collection,
            language=about["language"][:2].lower(),
            extra={key: about[key] for key in ("title", "identifier") if about[key]},
            original=data,
        )
    if not number:
        raise InputError(f"{document.source}: a book without chapters", reason="empty")


def _chapters(package: Element) -> Iterator[str]:
    items = {item.get("id"): item for item in package.iter(f"{_PACKAGE}item")}
    for reference in package.iter(f"{_PACKAGE}itemref"):
        item = items.get(reference.get("idref"))
        if (
            item is not None
            and item.get("media-type") in _XHTML
            and "nav" not in (item.get("properties") or "").split()
        ):
            yield item.get("href") or ""


def _named(root: Element | None, name: str) -> Iterator[Element]:
    return (one for one in (root.iter() if root is not None else ()) if one.tag.endswith(f"}}{name}"))
