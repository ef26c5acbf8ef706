"""Paragraphs and sentences of English news text, as spans: nothing is changed, and nothing but white space is left out.

Every pass is linear in the length of the text, also for ten megabytes on one line: the expressions are possessive, and
the words looked at around a full stop are cut at a fixed length.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise

from factdb.records import Span
from factdb.text.list_items import items
from factdb.text.stops import NEXT, QUOTES, STOP, sentence_end
from factdb.text.whitespace import BLANK, BREAKS, LINE_END

_INK = rf"[^{re.escape(BLANK)}]"
# The signs of a block quote before a line (">", ">>") are no part of it.
_LINE = re.compile(rf"(?:>[ \t\xa0]{{0,8}}+){{0,8}}+(?P<words>{_INK}(?:[^{BREAKS}]*{_INK})?)")
_SIGN = re.compile(rf"(?:\A|[{BREAKS}])>[> \t\xa0]{{0,20}}\Z")
_WIDEST_SIGN = 24
# A line that begins with one begins a paragraph: a row of a table too, a tag, the hour and the name of a chat, "[21:04]
# <ann>", "[3/11/24, 9:04 PM] Ann:", "3/11/24, 21:04 - Ann:".
_DAY, _CLOCK = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?\s", r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\b\.?)?"
_BULLET = re.compile(
    rf"(?:[-*+•#>|]|\d{{1,3}}[.)]|[\[(](?:{_DAY})?{_CLOCK}[\])]|{_CLOCK}(?=\s[<A-Z])|{_DAY}{_CLOCK}(?=\s[–—-]\s)"
    r"|<\w[\w. -]{1,30}>)\s"
    r"|</?(?:p|li|div|br|b|strong|v)\b"
)
_WRAP_WIDTHS = range(50, 91)
# A word in small letters, those of a byline, and how much lines wrapped by hand differ in width.
_INDENT, _WIDEST_INDENT = re.compile(r"[ \t\xa0]*\Z"), 40
_SMALL = re.compile(r"[a-z]+(?=[\s,.;’'-])")
_BYLINE = re.compile(r"[Bb]y\s[A-Z]|via\s|[Pp]hoto")
_NARROW, _WIDE = 0.7, 1.3


def paragraphs(text: str) -> list[Span]:
    """The blocks of ``text`` between line breaks, without the white space around them and the ">" of a block quote.

    One line is one paragraph, unless the text is hard-wrapped like plain-text mail; then blank lines and bullets part
    paragraphs.
    """
    lines = [Span(*line.span("words")) for line in _LINE.finditer(text)]
    under = [_is_next_line(text, one, other) and not _BULLET.match(text, other.start) for one, other in pairwise(lines)]
    followed = [line for line, is_joined in zip(lines, under, strict=False) if is_joined]
    joined = under if _is_hard_wrapped(text, followed) else list(_cut_by_hand(text, lines, under))
    blocks = lines[:1]
    for line, is_joined in zip(lines[1:], joined, strict=True):
        if is_joined:
            blocks[-1] = Span(blocks[-1].start, line.end)
        else:
            blocks.append(line)
    return blocks


def is_block_quoted(text: str, paragraph: Span) -> bool:
    """Does the sign of a block quote, ">", stand before the paragraph?"""
    return _SIGN.search(text, max(paragraph.start - _WIDEST_SIGN, 0), paragraph.start) is not None


def _cut_by_hand(text: str, lines: Sequence[Span], under: Sequence[bool]) -> Iterator[bool]:
    """Of each line but the first, is it the rest of the sentence that the line right above it breaks off?

    A line that goes on in small letters tells that those beside it are cut as well.
    """
    for is_run, numbers in groupby(range(len(under)), key=lambda i: under[i]):
        run = list(numbers)
        broken = {i for i in run if is_run and _breaks_off(text, lines[i], lines[i + 1])}
        sure = {i for i in broken if _SMALL.match(text, lines[i + 1].start, lines[i + 1].end)}
        width = max((lines[i].end - lines[i].start for i in sure), default=0)
        for i in run:
            size = lines[i].end - lines[i].start
            yield i in sure or (i in broken and _NARROW * width < size < _WIDE * width)


def _breaks_off(text: str, line: Span, following: Span) -> bool:
    """Is the line as long as one that has to be wrapped, with no stop at its end?"""
    indent = _INDENT.search(text, max(line.start - _WIDEST_INDENT, 0), line.start)
    long = line.end - (indent.start() if indent else line.start) >= _WRAP_WIDTHS.start
    open_ended = text[line.end - 1].isalnum() or text[line.end - 1] == ","
    return long and open_ended and not _BYLINE.match(text, following.start, following.end)


def _is_next_line(text: str, line: Span, other: Span) -> bool:
    return len(LINE_END.findall(text, line.end, other.start)) == 1


def _is_hard_wrapped(text: str, lines: list[Span]) -> bool:
    """True if most of the lines that have another right under them are as wide as mail and end inside a sentence."""
    wrapped = sum(
        line.end - line.start in _WRAP_WIDTHS and text[line.end - 1] not in f".!?:…{QUOTES}" for line in lines
    )
    return len(lines) > 1 and wrapped * 2 > len(lines)


@lru_cache(maxsize=2_000)  # what tells the parts of a page asks for those of a paragraph, and so does who reads it
def sentences(text: str, paragraph: Span) -> Sequence[Span]:
    """The sentences of ``paragraph`` in order: half-open spans of ``text`` without surrounding white space.

    Every character of the paragraph that shows anything is in exactly one of them. Closing quotation marks, brackets
    and footnote marks belong to the sentence that they close; a quotation of several sentences is cut into its
    sentences, a list on one line into its items.
    """

    def closes(after: int) -> bool:
        return bisect_left(_straight_marks(text, paragraph), after - paragraph.start) % 2 == 0

    found = []
    for item in items(text, paragraph):
        start, end = item.start, item.end
        for stop in STOP.finditer(text, start, end):
            if stop.start() >= start and (stopped := sentence_end(text, start, stop, end, closes)):
                found.append(Span(start, stopped))
                following = NEXT.match(text, stopped, end)
                assert following  # every part of the expression may be empty
                start = stopped + len(following["space"])
        if start < end:
            found.append(Span(start, end))
    return tuple(found)


@lru_cache(maxsize=1)  # asked for again for each of a paragraph's marks
def _straight_marks(text: str, paragraph: Span) -> Sequence[int]:
    """Where straight quotation marks stand, from the paragraph's beginning on."""
    return [mark.start() for mark in re.finditer('["＂]', text[paragraph.start : paragraph.end])]
