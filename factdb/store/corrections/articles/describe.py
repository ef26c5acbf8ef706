"""Deciding what is said of an article beside its text: its title, who published it, when, and who wrote it.

Such a correction has the article and no claim; its ``data`` has ``before`` and ``after``, of what it changes, with
moments in ISO 8601. It holds of a version that is imported later as well where that says again what was replaced, or
says nothing and so has it of the version before. The article's row, and that of its first appearance, have what the
corrections come to, so that all that asks sees it; ``as_imported`` keeps what the file said, which checksums and seals
are of.
"""

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update
from sqlalchemy.orm import Session

from factdb.errors import InputError
from factdb.records import Action
from factdb.review.speakers import Correction
from factdb.review.undoing import effective
from factdb.store.corrections.chain import Reviewer, append
from factdb.store.dialect import is_one_of, own_corrections
from factdb.store.read.versions import as_imported, earlier_versions, versions_with
from factdb.store.schema import tables
from factdb.store.write.rows import as_told

# What people may say otherwise than the file did.
DESCRIBED = ("title", "publisher", "author", "published")


def describe_article(session: Session, article: int, said: Mapping[str, Any], by: Reviewer) -> int:
    """Take what is ``said`` of a stored article, of some of DESCRIBED, in place of what is known; the correction's id.

    An empty text, also for a moment, says that it isn't known. Raises InputError if all of it is so already.
    """
    return describe_articles(session, [article], said, by)[article]


def describe_articles(
    session: Session, articles: Iterable[int], said: Mapping[str, Any], by: Reviewer
) -> dict[int, int]:
    """The same of each of ``articles`` of which it isn't so already: the correction of each, one after the other.

    Raises InputError if it is so of all of them, or for what is no text.
    """
    connection = session.connection()
    own_corrections(connection)
    articles = list(articles)
    stripped = {column: value.strip() if isinstance(value, str) else value for column, value in said.items()}
    _refuse_what_cannot_be_stored(stripped)
    told = as_told({column: value if value or column != "published" else None for column, value in stripped.items()})
    known = _told(connection, articles)
    made: dict[int, int] = {}
    for article in articles:
        after = {column: value for column, value in told.items() if value != known[article][column]}
        if after:
            data = {"before": {column: known[article][column] for column in after}, "after": after}
            made[article] = append(connection, Action.DESCRIBE, data, by, article=article)
    if not made:
        listed = ", ".join(f"{_called(column)} {_shown(value)}" for column, value in told.items())
        whose = (
            f"article {articles[0]}: has" if len(articles) == 1 else f"articles {', '.join(map(str, articles))}: have"
        )
        raise InputError(f"{whose} that already ({listed}); say something else")
    work_out_descriptions(session, made)
    return made


def _refuse_what_cannot_be_stored(said: Mapping[str, Any]) -> None:
    for column, value in said.items():
        if isinstance(value, str) and re.search("[\0\ud800-\udfff]", value):
            raise InputError(f"{_called(column)}: holds what is no text in UTF-8; write it another way")


def work_out_descriptions(session: Session, articles: Iterable[int]) -> None:
    """Bring what is said of ``articles``, and of their other versions, in line with the corrections that hold."""
    _work_out(session, versions_with(session.connection(), articles))


def work_out_description(session: Session, article: int) -> None:
    """Bring what is said of the article in line with the corrections that hold."""
    _work_out(session, [article])


def _work_out(session: Session, articles: Collection[int]) -> None:
    connection = session.connection()
    place = tables.Appearance
    first = select(func.min(place.id)).where(place.article_id == bindparam("article")).scalar_subquery()
    told = _told(connection, articles)
    for article, said in _said_of(connection, articles).items():
        row = told[article]
        imported = {column: as_imported(row)[column] for column in DESCRIBED}
        values = imported | said
        values["published"] = None if values["published"] is None else datetime.fromisoformat(values["published"])
        kept = json.dumps(imported, ensure_ascii=False) if said else None
        of = update(tables.Article).where(tables.Article.id == article)
        connection.execute(of.values({**values, "as_imported": kept}))
        connection.execute(update(place).where(place.id == first).values(values), {"article": article})
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
    rows = connection.execute(select(*columns).where(is_one_of(connection, known.id, articles))).mappings()
    return {row["id"]: as_told(dict(row)) for row in rows}


def _said(connection: Connection, article: int) -> dict[str, Any]:
    """What people say of the article, the later over the earlier, and of itself over earlier versions."""
    return _said_of(connection, [article])[article]


def _said_of(connection: Connection, articles: Collection[int]) -> dict[int, dict[str, Any]]:
    """The same of each of ``articles``.

    All is asked for once, lest each version of an article reads all that was said of those before it.
    """
    versions = {article: [*earlier_versions(connection, article), article] for article in sorted(articles)}
    everything = {number for numbers in versions.values() for number in numbers}
    made, known = tables.Correction, tables.Article
    query = (
        select(made.id, made.action, made.data, made.article_id, made.made_at)
        .where(made.claim.is_(None), made.action.in_((Action.DESCRIBE, Action.UNDO)))
        .where(is_one_of(connection, made.article_id, everything))
        .order_by(made.id)
    )
    of = defaultdict(list)
    rows = {row.id: row for row in connection.execute(query)}
    for one in effective([Correction(row.id, Action(row.action), json.loads(row.data)) for row in rows.values()]):
        of[rows[one.id].article_id].append((rows[one.id].made_at, one.data["after"]))
    if not of:
        return {article: {} for article in versions}
    told = {number: as_imported(row) for number, row in _told(connection, everything).items()}
    moments = select(known.id, known.imported_at).where(is_one_of(connection, known.id, versions))
    stored = dict(connection.execute(moments).all())
    return {
        article: {
            column: value
            for version in numbers
            for made_at, after in of.get(version, ())
            # What was said before it was stored it has, as far as it says nothing else.
            if version == article or made_at <= stored[article]
            for column, value in after.items()
            if told[version][column] == told[article][column]
        }
        for article, numbers in versions.items()
    }
