"""Who and what an article names, and which name stands for whom."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from factdb.extract.cast import names as nm
from factdb.extract.cast.names import Name
from factdb.records import Span, SpeakerKind

# How many names away a description may stand from the name that it belongs to.
_BESIDE = 4


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
    # What an organisation is, where its name or the authority list tells: "newspaper", "agency".
    sort: str = ""
    roles: dict[str, Span] = field(default_factory=dict)
    described: list[tuple[str, frozenset[str]]] = field(default_factory=list)

    @property
    def speaker_kind(self) -> SpeakerKind:
        """The kind as a speaker; a place speaks for its government."""
        return SpeakerKind.ORGANISATION if self.kind == nm.PLACE else SpeakerKind(self.kind)


@dataclass(frozen=True, slots=True)
class Cast:
    """The names of an article in order, with the entity of each.

    ``rivals`` are the others whom a name, by where it starts, may mean as well.
    """

    names: Sequence[Name]
    entities: Sequence[Entity]
    starts: Sequence[int]
    roles: Sequence[list[Span]]
    rivals: Mapping[int, tuple[Entity, ...]]

    def within(self, span: Span) -> list[tuple[Name, Entity]]:
        """The names that lie in ``span``, wholly or in part."""
        first = bisect_left(self.starts, span.start)
        if first and self.names[first - 1].span.end > span.start:
            first -= 1
        last = bisect_left(self.starts, span.end, first)
        return [(self.names[i], self.entities[i]) for i in range(first, last)]

    def rivals_of(self, span: Span, entity: Entity) -> tuple[Entity, ...]:
        """The others whom the name of ``entity`` in ``span`` may mean as well."""
        return next((self.rivals.get(n.span.start, ()) for n, e in self.within(span) if e is entity), ())

    def whose_role(self, span: Span, kind: str = nm.PERSON) -> Entity | None:
        """The entity that stands right beside a description of it: of "Apple CEO" in "Apple CEO Tim Cook"."""
        around = bisect_left(self.starts, span.start)
        for i in range(max(around - _BESIDE, 0), min(around + _BESIDE, len(self.names))):
            if self.entities[i].kind == kind and any(role.covers(span) or span.covers(role) for role in self.roles[i]):
                return self.entities[i]
        return None
