"""Several people at once: "he and Ann Wood", "both", "the two senators", and what "they" may mean."""

import re
from bisect import bisect_left

from factdb.extract.cast import names as nm
from factdb.extract.cast.entities import Entity
from factdb.extract.speakers.phrases import listed_pair, trim
from factdb.extract.speakers.reading import Found, Reading
from factdb.records import Span, SpeakerKind

# "neither he nor Sanders", "she and her husband": a pronoun and what is listed with it.
PRONOUN_AND = re.compile(r"(?:(?:both|neither|either) )?(he|she|they|it)(?:,? (?:and|or|nor) )(?=\S)", re.I)
BOTH = re.compile(
    r"(?:both(?: (?:men|women|candidates|of (?:them|whom)))?|neither|each(?: (?:candidate|man|woman))?|"
    r"the (?:two|pair|duo)(?: (?:[\w-]+ ){0,3}(?:candidates|contenders|rivals|leaders|lawmakers|senators|men|women))?)",
    re.I,
)
# "the mayor and Ann Reed", "neither the president nor Reed"
DESCRIBED_AND = re.compile(
    r"(?:[Bb]oth |[Nn]either |[Ee]ither )?((?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir) (?:[a-z][\w-]* ){0,2}[a-z][\w-]*)"
    r",? (?:and|or|nor) (?=(?:[a-z][\w-]* ){0,3}[A-Z])"
)
# How many sentences back two people may have been named together.
_SENTENCES = 3


def pairs(reading: Reading) -> list[tuple[int, tuple[Entity, ...]]]:
    """Where people were named together outside of quotation marks, "A, B and C", and who; in order."""
    found: list[tuple[int, tuple[Entity, ...]]] = []
    names, entities = reading.cast.names, reading.cast.entities
    for i in range(1, len(names)):
        left, right = entities[i - 1], entities[i]
        if left.kind != nm.PERSON or right.kind != nm.PERSON or left is right:
            continue
        if reading.layout.quotation(names[i].span.start) or not listed_pair(reading.text, names[i - 1], names[i]):
            continue
        found.append((names[i].span.start, (left, right)))
    return found


def both(reading: Reading, at: int) -> Found | None:
    """The two who were named together last, in the sentences before ``at``."""
    last = bisect_left(reading.pairs, at, key=lambda pair: pair[0]) - 1
    if last < 0 or reading.layout.narrative(at) - reading.layout.narrative(reading.pairs[last][0]) > _SENTENCES:
        return None
    entities = reading.pairs[last][1]
    return Found(entities, "the two named before", 0.7, tuple(entity.name for entity in entities))


def together(reading: Reading, entities: tuple[Entity, ...], at: int) -> Entity:
    """Several as one, for "they"."""
    name = "; ".join(entity.name for entity in entities)
    kind = SpeakerKind(entities[0].speaker_kind)
    one = reading.somebody(name, kind, name, at)
    one.plural = True
    return one


def lone_part(text: str, source: Span, cue: Span | None) -> Span:
    """A source does not reach over the end of a paragraph: the part beside its cue, else the first."""
    parts: list[Span] = []
    start = source.start
    for line in source.of(text).splitlines(keepends=True):
        parts.append(trim(text, Span(start, start + len(line))))
        start += len(line)
    behind = cue is not None and cue.start >= source.end
    whole = [part for part in parts if part.start < part.end]
    return (whole[-1] if behind else whole[0]) if whole else source
