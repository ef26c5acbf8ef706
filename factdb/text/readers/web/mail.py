"""E-mail: the text part, else the HTML part; the headers as metadata. A page that a browser saved as MHTML as well.

A document that is attached, as press offices send what they announce, is an article of its own.
"""

import io
from base64 import b64decode
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses
from itertools import chain
from typing import Any

from factdb.errors import InputError
from factdb.records import Article
from factdb.text.readers.dates import moment
from factdb.text.readers.decode import checked, decode
from factdb.text.readers.document import Document
from factdb.text.readers.fields import json_ready
from factdb.text.readers.formats import Items

_KEPT = ("To", "Cc", "Reply-To", "Message-ID", "In-Reply-To", "List-Id", "Newsgroups")
# What is attached to be read; pictures, signatures and calendars are not.
_DOCUMENTS = (".docx", ".odt", ".rtf", ".pdf", ".eml")
_MESSAGE = "message/rfc822"
_DEEPEST = 3
# Characters of a header that are read: Python takes a time that grows with the square of them.
_LONGEST_HEADER = 40_000


class _Policy(policy.EmailPolicy):
    def header_fetch_parse(self, name: str, value: str) -> Any:
        return super().header_fetch_parse(name, value[:_LONGEST_HEADER])


_POLICY = _Policy()


def read(document: Document) -> Items:
    """The one message, or the page that it holds."""
    data = document.data
    message = _parsed(data)
    if page := message["Snapshot-Content-Location"]:
        yield from _of_page(message, str(page), document)
    else:
        yield from articles_of(data, document, document.stem, document.source)


def articles_of(data: bytes, document: Document, name: str, where: str, *, original: bytes = b"") -> Items:
    """The message that the bytes are, and the documents that are attached to it, as far as they can be read.

    Raises InputError if it has neither words nor documents.
    """
    message = _parsed(data)
    source = _source(message, document, where, is_one_of_many=bool(original))
    parts = [*_attachments(message)]
    names = _told_apart(map(_named, parts))
    attached = {
        part: list(_of_attached(part, message, document, f"{source}/{name}"))
        for part, name in zip(parts, names, strict=True)
    }
    unread = [_named(part) for part, articles in attached.items() if not articles]
    documents = list(chain.from_iterable(attached.values()))
    try:
        found = _article_of(message, document, name, where, original=original)
    except InputError:
        if not documents:
            raise
    else:
        notes = (f"{where}: not read, what is attached: {', '.join(unread)}",) if unread else ()
        yield replace(found, source=source, notes=(*notes, *found.notes))
    yield from documents


def _parsed(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=_POLICY)
    assert isinstance(message, EmailMessage)
    return message


def _article_of(message: EmailMessage, document: Document, name: str, where: str, *, original: bytes = b"") -> Article:
    text, note = _body(message, where)
    sender = _header(message, "From")
    identity = _header(message, "Message-ID").strip("<>")
    notes = [
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
        source=document.source,
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


def _source(message: EmailMessage, document: Document, where: str, *, is_one_of_many: bool) -> str:
    identity = _header(message, "Message-ID").strip("<>")
    return document.source if not is_one_of_many else f"{document.source}#{identity}" if identity else where


def _told_apart(names: Iterable[str]) -> Iterator[str]:
    """The names, the second of two that are the same with its number."""
    seen: Counter[str] = Counter()
    for name in names:
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})"


def _of_attached(part: EmailMessage, message: EmailMessage, document: Document, where: str) -> Iterator[Article]:
    """The articles of an attached document; one that says no day is of the day of the message."""
    from factdb.text.readers import read_document

    if not _named(part).lower().endswith(_DOCUMENTS) or document.depth >= _DEEPEST:
        return
    sent = moment(_header(message, "Date"))
    inner = document.inner(io.BytesIO(_bytes_of(part)), _named(part), where)
    for item in read_document(inner):
        if isinstance(item, Article):
            # Its name tells it from others of its message alone: another message may have a release.pdf as well.
            yield replace(item, published=item.published or sent, collection="")


def _named(part: EmailMessage) -> str:
    name = part.get_filename() or ("message.eml" if part.get_content_type() == _MESSAGE else part.get_content_type())
    return " ".join(name.replace("\0", "").replace("/", "_").encode("utf-8", "replace").decode().split())


def _bytes_of(part: EmailMessage) -> bytes:
    if part.get_content_type() == _MESSAGE and isinstance(inner := part.get_payload(0), EmailMessage):
        # RFC 2046 allows no Base64 for a message, and Python decodes none; some programs write it.
        is_encoded = not inner.keys() and _header(part, "Content-Transfer-Encoding").lower() == "base64"
        return _out_of_base64(inner.as_bytes()) if is_encoded else inner.as_bytes()
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _out_of_base64(data: bytes) -> bytes:
    try:
        return b64decode(data)
    except ValueError:
        return data


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
