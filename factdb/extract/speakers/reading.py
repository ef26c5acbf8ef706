"""What is known of an article while its sources are resolved in the order of the text."""

from bisect import insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from factdb.extract.cast.brands import with_brands
from factdb.extract.cast.capitals import key
from factdb.extract.cast.courtesy import name_by_titles
from factdb.extract.cast.entities import Cast, Entity
from factdb.extract.cast.gathering import gather
from factdb.extract.cast.known_bodies import with_known_bodies
from factdb.extract.cast.names import PLACE, Name, find_names
from factdb.extract.layout import Layout
from factdb.extract.speakers.roles import describe
from factdb.extract.speakers.salience import Salience
from factdb.language import lexicon as lx
from factdb.records import Span, SpeakerKind
from factdb.text.spans import overlapping

AUTHOR = "AUTHOR"
# What several are called of which each is "it".
_PLURALS = lx.DOCUMENT_PLURALS | lx.ORGANISATION_PLURALS
_MARKS, _BRACKETS = str.maketrans("", "", '“”"'), str.maketrans("", "", "[]")


@dataclass(frozen=True, slots=True)
class Found:
    """The entities behind a source (none: unresolved), the rule, and what else was considered."""

    entities: tuple[Entity, ...]
    rule: str
    confidence: float
    candidates: tuple[str, ...] = ()


@dataclass(slots=True)
class Reading:
    """The text, its layout, its names, what was mentioned so far, and the speakers described without a name."""

    text: str
    layout: Layout
    cast: Cast
    salience: Salience
    author: Entity
    described: dict[tuple[SpeakerKind, str], Entity] = field(default_factory=dict)
    by_noun: dict[str, list[Entity]] = field(default_factory=dict)
    # Groups and individuals that were spoken of and have not spoken.
    groups: dict[str, Entity] = field(default_factory=dict)
    individuals: dict[str, Entity] = field(default_factory=dict)
    bodies: dict[str, Entity] = field(default_factory=dict)
    by_role: dict[str, list[tuple[Entity, frozenset[str]]]] = field(default_factory=dict)
    # People with a full name, by the last part of their surname.
    by_surname: dict[str, list[Entity]] = field(default_factory=dict)
    # The words of all that the article says of each.
    facts: dict[Entity, frozenset[str]] = field(default_factory=dict)
    # Where people are named together, and who.
    pairs: Sequence[tuple[int, tuple[Entity, ...]]] = ()
    # Where somebody is named first; behind the text if nobody is.
    first_person: int = 0
    # Whom only captions and links name, beside the article: it doesn't go on to speak of them.
    beside: frozenset[Entity] = frozenset()
    # Where the labels begin that turns of a talk have.
    labels: frozenset[int] = frozenset()

    @classmethod
    def of(
        cls,
        text: str,
        layout: Layout,
        datelines: Sequence[Span] = (),
        beside: Sequence[Span] = (),
        labels: Sequence[Span] = (),
    ) -> "Reading":
        """Find the names of ``text`` and what it says of them; what is named in ``datelines`` alone is no source, and
        no pronoun means whom only ``beside`` names, captions and links. No name goes on across the edge of one of the
        ``labels`` that turns of a talk begin with.
        """
        names = with_brands(text, with_known_bodies(text, find_names(text, layout, labels)))
        cast = gather(text, list(_without_datelines(text, names, datelines)))
        name_by_titles(text, cast)
        describe(text, cast)
        inside = {
            entity for name, entity in zip(cast.names, cast.entities, strict=True) if not overlapping(beside, name.span)
        }
        only = frozenset(cast.entities) - inside
        reading = cls(text, layout, cast, Salience(layout), Entity(SpeakerKind.AUTHOR, (), AUTHOR), beside=only)
        reading.labels = frozenset(label.start for label in labels)
        people = (
            name.span.start for name, e in zip(cast.names, cast.entities, strict=True) if e.kind == SpeakerKind.PERSON
        )
        reading.first_person = next(people, len(text))
        for entity in dict.fromkeys(cast.entities):
            for role, words in entity.described:
                reading.by_role.setdefault(role, []).append((entity, words))
                # "The leader" may be a prime minister, and no other minister.
                if role == "minister" and "prime" in words:
                    reading.by_role.setdefault("prime minister", []).append((entity, words - {"prime"}))
            if entity.kind == SpeakerKind.PERSON and len(entity.words) > 1:
                reading.by_surname.setdefault(entity.words[-1].rpartition("-")[2], []).append(entity)
            reading.facts[entity] = frozenset(word for _, words in entity.described for word in words)
        return reading

    def somebody(self, name: str, kind: SpeakerKind, noun: str, at: int) -> Entity:
        """The speaker described by these words, the same one each time."""
        known = (kind, key(name))
        if known not in self.described:
            spoken_of = self.groups.pop(known[1], None) if kind is SpeakerKind.GROUP else None
            if kind is SpeakerKind.UNNAMED:
                spoken_of = self.individuals.pop(known[1], None)
            elif kind is SpeakerKind.ORGANISATION:
                spoken_of = self.bodies.pop(known[1], None)
            self.described[known] = spoken_of or _described(kind, name, at)
            self.described[known].plural |= noun in _PLURALS
            insort(self.by_noun.setdefault(noun, []), self.described[known], key=lambda entity: entity.first)
        return self.described[known]

    def group(self, name: str, at: int) -> Entity:
        """The group of people that is spoken of by these words, the same one each time."""
        known = self.described.get((SpeakerKind.GROUP, key(name)))
        if known is None:
            known = self.groups.setdefault(key(name), _described(SpeakerKind.GROUP, name, at))
            known.plural = True
        return known

    def individual(self, words: str, at: int) -> Entity:
        """The individual that is spoken of by these words, the same one each time."""
        article, _, rest = words.partition(" ")
        name = rest if article.casefold() in ("a", "an", "the", "my", "our") else words
        known = self.described.get((SpeakerKind.UNNAMED, key(name)))
        return known or self.individuals.setdefault(key(name), _described(SpeakerKind.UNNAMED, name, at))

    def body(self, name: str, at: int) -> Entity:
        """The body that is spoken of by these words, the same one each time."""
        known = self.described.get((SpeakerKind.ORGANISATION, key(name)))
        return known or self.bodies.setdefault(key(name), _described(SpeakerKind.ORGANISATION, name, at))


def _without_datelines(text: str, names: Sequence[Name], datelines: Sequence[Span]) -> Iterator[Name]:
    """The names; one that a dateline has before its agency is a place, if the article goes on to name it."""
    placed = {name.span for name in names if _is_in_place(text, name, datelines)}
    elsewhere = {name.words for name in names if name.span not in placed}
    for name in names:
        if name.span not in placed:
            yield name
        elif name.words in elsewhere:
            yield replace(name, kind=PLACE)


def _is_in_place(text: str, name: Name, datelines: Sequence[Span]) -> bool:
    inside = overlapping(datelines, name.span)
    return bool(inside) and not any(mark in text[inside[0].start : name.span.start] for mark in "(/")


def _described(kind: SpeakerKind, name: str, at: int) -> Entity:
    # "a few” officials": the other mark stands before the source.
    if name.count("“") != name.count("”") or name.count('"') % 2:
        name = name.translate(_MARKS)
    # "[M]embers"
    if name.count("[") != name.count("]"):
        name = name.translate(_BRACKETS)
    return Entity(kind, tuple(key(word) for word in name.split()), name, first=at)
