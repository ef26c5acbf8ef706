"""E-mail: the text part, else the HTML part; the headers as metadata. A page that a browser saved as MHTML as well."""

import io
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses
from typing import Any

from factdb.errors import InputError
from factdb.records import Article
from factdb.text.readers.dates import moment
from factdb.text.readers.decode import checked, decode
from factdb.text.readers.document import Document
from factdb.text.readers.fields import json_ready
from factdb.text.readers.formats import Items

_KEPT = ("To", "Cc", "Reply-To", "Message-ID", "In-Reply-To", "List-Id", "Newsgroups")
# Characters of a header that are read: Python takes a time that grows with the square of them.
_LONGEST_HEADER = 40_000


class _Policy(policy.EmailPolicy):
    def header_fetch_parse(self, name: str, value: str) -> Any:
        return super().header_fetch_parse(name, value[:_LONGEST_HEADER])


_POLICY = _Policy()


def read(document: Document) -> Items:
    """The one message, or the page that it holds."""
    data = document.data
    message = message_from_bytes(data, policy=_POLICY)
    assert isinstance(message, EmailMessage)
    if page := message["Snapshot-Content-Location"]:
        yield from _of_page(message, str(page), document)
    else:
        yield article_of(data, document, document.stem, document.source)


def article_of(data: bytes, document: Document, name: str, where: str, *, original: bytes = b"") -> Article:
    """The message that the bytes are. Raises InputError if it has no words."""
    message = message_from_bytes(data, policy=_POLICY)
    assert isinstance(message, EmailMessage)
    text, note = _body(message, where)
    sender = _header(message, "From")
    identity = _header(message, "Message-ID").strip("<>")
    attached = [part.get_filename() or part.get_content_type() for part in _attachments(message)]
    notes = [f"{where}: not read, what is attached: {', '.join(attached)}"] if attached else []
    notes += [
        f"{where}: of its header {header} only the first {_LONGEST_HEADER:,} characters are read"
        for header, value in message.raw_items()
        if len(value) > _LONGEST_HEADER
    ]
    date = _header(message, "Date")
    extra = {header: value for header in _KEPT if (value := _header(message, header))}
    if date and not moment(date):
        extra["Date"] = date
    return Article(
        text=checked(text, where),
        name=name,
        source=f"{document.source}#{identity}" if original and identity else where if original else document.source,
        title=_header(message, "Subject"),
        publisher=_header(message, "Organization"),
        author="; ".join(name or address for name, address in getaddresses([sender]) if name or address),
        published=moment(date),
        collection=document.collection if identity or not original else "",
        language=_header(message, "Content-Language")[:2].lower(),
        extra=json_ready(extra),
        notes=(*notes, *((note,) if note else ())),
        original=original,
    )


def _header(message: EmailMessage, name: str) -> str:
    """A header in one line; what is broken beyond reading is empty."""
    try:
        return " ".join(str(message[name] or "").encode("utf-8", "replace").decode().replace("\0", "").split())
    except Exception:
        return ""


def _body(message: EmailMessage, where: str) -> tuple[str, str]:
    """The words of the message, and what is uncertain about them."""
    part = message.get_body(("plain", "html"))
    if part is None:
        raise InputError(f"{where}: a message without a text", reason="no text")
    payload: Any = part.get_payload(decode=True) or b""
    decoded = decode(payload, where, str(part.get_content_charset() or ""))
    if part.get_content_type() != "text/html":
        # RFC 5322 ends lines so; a mail program shows the last one of a message as none.
        return decoded.text.rstrip("\r\n"), decoded.note
    from factdb.text.readers.web.blocks import text_of_html

    return text_of_html(decoded.text), decoded.note


def _attachments(message: EmailMessage) -> Iterator[EmailMessage]:
    try:
        yield from message.iter_attachments()
    except (KeyError, AttributeError, TypeError):  # a multipart that has no parts
        return


def _of_page(message: EmailMessage, url: str, document: Document) -> Items:
    from factdb.text.readers import read_document

    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if page is None:
        raise InputError(f"{document.source}: a saved page without the page", reason="no article")
    data: Any = page.get_payload(decode=True) or b""
    inner = document.inner(
        io.BytesIO(data),
        f"{document.stem}.html",
        document.source,
        url=url if url.startswith("http") else "",
        charset=str(page.get_content_charset() or ""),
        media_type="text/html",
    )
    yield from read_document(inner)
