"""Deciding what is said of an article beside its text: its title, who published it, when, and who wrote it.

Such a correction has the article and no claim; its ``data`` has ``before`` and ``after``, of what it changes, with
moments in ISO 8601. The article's row, and that of its first appearance, have what the corrections come to, so that all
that asks sees it; ``as_imported`` keeps what the file said, which checksums and seals are of.
"""

import json
from collections.abc import Iterator, Mapping
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
from factdb.store.schema import tables
from factdb.store.write.rows import as_told

# What people may say otherwise than the file did.
DESCRIBED = ("title", "publisher", "author", "published")


def describe_article(session: Session, article: int, said: Mapping[str, Any], by: Reviewer) -> int:
    """Take what is ``said`` of a stored article, of some of DESCRIBED, in place of what is known; the correction's id.

    An empty text, or None for a moment, says that it isn't known. Raises InputError if all of it is so already.
    """
    connection = session.connection()
    own_corrections(connection)
    known = _known(connection, article)
    said = {column: value.strip() if isinstance(value, str) else value for column, value in said.items()}
    after = {column: value for column, value in as_told(said).items() if value != known[column]}
    if not after:
        told = ", ".join(f"{_called(column)} {_shown(known[column])}" for column in said)
        raise InputError(f"article {article}: has that already ({told}); say something else")
    before = {column: known[column] for column in after}
    number = append(connection, Action.DESCRIBE, {"before": before, "after": after}, by, article=article)
    work_out_description(session, article)
    return number


def work_out_description(session: Session, article: int) -> None:
    """Bring what is said of the article in line with the corrections of it that hold."""
    connection = session.connection()
    kept = connection.scalar(select(tables.Article.as_imported).where(tables.Article.id == article))
    imported = json.loads(kept) if kept else _known(connection, article)
    said = _said(connection, article)
    values = imported | said
    values["published"] = None if values["published"] is None else datetime.fromisoformat(values["published"])
    row = {**values, "as_imported": json.dumps(imported, ensure_ascii=False) if said else None}
    connection.execute(update(tables.Article).where(tables.Article.id == article).values(row))
    place = tables.Appearance
    first = select(func.min(place.id)).where(place.article_id == article).scalar_subquery()
    connection.execute(update(place).where(place.id == first).values(values))
    session.expire_all()


def as_imported(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The ``row`` of an article, or of its first appearance with the article's ``as_imported``, as it was imported."""
    return {**row, **json.loads(row["as_imported"])} if row["as_imported"] else row


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


def _known(connection: Connection, article: int) -> dict[str, Any]:
    columns = (getattr(tables.Article, column) for column in DESCRIBED)
    row = connection.execute(select(*columns).where(tables.Article.id == article)).mappings().one()
    return as_told(dict(row))


def _said(connection: Connection, article: int) -> dict[str, Any]:
    """What people say of the article, the later over the earlier."""
    made = tables.Correction
    of = select(made.id, made.action, made.data).where(made.article_id == article, made.claim.is_(None))
    corrections = [
        Correction(row.id, Action(row.action), json.loads(row.data)) for row in connection.execute(of.order_by(made.id))
    ]
    return {column: value for one in effective(corrections) for column, value in one.data["after"].items()}
