"""Asking: claims, articles, speakers and summaries, streamed; and stored records read back as they were."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from factdb.records import Article, Extraction, Holder, QuoteType, Status

# The columns of the attribution report, in the order of its view; what follows them there serves filters.
REPORT_COLUMNS = tuple(
    """
    article_id title source publisher published sha256 claim_id claim start end spans status quoted sourced
    speculative quote_type speaker speaker_kind source_text source_spans cue cue_span hedges hedge_spans hedged_by
    confidence prefix suffix engine engine_version
    """.split()
)

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims: all that meet every condition given; ``article`` is an id, ``since`` and ``until`` are inclusive.

    ``speaker`` and ``publisher`` match whole words of the name, whatever their case and accents; ``speaker`` also
    matches a whole source as written. All words of ``text`` must stand in the claim.
    """

    speaker: str | None = None
    status: Status | None = None
    hedged: bool | None = None
    hedged_by: Holder | None = None
    quote_type: QuoteType | None = None
    article: int | None = None
    publisher: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str | None = None
    limit: int | None = None


def claims(session: Session, wanted: ClaimFilter = ClaimFilter()) -> Iterator[Row]:
    """Rows of the attribution report (REPORT_COLUMNS, then article_name, claim_row, speaker_id, position).

    In the order of the articles and their text. An absent value is None. Raises NotFoundError if a text or a name
    to look for has no word in it.
    """
    raise NotImplementedError


def articles(session: Session) -> Iterator[Row]:
    """Every article: id, name, title, publisher, published, sha256, imported_at, words, claims."""
    raise NotImplementedError


def speakers(session: Session) -> Iterator[Row]:
    """Every speaker, most frequent first.

    Columns: speaker_id, speaker, kind, aliases (a list), quoted, sourced, speculative, total.
    ``quoted`` and ``sourced`` count claims by status and add up to ``total``; ``speculative`` counts those of them
    that a hedge governs.
    """
    raise NotImplementedError


def summary_by_article(session: Session) -> Iterator[Row]:
    """For each article: article_id, name, title, claims; by status quoted, sourced, speculative, unsourced; hedged."""
    raise NotImplementedError


def summary_by_speaker(session: Session) -> Iterator[Row]:
    """For each speaker, most frequent first: speaker_id, speaker, kind, articles, claims, quoted, sourced, speculative."""
    raise NotImplementedError


def find_article(session: Session, wanted: str) -> int:
    """The id of the article a person means.

    By id, name, file name or source, else by a start of the title or of the hash (4 digits or more), whatever the
    case. Raises NotFoundError, listing the candidates if there are several and near names if there are none.
    """
    raise NotImplementedError


def load(session: Session, article_id: int) -> tuple[Article, Extraction]:
    """The stored article and its current extraction, equal to what was saved. Raises NotFoundError."""
    raise NotImplementedError


def load_all(session: Session) -> Iterator[tuple[Article, Extraction]]:
    """Every article with its current extraction, in the order of import, one in memory at a time."""
    raise NotImplementedError
