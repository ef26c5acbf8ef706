"""Links to other pages that ran into a name, as a site's links about somebody do when its page becomes text.

"Sen. Ann Reed Ann Lee ReedSenate to vote on dues Reed: dues are high MORE (R-Ohio) said so."
"""

import re
from collections.abc import Iterator, Sequence

from factdb.records import Span

_END = "MORE"
_LINKS = re.compile(
    r"\b(?P<name>[A-Z][\w’'-]{2,})\s"
    r"(?P<links>(?:[A-Z(][\w().’'-]*\s){0,5}(?P=name)(?:(?=[A-Z\d])[^\n]{1,600}?\s|\s?)MORE)\b"
)


def ran_in(text: str, within: Span | None = None) -> Iterator[Span]:
    """From behind each such name to the word that ends its links, in order."""
    start, end = (within.start, within.end) if within else (0, len(text))
    if text.find(_END, start, end) >= 0:
        for found in _LINKS.finditer(text, start, end):
            yield Span(*found.span("links"))


def blanked(text: str, links: Sequence[Span]) -> str:
    """The text with a space for each character of the links."""
    parts, behind = [], 0
    for span in links:
        parts += [text[behind : span.start], " " * (span.end - span.start)]
        behind = span.end
    return "".join((*parts, text[behind:]))
