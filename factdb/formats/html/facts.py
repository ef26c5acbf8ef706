"""What is known of each claim of an article, as plain values: for a page, its report, and programs alike."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from factdb.records import Article, Attribution, Extraction, Hedge, State, claim_id, joined
from factdb.review.serial import write_spans

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """One claim as a page shows it.

    ``number`` is its place in the extraction; ``relayed_by`` are those who tell that it was said, the nearest first.
    Spans are pairs of offsets in code points of the article's text; ``speaker_id`` is None outside a database.
    """

    number: int
    id: str
    claim: str
    spans: list[list[int]]
    status: str
    quoted: bool
    sourced: bool
    speculative: bool
    certainty: str
    denied: bool
    confidence: float
    quote_type: str | None
    attribution: int | None
    speaker: str
    speaker_kind: str | None
    speaker_id: int | None
    source: str
    source_spans: list[list[int]]
    cue: str
    cue_span: list[int] | None
    roles: list[str]
    why: list[str]
    hedges: list[dict[str, Any]]
    hedged_by: list[str]
    relayed_by: list[str]
    reading: str
    state: str
    reviewer: str


def claim_facts(article: Article, extraction: Extraction, rows: Iterable[Row] = ()) -> list[ClaimFacts]:
    """Every claim, in the order of the extraction; ``rows`` are those of the attribution report, if it lists them.

    The rows tell whom a speaker's name means and what people decided.
    """
    known = {row["claim_id"]: row for row in rows}
    digest = article.sha256
    ids = [claim_id(digest, claim.spans) for claim in extraction.claims]
    above: dict[int | None, list[int]] = dict(relays(extraction).items())
    names = [attribution.speaker.name for attribution in extraction.attributions]
    for uid, claim in zip(ids, extraction.claims, strict=True):
        row = known.get(uid)
        if row and claim.attribution is not None:
            names[claim.attribution] = row["speaker"] or ""
    return [_facts(article.text, extraction, number, uid, known, above, names) for number, uid in enumerate(ids)]


def relays(extraction: Extraction) -> dict[int, list[int]]:
    """For each attribution that stands in what another one attributes, those others, the nearest first."""
    cues = sorted((attribution.cue.start, number) for number, attribution in enumerate(extraction.attributions))
    found: dict[int, list[tuple[int, int]]] = {}
    for number, attribution in enumerate(extraction.attributions):
        for content in attribution.contents:
            for _, inner in cues[bisect_left(cues, (content.start, -1)) : bisect_left(cues, (content.end, -1))]:
                if inner != number and content.covers(extraction.attributions[inner].cue):
                    found.setdefault(inner, []).append((content.end - content.start, number))
    return {inner: [number for _, number in sorted(outer)] for inner, outer in found.items()}


def _facts(
    text: str,
    extraction: Extraction,
    number: int,
    uid: str,
    known: Mapping[str, Row],
    above: Mapping[int | None, Sequence[int]],
    names: Sequence[str],
) -> ClaimFacts:
    claim = extraction.claims[number]
    row = known.get(uid, {})
    said = None if claim.attribution is None else extraction.attributions[claim.attribution]
    return ClaimFacts(
        number=number,
        id=uid,
        claim=joined(text, claim.spans),
        spans=write_spans(claim.spans),
        status=str(claim.status),
        quoted=claim.quoted,
        sourced=claim.sourced,
        speculative=claim.speculative,
        certainty=str(claim.certainty),
        denied=claim.denied,
        confidence=claim.confidence,
        attribution=claim.attribution,
        speaker="" if claim.attribution is None else names[claim.attribution],
        speaker_id=row.get("speaker_id"),
        hedges=[_hedge(text, hedge) for hedge in claim.hedges],
        hedged_by=[str(holder) for holder in claim.hedged_by],
        relayed_by=[names[outer] or "a source" for outer in above.get(claim.attribution, ())],
        reading=row.get("reading") or "",
        state=str(row.get("state") or State.OPEN),
        reviewer=row.get("reviewer") or "",
        **_attributed(text, said, row),
    )


def _attributed(text: str, said: Attribution | None, row: Row) -> dict[str, Any]:
    if said is None:
        return {
            "quote_type": None,
            "speaker_kind": None,
            "source": "",
            "source_spans": [],
            "cue": "",
            "cue_span": None,
            "roles": [],
            "why": [],
        }
    return {
        "quote_type": str(said.quote_type),
        "speaker_kind": str(row.get("speaker_kind") or said.speaker.kind),
        "source": joined(text, said.sources),
        "source_spans": write_spans(said.sources),
        "cue": said.cue.of(text),
        "cue_span": [said.cue.start, said.cue.end],
        "roles": list(dict.fromkeys(role.of(text) for role in said.roles)),
        "why": list(said.why),
    }


def _hedge(text: str, hedge: Hedge) -> dict[str, Any]:
    return {
        "words": hedge.span.of(text),
        "span": [hedge.span.start, hedge.span.end],
        "kind": hedge.kind,
        "holder": str(hedge.holder),
        "certainty": str(hedge.certainty),
    }
