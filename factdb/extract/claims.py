"""From attributions, sentences and hedges to claims, so that every sentence is in at least one."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from factdb.extract.attribution.frames import Roles, clauses_of, left_over
from factdb.extract.attribution.framing import is_put
from factdb.extract.attribution.grown import going_on_of, grown, opening_of
from factdb.extract.hedging.governing import (
    Hedges,
    Saying,
    governing,
    halves,
)
from factdb.extract.hedging.polarity import is_denied
from factdb.extract.rejected import rejected
from factdb.records import Claim, Passage, Span
from factdb.text.spans import merged, overlapping

# The paragraphs that one claim may have: a whole life as told to somebody is not one.
_MOST_PARAGRAPHS = 8
# How many characters part what is asked from whoever answers.
_COMMA = 4


@dataclass(frozen=True, slots=True)
class Said:
    """What claims need to know of an attribution that says something: its index and spans, what of it is quoted, how
    likely it is, and the kind of its speaker.

    ``framing`` is false if source and cue also tell of something that only was done: they are the writer's words, then.
    """

    index: int
    sources: tuple[Span, ...]
    cue: Span
    contents: tuple[Span, ...]
    quotations: tuple[Span, ...]
    confidence: float
    kind: str = ""
    framing: bool = True

    @property
    def frame(self) -> tuple[Span, ...]:
        """The words that say who says it."""
        return (*self.sources, self.cue) if self.framing else ()


def claims(
    text: str,
    sentences: Sequence[Span],
    said: Sequence[Said],
    hedges: Hedges,
    certainty: Sequence[float],
    acts: Sequence[Span] = (),
) -> list[Claim]:
    """One claim for each attribution that says something, and the writer's own for the rest of each sentence.

    ``sentences`` and the places of ``hedges`` are sorted; ``certainty`` is, for each sentence, how sure the labeller is
    that the words no attribution covers are the writer's; ``acts`` are, sorted, the verbs of what somebody only does.
    A sentence of which one half is certain and the other hedged makes two claims, and so do sentences of somebody's of
    which only some are quoted. The claims come in the order of the text.
    """
    places = tuple(hedges)
    standing = merged(span for one in said for span in (*one.frame, *one.contents))
    grew = [replace(one, contents=tuple(merged(_grown(text, one, sentences, standing)))) for one in said]
    found = [
        _claim(text, told, hedges, places, one)
        for one in grew
        for stretch in _stretches(one, sentences)
        for told in _readable(text, stretch)
    ]
    sources = merged(source for one in said if one.framing for source in one.sources)
    clauses = [clause for one in sources for clause in clauses_of(text, one)]
    roles = Roles(
        sources,
        merged(span for one in said for span in one.frame),
        merged(span for one in grew for span in (*one.frame, *one.contents)),
        merged((*(span for claim in found for span in claim.spans), *clauses)),
        acts,
    )
    rest: list[Claim] = []
    for sentence, sure in zip(sentences, certainty, strict=True):
        spans = left_over(text, sentence, roles)
        whole = spans == (sentence,)
        parts = ((part,) for part in halves(text, sentence, hedges, places)) if whole else (spans,)
        own = [_claim(text, part, hedges, places, None, sure) for part in parts if part]
        asked = not whole and len(spans) == 1 and is_put(text, spans[0])
        # "Asked if it is late, [Roe] said so", "Roe said when asked"; not "asked if it is late, she left, saying so".
        if asked and (
            text[spans[0].start].islower() or overlapping(sources, Span(spans[0].end, spans[0].end + _COMMA))
        ):
            own = [replace(one, passage=Passage.QUESTION) for one in own]
        rest += own
    # "Roe, who leads the council, went on": what the source says of itself stands in what it did, then.
    within = merged(span for claim in rest for span in claim.spans)
    apart = (clause for clause in clauses if not overlapping(within, clause))
    found += [_claim(text, (clause,), hedges, places, None) for clause in apart]
    unique = {claim.spans: claim for claim in reversed([*found, *rest])}
    return sorted(unique.values(), key=lambda claim: (claim.spans[0].start, claim.spans[-1].end))


def _grown(text: str, said: Said, sentences: Sequence[Span], standing: Sequence[Span]) -> Iterator[Span]:
    """The contents with the clauses around them that nobody else's words part from them."""
    for content in said.contents:
        first = bisect_right(sentences, content.start, key=lambda s: s.start) - 1
        sentence = sentences[first] if first >= 0 else content
        if not sentence.covers(content):
            yield content
            continue
        if before := opening_of(text, content, said.cue, sentence, standing):
            yield before
        yield grown(text, content, said.cue, sentence, standing)
        if behind := going_on_of(text, content, said.cue, sentence, standing):
            yield behind


def _stretches(said: Said, sentences: Sequence[Span]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The contents in sentences where somebody's words are quoted, and those in sentences where none is."""
    by_sentence: dict[int, list[Span]] = defaultdict(list)
    for content in said.contents:
        by_sentence[bisect_right(sentences, content.start, key=lambda s: s.start)].append(content)
    quoted: list[Span] = []
    told: list[Span] = []
    for some in by_sentence.values():
        kind = quoted if any(overlapping(said.quotations, content) for content in some) else told
        kind += some
    return tuple(quoted), tuple(told)


def _readable(text: str, stretch: tuple[Span, ...]) -> Iterator[tuple[Span, ...]]:
    """The stretch, or each of its paragraphs by itself if they are more than one claim could be checked with."""
    paragraphs: list[list[Span]] = []
    for span in stretch:
        if not paragraphs or "\n" in text[paragraphs[-1][-1].end : span.start]:
            paragraphs.append([])
        paragraphs[-1].append(span)
    if len(paragraphs) > _MOST_PARAGRAPHS:
        yield from map(tuple, paragraphs)
    elif stretch:
        yield stretch


def _claim(
    text: str, spans: tuple[Span, ...], hedges: Hedges, places: Sequence[Span], said: Said | None, sure: float = 1.0
) -> Claim:
    """The claim that the words of ``spans`` make, by whoever says them: the writer, if nobody does."""
    saying = Saying(said.sources, said.cue, said.contents, said.kind) if said else None
    own = tuple(governing(text, spans, hedges, places, saying))
    begins = rejected(text, said.cue, spans[0]) if said else None
    if said and begins is not None:
        # Who "rejected the idea that it rains" is in no doubt about it; who "may have rejected" it is.
        own = tuple(hedge for hedge in own if hedge.span.start >= begins or hedge.span.end <= said.cue.end)
    denying = (hedges[hedge.span].denied for hedge in own)
    cue = said.cue if said else None
    denied = is_denied(text, spans[0], cue, begins, denying, overlapping(places, spans[0]))
    if said is None:
        return Claim(spans, hedges=own, confidence=sure, denied=denied)
    quotations = tuple(part for part in said.quotations if overlapping(spans, part))
    return Claim(spans, said.index, quotations, own, said.confidence, denied)
