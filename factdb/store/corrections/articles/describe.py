"""Deciding what is said of an article beside its text: its title, who published it, when, and who wrote it.

Such a correction has the article and no claim; its ``data`` has ``before`` and ``after``, of what it changes, with
moments in ISO 8601. It holds of a version that is imported later as well where that says again what was replaced, or
says nothing and so has it of the version before. The article's row, and that of its first appearance, have what the
corrections come to, so that all that asks sees it; ``as_imported`` keeps what the file said, which checksums and seals
are of.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select, update
from sqlalchemy.orm import Session

from factdb.errors import InputError
from factdb.records import Action
from factdb.review.speakers import Correction
from factdb.review.undoing import effective
from factdb.store.corrections.chain import Reviewer, append
from factdb.store.dialect import own_corrections
from factdb.store.read.versions import as_imported, earlier_versions, versions_with
from factdb.store.schema import tables
from factdb.store.write.rows import as_told

# What people may say otherwise than the file did.
DESCRIBED = ("title", "publisher", "author", "published")


def describe_article(session: Session, article: int, said: Mapping[str, Any], by: Reviewer) -> int:
    """Take what is ``said`` of a stored article, of some of DESCRIBED, in place of what is known; the correction's id.

    An empty text, also for a moment, says that it isn't known. Raises InputError if all of it is so already.
    """
    connection = session.connection()
    own_corrections(connection)
    known = _told(connection, [article])[article]
    said = {column: value.strip() if isinstance(value, str) else value for column, value in said.items()}
    said = {column: value if value or column != "published" else None for column, value in said.items()}
    after = {column: value for column, value in as_told(said).items() if value != known[column]}
    if not after:
        told = ", ".join(f"{_called(column)} {_shown(known[column])}" for column in said)
        raise InputError(f"article {article}: has that already ({told}); say something else")
    before = {column: known[column] for column in after}
    number = append(connection, Action.DESCRIBE, {"before": before, "after": after}, by, article=article)
    work_out_descriptions(session, article)
    return number


def describe_articles(
    session: Session, articles: Iterable[int], said: Mapping[str, Any], by: Reviewer
) -> dict[int, int]:
    """The same of each of ``articles`` of which it isn't so already: the correction of each, one after the other.

    Raises InputError if it is so of all of them.
    """
    made: dict[int, int] = {}
    refused: list[InputError] = []
    own_corrections(session.connection())
    for article in articles:
        try:
            made[article] = describe_article(session, article, said, by)
        except InputError as error:
            refused.append(error)
    if not made:
        raise refused[0]
    return made


def work_out_descriptions(session: Session, article: int) -> None:
    """Bring what is said of the article, and of its other versions, in line with the corrections that hold."""
    for one in versions_with(session.connection(), article):
        work_out_description(session, one)


def work_out_description(session: Session, article: int) -> None:
    """Bring what is said of the article in line with the corrections that hold."""
    connection = session.connection()
    row = _told(connection, [article])[article]
    imported = {column: as_imported(row)[column] for column in DESCRIBED}
    said = _said(connection, article)
    values = imported | said
    values["published"] = None if values["published"] is None else datetime.fromisoformat(values["published"])
    kept = json.dumps(imported, ensure_ascii=False) if said else None
    of = update(tables.Article).where(tables.Article.id == article)
    connection.execute(of.values({**values, "as_imported": kept}))
    place = tables.Appearance
    first = select(func.min(place.id)).where(place.article_id == article).scalar_subquery()
    connection.execute(update(place).where(place.id == first).values(values))
    session.expire_all()


def description_problems(
    connection: Connection, article: int, row: Mapping[str, Any], place: Mapping[str, Any] | None
) -> Iterator[str]:
    """Where what is said of an article is not what the corrections come to, a line each.

    ``row`` is its own and ``place`` that of its first appearance, with moments as text.
    """
    said = _said(connection, article)
    if bool(said) != bool(row["as_imported"]):
        yield "what is said of it, and people's decisions about that, do not go together"
        return
    for column in DESCRIBED if said else ():
        value = {**as_imported(row), **said}[column]
        if row[column] != value or (place is not None and place[column] != value):
            yield f"its {_called(column)} is stored as {row[column]!r}, and the corrections come to {value!r}"


def in_words(data: Mapping[str, Any]) -> str:
    """Such a decision in words."""
    before, after = data["before"], data["after"]
    return "; ".join(f"{_called(one)}: {_shown(before[one])} to {_shown(after[one])}" for one in after)


def _shown(value: str | None) -> str:
    return (value or "none").removesuffix("T00:00:00+00:00")


def _called(column: str) -> str:
    return "date" if column == "published" else column


def _told(connection: Connection, articles: Collection[int]) -> dict[int, dict[str, Any]]:
    """What is told of each of ``articles``, with what it was imported as."""
    known = tables.Article
    columns = (known.id, known.as_imported, *(getattr(known, column) for column in DESCRIBED))
    rows = connection.execute(select(*columns).where(known.id.in_(articles))).mappings()
    return {row["id"]: as_told(dict(row)) for row in rows}


def _said(connection: Connection, article: int) -> dict[str, Any]:
    """What people say of the article, the later over the earlier, and of itself over earlier versions."""
    versions = [*earlier_versions(connection, article), article]
    made = tables.Correction
    stored = select(tables.Article.imported_at).where(tables.Article.id == article).scalar_subquery()
    query = (
        select(made.id, made.action, made.data, made.article_id)
        .where(made.article_id.in_(versions), made.claim.is_(None), made.action.in_((Action.DESCRIBE, Action.UNDO)))
        .where((made.article_id == article) | (made.action == Action.UNDO) | (made.made_at <= stored))
        .order_by(made.id)
    )
    rows = connection.execute(query).all()
    made_so_far = [Correction(row.id, Action(row.action), json.loads(row.data)) for row in rows]
    holding = {one.id: one for one in effective(made_so_far)}
    told = {number: as_imported(row) for number, row in _told(connection, versions).items()} if holding else {}
    return {
        column: value
        for version in versions
        for row in rows
        if row.article_id == version and row.id in holding
        for column, value in holding[row.id].data["after"].items()
        if told[version][column] == told[article][column]
    }
