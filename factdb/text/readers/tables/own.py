"""An object of a JSON file as an article; what factdb itself exported with all that is known of where it came from."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from factdb.records import Article, Locator, Origin
from factdb.text.readers.document import Document
from factdb.text.readers.fields import article_of

_OWN = frozenset({"text", "sha256", "engine", "attributions", "claims"})
_WITHOUT_DECISIONS = (
    "its claims are found anew, without what people decided of them; a report brings that, and a backup, restored, all"
)
_DESCRIBE = ("name", "title", "publisher", "author", "published", "language", "text")


def of_record(
    record: Mapping[str, Any], document: Document, where: str, number: int, *, original: bytes, known: set[str]
) -> Article:
    """The article that an object holds, ``number`` of its file; its fields are ``known`` from then on."""
    if record.keys() >= _OWN:
        return _of_export(record, document, where, number, original=original)
    article = article_of(record, document, where, number, original=original, known=known)
    known |= record.keys()
    return article


def _of_export(record: Mapping[str, Any], document: Document, where: str, number: int, *, original: bytes) -> Article:
    """The article as it was. Its claims are found anew, and where people decided about them a note says so."""
    described = {field: record.get(field) for field in _DESCRIBE}
    found = article_of(described, document, where, number, original=original)
    first: dict[str, Any] = next(iter(record.get("appearances") or []), {})
    locators = record.get("locators") or []
    claims = record["claims"] if isinstance(record["claims"], list) else []
    decided = any(isinstance(claim, dict) and claim.get("state", "open") != "open" for claim in claims)
    return replace(
        found,
        notes=(*found.notes, f"{document.source}: {_WITHOUT_DECISIONS}") if decided else found.notes,
        text=str(record["text"]),
        title=str(record.get("title") or ""),
        source=str(record.get("source") or found.source),
        collection=str(record.get("collection") or ""),
        extra=dict(record.get("extra") or {}),
        locators=tuple(Locator(int(start), str(fragment)) for start, fragment in locators),
        origin=Origin(*(str(first.get(field) or "") for field in ("original", "media_type", "reader"))),
    )
