"""Finding in an article the words that a person gives: exactly one place, or a clear error. Pure.

White space in the words may stand for any white space in the text, and a quotation mark or an apostrophe as keyboards
have it for the curved ones. Of several places the one nearest to the claim counts, first within its paragraph.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from factdb.errors import InputError
from factdb.records import GAP, Span
from factdb.text.segments import paragraphs, sentences

_CURVED = {'"': '["“”„‟«»]', "'": "['‘’‚‛]"}
_SHORT = 60  # code points of the words that an error repeats


def locate(text: str, words: str, near: Sequence[Span] = ()) -> Span:
    """The one place where ``words`` stand in ``text``, or of several the one nearest to the spans ``near``.

    Raises InputError if they stand nowhere, in several places and nothing is near, or equally near in several.
    """
    places = _places(text, words)
    if not places:
        raise InputError(f"{_short(words)} stands nowhere in the article; give the words just as they are there")
    if len(places) == 1:
        return places[0]
    if not near:
        raise InputError(f"{_short(words)} stands {len(places)} times in the article; give more of the words around it")
    around = [block for block in paragraphs(text) if any(block.overlaps(span) for span in near)]
    beside = [place for place in places if any(block.covers(place) for block in around)]
    found = _nearest(beside or places, near)
    if len(found) == 1:
        return found[0]
    raise InputError(
        f"{_short(words)} stands {len(found)} times equally near to the claim; give more of the words around it"
    )


def in_sentences(text: str, place: Span, claim: Sequence[Span]) -> bool:
    """Does ``place`` stand in a sentence in which some of the claim does?"""
    around = [block for block in paragraphs(text) if any(block.overlaps(span) for span in claim)]
    shared = (one for block in around for one in sentences(text, block) if any(one.overlaps(span) for span in claim))
    return any(one.overlaps(place) for one in shared)


def parted(text: str, words: str) -> Sequence[str]:
    """The pieces of a claim's words as listings have them, with a GAP between; one if all of it stands in the text."""
    return [words] if GAP not in words or _places(text, words) else words.split(GAP)


def locate_all(
    text: str, pieces: Sequence[str], near: Sequence[Span] = (), beside: Sequence[str] = ()
) -> tuple[Span, ...]:
    """The places of the pieces of one claim, in the order of the text.

    With nothing ``near``, those of ``pieces``, and of the words ``beside`` the claim, that stand in one place only tell
    where the others are. Raises InputError as ``locate`` does, or if two pieces share a character.
    """
    found = sorted(locate(text, piece, near or _only(text, [*pieces, *beside])) for piece in pieces)
    for one, other in pairwise(found):
        if one.overlaps(other):
            raise InputError(f"{_short(one.of(text))} and {_short(other.of(text))} overlap; give each word once")
    return tuple(found)


def _only(text: str, pieces: Sequence[str]) -> list[Span]:
    """The places of those pieces that stand in one place only."""
    found = (_places(text, piece) for piece in pieces)
    return [places[0] for places in found if len(places) == 1]


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
