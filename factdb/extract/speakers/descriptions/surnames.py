"""Which of several people of one name a lone name means, by what is said and by who has just spoken; or all of them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from factdb.extract.cast import names as nm
from factdb.extract.cast.entities import Entity
from factdb.extract.speakers.phrases import Phrase
from factdb.extract.speakers.reading import Found, Reading
from factdb.language import lexicon as lx
from factdb.names.authority import known_person
from factdb.names.persons import generation
from factdb.records import Span

# What somebody says of himself or herself: "Reed said she", "told police that he".
_OF_SELF = re.compile(r"(?:that )?(he|she|his|her)\b", re.I)
_AGE = re.compile(r"[Tt]he (younger|elder) ")
_CHILDREN = frozenset({"son", "daughter"})
# How many of one surname are told.
_RELATIVES = 6
# How many names behind two that are named together are looked at.
_LOOKED_AT = 20
# How sure it is which of several a name means that are spoken of alike, or otherwise.
_HARDLY, _LIKELIER = 0.35, 0.6


def one_of_several(
    reading: Reading, source: Span, entity: Entity, rivals: tuple[Entity, ...], contents: Sequence[Span]
) -> Found:
    """Whom a name that several have means: the likelier of one surname, or a bare given name that tells nobody."""
    if told := _by_age(reading, source, entity, rivals) or _one_of_surname(reading, source, entity, rivals, contents):
        return told
    names = tuple(one.name for one in (entity, *rivals))
    if len(entity.words) > 1:
        several = (entity, *rivals)
        alike = reading.salience.are_alike(source.start, several) or _named_together(reading, source.start, several)
        sure = _HARDLY if alike else _LIKELIER
        return Found((entity,), "the likelier of one surname", sure, names)
    return Found((entity,), "ambiguous", 0.3, names[1:])


def _by_age(reading: Reading, source: Span, entity: Entity, rivals: tuple[Entity, ...]) -> Found | None:
    """ "The younger Mr. Reed": a Jr. or somebody's son, where one is told of; else not whom the name alone means."""
    age = _AGE.match(reading.text, source.start, source.end)
    people = [one for one in (entity, *rivals) if one.kind == nm.PERSON]
    if not age or len(people) < 2:
        return None
    fitting = [one for one in people if _is_child(one) is (age[1] == "younger")]
    one = reading.salience.latest(source.start, fitting if 0 < len(fitting) < len(people) else people[1:], quoted=True)
    return Found((one,), f"the {age[1]} one of the surname", 0.6, tuple(one.name for one in people))


def _is_child(person: Entity) -> bool:
    told = bool(generation(person.words) - {"sr"})
    return told or any(role in _CHILDREN for role, _ in person.described)


def _named_together(reading: Reading, at: int, several: tuple[Entity, ...]) -> bool:
    """Were two of them named together, and none of them alone since: "Ann and Bo Reed left. Reed said"?"""
    last = bisect_left(reading.pairs, at, key=lambda pair: pair[0]) - 1
    if last < 0 or not set(several).issuperset(reading.pairs[last][1]):
        return False
    cast = reading.cast
    since = cast.entities[bisect_right(cast.starts, reading.pairs[last][0]) : bisect_left(cast.starts, at)]
    return set(several).isdisjoint(since[:_LOOKED_AT])


def those_of_surname(reading: Reading, phrase: Phrase) -> Found | None:
    """ "The Reeds": those of the surname, if the article names several."""
    words = phrase.named[0].words
    if phrase.determiner != "the" or len(phrase.named) > 1 or len(words) > 1 or not words[0].endswith("s"):
        return None
    people = reading.by_surname.get(words[0][:-1], [])[:_RELATIVES]
    return Found(tuple(people), "those of one surname", 0.8) if len(people) > 1 else None


def _one_of_surname(
    reading: Reading, source: Span, entity: Entity, rivals: tuple[Entity, ...], contents: Sequence[Span]
) -> Found | None:
    """The one of a woman and a man of whom the content tells by a pronoun; else whoever of them the sentence before
    is about, if ``entity``, who is likelier otherwise, has said nothing so far.
    """
    people = [one for one in (entity, *rivals) if one.kind == nm.PERSON]
    if len(people) < 2 or len(entity.words) < 2 or known_person(entity.name):
        return None
    names = tuple(one.name for one in people)
    if told := _told_by_pronoun(reading, people, contents):
        return Found((told,), "the one of the surname that the pronoun fits", 0.65, names)
    here = reading.layout.narrative(source.start)
    foremost = reading.salience.foremost(source.start, here) or reading.salience.foremost(source.start, here - 1)
    if foremost in rivals and entity not in reading.salience.speakers(source.start):
        return Found((foremost,), "the one of the surname that was spoken of last", 0.6, names)
    return None


def _told_by_pronoun(reading: Reading, people: Sequence[Entity], contents: Sequence[Span]) -> Entity | None:
    if not contents or any(not one.gender for one in people):
        return None
    (first, *_) = contents
    pronoun = _OF_SELF.match(reading.text, first.start, first.end)
    if not pronoun or reading.layout.quotation(pronoun.start()):
        return None
    gender = "m" if pronoun[1].casefold() in lx.MASCULINE else "f"
    fitting = [one for one in people if one.gender == gender]
    return fitting[0] if len(fitting) == 1 else None
