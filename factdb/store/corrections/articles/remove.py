"""Taking out articles that were imported by mistake, with all that was found in them.

The correction that says so stays, with the ids of what went: ``data`` has ``articles``, each with ``article`` (its id),
``name``, ``sha256`` and the ids of its ``appearances``, ``versions`` and ``extractions``; and ``last``, the greatest id
that any article has had, so that none is given again (see ``save``).
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.orm import Session, aliased

from factdb.errors import InputError, NotFoundError, Remedy
from factdb.records import Action
from factdb.store.corrections.chain import Reviewer, append
from factdb.store.dialect import own_corrections
from factdb.store.read.load import current_extraction, greatest_removed
from factdb.store.read.speakers.corrections import speaker_corrections
from factdb.store.read.versions import forget_versions, newest_without
from factdb.store.schema import tables
from factdb.store.schema.counts import ClaimCount
from factdb.store.write.extraction import take_out
from factdb.store.write.shown import show_newest


@dataclass(frozen=True, slots=True)
class Removable:
    """An article with what goes with it, and how many ``originals`` stay where they are kept."""

    article: int
    name: str
    title: str
    publisher: str
    claims: int
    originals: int


def removable(session: Session, articles: Collection[int]) -> tuple[Sequence[Removable], Sequence[int]]:
    """What removing ``articles`` takes out, and the articles that are the newest version of a source again.

    Raises NotFoundError if one of them is not there, and InputError, which says why, if it cannot be removed: people
    decided about it, and what people decide is never lost; or a version that stays came after it, and is proved by what
    came before.
    """
    connection = session.connection()
    if not articles:
        raise InputError("remove what? name an article")
    known = {row.id: row for row in session.scalars(select(tables.Article).where(tables.Article.id.in_(articles)))}
    for number in sorted({*articles} - {*known}):
        raise NotFoundError(f"{number}: no such article").mended_by(Remedy.LIST_ARTICLES)
    for problem in _obstacles(connection, articles):
        raise InputError(problem)
    return [_removable(session, known[number]) for number in sorted(known)], newest_without(connection, articles)


def remove_articles(session: Session, articles: Collection[int], by: Reviewer) -> int:
    """Take ``articles`` out; the id of the correction that says so. Raises as ``removable`` does.

    The version before one of them is the newest of its source again. Speakers stay, with what others say of them.
    """
    connection = session.connection()
    own_corrections(connection)
    _, newest = removable(session, articles)
    last = max(connection.scalars(select(func.max(tables.Article.id))).one(), greatest_removed(connection))
    told = [_told(connection, number) for number in sorted(articles)]
    correction = append(connection, Action.REMOVE, {"articles": told, "last": last}, by)
    for number in articles:
        _take_out(connection, number)
    forget_versions(connection, articles)
    connection.execute(delete(tables.Article).where(tables.Article.id.in_(articles)))
    show_newest(connection, newest)
    session.expire_all()
    return correction


def removals(connection: Connection) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
    """Every removal: the correction, who made it, and its data."""
    made = tables.Correction
    query = select(made.id, made.reviewer, made.data).where(made.action == Action.REMOVE).order_by(made.id)
    for number, reviewer, data in connection.execute(query):
        yield number, reviewer, json.loads(data)


def in_words(data: Mapping[str, Any]) -> str:
    """Such a decision in words."""
    return ", ".join(f"article {one['article']} ({one['name']})" for one in data["articles"])


def _obstacles(connection: Connection, articles: Collection[int]) -> Iterator[str]:
    names = dict(
        connection.execute(select(tables.Article.id, tables.Article.name).where(tables.Article.id.in_(articles))).all()
    )
    made = tables.Correction
    for number in sorted(articles):
        # What was said of the article beside its text is on record, and of no use without it.
        of_claims = made.article_id == number, made.claim.is_not(None)
        decided = select(func.count(), func.max(made.id)).where(*of_claims)
        count, last = connection.execute(decided).one()
        if count:
            yield _decided(number, names[number], count, last)
    for one in speaker_corrections(connection):
        for number in sorted({*one.data.get("articles", ())} & {*articles}):
            yield _decided(number, names[number], 1, one.id)
    version, later = tables.ArticleVersion, aliased(tables.ArticleVersion)
    followed = (
        select(version.article_id, later.article_id)
        .join(later, (later.series == version.series) & (later.id > version.id))
        .where(version.article_id.in_(articles), later.article_id.not_in(articles))
        .order_by(version.article_id, later.article_id)
    )
    for number, newer in connection.execute(followed):
        yield f"article {number} ({names[number]}): has a newer version, article {newer}; remove that as well"


def _decided(number: int, name: str, count: int, last: int) -> str:
    decisions = f"{count} decisions, the last" if count > 1 else "a decision,"
    return (
        f"article {number} ({name}): people decided about its claims ({decisions} correction {last}), and what people"
        " decide is never lost; reject its claims instead"
    )


def _removable(session: Session, article: tables.Article) -> Removable:
    newest = current_extraction(session, article.id)
    claims = select(func.count()).select_from(tables.Claim).where(tables.Claim.extraction_id == newest)
    place = tables.Appearance
    kept = select(func.count()).select_from(place).where(place.article_id == article.id, place.is_kept)
    counts = session.scalars(claims).one(), session.scalars(kept).one()
    return Removable(article.id, article.name, article.title, article.publisher, *counts)


def _told(connection: Connection, article: int) -> dict[str, Any]:
    name, sha256 = connection.execute(
        select(tables.Article.name, tables.Article.sha256).where(tables.Article.id == article)
    ).one()
    parts = (
        ("appearances", tables.Appearance),
        ("versions", tables.ArticleVersion),
        ("extractions", tables.Extraction),
    )
    ids = {
        part: list(connection.scalars(select(table.id).where(table.article_id == article).order_by(table.id)))
        for part, table in parts
    }
    return {"article": article, "name": name, "sha256": sha256, **ids}


def _take_out(connection: Connection, article: int) -> None:
    """All that stands with the article, what depends on others first."""
    extraction = tables.Extraction
    for table in (tables.DecidedClaim, ClaimCount):
        connection.execute(delete(table).where(table.article_id == article))
    composed = select(extraction.id).where(extraction.article_id == article, extraction.corrects.is_not(None))
    take_out(connection, connection.scalars(composed).all())
    take_out(connection, connection.scalars(select(extraction.id).where(extraction.article_id == article)).all())
    connection.execute(delete(tables.Appearance).where(tables.Appearance.article_id == article))
