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


def checksum(extraction: Extraction) -> str:
    """SHA-256, as hex digits, of all that an extraction holds, in its order."""
    attributions = [write_attribution(attribution) for attribution in extraction.attributions]
    claims = [[write_claim(claim), claim.attribution] for claim in extraction.claims]
    return hashlib.sha256(json.dumps([attributions, claims]).encode()).hexdigest()


def write_spans(spans: Iterable[Span]) -> list[list[int]]:
    """Each span as start and end."""
    return [[span.start, span.end] for span in spans]


def read_spans(written: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    """What ``write_spans`` wrote."""
    return tuple(Span(start, end) for start, end in written)


def write_speaker(speaker: Speaker) -> Written:
    """A speaker, with the one that a person chose if there is one."""
    written: Written = {"name": speaker.name, "kind": speaker.kind.value, "rule": speaker.rule}
    return written if speaker.chosen is None else written | {"chosen": speaker.chosen}


def read_speaker(written: Written) -> Speaker:
    """What ``write_speaker`` wrote."""
    return Speaker(written["name"], SpeakerKind(written["kind"]), written["rule"], written.get("chosen"))


def write_attribution(attribution: Attribution) -> Written:
    """An attribution, its spans by their offsets; who relays it only if somebody does, so that old checksums hold."""
    via = {} if attribution.via is None else {"via": attribution.via}
    return {
        "sources": write_spans(attribution.sources),
        "cue": [attribution.cue.start, attribution.cue.end],
        "contents": write_spans(attribution.contents),
        "quote_type": attribution.quote_type.value,
        "speaker": write_speaker(attribution.speaker),
        "confidence": attribution.confidence,
        "why": list(attribution.why),
        "roles": write_spans(attribution.roles),
        **via,
    }


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
    passage = {} if claim.passage is Passage.BODY else {"passage": claim.passage.value}
    reading = {"reading": claim.reading} if claim.reading else {}
    return {
        "spans": write_spans(claim.spans),
        "quotations": write_spans(claim.quotations),
        "hedges": [_write_hedge(hedge) for hedge in claim.hedges],
        "confidence": claim.confidence,
        "denied": claim.denied,
        **passage,
        **reading,
    }


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
    return {
        "span": [hedge.span.start, hedge.span.end],
        "kind": hedge.kind,
        "holder": hedge.holder.value,
        "scope": [hedge.scope.start, hedge.scope.end],
        "certainty": hedge.certainty.value,
        "confidence": hedge.confidence,
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
