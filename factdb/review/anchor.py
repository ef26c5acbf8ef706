"""Finding a span's words again in another version of the text: where exactly one place fits, or nowhere.

Lines that stand as they stood take their spans along, all to the same copy of them. Else it is as in the W3C Web
Annotation model's TextQuoteSelector: exact words with a prefix and a suffix. The words alone are not enough, because a
sentence may stand twice; nor is the prefix alone, because edits stand beside what they leave alone.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial

from factdb.records import Span

# Code points of context on either side. The first stays within the line, so that paragraphs may change places.
_NEAR = 32
_FAR = (64, 256, 1024)
_WORD = re.compile(r"\w+")
_LINE_END = re.compile(r"[\r\n]")

# What stands around a place in a text.
_Around = Callable[[str, Span], Hashable]


class Anchors:
    """Finds spans of ``old`` in ``new``."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = _Text(old), _Text(new)
        self._copies: dict[Span, tuple[bool, Span | None]] = {}

    def one(self, span: Span) -> Span | None:
        """The one place in ``new`` where the span's words stand in its surroundings; None if none or several do."""
        lines = self.old.lines(span)
        # All spans of a line, which may be the whole text, go along with it: it is looked for once.
        if lines not in self._copies:
            self._copies[lines] = self._copy(lines)
        is_copied, moved = self._copies[lines]
        if is_copied:
            return moved and Span(moved.start + span.start - lines.start, moved.start + span.end - lines.start)
        words = span.of(self.old.text)
        here, there = self.old.places(words), self.new.places(words)
        if not there.all:
            return None
        alike, fitting = here.like(span, _near), there.like(span, _near, self.old.text)
        if len(fitting) == len(alike) == 1:
            return fitting[0]
        if fitting:
            return _by_surroundings(span, here, there)
        if len(here.all) == len(there.all) == 1 and len(words) >= _NEAR:
            return there.all[0]  # long enough to be known by themselves
        return _by_one_side(span, here, there)

    def _copy(self, lines: Span) -> tuple[bool, Span | None]:
        """Whether the lines stand in ``new`` as well, and where the one copy of them is."""
        copied = lines.of(self.old.text)
        there = self.new.whole_lines(copied)
        if not there.all:
            return False, None
        here = self.old.whole_lines(copied)
        alone = len(here.all) == len(there.all) == 1
        return True, there.all[0] if alone else _by_surroundings(lines, here, there)


class _Text:
    """A text in which words are looked for; what was found is kept, because the same words are looked for often."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._line_ends = [end.start() for end in _LINE_END.finditer(text)]
        self._starts: defaultdict[str, list[int]] = defaultdict(list)
        for start, end in zip([0, *(end + 1 for end in self._line_ends)], [*self._line_ends, len(text)], strict=True):
            self._starts[text[start:end]].append(start)
        self._places: dict[str, _Places] = {}
        self._whole_lines: dict[str, _Places] = {}

    def lines(self, span: Span) -> Span:
        """The whole lines on which the span stands."""
        before, after = (bisect_left(self._line_ends, at) for at in (span.start, span.end))
        return Span(
            self._line_ends[before - 1] + 1 if before else 0,
            self._line_ends[after] if after < len(self._line_ends) else len(self.text),
        )

    def places(self, words: str) -> "_Places":
        """Wherever the words stand."""
        if words not in self._places:
            self._places[words] = _Places(self.text, self._found(words))
        return self._places[words]

    def _found(self, words: str) -> Iterator[Span]:
        """Wherever the words stand, by the rarest of those that are whole; else by looking through the text."""
        whole = [one for one in _WORD.finditer(words) if one.start() > 0 and one.end() < len(words)]
        if not whole:
            yield from _found(self.text, words)
            return
        rarest = min(whole, key=lambda one: len(self._words.get(one[0], ())))
        for start in self._words.get(rarest[0], ()):
            at = start - rarest.start()
            if at >= 0 and self.text.startswith(words, at):
                yield Span(at, at + len(words))

    @cached_property
    def _words(self) -> Mapping[str, Sequence[int]]:
        """Where each word stands."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for word in _WORD.finditer(self.text):
            found[word[0]].append(word.start())
        return found

    def whole_lines(self, lines: str) -> "_Places":
        """Wherever the lines stand as whole lines."""
        if lines not in self._whole_lines:
            starts = self._starts.get(_LINE_END.split(lines, maxsplit=1)[0], ())
            places = (Span(at, at + len(lines)) for at in starts if self.text.startswith(lines, at))
            whole = (place for place in places if self.lines(place) == place)
            self._whole_lines[lines] = _Places(self.text, whole)
        return self._whole_lines[lines]


class _Places:
    """Where some words stand in a text, told apart by what stands around them."""

    def __init__(self, text: str, places: Iterable[Span]) -> None:
        self.text, self.all = text, list(places)
        self._by_surroundings: dict[_Around, dict[Hashable, list[Span]]] = {}

    def like(self, span: Span, around: _Around, text: str | None = None) -> list[Span]:
        """The places that have around them what the span has in ``text``, by default in their own."""
        if around not in self._by_surroundings:
            found = self._by_surroundings[around] = defaultdict(list)
            for place in self.all:
                found[around(self.text, place)].append(place)
        return self._by_surroundings[around].get(around(self.text if text is None else text, span), [])


def _by_one_side(span: Span, here: _Places, there: _Places) -> Span | None:
    """What stands beside the words was edited: one side is enough, if it tells one place and the other no other."""
    found = set()
    for side in (_before, _after):
        alike, fitting = here.like(span, side), there.like(span, side, here.text)
        if len(alike) == len(fitting) == 1 and (side(here.text, span) or len(here.all) == len(there.all) == 1):
            found.add(fitting[0])
    return found.pop() if len(found) == 1 else None


def _by_surroundings(span: Span, here: _Places, there: _Places) -> Span | None:
    """Words that stand several times in the same near surroundings are told apart by the wider ones."""
    for around in _FARTHER:
        alike, fitting = here.like(span, around), there.like(span, around, here.text)
        if not fitting:
            return None
        if len(alike) == len(fitting) == 1:
            return fitting[0]
    return None


def _found(text: str, words: str) -> Iterator[Span]:
    at = text.find(words)
    while at >= 0:
        yield Span(at, at + len(words))
        at = text.find(words, at + 1)


def _near(text: str, span: Span) -> tuple[str, str]:
    """What stands before and after, as far as the line goes; white space at its ends does not count."""
    return _before(text, span), _after(text, span)


def _before(text: str, span: Span) -> str:
    return _LINE_END.split(text[max(0, span.start - _NEAR) : span.start])[-1].lstrip()


def _after(text: str, span: Span) -> str:
    return _LINE_END.split(text[span.end : span.end + _NEAR])[0].rstrip()


def _around(text: str, span: Span, width: int) -> tuple[str, str]:
    return text[max(0, span.start - width) : span.start], text[span.end : span.end + width]


_FARTHER = tuple(partial(_around, width=width) for width in _FAR)
