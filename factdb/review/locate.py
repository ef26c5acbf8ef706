"""Finding in an article the words that a person gives: exactly one place, or a clear error. Pure.

White space in the words may stand for any white space in the text, and a quotation mark or an apostrophe as keyboards
have it for the curved ones. Of several places the one nearest to the claim counts, in its sentence before those in the
rest of its paragraph, and those before the paragraphs beside it; what stands farther away is taken only by its place,
written as "@120-124".
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from factdb.errors import InputError
from factdb.records import GAP, Span
from factdb.text.segments import paragraphs, sentences

_CURVED = {'"': '["“”„‟«»]', "'": "['‘’‚‛]"}
_PLACE = re.compile(r"@(\d{1,9})-(\d{1,9})")
_SHORT = 60  # code points of the words that an error repeats
_AROUND = 24  # code points that an error shows on either side of them
_MOST_TOLD = 4


def locate(text: str, words: str, near: Sequence[Span] = ()) -> Span:
    """The one place where ``words`` stand in ``text`` beside the claim ``near``, or of several the nearest.

    Raises InputError if they stand nowhere, only far from the claim, equally near in several places, or in several and
    nothing is near.
    """
    if place := _given(text, words):
        return place
    places = _required(text, words)
    if not near:
        return _only_one(text, words, places, "in the article")
    if beside := _beside(text, places, near):
        return _only_one(text, words, _nearest(beside, near), "equally near to the claim")
    far = f"{_short(words)} stands only far from the claim, {_told(text, places)}"
    raise InputError(
        f"{far}; give words beside the claim, or the place, as {written_place(places[0])}, if that is meant"
    )


def _locate_piece(text: str, words: str, near: Sequence[Span]) -> Span:
    """The one place of some words of a claim: wherever they stand, if only there; else beside ``near``, if only there.

    The nearest of several would be any "the".
    """
    if place := _given(text, words):
        return place
    places = _required(text, words)
    if len(places) == 1:
        return places[0]
    inside = [place for place in places if any(span.covers(place) for span in near)]
    if beside := inside or _beside(text, places, near):
        return _only_one(text, words, beside, "beside the claim")
    return _only_one(text, words, places, "in the article")


def _only_one(text: str, words: str, places: Sequence[Span], where: str) -> Span:
    if len(places) == 1:
        return places[0]
    several = f"{_short(words)} stands {len(places)} times {where}, {_told(text, places)}"
    raise InputError(f"{several}; give more of the words around it, or the place, as {written_place(places[0])}")


def _beside(text: str, places: Sequence[Span], near: Sequence[Span]) -> Sequence[Span]:
    """Those of ``places`` in the sentences of ``near``, else in its paragraphs, else in the ones beside those."""
    blocks = paragraphs(text)
    here = [number for number, block in enumerate(blocks) if any(block.overlaps(span) for span in near)]
    for area in (
        [*_sentences(text, blocks, near), *near],
        [blocks[number] for number in here],
        [block for number, block in enumerate(blocks) if any(abs(number - one) == 1 for one in here)],
    ):
        if found := [place for place in places if any(block.overlaps(place) for block in area)]:
            return found
    return ()


def _sentences(text: str, blocks: Sequence[Span], claim: Sequence[Span]) -> list[Span]:
    """The sentences of ``blocks`` in which some of the claim stands."""
    here = (block for block in blocks if any(block.overlaps(span) for span in claim))
    return [one for block in here for one in sentences(text, block) if any(one.overlaps(span) for span in claim)]


def _given(text: str, words: str) -> Span | None:
    """The place that is written as "@120-124". Raises InputError if no words stand there."""
    if not (written := _PLACE.fullmatch(words.strip())):
        return None
    place = Span(int(written[1]), int(written[2]))
    if place.end > len(text) or not place.of(text).strip():
        raise InputError(f"{words.strip()} is no place of words in the article, which goes from 0 to {len(text)}")
    return place


def locate_hedge(text: str, words: str, near: Sequence[Span] = ()) -> Span:
    """The same of words that hedge a claim, which they do only in a sentence in which some of it stands."""
    if not near:
        return locate(text, words)
    places = [place] if (place := _given(text, words)) else _required(text, words)
    around = [*_sentences(text, paragraphs(text), near), *near]
    if inside := [place for place in places if any(one.overlaps(place) for one in around)]:
        return _only_one(text, words, _nearest(inside, near), "equally near to the claim")
    elsewhere = f"{_short(places[0].of(text))} stands in no sentence of the claim, but {_told(text, places)}"
    raise InputError(f"{elsewhere}; give the words there that hedge it")


def parted(text: str, words: str, between: str = GAP) -> Sequence[str]:
    """The pieces of words as listings have them, with a GAP (or what is ``between``) between; one if all of it stands
    in the text.
    """
    return [words] if between not in words or _places(text, words) else words.split(between)


def locate_all(
    text: str, pieces: Sequence[str], near: Sequence[Span] = (), beside: Sequence[str] = ()
) -> tuple[Span, ...]:
    """The places of the pieces of one claim, in the order of the text.

    With nothing ``near``, those of ``pieces``, and of the words ``beside`` the claim, that stand in one place only tell
    where the others are. Raises InputError for a piece that stands nowhere or in several places, or if two pieces share
    a character.
    """
    found = sorted(_locate_piece(text, piece, near or _only(text, [*pieces, *beside])) for piece in pieces)
    for one, other in pairwise(found):
        if one.overlaps(other):
            raise InputError(f"{_short(one.of(text))} and {_short(other.of(text))} overlap; give each word once")
    return tuple(found)


def _only(text: str, pieces: Sequence[str]) -> list[Span]:
    """The places of those pieces that stand in one place only."""
    found = ([place] if (place := _given(text, piece)) else _places(text, piece) for piece in pieces)
    return [places[0] for places in found if len(places) == 1]


def _required(text: str, words: str) -> list[Span]:
    """Where the words stand. Raises InputError if nowhere."""
    if places := _places(text, words):
        return places
    raise InputError(f"{_short(words)} stands nowhere in the article; give the words just as they are there")


def _places(text: str, words: str) -> list[Span]:
    """Where the words stand, as whole words if they do anywhere: "he" is not in "the"."""
    if not words.split():
        raise InputError("no words to look for; give some as they stand in the article")
    pattern = r"\s+".join("".join(_CURVED.get(sign) or re.escape(sign) for sign in word) for word in words.split())
    whole = rf"(?<!\w){pattern}(?!\w)"
    return list(_matches(text, whole)) or list(_matches(text, pattern))


def _matches(text: str, pattern: str) -> Iterator[Span]:
    # A look-ahead, so that places which overlap are all found.
    for match in re.finditer(f"(?=({pattern}))", text):
        yield Span(*match.span(1))


def _nearest(places: Sequence[Span], near: Sequence[Span]) -> list[Span]:
    distances = [min(_apart(place, span) for span in near) for place in places]
    least = min(distances)
    return [place for place, distance in zip(places, distances, strict=True) if distance == least]


def _apart(one: Span, other: Span) -> int:
    """How many code points lie between the two."""
    return max(one.start - other.end, other.start - one.end, 0)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return f"“{line}”" if len(line) <= _SHORT else f"“{line[:_SHORT]}…”"


def _told(text: str, places: Sequence[Span]) -> str:
    """The places, each with a few words around it."""
    listed = "; ".join(f"{written_place(place)} {_in_context(text, place)}" for place in places[:_MOST_TOLD])
    more = len(places) - _MOST_TOLD
    return f"at {listed}{f' and {more} more' if more > 0 else ''}"


def written_place(place: Span) -> str:
    """A place in the article as ``locate`` takes it for words."""
    return f"@{place.start}-{place.end}"


def written_places(places: Iterable[Span]) -> str:
    """Several places as a report has them: "12-40;50-61"."""
    return ";".join(f"{place.start}-{place.end}" for place in places)


def _in_context(text: str, place: Span) -> str:
    start, end = max(place.start - _AROUND, 0), min(place.end + _AROUND, len(text))
    while 0 < start < place.start and not text[start - 1].isspace():
        start += 1
    while place.end < end < len(text) and not text[end].isspace():
        end -= 1
    before, after = ("…" if start else ""), ("…" if end < len(text) else "")
    return f"({before}{' '.join(text[start:end].split())}{after})"
