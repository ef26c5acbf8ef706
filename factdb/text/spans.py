"""Finding among sorted spans."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from operator import attrgetter

from factdb.records import Span
from factdb.text.whitespace import BLANK

# Comparing these is several times as fast as comparing spans.
PLACE = attrgetter("start", "end")
_START, _END = attrgetter("start"), attrgetter("end")
_EDGE = BLANK + ",;:–—-"
# Behind a line's end: the sign of a block quote, the bullet of a list.
_FRONT = _EDGE + ">•*"


def overlapping(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """Those of ``spans`` (sorted, disjoint) that share a character with ``span``; logarithmic in their number."""
    if not spans:  # as for most that are asked about
        return spans
    first = bisect_right(spans, span.start, key=_END)
    return spans[first : bisect_left(spans, span.end, key=_START)]


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same characters as sorted, disjoint spans."""
    found: list[Span] = []
    for span in sorted(spans, key=PLACE):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def without(span: Span, holes: Iterable[Span]) -> Iterator[Span]:
    """What is left of ``span`` when the sorted ``holes`` are taken out."""
    start = span.start
    for hole in holes:
        if hole.end <= start or hole.start >= span.end:
            continue
        if hole.start > start:
            yield Span(start, hole.start)
        start = hole.end
    if start < span.end:
        yield Span(start, span.end)


def trimmed(text: str, span: Span) -> Iterator[Span]:
    """The span without white space, commas, dashes and bullets at its edges; nothing if nothing is left."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(_FRONT))
    end = span.end - (len(words) - len(words.rstrip(_EDGE)))
    if start < end:
        yield Span(start, end)


def stripped(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans without white space at their edges, but for those that are nothing else."""
    words = ((span, span.of(text)) for span in spans)
    return tuple(Span(one.end - len(of.lstrip()), one.start + len(of.rstrip())) for one, of in words if of.strip())


def letters(text: str, span: Span) -> int:
    """How many letters and digits a span holds; in a time that does not grow with its length."""
    before = _letters_before(text)
    return before[min(span.end, len(text))] - before[span.start] if span.start < span.end else 0


@lru_cache(maxsize=1)
def _letters_before(text: str) -> Sequence[int]:
    """How many stand before each character of the text, and in all of it: those of an article are asked for again and
    again."""
    return array("L", accumulate(map(str.isalnum, text), initial=0))
