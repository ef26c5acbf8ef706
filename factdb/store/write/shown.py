"""Which extraction reports show of each article, and how many claims everybody has there: kept up by whoever writes.

Both follow from other rows, as ``verify`` proves. They are kept because to work them out takes as long as the archive
is large.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Delete,
    Insert,
    Integer,
    Select,
    Update,
    bindparam,
    case,
    delete,
    func,
    insert,
    select,
    true,
    update,
)

from factdb.records import FURNITURE, Certainty, Status
from factdb.store.dialect import ask, insert_all
from factdb.store.schema.counts import ClaimCount
from factdb.store.schema.tables import Article, Attribution, Claim, Extraction

_AT_ONCE = 10_000  # ids in one statement: below what either database takes

COUNTED = tuple(ClaimCount.__table__.columns.keys())


def show_newest(connection: Connection, articles: Collection[int]) -> None:
    """Show the newest extraction of each of these articles, or none if it is superseded, and count its claims."""
    hide, show = _showing()
    for some in _parts(articles):
        connection.execute(hide, {"articles": some})
        connection.execute(show, {"articles": some})
    count_claims(connection, articles)


def count_first(connection: Connection, article: int) -> None:
    """Count the claims of an article that is new."""
    ask(connection, _counting_one(), article=article)


def count_claims(connection: Connection, articles: Collection[int]) -> None:
    """Count the claims of these articles anew, of which some mean other speakers now."""
    forget, count = _counting()
    for some in _parts(articles):
        connection.execute(forget, {"articles": some})
        connection.execute(count, {"articles": some})


def hand_over_counts(connection: Connection, articles: Collection[int], gone: Collection[int], into: int) -> None:
    """Count with those of ``into`` what is counted in these articles of those ``gone``, whom nothing there means now.

    No claim is read, of which each article has many that are others'.
    """
    of_speakers = ClaimCount.speaker_id.in_([*gone, into])
    totals = [func.sum(column) for column in ClaimCount.__table__.c[*COUNTED[3:]]]
    for some in _parts(articles):
        which = (ClaimCount.article_id.in_(some), of_speakers)
        by_article = (ClaimCount.article_id, ClaimCount.is_news)
        found = connection.execute(select(*by_article, *totals).where(*which).group_by(*by_article)).all()
        connection.execute(delete(ClaimCount).where(*which))
        counts = [(article, into, is_news, *numbers) for article, is_news, *numbers in found]
        insert_all(connection, ClaimCount, [dict(zip(COUNTED, row, strict=True)) for row in counts])


def shown_of(condition: ColumnElement[bool]) -> Select[int]:
    """The articles in which attributions that meet ``condition`` are shown."""
    return (
        select(Extraction.article_id)
        .distinct()
        .join(Attribution, Attribution.extraction_id == Extraction.id)
        .where(Extraction.is_shown, condition)
    )


def newest_shown() -> Select[int]:
    """The extractions that are to be shown: of each article that is not superseded the newest."""
    newest = select(func.max(Extraction.id)).group_by(Extraction.article_id)
    return newest.join(Article, Article.id == Extraction.article_id).where(Article.superseded.is_(False))


def counted(which: ColumnElement[bool] | None = None) -> Select[*tuple[Any, ...]]:
    """The rows of claim_count as they should be, worked out from the claims; of all articles unless ``which`` says."""
    speaker = func.coalesce(Attribution.speaker_id, 0)
    is_news = Claim.passage.not_in(FURNITURE)
    conditions = (
        *(Claim.status == status for status in (Status.QUOTED, Status.SOURCED, Status.SPECULATIVE, Status.UNSOURCED)),
        Claim.speculative,
        *(Claim.certainty == degree for degree in (Certainty.PROBABLE, Certainty.POSSIBLE)),
        Claim.denied,
    )
    counts = (func.count(case((condition, 1))) for condition in conditions)
    return (
        select(Extraction.article_id, speaker, is_news, *counts)
        .select_from(Extraction)
        .join(Claim, Claim.extraction_id == Extraction.id)
        .outerjoin(Attribution, Attribution.id == Claim.attribution_id)
        .where(Extraction.is_shown, true() if which is None else which)
        .group_by(Extraction.article_id, speaker, is_news)
    )


def _parts(articles: Collection[int]) -> Iterator[Sequence[int]]:
    numbers = sorted(set(articles))
    return (numbers[first : first + _AT_ONCE] for first in range(0, len(numbers), _AT_ONCE))


# Kept, because making a statement takes as long as running it.


@cache
def _showing() -> tuple[Update, Update]:
    wanted = bindparam("articles", expanding=True, type_=Integer())
    newest = newest_shown().where(Extraction.article_id.in_(wanted))
    of_articles = update(Extraction).where(Extraction.article_id.in_(wanted))
    return (
        of_articles.where(Extraction.is_shown, Extraction.id.not_in(newest)).values(is_shown=False),
        update(Extraction).where(Extraction.id.in_(newest), Extraction.is_shown.is_(False)).values(is_shown=True),
    )


@cache
def _counting() -> tuple[Delete, Insert]:
    wanted = bindparam("articles", expanding=True, type_=Integer())
    count = insert(ClaimCount).from_select(COUNTED, counted(Extraction.article_id.in_(wanted)))
    return delete(ClaimCount).where(ClaimCount.article_id.in_(wanted)), count


@cache  # beside the one of many, which is written anew for each number of them
def _counting_one() -> Insert:
    article: BindParameter[int] = bindparam("article", required=False)  # to be written before it is given
    return insert(ClaimCount).from_select(COUNTED, counted(Extraction.article_id == article))
