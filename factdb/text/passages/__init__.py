"""What part of the page each line is: headline, byline, dateline, caption, question, navigation or body.

A line is judged by its words and marks, a headline also by what stands around it. Pure, and linear in the length: only
the first and last few hundred characters of a line are looked at.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from factdb.language import ENGLISH
from factdb.records import Passage, Span
from factdb.text.passages.authors import find_authors
from factdb.text.passages.closing_links import find_closing_links
from factdb.text.passages.datelines import dateline
from factdb.text.passages.headlines import ends_open, find_headlines
from factdb.text.passages.letters import find_letters
from factdb.text.passages.posts import find_posts
from factdb.text.passages.questions import find_questions
from factdb.text.passages.single_lines import HIGHLIGHTS, by_itself, closing_links
from factdb.text.spans import PLACE
from factdb.text.stage_directions import between_directions, is_stage_direction, stage_directions
from factdb.text.whitespace import BLANK, BREAKS

__all__ = ["BESIDE", "Part", "ends_open", "passage_at", "passages", "stands_apart"]

# What stands beside an article, and is none of its sentences.
BESIDE = frozenset({Passage.BYLINE, Passage.CAPTION, Passage.NAVIGATION})
_EDGE, _START = BLANK + "–—-:|", attrgetter("span.start")
# What a page's source leaves around its words: "<tweet id="12">Well said!</tweet>".
_OPENING_TAG = re.compile(r"<[a-z][\w-]*\s[^<>=]{1,40}=[^<>]{0,300}>\W{0,2}(?=[^<\s])")
_CLOSING_TAG = re.compile(r"\s?</?[a-z][\w-]*/?>\W{0,2}\Z")
_LONGEST_TAG = 60
# The tag that names who speaks in a film opens what he says: "<v Ann Roe>It holds.</v>".
_VOICES = ("<v ", "<v.")
_READ_MORE = re.compile(r"(?:(?:also )?read(?: also| more)?|related|more|watch(?: live)?)\s?[:|]\s*", re.I)
# What a transcript or a chat puts before a label: "[02:50:05] ", "02:50 ", "(0:31) ", "[12/03/2021, 18:22:01] ", and
# the number of a question or a line: "Q12 ", "14   ".
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_DAY = r"(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?\s)"
_TIME_STAMP = re.compile(
    rf"(?:[\[(]{_DAY}?{_CLOCK}[\])]|\d{{1,2}}:\d{{2}}:\d{{2}}|{_DAY}{_CLOCK}(?=\s[–—-]\s))[\s–—-]{{1,4}}"
    r"|\d{1,2}:\d{2}\s(?=[A-Z .]{2,40}:)|Q\d{1,4}\.?\s{1,4}(?=[A-Z][\w .'’-]{1,50}:)"
    r"|\d{1,4}[ \t\xa0]{2,8}(?=[QA][.:]\s|[A-Z][A-Z .'’-]{1,40}:)"
)
# The hour of an entry of a live blog or a schedule, where several lines begin with one: "16:20 ", "9.05am: ".
_HOUR = re.compile(
    r"[*_]{0,3}(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s?[aApP]\.?[mM]\b\.?)?(?:\s(?:GMT|BST|CET|EST|EDT|ET|PT|UTC))?[*_]{0,3}"
    r"(?:\s?[–—:|-]\s?|\s)\s{0,3}(?=[“\"‘'(*_]{0,2}[^\W\d_a-z])"
)
_FEWEST_HOURS = 2
# The first of a list of headlines.
# "THE FACTS: ", "**Verdict:** ": a label that names no speaker, before a sentence; some are a talk's in capitals.
_KICKERS = ENGLISH.any_of("kickers").replace("'", "['’]")
_LABEL = re.compile(
    rf"[*_]{{0,3}}(?=[A-Z])(?!(?:ANSWER|PRICE|QUESTION)\b)(?i:(?:the )?(?:{_KICKERS}))[*_]{{0,3}}:[*_]{{0,3}}\s{{1,3}}"
    r"(?=[“\"‘']?[A-Z](?:\S*\s+){3})"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of one paragraph and what part of the page it is; a dateline, a time stamp, the words "Read more:" are
    parts before the rest, links to other pages parts behind it, and a stage direction is a part wherever it stands.
    """

    span: Span
    passage: Passage


def passages(text: str, paragraphs: Sequence[Span]) -> list[Part]:
    """What each paragraph is, in order; together the parts hold every letter and digit of the paragraphs."""
    directions = [stage_directions(text, paragraph) for paragraph in paragraphs]
    lines = [
        _without_directions(text, paragraph, some) if some else paragraph
        for paragraph, some in zip(paragraphs, directions, strict=True)
    ]
    kinds = [
        Passage.NAVIGATION if line in some else by_itself(text, line)
        for line, some in zip(lines, directions, strict=True)
    ]
    _find_numbers_of_captions(text, lines, kinds)
    find_letters(text, lines, kinds)
    find_posts(text, lines, kinds)
    find_questions(text, lines, kinds)
    find_headlines(text, lines, kinds)
    find_closing_links(text, lines, kinds)
    find_authors(text, lines, kinds)
    parts = _without_closing_links(text, _parts(text, lines, kinds))
    return list(_with_directions(text, parts, [one for some in directions for one in some]))


def _find_numbers_of_captions(text: str, lines: Sequence[Span], kinds: list[Passage]) -> None:
    """Mark the number above the time of a film's caption."""
    for i, (number, time) in enumerate(pairwise(lines)):
        if number.of(text).isdigit() and kinds[i + 1] is Passage.NAVIGATION and "-->" in time.of(text):
            kinds[i] = Passage.NAVIGATION


def _without_directions(text: str, paragraph: Span, directions: Sequence[Span]) -> Span:
    """The paragraph without those at its edges; the first of them if it has nothing else."""
    said = list(between_directions(text, paragraph, directions))
    return Span(said[0].start, said[-1].end) if said else directions[0]


def _with_directions(text: str, parts: Iterator[Part], directions: Sequence[Span]) -> Iterator[Part]:
    """The parts cut at the stage directions, which are parts of their own."""
    i = 0
    for part in parts:
        while i < len(directions) and directions[i].end <= part.span.start:
            yield Part(directions[i], Passage.NAVIGATION)
            i += 1
        inside = []
        while i < len(directions) and directions[i].start < part.span.end:
            inside.append(directions[i])
            i += 1
        said = [Part(span, part.passage) for span in between_directions(text, part.span, inside)] if inside else [part]
        told = [Part(span, Passage.NAVIGATION) for span in inside]
        yield from sorted([*said, *told], key=lambda one: one.span)
    yield from (Part(span, Passage.NAVIGATION) for span in directions[i:])


def _parts(text: str, paragraphs: Sequence[Span], kinds: Sequence[Passage]) -> Iterator[Part]:
    opening = True
    by_hour = sum(_HOUR.match(text, *PLACE(one)) is not None for one in paragraphs) >= _FEWEST_HOURS
    for paragraph, kind in zip(paragraphs, kinds, strict=True):
        head = _head(text, paragraph, kind, by_hour=by_hour)
        if head and head.end() < paragraph.end:
            yield Part(Span(paragraph.start, paragraph.start + len(head[0].rstrip(_EDGE))), Passage.NAVIGATION)
            yield Part(Span(head.end(), paragraph.end), kind)
            continue
        tag = _OPENING_TAG.match(text, *PLACE(paragraph)) if kind is Passage.BODY else None
        if tag:
            yield Part(Span(paragraph.start, tag.end()), Passage.NAVIGATION)
        if tag or text.startswith(_VOICES, *PLACE(paragraph)):
            yield from _without_tags(text, Span(tag.end() if tag else paragraph.start, paragraph.end), kind)
            continue
        more = _READ_MORE.match(text, *PLACE(paragraph)) if kind is Passage.NAVIGATION else None
        if more and more.end() < paragraph.end:
            yield Part(Span(paragraph.start, paragraph.start + len(more[0].rstrip(BLANK))), kind)
            yield Part(Span(more.end(), paragraph.end), kind)
            continue
        if kind is Passage.BODY:
            found = dateline(text, paragraph, opening=opening)
            opening = False
            if found:
                place, rest = found
                yield Part(place, Passage.DATELINE)
                yield Part(rest, Passage.BODY)
                continue
        yield Part(paragraph, kind)


def _without_closing_links(text: str, parts: Iterator[Part]) -> Iterator[Part]:
    """The parts, with what leads to other pages at the end of a paragraph as a part of its own."""
    for part in parts:
        links = closing_links(text, part.span) if part.passage is Passage.BODY else None
        if links:
            if before := text[part.span.start : links.start].rstrip():
                yield Part(Span(part.span.start, part.span.start + len(before)), part.passage)
            yield Part(links, Passage.NAVIGATION)
        else:
            yield part


def _head(text: str, paragraph: Span, kind: Passage, *, by_hour: bool) -> re.Match[str] | None:
    """The time or the label before what a paragraph says."""
    if kind is Passage.HEADLINE:
        return HIGHLIGHTS.match(text, *PLACE(paragraph))
    if kind not in (Passage.BODY, Passage.QUESTION):
        return None
    found = _TIME_STAMP.match(text, *PLACE(paragraph))
    if not found and by_hour:
        found = _HOUR.match(text, *PLACE(paragraph))
    if not found and kind is Passage.BODY:
        found = _LABEL.match(text, *PLACE(paragraph))
    return found


def _without_tags(text: str, line: Span, kind: Passage) -> Iterator[Part]:
    """The line without the tag that closes it, which is a part of its own."""
    closing = _CLOSING_TAG.search(text, max(line.start + 1, line.end - _LONGEST_TAG), line.end)
    yield Part(Span(line.start, closing.start() if closing else line.end), kind)
    if closing:
        yield Part(Span(closing.end() - len(closing[0].lstrip()), line.end), Passage.NAVIGATION)


def stands_apart(text: str, part: Part) -> bool:
    """True for a line that neither a full stop nor a question ends and of which nothing goes on in the next one."""
    if part.passage in (Passage.BODY, Passage.DATELINE, Passage.QUESTION):
        return False
    if is_stage_direction(text, part.span) and text[part.span.start - 1 : part.span.start].strip(BREAKS):
        return False
    end = text[max(part.span.end - 4, part.span.start) : part.span.end].rstrip("”\"'’)»")
    return not end.endswith((".", ";", "?"))


def passage_at(parts: Sequence[Part], offset: int) -> Passage:
    """The passage of the part at or before ``offset``; BODY before the first."""
    index = bisect_right(parts, offset, key=_START) - 1
    return parts[index].passage if index >= 0 else Passage.BODY
