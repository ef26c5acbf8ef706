"""Which hedges govern a claim's main assertion, who holds them, and where certain and hedged halves of a sentence part.

"The pact could fail" is uncertain; "The pact, which could fail, was signed" is not. Whether a hedge stands in the verb
group of the main clause, or over it, is weighed by its place among the verbs, links and marks around it. The weights
were learned from news that people judged (training/governing_weights.py).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from factdb.extract.hedging.mainclause import Place, place_of
from factdb.extract.hedging.surroundings import is_powerful, is_powerless
from factdb.extract.weighing import odds, probability, weights
from factdb.records import (
    Certainty,
    Hedge,
    Holder,
    Span,
)
from factdb.text.segments import sentences
from factdb.text.spans import overlapping
from factdb.text.whitespace import WORD, plain

_WEIGHTS = weights("governing_weights")
# From which probability on a hedge governs the main assertion.
_LEAST = 0.5
# A saying and its source stand no further apart than this, or something else stands between them.
_WIDEST_SAYING = 150
# A half begins with the word that links it: "but she could win".
_HALF_FOLLOWS = re.compile(
    r"\s*(?:;\s*|(?:,|—|–|--)\s*(?=(?:but|and|yet|so|while|whereas|though|although)\s)|(?<!\ball)\s(?=(?:but|yet)\s))",
    re.I,
)
_HALF_PRECEDES = re.compile(
    r"\s*(?:;\s*|(?:,|—|–|--)\s*(?P<link>(?:but|and|yet|so)\s+)|(?<!\ball)\s(?P<bare>(?:but|yet)\s+))\Z", re.I
)
# "He may go — and he knows it — today": between two dashes stands an aside.
_DASH = re.compile(r"—|–|--")
# "It is unclear who paid, and whether he knew": one question after the other.
_ANOTHER_QUESTION = re.compile(r"and\s(?:whether|if|how|why|what|who|when|where)\b", re.I)
# "She resigned and it was not clear why": what begins with an empty subject shares none.
_AND_IT = re.compile(r"\s(?P<link>and\s+)(?=it\s(?:is|was|remains|remained|seems|seemed|appears|appeared)\b)")
_FEWEST_WORDS = 3
# Of so many sentences one that is hedged leaves the others certain.
_SEVERAL = 3
# A sentence with more hedges isn't parted: nobody writes one, and it keeps a page without a full stop linear.
_MOST_HALVES = 8
_BEFORE = 20
# How many characters to either side of a hedge are looked at: time stays linear in any claim.
_AROUND = 600
# "Are more likely to vote" compares; "is more and more likely to vote" doubts.
_COMPARED = re.compile(r"(?<!\w)(?<!more and )(?:more|less|most|least)\s+\Z", re.I)
# "And I don't think that" it rains.
_VIEW = re.compile(
    r"[\"“\s]*(?:(?:and|but|so|well|yes|no)\b,?\s)?I\s(?:[\w’']+\s){0,2}(?:think|believe)\s(?:that\s)?", re.I
)
# "The bees had most likely died" compares nothing.
_MOST_LIKELY = re.compile(r"(?<=most )likely\b(?!\sto\b|\s\w+s\b)", re.I)
# "Experts believe that the dam is safe": who holds it doesn't know it. But what ought to be is no doubt, nor is what
# words in quotation marks say; what one person or firm believes is weighed.
_HOLDS = re.compile(
    r"(?:believ(?:e|es|ed|ing)|thinks?|thought|expect(?:s|ed|ing)?|hop(?:e|es|ed|ing)|fear(?:s|ed|ing)?"
    r"|anticipat(?:e|es|ed|ing)|suspect(?:s|ed)?)",
    re.I,
)
_SUSPECTS = re.compile(r"(?:suspect|doubt)(?:s|ed)?", re.I)
_OUGHT = re.compile(r"\W*[\"“]|.*?\b(?:should|ought|must|deserves?|wrong|immoral|unfair|unjust)\b", re.I | re.S)
_NOT = re.compile(r"\b(?:not|never|nor)\b|n['’]t\b", re.I)
_NOT_HELD_BY = frozenset(("person", "organisation"))
# "What could come next?" asks, and says nothing; "Might he be wrong?" is weighed.
_ASKS = re.compile(r"[^.?!:\n]{0,300}\?[\"”’')]*(?:\s|\Z)")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z])")


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A hedge before it is known who hedges.

    Its type, the words that it governs, how sure it leaves them, whether it denies them, how likely it hedges at all,
    whether it is an attitude: a verb whose subject holds it ("believe", "fear"), not a word of whoever writes it; and
    how much the tagger's probes speak for it that it governs its claim, in log-odds.
    """

    kind: str
    scope: Span
    certainty: Certainty = Certainty.POSSIBLE
    denied: bool = False
    confidence: float = 1.0
    attitude: bool = False
    probed: float = 0.0


Hedges = Mapping[Span, Uncertain]


@dataclass(frozen=True, slots=True)
class Saying:
    """Who says a claim how: source, cue and contents of its attribution, and what kind of speaker it is."""

    sources: tuple[Span, ...]
    cue: Span
    contents: tuple[Span, ...]
    kind: str = ""


def governing(
    text: str, spans: Sequence[Span], hedges: Hedges, places: Sequence[Span], saying: Saying | None = None
) -> list[Hedge]:
    """The hedges that govern the main assertion of a claim, and those in the words that these govern.

    ``places`` are the keys of ``hedges``, sorted; ``saying`` is whose claim it is, or None if it is the writer's.
    """
    holder = Holder.WRITER if saying is None else Holder.SPEAKER
    held = [place for span in spans for place in overlapping(places, span)]
    ruling = [place for place in held if governs(text, spans, place, hedges[place], saying)]
    if saying and ruling and _are_few(text, spans, held):
        ruling = []
    main = [hedges[place].scope for place in ruling]
    within = _covered(held, main)
    found = [_hedge(place, hedges[place], holder) for place in held if place in within]
    return [*found, *_around(text, spans, saying, hedges, places)] if saying else found


def _are_few(text: str, spans: Sequence[Span], held: Sequence[Span]) -> bool:
    """Do the hedges stand in fewer than half of the sentences, three or more, that somebody says in one go?"""
    starts = [sentence.start for span in spans for sentence in sentences(text, span)]
    hedged = {bisect_right(starts, place.start) for place in held}
    return len(starts) >= _SEVERAL and 2 * len(hedged) < len(starts)


def _covered(held: Sequence[Span], scopes: Iterable[Span]) -> set[Span]:
    """Those of ``held`` (sorted, disjoint) that lie in a scope; every one of them is visited but once."""
    within: set[Span] = set()
    upto = 0
    for scope in sorted(scopes):
        first = max(bisect_left(held, scope.start, key=lambda s: s.start), upto)
        last = bisect_right(held, scope.end, key=lambda s: s.end)
        within.update(held[first:last])
        upto = max(upto, last)
    return within


def _around(
    text: str, spans: Sequence[Span], saying: Saying, hedges: Hedges, places: Sequence[Span]
) -> Iterator[Hedge]:
    """The hedges on a saying: the speaker's if the cue itself is one ("experts believe"), else the writer's.

    The writer's ("may have said", "reportedly said") stand in the cue or between source and cue, and govern the cue.
    """
    for place in on_saying(saying, hedges, places):
        hedge = hedges[place]
        if governs(text, spans, place, hedge, saying):
            yield _hedge(place, hedge, Holder.SPEAKER if hedge.attitude else Holder.WRITER)


def on_saying(saying: Saying, hedges: Hedges, places: Sequence[Span]) -> Iterator[Span]:
    """The hedges in the cue of a saying, or between its source and its cue and over the cue."""
    near = [source for source in saying.sources if abs(source.start - saying.cue.start) <= _WIDEST_SAYING]
    start = min((span.start for span in near), default=max(saying.cue.start - _BEFORE, 0))
    whole = Span(min(start, saying.cue.start), max([saying.cue.end, *(span.end for span in near)]))
    for place in overlapping(places, whole):
        if any(place.overlaps(span) for span in (*saying.sources, *saying.contents)):
            continue
        hedge = hedges[place]
        if place.overlaps(saying.cue) or (not hedge.attitude and hedge.scope.covers(saying.cue)):
            yield place


def governs(text: str, spans: Sequence[Span], place: Span, hedge: Uncertain, saying: Saying | None) -> bool:
    """Does the hedge at ``place`` govern the main assertion of the claim?"""
    if is_powerless(text, place) or (not saying and _is_asked(text, place)):
        return False
    if is_powerful(text, place) or (saying and hedge.attitude and _is_held(text, place, saying, spans[0])):
        return True
    return probability(odds(_WEIGHTS, signs(text, spans, place, hedge, saying)) + hedge.probed) >= _LEAST


def _is_asked(text: str, place: Span) -> bool:
    """Does the writer ask what the hedge at ``place`` stands in, and not open the question with "might" or "could"?"""
    return bool(_ASKS.match(text, place.end)) and place.of(text) not in ("Might", "Could", "May")


def _is_held(text: str, place: Span, saying: Saying, piece: Span) -> bool:
    """Does the hedge at ``place`` say that ``piece`` is held for so: "experts believe that", "Roe suspects that"?"""
    cue = saying.cue
    if not place.overlaps(cue) or not _HOLDS.fullmatch(text, place.start, place.end):
        return False
    # What one person believes is weighed; what one suspects is open.
    if saying.kind in _NOT_HELD_BY and not _SUSPECTS.fullmatch(text, place.start, place.end):
        return False
    words = Span(piece.start, min(piece.end, piece.start + _AROUND))
    return not _NOT.search(text, cue.start, cue.end) and not _OUGHT.match(text, words.start, words.end)


def signs(text: str, spans: Sequence[Span], place: Span, hedge: Uncertain, saying: Saying | None) -> Iterator[str]:
    """What may tell whether a hedge governs the main assertion of a claim, each sign a string that has a weight."""
    cue = plain(place.of(text))
    compared = _COMPARED.search(text, max(place.start - _BEFORE, 0), place.start)
    if compared and not _MOST_LIKELY.match(text, place.start):
        cue = f"{plain(compared.group())} {cue}"
    yield from (f"cue {cue}", f"kind {hedge.kind}", f"sure {int(hedge.confidence * 5)}")
    part = bisect_right(spans, place.start, key=lambda span: span.end)
    if saying and (part == len(spans) or not place.overlaps(spans[part])):
        where = "cue" if place.overlaps(saying.cue) else "before"
        held = "attitude" if hedge.attitude else "doubt"
        yield from (f"saying {where}", f"saying {held}", f"saying {saying.kind}", f"saying {cue}")
        yield from (f"saying {held} {saying.kind}", f"saying {where} {held}", f"saying {cue} {saying.kind}")
        return
    who = "said" if saying else "own"
    here = spans[part]
    # Neighbours look at the same stretch, so that its words are read once for all of them.
    first = here.start + (place.start - here.start) // _AROUND * _AROUND
    stretch = Span(max(here.start, first - _AROUND), min(here.end, max(first + _AROUND, place.end) + _AROUND))
    ends = [end.end() for end in _SENTENCE_END.finditer(text, stretch.start, place.start)]
    end = _SENTENCE_END.search(text, place.end, stretch.end)
    begin = ends[-1] if ends else stretch.start
    # What somebody thinks is the main clause of what he says.
    if view := _VIEW.match(text, begin, place.start):
        begin = view.end()
    sentence = Span(begin, end.start() if end else stretch.end)
    number = min(len(ends) + (2 if stretch.start > here.start else 0) + part, 2)
    alone = "alone" if number == 0 and not end and len(spans) == 1 else f"sentence {number}"
    yield from (who, f"{who} {cue}", alone, f"{who} {alone}", f"{alone} {cue}")
    stands = place_of(text, sentence, place)
    yield from _placed(stands, cue, hedge.kind, who, alone)
    share = (min(hedge.scope.end, sentence.end) - max(hedge.scope.start, sentence.start)) * 5
    yield f"share {max(share // max(sentence.end - sentence.start, 1), 0)}"
    if stands.before == "," and stands.after == ",":
        yield from ("aside", f"aside {alone}")
    yield f"scope begins {_within(hedge.scope.start - sentence.start, (4, 30, 90))}"


def _placed(stands: Place, cue: str, kind: str, who: str, alone: str) -> Iterator[str]:
    clause = f"{stands.clause}, verbs {min(stands.verbs, 2)}"
    yield from (clause, f"{kind} {clause}", f"{cue} {stands.clause}", f"{alone} {clause}", f"{who} {clause}")
    yield from (f"link {stands.link}", f"{kind} link {stands.link}", f"verb {stands.group}", f"{cue} {stands.group}")
    yield f"words before {_within(stands.words, (0, 2, 5, 10, 20))}"
    yield from (f"< {stands.before}", f"> {stands.after}", f"{cue} > {stands.after}", f"< {stands.before} {cue}")


def _within(number: int, bounds: Sequence[int]) -> str:
    return next((f"{bound}" for bound in bounds if number <= bound), "more")


def halves(text: str, sentence: Span, hedges: Hedges, places: Sequence[Span]) -> tuple[Span, ...]:
    """A sentence cut where a hedged clause and a certain one with a subject of its own meet; whole if they don't."""
    found = overlapping(places, sentence)
    if len(found) > _MOST_HALVES:
        return (sentence,)
    for place in found:
        scope = hedges[place].scope
        if after := _HALF_FOLLOWS.match(text, scope.end, min(sentence.end, scope.end + _BEFORE)):
            parts = Span(sentence.start, scope.end), Span(after.end(), sentence.end)
        elif link := _link_before(text, sentence, scope):
            parts = Span(sentence.start, link.start), Span(link.end, sentence.end)
        else:
            continue
        aside = _DASH.search(text, parts[0].end, parts[1].start) and any(_DASH.search(part.of(text)) for part in parts)
        if aside or _ANOTHER_QUESTION.match(text, parts[1].start):
            continue
        hedged = [bool(governing(text, (part,), hedges, places)) for part in parts]
        if hedged[0] != hedged[1] and all(len(WORD.findall(part.of(text))) >= _FEWEST_WORDS for part in parts):
            return parts
    return (sentence,)


def _link_before(text: str, sentence: Span, scope: Span) -> Span | None:
    """What parts the half that begins with ``scope`` from the one before, but for its "and" or "but"."""
    nearest = max(sentence.start, scope.start - _BEFORE)
    if alone := _AND_IT.search(text, nearest, scope.start + _BEFORE):
        return Span(alone.start(), alone.start("link"))
    before = _HALF_PRECEDES.search(text, nearest, scope.start)
    link = (before["link"] or before["bare"] or "") if before else ""
    return Span(before.start(), scope.start - len(link)) if before else None


def _hedge(place: Span, hedge: Uncertain, holder: Holder) -> Hedge:
    return Hedge(place, hedge.kind, holder, hedge.scope, hedge.certainty, hedge.confidence)
