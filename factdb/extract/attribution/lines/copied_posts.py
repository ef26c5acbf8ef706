"""Posts of a social network as they are copied from its pages, under their author's name and handle."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from factdb.extract.attribution.lines.talks import Line
from factdb.extract.attribution.shaping import Found
from factdb.records import Passage, Span
from factdb.text.passages import Part
from factdb.text.passages.posts import Header, is_below_post, is_reply_to, post_header
from factdb.text.spans import PLACE
from factdb.text.whitespace import LINE_END

_RULE = "the post names its author above"
# A post has hardly more lines.
_MOST_LINES = 12
# "2/ The crack was found in 2016.", "(2/9)"
_OF_THREAD = re.compile(r"\(?\d{1,2}/\d{0,2}\)?\s")
_SAID = (Passage.BODY, Passage.HEADLINE, Passage.QUESTION)


def copied_posts(text: str, parts: Sequence[Part]) -> Iterator[Line]:
    """The lines of each post: up to its time or counts, or as far as only a line's end parts them, and no further than
    the next header. An author's name and handle above an article have neither.
    """
    spans = [part.span for part in parts]
    headers = {number: header for number in range(len(spans)) if (header := post_header(text, spans, number))}
    for number, header in headers.items():
        first = number + header.lines
        answers = first < len(spans) and is_reply_to(text, spans[first])
        first += answers
        own, ended = _own(text, parts, first, headers)
        if own and (ended or answers or header.dated):
            one = Found((header.name,), header.handle, tuple(own), None, (_RULE,))
            yield from ((line, one) for line in (*spans[number : number + header.lines], *own))


def _own(text: str, parts: Sequence[Part], first: int, headers: dict[int, Header]) -> tuple[list[Span], bool]:
    """The lines of the post from ``first`` on, and whether its time or its counts end it."""
    found: list[Span] = []
    for number in range(first, min(first + _MOST_LINES, len(parts))):
        span = parts[number].span
        if number in headers:
            break
        if is_below_post(text, span):
            return found, True
        if parts[number].passage not in _SAID:
            break
        found.append(span)
    run = found[:1]
    for before, span in pairwise(found):
        is_next = len(LINE_END.findall(text, before.end, span.start)) == 1
        if not is_next and not _OF_THREAD.match(text, *PLACE(span)):
            break
        run.append(span)
    return run, False
