"""Taking out articles that were imported by mistake, with all that was found in them.

The correction that says so stays, with the ids of what went: ``data`` has ``articles``, each with ``article`` (its id),
``name``, ``sha256`` and the ids of its ``appearances``, ``versions`` and ``extractions``, and of the ``decisions`` that
held about its claims, if there were any; and ``last``, the greatest id that any article has had, so that none is given
again (see ``save``). What people decided stays on record as well: the chain would be broken without it.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.orm import Session, aliased

from factdb.errors import InputError, NotFoundError, Remedy
from factdb.records import Action
from factdb.review.speakers import Correction
from factdb.review.undoing import effective
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
    """An article with what goes with it, how many ``decisions`` about its claims hold, and how many ``originals`` stay
    where they are kept.
    """

    article: int
    name: str
    title: str
    publisher: str
    claims: int
    decisions: int
    originals: int


def removable(
    session: Session, articles: Collection[int], *, with_decisions: bool = False
) -> tuple[Sequence[Removable], Sequence[int]]:
    """What removing ``articles`` takes out, and the articles that are the newest version of a source again.

    Raises NotFoundError if one of them is not there, and InputError, which says why, if it cannot be removed: decisions
    about its claims hold, unless it goes ``with_decisions``; or a version that stays came after it, and is proved by
    what came before.
    """
    known, decided = _may_go(session, articles, with_decisions)
    goes = [_removable(session, known[number], len(decided[number])) for number in sorted(known)]
    return goes, newest_without(session.connection(), articles)


def _may_go(
    session: Session, articles: Collection[int], with_decisions: bool
) -> tuple[Mapping[int, tables.Article], Mapping[int, Sequence[int]]]:
    """The ``articles``, and the corrections about the claims of each that hold; raises as ``removable``."""
    connection = session.connection()
    if not articles:
        raise InputError("remove what? name an article")
    known = {row.id: row for row in session.scalars(select(tables.Article).where(tables.Article.id.in_(articles)))}
    for number in sorted({*articles} - {*known}):
        raise NotFoundError(f"{number}: no such article").mended_by(Remedy.LIST_ARTICLES)
    decided = _decided(connection, articles)
    for number, decisions in decided.items():
        if decisions and not with_decisions:
            raise _is_decided(connection, number, known[number].name, decisions)
    for number, newer in _followed(connection, articles):
        name = known[number].name
        raise InputError(f"article {number} ({name}): has a newer version, article {newer}; remove that as well")
    return known, decided


def remove_articles(session: Session, articles: Collection[int], by: Reviewer, *, with_decisions: bool = False) -> int:
    """Take ``articles`` out; the id of the correction that says so. Raises as ``removable`` does.

    The version before one of them is the newest of its source again. Speakers stay, with what others say of them.
    """
    connection = session.connection()
    own_corrections(connection)
    _, decided = _may_go(session, articles, with_decisions)
    newest = newest_without(connection, articles)
    last = max(connection.scalars(select(func.max(tables.Article.id))).one(), greatest_removed(connection))
    told = [_told(connection, number, decisions) for number, decisions in decided.items()]
    correction = append(connection, Action.REMOVE, {"articles": told, "last": last}, by)
    for number in articles:
        _take_out(connection, number)
    forget_versions(connection, articles)
    connection.execute(delete(tables.Article).where(tables.Article.id.in_(articles)))
    show_newest(connection, newest)
    session.expire_all()
    return correction


def in_words(data: Mapping[str, Any]) -> str:
    """Such a decision in words."""
    return ", ".join(_in_words(one) for one in data["articles"])


def _in_words(removed: Mapping[str, Any]) -> str:
    told = f"article {removed['article']} ({removed['name']})"
    decisions = removed.get("decisions", ())
    return f"{told}, about which {_listed(decisions)} held" if decisions else told


def _listed(corrections: Sequence[int]) -> str:
    return f"correction{'' if len(corrections) == 1 else 's'} {', '.join(map(str, corrections))}"


def _decided(connection: Connection, articles: Collection[int]) -> Mapping[int, Sequence[int]]:
    """For each of ``articles`` the corrections about its claims that hold.

    What was said of the article beside its text is on record, and of no use without it.
    """
    made = tables.Correction
    of_claims = (
        select(made.id, made.action, made.data, made.article_id)
        .where(made.article_id.in_(articles), made.claim.is_not(None))
        .order_by(made.id)
    )
    rows = {row.id: row for row in connection.execute(of_claims)}
    claims = effective([Correction(row.id, Action(row.action), json.loads(row.data)) for row in rows.values()])
    found: dict[int, list[int]] = {article: [] for article in sorted(articles)}
    for one in claims:
        found[rows[one.id].article_id].append(one.id)
    for one in effective(speaker_corrections(connection)):
        for article in found.keys() & one.data.get("articles", ()):
            found[article].append(one.id)
    return {article: sorted(decisions) for article, decisions in found.items()}


def _is_decided(connection: Connection, article: int, name: str, decisions: Sequence[int]) -> InputError:
    made = tables.Correction
    by = connection.scalars(select(made.reviewer).where(made.id.in_(decisions)).distinct().order_by(made.reviewer))
    holds, them = ("hold", "them") if len(decisions) > 1 else ("holds", "it")
    told = f"article {article} ({name}): {_listed(decisions)} by {', '.join(by)} about its claims {holds}; undo {them}"
    return InputError(told).mended_by(Remedy.REMOVE_DECIDED)


def _followed(connection: Connection, articles: Collection[int]) -> Sequence[tuple[int, int]]:
    """Those of ``articles`` after which a version came that stays, with that."""
    version, later = tables.ArticleVersion, aliased(tables.ArticleVersion)
    query = (
        select(version.article_id, later.article_id)
        .join(later, (later.series == version.series) & (later.id > version.id))
        .where(version.article_id.in_(articles), later.article_id.not_in(articles))
        .order_by(version.article_id, later.article_id)
    )
    return [(number, newer) for number, newer in connection.execute(query)]


def _removable(session: Session, article: tables.Article, decisions: int) -> Removable:
    newest = current_extraction(session, article.id)
    claims = select(func.count()).select_from(tables.Claim).where(tables.Claim.extraction_id == newest)
    place = tables.Appearance
    kept = select(func.count()).select_from(place).where(place.article_id == article.id, place.is_kept)
    counts = session.scalars(claims).one(), decisions, session.scalars(kept).one()
    return Removable(article.id, article.name, article.title, article.publisher, *counts)


def _told(connection: Connection, article: int, decisions: Sequence[int]) -> dict[str, Any]:
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
    told = {"article": article, "name": name, "sha256": sha256, **ids}
    return {**told, "decisions": decisions} if decisions else told


def _take_out(connection: Connection, article: int) -> None:
    """All that stands with the article, what depends on others first."""
    extraction = tables.Extraction
    for table in (tables.DecidedClaim, ClaimCount):
        connection.execute(delete(table).where(table.article_id == article))
    composed = select(extraction.id).where(extraction.article_id == article, extraction.corrects.is_not(None))
    take_out(connection, connection.scalars(composed).all())
    take_out(connection, connection.scalars(select(extraction.id).where(extraction.article_id == article)).all())
    connection.execute(delete(tables.Appearance).where(tables.Appearance.article_id == article))
