"""Whom a name may mean that several have, and of whom it is sure whether they are men or women."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from factdb.extract.cast import names as nm
from factdb.extract.cast.entities import Entity
from factdb.extract.cast.names import Name
from factdb.extract.cast.telling import gender_known, gender_of_title
from factdb.extract.speakers.reading import Reading
from factdb.language import lexicon as lx
from factdb.names.authority import known_person
from factdb.names.persons import core, generation

# So many given names before a full name tell of somebody else, whom it may not be.
_OFTEN_ENOUGH = 3
# How many full names before a surname tell of whom an article tells.
_FULL_NAMES = 50
_LAW_OF = re.compile(r"\b[A-Z]\w{1,40} (?:Amendment|Act|Rule|Doctrine|Bill|Law|Principle)\b")
_LAW = re.compile(r" \w+\Z")


@dataclass(frozen=True, slots=True)
class Namesakes:
    """Where the article names people in full who share a surname or a given name: starts and who, by that name."""

    named: Mapping[str, tuple[Sequence[int], Sequence[Entity]]]
    # Of whom a name, a title or a role tells whether they are men or women, not a pronoun that was taken for theirs.
    gendered: frozenset[Entity]
    # "Ann Reed Jr.", of whom a surname alone isn't sure: it is that of somebody better known, or named before.
    younger: frozenset[Entity]
    # Surnames that a law has: "Hyde" of an article about the Hyde Amendment.
    laws: frozenset[str]
    # Surnames of people whom the article never names in full: "Mrs. Reed" of one that names Tom Reed.
    alone: Mapping[str, Entity]
    # Whom the article names most often, a man and a woman.
    main: Mapping[str, Entity]
    # Of whom a given name was told before a full name, which may be another's: "Ann", who says no more, and Ann Reed.
    given: frozenset[Entity]

    @classmethod
    def of(cls, reading: Reading) -> "Namesakes":
        """Find the families of the article."""
        found: defaultdict[str, list[tuple[int, Entity]]] = defaultdict(list)
        gendered: set[Entity] = set()
        for name, entity in zip(reading.cast.names, reading.cast.entities, strict=True):
            if entity.gender and (gender_known(name.words) or gender_of_title(reading.text, name)):
                gendered.add(entity)
            if entity.kind == nm.PERSON and len(name.words) > 1:
                for shared in {name.words[0], _surname(name)}:
                    found[shared].append((name.span.start, entity))
        return cls(
            {
                shared: ([start for start, _ in some], [entity for _, entity in some])
                for shared, some in found.items()
                if len({entity for _, entity in some}) > 1
            },
            frozenset(gendered.union(filter(_has_role_of_gender, {*reading.cast.entities}))),
            frozenset(
                entity
                for name, entity in zip(reading.cast.names, reading.cast.entities, strict=True)
                if (told := generation(entity.words))
                and (name.span.start < entity.first or "sr" in told or known_person(core(entity.words)[-1]))
            ),
            frozenset(_LAW.sub("", law[0]).casefold() for law in _LAW_OF.finditer(reading.text)),
            {e.words[0]: e for e in reading.cast.entities if e.kind == nm.PERSON and len(e.words) == 1},
            {e.gender: e for e in sorted(reading.cast.entities, key=lambda e: e.count) if e.gender},
            frozenset(_told_by_given_name(reading)),
        )

    def is_gendered(self, entity: Entity) -> bool:
        """Is it sure whether somebody is a man or a woman? Of who has one name, like "Amlo", nothing else tells it."""
        return entity in self.gendered or len(entity.words) == 1 or self.main.get(entity.gender) is entity

    def may_be_meant(self, name: Name, found: Entity) -> bool:
        """May the one word that ``found`` is called by mean another: the first, or the last who was named in full?"""
        if found in self.younger and not generation(name.words):
            return True
        if name.words[-1] in self.laws and len(name.words) == 1 and not name.title:
            return True
        if self.alone.get(name.words[-1], found) is not found:
            return True
        if found in self.given and name.words == found.words[:1]:
            return True
        if (shared := _surname(name)) not in self.named:
            return False
        starts, people = self.named[shared]
        before = bisect_left(starts, name.span.start)
        if people[0] is not found or people[max(before - 1, 0)] is not found:
            return True
        # "Trump" is Donald Trump, whoever else has the name; "Owens" of a widow named Owens may be her husband.
        known = known_person(shared)
        named = people[max(before - _FULL_NAMES, 0) : before]
        own = sum(entity is found for entity in named)
        return own < len(named) and (known is None or known != known_person(found.name) or 2 * own < len(named))


def _told_by_given_name(reading: Reading) -> Iterator[Entity]:
    before: Counter[Entity] = Counter()
    for name, entity in zip(reading.cast.names, reading.cast.entities, strict=True):
        if name.words == entity.words[:1]:
            before[entity] += 1
        elif before.pop(entity, 0) >= _OFTEN_ENOUGH and name.words == entity.words and not known_person(entity.name):
            yield entity


def _has_role_of_gender(entity: Entity) -> bool:
    # "Miller, pushing her son" is no son.
    return any(
        word in lx.ROLE_GENDER
        for role in entity.roles
        if not role.split(" ")[0].endswith("ing")
        for word in role.split()
    )


def _surname(name: Name) -> str:
    return name.words[-1].rpartition("-")[2]
