"""Resolve each attribution's source to its speaker within one article, by rules and word lists."""

from factdb.extract.speakers.resolve import resolve_in, resolve_speakers
from factdb.extract.speakers.values import Mention, Resolution

__all__ = ["Mention", "Resolution", "resolve_in", "resolve_speakers"]
