"""Claims and changes as corrections keep them: JSON values, and back."""

from dataclasses import fields, replace
from typing import Any

from factdb.records import QuoteType, Span, Speaker, Status
from factdb.review import serial as written
from factdb.review.claims import AttributedClaim, Change
from factdb.review.relayers import read_relayers, write_relayers


def write(one: AttributedClaim) -> dict[str, Any]:
    """A claim as JSON values."""
    attribution = one.attribution and written.write_attribution(replace(one.attribution, via=None))
    relayers = None if one.relayers is None else write_relayers(one.relayers)
    return {"claim": written.write_claim(one.claim), "attribution": attribution, "relayers": relayers}


def read(value: dict[str, Any]) -> AttributedClaim:
    """What ``write`` wrote."""
    if value["attribution"] is None:
        return AttributedClaim(written.read_claim(value["claim"], None))
    claim, attribution = written.read_claim(value["claim"], 0), written.read_attribution(value["attribution"])
    return AttributedClaim(claim, attribution, read_relayers(value.get("relayers")))


def write_change(change: Change) -> dict[str, Any]:
    """A change as JSON values, without what it leaves alone."""
    found: dict[str, Any] = {}
    for field in fields(change):
        match value := getattr(change, field.name):
            case None:
                continue
            case bool():
                found[field.name] = value
            case tuple() if field.name == "via":
                found[field.name] = write_relayers(value)
            case Span():
                found[field.name] = [value.start, value.end]
            case Speaker():
                found[field.name] = written.write_speaker(value)
            case tuple():
                found[field.name] = written.write_spans(value)
            case _:
                found[field.name] = str(value)
    return found


def read_change(value: dict[str, Any]) -> Change:
    """What ``write_change`` wrote."""

    def span(name: str) -> Span | None:
        return Span(*value[name]) if name in value else None

    return Change(
        spans=written.read_spans(value["spans"]) if "spans" in value else None,
        status=Status(value["status"]) if "status" in value else None,
        source=span("source"),
        cue=span("cue"),
        hedges=_read_hedges(value),
        speaker=written.read_speaker(value["speaker"]) if "speaker" in value else None,
        quote_type=QuoteType(value["quote_type"]) if "quote_type" in value else None,
        contents=written.read_spans(value["contents"]) if "contents" in value else None,
        denied=value.get("denied"),
        via=read_relayers(value.get("via")),
    )


def _read_hedges(value: dict[str, Any]) -> tuple[Span, ...] | None:
    """There was one only, until several could be given, or none."""
    if "hedge" in value:
        return (Span(*value["hedge"]),)
    return written.read_spans(value["hedges"]) if "hedges" in value else None
