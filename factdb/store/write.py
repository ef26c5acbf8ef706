"""Storing: one article with what one engine found in it, whole or not at all."""

from enum import StrEnum

from sqlalchemy.orm import Session

from factdb.records import Article, Engine, Extraction


class Saved(StrEnum):
    """What ``save`` stored: a NEW article, nothing (UNCHANGED), or a new engine's extraction of a known one."""

    NEW = "new"
    UNCHANGED = "unchanged"
    EXTRACTED = "extracted"


def is_stored(session: Session, sha256: str, engine: Engine) -> bool:
    """True if the text with this digest is stored together with this engine's extraction of it."""
    raise NotImplementedError


def save(session: Session, article: Article, extraction: Extraction) -> Saved:
    """Store the article, unless its text is known, and the extraction, unless this engine's is there.

    ``session`` comes from ``engine.writing``, which commits. Raises InputError for text that a database cannot hold
    (a NUL character, half of a surrogate pair) or a ``published`` without a time zone.
    """
    raise NotImplementedError
