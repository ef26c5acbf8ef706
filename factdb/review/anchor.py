"""Finding a span's words again in another version of the text: where exactly one place fits, or nowhere.

Lines that stand as they stood take their spans along, all to the same copy of them. Else it is as in the W3C Web
Annotation model's TextQuoteSelector: exact words with a prefix and a suffix. The words alone are not enough, because a
sentence may stand twice; nor is the prefix alone, because edits stand beside what they leave alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factdb.records import Span

# Code points of context on either side. The first stays within the line, so that paragraphs may change places.
_NEAR = 32
_FAR = (64, 256, 1024)
_LINE_END = re.compile(r"[\r\n]")


@dataclass(frozen=True, slots=True)
class Anchors:
    """Finds spans of ``old`` in ``new``."""

    old: str
    new: str

    def one(self, span: Span) -> Span | None:
        """The one place in ``new`` where the span's words stand in its surroundings; None if none or several do."""
        lines = _lines(self.old, span)
        if there := list(_whole_lines(self.new, lines.of(self.old))):
            moved = self._only(lines, list(_whole_lines(self.old, lines.of(self.old))), there)
            return moved and Span(moved.start + span.start - lines.start, moved.start + span.end - lines.start)
        words = span.of(self.old)
        here, there = list(_places(self.old, words)), list(_places(self.new, words))
        if not there:
            return None
        near = _near(self.old, span)
        fitting = [place for place in there if _near(self.new, place) == near]
        alike = [place for place in here if _near(self.old, place) == near]
        if len(fitting) == len(alike) == 1:
            return fitting[0]
        if fitting:
            return self._by_surroundings(span, here, there)
        if len(here) == len(there) == 1 and len(words) >= _NEAR:
            return there[0]  # long enough to be known by themselves
        return self._by_one_side(near, here, there)

    def _only(self, span: Span, here: list[Span], there: list[Span]) -> Span | None:
        return there[0] if len(here) == len(there) == 1 else self._by_surroundings(span, here, there)

    def _by_one_side(self, near: tuple[str, str], here: list[Span], there: list[Span]) -> Span | None:
        """What stands beside the words was edited: one side is enough, if it tells one place and the other no other."""
        found = set()
        for side, context in enumerate(near):
            alike = [place for place in here if _near(self.old, place)[side] == context]
            fitting = [place for place in there if _near(self.new, place)[side] == context]
            if len(alike) == len(fitting) == 1 and (context or len(here) == len(there) == 1):
                found.add(fitting[0])
        return found.pop() if len(found) == 1 else None

    def _by_surroundings(self, span: Span, here: list[Span], there: list[Span]) -> Span | None:
        """Words that stand several times in the same near surroundings are told apart by the wider ones."""
        for width in _FAR:
            around = _around(self.old, span, width)
            alike = [place for place in here if _around(self.old, place, width) == around]
            fitting = [place for place in there if _around(self.new, place, width) == around]
            if not fitting:
                return None
            if len(alike) == len(fitting) == 1:
                return fitting[0]
        return None


def _places(text: str, words: str) -> Iterator[Span]:
    at = text.find(words)
    while at >= 0:
        yield Span(at, at + len(words))
        at = text.find(words, at + 1)


def _lines(text: str, span: Span) -> Span:
    """The whole lines on which the span stands."""
    start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    end = _LINE_END.search(text, span.end)
    return Span(start, end.start() if end else len(text))


def _whole_lines(text: str, lines: str) -> Iterator[Span]:
    return (place for place in _places(text, lines) if _lines(text, place) == place)


def _near(text: str, span: Span) -> tuple[str, str]:
    """What stands before and after, as far as the line goes; white space at its ends does not count."""
    before = _LINE_END.split(text[max(0, span.start - _NEAR) : span.start])[-1]
    after = _LINE_END.split(text[span.end : span.end + _NEAR])[0]
    return before.lstrip(), after.rstrip()


def _around(text: str, span: Span, width: int) -> tuple[str, str]:
    return text[max(0, span.start - width) : span.start], text[span.end : span.end + width]
