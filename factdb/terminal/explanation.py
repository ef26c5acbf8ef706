"""All that is known of one claim, and why, as labels and values: what it says, what shows it, what people decided."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from factdb.records import Article, Attribution, Claim, Extraction, Hedge, Outcome, claim_id, joined
from factdb.review.locate import written_places
from factdb.store.read.decided import ClaimDecision
from factdb.store.write.rows import CONTEXT


def explanation(article: Article, extraction: Extraction, claim: Claim) -> Iterator[tuple[str, str]]:
    """What a claim says, where it stands, who says it, and why it has its status."""
    text = article.text
    start, end = min(span.start for span in claim.spans), max(span.end for span in claim.spans)
    yield "claim", joined(text, claim.spans)
    if claim.reading:
        yield "reads alone", claim.reading
    yield "id", claim_id(article.sha256, claim.spans)
    yield "stands at", written_places(claim.spans)
    yield "text before", text[max(start - CONTEXT, 0) : start]
    yield "text after", text[end : end + CONTEXT]
    facts = {"quoted": claim.quoted, "sourced": claim.sourced, "speculative": claim.speculative}
    yield "status", ", ".join(fact for fact, holds in facts.items() if holds) or str(claim.status)
    for quotation in claim.quotations:
        yield "in quotation marks", f"{quotation.of(text)} at {written_places([quotation])}"
    if claim.attribution is not None:
        attribution = extraction.attributions[claim.attribution]
        speaker = attribution.speaker
        yield "speaker", f"{speaker.name or 'not given'} ({', '.join(filter(None, (speaker.kind, speaker.rule)))})"
        for relayer in relayers(extraction, attribution):
            yield "relayed by", relayer.speaker.name or "not given"
        for source in attribution.sources:
            yield "source", f"{source.of(text)} at {written_places([source])}"
        yield "cue", f"{attribution.cue.of(text)} at {written_places([attribution.cue])}"
        yield "quote type", attribution.quote_type
        for role in attribution.roles:
            yield "role", f"{role.of(text)} at {written_places([role])}"
        for reason in attribution.why:
            yield "why", reason
    yield "certainty", f"{claim.certainty}{', denied' if claim.denied else ''}"
    for hedge in claim.hedges:
        yield "hedge", _hedge(text, hedge)
    yield "confidence", f"{claim.confidence:.2f}"


def relayers(extraction: Extraction, attribution: Attribution) -> Iterator[Attribution]:
    """Who relays it, and who relays that: from the nearest on."""
    while attribution.via is not None:
        attribution = extraction.attributions[attribution.via]
        yield attribution


def decisions(
    decided: ClaimDecision, shown: Mapping[str, Any] | None, history: Iterable[Mapping[str, Any]]
) -> Iterator[tuple[str, str]]:
    """What people decided about a claim, each time, and what the engine says where that is something else.

    ``shown`` is the claim as ``store.decide`` describes it, None if it is rejected or orphaned; ``history`` its
    corrections, as ``store.history`` gives them.
    """
    if shown is None:
        yield "claim", decided.exact
        yield "id", decided.key
    yield "state", f"{decided.state}, decided last by {decided.reviewer}"
    if decided.outcome is not Outcome.KEPT:
        yield "outcome", f"{decided.outcome}: {decided.note}" if decided.note else decided.outcome
    for one in history:
        what = ": ".join(filter(None, (one["action"], one["what"])))
        reason = f" ({one['reason']})" if one["reason"] else ""
        undone = f", undone by correction {one['undone_by']}" if one["undone_by"] else ""
        yield "decided", f"{one['made_at']:%Y-%m-%d %H:%M} by {one['reviewer']}: {what}{reason}{undone}"
    if decided.engine_claim is None:
        yield "engine", "makes no such claim"
        return
    for part, value in asdict(decided.engine_claim).items():
        if value and value != (shown or {"claim": decided.exact}).get(part):
            yield f"engine's {part.replace('_', ' ')}", value


def _hedge(text: str, hedge: Hedge) -> str:
    scope = f"{hedge.scope.of(text)} at {written_places([hedge.scope])}"
    kind = f"{hedge.kind}, {hedge.certainty}, the {hedge.holder}'s, confidence {hedge.confidence:.2f}"
    return f"{hedge.span.of(text)} at {written_places([hedge.span])}: {kind}, governs {scope}"
