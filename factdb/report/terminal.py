"""An article for reading in a terminal: claims by status, sources, cues and hedges marked, in colour or in signs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.text import Text

from factdb.records import Article, Claim, Extraction, Hedge, Span, Status, claim_id
from factdb.store.models import AND, GAP
from factdb.store.rows import CONTEXT

SHORT_ID = 8  # digits of a claim's id that people read and type; a start of any length will do


@dataclass(frozen=True, slots=True)
class Mark:
    """How something is marked: in colour, or by a sign before and one after it."""

    style: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A span and what is there: a key of MARKS."""

    span: Span
    kind: str


MARKS = {
    "quoted": Mark("green", "[Q ", "]"),
    "sourced": Mark("cyan", "[S ", "]"),
    "speculative": Mark("yellow", "[? ", "]"),
    "unsourced": Mark(""),
    "source": Mark("bold", "{", "}"),
    "cue": Mark("italic", "_", "_"),
    "hedge": Mark("underline", "*", "*"),
}

# What a text must not do to a terminal: control characters become pictures of themselves, one for one.
_PICTURES = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421} | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
_PICTURES |= dict.fromkeys(map(ord, "\t\n\v\f\r\x85\u2028\u2029"), ord(" "))
_LINE = re.compile(r"[^\r\n]+")


def visible(text: str) -> str:
    """``text`` on one line, of the same length, and harmless to a terminal."""
    return text.translate(_PICTURES)


def legend(colour: bool) -> Text:
    """What the marks mean."""
    return Text("  ").join(_marked(kind, [Place(Span(0, len(kind)), kind)], colour) for kind in MARKS)


def paragraphs(article: Article, extraction: Extraction, colour: bool) -> Iterator[Text]:
    """Each line of the article, then a note for each claim that begins in it and has a source or a hedge, then a blank.

    ``colour`` chooses between colours and signs; blank lines are left out.
    """
    places = list(_places(extraction))
    for line in _LINE.finditer(article.text):
        if not line[0].strip():
            continue
        here = Span(*line.span())
        yield _marked(line[0], [_moved(place, here) for place in places if place.span.overlaps(here)], colour)
        for claim in extraction.claims:
            if here.start <= claim.spans[0].start < here.end and claim.status is not Status.UNSOURCED:
                yield _note(article, extraction, claim)
        yield Text()


def explanation(article: Article, extraction: Extraction, claim: Claim) -> Iterator[tuple[str, str]]:
    """All that is known of a claim and why, as labels and values."""
    text = article.text
    start, end = min(span.start for span in claim.spans), max(span.end for span in claim.spans)
    yield "claim", GAP.join(span.of(text) for span in claim.spans)
    yield "id", claim_id(article.sha256, claim.spans)
    yield "stands at", _offsets(claim.spans)
    yield "text before", text[max(start - CONTEXT, 0) : start]
    yield "text after", text[end : end + CONTEXT]
    facts = {"quoted": claim.quoted, "sourced": claim.sourced, "speculative": claim.speculative}
    yield "status", ", ".join(fact for fact, holds in facts.items() if holds) or str(claim.status)
    for quotation in claim.quotations:
        yield "in quotation marks", f"{quotation.of(text)} at {_offsets([quotation])}"
    if claim.attribution is not None:
        attribution = extraction.attributions[claim.attribution]
        speaker = attribution.speaker
        yield "speaker", f"{speaker.name or 'not given'} ({', '.join(filter(None, (speaker.kind, speaker.rule)))})"
        for source in attribution.sources:
            yield "source", f"{source.of(text)} at {_offsets([source])}"
        yield "cue", f"{attribution.cue.of(text)} at {_offsets([attribution.cue])}"
        yield "quote type", attribution.quote_type
        for role in attribution.roles:
            yield "role", f"{role.of(text)} at {_offsets([role])}"
        for reason in attribution.why:
            yield "why", reason
    yield "certainty", f"{claim.certainty}{', denied' if claim.denied else ''}"
    for hedge in claim.hedges:
        yield "hedge", _hedge(text, hedge)
    yield "confidence", f"{claim.confidence:.2f}"


def _places(extraction: Extraction) -> Iterator[Place]:
    """What to mark: claims (the outer before the inner, which shows), their sources and cues, and hedges."""
    claims = (Place(span, claim.status) for claim in extraction.claims for span in claim.spans)
    yield from sorted(claims, key=lambda place: place.span.start - place.span.end)
    for number in sorted({claim.attribution for claim in extraction.claims if claim.attribution is not None}):
        attribution = extraction.attributions[number]
        yield from (Place(source, "source") for source in attribution.sources)
        yield Place(attribution.cue, "cue")
    yield from dict.fromkeys(Place(hedge.span, "hedge") for claim in extraction.claims for hedge in claim.hedges)


def _moved(place: Place, line: Span) -> Place:
    """The part of ``place`` in ``line``, counted from the line's start."""
    start, end = max(place.span.start, line.start), min(place.span.end, line.end)
    return Place(Span(start - line.start, end - line.start), place.kind)


def _marked(words: str, places: Iterable[Place], colour: bool) -> Text:
    if colour:
        text = Text(visible(words))
        for place in places:
            text.stylize(MARKS[place.kind].style, place.span.start, place.span.end)
        return text
    signs: list[tuple[int, int, int, str]] = []
    for place in places:
        # At one place what ends comes before what begins, and the outer encloses the inner.
        signs.append((place.span.start, 1, -place.span.end, MARKS[place.kind].before))
        signs.append((place.span.end, 0, -place.span.start, MARKS[place.kind].after))
    pieces, done = [], 0
    for position, *_, sign in sorted(signs):
        pieces += [words[done:position], sign]
        done = position
    return Text(visible("".join(pieces) + words[done:]))


def _note(article: Article, extraction: Extraction, claim: Claim) -> Text:
    note = Text().append(f"  ↳ {claim_id(article.sha256, claim.spans)[:SHORT_ID]} ", style="dim")
    note.append(claim.status, style=MARKS[claim.status].style)
    if claim.attribution is not None:
        attribution = extraction.attributions[claim.attribution]
        note.append(f"  {visible(attribution.speaker.name) or 'source not given'}")
        note.append(f", “{visible(attribution.cue.of(article.text))}”")
    if claim.hedges:
        words = AND.join(f"“{visible(hedge.span.of(article.text))}”" for hedge in claim.hedges)
        note.append(f"  {claim.certainty}, hedged by the {' and the '.join(claim.hedged_by)}: {words}")
    if claim.denied:
        note.append("  denied")
    return note


def _hedge(text: str, hedge: Hedge) -> str:
    scope = f"{hedge.scope.of(text)} at {_offsets([hedge.scope])}"
    kind = f"{hedge.kind}, {hedge.certainty}, the {hedge.holder}'s, confidence {hedge.confidence:.2f}"
    return f"{hedge.span.of(text)} at {_offsets([hedge.span])}: {kind}, governs {scope}"


def _offsets(spans: Iterable[Span]) -> str:
    return ";".join(f"{span.start}-{span.end}" for span in spans)
