"""Lines that say themselves who speaks: ``WALLACE: Will she be there?`` in a transcript, and a quotation that is
signed, ``“It is over.” — Pamela Padilla``.

A tagger that learned from running prose easily ties such a line to the name of another. The page leaves no doubt, so it
decides: the line is one attribution, and what the tagger found in it is dropped.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import itemgetter

from factdb.extract.attribution.shaping import Found
from factdb.language import lexicon as lx
from factdb.records import Span
from factdb.text.passages import Part
from factdb.text.spans import (
    letters,
    overlapping,
    trimmed,
    without,
)

_CAPITALISED = r"[^\W\d_][\w.'’-]*"
_PARTICLES = "(?:(?:bin|da|de|del|der|di|du|el|la|le|van|von)[ \xa0]){0,2}"
_NAME = rf"{_CAPITALISED}(?:[ \xa0]{_PARTICLES}{_CAPITALISED}){{0,4}}"
# "WALLACE: ...", "Chris Wallace: ..." and "ANN ROE, CNN HOST (voice-over): ...", in quotation marks or not.
_LABELLED = re.compile(rf"([\"“]?)({_NAME})(?:, [^:\n(]{{1,40}})?(?: \([^()\n]{{1,30}}\))?(:)\s+")
# One pair of marks, which writers now and then turn the wrong way, around a sentence; a dash, a name, and perhaps a
# little about it.
_SIGNED = re.compile(
    r"([“”\"][^“”\"]*[.!?…,][’']?[“”\"])(?:\s*([―—–]|--)|\s+(-))\s*"
    rf"(({_NAME})(?:, [^“”\"\n]{{1,80}}| \([^()\n]{{1,40}}\))?)"
)
# A full stop that only ends the line.
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{3})\.$")
_MARKS = frozenset('“”"')
# What somebody says ends like a sentence, perhaps with marks behind; a tally or a list of facts seldom does.
_ENDS, _BEHIND = (".", "!", "?", "…", "—", "-"), '"”’)'
_WORD = re.compile(r"\w+(?:['’]\w+)*")
# In a talk at least a third of the lines ask something or have one of these words.
_TALKING = lx.FIRST_PERSON | lx.SECOND_PERSON

Line = tuple[Span, Found]


def read_speaker_lines(text: str, parts: Sequence[Part], found: Iterable[Found]) -> list[Found]:
    """The attributions ``found``, with those of the lines that say who speaks in the place of what was found there."""
    paragraphs = [part.span for part in parts]
    taken: list[Span] = []
    own: list[Found] = []
    for line, one in sorted([*_signed(text, paragraphs), *_transcript(text, paragraphs)], key=itemgetter(0)):
        if not taken or taken[-1].end <= line.start:
            taken.append(line)
            own.append(one)
    kept = [left for one in found if (left := _outside(text, one, taken))]
    return sorted([*kept, *own], key=lambda one: one.cue)


def _signed(text: str, paragraphs: Sequence[Span]) -> Iterator[Line]:
    # The dash and the name may stand on a line of their own.
    both = [Span(this.start, following.end) for this, following in pairwise(paragraphs)]
    for part in (*paragraphs, *both):
        line = _SIGNED.fullmatch(text, part.start, part.end)
        if line and _is_name(line[5]) and _WORD.findall(line[5])[0].casefold() not in lx.NOT_NAMES:
            dash = Span(*line.span(2 if line[2] else 3))
            name = Span(line.start(4), line.start(4) + len(_FULL_STOP.sub("", line[4])))
            yield part, _line(name, dash, Span(*line.span(1)), "the quotation is signed with its speaker's name")


def _transcript(text: str, paragraphs: Iterable[Span]) -> Iterator[Line]:
    """The lines of a talk: two speakers or more, of whom one at least comes again after another."""
    lines = [
        (paragraph, label, _last_word(label[2]))
        for paragraph in paragraphs
        if (label := _LABELLED.match(text, paragraph.start, paragraph.end))
        and _is_name(label[2])
        and _is_speech(text[label.end() : paragraph.end])
    ]
    prose = "".join(
        part.of(text) for part in without(Span(0, len(text)), (Span(*label.span(2)) for _, label, _ in lines))
    )
    names = _speakers([name for _, _, name in lines], prose)
    lines = [line for line in lines if line[2] in names]
    if 3 * sum(_is_talk(text[label.end() : paragraph.end]) for paragraph, label, _ in lines) < len(lines):
        return
    for paragraph, label, _ in lines:
        content = Span(label.end(), paragraph.end)
        # The last mark closes the one before the label, unless it closes one of its own.
        if label[1] and text[content.end - 1] in _MARKS and sum(map(content.of(text).count, _MARKS)) % 2:
            content = Span(content.start, content.end - 1)
        name, colon = Span(*label.span(2)), Span(*label.span(3))
        yield paragraph, _line(name, colon, content, "the line begins with its speaker's name")


def _speakers(names: Sequence[str], prose: str) -> set[str]:
    """The labels' last words, given line by line, that are names: those that the ``prose`` around them writes with a
    capital, and those that come again and that it never writes small. None if nobody comes again after another.
    """
    seen: set[str] = set()
    again: set[str] = set()
    for before, name in pairwise(["", *names]):
        if name in seen and name != before:
            again.add(name)
        seen.add(name)
    words = _WORD.findall(prose) if again else []
    capitalised = {word.casefold() for word in words if word[0].isupper() and not word.isupper()}
    small = {word for word in words if word.islower()}
    known = {name for name in names if name in capitalised or (name in again and name not in small)}
    return known if len(known) > 1 and known & again else set()


def _is_speech(said: str) -> bool:
    return said.rstrip(_BEHIND).endswith(_ENDS) and any(map(str.isalpha, said))


def _is_talk(said: str) -> bool:
    return "?" in said or not _TALKING.isdisjoint(re.findall(r"\w+", said.casefold()))


def _last_word(label: str) -> str:
    return str(_WORD.findall(label)[-1]).casefold()


def _is_name(label: str) -> bool:
    last = _last_word(label)
    return label[0].isupper() and len(last) > 1 and last not in lx.NOT_NAMES and last not in lx.PLACES


def _line(source: Span, cue: Span, content: Span, rule: str) -> Found:
    return Found((source,), cue, (content,), None, (rule,))


def _outside(text: str, one: Found, taken: Sequence[Span]) -> Found | None:
    """What the attribution has outside of the lines that are ``taken``; None if its cue or source is in one."""
    if any(overlapping(taken, span) for span in (one.cue, *one.sources)):
        return None
    contents: list[Span] = []
    for content in one.contents:
        lines = overlapping(taken, content)
        parts = [part for left in without(content, lines) for part in trimmed(text, left) if letters(text, part)]
        contents += parts if lines else [content]
    return replace(one, contents=tuple(contents)) if contents else None
