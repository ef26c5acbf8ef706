"""Who and what an article names: every name joins the entity that it stands for."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from factdb.extract.cast import names as nm
from factdb.extract.cast.capitals import key
from factdb.extract.cast.names import Name
from factdb.language import lexicon as lx
from factdb.names.acronyms import initials
from factdb.names.persons import core, generation, likeness, same_given
from factdb.records import Span, SpeakerKind

# How far back, in characters, a full name settles whose a surname is; how many people of one surname are compared.
_NEAR, _NAMESAKES = 300, 20
# How many names away a description may stand from the name that it belongs to.
_BESIDE = 4
# What stands after a name and may say that it is a person's: "Xi Jinping, the president of China,".
_DESCRIBED = re.compile(r", (who\b|(?:an?|the|his|her|their|[A-Z][\w.]+['’]s) [^,.;]{3,70})")


@dataclass(slots=True, eq=False)
class Entity:
    """One person, organisation or place of the article; ``roles`` are the spans that say what it is, by
    their words.

    ``described`` holds a (role, words) pair for each of them: the noun's role and the words around it.
    """

    kind: str
    words: tuple[str, ...]
    name: str
    gender: str = ""
    count: int = 0
    first: int = 0
    plural: bool = False
    roles: dict[str, Span] = field(default_factory=dict)
    described: list[tuple[str, frozenset[str]]] = field(default_factory=list)

    @property
    def speaker_kind(self) -> SpeakerKind:
        """The kind as a speaker; a place speaks for its government."""
        return SpeakerKind.ORGANISATION if self.kind == nm.PLACE else SpeakerKind(self.kind)


@dataclass(frozen=True, slots=True)
class Cast:
    """The names of an article in order, with the entity of each."""

    names: Sequence[Name]
    entities: Sequence[Entity]
    starts: Sequence[int]
    roles: Sequence[list[Span]]

    def within(self, span: Span) -> list[tuple[Name, Entity]]:
        """The names that lie in ``span``, wholly or in part."""
        first = bisect_left(self.starts, span.start)
        if first and self.names[first - 1].span.end > span.start:
            first -= 1
        last = bisect_left(self.starts, span.end, first)
        return [(self.names[i], self.entities[i]) for i in range(first, last)]

    def whose_role(self, span: Span) -> Entity | None:
        """The entity that stands right beside a description of it: of "Apple CEO" in "Apple CEO Tim Cook"."""
        around = bisect_left(self.starts, span.start)
        for i in range(max(around - _BESIDE, 0), min(around + _BESIDE, len(self.names))):
            if self.entities[i].kind == nm.PERSON and any(
                role.covers(span) or span.covers(role) for role in self.roles[i]
            ):
                return self.entities[i]
        return None


def gather(text: str, names: Sequence[Name]) -> Cast:
    """Join the names that stand for the same: full names first, then surnames, given names and acronyms."""
    return _Gatherer(text, names).cast()


class _Gatherer:
    def __init__(self, text: str, names: Sequence[Name]) -> None:
        self.text = text
        self.names = names
        self.entities: dict[int, Entity] = {}
        self.people: defaultdict[str, list[Entity]] = defaultdict(list)
        self.given: defaultdict[str, list[Entity]] = defaultdict(list)
        self.others: dict[tuple[str, ...], Entity] = {}
        self.full: defaultdict[Entity, list[int]] = defaultdict(list)
        self.alone = Counter(name.words[0] for name in names if len(name.words) == 1)

    def cast(self) -> Cast:
        for i, name in enumerate(self.names):
            if len(name.words) > 1 and self._is_full_person(name):
                self.entities[i] = self._person(name)
                self.full[self.entities[i]].append(name.span.start)
        for i, name in enumerate(self.names):
            if i not in self.entities and len(name.words) > 1:
                self.entities[i] = self._tail_person(name) or self._other(name)
        self._join_parts()
        index = self._other_index()
        short = [i for i in range(len(self.names)) if i not in self.entities]
        for i in sorted(short, key=lambda i: (self.names[i].kind != nm.PERSON, i)):
            self.entities[i] = self._short(self.names[i], index)
        entities = [self.entities[i] for i in range(len(self.names))]
        for name, entity in zip(self.names, entities, strict=True):
            entity.count += 1
            entity.gender = entity.gender or _title_gender(self.text, name)
        return Cast(self.names, entities, [name.span.start for name in self.names], [[] for _ in self.names])

    def _is_full_person(self, name: Name) -> bool:
        if name.kind == nm.PERSON:
            return True
        if name.kind != nm.UNKNOWN or len(name.words) > 4 or not lx.ORGANISATION_WORDS.isdisjoint(name.words):
            return False
        if described := _DESCRIBED.match(self.text, name.span.end, name.span.end + 90):
            nouns = takewhile(lambda word: word not in lx.PREPOSITIONS, described[1].casefold().split())
            if described[1] == "who" or not lx.ROLES.keys().isdisjoint(nouns):
                return True
        last, first = self.alone[name.words[-1]], self.alone[name.words[0]]
        if last or first:
            return last >= first or name.title is not None
        before = self.text[max(name.span.start - 4, 0) : name.span.start]
        return not before.lower().endswith("the ")

    def _person(self, name: Name) -> Entity:
        words = core(name.words)
        last = words[-1]
        for entity in self.people[last][-_NAMESAKES:]:
            if same_given(entity.words, words) and _generations_agree(entity, name):
                if len(name.words) > len(entity.words) and likeness(words[0], core(entity.words)[0]):
                    entity.words, entity.name = name.words, name.span.of(self.text)
                return entity
        entity = Entity(nm.PERSON, name.words, name.span.of(self.text), first=name.span.start)
        entity.gender = lx.GIVEN_NAMES.get(words[0].split("-")[0], "").replace("u", "")
        self.people[last].append(entity)
        self.given[words[0]].append(entity)
        return entity

    def _tail_person(self, name: Name) -> Entity | None:
        """The person whose name ends or begins a longer run of capitals: a headline, "Republican Donald Trump"."""
        if name.kind not in (nm.UNKNOWN, nm.PERSON):
            return None
        for entity in self.people.get(name.words[-1], ()):
            if len(name.words) == 2 or core(entity.words)[0] in name.words:
                return entity
        for word in name.words:
            for entity in self.people.get(word, ()):
                if core(entity.words)[0] in name.words:
                    return entity
        return None

    def _other(self, name: Name) -> Entity:
        words = name.words[1:] if name.words[0] in lx.ARTICLES else name.words
        kind = nm.ORGANISATION if name.kind == nm.UNKNOWN else name.kind
        if words not in self.others:
            start = name.span.start + (4 if words != name.words else 0)
            self.others[words] = Entity(kind, words, self.text[start : name.span.end], first=name.span.start)
        return self.others[words]

    def _join_parts(self) -> None:
        """Join an organisation to one whose name begins or ends with its: "Air Force", "United States Air Force"."""
        longer: dict[tuple[str, ...], Entity] = {}
        for words, entity in self.others.items():
            if entity.kind == nm.ORGANISATION:
                for i in range(1, len(words) - 1):
                    longer.setdefault(words[i:], entity)
                    longer.setdefault(words[:-i], entity)
        whole = {e: longer[w] for w, e in self.others.items() if e.kind == nm.ORGANISATION and w in longer}
        for i, entity in self.entities.items():
            self.entities[i] = whole.get(entity, entity)

    def _acronyms(self) -> dict[str, Entity]:
        """What an article gives in brackets after a name: "European Central Bank (E.C.B.)"."""
        found: dict[str, Entity] = {}
        for i, (left, right) in enumerate(pairwise(self.names)):
            around = self.text[left.span.end : right.span.start], self.text[right.span.end : right.span.end + 1]
            if around == (" (", ")") and len(right.words) == 1 and i in self.entities:
                found.setdefault(right.words[0], self.entities[i])
        return found

    def _other_index(self) -> dict[str, Entity]:
        """Organisations and places by acronym, first word and last words; the first that was named wins."""
        index = self._acronyms()
        for words, entity in self.others.items():
            for letters in initials(words):
                index.setdefault(letters, entity)
            if entity.kind == nm.ORGANISATION and words[0] not in lx.PLACES and words[0] not in lx.DEMONYMS:
                index.setdefault(words[0], entity)
        return index

    def _short(self, name: Name, index: dict[str, Entity]) -> Entity:
        """The entity of a single word."""
        word = name.words[0]
        gender = _title_gender(self.text, name)
        people = [e for e in self.people.get(word, ()) if not gender or e.gender in ("", gender)]
        if people:
            return self._likeliest(people, name)
        if name.title and (given := self.given.get(word)):
            return given[0]
        if name.kind in (nm.PLACE, nm.GROUP):
            return index.get(word) or self._other(name)
        if word in index and not name.title:
            return index[word]
        if given := [e for e in self.given.get(word, ()) if not gender or e.gender in ("", gender)]:
            return given[0]
        if name.kind == nm.PERSON or word in lx.GIVEN_NAMES or gender:
            return self._lone_person(name)
        return self._other(name)

    def _likeliest(self, people: Sequence[Entity], name: Name) -> Entity:
        """Of people with one surname, the one named in full shortly before, else the one most often."""
        if len(people) == 1:
            return people[0]
        near = [e for e in people if any(0 < name.span.start - at < _NEAR for at in self.full[e][-200:])]
        if len(near) == 1:
            return near[0]
        return max(people, key=lambda e: (len(self.full[e]), -e.first))

    def _lone_person(self, name: Name) -> Entity:
        entity = Entity(nm.PERSON, name.words, name.span.of(self.text), first=name.span.start)
        if not name.title:
            entity.gender = lx.GIVEN_NAMES.get(name.words[0], "").replace("u", "")
        self.people[name.words[0]].append(entity)
        return entity


def _generations_agree(entity: Entity, name: Name) -> bool:
    """A son is named with his "Jr." from the start, so a name without one that stood before is his father's."""
    ours, theirs = generation(name.words), generation(entity.words)
    return ours == theirs or bool(theirs)


def _title_gender(text: str, name: Name) -> str:
    titles: Iterable[str] = name.title.of(text).split() if name.title else ()
    return next((g for t in titles if (g := lx.TITLE_GENDER.get(key(t), ""))), "")
