"""Made-up articles and extractions, out of any characters that text can hold."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from factdb.records import (
    Article,
    Attribution,
    Certainty,
    Claim,
    Engine,
    Extraction,
    Hedge,
    Holder,
    QuoteType,
    Span,
    Speaker,
    SpeakerKind,
)

# Half of a surrogate pair is no text, and a NUL is refused by the readers.
_anything = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
# Astral, combining, CRLF, a byte-order mark inside, tab, no-break space, quotation marks and what search may trip on.
_awkward = st.sampled_from(["\r\n", "\ufeff", "\t", "\u00a0", "e\u0301", "😀", "İ", *"“”’\"'-*%_:^()"])
_words = st.sampled_from(["Putin", " said ", "could", " the ", "Žižek", "STRASSE", "straße", "10.5"])
texts = st.lists(st.one_of(_words, _awkward, _anything), min_size=1, max_size=40).map("".join)
phrases = st.text(_anything, max_size=20)
moments = st.datetimes(
    min_value=datetime(1700, 1, 1),
    max_value=datetime(2200, 1, 1),
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30)), timezone(timedelta(hours=-9))]),
)
_scores = st.floats(0, 1)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    return Article(
        text=draw(texts),
        name=draw(phrases),
        source=draw(phrases),
        title=draw(phrases),
        publisher=draw(phrases),
        author=draw(phrases),
        published=draw(st.none() | moments),
    )


@st.composite
def saved(draw: st.DrawFn) -> tuple[Article, Extraction]:
    """An article with an extraction of it."""
    article = draw(articles())
    spans = _spans(len(article.text))
    some = st.lists(spans, min_size=1, max_size=3).map(tuple)
    attributions = draw(st.lists(_attributions(spans), max_size=3))
    index = st.none() | st.integers(0, len(attributions) - 1) if attributions else st.none()
    claims = st.builds(
        Claim,
        spans=some,
        attribution=index,
        quotations=st.lists(spans, max_size=2).map(tuple),
        hedges=st.lists(_hedges(spans), max_size=2).map(tuple),
        confidence=_scores,
        denied=st.booleans(),
    )
    engine = st.builds(Engine, name=phrases, version=phrases, digest=phrases)
    return article, Extraction(
        engine=draw(engine),
        attributions=tuple(attributions),
        # A claim's spans are its identity.
        claims=tuple(draw(st.lists(claims, max_size=5, unique_by=lambda claim: claim.spans))),
    )


@st.composite
def _spans(draw: st.DrawFn, length: int) -> Span:
    start = draw(st.integers(0, length - 1))
    return Span(start, draw(st.integers(start + 1, length)))


def _attributions(spans: st.SearchStrategy[Span]) -> st.SearchStrategy[Attribution]:
    return st.builds(
        Attribution,
        sources=st.lists(spans, max_size=2).map(tuple),
        cue=spans,
        contents=st.lists(spans, min_size=1, max_size=2).map(tuple),
        quote_type=st.sampled_from(QuoteType),
        speaker=st.builds(Speaker, name=phrases, kind=st.sampled_from(SpeakerKind), rule=phrases),
        confidence=_scores,
        why=st.lists(phrases, max_size=2).map(tuple),
        roles=st.lists(spans, max_size=2).map(tuple),
    )


def _hedges(spans: st.SearchStrategy[Span]) -> st.SearchStrategy[Hedge]:
    return st.builds(
        Hedge,
        span=spans,
        kind=phrases,
        holder=st.sampled_from(Holder),
        scope=spans,
        certainty=st.sampled_from((Certainty.PROBABLE, Certainty.POSSIBLE)),
        confidence=_scores,
    )
