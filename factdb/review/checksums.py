"""Checksums of what is stored once and never changed: articles, their versions, runs of engines, speakers as found.

Whoever can write to the database can make them again; they find what was changed by accident or without that knowledge,
and what a seal is made of (see ``seals``). Moments are ISO 8601 in UTC, as text.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

_OF_ARTICLE = (
    *("words", "name", "source", "title", "publisher", "author", "published", "imported_at", "collection"),
    *("language", "extra", "locators"),
)
_OF_APPEARANCE = (
    *("key", "source", "title", "publisher", "author", "published", "imported_at"),
    *("original", "media_type", "reader"),
)
_OF_RUN = ("engine", "version", "digest", "language", "created_at", "checksum")

# A string as JSON, as ``json.dumps`` has it.
_quoted = json.encoder.encode_basestring_ascii


def digest(*fields: Any) -> str:
    """SHA-256, as hex digits, of ``fields`` as JSON."""
    return hashlib.sha256(f"[{', '.join(map(_written, fields))}]".encode()).hexdigest()


def _written(field: Any) -> str:
    """As JSON; of most fields in a fifth of the time."""
    return _quoted(field) if type(field) is str else "null" if field is None else json.dumps(field)


def article_checksum(row: Mapping[str, Any]) -> str:
    """Of the text's digest and all that is said of the article beside it."""
    sketch = None if row["sketch"] is None else row["sketch"].hex()
    return digest(row["sha256"], *(row[column] for column in _OF_ARTICLE), sketch)


def appearance_checksum(before: str, sha256: str, row: Mapping[str, Any]) -> str:
    """Of one place of a text; ``before`` is the checksum of the one before it, empty for the first."""
    return digest(before, sha256, *(row[column] for column in _OF_APPEARANCE))


def version_checksum(before: str, series: str, sha256: str, imported_at: str) -> str:
    """Of one version; ``before`` is the checksum of the one before it in its series, empty for the first."""
    return digest(before, series, sha256, imported_at)


def run_checksum(row: Mapping[str, Any], sha256: str) -> str:
    """Of the text's digest, the engine that read it and when, and the checksum of what it found."""
    return digest(sha256, *(row[column] for column in _OF_RUN))


def speaker_checksum(key: str, name: str, kind: str) -> str:
    """Of a speaker as first found; what people say of speakers stands in their corrections."""
    return digest(key, name, kind)
