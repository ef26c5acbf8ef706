"""The imported articles as rows, in their newest versions or in all of them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factdb.store.schema.tables import (
    Appearance,
    Article,
    ArticleVersion,
    Claim,
    Extraction,
)

Row = Mapping[str, Any]

# The texts that one source has had: the article, and when it was imported from there.
_Texts = list[tuple[int, datetime]]


def articles(session: Session, *, every: bool = False) -> Iterator[Row]:
    """Every article in its newest version: id, version, name, title, publisher, published, sha256, imported_at, words,
    claims, language, appearances (in how many places the text stood).

    ``version`` counts the texts that its source has had, from 1 (see ``versions``). With ``every`` each of them is a
    row, those of one source together, the oldest first.
    """
    series = _series(session)
    rows = _rows(session)
    if every:
        yield from _every_version(list(rows), series)
        return
    newest: dict[int, _Texts] = {}
    for texts in sorted(series, key=len):
        newest[texts[-1][0]] = texts
    for row in rows:
        if not row["superseded"]:
            texts = newest.get(row["id"], [(row["id"], row["imported_at"])])
            yield _version(row, len(texts), texts[-1][1])


def _every_version(rows: list[Row], series: list[_Texts]) -> Iterator[Row]:
    by_id = {row["id"]: row for row in rows}
    begun_by: defaultdict[int, list[_Texts]] = defaultdict(list)
    for texts in series:
        begun_by[texts[0][0]].append(texts)
    with_series = {article for texts in series for article, _ in texts}
    for row in rows:
        if row["id"] not in with_series:
            yield _version(row, 1, row["imported_at"])
        for texts in begun_by[row["id"]]:
            for number, (article, moment) in enumerate(texts, 1):
                yield _version(by_id[article], number, moment)


def _version(row: Row, number: int, imported_at: datetime) -> Row:
    kept = {column: value for column, value in row.items() if column not in ("id", "superseded")}
    return {"id": row["id"], "version": number} | kept | {"imported_at": imported_at}


def _series(session: Session) -> list[_Texts]:
    query = select(ArticleVersion.series, ArticleVersion.article_id, ArticleVersion.imported_at)
    found: defaultdict[str, _Texts] = defaultdict(list)
    for series, article, moment in session.execute(query.order_by(ArticleVersion.id)):
        found[series].append((article, moment))
    return list(found.values())


def _rows(session: Session) -> Iterator[Row]:
    its = Extraction.article_id == Article.id
    newest = select(func.max(Extraction.id)).where(its).correlate(Article).scalar_subquery()
    query = select(
        Article.id,
        Article.name,
        Article.title,
        Article.publisher,
        Article.published,
        Article.sha256,
        Article.imported_at,
        Article.words,
        Article.superseded,
        select(func.count()).where(Claim.extraction_id == newest).scalar_subquery().label("claims"),
        Article.language,
        select(func.count()).where(Appearance.article_id == Article.id).scalar_subquery().label("appearances"),
    ).order_by(Article.id)
    for row in session.execute(query).mappings():
        yield dict(row)
