"""Reading back: stored articles and extractions as the records they were made from."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, Select, func, literal, select
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
from factdb.store.schema import tables

# The spans of one role of an attribution or a claim, by its id and the role.
_Spans = defaultdict[tuple[int, str], list[Span]]


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


def article_id(session: Session, sha256: str) -> int:
    """The id of the stored article whose text has this digest."""
    return session.scalars(select(tables.Article.id).where(tables.Article.sha256 == sha256)).one()


def current_extraction(session: Session, article_id: int, *, machine: bool = False) -> int:
    """The id of the article's newest extraction; with ``machine``, of the engine's newest."""
    newest = select(func.max(tables.Extraction.id)).where(tables.Extraction.article_id == article_id)
    if machine:
        newest = newest.where(tables.Extraction.corrects.is_(None))
    return session.scalars(newest).one() or 0


def load_extraction(session: Session, extraction_id: int) -> Extraction:
    """A stored extraction, equal to what was saved. Raises LookupError if it is not there."""
    return load_extractions(session.connection(), [extraction_id])[extraction_id]


def load_extractions(connection: Connection, ids: Collection[int]) -> dict[int, Extraction]:
    """The stored extractions with these ids, of which there may be some hundreds; by id, each equal to what was saved.

    Raises LookupError or ValueError if something in one of them is missing, or is none of the words that it may be.
    """
    table = tables.Extraction
    columns = (table.id, table.engine, table.version, table.digest, table.language)
    engines = connection.execute(select(*columns).where(table.id.in_(ids))).all()
    attributions = _attributions(connection, ids)
    claims = _claims(connection, ids, {extraction: list(found) for extraction, found in attributions.items()})
    return {
        number: Extraction(
            engine=Engine(name, version, digest, language),
            attributions=tuple(attributions[number].values()),
            claims=tuple(claims[number]),
        )
        for number, name, version, digest, language in engines
    }


def current_articles(session: Session) -> Sequence[int]:
    """The ids of the articles that no newer version supersedes, in the order of import."""
    current = select(tables.Article.id).where(tables.Article.superseded.is_(False))
    return session.scalars(current.order_by(tables.Article.id)).all()


def current_extractions() -> Select[int]:
    """The newest extraction of each of these articles, as people corrected it."""
    return select(tables.Extraction.id).where(tables.Extraction.is_shown)


def _attributions(connection: Connection, extractions: Collection[int]) -> dict[int, dict[int, Attribution]]:
    """The attributions of each extraction by their ids, in their order."""
    table, span, role = tables.Attribution, tables.AttributionSpan, tables.AttributionRole
    of_extractions = table.extraction_id.in_(extractions)
    spans = _spans(
        connection,
        select(span.attribution_id, span.role, span.start_offset, span.end_offset)
        .join(table, table.id == span.attribution_id)
        .where(of_extractions)
        .order_by(span.position),
    )
    roles = _spans(
        connection,
        select(role.attribution_id, literal("role"), role.start_offset, role.end_offset)
        .join(table, table.id == role.attribution_id)
        .where(of_extractions)
        .order_by(role.position),
    )
    rows = connection.execute(select(*table.__table__.c).where(of_extractions).order_by(table.position)).all()
    ids: defaultdict[int, list[int]] = defaultdict(list)
    for row in rows:
        ids[row.extraction_id].append(row.id)
    order = {extraction: {number: place for place, number in enumerate(its)} for extraction, its in ids.items()}
    found: defaultdict[int, dict[int, Attribution]] = defaultdict(dict)
    for row in rows:
        found[row.extraction_id][row.id] = Attribution(
            sources=tuple(spans[row.id, "source"]),
            cue=spans[row.id, "cue"][0],
            contents=tuple(spans[row.id, "content"]),
            quote_type=QuoteType(row.quote_type),
            speaker=Speaker(row.named, SpeakerKind(row.named_kind), row.named_rule, row.chosen_speaker_id),
            confidence=row.confidence,
            why=tuple(row.why),
            roles=tuple(roles[row.id, "role"]),
            via=None if row.via_id is None else order[row.extraction_id][row.via_id],
        )
    return found


def _claims(
    connection: Connection, extractions: Collection[int], attributions: Mapping[int, Sequence[int]]
) -> dict[int, list[Claim]]:
    """The claims of each extraction in their order; ``attributions`` are the ids of its attributions in theirs."""
    table, span, hedge = tables.Claim, tables.ClaimSpan, tables.Hedge
    of_extractions = table.extraction_id.in_(extractions)
    spans = _spans(
        connection,
        select(span.claim_id, span.role, span.start_offset, span.end_offset)
        .join(table, table.id == span.claim_id)
        .where(of_extractions)
        .order_by(span.position),
    )
    hedge_rows = select(*hedge.__table__.c).join(table, table.id == hedge.claim_id).where(of_extractions)
    hedges: defaultdict[int, list[Hedge]] = defaultdict(list)
    for row in connection.execute(hedge_rows.order_by(hedge.position)):
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
    order = {
        extraction: {number: place for place, number in enumerate(its)} for extraction, its in attributions.items()
    }
    columns = (table.extraction_id, table.id, table.attribution_id, table.confidence, table.denied)
    query = select(*columns, table.passage, table.reading).where(of_extractions).order_by(table.position)
    found: defaultdict[int, list[Claim]] = defaultdict(list)
    rows = connection.execute(query).all()
    for extraction, row_id, attribution_id, confidence, denied, passage, reading in rows:
        found[extraction].append(
            Claim(
                spans=tuple(spans[row_id, "claim"]),
                attribution=None if attribution_id is None else order[extraction][attribution_id],
                quotations=tuple(spans[row_id, "quotation"]),
                hedges=tuple(hedges[row_id]),
                confidence=confidence,
                denied=denied,
                passage=Passage(passage),
                reading=reading,
            )
        )
    return found


def _spans(connection: Connection, rows: Select[int, str, int, int]) -> _Spans:
    spans: _Spans = defaultdict(list)
    for owner, role, start, end in connection.execute(rows).all():
        spans[owner, role].append(Span(start, end))
    return spans
