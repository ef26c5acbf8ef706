"""How many claims there are, by article and by speaker: from what is counted as articles are stored (see ``shown``)."""

from collections.abc import Collection, Iterator
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, ColumnElement, Integer, Select, Text, case, column, exists, func, select, table

from factdb.records import FURNITURE, Certainty, SpeakerKind, Status
from factdb.store.read.claims import (
    ANYWHERE,
    ClaimFilter,
    OneOrMore,
    Publication,
    Row,
    asked,
    each,
    of_publication,
    stream,
)
from factdb.store.schema.moments import UTCDateTime

if TYPE_CHECKING:
    from factdb.store.connect import Reader

_COUNTS = (*Status, "hedged", Certainty.PROBABLE, Certainty.POSSIBLE, "denied")
# Plain tables, because those of the ORM take as long to import as all else that a listing needs.
_counts = table(
    "claim_count",
    column("article_id", Integer),
    column("speaker_id", Integer),
    column("is_news", Boolean),
    *(column(name, Integer) for name in _COUNTS),
)
# Conditions of articles, and what is none.
_OF_ARTICLES = frozenset({"publisher", "since", "until", "without", "furniture", "order"})
_count, _news = _counts.c, _counts.alias("news").c
_article = table(
    "article",
    *(column("id", Integer), column("name", Text), column("title", Text)),
    *(column("published", UTCDateTime), column("superseded", Boolean)),
).c
_appearance = table("appearance", column("article_id", Integer), column("published", UTCDateTime)).c
_speaker = table("speaker", column("id", Integer), column("name", Text), column("kind", Text)).c


def number_of_claims(reader: "Reader") -> int:
    """How many claims reports show."""
    return reader.scalar(select(_claims())) or 0


def furniture_left_out(reader: "Reader", wanted: ClaimFilter) -> int:
    """How many claims more would meet all conditions if those of bylines, datelines and navigation were not left out.

    0 where they are not, or where a page of claims is wanted.
    """
    if wanted.furniture or each(wanted.passage) or wanted.limit is not None or wanted.after is not None:
        return 0
    given = {one.name for one in fields(wanted) if getattr(wanted, one.name) not in (None, ())}
    if given <= _OF_ARTICLES:  # which needs no look at the claims
        conditions = _conditions(
            reader, True, wanted.without, Publication(wanted.publisher, wanted.since, wanted.until)
        )
        return reader.scalar(select(_claims()).where(~_count.is_news, *conditions)) or 0
    others = asked(reader, replace(wanted, passage=FURNITURE), ("claim_id",)).order_by(None).subquery()
    return reader.scalar(select(func.count()).select_from(others)) or 0


def undated_left_out(reader: "Reader", wanted: Publication | ClaimFilter) -> int:
    """How many articles are of none of the days that are wanted because nobody knows of which they are.

    Of those that meet all else that is wanted, or with a claim that does; 0 if no days are wanted.
    """
    if wanted.since is None and wanted.until is None:
        return 0
    conditions = [
        ~exists().where(_appearance.article_id == _article.id, _appearance.published.is_not(None)),
        _article.published.is_(None),
        _article.superseded.is_(False),
        *of_publication(reader, _article.id, Publication(wanted.publisher)),
    ]
    if isinstance(wanted, ClaimFilter):
        given = {one.name for one in fields(wanted) if getattr(wanted, one.name) not in (None, (), False)}
        if given <= {*_OF_ARTICLES, "article", "furniture", "limit", "after"}:  # which needs no look at the claims
            conditions += [] if wanted.article is None else [_article.id == wanted.article]
        else:
            ever = replace(wanted, since=None, until=None, limit=None, after=None)
            claims = asked(reader, ever, ("article_id",)).order_by(None).subquery()
            conditions.append(_article.id.in_(select(claims.c.article_id)))
    return reader.scalar(select(func.count(_article.id)).where(*conditions)) or 0


def summary_by_article(
    reader: "Reader",
    *,
    furniture: bool = True,
    without: Collection[int] = (),
    published: Publication = ANYWHERE,
) -> Iterator[Row]:
    """For each article: article_id, name, title, claims; by status quoted, sourced, speculative, unsourced; hedged,
    and of those probable, possible; denied.

    The four of status add up to ``claims``; ``hedged`` counts all claims that a hedge governs, whatever their status.
    Without ``furniture`` bylines, datelines and navigation do not count.
    Nor do articles ``without`` which to count, and those that were not so ``published``.
    """
    counts = (
        select(_count.article_id, _claims(), *map(_sum, _COUNTS))
        .where(*_conditions(reader, furniture, without, published))
        .group_by(_count.article_id)
        .subquery()
        .c
    )
    query = (
        select(
            counts.article_id,
            _article.name,
            func.nullif(_article.title, "").label("title"),
            counts.claims,
            *(counts[name] for name in _COUNTS),
        )
        .join_from(counts.article_id.table, _article.id.table, _article.id == counts.article_id)  # type: ignore[arg-type]
        .order_by(counts.article_id)
    )
    return stream(reader, query)


def summary_by_speaker(
    reader: "Reader",
    *,
    furniture: bool = True,
    without: Collection[int] = (),
    limit: int | None = None,
    published: Publication = ANYWHERE,
    kind: OneOrMore[SpeakerKind] = None,
) -> Iterator[Row]:
    """For each speaker, most frequent first: speaker_id, speaker, kind, articles, claims, quoted, sourced, speculative,
    and of those probable, possible; denied.

    ``quoted`` and ``sourced`` count claims by status, ``speculative`` those of them that a hedge governs; ``articles``
    is how many articles they come from. Of speakers only those of a ``kind`` are listed, if one or several are given.
    """
    query = _by_speaker(*_conditions(reader, furniture, without, published))
    if kinds := each(kind):
        query = query.where(_speaker.kind.in_(kinds))
    return stream(reader, query.limit(limit))


def _by_speaker(*conditions: ColumnElement[bool]) -> Select[Any]:
    counts = (
        select(
            _count.speaker_id,
            _articles().label("articles"),
            _claims(),
            *(_sum(name) for name in _COUNTS if name not in (Status.SPECULATIVE, Status.UNSOURCED)),
        )
        .where(_count.speaker_id != 0, *conditions)
        .group_by(_count.speaker_id)
        .subquery()
        .c
    )
    return (
        select(
            counts.speaker_id,
            func.nullif(_speaker.name, "").label("speaker"),
            _speaker.kind,
            counts.articles,
            counts.claims,
            counts.quoted,
            counts.sourced,
            counts.hedged.label("speculative"),
            counts.probable,
            counts.possible,
            counts.denied,
        )
        .join_from(counts.speaker_id.table, _speaker.id.table, _speaker.id == counts.speaker_id)  # type: ignore[arg-type]
        .order_by(counts.claims.desc(), counts.speaker_id)
    )


def _conditions(
    reader: "Reader", furniture: bool, without: Collection[int], published: Publication
) -> Iterator[ColumnElement[bool]]:
    yield from of_publication(reader, _count.article_id, published)
    if not furniture:
        yield _count.is_news
    if without:
        yield _count.article_id.not_in(sorted(without))


def _articles() -> ColumnElement[int]:
    """How many articles a speaker's rows are of: of news and of no news there is one each.

    To count those that are not the same would sort them all, which takes twice as long.
    """
    same = (_news.article_id == _count.article_id, _news.speaker_id == _count.speaker_id, _news.is_news)
    return func.count(case((_count.is_news, 1), (~exists().where(*same), 1)))


def _claims() -> ColumnElement[int]:
    return func.sum(_count.quoted + _count.sourced + _count.speculative + _count.unsourced).label("claims")


def _sum(name: str) -> ColumnElement[int]:
    return func.sum(_count[name]).label(name)
