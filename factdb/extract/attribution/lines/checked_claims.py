"""What a page labels as a claim that it checks: ``The claim: Sunlight kills the virus``. Whose claim it is the page may
tell further on, or nowhere; it is not the writer's.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from factdb.extract.attribution.lines.talks import Line
from factdb.extract.attribution.shaping import Found
from factdb.records import Passage, Span
from factdb.text.passages import Part
from factdb.text.spans import merged, overlapping

_LABEL = re.compile(r"[*_]{0,3}(?P<cue>(?:the )?claim:)[*_]{0,3}[ \xa0]+(?=\S)", re.I)
# "Bread is free. [Our rating: False]": what the page finds, on the same line.
_FOUND = re.compile(
    r"(?<=[.!?”\"’'])\s+[*_]{0,3}(?:(?:our|the) )?"
    r"(?:conclusion|fact[- ]check|facts?|finding|rating|reality|ruling|truth|verdict):",
    re.I,
)
_FEWEST_WORDS = 3
_SAID = (Passage.BODY, Passage.HEADLINE)
_RULE = "the page labels it as a claim that it checks"


def checked_claims(text: str, parts: Sequence[Part], found: Iterable[Found]) -> Iterator[Line]:
    """The claims behind a label in which nobody is found who says something; the label may be a part of its own."""
    sources = merged(source for one in found for source in one.sources)
    for part, following in pairwise([*parts, None]):
        label = _LABEL.match(text, part.span.start) if part else None
        said = following if part and label and label.end() >= part.span.end else part
        if not label or not said or said.passage not in _SAID:
            continue
        checked = _FOUND.search(text, label.end(), said.span.end)
        content = Span(label.end(), checked.start() if checked else said.span.end)
        if len(content.of(text).split()) >= _FEWEST_WORDS and not overlapping(sources, content):
            cue = Span(*label.span("cue"))
            yield Span(cue.start, content.end), Found((), cue, (content,), None, (_RULE,))
