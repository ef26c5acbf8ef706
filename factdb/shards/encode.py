"""Records as rows of the nested table, and rows of articles as records."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, timedelta, timezone
from typing import Any

from factdb.errors import InputError
from factdb.records import (
    Article,
    Attribution,
    Claim,
    Extraction,
    Hedge,
    Locator,
    Origin,
    Span,
    claim_columns,
    claim_id,
    joined,
)

Row = dict[str, Any]


def article_row(article: Article, file: int, number: int) -> Row:
    """A row of ARTICLE. Raises InputError for a time of publication without a time zone."""
    published = article.published
    if published is not None and published.tzinfo is None:
        raise InputError(f"{article.source!r}: its time of publication has no time zone; add one")
    offset = None if published is None else published.utcoffset()
    return {
        "file": file,
        "number": number,
        "name": article.name,
        "source": article.source,
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "published": published,
        "published_offset": None if offset is None else int(offset.total_seconds()),
        "collection": article.collection,
        "language": article.language,
        "text": article.text,
        "extra": json.dumps(article.extra, ensure_ascii=False),
        "locators": [{"start": one.start, "fragment": one.fragment} for one in article.locators],
        "original": article.origin.sha256,
        "media_type": article.origin.media_type,
        "reader": article.origin.reader,
    }


def article_of(row: Mapping[str, Any]) -> Article:
    """The article of a row of ARTICLE; whatever but the text is absent is taken for empty."""
    published = row.get("published")
    if published is not None:
        # The day of publication tells one appearance from another, and is that of the publisher's own clock.
        clock = timezone(timedelta(seconds=row.get("published_offset") or 0))
        published = (published if published.tzinfo else published.replace(tzinfo=UTC)).astimezone(clock)
    return Article(
        text=row["text"] or "",
        name=row.get("name") or "",
        source=row.get("source") or "",
        title=row.get("title") or "",
        publisher=row.get("publisher") or "",
        author=row.get("author") or "",
        published=published,
        collection=row.get("collection") or "",
        language=row.get("language") or "",
        extra=json.loads(row.get("extra") or "{}"),
        locators=tuple(Locator(one["start"], one["fragment"]) for one in row.get("locators") or ()),
        origin=Origin(row.get("original") or "", row.get("media_type") or "", row.get("reader") or ""),
    )


def extracted_row(article: Article, file: int, number: int, extraction: Extraction) -> Row:
    """A row of EXTRACTED."""
    text, sha256, engine = article.text, article.sha256, extraction.engine
    return {
        **article_row(article, file, number),
        "sha256": sha256,
        "words": len(text.split()),
        "engine": engine.name,
        "engine_version": engine.version,
        "engine_digest": engine.digest,
        "engine_language": engine.language,
        "attributions": [_attribution(text, one) for one in extraction.attributions],
        "claims": [_claim(text, sha256, one) for one in extraction.claims],
    }


def _attribution(text: str, one: Attribution) -> Row:
    return {
        "speaker": one.speaker.name,
        "speaker_kind": one.speaker.kind.value,
        "rule": one.speaker.rule,
        "quote_type": one.quote_type.value,
        "confidence": one.confidence,
        "why": one.why,
        "via": one.via,
        "sources": _spans(text, one.sources),
        "cue": _spans(text, (one.cue,)),
        "contents": _spans(text, one.contents),
        "roles": _spans(text, one.roles),
    }


def _claim(text: str, sha256: str, claim: Claim) -> Row:
    return {
        "claim_id": claim_id(sha256, claim.spans),
        "claim": joined(text, claim.spans),
        "start": min(span.start for span in claim.spans),
        "end": max(span.end for span in claim.spans),
        **claim_columns(claim),
        "attribution": claim.attribution,
        "spans": _spans(text, claim.spans),
        "quotations": _spans(text, claim.quotations),
        "hedges": [_hedge(text, hedge) for hedge in claim.hedges],
    }


def _hedge(text: str, hedge: Hedge) -> Row:
    return {
        "kind": hedge.kind,
        "holder": hedge.holder.value,
        "start": hedge.span.start,
        "end": hedge.span.end,
        "exact": hedge.span.of(text),
        "scope_start": hedge.scope.start,
        "scope_end": hedge.scope.end,
        "scope_exact": hedge.scope.of(text),
        "certainty": hedge.certainty.value,
        "confidence": hedge.confidence,
    }


def _spans(text: str, spans: Sequence[Span]) -> list[Row]:
    return [{"start": span.start, "end": span.end, "exact": span.of(text)} for span in spans]
