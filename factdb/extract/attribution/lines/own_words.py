"""What several people tell in their own words, each under a line with a name: ``Moira Petrie, 58, cleaner``."""

import re
from collections.abc import Iterator, Sequence

from factdb.extract.attribution.lines.interviews import are_spoken
from factdb.extract.attribution.lines.talks import NAME, Line
from factdb.extract.attribution.shaping import Found
from factdb.records import Passage, Span
from factdb.text.passages import Part

_FEWEST, _MOST_PARAGRAPHS = 2, 8
_OPEN = (Passage.BODY, Passage.HEADLINE, Passage.BYLINE)
_RULE = "what stands under a name and an age is said by whoever has it"
# The age tells that it is a person: "Moira Petrie, 58, cleaner", "**Dariusz Wolak (33)**".
_PERSON = re.compile(
    rf"[*_#]{{0,3}}\s?(?P<name>{NAME})(?P<cue>(?:, | \()[1-9]\d(?=[,)*_]|\Z)[^.!?“”\"]{{0,80}})",
)

# The line with the name, what it says, and what stands under it.
_Section = tuple[Span, re.Match[str], list[Span]]


def own_words(text: str, parts: Sequence[Part]) -> Iterator[Line]:
    """The paragraphs under each name, as what whoever has it says, if several are told so and speak of themselves."""
    found = [
        (line, Found((Span(*person.span("name")),), Span(*person.span("cue")), tuple(said), None, (_RULE,)))
        for line, person, said in _sections(text, parts)
        if said
    ]
    if len(found) >= _FEWEST and are_spoken(text, [one.contents for _, one in found]):
        yield from ((span, one) for line, one in found for span in (line, *one.contents))


def _sections(text: str, parts: Sequence[Part]) -> Iterator[_Section]:
    """Each line with a name and an age, up to the next one or to another heading."""
    current: _Section | None = None
    for part in parts:
        person = _PERSON.fullmatch(text, part.span.start, part.span.end) if part.passage in _OPEN else None
        if person or part.passage is Passage.HEADLINE:
            if current:
                yield current
            current = (part.span, person, []) if person else None
        elif current and part.passage is Passage.BODY and len(current[2]) < _MOST_PARAGRAPHS:
            current[2].append(part.span)
    if current:
        yield current
