"""Versions: the texts that one source has had, the newest last."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from factdb import records
from factdb.review.checksums import version_checksum
from factdb.store.schema.tables import Article, ArticleVersion

# With a scheme, with a host alone, or a permalink within its site.
_URL = re.compile(r"[a-z][a-z0-9+.-]*://|[\w-]+(\.[\w-]+)+(:\d+)?/|/", re.IGNORECASE)
_SLASH = re.compile(r"[/\\]")
# The article that a series has, and the checksum that proves all it had before. Made once, because making a statement
# takes as long as running it.
_LAST = (
    select(ArticleVersion.article_id, ArticleVersion.checksum)
    .where(ArticleVersion.series == bindparam("series"))
    .order_by(ArticleVersion.id.desc())
    .limit(1)
)


def series_of(article: records.Article) -> str | None:
    """What the versions of an article share: the whole URL, else the collection with the file's name; None if neither.

    A record of a file has its whole id besides. A text from standard input, or a line of a file that only a number
    names, has no versions. Nothing is cut off an id or a URL: two that differ anywhere are two articles.
    """
    if article.collection:
        # A record's source is its file's, then # and its id, which is its name (see ``jsonlines``).
        file = article.source.removesuffix(f"#{article.name}")
        return f"{article.collection}/{_SLASH.split(file)[-1]}{article.source[len(file) :]}"
    return article.source if _URL.match(article.source) else None


def is_newest(connection: Connection, series: str | None, sha256: str) -> bool:
    """True if the last text that the series had is the one with this digest, or if it is no series."""
    if series is None:
        return True
    query = (
        select(Article.sha256)
        .join(ArticleVersion, ArticleVersion.article_id == Article.id)
        .where(ArticleVersion.series == series)
        .order_by(ArticleVersion.id.desc())
        .limit(1)
    )
    return connection.scalar(query) == sha256


def note_version(
    connection: Connection, series: str | None, article: int, sha256: str, *, is_new: bool = False
) -> int | None:
    """Remember that the series has this article's text now; the article whose text it had before, if it had another.

    An article is superseded when none of the series that had its text has it still.
    """
    if series is None:
        return None
    last = connection.execute(_LAST, {"series": series}).first()
    before, checksum = last or (None, "")
    if before == article:
        return None
    moment = datetime.now(UTC)
    checksum = version_checksum(checksum, series, sha256, moment.isoformat())
    row = {"series": series, "article_id": article, "imported_at": moment, "checksum": checksum}
    connection.execute(insert(ArticleVersion), row)
    if before is not None and not _is_current(connection, before):
        connection.execute(update(Article).where(Article.id == before).values(superseded=True))
    if not is_new:
        connection.execute(update(Article).where(Article.id == article).values(superseded=False))
    return before


def earlier_versions(connection: Connection, article: int) -> list[int]:
    """The articles whose series came to this one, oldest first, without it; each once."""
    last = (
        select(ArticleVersion.series, ArticleVersion.id)
        .where(ArticleVersion.article_id == article)
        .order_by(ArticleVersion.id)
    )
    found: list[int] = []
    for series, number in dict(connection.execute(last).all()).items():
        earlier = select(ArticleVersion.article_id).where(
            ArticleVersion.series == series, ArticleVersion.id < number, ArticleVersion.article_id != article
        )
        found += connection.scalars(earlier.order_by(ArticleVersion.id))
    return list(dict.fromkeys(found))


def versions(session: Session, article: int) -> Sequence[Mapping[str, Any]]:
    """Every version of the article's series, oldest first: version (from 1), article_id, sha256, imported_at, words.

    Of several series it is the longest of those that have this text still, if any have. An article without a series is
    its only version.
    """
    version = ArticleVersion
    query = (
        select(version.series, version.article_id, Article.sha256, version.imported_at, Article.words)
        .join(Article, Article.id == version.article_id)
        .where(version.series.in_(select(version.series).where(version.article_id == article)))
        .order_by(version.series, version.id)
    )
    rows = session.execute(query).mappings().all()
    series = [list(group) for _, group in groupby(rows, itemgetter("series"))]
    if not series:
        columns = (Article.id.label("article_id"), Article.sha256, Article.imported_at, Article.words)
        series = [list(session.execute(select(*columns).where(Article.id == article)).mappings())]
    chosen = max(series, key=lambda texts: (texts[-1]["article_id"] == article, len(texts)))
    return [{"version": number, **row} for number, row in enumerate(chosen, 1)]


def newest_texts(session: Session) -> Sequence[tuple[str, int]]:
    """Each series with the article that it has now."""
    last = select(func.max(ArticleVersion.id)).group_by(ArticleVersion.series)
    query = select(ArticleVersion.series, ArticleVersion.article_id).where(ArticleVersion.id.in_(last))
    return [(series, article) for series, article in session.execute(query.order_by(ArticleVersion.id))]


def _newest(connection: Connection, series: str) -> int | None:
    newest: int | None = connection.scalar(_LAST, {"series": series})
    return newest


def _is_current(connection: Connection, article: int) -> bool:
    had_it = connection.scalars(select(ArticleVersion.series).where(ArticleVersion.article_id == article).distinct())
    return any(_newest(connection, series) == article for series in had_it.all())
