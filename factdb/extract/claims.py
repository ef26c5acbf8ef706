"""From attributions, sentences and hedges to claims, so that every sentence is in at least one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factdb.extract.hedging.governing import (
    Hedges,
    around,
    governing,
    halves,
)
from factdb.extract.hedging.polarity import is_denied
from factdb.language.patterns import any_of
from factdb.records import (
    Claim,
    Hedge,
    Holder,
    Span,
)
from factdb.text.spans import (
    letters,
    merged,
    overlapping,
    trimmed,
    without,
)

_WORD = re.compile(r"\w+")
_WIDEST_SPACE = 8
# "The town, which" before "she called wet": the link to what was said.
_DANGLING = re.compile(r"\W*\b(?:which|who|whom|whose|that|and|but|as|while)\Z", re.I)
# What is left of a sentence beside its attributions is a claim of the writer's from this many words on, unless it only
# tells when and where something was said.
_SUBSTANCE = 4
# A study that suggests something leaves it open; a person who suggests it says it.
_SUGGESTS = re.compile(r"suggest|imply|implie|indicat", re.I)
_CIRCUMSTANCE = re.compile(rf"\W*(?:{any_of('circumstance_openers.txt')})\b", re.I)


@dataclass(frozen=True, slots=True)
class Said:
    """What claims need to know of an attribution that says something: its index and spans, what of it is quoted, how
    likely it is, and whether a person says it.
    """

    index: int
    sources: tuple[Span, ...]
    cue: Span
    contents: tuple[Span, ...]
    quotations: tuple[Span, ...]
    confidence: float
    by_person: bool = False


def claims(
    text: str,
    sentences: Sequence[Span],
    said: Sequence[Said],
    hedges: Hedges,
    certainty: Sequence[float],
) -> list[Claim]:
    """One claim for each attribution that says something, and the writer's own for the rest of each sentence.

    ``sentences`` and the places of ``hedges`` are sorted; ``certainty`` is, for
    each sentence, how sure the labeller is that the words no attribution covers are the writer's. A sentence of which
    one half is certain and the other hedged makes two claims. The claims come in the order of the text.
    """
    places = tuple(hedges)
    found = [_claim(text, one.contents, hedges, places, one) for one in said]
    claimed = merged(span for claim in found for span in claim.spans)
    taken = merged(span for one in said for span in (*one.sources, one.cue, *one.contents))
    sources = merged(source for one in said for source in one.sources)
    for sentence, sure in zip(sentences, certainty, strict=True):
        spans = _rest(text, sentence, sources, taken, claimed)
        parts = ((part,) for part in halves(text, sentence, hedges, places)) if spans == (sentence,) else (spans,)
        found += [_claim(text, part, hedges, places, None, sure) for part in parts if part]
    unique = {claim.spans: claim for claim in reversed(found)}
    return sorted(unique.values(), key=lambda claim: (claim.spans[0].start, claim.spans[-1].end))


def _claim(
    text: str, spans: tuple[Span, ...], hedges: Hedges, places: Sequence[Span], said: Said | None, sure: float = 1.0
) -> Claim:
    """The claim that the words of ``spans`` make, by whoever says them: the writer, if nobody does."""
    if said is None:
        own = tuple(governing(text, spans, hedges, places, Holder.WRITER))
        return Claim(spans, hedges=own, confidence=sure, denied=_denied(text, spans, None, own, hedges))
    own = (
        *governing(text, spans, hedges, places, Holder.SPEAKER),
        *(
            hedge
            for hedge in around(said.sources, said.cue, said.contents, hedges, places)
            if not (said.by_person and _SUGGESTS.match(text, hedge.span.start))
        ),
    )
    denied = _denied(text, spans, said.cue, own, hedges)
    return Claim(spans, said.index, said.quotations, own, said.confidence, denied)


def _denied(text: str, spans: Sequence[Span], cue: Span | None, own: Sequence[Hedge], hedges: Hedges) -> bool:
    return is_denied(text, spans[0], cue, [(hedge.span, hedges[hedge.span].denied) for hedge in own])


def _rest(
    text: str, sentence: Span, sources: Sequence[Span], taken: Sequence[Span], claimed: Sequence[Span]
) -> tuple[Span, ...]:
    """What the attributions leave of a sentence to the writer, if it says something; all of it if they leave all.

    A source is the speaker's name in one claim and may be the subject of the other: "Putin linked the two, suggesting
    ...".
    """
    holes = overlapping(taken, sentence)
    # A content may end in a line of nothing but marks, which is no part of what it claims.
    if not holes or not (letters(text, sentence) or overlapping(claimed, sentence)):
        return (sentence,)
    parts = [part for left in without(sentence, holes) for part in trimmed(text, left)]
    parts = [Span(part.start, part.start + len(_DANGLING.sub("", part.of(text)))) for part in parts]
    parts = [part for part in parts if letters(text, part) and not _CIRCUMSTANCE.match(part.of(text))]
    if not any(len(_WORD.findall(part.of(text))) >= _SUBSTANCE for part in parts):
        return ()
    subjects = {source.end: source.start for source in overlapping(sources, sentence)}
    return tuple(Span(subjects.get(_before(text, part.start), part.start), part.end) for part in parts)


def _before(text: str, offset: int) -> int:
    """The end of the words before ``offset``: white space is skipped."""
    return len(text[max(offset - _WIDEST_SPACE, 0) : offset].rstrip()) + max(offset - _WIDEST_SPACE, 0)
