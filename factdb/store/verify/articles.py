"""Proving what is said of articles beside their texts: checksums, versions, and which of them are superseded."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, FromClause, Select, String, bindparam, cast, select

from factdb.review.checksums import appearance_checksum, article_checksum, run_checksum, version_checksum
from factdb.store.corrections.articles.describe import description_problems
from factdb.store.dialect import is_sqlite
from factdb.store.read.load import removed_articles
from factdb.store.read.versions import as_imported
from factdb.store.schema import tables
from factdb.store.schema.base import Base
from factdb.store.schema.moments import UTCDateTime
from factdb.store.write.rows import as_told

# Every article of such a source has had a version since there were any.
_WITH_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://")


def told_rows(
    connection: Connection,
    table: type[Base],
    key: str = "",
    among: Collection[int] = (),
    without: tuple[str, ...] = (),
) -> Iterator[Mapping[str, Any]]:
    """The rows of ``table`` by id, all or those whose ``key`` is ``among`` some numbers; moments as text, as checksums
    have them.
    """
    query = _told(table, key, without, as_text=is_sqlite(connection))
    for row in connection.execute(query, {"among": list(among)} if key else {}).mappings():
        yield as_told(dict(row))


@cache  # because making a statement takes as long as running it
def _told(table: type[Base], key: str, without: tuple[str, ...], *, as_text: bool) -> Select[Any]:
    """What ``told_rows`` reads.

    On SQLite a moment is text, of which only the one that was stored will do, though others mean the same moment.
    """
    of: FromClause = table.__table__
    columns = [
        cast(column, String).label(column.name) if as_text and isinstance(column.type, UTCDateTime) else column
        for column in of.columns
        if column.name not in without
    ]
    query = select(*columns).order_by(of.c.id)
    return query.where(of.c[key].in_(bindparam("among", expanding=True))) if key else query


def article_problems(connection: Connection, article_id: int, text: str, sha256: str) -> Iterator[str]:
    """What is wrong with the article's own row, and with those of its extractions."""
    [row] = told_rows(connection, tables.Article, "id", [article_id], without=("text",))
    if row["checksum"] != article_checksum(as_imported(row)):
        yield "what is said of it (title, publisher, author, date, source and the like) was changed after it was stored"
    if row["words"] != (words := len(text.split())):
        yield f"its words are stored as {row['words']}, the text has {words}"
    yield from _appearance_problems(connection, article_id, sha256, row)
    extractions = list(told_rows(connection, tables.Extraction, "article_id", [article_id]))
    if all(extraction["corrects"] is not None for extraction in extractions):
        yield "what an engine found in it is missing"
    for extraction in extractions:
        if extraction["checksum"] is None or extraction["run_checksum"] != run_checksum(extraction, sha256):
            yield (
                f"extraction {extraction['id']}: its engine, its time or its checksum was changed after it was stored, "
                "or it is of another article"
            )


def _appearance_problems(
    connection: Connection, article_id: int, sha256: str, article: Mapping[str, Any]
) -> Iterator[str]:
    places = list(told_rows(connection, tables.Appearance, "article_id", [article_id]))
    yield from description_problems(connection, article_id, article, places[0] if places else None)
    last = ""
    for place in places:
        # What people say of the article is told of the place where it first appeared.
        row = place if last else as_imported({**place, "as_imported": article["as_imported"]})
        if row["checksum"] != appearance_checksum(last, sha256, row):
            yield f"appearance {row['id']}: was changed, or one before it was changed or taken out"
        last = row["checksum"]
    if not last:
        yield "where it first appeared is missing"


def version_problems(connection: Connection) -> Iterator[str]:
    """Where the versions are not as they were noted, or an article is called superseded and is not, or the reverse."""
    articles = {row["id"]: row for row in told_rows(connection, tables.Article, without=("text",))}
    decided = select(tables.Correction.article_id).where(tables.Correction.article_id.is_not(None)).distinct()
    for number in sorted({*connection.scalars(decided)} - articles.keys() - removed_articles(connection).keys()):
        yield f"article {number}: is gone, and nobody removed it; people had decided about it"
    last: defaultdict[str, str] = defaultdict(str)
    newest: dict[str, int] = {}
    series_of: defaultdict[int, set[str]] = defaultdict(set)
    for row in told_rows(connection, tables.ArticleVersion):
        series, article = row["series"], articles.get(row["article_id"])
        sha256 = "" if article is None else article["sha256"]
        if row["checksum"] != version_checksum(last[series], series, sha256, row["imported_at"]):
            yield f"version {row['id']} of {series!r}: was changed, or one before it was changed or taken out"
        last[series] = row["checksum"]
        newest[series] = row["article_id"]
        series_of[row["article_id"]].add(series)
    for number, article in articles.items():
        its = series_of[number]
        if not its and (article["collection"] or _WITH_SCHEME.match(article["source"])):
            yield f"article {number} ({article['name']}): it is missing among the versions of its source"
        superseded = bool(its) and all(newest[series] != number for series in its)
        if bool(article["superseded"]) != superseded:
            told = "superseded by a newer version" if article["superseded"] else "the newest version"
            yield f"article {number} ({article['name']}): is called {told}, which its versions do not bear out"
