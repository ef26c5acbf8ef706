"""Links to other articles that no bullet marks: under "More on this story", or below the last paragraph of a page."""

import re
from collections.abc import Sequence

from factdb.language import ENGLISH
from factdb.records import Passage, Span
from factdb.text.passages.headlines import ends_open
from factdb.text.spans import PLACE

_LISTS_LINKS = re.compile(rf"\W*(?:{ENGLISH.any_of('link_lists')})\W*", re.I)
# The words of another article's headline: more than a name, and no item, figure or cell.
_TITLE = re.compile(r"[“\"‘']?[^\W\d_a-z][^\t\n]{12,140}[^\s:;,—–-]")
_FEWEST_WORDS, _FEWEST = 4, 2


def find_closing_links(text: str, paragraphs: Sequence[Span], kinds: list[Passage]) -> None:
    """Mark the headlines under a heading of links, and those of two articles or more that a page ends with."""
    for number, span in enumerate(paragraphs):
        if kinds[number] is Passage.NAVIGATION and _LISTS_LINKS.fullmatch(text, *PLACE(span)):
            last = _run(text, paragraphs, kinds, number + 1)
            kinds[number + 1 : last] = [Passage.NAVIGATION] * (last - number - 1)
            # The last one heads what stands below it.
            if number + 1 < last < len(paragraphs) and kinds[last] is Passage.BODY:
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
    open_kinds = (Passage.BODY, Passage.HEADLINE)
    while first < len(paragraphs) and kinds[first] in open_kinds and _is_title(text, paragraphs, kinds, first, 2):
        first += 1
    return first


def _is_title(
    text: str, paragraphs: Sequence[Span], kinds: Sequence[Passage], number: int, fewest: int = _FEWEST_WORDS
) -> bool:
    """A line without a stop that may be the title of another article, or any line of navigation."""
    if kinds[number] is Passage.NAVIGATION:
        return True
    span = paragraphs[number]
    line = _TITLE.fullmatch(text, *PLACE(span))
    return line is not None and ends_open(text, span) and len(line[0].split()) >= fewest
