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
# The same, or JSON already.
_Spans = WrittenSpans | str

# A string as JSON, as ``json.dumps`` has it.
_quoted = json.encoder.encode_basestring_ascii


def checksum(extraction: Extraction) -> str:
    """SHA-256, as hex digits, of all that an extraction holds, in its order."""
    attributions = map(_attribution_text, extraction.attributions)
    return checksum_of(attributions, (_claim_text(one, one.attribution) for one in extraction.claims))


def checksum_of(attributions: Iterable[str], claims: Iterable[str]) -> str:
    """The same of attributions and claims of which each is JSON already.

    The JSON that Python's ``json`` makes of two lists: attributions; claims, each with its attribution's index.
    """
    return hashlib.sha256(f"[[{', '.join(attributions)}], [{', '.join(claims)}]]".encode()).hexdigest()


# The four that follow say how everything is laid out. They put JSON together, which takes a third of what values and a
# JSON encoder take. Lists of numbers are written alike in Python and in JSON.
def attribution_text(
    *,
    sources: _Spans,
    cue: list[int],
    contents: _Spans,
    quote_type: str,
    speaker: str,
    confidence: float,
    why: str,
    roles: _Spans,
    via: int | None,
) -> str:
    """An attribution as JSON; so are ``speaker`` and ``why``.

    Who relays it is written only if somebody does, so that old checksums hold.
    """
    relayed = "" if via is None else f', "via": {via}'
    return (
        f'{{"sources": {sources}, "cue": {cue}, "contents": {contents}, "quote_type": {_quoted(quote_type)}, '
        f'"speaker": {speaker}, "confidence": {_number(confidence)}, "why": {why}, "roles": {roles}{relayed}}}'
    )


def speaker_text(name: str, kind: str, rule: str, chosen: int | None) -> str:
    """A speaker as JSON, with the one that a person chose if there is one."""
    by_hand = "" if chosen is None else f', "chosen": {chosen}'
    return f'{{"name": {_quoted(name)}, "kind": {_quoted(kind)}, "rule": {_quoted(rule)}{by_hand}}}'


def claim_text(
    *,
    spans: _Spans,
    quotations: _Spans,
    hedges: Sequence[str],
    confidence: float,
    denied: bool,
    passage: str,
    reading: str,
    attribution: int | None,
) -> str:
    """The pair of a claim, of hedges that are JSON already, and its attribution's index, as JSON.

    Its passage is written unless it is body, and its reading if it has one: so the checksums hold of what was stored
    before there were any.
    """
    where = "" if passage == Passage.BODY else f', "passage": {_quoted(passage)}'
    alone = f', "reading": {_quoted(reading)}' if reading else ""
    return (
        f'[{{"spans": {spans}, "quotations": {quotations}, "hedges": [{", ".join(hedges)}], '
        f'"confidence": {_number(confidence)}, "denied": {"true" if denied else "false"}{where}{alone}}}, '
        f"{'null' if attribution is None else attribution}]"
    )


def hedge_text(span: list[int], scope: list[int], kind: str, holder: str, certainty: str, confidence: float) -> str:
    """A hedge of a claim as JSON."""
    return (
        f'{{"span": {span}, "kind": {_quoted(kind)}, "holder": {_quoted(holder)}, "scope": {scope}, '
        f'"certainty": {_quoted(certainty)}, "confidence": {_number(confidence)}}}'
    )


def _attribution_text(one: Attribution) -> str:
    return attribution_text(
        sources=_spans_text(one.sources),
        cue=[one.cue.start, one.cue.end],
        contents=_spans_text(one.contents),
        quote_type=one.quote_type.value,
        speaker=_speaker_text(one.speaker),
        confidence=one.confidence,
        why=list_text(one.why),
        roles=_spans_text(one.roles),
        via=one.via,
    )


def _speaker_text(one: Speaker) -> str:
    return speaker_text(one.name, one.kind.value, one.rule, one.chosen)


def _claim_text(one: Claim, attribution: int | None) -> str:
    return claim_text(
        spans=_spans_text(one.spans),
        quotations=_spans_text(one.quotations),
        hedges=list(map(_hedge_text, one.hedges)),
        confidence=one.confidence,
        denied=one.denied,
        passage=one.passage,
        reading=one.reading,
        attribution=attribution,
    )


def _hedge_text(hedge: Hedge) -> str:
    span, scope = write_spans([hedge.span, hedge.scope])
    return hedge_text(span, scope, hedge.kind, hedge.holder, hedge.certainty, hedge.confidence)


def list_text(texts: Iterable[str]) -> str:
    """Several texts as JSON, in a third of the time that ``json.dumps`` takes."""
    return f"[{', '.join(map(_quoted, texts))}]"


def _number(value: float) -> str:
    """As JSON; Python may write a number of another type otherwise."""
    return repr(value) if type(value) is float else json.dumps(value)


def write_spans(spans: Iterable[Span]) -> WrittenSpans:
    """Each span as start and end."""
    return [[span.start, span.end] for span in spans]


def _spans_text(spans: Sequence[Span]) -> str:
    """The same as JSON."""
    if len(spans) == 1:  # as most are, for which the rest takes twice as long
        [one] = spans
        return f"[[{one.start}, {one.end}]]"
    return f"[{', '.join([f'[{one.start}, {one.end}]' for one in spans])}]"


def read_spans(written: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    """What ``write_spans`` wrote."""
    return tuple([Span(start, end) for start, end in written])


def write_speaker(speaker: Speaker) -> Written:
    """A speaker, with the one that a person chose if there is one."""
    return _read(_speaker_text(speaker))


def read_speaker(written: Written) -> Speaker:
    """What ``write_speaker`` wrote."""
    return Speaker(written["name"], SpeakerKind(written["kind"]), written["rule"], written.get("chosen"))


def write_attribution(attribution: Attribution) -> Written:
    """An attribution, its spans by their offsets."""
    return _read(_attribution_text(attribution))


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
    """A claim, without the index of its attribution."""
    written, _ = json.loads(_claim_text(claim, None))
    return dict(written)


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


def _read(text: str) -> Written:
    return dict(json.loads(text))


def _read_hedge(written: Written) -> Hedge:
    return Hedge(
        span=Span(*written["span"]),
        kind=written["kind"],
        holder=Holder(written["holder"]),
        scope=Span(*written["scope"]),
        certainty=Certainty(written["certainty"]),
        confidence=written["confidence"],
    )
