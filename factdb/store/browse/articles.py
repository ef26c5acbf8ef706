"""A page of articles, searched and sorted, with what is in them."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
    """Which articles: with all ``words`` in title, name or source; of one publisher; of some days, inclusive.

    A text is of every place where it stood: with both, that publisher had it on one of those days.
    """

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
    rows = described(session, columns, some)
    return total, [{**row, **place} for row, place in zip(rows, _fitting_places(session, wanted, some), strict=True)]


def undated_left_out(session: Session, wanted: WantedArticles) -> int:
    """How many articles meet all but the days because nobody knows of which they are; 0 if no days are wanted."""
    if wanted.since is None and wanted.until is None:
        return 0
    dated = select(Appearance.article_id).where(Appearance.published.is_not(None))
    conditions = _conditions(replace(wanted, since=None, until=None))
    return session.scalar(select(func.count()).select_from(Article).where(*conditions, Article.id.not_in(dated))) or 0


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
    """Every publisher with the number of articles whose text it had, in their newest versions."""
    place = Appearance
    query = select(place.publisher, func.count(place.article_id.distinct())).join(
        Article, Article.id == place.article_id
    )
    wanted = query.where(Article.superseded.is_(False), place.publisher != "")
    return [(row[0], row[1]) for row in session.execute(wanted.group_by(place.publisher).order_by(place.publisher))]


def appearance_counts(session: Session, ids: Sequence[int]) -> dict[int, int]:
    """In how many places the text of each article stood."""
    place = Appearance.article_id
    return dict(session.execute(select(place, func.count()).where(place.in_(ids)).group_by(place)).all())


def _conditions(wanted: WantedArticles) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [Article.superseded.is_(False)]
    for word in wanted.words.split():
        fields = (Article.title, Article.name, Article.source, Article.publisher, Article.author)
        found.append(or_(*(column.icontains(word, autoescape=True) for column in fields)))
    if places := _of_places(wanted):
        found.append(Article.id.in_(select(Appearance.article_id).where(*places)))
    return found


def _of_places(wanted: WantedArticles) -> list[ColumnElement[bool]]:
    place = Appearance
    found: list[ColumnElement[bool]] = []
    if wanted.publisher:
        found.append(place.publisher == wanted.publisher)
    if wanted.since:
        found.append(place.published >= wanted.since)
    if wanted.until:
        found.append(place.published <= wanted.until)
    return found


def _fitting_places(session: Session, wanted: WantedArticles, ids: Sequence[int]) -> list[Row]:
    """What is told of each article where its text stood as wanted, of several places the first; nothing if any will do.

    So a row shows the outlet and the day for which it is listed.
    """
    if not (conditions := _of_places(wanted)):
        return [{}] * len(ids)
    place = Appearance
    columns = (getattr(place, name) for name in ("title", "publisher", "published"))
    query = select(place.article_id, *columns).where(place.article_id.in_(ids), *conditions).order_by(place.id.desc())
    first = {row.pop("article_id"): row for row in map(dict, session.execute(query).mappings())}
    return [first[number] for number in ids]


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
