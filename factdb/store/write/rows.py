"""Records as rows: pure functions from the text and what was found in it to what the tables hold."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, TypeVar

from factdb.names.folding import fold
from factdb.names.identity import alias
from factdb.records import GAP, Article, Attribution, Claim, Extraction, Span, Speaker, claim_columns, claim_id_at
from factdb.review.checksums import appearance_checksum, article_checksum, run_checksum, speaker_checksum
from factdb.review.serial import checksum, list_text, write_spans
from factdb.review.speakers import SpeakerLink
from factdb.store.schema import tables
from factdb.store.schema.base import Base
from factdb.text.copies import sketch
from factdb.text.links import link_between

# How much of the text before and after a claim is kept with it (W3C Web Annotation, TextQuoteSelector).
CONTEXT = 32

# PostgreSQL's unique index takes no more than 2,704 bytes. The source's own span is kept whole beside it.
LONGEST_ALIAS = 500

Row = dict[str, Any]
Found = TypeVar("Found", Attribution, Claim)
# Where words stand: the start and the end of each span.
Places = Sequence[Sequence[int]]


def article_row(article: Article) -> Row:
    """A row of article, but for its id."""
    row = {
        "sha256": article.sha256,
        "text": article.text,
        "words": len(article.text.split()),
        "name": article.name,
        "source": article.source,
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "published": _as_told(article.published),
        "imported_at": _as_told(datetime.now(UTC)),
        "collection": article.collection,
        "language": article.language,
        "extra": json.dumps(article.extra, ensure_ascii=False),
        "locators": json.dumps([[locator.start, locator.fragment] for locator in article.locators]),
        "sketch": sketch(article.text) or None,
    }
    return {**row, "checksum": article_checksum(row), "superseded": False}


def as_told(row: Mapping[str, Any]) -> Row:
    """``row`` with its moments as checksums have them: ISO 8601 in UTC."""
    return {column: _as_told(value) if isinstance(value, datetime) else value for column, value in row.items()}


def _as_told(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat()


def appearance_row(article_id: int, article: Article, key: str, before: str, *, is_kept: bool = False) -> Row:
    """A row of appearance, but for its id; ``key`` tells it from others (see ``appearance_key``).

    ``before`` is the checksum of the article's last one, if it has any.
    """
    row = {
        "article_id": article_id,
        "key": key,
        "source": article.source,
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "published": _as_told(article.published),
        "imported_at": _as_told(datetime.now(UTC)),
        "original": article.origin.sha256,
        "media_type": article.origin.media_type,
        "reader": article.origin.reader,
        "is_kept": is_kept,
    }
    return {**row, "checksum": appearance_checksum(before, article.sha256, row)}


def appearance_key(article: Article) -> str:
    """What tells one appearance from another: the URL, the outlet and the day. A file's path is no place of its own."""
    url = article.source if "://" in article.source else ""
    day = f"{article.published:%Y-%m-%d}" if article.published else ""
    return "\n".join((url, fold(article.publisher), day))


def extraction_row(article_id: int, sha256: str, extraction: Extraction, corrects: int | None) -> Row:
    """A row of extraction, but for its id; whether it is shown is for ``shown`` to say."""
    row = {
        "article_id": article_id,
        "engine": extraction.engine.name,
        "version": extraction.engine.version,
        "digest": extraction.engine.digest,
        "created_at": _as_told(datetime.now(UTC)),
        "corrects": corrects,
        "checksum": checksum(extraction),
        "language": extraction.engine.language,
    }
    return {**row, "run_checksum": run_checksum(row, sha256), "is_shown": False}


def speaker_row(key: str, speaker: Speaker) -> Row:
    """A row of speaker, but for its id."""
    return {
        "key": key,
        "name": speaker.name,
        "kind": speaker.kind.value,
        "folded": fold(speaker.name),
        "found_name": speaker.name,
        "found_kind": speaker.kind.value,
        "checksum": speaker_checksum(key, speaker.name, speaker.kind.value),
    }


def alias_row(speaker_id: int, alias: str) -> Row:
    """A row of speaker_alias."""
    return {"speaker_id": speaker_id, "alias": alias, "folded": fold(alias)}


@dataclass(frozen=True, slots=True)
class Ids:
    """The id of an extraction, and those of its attributions and its claims in their order."""

    extraction: int
    attributions: Sequence[int]
    claims: Sequence[int]


def rows_of(
    article: Article,
    sha256: str,
    extraction: Extraction,
    ids: Ids,
    speakers: Sequence[SpeakerLink],
    machine: Sequence[int | None] = (),
) -> Iterator[tuple[type[Base], list[Row]]]:
    """The rows of all that an extraction found, a table after the other, in an order in which they can be put in.

    Of each attribution ``speakers`` has whom it means; of each claim ``machine`` has the engine's own, if it is of what
    people made of that.
    """
    text = article.text
    attributions = list(zip(ids.attributions, extraction.attributions, strict=True))
    claims = list(zip(ids.claims, extraction.claims, strict=True))
    said = [
        attribution_row(text, ids.attributions, ids.extraction, position, speaker, one)
        for position, (speaker, one) in enumerate(zip(speakers, extraction.attributions, strict=True))
    ]

    def of_each(numbered: Sequence[tuple[int, Found]], make: Callable[[str, int, Found], Iterator[Row]]) -> list[Row]:
        return [row for number, one in numbered for row in make(text, number, one)]

    # Row by row a database asks whether the one who relays is there already, and the text may name that one last.
    yield tables.Attribution, sorted(said, key=lambda row: _relayers(extraction.attributions, row["position"]))
    yield tables.AttributionSpan, of_each(attributions, attribution_span_rows)
    yield tables.AttributionRole, of_each(attributions, attribution_role_rows)
    yield (
        tables.Claim,
        [
            claim_row(
                article,
                sha256,
                one,
                id=number,
                extraction_id=ids.extraction,
                position=position,
                attribution_id=None if one.attribution is None else ids.attributions[one.attribution],
                machine_claim_id=its,
            )
            for position, ((number, one), its) in enumerate(zip(claims, machine or [None] * len(claims), strict=True))
        ],
    )
    yield tables.ClaimSpan, of_each(claims, claim_span_rows)
    yield tables.Hedge, of_each(claims, hedge_rows)


def _relayers(attributions: Sequence[Attribution], number: int) -> int:
    """How many relay what this attribution says, one telling of the other."""
    found, via = 0, attributions[number].via
    while via is not None and found < len(attributions):
        found, via = found + 1, attributions[via].via
    return found


def attribution_row(
    text: str, ids: Sequence[int], extraction_id: int, position: int, speaker: SpeakerLink, attribution: Attribution
) -> Row:
    """A row of attribution; ``ids`` are those of all attributions of the extraction, in their order."""
    return {
        "id": ids[position],
        "extraction_id": extraction_id,
        "position": position,
        "speaker_id": speaker.speaker,
        "named": attribution.speaker.name,
        "named_kind": attribution.speaker.kind.value,
        "named_rule": attribution.speaker.rule,
        "quote_type": attribution.quote_type.value,
        "confidence": attribution.confidence,
        "why": list_text(attribution.why),
        "joined_by": speaker.joined_by,
        **alias_columns(text, attribution.sources),
        "chosen_speaker_id": attribution.speaker.chosen,
        "via_id": None if attribution.via is None else ids[attribution.via],
    }


def alias_columns(text: str, sources: Sequence[Span]) -> Row:
    """What an attribution's row has of its source as written."""
    written, folded = alias_at(text, write_spans(sources))
    return {"alias": written, "alias_folded": folded}


def alias_at(text: str, sources: Places) -> tuple[str | None, str | None]:
    """The same, of a source that stands in these places, as values alone."""
    return _as_alias(_words_at(text, sources)[:LONGEST_ALIAS])


# An article says the same names over and over, and all articles do.
@lru_cache(maxsize=50_000)
def _as_alias(source: str) -> tuple[str | None, str | None]:
    written = alias(source)
    return written, None if written is None else fold(written)


def _words_at(text: str, places: Places) -> str:
    return GAP.join([text[start:end] for start, end in places])


def attribution_span_rows(text: str, row_id: int, attribution: Attribution) -> Iterator[Row]:
    """The rows of attribution_span for one attribution."""
    yield from _span_rows(text, attribution.sources, {"attribution_id": row_id, "role": "source"})
    yield from _span_rows(text, (attribution.cue,), {"attribution_id": row_id, "role": "cue"})
    yield from _span_rows(text, attribution.contents, {"attribution_id": row_id, "role": "content"})


def attribution_role_rows(text: str, row_id: int, attribution: Attribution) -> Iterator[Row]:
    """The rows of attribution_role for one attribution."""
    return _span_rows(text, attribution.roles, {"attribution_id": row_id})


def claim_row(article: Article, sha256: str, claim: Claim, **keys: int | None) -> Row:
    """A row of claim, whose ``keys`` are id, extraction_id, position and attribution_id."""
    return {**keys, **place_columns(article, sha256, claim.spans), **claim_columns(claim)}


def place_columns(article: Article, sha256: str, spans: Sequence[Span]) -> Row:
    """What a claim's row has that follows from where its words stand."""
    return dict(zip(_PLACE_COLUMNS, placed(article, sha256, write_spans(spans)), strict=True))


_PLACE_COLUMNS = ("uid", "start_offset", "end_offset", "exact", "folded", "prefix", "suffix", "link")


def placed(article: Article, sha256: str, places: Places) -> tuple[str, int, int, str, str, str, str, str | None]:
    """The same, of words that stand in these places, as values alone."""
    text = article.text
    if len(places) == 1:  # as most have, for which the rest takes twice as long
        [[start, end]] = places
        exact, place = text[start:end], f"{start}-{end}"
    else:
        start, end = min(start for start, _ in places), max(end for _, end in places)
        exact, place = _words_at(text, places), ";".join(f"{start}-{end}" for start, end in places)
    return (
        claim_id_at(sha256, place),
        start,
        end,
        exact,
        fold(exact),
        text[max(0, start - CONTEXT) : start],
        text[end : end + CONTEXT],
        link_between(article, start, end),
    )


def claim_span_rows(text: str, row_id: int, claim: Claim) -> Iterator[Row]:
    """The rows of claim_span for one claim."""
    yield from _span_rows(text, claim.spans, {"claim_id": row_id, "role": "claim"})
    yield from _span_rows(text, claim.quotations, {"claim_id": row_id, "role": "quotation"})


def hedge_rows(text: str, row_id: int, claim: Claim) -> Iterator[Row]:
    """The rows of hedge for one claim."""
    for position, hedge in enumerate(claim.hedges):
        yield {
            "claim_id": row_id,
            "position": position,
            "kind": hedge.kind,
            "holder": hedge.holder.value,
            "start_offset": hedge.span.start,
            "end_offset": hedge.span.end,
            "exact": hedge.span.of(text),
            "scope_start_offset": hedge.scope.start,
            "scope_end_offset": hedge.scope.end,
            "scope_exact": hedge.scope.of(text),
            "certainty": hedge.certainty.value,
            "confidence": hedge.confidence,
        }


def _span_rows(text: str, spans: Sequence[Span], owner: Row) -> Iterator[Row]:
    for position, span in enumerate(spans):
        yield {
            **owner,
            "position": position,
            "start_offset": span.start,
            "end_offset": span.end,
            "exact": span.of(text),
        }
