"""Web archives: the page, feed or document of each response that succeeded, from its address and as it was captured."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from factdb.errors import InputError
from factdb.records import Article
from factdb.text.readers.document import LARGEST, Document, read_fully
from factdb.text.readers.formats import Items

_READ = ("text/html", "application/xhtml", "application/pdf", "text/plain", "application/rss", "application/atom")
_SUCCEEDED = "200"


def read(document: Document) -> Items:
    """The articles in the order of the archive. What is no page (images, scripts, redirects) is passed over."""
    found = False
    try:
        for record in ArchiveIterator(document.stream(), no_record_parse=False, check_digests=False):
            if page := _page(record, document):
                found = True
                captured = record.rec_headers.get_header("WARC-Date") or ""
                yield from _captured(page, captured)
    except (ArchiveLoadFailed, EOFError, ValueError) as error:
        reason = " ".join(str(error).split())[:100]
        yield InputError(f"{document.source}: not a whole web archive ({reason})", reason="damaged")
        return
    if not found:
        yield InputError(f"{document.source}: a web archive without a page", reason="no article")


def _page(record: Any, document: Document) -> Document | InputError | None:
    if record.rec_type not in ("response", "resource"):
        return None
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    if not url.startswith(("http://", "https://")):
        return None
    declared = record.rec_headers.get_header("Content-Type") or ""
    if record.http_headers is not None:
        if record.http_headers.get_statuscode() != _SUCCEEDED:
            return None
        declared = record.http_headers.get_header("Content-Type") or ""
    if not declared.lower().startswith(_READ):
        return None
    body = read_fully(record.content_stream(), LARGEST + 1)
    if len(body) > LARGEST:
        return InputError(f"{url} in {document.source}: larger than {LARGEST >> 20} MB", reason="too large")
    name = url.split("?")[0].split("#")[0].rstrip("/").rpartition("/")[2] or "page"
    return document.inner(
        io.BytesIO(body),
        name,
        f"{document.source}#{url}",
        url=url,
        charset=charset_in(declared),
        media_type=declared.split(";")[0].strip().lower(),
    )


def _captured(page: Document | InputError, captured: str) -> Iterator[Article | InputError]:
    from factdb.text.readers import read_document

    if isinstance(page, InputError):
        yield page
        return
    for item in read_document(page):
        if isinstance(item, InputError):
            yield item
        else:
            yield replace(item, extra={**item.extra, "captured": captured})


def charset_in(content_type: str) -> str:
    """The encoding that a Content-Type names, or an empty string."""
    _, found, charset = content_type.lower().partition("charset=")
    return charset.split(";")[0].strip(" \"'") if found else ""
