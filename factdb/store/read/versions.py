"""Versions: the texts that one source has had, the newest last."""

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from factdb import records
from factdb.review.checksums import version_checksum
from factdb.store.dialect import ask, ask_one, insert_one
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
# The series that an article is in, each with the number of its last text that is this one; the articles before that.
_SERIES = (
    select(ArticleVersion.series, ArticleVersion.id)
    .where(ArticleVersion.article_id == bindparam("article"))
    .order_by(ArticleVersion.id)
)
_BEFORE = (
    select(ArticleVersion.article_id)
    .where(
        ArticleVersion.series == bindparam("series"),
        ArticleVersion.id < bindparam("number"),
        ArticleVersion.article_id != bindparam("article"),
    )
    .order_by(ArticleVersion.id)
)
# Looked up by its id: a join of the two tables reads all articles as long as there are few, and goes on so while they
# become many, for a connection to PostgreSQL keeps its plans.
_LAST_ONE = (
    select(ArticleVersion.article_id)
    .where(ArticleVersion.series == bindparam("series"))
    .order_by(ArticleVersion.id.desc())
    .limit(1)
    .scalar_subquery()
)
_LAST_TEXT = select(Article.sha256, Article.source).where(Article.id == _LAST_ONE)
# What a text says of itself, or else has of the one before it.
_OWN = ("title", "publisher", "author", "published")
_LAST_SAID = select(*(getattr(Article, name) for name in (*_OWN, "as_imported"))).where(Article.id == _LAST_ONE)
_HAD_TEXT = (
    select(ArticleVersion.id)
    .join(Article, ArticleVersion.article_id == Article.id)
    .where(ArticleVersion.series == bindparam("series"), Article.sha256 == bindparam("sha256"))
    .limit(1)
)
_TEXT = select(Article.text).where(Article.sha256 == bindparam("sha256"))
# The share of the shorter text's runs of five words that the other has, from which on the two may be one story.
_LEAST_ALIKE = 0.5


def series_of(article: records.Article) -> str | None:
    """What the versions of an article share: the whole URL, else the collection with the file's name; None if neither.

    A record of a file has its whole id besides. A text from standard input, or a line of a file that only a number
    names, has no versions. Nothing is cut off an id or a URL: two that differ anywhere are two articles.
    """
    if article.collection:
        file = _file(article.source, article)
        return f"{article.collection}/{_SLASH.split(file)[-1]}{article.source[len(file) :]}"
    return article.source if _URL.match(article.source) else None


def path_of(source: str) -> list[str]:
    """The folders of a file as they were given, and its name; so of a URL, and of a series."""
    return [part for part in _SLASH.split(source) if part not in ("", ".")]


def name_in(series: str) -> str:
    """What a text is called that the series has: the id of its record, else its file's name without the ending."""
    file, _, record = series.partition("#")
    if record and "://" not in series:
        return record
    last = [series, *path_of(file)][-1]
    return last.rpartition(".")[0] or last


def series_to_note(connection: Connection, article: records.Article) -> str | None:
    """The series that has another text than the article's by now; None if it has this one, or there is no series.

    A file that names a URL does not tell when its text stood there: it takes no series back to what it had before.
    """
    series = series_of(article)
    if series is None:
        return None
    if not article.collection and not article.is_fetched:
        had = ask_one(connection, _HAD_TEXT, series=series, sha256=article.sha256)
        return series if had is None else None
    series, last = _own_series(connection, series, article)
    return None if last == article.sha256 else series


def _own_series(connection: Connection, series: str, article: records.Article) -> tuple[str, str | None]:
    """``series`` and the SHA-256 of its last text, if it has any, unless that is another file's.

    The name of one folder says little: 2019/01/lead.txt and 2020/01/lead.txt are two articles. Where the paths differ
    and so do the texts, the series is named by more of the folders, as many as it takes. A file that was moved keeps
    its series as long as its text stays alike.
    """
    names = [series, *(_named_by_more_folders(series, article) if article.collection else ())]
    for named in names:
        last, source = next(iter(ask(connection, _LAST_TEXT, series=named)), (None, ""))
        if last is None or last == article.sha256 or _may_be_one_path(source, article):
            break
        if named is names[-1] or _are_alike(ask_one(connection, _TEXT, sha256=last), article.text):
            break
    return named, last


def note_version(
    connection: Connection, series: str | None, article: int, sha256: str, *, is_new: bool = False
) -> int | None:
    """Remember that the series has this article's text now; the article whose text it had before, if it had another.

    An article is superseded when none of the series that had its text has it still.
    """
    if series is None:
        return None
    before, checksum = next(iter(ask(connection, _LAST, series=series)), (None, ""))
    if before == article:
        return None
    moment = datetime.now(UTC).isoformat()
    checksum = version_checksum(checksum, series, sha256, moment)
    row = {"series": series, "article_id": article, "imported_at": moment, "checksum": checksum}
    insert_one(connection, ArticleVersion, row)
    if before is not None and not _is_current(connection, before):
        connection.execute(update(Article).where(Article.id == before).values(superseded=True))
    if not is_new:
        connection.execute(update(Article).where(Article.id == article).values(superseded=False))
    return before


def inherited(connection: Connection, series: str | None, article: records.Article) -> records.Article:
    """The article with what it doesn't say itself as the text was imported that the series has so far: title,
    publisher, author and time of publication. What people said of that is another matter: see ``describe``.
    """
    before = ask(connection, _LAST_SAID, series=series) if series else []
    if not before:
        return article
    told = dict(as_imported(dict(zip((*_OWN, "as_imported"), before[0], strict=True))))
    if isinstance(told["published"], str):
        told["published"] = datetime.fromisoformat(told["published"])
    return replace(article, **{name: told[name] for name in _OWN if not getattr(article, name)})


def as_imported(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The ``row`` of an article, or of its first appearance with the article's ``as_imported``, as it was imported.

    What people replaced is as ``as_imported`` has it, with moments in ISO 8601.
    """
    return {**row, **json.loads(row["as_imported"])} if row["as_imported"] else row


def newest_without(connection: Connection, articles: Collection[int]) -> Sequence[int]:
    """The articles that are the newest of a source again once ``articles`` are gone, which nothing came after."""
    version = ArticleVersion
    theirs = select(version.series).where(version.article_id.in_(articles))
    last = (
        select(func.max(version.id))
        .where(version.series.in_(theirs), version.article_id.not_in(articles))
        .group_by(version.series)
    )
    newest = select(version.article_id).where(version.id.in_(last))
    query = select(Article.id).where(Article.id.in_(newest), Article.superseded).order_by(Article.id)
    return connection.scalars(query).all()


def forget_versions(connection: Connection, articles: Collection[int]) -> None:
    """Forget that any source had ``articles``, which nothing came after: it has the text again that it had before."""
    newest = newest_without(connection, articles)
    connection.execute(delete(ArticleVersion).where(ArticleVersion.article_id.in_(articles)))
    connection.execute(update(Article).where(Article.id.in_(newest)).values(superseded=False))


def earlier_versions(connection: Connection, article: int) -> list[int]:
    """The articles whose series came to this one, oldest first, without it; each once."""
    found: list[int] = []
    for series, number in dict(connection.execute(_SERIES, {"article": article}).all()).items():
        found += connection.scalars(_BEFORE, {"article": article, "series": series, "number": number})
    return list(dict.fromkeys(found))


def versions_with(connection: Connection, articles: Iterable[int]) -> list[int]:
    """The articles and whatever else any series had that had one of them, each once, in order."""
    found: set[int] = set()
    # A version of another has series of its own, so that none stands for what it is reached by.
    for article in set(articles):
        series = select(ArticleVersion.series).where(ArticleVersion.article_id == article)
        others = select(ArticleVersion.article_id).where(ArticleVersion.series.in_(series)).distinct()
        found |= {article, *connection.scalars(others)}
    return sorted(found)


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
    newest: int | None = ask_one(connection, _LAST, series=series)
    return newest


def _is_current(connection: Connection, article: int) -> bool:
    had_it = connection.scalars(select(ArticleVersion.series).where(ArticleVersion.article_id == article).distinct())
    return any(_newest(connection, series) == article for series in had_it.all())


def _file(source: str, article: records.Article) -> str:
    """The path of a file; a record's source is its file's, then # and its id, which is its name (see ``jsonlines``)."""
    return source.removesuffix(f"#{article.name}")


def _path(source: str, article: records.Article) -> list[str]:
    return path_of(_file(source, article))


def _named_by_more_folders(series: str, article: records.Article) -> list[str]:
    """``series`` with one more folder before it, then with two, and so on; none if it isn't named by a folder."""
    *folders, _ = _path(article.source, article)
    named = _SLASH.split(article.collection)
    # An archive is a folder, which lends its name without its ending.
    if not folders or not f"{folders[-1]}.".startswith(f"{named[-1]}."):
        return []
    outer = folders[: -len(named)]
    return ["/".join((*outer[-more:], series)) for more in range(1, len(outer) + 1)]


def _may_be_one_path(source: str, article: records.Article) -> bool:
    """True if nothing tells two paths apart, of which one may have been given from further in."""
    if "://" in source:
        return True
    one, other = _path(source, article)[::-1], _path(article.source, article)[::-1]
    return all(part == its for part, its in zip(one, other, strict=False))


def _are_alike(one: str, other: str) -> bool:
    from factdb.text.copies import runs_of, shared  # with NumPy, for which whoever only asks doesn't wait

    return shared(runs_of(one), runs_of(other)) >= _LEAST_ALIKE
