"""Reading back: stored articles and extractions as the records they were made from."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import Select, func, literal, select
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
_Spans = defaultdict[tuple[int, str], tuple[Span, ...]]


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
    """A stored extraction, equal to what was saved."""
    row = session.scalars(select(tables.Extraction).where(tables.Extraction.id == extraction_id)).one()
    attributions = {row.id: attribution for row, attribution in _attributions(session, extraction_id)}
    order = {row_id: index for index, row_id in enumerate(attributions)}
    return Extraction(
        engine=Engine(row.engine, row.version, row.digest, row.language),
        attributions=tuple(attributions.values()),
        claims=tuple(_claims(session, extraction_id, order)),
    )


def load_all(session: Session) -> Iterator[tuple[Article, Extraction]]:
    """Every article, without superseded ones, with its current extraction, in the order of import, one in memory at a
    time.
    """
    return (load(session, article_id) for article_id in current_articles(session))


def current_articles(session: Session) -> Sequence[int]:
    """The ids of the articles that no newer version supersedes, in the order of import."""
    current = select(tables.Article.id).where(tables.Article.superseded.is_(False))
    return session.scalars(current.order_by(tables.Article.id)).all()


def current_extractions() -> Select[int]:
    """The newest extraction of each of these articles, as people corrected it."""
    return select(tables.Extraction.id).where(tables.Extraction.is_shown)


def _attributions(session: Session, extraction_id: int) -> Iterator[tuple[tables.Attribution, Attribution]]:
    spans = _spans(
        session,
        select(
            tables.AttributionSpan.attribution_id,
            tables.AttributionSpan.role,
            tables.AttributionSpan.start_offset,
            tables.AttributionSpan.end_offset,
        )
        .join(tables.Attribution, tables.Attribution.id == tables.AttributionSpan.attribution_id)
        .where(tables.Attribution.extraction_id == extraction_id)
        .order_by(tables.AttributionSpan.position),
    )
    roles = _spans(
        session,
        select(
            tables.AttributionRole.attribution_id,
            literal("role"),
            tables.AttributionRole.start_offset,
            tables.AttributionRole.end_offset,
        )
        .join(tables.Attribution, tables.Attribution.id == tables.AttributionRole.attribution_id)
        .where(tables.Attribution.extraction_id == extraction_id)
        .order_by(tables.AttributionRole.position),
    )
    rows = (
        select(tables.Attribution)
        .where(tables.Attribution.extraction_id == extraction_id)
        .order_by(tables.Attribution.position)
    )
    found = session.scalars(rows).all()
    order = {row.id: index for index, row in enumerate(found)}
    for row in found:
        yield (
            row,
            Attribution(
                sources=spans[row.id, "source"],
                cue=spans[row.id, "cue"][0],
                contents=spans[row.id, "content"],
                quote_type=QuoteType(row.quote_type),
                speaker=Speaker(row.named, SpeakerKind(row.named_kind), row.named_rule, row.chosen_speaker_id),
                confidence=row.confidence,
                why=tuple(row.why),
                roles=roles[row.id, "role"],
                via=None if row.via_id is None else order[row.via_id],
            ),
        )


def _claims(session: Session, extraction_id: int, attributions: dict[int, int]) -> Iterator[Claim]:
    """The claims; ``attributions`` are the indexes of the attributions by their ids."""
    of_extraction = tables.Claim.extraction_id == extraction_id
    spans = _spans(
        session,
        select(
            tables.ClaimSpan.claim_id, tables.ClaimSpan.role, tables.ClaimSpan.start_offset, tables.ClaimSpan.end_offset
        )
        .join(tables.Claim, tables.Claim.id == tables.ClaimSpan.claim_id)
        .where(of_extraction)
        .order_by(tables.ClaimSpan.position),
    )
    hedges: defaultdict[int, tuple[Hedge, ...]] = defaultdict(tuple)
    hedge_rows = (
        select(tables.Hedge)
        .join(tables.Claim, tables.Claim.id == tables.Hedge.claim_id)
        .where(of_extraction)
        .order_by(tables.Hedge.claim_id, tables.Hedge.position)
    )
    for row in session.scalars(hedge_rows):
        hedges[row.claim_id] += (
            Hedge(
                span=Span(row.start_offset, row.end_offset),
                kind=row.kind,
                holder=Holder(row.holder),
                scope=Span(row.scope_start_offset, row.scope_end_offset),
                certainty=Certainty(row.certainty),
                confidence=row.confidence,
            ),
        )
    claim = tables.Claim
    columns = select(claim.id, claim.attribution_id, claim.confidence, claim.denied, claim.passage, claim.reading)
    for row_id, attribution_id, confidence, denied, passage, reading in session.execute(
        columns.where(of_extraction).order_by(claim.position)
    ):
        yield Claim(
            spans=spans[row_id, "claim"],
            attribution=None if attribution_id is None else attributions[attribution_id],
            quotations=spans[row_id, "quotation"],
            hedges=hedges[row_id],
            confidence=confidence,
            denied=denied,
            passage=Passage(passage),
            reading=reading,
        )


def _spans(session: Session, rows: Select[int, str, int, int]) -> _Spans:
    spans: _Spans = defaultdict(tuple)
    for owner, role, start, end in session.execute(rows):
        spans[owner, role] += (Span(start, end),)
    return spans
