"""What is set off under who says it: a list, or a block quote, behind a line that ends in a colon.

The tagger, which reads words and not lines, easily stops inside of one. The page shows where it ends, so the page
decides: all of it is what is said.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from factdb.extract.attribution.shaping import Found
from factdb.language import ENGLISH
from factdb.records import Span
from factdb.text.spans import letters, merged, overlapping, trimmed, without
from factdb.text.whitespace import BREAKS

_ITEM = re.compile(r"(?:[-*+•⁃‣▪■●◦–—]|\(?(?:\d{1,3}|[a-z])[.)])\s")
_SIGN = re.compile(r"(?:\A|[\r\n])>[> \t\xa0]{0,20}\Z")
_WIDEST_SIGN = 24
_LINK = re.compile(rf"\W*(?:{ENGLISH.any_of('complementisers')})?\W*", re.I)
_COLON_AND_BREAK = re.compile(rf":\s*[{BREAKS}]")
# How far behind a cue a colon introduces what it says: "wrote in her ruling on the bank's accounts:".
_FAR = 120
_RULE = ("all of the list or block quote is what is said",)


@dataclass(frozen=True, slots=True)
class _SetOff:
    """All that is set off under a line, and whether it is a block quote: the words of one."""

    whole: Span
    is_quote: bool


def with_all_set_off(text: str, paragraphs: Sequence[Span], found: Sequence[Found]) -> list[Found]:
    """The attributions, those that an opening line holds with all of the list or block quote under it as content.

    What else the tagger found inside of that is dropped; only in a list what is somebody else's stays his. Whom a block
    quote relays is read for later, as in any content.
    """
    under = dict(_set_off(text, paragraphs))
    if not under:
        return list(found)
    openings = list(under)
    named = sorted({span for one in found if one.sources for span in _spans(one)})
    grown: list[Found] = []
    taken: list[Span] = []
    for one in found:
        below = [under[opening] for opening in overlapping(openings, one.cue)]
        wholes = [each.whole for each in below if _takes_all(one, each, named)]
        grown.append(_with(text, one, wholes[0]) if wholes else one)
        taken += wholes
    inside = merged(taken)
    return [one for one in grown if not overlapping(inside, one.cue)]


def is_set_off(text: str, cue: Span, piece: Span) -> bool:
    """Is the piece a sentence under the line of its cue, which ends in a colon?"""
    colon = _COLON_AND_BREAK.search(text, cue.start, min(piece.start, cue.end + _FAR))
    return bool(colon) and any(mark in ".!?" for mark in text[piece.end - 1 : piece.end + 1])


def _set_off(text: str, paragraphs: Sequence[Span]) -> Iterator[tuple[Span, _SetOff]]:
    """The paragraphs that end in a colon, each with what is set off under it."""
    opening: Span | None = None
    for kind, some in groupby(paragraphs, key=lambda one: _kind(text, one)):
        lines = list(some)
        if kind and opening:
            yield opening, _SetOff(Span(lines[0].start, lines[-1].end), kind == "block quote")
        opening = lines[-1] if text[lines[-1].end - 1] == ":" else None


def _kind(text: str, paragraph: Span) -> str:
    if _SIGN.search(text[max(paragraph.start - _WIDEST_SIGN, 0) : paragraph.start]):
        return "block quote"
    return "list" if _ITEM.match(text, paragraph.start, paragraph.end) else ""


def _takes_all(one: Found, apart: _SetOff, named: Sequence[Span]) -> bool:
    """Has it some of what is set off, and nobody else who is named any that he says himself?"""
    if not one.sources or not any(map(apart.whole.overlaps, one.contents)):
        return False
    return apart.is_quote or set(_spans(one)).issuperset(overlapping(named, apart.whole))


def _with(text: str, one: Found, whole: Span) -> Found:
    left = (part for content in one.contents for cut in without(content, [whole]) for part in trimmed(text, cut))
    beside = [part for part in left if letters(text, part) and not _LINK.fullmatch(text, part.start, part.end)]
    contents = tuple(sorted((*beside, whole)))
    return one if contents == one.contents else replace(one, contents=contents, rules=one.rules + _RULE)


def _spans(one: Found) -> tuple[Span, ...]:
    return (*one.sources, one.cue, *one.contents)
