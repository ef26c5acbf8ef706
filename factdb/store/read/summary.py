"""How many claims there are, by article and by speaker: from what is counted as articles are stored (see ``shown``)."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, ColumnElement, Integer, Select, Text, case, column, exists, func, select, table

from factdb.records import Certainty, SpeakerKind, Status
from factdb.store.read.claims import ANYWHERE, OneOrMore, Publication, Row, each, of_publication, stream

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
_count, _news = _counts.c, _counts.alias("news").c
_article = table("article", column("id", Integer), column("name", Text), column("title", Text)).c
_speaker = table("speaker", column("id", Integer), column("name", Text), column("kind", Text)).c


def number_of_claims(reader: "Reader") -> int:
    """How many claims reports show."""
    return reader.scalar(select(_claims())) or 0


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
