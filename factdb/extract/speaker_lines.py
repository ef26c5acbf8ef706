"""Lines that say themselves who speaks: ``WALLACE: Will she be there?`` in a transcript, and a quotation that is
signed, ``“It is over.” — Pamela Padilla``.

A tagger that learned from running prose easily ties such a line to the name of another. The page leaves no doubt, so it
decides: the line is one attribution, and what the tagger found in it is dropped.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import itemgetter

from factdb.extract.attributions import Found
from factdb.extract.decode import Run
from factdb.extract.link import Linked
from factdb.records import Role, Span
from factdb.text.spans import overlapping

_NAME = r"[^\W\d_][\w.'’-]*(?:[ \xa0][^\W\d_][\w.'’-]*){0,4}"
# "WALLACE: ..." and "Chris Wallace: ...", in quotation marks or not.
_LABELLED = re.compile(rf"\s*([\"“]?)({_NAME})(:)\s+(?=\S)")
# One pair of marks, which writers now and then turn the wrong way, a dash, a name, and perhaps a little about it.
_SIGNED = re.compile(rf"\s*([“”\"][^“”\"]+[“”\"])\s*([―—–]|--?)\s*(({_NAME})(?:, [^“”\"\n]{{1,40}})?)\s*")
# A full stop that only ends the line.
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{3})\.$")
_WORD = re.compile(r"\w+")


def read_speaker_lines(text: str, paragraphs: Sequence[Span], found: Iterable[Found]) -> list[Found]:
    """The attributions ``found``, with those of the lines that say who speaks in the place of what was found there."""
    taken: list[Span] = []
    own: list[Found] = []
    for line, one in sorted([*_signed(text, paragraphs), *_transcript(text, paragraphs)], key=itemgetter(0)):
        if not taken or taken[-1].end <= line.start:
            taken.append(line)
            own.append(one)
    kept = [left for one in found if (left := _outside(one, taken))]
    return sorted([*kept, *own], key=lambda one: one.cue) if own else kept


def _signed(text: str, paragraphs: Sequence[Span]) -> Iterator[tuple[Span, Found]]:
    # The dash and the name may stand on a line of their own.
    both = [Span(this.start, following.end) for this, following in pairwise(paragraphs)]
    for part in (*paragraphs, *both):
        line = _SIGNED.fullmatch(text, part.start, part.end)
        if line and _is_capitalised(line[4]):
            content, dash = Span(*line.span(1)), Span(*line.span(2))
            name = Span(line.start(3), line.start(3) + len(_FULL_STOP.sub("", line[3].rstrip())))
            yield part, _certain(name, dash, content, "the quotation is signed with its speaker's name")


def _transcript(text: str, paragraphs: Iterable[Span]) -> Iterator[tuple[Span, Found]]:
    """The lines of those who speak, if there are two at least: labels that come again, or of people named elsewhere."""
    labelled = [
        (paragraph, line) for paragraph in paragraphs if (line := _LABELLED.match(text, paragraph.start, paragraph.end))
    ]
    counts = Counter(line[2] for _, line in labelled)
    if len(counts) < 2:
        return
    words: dict[str, set[str]] = defaultdict(set)
    for word in _WORD.findall(text):
        words[word.casefold()].add(word)
    speakers = {label for label in counts if _is_speaker(label, counts[label], words)}
    if len(speakers) < 2:
        return
    for paragraph, line in labelled:
        if line[2] in speakers:
            content = Span(line.end(), paragraph.end - (line[1] != "" and text[paragraph.end - 1] in '"”'))
            if content.of(text).strip():
                name, colon = Span(*line.span(2)), Span(*line.span(3))
                yield paragraph, _certain(name, colon, content, "the line begins with its speaker's name")


def _is_speaker(label: str, count: int, words: dict[str, set[str]]) -> bool:
    """Whether the label of ``count`` lines is a name: none of its words is ever written small, as those of "Photo" or
    "UPDATE" are; and it comes again, or its last word stands elsewhere, as a name does in prose.
    """
    own = _WORD.findall(label)
    if not _is_capitalised(label) or any(word.casefold() in words[word.casefold()] for word in own):
        return False
    return count > 1 or (label.isupper() and own[-1].capitalize() in words[own[-1].casefold()])


def _is_capitalised(name: str) -> bool:
    return all(word[0].isupper() for word in name.split())


def _certain(source: Span, cue: Span, content: Span, rule: str) -> Found:
    spans = {Role.CUE: cue, Role.SOURCE: source, Role.CONTENT: content}
    runs = {role: Run(role, 0, 1, 1.0) for role in spans}
    evidence = Linked(runs[Role.CUE], (runs[Role.SOURCE],), (runs[Role.CONTENT],), 1.0, 1.0, (rule,))
    return Found((source,), cue, (content,), evidence, (rule,))


def _outside(one: Found, taken: Sequence[Span]) -> Found | None:
    """What the attribution has outside of the lines that are ``taken``; None if its cue or source is in one."""
    if any(overlapping(taken, span) for span in (one.cue, *one.sources)):
        return None
    contents = tuple(content for content in one.contents if not overlapping(taken, content))
    return replace(one, contents=contents) if contents else None
