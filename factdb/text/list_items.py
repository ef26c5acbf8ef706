"""The items of a list that stands in one paragraph: ``1. The dam. 2. The road.``, ``• The dam • The road``."""

import re
from collections.abc import Iterator
from itertools import pairwise

from factdb.records import Span
from factdb.text.whitespace import BLANK

_BULLETS = "•⁃‣▪■●◦○∙➢➤"
# Letters in capitals are people's initials more often than numbers of items.
_NUMBER = re.compile(
    rf"(?<![^{re.escape(BLANK)}{_BULLETS}])"
    r"(?P<open>\(?)(?P<value>\d{1,3}|[a-z]|[ivx]{2,5})(?P<close>\.\)|[.)])(?=\s{1,3}(?P<next>\S))"
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
# What has to be there for a list that begins inside its paragraph: cheaper to look for.
_FIRST = ("1.", "1)", "a.", "a)", "i.", "i)")
_INTRODUCED = re.compile(r"[:;.!?]\s{1,3}\Z")


def items(text: str, paragraph: Span) -> list[Span]:
    """The items of ``paragraph`` in order, each with its bullet or number; the whole paragraph if it holds no list.

    A list has at least two items whose numbers follow each other, or bullets of one kind. Linear in the length.
    """
    starts = [paragraph.start, *_bulleted(text, paragraph)]
    if len(starts) == 1:
        starts += _numbered(text, paragraph)
    edges = pairwise([*starts, paragraph.end])
    return [Span(start, start + len(text[start:end].rstrip(BLANK))) for start, end in edges]


def _bulleted(text: str, paragraph: Span) -> Iterator[int]:
    bullet = text[paragraph.start]
    if bullet in _BULLETS:
        for found in re.finditer(rf"(?<=\s){bullet}", text[paragraph.start : paragraph.end]):
            yield paragraph.start + found.start()


def _numbered(text: str, paragraph: Span) -> Iterator[int]:
    """Where the second item and those behind it begin."""
    begins = _NUMBER.match(text, paragraph.start, paragraph.end)
    if not begins and not any(map(paragraph.of(text).__contains__, _FIRST)):
        return
    numbers = _NUMBER.finditer(text, paragraph.start, paragraph.end)
    first = next((number for number in numbers if _opens(text, number, paragraph)), None)
    if first is None:
        return
    introduced, expected = first.start() > paragraph.start, _after(first["value"])
    for number in numbers:
        if number.group("open", "close") == first.group("open", "close") and number["value"] in expected:
            expected = _after(number["value"])
            # Inside a sentence the items are parts of it: "to 1) close the dam and 2) go home".
            if not number["next"].islower() and (not introduced or _is_apart(text, number, paragraph)):
                yield number.start()


def _opens(text: str, number: re.Match[str], paragraph: Span) -> bool:
    """Does the number stand where a list may begin: first in its paragraph, or it is the first number behind a stop?"""
    if number.start() == paragraph.start:
        return True
    return number["value"] in ("1", "a", "i") and _is_apart(text, number, paragraph)


def _is_apart(text: str, number: re.Match[str], paragraph: Span) -> bool:
    before = text[max(number.start() - 4, paragraph.start) : number.start()]
    return _INTRODUCED.search(before) is not None


def _after(value: str) -> tuple[str, ...]:
    """What may number the item after this one: "j" and "ii" after "i"."""
    if value.isdigit():
        return (str(int(value) + 1),)
    letters = (chr(ord(value) + 1),) if len(value) == 1 else ()
    return letters + _ROMAN[_ROMAN.index(value) + 1 :][:1] if value in _ROMAN else letters
