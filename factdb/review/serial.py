"""Attributions and claims as JSON values and back: what a correction keeps of them, and what proves an extraction."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from factdb.records import (
    Attribution,
    Certainty,
    Claim,
    Extraction,
    Hedge,
    Holder,
    Passage,
    QuoteType,
    Span,
    Speaker,
    SpeakerKind,
)

Written = dict[str, Any]
WrittenSpans = list[list[int]]


def checksum(extraction: Extraction) -> str:
    """SHA-256, as hex digits, of all that an extraction holds, in its order."""
    attributions = [write_attribution(attribution) for attribution in extraction.attributions]
    return checksum_of(attributions, [(write_claim(claim), claim.attribution) for claim in extraction.claims])


def checksum_of(attributions: Sequence[Written], claims: Sequence[tuple[Written, int | None]]) -> str:
    """The same of attributions, and claims with the indices of theirs, that are written already."""
    return hashlib.sha256(json.dumps([attributions, claims]).encode()).hexdigest()


def write_spans(spans: Iterable[Span]) -> WrittenSpans:
    """Each span as start and end."""
    return [[span.start, span.end] for span in spans]


def read_spans(written: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    """What ``write_spans`` wrote."""
    return tuple([Span(start, end) for start, end in written])


def write_speaker(speaker: Speaker) -> Written:
    """A speaker, with the one that a person chose if there is one."""
    return written_speaker(speaker.name, speaker.kind.value, speaker.rule, speaker.chosen)


def written_speaker(name: str, kind: str, rule: str, chosen: int | None) -> Written:
    """The same, given what a speaker has."""
    written: Written = {"name": name, "kind": kind, "rule": rule}
    return written if chosen is None else written | {"chosen": chosen}


def read_speaker(written: Written) -> Speaker:
    """What ``write_speaker`` wrote."""
    return Speaker(written["name"], SpeakerKind(written["kind"]), written["rule"], written.get("chosen"))


def write_attribution(attribution: Attribution) -> Written:
    """An attribution, its spans by their offsets; who relays it only if somebody does, so that old checksums hold."""
    return written_attribution(
        sources=write_spans(attribution.sources),
        cue=[attribution.cue.start, attribution.cue.end],
        contents=write_spans(attribution.contents),
        quote_type=attribution.quote_type.value,
        speaker=write_speaker(attribution.speaker),
        confidence=attribution.confidence,
        why=list(attribution.why),
        roles=write_spans(attribution.roles),
        via=attribution.via,
    )


def written_attribution(*, via: int | None, **written: Any) -> Written:
    """The same, given the values of ``write_attribution`` in its order."""
    return written if via is None else written | {"via": via}


def read_attribution(written: Written) -> Attribution:
    """What ``write_attribution`` wrote."""
    return Attribution(
        sources=read_spans(written["sources"]),
        cue=Span(*written["cue"]),
        contents=read_spans(written["contents"]),
        quote_type=QuoteType(written["quote_type"]),
        speaker=read_speaker(written["speaker"]),
        confidence=written["confidence"],
        why=tuple(written["why"]),
        roles=read_spans(written["roles"]),
        via=written.get("via"),
    )


def write_claim(claim: Claim) -> Written:
    """A claim, without the index of its attribution.

    Its passage is written unless it is body, and its reading if it has one: so the checksums hold of what was stored
    before there were any.
    """
    return written_claim(
        spans=write_spans(claim.spans),
        quotations=write_spans(claim.quotations),
        hedges=[_write_hedge(hedge) for hedge in claim.hedges],
        confidence=claim.confidence,
        denied=claim.denied,
        passage=claim.passage.value,
        reading=claim.reading,
    )


def written_claim(*, passage: str, reading: str, **written: Any) -> Written:
    """The same, given the values of ``write_claim`` in its order."""
    if passage != Passage.BODY:
        written["passage"] = passage
    if reading:
        written["reading"] = reading
    return written


def read_claim(written: Written, attribution: int | None) -> Claim:
    """What ``write_claim`` wrote, with the index of its attribution."""
    return Claim(
        spans=read_spans(written["spans"]),
        attribution=attribution,
        quotations=read_spans(written["quotations"]),
        hedges=tuple(map(_read_hedge, written["hedges"])),
        confidence=written["confidence"],
        denied=written["denied"],
        passage=Passage(written.get("passage", Passage.BODY)),
        reading=written.get("reading", ""),
    )


def _write_hedge(hedge: Hedge) -> Written:
    [span, scope] = write_spans([hedge.span, hedge.scope])
    return written_hedge(span, hedge.kind, hedge.holder.value, scope, hedge.certainty.value, hedge.confidence)


def written_hedge(
    span: list[int], kind: str, holder: str, scope: list[int], certainty: str, confidence: float
) -> Written:
    """A hedge of a written claim."""
    return {
        "span": span,
        "kind": kind,
        "holder": holder,
        "scope": scope,
        "certainty": certainty,
        "confidence": confidence,
    }


def _read_hedge(written: Written) -> Hedge:
    return Hedge(
        span=Span(*written["span"]),
        kind=written["kind"],
        holder=Holder(written["holder"]),
        scope=Span(*written["scope"]),
        certainty=Certainty(written["certainty"]),
        confidence=written["confidence"],
    )
