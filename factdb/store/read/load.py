"""Reading back: stored articles and extractions as the records they were made from."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import JSON, Connection, Select, Text, bindparam, cast, func, literal, select, text
from sqlalchemy.orm import Session

from factdb.errors import NotFoundError, Remedy
from factdb.records import (
    Article,
    Attribution,
    Certainty,
    Claim,
    Engine,
    Extraction,
    Hedge,
    Holder,
    Locator,
    Passage,
    QuoteType,
    Span,
    Speaker,
    SpeakerKind,
)
from factdb.store.dialect import ask_one, plain_rows
from factdb.store.schema import tables
from factdb.store.schema.base import Base

# Rows of what was found, by table and extraction; those of an extraction in its order.
Stored = Mapping[type[Base], Mapping[int, Sequence[Any]]]

# The article whose text has this digest. Made once, because making a statement takes as long as running it.
OF_TEXT = select(tables.Article.id).where(tables.Article.sha256 == bindparam("sha256"))
# The condition is word for word that of the index.
_LAST_REMOVAL = (
    select(tables.Correction.data).where(text(tables.REMOVAL)).order_by(tables.Correction.id.desc()).limit(1)
)
# The spans of one role of an attribution or a claim, by its id and the role.
_Spans = defaultdict[tuple[int, str], list[Span]]

# Whom an attribution means is no part of the extraction: the corrections say so.
_LEFT_OUT = ("speaker_id", "joined_by")


def load(session: Session, article_id: int) -> tuple[Article, Extraction]:
    """The stored article and its current extraction, as people corrected it. Raises NotFoundError."""
    return load_article(session, article_id), load_extraction(session, current_extraction(session, article_id))


def load_article(session: Session, article_id: int) -> Article:
    """The stored article, equal to what was saved. Raises NotFoundError."""
    article = session.get(tables.Article, article_id)
    if article is None:
        raise NotFoundError(f"{article_id}: no such article").mended_by(Remedy.LIST_ARTICLES)
    return Article(
        text=article.text,
        name=article.name,
        source=article.source,
        title=article.title,
        publisher=article.publisher,
        author=article.author,
        published=article.published,
        collection=article.collection,
        language=article.language,
        extra=json.loads(article.extra),
        locators=tuple(Locator(start, fragment) for start, fragment in json.loads(article.locators)),
    )


def greatest_removed(connection: Connection) -> int:
    """The greatest id that any article had when some were removed last; 0 if none ever were."""
    data = ask_one(connection, _LAST_REMOVAL)
    return int(json.loads(data)["last"]) if data else 0


def removals(connection: Connection) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
    """Every removal of articles: the correction, who made it, and its data (see ``remove``)."""
    made = tables.Correction
    query = select(made.id, made.reviewer, made.data).where(text(tables.REMOVAL)).order_by(made.id)
    for number, reviewer, data in connection.execute(query):
        yield number, reviewer, json.loads(data)


def removed_articles(connection: Connection) -> Mapping[int, str]:
    """The articles that were removed, by id, each with what it was called."""
    return {one["article"]: one["name"] for *_, data in removals(connection) for one in data["articles"]}


def article_id(session: Session, sha256: str) -> int:
    """The id of the stored article whose text has this digest."""
    found = known_article(session.connection(), sha256)
    assert found is not None, f"no text {sha256} is stored"
    return found


def known_article(connection: Connection, sha256: str) -> int | None:
    """The same, or None if none has it."""
    found: int | None = ask_one(connection, OF_TEXT, sha256=sha256)
    return found


def current_extraction(session: Session, article_id: int, *, machine: bool = False) -> int:
    """The id of the article's newest extraction; with ``machine``, of the engine's newest."""
    return session.scalars(_newest(machine=machine), {"article": article_id}).one() or 0


@cache  # because making a statement takes as long as running it
def _newest(*, machine: bool) -> Select[int]:
    """The newest extraction of ``article``; with ``machine``, the engine's newest."""
    newest = select(func.max(tables.Extraction.id)).where(tables.Extraction.article_id == bindparam("article"))
    return newest.where(tables.Extraction.corrects.is_(None)) if machine else newest


def load_extraction(session: Session, extraction_id: int) -> Extraction:
    """A stored extraction, equal to what was saved. Raises LookupError if it is not there."""
    return load_extractions(session.connection(), [extraction_id])[extraction_id]


def load_extractions(connection: Connection, ids: Collection[int]) -> dict[int, Extraction]:
    """The stored extractions with these ids, of which there may be some hundreds; by id, each equal to what was saved.

    Raises LookupError or ValueError if something in one of them is missing, or is none of the words that it may be.
    """
    stored = {table: _by_extraction(_rows(connection, table, ids)) for table in _FOUND}
    found = {}
    for number, *engine in connection.execute(_engines(), {"extractions": list(ids)}).all():
        its = {table: rows[number] for table, rows in stored.items()}
        order = {row.id: place for place, row in enumerate(its[tables.Attribution])}
        found[number] = Extraction(Engine(*engine), tuple(_attributions(its, order)), tuple(_claims(its, order)))
    return found


def stored_rows(connection: Connection, extractions: Collection[int]) -> Stored:
    """All that is stored of what these extractions found: rows that begin with the id of the extraction.

    Without whom an attribution means; JSON as text, and all else as the driver has it.
    """
    wanted = {"extractions": list(extractions)}
    return {table: _by_extraction(plain_rows(connection, _query(table), wanted)) for table in _FOUND}


@cache
def _engines() -> Select[*tuple[Any, ...]]:
    """The id and the engine of each of ``extractions``."""
    table = tables.Extraction
    engine = (table.engine, table.version, table.digest, table.language)
    return select(table.id, *engine).where(table.id.in_(bindparam("extractions", expanding=True)))


def current_articles(session: Session) -> Sequence[int]:
    """The ids of the articles that no newer version supersedes, in the order of import."""
    current = select(tables.Article.id).where(tables.Article.superseded.is_(False))
    return session.scalars(current.order_by(tables.Article.id)).all()


def current_extractions() -> Select[int]:
    """The newest extraction of each of these articles, as people corrected it."""
    return select(tables.Extraction.id).where(tables.Extraction.is_shown)


def found_columns(table: type[Base]) -> Sequence[str]:
    """The columns of a table that ``stored_rows`` reads, behind the id of the extraction."""
    return [column.name for column in table.__table__.columns if column.name not in _LEFT_OUT]


@cache
def _query(table: type[Base]) -> Select[Any]:
    """The rows of a table that belong to ``extractions``."""
    of, whole = table.__table__, _FOUND[table].__table__
    columns: list[Any] = [of.c[name] for name in found_columns(table)]
    columns = [cast(one, Text).label(one.name) if isinstance(one.type, JSON) else one for one in columns]
    if table is tables.AttributionRole:  # so that all spans are alike
        columns.insert(1, literal("role").label("role"))
    wanted = whole.c.extraction_id.in_(bindparam("extractions", expanding=True))
    query = select(whole.c.extraction_id, *columns).where(wanted)
    if whole is of:
        return query.order_by(of.c.extraction_id, of.c.position)
    return query.join_from(of, whole, whole.c.id == next(iter(of.primary_key))).order_by(*of.primary_key)


def _rows(connection: Connection, table: type[Base], extractions: Collection[int]) -> Sequence[Any]:
    return connection.execute(_query(table), {"extractions": list(extractions)}).all()


def _by_extraction(rows: Sequence[Any]) -> Mapping[int, Sequence[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found


def _attributions(its: Mapping[type[Base], Sequence[Any]], order: Mapping[int, int]) -> Iterator[Attribution]:
    """The attributions of an extraction; ``order`` has the place of each by its id."""
    spans, roles = _spans(its[tables.AttributionSpan]), _spans(its[tables.AttributionRole])
    for row in its[tables.Attribution]:
        yield Attribution(
            sources=tuple(spans[row.id, "source"]),
            cue=spans[row.id, "cue"][0],
            contents=tuple(spans[row.id, "content"]),
            quote_type=QuoteType(row.quote_type),
            speaker=Speaker(row.named, SpeakerKind(row.named_kind), row.named_rule, row.chosen_speaker_id),
            confidence=row.confidence,
            why=tuple(json.loads(row.why)),
            roles=tuple(roles[row.id, "role"]),
            via=None if row.via_id is None else order[row.via_id],
        )


def _claims(its: Mapping[type[Base], Sequence[Any]], order: Mapping[int, int]) -> Iterator[Claim]:
    spans = _spans(its[tables.ClaimSpan])
    hedges: defaultdict[int, list[Hedge]] = defaultdict(list)
    for row in its[tables.Hedge]:
        hedges[row.claim_id].append(
            Hedge(
                span=Span(row.start_offset, row.end_offset),
                kind=row.kind,
                holder=Holder(row.holder),
                scope=Span(row.scope_start_offset, row.scope_end_offset),
                certainty=Certainty(row.certainty),
                confidence=row.confidence,
            )
        )
    for row in its[tables.Claim]:
        yield Claim(
            spans=tuple(spans[row.id, "claim"]),
            attribution=None if row.attribution_id is None else order[row.attribution_id],
            quotations=tuple(spans[row.id, "quotation"]),
            hedges=tuple(hedges[row.id]),
            confidence=row.confidence,
            denied=row.denied,
            passage=Passage(row.passage),
            reading=row.reading,
        )


def _spans(rows: Sequence[Any]) -> _Spans:
    spans: _Spans = defaultdict(list)
    for _, owner, role, _, start, end, _ in rows:
        spans[owner, role].append(Span(start, end))
    return spans


# The tables of what is found, each with that which its rows are of.
_FOUND: Mapping[type[Base], type[tables.Attribution | tables.Claim]] = {
    tables.Attribution: tables.Attribution,
    tables.AttributionSpan: tables.Attribution,
    tables.AttributionRole: tables.Attribution,
    tables.Claim: tables.Claim,
    tables.ClaimSpan: tables.Claim,
    tables.Hedge: tables.Claim,
}
