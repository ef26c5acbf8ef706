"""Which hedges govern a claim, who holds them, and where a sentence parts into a certain and a hedged half."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from factdb.records import (
    Certainty,
    Hedge,
    Holder,
    Span,
)
from factdb.text.spans import letters, overlapping

# Letters that may stand before the scope of a hedge at the beginning of a claim: "that", "But".
_OPENING = 4
# A saying and its source stand no further apart than this, or something else stands between them.
_WIDEST_SAYING = 150
_SUBORDINATE = re.compile(r"(?:who|whom|whose|which|that|where)\b", re.I)
_SUBORDINATED = re.compile(
    r"\b(?:because|since|although|though|even if|when|while|whereas|after|before|until|as|so that)\s+\Z", re.I
)
_HALF_FOLLOWS = re.compile(
    r"\s*(?:;\s*|,\s*(?:but|and|yet|so|while|whereas|though|although)\s+|\s(?:but|yet)\s+)", re.I
)
_HALF_PRECEDES = re.compile(r"(?:;\s*|,\s*(?:but|and|yet|so)\s+|\s(?:but|yet)\s+)\Z", re.I)
_WORD = re.compile(r"\w+")
_FEWEST_WORDS = 3
_BEFORE = 20


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A hedge before it is known who hedges.

    Its type, the words that it governs, how sure it leaves them, whether it denies them, how likely it hedges at all,
    and whether it is an attitude: a verb whose subject holds it ("believe", "fear"), not a word of whoever writes it.
    """

    kind: str
    scope: Span
    certainty: Certainty = Certainty.POSSIBLE
    denied: bool = False
    confidence: float = 1.0
    attitude: bool = False


Hedges = Mapping[Span, Uncertain]


def governing(text: str, spans: Sequence[Span], hedges: Hedges, places: Sequence[Span], holder: Holder) -> list[Hedge]:
    """The hedges in a claim that govern its main assertion, and those in the words that these govern.

    ``places`` are the keys of ``hedges``, sorted; ``holder`` is whose claim it is.
    """
    held = [place for span in spans for place in overlapping(places, span)]
    main = [hedges[place].scope for place in held if _is_main(text, spans, place, hedges[place].scope)]
    return [_hedge(place, hedges[place], holder) for place in held if any(scope.covers(place) for scope in main)]


def around(
    sources: Sequence[Span], cue: Span, contents: Sequence[Span], hedges: Hedges, places: Sequence[Span]
) -> Iterator[Hedge]:
    """The hedges on a saying: the speaker's if the cue itself is one ("experts believe"), else the writer's.

    The writer's ("may have said", "reportedly said") stand in the cue or between source and cue, and govern the cue.
    """
    near = [source for source in sources if abs(source.start - cue.start) <= _WIDEST_SAYING]
    start = min((span.start for span in near), default=max(cue.start - _BEFORE, 0))
    saying = Span(min(start, cue.start), max([cue.end, *(span.end for span in near)]))
    for place in overlapping(places, saying):
        if any(place.overlaps(span) for span in (*sources, *contents)):
            continue
        hedge = hedges[place]
        if hedge.attitude:
            if place.overlaps(cue):
                yield _hedge(place, hedge, Holder.SPEAKER)
        elif place.overlaps(cue) or hedge.scope.covers(cue):
            yield _hedge(place, hedge, Holder.WRITER)


def halves(text: str, sentence: Span, hedges: Hedges, places: Sequence[Span]) -> tuple[Span, ...]:
    """A sentence cut where a hedged clause and a certain one with a subject of its own meet; whole if they don't."""
    found = overlapping(places, sentence)
    for place in found:
        scope = hedges[place].scope
        if after := _HALF_FOLLOWS.match(text, scope.end, sentence.end):
            parts = Span(sentence.start, scope.end), Span(after.end(), sentence.end)
        elif before := _HALF_PRECEDES.search(text, sentence.start, scope.start):
            parts = Span(sentence.start, before.start()), Span(scope.start, sentence.end)
        else:
            continue
        hedged = [bool(governing(text, (part,), hedges, found, Holder.WRITER)) for part in parts]
        if hedged[0] != hedged[1] and all(len(_WORD.findall(part.of(text))) >= _FEWEST_WORDS for part in parts):
            return parts
    return (sentence,)


def _hedge(place: Span, hedge: Uncertain, holder: Holder) -> Hedge:
    return Hedge(place, hedge.kind, holder, hedge.scope, hedge.certainty, hedge.confidence)


def _is_main(text: str, spans: Sequence[Span], place: Span, scope: Span) -> bool:
    """True if the scope takes in the main assertion: it begins with the claim, or covers half of its letters.

    "The potential for war is alarming" is uncertain; "The pact raises questions about the potential for war" is not,
    nor is what hedges a relative or another subordinate clause, however long.
    """
    if letters(text, Span(spans[0].start, max(scope.start, spans[0].start))) <= _OPENING:
        return True
    if scope.start < place.start and (
        _SUBORDINATE.match(text, scope.start, scope.end)
        or _SUBORDINATED.search(text, max(spans[0].start, scope.start - _BEFORE), scope.start)
    ):
        return False
    common = sum(letters(text, Span(max(span.start, scope.start), min(span.end, scope.end))) for span in spans)
    return 2 * common >= sum(letters(text, span) for span in spans)
