"""Who is named and who is described in one source: "the mayor and Ann Reed", "both Reed and the mayor"."""

import re

from factdb.extract.cast import names as nm
from factdb.extract.cast.entities import Entity
from factdb.extract.speakers.descriptions import described
from factdb.extract.speakers.phrases import analyse
from factdb.extract.speakers.reading import Found, Reading
from factdb.records import Span

# "the mayor and Ann Reed", "neither the president nor Reed"
_DESCRIBED_AND = re.compile(
    r"(?:[Bb]oth |[Nn]either |[Ee]ither )?((?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir) (?:[a-z][\w-]* ){0,2}[a-z][\w-]*)"
    r",? (?:and|or|nor) (?=(?:[a-z][\w-]*,? ){0,4}[A-Z])"
)
# "Both Reed and the mayor", from behind the name
_AND_DESCRIBED = re.compile(r",? (?:and|or|nor) ((?:the|his|her|their) (?:[\w-]+ ){0,2}[a-z-]+)")
_BOTH = re.compile(r"(?:(?:both|neither|either) )?", re.I)


def described_with(reading: Reading, source: Span, named: tuple[Entity, ...]) -> Found | None:
    """ "the mayor and Ann Reed", "neither the mayor nor Reed": who is described before those who are named."""
    listed = _DESCRIBED_AND.match(reading.text, source.start, source.end)
    if not listed or any(entity.kind != nm.PERSON for entity in named):
        return None
    one = described(reading, analyse(reading.text, Span(*listed.span(1)), reading.cast))
    if len(one.entities) != 1 or one.entities[0].kind != nm.PERSON or one.entities[0] in named:
        return None
    return Found((*one.entities, *named), f"{one.rule}, and named", one.confidence, one.candidates)


def and_described(reading: Reading, source: Span) -> Found | None:
    """ "Both Reed and the mayor": who is named, and who is described behind, if that is somebody named elsewhere."""
    named = reading.cast.within(source)
    if len(named) != 1 or named[0][1].kind != nm.PERSON:
        return None
    name, one = named[0]
    opening = _BOTH.match(reading.text, source.start)
    joined = _AND_DESCRIBED.fullmatch(reading.text, name.span.end, source.end)
    if not joined or not opening or opening.end() != (name.title or name.span).start:
        return None
    other = described(reading, analyse(reading.text, Span(*joined.span(1)), reading.cast))
    if len(other.entities) != 1 or other.entities[0].kind != nm.PERSON or other.entities[0] is one:
        return None
    entities = (one, *other.entities)
    return Found(entities, f"named, and {other.rule}", other.confidence, tuple(entity.name for entity in entities))
