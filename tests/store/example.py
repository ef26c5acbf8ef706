"""One small article by hand, with everything in it that a store must keep."""

from datetime import UTC, datetime

from factdb.records import (
    Article,
    Attribution,
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

TEXT = (
    "“We will win,” President Anna Müller said, “and soon.” Her spokesman said talks could fail. "
    "It might rain in O'Brien-on-Sea."
)
ENGINE = Engine("rules", "1", "d" * 64)


def span(words: str) -> Span:
    """Where ``words`` first stand in TEXT."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


ARTICLE = Article(
    text=TEXT,
    name="victory",
    source="news/victory.txt",
    title="Victory is Near",
    publisher="The Daily Courier",
    author="A. Writer",
    published=datetime(2024, 5, 6, 7, 8, tzinfo=UTC),
)

_SPEECH = (span("“We will win,”"), span("“and soon.”"))
_TALKS = span("talks could fail.")
_RAIN = span("It might rain in O'Brien-on-Sea.")

EXTRACTION = Extraction(
    engine=ENGINE,
    attributions=(
        Attribution(
            sources=(span("President Anna Müller"),),
            cue=span("said"),
            contents=_SPEECH,
            quote_type=QuoteType.DIRECT,
            speaker=Speaker("Anna Müller", SpeakerKind.PERSON, "title"),
            confidence=0.9,
            why=("cue: said", "order: content, source, cue"),
        ),
        Attribution(
            sources=(span("Her spokesman"),),
            cue=Span(TEXT.index("said talks"), TEXT.index(" talks")),
            contents=(_TALKS,),
            quote_type=QuoteType.INDIRECT,
            speaker=Speaker("spokesman for Anna Müller", SpeakerKind.UNNAMED, "noun"),
            confidence=0.8,
        ),
    ),
    claims=(
        Claim(_SPEECH, attribution=0, quotations=_SPEECH, confidence=0.9),
        Claim(
            (_TALKS,),
            attribution=1,
            hedges=(Hedge(span("could"), "epistemic", Holder.SPEAKER, _TALKS),),
            confidence=0.8,
        ),
        Claim(
            (_RAIN,),
            hedges=(Hedge(span("might"), "epistemic", Holder.WRITER, _RAIN),),
        ),
        Claim((span("O'Brien-on-Sea"),)),
    ),
)
