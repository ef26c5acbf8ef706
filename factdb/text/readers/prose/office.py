"""What office files share: a zip of XML, opened within bounds and parsed without entities of its own."""

import io
import zipfile
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from factdb.errors import InputError
from factdb.records import Article
from factdb.text.readers.dates import moment
from factdb.text.readers.document import Document
from factdb.text.readers.fields import author_in_properties, first_line, from_file_name

# An office file packs its text to a tenth and its styles to a fiftieth.
_ALWAYS_FINE = 64 << 20
_MOST_TIMES = 200
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"


def within_bounds(document: Document) -> None:
    """Raises InputError if the parts of a zip come to more than office files come to."""
    file = document.seekable()
    with zipfile.ZipFile(file) as archive:
        size = file.seek(0, io.SEEK_END)
        if sum(info.file_size for info in archive.infolist()) > _ALWAYS_FINE + _MOST_TIMES * size:
            raise InputError(
                f"{document.source}: unpacks to more than {_MOST_TIMES} times its size", reason="too large"
            )


def part(document: Document, name: str) -> bytes | None:
    """A part of the zip, or None if it has no such part."""
    with zipfile.ZipFile(document.seekable()) as archive:
        return archive.read(name) if name in archive.namelist() else None


def parsed(data: bytes, source: str) -> Element:
    """The XML's root. Raises InputError for XML that is no XML, or declares entities, which can grow without bound."""
    try:
        root: Element = fromstring(data)
        return root
    except DefusedXmlException as error:
        raise InputError(f"{source}: XML with entities of its own, which is not read", reason="unsafe XML") from error
    except (ParseError, ValueError) as error:
        raise InputError(f"{source}: not whole XML ({error})", reason="damaged") from error


def parsed_part(document: Document, name: str) -> Element | None:
    """A part as XML."""
    data = part(document, name)
    return None if data is None else parsed(data, document.source)


def properties(root: Element | None) -> dict[str, Any]:
    """What an office file's Dublin Core says: title, author; and, as ``extra``, when it was made.

    When a file was made is not when its article was published.
    """
    if root is None:
        return {}
    words = {child.tag: (child.text or "").strip() for child in root.iter() if isinstance(child.tag, str)}
    made = next((value for tag, value in words.items() if tag.endswith(("}created", "}creation-date"))), "")
    return {
        "title": words.get(f"{_DUBLIN}title", ""),
        "author": words.get(f"{_DUBLIN}creator", "")
        or next((value for tag, value in words.items() if tag.endswith("}initial-creator")), ""),
        "extra": {"created": made} if made and moment(made) else {},
    }


def office_article(document: Document, text: str, headed: str, described: dict[str, Any]) -> Article:
    """The article of an office file: its title is that of the properties, else its first heading, ``headed``."""
    publisher, published = from_file_name(document.stem)
    return Article(
        text=text,
        name=document.stem,
        source=document.url or document.source,
        title=described.get("title") or headed or first_line(text),
        publisher=publisher,
        author=author_in_properties(described.get("author", "")),
        published=published,
        collection=document.collection,
        extra=described.get("extra", {}),
    )
