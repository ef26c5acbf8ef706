"""Links to other articles that no bullet marks: under "More on this story", or below the last paragraph of a page."""

import re
from collections.abc import Sequence

from factdb.records import Passage, Span
from factdb.text.passages.headlines import LISTS_LINKS, ends_open
from factdb.text.spans import PLACE

# The words of another article's headline: more than a name, and no item, figure or cell.
_TITLE = re.compile(r"[“\"‘']?[^\W\d_a-z][^\t\n]{12,140}[^\s:;,—–-]")
_FEWEST_WORDS, _FEWEST = 4, 2
_OPEN_KINDS = (Passage.BODY, Passage.HEADLINE)
# No more lines than these stand under such a label.
_MOST_PROMOTED = 3
# "Urgent:" alone, above what an outlet asks its readers: "Should the mill close? Vote now".
_PROMOTES = re.compile(r"\W*(?:editor[’']s notes?|latest|special|urgent|vote(?: here)? now):", re.I)
_ASKS = re.compile(r".{8,120}(?:\?(?: .{3,40})?|\bvote\b.{0,30}|\b(?:video|poll|survey|here|now))[^\w.]*+", re.I)


def find_closing_links(text: str, paragraphs: Sequence[Span], kinds: list[Passage]) -> None:
    """Mark the headlines under a heading of links, those of two articles or more that a page ends with, and what an
    outlet promotes under a label of its own.
    """
    for number, span in enumerate(paragraphs):
        if kinds[number] in _OPEN_KINDS and _PROMOTES.fullmatch(text, *PLACE(span)):
            last = _promoted(text, paragraphs, kinds, number + 1)
            # With nothing of that below, it heads the article's own words.
            if last > number + 1:
                kinds[number:last] = [Passage.NAVIGATION] * (last - number)
    seen = 0  # up to where a list of links was read
    for number, span in enumerate(paragraphs):
        if number >= seen and kinds[number] is Passage.NAVIGATION and LISTS_LINKS.fullmatch(text, *PLACE(span)):
            seen = last = _run(text, paragraphs, kinds, number + 1)
            while last > number + 1 and kinds[last - 1] is Passage.NAVIGATION:
                last -= 1
            kinds[number + 1 : last] = [Passage.NAVIGATION] * (last - number - 1)
            # The last one heads what stands below it, if that isn't who wrote the article.
            heads = number + 1 < last < len(paragraphs) and text[paragraphs[last].start] not in "—–-"
            if heads and kinds[last] is Passage.BODY:
                kinds[last - 1] = Passage.HEADLINE
    first = len(paragraphs)
    while (
        first
        and kinds[first - 1] in (Passage.BODY, Passage.NAVIGATION)
        and _is_title(text, paragraphs, kinds, first - 1)
    ):
        first -= 1
    links = [number for number in range(first, len(paragraphs)) if kinds[number] is Passage.BODY]
    if len(links) >= _FEWEST and first and not ends_open(text, paragraphs[first - 1]):
        for number in links:
            kinds[number] = Passage.NAVIGATION


def _run(text: str, paragraphs: Sequence[Span], kinds: Sequence[Passage], first: int) -> int:
    """Where the titles end that begin at ``first``."""
    open_kinds = (*_OPEN_KINDS, Passage.NAVIGATION)
    while first < len(paragraphs) and kinds[first] in open_kinds and _is_title(text, paragraphs, kinds, first, 2):
        first += 1
    return first


def _promoted(text: str, paragraphs: Sequence[Span], kinds: Sequence[Passage], first: int) -> int:
    """Where the titles and the questions to the readers end that stand under a label, from ``first`` on."""
    last = first
    while last < min(first + _MOST_PROMOTED, len(paragraphs)):
        span = paragraphs[last]
        if not (_ASKS.fullmatch(text, *PLACE(span)) or (last == first and _is_title(text, paragraphs, kinds, last))):
            break
        last += 1
    return last


def _is_title(
    text: str, paragraphs: Sequence[Span], kinds: Sequence[Passage], number: int, fewest: int = _FEWEST_WORDS
) -> bool:
    """A line without a stop that may be the title of another article, or any line of navigation."""
    if kinds[number] is Passage.NAVIGATION:
        return True
    span = paragraphs[number]
    line = _TITLE.fullmatch(text, *PLACE(span))
    return line is not None and ends_open(text, span) and len(line[0].split()) >= fewest
