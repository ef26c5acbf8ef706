"""The claims that people rejected, with the columns of the attribution report, in which they no longer stand."""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, ScalarSelect, String, Subquery, cast, func, literal, null, select

from factdb.records import AND, GAP, State
from factdb.store.schema.tables import (
    Article,
    Attribution,
    AttributionSpan,
    Claim,
    ClaimSpan,
    DecidedClaim,
    Extraction,
    Hedge,
    Speaker,
)
from factdb.store.schema.view import attribution_report


def rejected_report() -> FromClause:
    """A row for each rejected claim of the newest versions: what the engine says of it, and who rejected it.

    ``claim_row`` is the engine's claim. What the engine has no claim of has only its words.
    """
    sources, cue = _spans_of("source"), _spans_of("cue")
    hedges = select(Hedge).where(Hedge.claim_id == Claim.id).order_by(Hedge.position).correlate(Claim).subquery()
    pieces = (
        select(ClaimSpan)
        .where(ClaimSpan.claim_id == Claim.id, ClaimSpan.role == "claim")
        .order_by(ClaimSpan.position)
        .correlate(Claim)
        .subquery()
    )
    names = ("title", "source", "publisher")
    known: dict[str, Any] = {
        "article_id": Article.id,
        **{name: func.nullif(getattr(Article, name), "") for name in names},
        "published": Article.published,
        "sha256": Article.sha256,
        "claim_id": func.coalesce(Claim.uid, DecidedClaim.claim),
        "claim": DecidedClaim.exact,
        "start": Claim.start_offset,
        "end": Claim.end_offset,
        "spans": _listed(_place(pieces), ";"),
        **{
            name: getattr(Claim, name)
            for name in ("status", "quoted", "sourced", "speculative", "hedged_by", "confidence", "prefix", "suffix")
        },
        "quote_type": Attribution.quote_type,
        "speaker": func.nullif(Speaker.name, ""),
        "speaker_kind": Speaker.kind,
        "source_text": _listed(sources.c.exact, GAP),
        "source_spans": _listed(_place(sources), ";"),
        "cue": _listed(cue.c.exact, GAP),
        "cue_span": _listed(_place(cue), ";"),
        "hedges": _listed(hedges.c.exact, AND),
        "hedge_spans": _listed(_place(hedges), ";"),
        "hedge_kinds": _listed(hedges.c.kind, AND),
        "engine": Extraction.engine,
        "engine_version": Extraction.version,
        "certainty": Claim.certainty,
        "denied": Claim.denied,
        "state": DecidedClaim.state,
        "reviewer": DecidedClaim.reviewer,
        "machine_claim": Claim.exact,
        "machine_spans": _listed(_place(pieces), ";"),
        "machine_status": Claim.status,
        "machine_quote_type": Attribution.quote_type,
        "machine_speaker": func.nullif(Speaker.name, ""),
        "article_name": Article.name,
        "extraction_id": Claim.extraction_id,
        "position": Claim.position,
        "claim_row": Claim.id,
        "speaker_id": Attribution.speaker_id,
        "outcome": DecidedClaim.outcome,
        "revision": DecidedClaim.correction_id,
    }
    columns = (known.get(column.name, null()).label(column.name) for column in attribution_report.columns)
    return (
        select(*columns)
        .select_from(DecidedClaim)
        .join(Article, Article.id == DecidedClaim.article_id)
        .outerjoin(Claim, Claim.id == DecidedClaim.machine_claim_id)
        .outerjoin(Extraction, Extraction.id == Claim.extraction_id)
        .outerjoin(Attribution, Attribution.id == Claim.attribution_id)
        .outerjoin(Speaker, Speaker.id == Attribution.speaker_id)
        .where(DecidedClaim.state == State.REJECTED, Article.superseded.is_(False))
        .subquery()
    )


def _spans_of(role: str) -> Subquery:
    return (
        select(AttributionSpan)
        .where(AttributionSpan.attribution_id == Claim.attribution_id, AttributionSpan.role == role)
        .order_by(AttributionSpan.position)
        .correlate(Claim)
        .subquery()
    )


def _place(spans: Subquery) -> ColumnElement[str]:
    return cast(spans.c.start_offset, String) + literal("-") + cast(spans.c.end_offset, String)


def _listed(item: ColumnElement[str], separator: str) -> ScalarSelect[str]:
    return select(func.aggregate_strings(item, separator)).scalar_subquery()
