"""An article for reading in a terminal: claims by status, sources, cues and hedges marked, in colour or in signs."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from textwrap import shorten

from rich.console import Console
from rich.text import Text

from factdb.records import (
    AND,
    FURNITURE,
    Article,
    Claim,
    Extraction,
    Span,
    Status,
    claim_id,
    joined,
)
from factdb.store.read.decided import ClaimDecision
from factdb.terminal.explanation import relayers
from factdb.terminal.visible import visible
from factdb.text.spans import merged, overlapping

SHORT_ID = 8  # digits of a claim's id that people read and type; a start of any length will do
# Letters of a claim by which it is known again beside its id.
_FIRST_WORDS = 32
_NOTE_SIGN = "  ↳ "


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
    "accepted": Mark("reverse", after="✓"),
    "disputed": Mark("reverse red", after="⚠"),
}

_LINE = re.compile(r"[^\r\n]+")


def legend(colour: bool) -> Text:
    """What the marks mean."""
    return Text("  ").join(marked(kind, [Place(Span(0, len(kind)), kind)], colour) for kind in MARKS)


def paragraphs(
    article: Article, extraction: Extraction, colour: bool, decided: Iterable[ClaimDecision] = ()
) -> Iterator[Text]:
    """Each line of the article, then a note for each claim that begins in it and has a source or a hedge, one for all
    others, then a blank.

    A claim that people ``decided`` about is marked, and has its own note in any case; after the article come those that
    are rejected or orphaned. ``colour`` chooses between colours and signs; blank lines are left out.
    """
    by_claim = {one.claim: one for one in decided if one.claim}
    lines = [Span(*line.span()) for line in _LINE.finditer(article.text) if line[0].strip()]
    places, begins = defaultdict(list), defaultdict(list)
    for place in _places(article, extraction, by_claim):
        for line in overlapping(lines, place.span):
            places[line].append(moved(place, line))
    for claim in extraction.claims:
        for line in overlapping(lines, Span(claim.spans[0].start, claim.spans[0].start + 1)):
            begins[line].append(claim)
    for line in lines:
        yield marked(line.of(article.text), places[line], colour)
        others = []
        for claim in begins[line]:
            its = by_claim.get(claim_id(article.sha256, claim.spans))
            if its or claim.status is not Status.UNSOURCED:
                yield _note(article, extraction, claim, its)
            elif claim.passage not in FURNITURE:
                others.append(claim)
        if others:
            yield _others(article, others)
        yield Text()
    gone = [one for one in decided if one.claim is None]
    for one in gone:
        yield _gone(one)
    if gone:
        yield Text()


def hanging(line: Text, screen: Console) -> Text:
    """A note that is longer than the screen is wide, broken so that what follows stands under its first word."""
    if not line.plain.startswith(_NOTE_SIGN) or line.cell_len <= screen.width:
        return line
    broken = line.wrap(screen, screen.width - len(_NOTE_SIGN))
    for part in broken:
        part.rstrip()
    return Text("\n" + " " * len(_NOTE_SIGN)).join(broken)


def _places(article: Article, extraction: Extraction, decided: Mapping[str, ClaimDecision]) -> Iterator[Place]:
    """What to mark: claims (the outer before the inner, which shows), their sources and cues, hedges, decisions."""
    claims = (Place(span, claim.status) for claim in extraction.claims for span in claim.spans)
    yield from sorted(claims, key=lambda place: place.span.start - place.span.end)
    numbers = {claim.attribution for claim in extraction.claims if claim.attribution is not None}
    attributions = [extraction.attributions[number] for number in sorted(numbers)]
    marks = {
        "source": [source for one in attributions for source in one.sources],
        "cue": [one.cue for one in attributions],
        "hedge": [hedge.span for claim in extraction.claims for hedge in claim.hedges],
    }
    # Whoever says two things, or stands within another's name, is marked once.
    for kind, spans in marks.items():
        yield from (Place(span, kind) for span in merged(spans))
    for claim in extraction.claims:
        if one := decided.get(claim_id(article.sha256, claim.spans)):
            yield from (Place(span, one.state) for span in claim.spans)


def moved(place: Place, line: Span) -> Place:
    """The part of ``place`` in ``line``, counted from the line's start."""
    start, end = max(place.span.start, line.start), min(place.span.end, line.end)
    return Place(Span(start - line.start, end - line.start), place.kind)


def marked(words: str, places: Iterable[Place], colour: bool, marks: Mapping[str, Mark] = MARKS) -> Text:
    """``words`` with ``places`` in them marked, in colour or by signs."""
    if colour:
        text = Text(visible(words))
        for place in places:
            text.stylize(marks[place.kind].style, place.span.start, place.span.end)
        return text
    signs: list[tuple[int, int, int, str]] = []
    for place in places:
        # At one place what ends comes before what begins, and the outer encloses the inner.
        signs.append((place.span.start, 1, -place.span.end, marks[place.kind].before))
        signs.append((place.span.end, 0, -place.span.start, marks[place.kind].after))
    pieces, done = [], 0
    for position, *_, sign in sorted(signs):
        pieces += [words[done:position], sign]
        done = position
    return Text(visible("".join(pieces) + words[done:]))


def _note(article: Article, extraction: Extraction, claim: Claim, decided: ClaimDecision | None) -> Text:
    note = Text().append(f"{_NOTE_SIGN}{claim_id(article.sha256, claim.spans)[:SHORT_ID]} ", style="dim")
    note.append(claim.status, style=MARKS[claim.status].style)
    if claim.attribution is not None:
        attribution = extraction.attributions[claim.attribution]
        note.append(f"  {visible(attribution.speaker.name) or 'source not given'}")
        if (cue := attribution.cue.of(article.text)).strip():  # else the end of the line with the name, which says it
            note.append(f", “{visible(cue)}”")
        for relayer in relayers(extraction, attribution):
            note.append(f", told by {visible(relayer.speaker.name) or 'source not given'}")
    if claim.hedges:
        words = AND.join(f"“{visible(hedge.span.of(article.text))}”" for hedge in claim.hedges)
        note.append(f"  {claim.certainty}, hedged by the {' and the '.join(claim.hedged_by)}: {words}")
    if claim.denied:
        note.append("  denied")
    return note.append(f"  {_decision(decided)}" if decided else "")


def _others(article: Article, claims: Iterable[Claim]) -> Text:
    """The ids of claims of which there is nothing else to say, each with its first words."""
    note = Text().append(_NOTE_SIGN, style="dim").append(f"{Status.UNSOURCED}  ")
    told = []
    for claim in claims:
        words = visible(shorten(joined(article.text, claim.spans), _FIRST_WORDS, placeholder=" …"))
        denied = " denied" if claim.denied else ""
        told.append(Text().append(f"{claim_id(article.sha256, claim.spans)[:SHORT_ID]} “{words}”{denied}", style="dim"))
    return note.append(Text(" · ").join(told))


def _gone(decided: ClaimDecision) -> Text:
    note = Text().append(f"  ✗ {decided.key[:SHORT_ID]} ", style="dim")
    return note.append(f"{_decision(decided)}: “{visible(decided.exact)}”")


def _decision(decided: ClaimDecision) -> str:
    """In words: who decided last, for what reason, and what became of it."""
    said = f"{decided.state} by {visible(decided.reviewer)}"
    if decided.reason:
        said += f" ({visible(decided.reason)})"
    return f"{said}, {decided.outcome}: {decided.note}" if decided.note else said
