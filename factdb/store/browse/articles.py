"""A page of articles, searched and sorted, with what is in them."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from factdb.records import Status
from factdb.store.browse.snapshot import Column, Columns
from factdb.store.schema.tables import Appearance, Article, ArticleVersion

Row = Mapping[str, Any]


class Sort(StrEnum):
    """How articles are listed."""

    IMPORTED = "imported"
    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    OUTLET = "outlet"
    CLAIMS = "claims"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class WantedArticles:
    """Which articles: with all ``words`` in title, name or source; of one publisher; of some days, inclusive."""

    words: str = ""
    publisher: str = ""
    since: datetime | None = None
    until: datetime | None = None


def listed(
    session: Session, columns: Columns, wanted: WantedArticles, sort: Sort, size: int, page: int
) -> tuple[int, list[Row]]:
    """How many fit, and those of one page (from 1): id, title, name, publisher, published, imported_at, words, source,
    version, claims, and the number of claims by status.
    """
    conditions = list(_conditions(wanted))
    total = session.scalars(select(func.count()).select_from(Article).where(*conditions)).one()
    first = (page - 1) * size
    if sort is Sort.CLAIMS:
        ids = np.array(session.scalars(select(Article.id).where(*conditions)).all(), np.int64)
        starts, ends = _places(columns, ids)
        some = ids[np.lexsort((ids, starts - ends))][first : first + size].tolist()
    else:
        query = select(Article.id).where(*conditions).order_by(*_ORDER[sort])
        some = list(session.scalars(query.limit(size).offset(first)))
    return total, described(session, columns, some)


def described(session: Session, columns: Columns, ids: Sequence[int]) -> list[Row]:
    """The rows of some articles, in the order of their ids."""
    query = select(
        Article.id,
        Article.title,
        Article.name,
        Article.publisher,
        Article.published,
        Article.imported_at,
        Article.words,
        Article.source,
    ).where(Article.id.in_(ids))
    rows = {row["id"]: row for row in session.execute(query).mappings()}
    statuses = _statuses(columns, ids)
    versions = _version_counts(session, ids)
    return [
        {
            **rows[number],
            "version": versions.get(number, 1),
            "claims": sum(statuses[number].values()),
            "statuses": statuses[number],
        }
        for number in ids
    ]


def publishers(session: Session) -> list[tuple[str, int]]:
    """Every publisher with the number of its articles, in their newest versions."""
    query = select(Article.publisher, func.count()).where(Article.superseded.is_(False), Article.publisher != "")
    return [(row[0], row[1]) for row in session.execute(query.group_by(Article.publisher).order_by(Article.publisher))]


def appearance_counts(session: Session, ids: Sequence[int]) -> dict[int, int]:
    """In how many places the text of each article stood."""
    place = Appearance.article_id
    return dict(session.execute(select(place, func.count()).where(place.in_(ids)).group_by(place)).all())


def _conditions(wanted: WantedArticles) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [Article.superseded.is_(False)]
    for word in wanted.words.split():
        fields = (Article.title, Article.name, Article.source, Article.publisher, Article.author)
        found.append(or_(*(column.icontains(word, autoescape=True) for column in fields)))
    if wanted.publisher:
        found.append(Article.publisher == wanted.publisher)
    if wanted.since:
        found.append(Article.published >= wanted.since)
    if wanted.until:
        found.append(Article.published <= wanted.until)
    return found


_ORDER: Mapping[Sort, tuple[Any, ...]] = {
    Sort.IMPORTED: (Article.id.desc(),),
    Sort.NEWEST: (Article.published.is_(None), Article.published.desc(), Article.id.desc()),
    Sort.OLDEST: (Article.published.is_(None), Article.published, Article.id),
    Sort.TITLE: (func.lower(Article.title), Article.id),
    Sort.OUTLET: (func.lower(Article.publisher), Article.id),
    Sort.WORDS: (Article.words.desc(), Article.id),
}


def _statuses(columns: Columns, ids: Sequence[int]) -> dict[int, dict[str, int]]:
    found = {}
    for number, start, end in zip(ids, *_places(columns, np.array(ids, np.int64)), strict=True):
        counts = np.bincount(columns.of["status"][start:end], minlength=len(Status))
        found[number] = {str(status): int(count) for status, count in zip(Status, counts, strict=True)}
    return found


def _places(columns: Columns, ids: Column) -> tuple[Column, Column]:
    """Where the claims of each article begin and end, which stand together."""
    start, end = (np.searchsorted(columns.of["article"], ids, side) for side in ("left", "right"))
    return start, end


def _version_counts(session: Session, ids: Sequence[int]) -> dict[int, int]:
    """How many texts the source of each article has had, where more than one."""
    version = ArticleVersion
    series = select(version.series).where(version.article_id.in_(ids))
    rows = session.execute(select(version.series, version.article_id).where(version.series.in_(series))).all()
    lengths = Counter(row.series for row in rows)
    found: defaultdict[int, int] = defaultdict(lambda: 1)
    for row in rows:
        found[row.article_id] = max(found[row.article_id], lengths[row.series])
    return dict(found)
