"""The five tables as records again: each article with what was found in it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from factdb.errors import FactDBError
from factdb.records import (
    Article,
    Attribution,
    Certainty,
    Claim,
    Engine,
    Extraction,
    Hedge,
    Holder,
    Passage,
    QuoteType,
    Span,
    Speaker,
    SpeakerKind,
)
from factdb.shards.encode import Row, article_of
from factdb.shards.flat import Tables

# By the article's digest, the kind of owner, its position, and the role.
_Spans = Mapping[tuple[str, str, int, str], list[Span]]


def records(tables: Tables) -> Iterator[tuple[Row, Article, Extraction]]:
    """Each article of a part, with the row that it was made of and what was found in it, in the part's order.

    Raises FactDBError if a span does not stand in its text.
    """
    articles = tables["articles"].to_pylist()
    texts = {row["sha256"]: row["text"] for row in articles}
    spans = _spans(tables["spans"], texts)
    hedges = _hedges(tables["hedges"], texts)
    attributions, claims = _by_article(tables["attributions"]), _by_article(tables["claims"])
    for row in articles:
        article = article_of(row)
        if article.sha256 != row["sha256"]:
            raise FactDBError(f"{row['name'] or row['sha256']}: its text is not the one that was read")
        yield (
            row,
            article,
            Extraction(
                Engine(row["engine"], row["engine_version"], row["engine_digest"], row["engine_language"]),
                tuple(_attribution(one, spans) for one in attributions[row["sha256"]]),
                tuple(_claim(one, spans, hedges) for one in claims[row["sha256"]]),
            ),
        )


def _by_article(table: Any) -> Mapping[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in table.to_pylist():
        found[row["sha256"]].append(row)
    for rows in found.values():
        rows.sort(key=lambda row: row["position"])
    return found


def _spans(table: Any, texts: Mapping[str, str]) -> _Spans:
    found: defaultdict[tuple[str, str, int, str], list[tuple[int, Span]]] = defaultdict(list)
    for row in table.to_pylist():
        span = _proved(texts, row, row["start"], row["end"], row["exact"])
        found[row["sha256"], row["owner"], row["owner_position"], row["role"]].append((row["position"], span))
    return defaultdict(list, {key: [span for _, span in sorted(some)] for key, some in found.items()})


def _proved(texts: Mapping[str, str], row: Row, start: int, end: int, exact: str) -> Span:
    if texts.get(row["sha256"], "")[start:end] != exact:
        raise FactDBError(f"article {row['sha256'][:12]}: {exact[:60]!r} does not stand at {start}-{end}")
    return Span(start, end)


def _attribution(row: Row, spans: _Spans) -> Attribution:
    def of(role: str) -> tuple[Span, ...]:
        return tuple(spans[row["sha256"], "attribution", row["position"], role])

    [cue] = of("cue")
    return Attribution(
        sources=of("source"),
        cue=cue,
        contents=of("content"),
        quote_type=QuoteType(row["quote_type"]),
        speaker=Speaker(row["speaker"], SpeakerKind(row["speaker_kind"]), row["rule"]),
        confidence=row["confidence"],
        why=tuple(row["why"]),
        roles=of("role"),
        via=row["via"],
    )


def _claim(row: Row, spans: _Spans, hedges: Mapping[tuple[str, int], tuple[Hedge, ...]]) -> Claim:
    key = row["sha256"], "claim", row["position"]
    return Claim(
        spans=tuple(spans[*key, "claim"]),
        attribution=row["attribution"],
        quotations=tuple(spans[*key, "quotation"]),
        hedges=hedges.get((row["sha256"], row["position"]), ()),
        confidence=row["confidence"],
        denied=row["denied"],
        passage=Passage(row["passage"]),
        reading=row["reading"],
    )


def _hedges(table: Any, texts: Mapping[str, str]) -> Mapping[tuple[str, int], tuple[Hedge, ...]]:
    found: defaultdict[tuple[str, int], list[tuple[int, Hedge]]] = defaultdict(list)
    for row in table.to_pylist():
        hedge = Hedge(
            span=_proved(texts, row, row["start"], row["end"], row["exact"]),
            kind=row["kind"],
            holder=Holder(row["holder"]),
            scope=_proved(texts, row, row["scope_start"], row["scope_end"], row["scope_exact"]),
            certainty=Certainty(row["certainty"]),
            confidence=row["confidence"],
        )
        found[row["sha256"], row["claim"]].append((row["position"], hedge))
    return {key: tuple(hedge for _, hedge in sorted(some, key=lambda one: one[0])) for key, some in found.items()}
