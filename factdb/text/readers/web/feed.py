"""RSS and Atom: an article an entry, from its full content where the feed has it, else from its summary."""

import io
from typing import Any

import feedparser

from factdb.errors import InputError
from factdb.records import Article, Origin
from factdb.text.readers.dates import moment
from factdb.text.readers.decode import checked, storable
from factdb.text.readers.document import Document
from factdb.text.readers.fields import json_ready
from factdb.text.readers.formats import Items
from factdb.text.readers.prose.office import parsed
from factdb.text.readers.web.blocks import text_of_html

# Feeds are parsed twice: entities that grow without bound are refused before feedparser meets them.
_DECLARES = b"<!ENTITY"


def read(document: Document) -> Items:
    """The entries in their order; an error in the place of one without words."""
    data = document.data
    if _DECLARES in data:
        parsed(data, document.source)
    feed = feedparser.parse(io.BytesIO(data), response_headers={"content-type": _content_type(document)})
    if not feed.entries:
        why = f" ({feed.bozo_exception})" if feed.get("bozo") else ""
        raise InputError(f"{document.source}: a feed without entries{why}".replace("\n", " "), reason="empty")
    for number, entry in enumerate(feed.entries, 1):
        where = f"{document.source}, entry {number}"
        try:
            yield _article(entry, feed.feed, document, where, number)
        except InputError as error:
            yield error


def _article(entry: Any, feed: Any, document: Document, where: str, number: int) -> Article:
    content = max((one.get("value") or "" for one in entry.get("content", [])), key=len, default="")
    summary = entry.get("summary") or ""
    whole = content or summary
    text = checked(text_of_html(whole) if "<" in whole or "&" in whole else whole.strip(), where)
    link = entry.get("link") or ""
    identity = entry.get("id") or ""
    source = link if "://" in link else identity if "://" in identity else f"{document.source}#{identity or number}"
    published = entry.get("published") or entry.get("updated") or ""
    outlet = (entry.get("source") or {}).get("title") or feed.get("title") or ""
    extra = {
        name: value
        for name, value in (
            ("tags", [tag.get("term") for tag in entry.get("tags", []) if tag.get("term")]),
            ("id", identity if identity != source else ""),
            ("published", published if published and not moment(published) else ""),
            ("summary", text_of_html(summary) if content and summary and summary != content else ""),
        )
        if value
    }
    authors = "; ".join(one["name"] for one in entry.get("authors", []) if one.get("name"))
    summary_only = f"{document.source}: has only summaries of some entries; import their pages for the rest"
    return Article(
        text=text,
        name=f"{document.stem}-{number}",
        source=storable(source, where),
        title=storable(_plainly(entry.get("title") or ""), where),
        publisher=storable(_plainly(outlet), where),
        author=storable(authors or entry.get("author") or "", where),
        published=moment(published),
        collection=document.collection if identity and "://" not in source else "",
        language=str(entry.get("language") or feed.get("language") or "")[:2].lower(),
        extra=json_ready(extra),
        origin=Origin(media_type="application/atom+xml" if b"<feed" in document.head[:2000] else "application/rss+xml"),
        notes=() if content or len(text.split("\n\n")) > 2 else (summary_only,),
    )


def _plainly(title: str) -> str:
    return text_of_html(title) if "<" in title or "&" in title else title.strip()


def _content_type(document: Document) -> str:
    charset = document.reading.encoding or document.charset
    return f"application/xml; charset={charset}" if charset else "application/xml"
