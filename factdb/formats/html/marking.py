"""The text of an article cut into pieces in which nothing begins or ends, each with all that is said of it: pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factdb.records import Extraction, Span
from factdb.text.segments import paragraphs


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, with the claims and attributions (by their places in the extraction) to which they belong.

    ``claims`` are those that cover it, the longest first; ``begins`` those of them that begin with it; ``hedges`` those
    that it hedges. ``sources`` and ``cues`` are attributions whose source or cue it is part of.
    """

    span: Span
    claims: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    hedges: tuple[int, ...] = ()
    sources: tuple[int, ...] = ()
    cues: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the article, and its pieces, which together are all of it."""

    span: Span
    pieces: tuple[Piece, ...]


# What a place is (a field of Piece), whose it is, and where.
_Place = tuple[str, int, Span]


def marked_paragraphs(text: str, extraction: Extraction) -> Iterator[Paragraph]:
    """Every paragraph of ``text`` with what ``extraction`` says of it, in the order of the text."""
    places = sorted(_places(extraction), key=lambda place: (place[2].start, -place[2].end))
    first = {number: min(claim.spans).start for number, claim in enumerate(extraction.claims)}
    open_ones: list[_Place] = []
    at = 0
    for block in paragraphs(text):
        while at < len(places) and places[at][2].start < block.end:
            open_ones.append(places[at])
            at += 1
        here = [place for place in open_ones if place[2].overlaps(block)]
        open_ones = [place for place in open_ones if place[2].end > block.end]
        yield Paragraph(block, tuple(_cut(block, here, first)))


def _places(extraction: Extraction) -> Iterator[_Place]:
    for number, claim in enumerate(extraction.claims):
        yield from (("claims", number, span) for span in claim.spans)
        yield from (("hedges", number, hedge.span) for hedge in claim.hedges)
    for number, attribution in enumerate(extraction.attributions):
        yield from (("sources", number, span) for span in attribution.sources)
        yield ("cues", number, attribution.cue)


def _cut(block: Span, places: Sequence[_Place], first: dict[int, int]) -> Iterator[Piece]:
    begins: defaultdict[int, list[_Place]] = defaultdict(list)
    ends: defaultdict[int, list[_Place]] = defaultdict(list)
    for place in places:
        begins[max(place[2].start, block.start)].append(place)
        ends[min(place[2].end, block.end)].append(place)
    covering: dict[_Place, None] = {}
    cuts = sorted({block.start, block.end, *begins, *ends})
    for start, end in pairwise(cuts):
        for place in ends[start]:
            covering.pop(place, None)
        covering |= dict.fromkeys(begins[start])
        yield _piece(Span(start, end), covering, first)


def _piece(span: Span, covering: Iterable[_Place], first: dict[int, int]) -> Piece:
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for kind, number, place in covering:
        found[kind].append((place.start - place.end, number))
    parts = {kind: tuple(dict.fromkeys(number for _, number in sorted(found[kind]))) for kind in found}
    begun = tuple(number for number in parts.get("claims", ()) if first[number] == span.start)
    return Piece(span, begins=begun, **parts)
