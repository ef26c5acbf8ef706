"""Posts of a social network as they are copied from its pages: name and handle above, the time and the counts below.

``Ann Roe`` / ``@annroe · 3h`` / ``It is over.`` / ``11:42 PM · Mar 4, 2025 · 41K Views`` / ``312 Reposts 1,204 Likes``
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factdb.language import ENGLISH
from factdb.records import Passage, Span
from factdb.text.spans import PLACE

_LONGEST = 120
_WORD = r"[^\W\d_a-z][\w.'’-]*"
_NAME = rf"(?P<name>{_WORD}(?: (?:(?:{ENGLISH.any_of('name_particles')}) ){{0,2}}{_WORD}){{0,5}})"
# Names have signs and little pictures behind them: "Ann Roe ✔", "Ann Roe 🐘".
_PICTURES = r"(?:\s?(?:Verified account|[^\w\s()@.,:;!?“”\"'’-]{1,8})){0,3}"
_HANDLE = r"(?P<handle>@\w{1,30}(?:[.@][\w-]{1,30}){0,4})"
_AGO = r"\d{1,2}\s?(?:s|m|h|d|w|hrs?|mins?|hours?|minutes?|days?)(?: ago)?"
_WHEN = rf"\s?[·•|]\s?(?:{_AGO}|[^.!?\n]{{0,24}}\d[^.!?\n]{{0,12}})"
_NAMED = re.compile(rf"{_NAME}{_PICTURES}")
_WITH_HANDLE = re.compile(rf"{_HANDLE}(?P<when>{_WHEN})?")
_IN_ONE_LINE = re.compile(rf"(?!RT\s){_NAME}{_PICTURES}\s\(?{_HANDLE}\)?(?P<when>{_WHEN})?")
# Whatever somebody calls himself, where it is told when he wrote: "mossback @moss@fedi.town · 2h".
_DATED = re.compile(rf"(?!RT\s)(?P<name>[\w.'’-]{{2,30}}){_PICTURES}\s\(?{_HANDLE}\)?(?P<when>{_WHEN})")
_HANDLE_ALONE = re.compile(rf"{_HANDLE}(?P<when>{_WHEN})")
_COUNTED = (
    r"bookmarks?|comments?|likes?|quotes?|quote (?:tweets?|posts?)|reactions?|replies|reply|reposts?|retweets?|shares?"
    r"|views?"
)
_DO = r"(?i:edited|follow|like|love|reply|report|see translation|share)"
_NUMBER = r"\d[\d.,]{0,9}\s?[KkMm]?"
_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{4})?|\d{1,4}[/.]\d{1,2}[/.]\d{1,4})"
_CLOCK = r"\d{1,2}:\d{2}(?:\s?[AaPp]\.?[Mm]\.?)?"
# What is no part of a post, and ends it.
_BELOW = re.compile(
    rf"(?:{_NUMBER}\s(?i:{_COUNTED})\b\W*){{1,6}}"
    rf"|(?:[\u2190-\u2bff\ufe0f\U0001f000-\U0001ffff]{{1,3}}\s?{_NUMBER}\s*){{2,6}}"
    rf"|{_DAY}(?: at|,|\s[·•-])\s{_CLOCK}|{_CLOCK}\s?[·•-]\s?{_DAY}"
    r"(?:\s?[·•][^.!?\n]{2,40}(?:\.\d[KkMm]? [A-Za-z]{2,10})?)?"
    # "Like · Reply · 3h", "Reply"
    rf"|(?:{_DO}\s?[·•|]\s?){{1,5}}(?:{_AGO}|{_DO})|{_DO}"
)
_REPLYING = re.compile(
    r"(?:Replying to|In reply to|Replied to) @[\w.@-]{1,90}(?:(?:,? and |, | )(?:@[\w.@-]{1,90}|\d{1,4} others?)){0,8}"
)


@dataclass(frozen=True, slots=True)
class Header:
    """Who wrote a post: ``name``, or the handle where no name stands; ``handle`` with what stands behind it; how many
    ``lines`` tell so, and whether one tells when.
    """

    name: Span
    handle: Span
    lines: int
    dated: bool


def post_header(text: str, spans: Sequence[Span], number: int) -> Header | None:
    """The header of a post that begins with the line at ``number``, if one does."""
    span = spans[number]
    if span.end - span.start > _LONGEST:
        return None
    if line := _IN_ONE_LINE.fullmatch(text, *PLACE(span)) or _DATED.fullmatch(text, *PLACE(span)):
        return Header(Span(*line.span("name")), Span(line.start("handle"), span.end), 1, line["when"] is not None)
    if line := _HANDLE_ALONE.fullmatch(text, *PLACE(span)):
        return Header(Span(*line.span("handle")), Span(line.start("when"), span.end), 1, dated=True)
    if number + 1 < len(spans) and (line := _NAMED.fullmatch(text, *PLACE(span))):
        below = spans[number + 1]
        if handle := _WITH_HANDLE.fullmatch(text, *PLACE(below)):
            return Header(Span(*line.span("name")), below, 2, handle["when"] is not None)
    return None


def is_below_post(text: str, span: Span) -> bool:
    """Is the line what a network sets under a post: its time, its counts?"""
    return _BELOW.fullmatch(text, *PLACE(span)) is not None


def is_reply_to(text: str, span: Span) -> bool:
    """Does the line only tell whom a post answers?"""
    return _REPLYING.fullmatch(text, *PLACE(span)) is not None


def find_posts(text: str, paragraphs: Sequence[Span], kinds: list[Passage]) -> None:
    """Mark the lines with the authors of posts as bylines, and those below posts as navigation."""
    for number, span in enumerate(paragraphs):
        if is_below_post(text, span) or is_reply_to(text, span):
            kinds[number] = Passage.NAVIGATION
        elif header := post_header(text, paragraphs, number):
            kinds[number : number + header.lines] = [Passage.BYLINE] * header.lines
