"""Everything about an article as one line of JSON; a span is ``[start, end, exact]``."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from factdb.records import (
    Article,
    Attribution,
    Claim,
    Extraction,
    Hedge,
    Span,
    State,
    claim_id,
)
from factdb.store.read.decided import ClaimDecision

_encode = json.JSONEncoder(ensure_ascii=False).encode


def line(
    article: Article,
    extraction: Extraction,
    decided: Iterable[ClaimDecision] = (),
    places: Iterable[Mapping[str, Any]] = (),
) -> str:
    """One article, its text included, with its attributions and claims; no line end.

    A claim's ``attribution`` is an index into ``attributions``, or null; its ``state`` is that of ``decided``, with the
    last ``reviewer``, or open. ``places`` are where the text appeared, as ``appearances`` lists them.
    """
    text = article.text
    people = {one.claim: one for one in decided}
    parts: dict[str, Any] = {
        "name": article.name,
        "source": article.source,
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "published": article.published.isoformat() if article.published else None,
        "sha256": article.sha256,
        "engine": {
            "name": extraction.engine.name,
            "version": extraction.engine.version,
            "digest": extraction.engine.digest,
        },
        "text": text,
        "attributions": (_attribution(text, attribution) for attribution in extraction.attributions),
        "claims": (_claim(article, claim, people) for claim in extraction.claims),
        "language": article.language,
        "collection": article.collection,
        "extra": article.extra,
        "locators": [[locator.start, locator.fragment] for locator in article.locators],
        "appearances": [_plain(place) for place in places],
    }
    return f"{{{', '.join(f'{_encode(name)}: {_part(part)}' for name, part in parts.items())}}}"


def _part(part: Any) -> str:
    """What there may be very much of, one by one: else Python looks again and again for what of it nobody needs."""
    return f"[{', '.join(map(_encode, part))}]" if isinstance(part, Iterator) else _encode(part)


def _plain(place: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in place.items()}


def _attribution(text: str, attribution: Attribution) -> dict[str, Any]:
    return {
        "sources": _spans(text, attribution.sources),
        "cue": _span(text, attribution.cue),
        "contents": _spans(text, attribution.contents),
        "quote_type": attribution.quote_type,
        "speaker": {
            "name": attribution.speaker.name,
            "kind": attribution.speaker.kind,
            "rule": attribution.speaker.rule,
            "roles": _spans(text, attribution.roles),
        },
        "via": attribution.via,
        "confidence": attribution.confidence,
        "why": attribution.why,
    }


def _claim(article: Article, claim: Claim, decided: Mapping[str | None, ClaimDecision]) -> dict[str, Any]:
    uid = claim_id(article.sha256, claim.spans)
    people = decided.get(uid)
    return {
        "id": uid,
        "spans": _spans(article.text, claim.spans),
        "status": claim.status,
        "quoted": claim.quoted,
        "sourced": claim.sourced,
        "speculative": claim.speculative,
        "attribution": claim.attribution,
        "quotations": _spans(article.text, claim.quotations),
        "hedges": [_hedge(article.text, hedge) for hedge in claim.hedges],
        "hedged_by": claim.hedged_by,
        "certainty": claim.certainty,
        "denied": claim.denied,
        "passage": claim.passage,
        "reading": claim.reading or None,
        "confidence": claim.confidence,
        "state": people.state if people else State.OPEN,
        "reviewer": people and people.reviewer,
    }


def _hedge(text: str, hedge: Hedge) -> dict[str, Any]:
    return {
        "span": _span(text, hedge.span),
        "kind": hedge.kind,
        "holder": hedge.holder,
        "scope": _span(text, hedge.scope),
        "certainty": hedge.certainty,
        "confidence": hedge.confidence,
    }


def _spans(text: str, spans: tuple[Span, ...]) -> list[list[int | str]]:
    return [_span(text, span) for span in spans]


def _span(text: str, span: Span) -> list[int | str]:
    return [span.start, span.end, span.of(text)]
