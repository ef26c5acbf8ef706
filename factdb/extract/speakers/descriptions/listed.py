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
# "Ann Reed, the mayor of Kent, and harbour master" Bo Cole, from behind the first name
_SET_OFF_AND = re.compile(r", [^,;“”\"\n]{3,140}, and (?:[\w.’'-]+ ){0,5}")
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


def each_set_off(reading: Reading, source: Span) -> Found | None:
    """ "Ann Reed, the mayor of Kent, and Bo Cole, a clerk": both, though what the first is stands between them."""
    text = reading.text
    people = [(name, one) for name, one in reading.cast.within(source) if one.kind == nm.PERSON]
    if not people or "," in text[source.start : people[0][0].span.start]:
        return None
    first, one = people[0]
    for name, other in people[1:]:
        ends = name.span.end >= source.end or text[name.span.end] == ","
        if ends and other is not one and _SET_OFF_AND.fullmatch(text, first.span.end, (name.title or name.span).start):
            return Found((one, other), "named together", 0.9, (one.name, other.name))
    return None
