"""Who is being talked about: the mentions of an article in order, ranked as antecedents of a pronoun."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from factdb.extract.cast.entities import Entity
from factdb.extract.layout import Layout

# A sentence counts once for an entity, by its most prominent mention.
# How far back an antecedent may stand, in mentions and in sentences of the narrative, and how it fades a sentence.
# Chosen on the train articles.
_MENTIONS, _SENTENCES, _FADING, _OTHER_PARAGRAPH = 40, 9, 0.5, 0.5
_MANY_MENTIONS, _MANY_SENTENCES = 120, 30
# How much the sentences count that are not the one that counts most.
_OFTEN = 0.5
SPEAKER, SUBJECT, EMBEDDED, OBJECT, OBLIQUE, QUOTED, MODIFIER = 1.6, 1.0, 0.6, 0.5, 0.3, 0.25, 0.1
# The subject of a clause, further on in its own sentence: "Reed said Cole would wait for what he was promised".
_IN_ITS_CLAUSE = 1.2
# From which share on of what the most prominent has another is as likely.
_ALIKE = 0.8
# How many mentions back the subject of a sentence is looked for.
_SUBJECT_BEFORE = 8


@dataclass(frozen=True, slots=True)
class _Noted:
    """A mention of an entity, how prominent it is, and where it stands: its ``sentence`` is that of the narrative."""

    entity: Entity
    weight: float
    quoted: bool
    sentence: int
    line: int
    paragraph: int

    @property
    def is_subject(self) -> bool:
        """Is it a subject of the narrative, or who speaks in it?"""
        return self.weight >= SUBJECT and not self.quoted


@dataclass(slots=True)
class Salience:
    """The mentions so far, outside of quotation marks in the order of the text; what stands after a place counts for
    nothing there.
    """

    layout: Layout
    starts: list[int] = field(default_factory=list)
    mentions: list[_Noted] = field(default_factory=list)

    def add(
        self, start: int, entity: Entity, weight: float, quoted: bool = False, beside: Entity | None = None
    ) -> None:
        """Note that ``entity`` is mentioned at ``start``; ``weight`` is how prominent its place in the sentence is.

        A second subject of a sentence is that of a clause in it, "Reed denied that Cole had asked", but for whom
        "and" joins to the one ``beside``.
        """
        sentence, paragraph = self.layout.narrative(start), self.layout.paragraph(start)
        if weight == SUBJECT and not quoted and self._has_another_subject(sentence, (entity, beside)):
            weight = EMBEDDED
        place = bisect_right(self.starts, start)
        self.starts.insert(place, start)
        self.mentions.insert(place, _Noted(entity, weight, quoted, sentence, self.layout.sentence(start), paragraph))

    def _has_another_subject(self, sentence: int, these: Collection[Entity | None]) -> bool:
        return any(
            noted.sentence == sentence and noted.is_subject and noted.entity not in these
            for noted in self.mentions[-_SUBJECT_BEFORE:]
        )

    def between(self, start: int, end: int) -> list[tuple[int, Entity]]:
        """Who is mentioned between two places, each with where."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [(self.starts[i], self.mentions[i].entity) for i in range(first, last)]

    def speakers(self, at: int) -> list[Entity]:
        """Those who spoke shortly before ``at``, the last first."""
        last = bisect_left(self.starts, at)
        before = reversed(self.mentions[max(last - _MENTIONS, 0) : last])
        return list(dict.fromkeys(noted.entity for noted in before if noted.weight == SPEAKER))

    def speaking(self, start: int, end: int) -> tuple[int, Entity | None]:
        """Who is said last to speak between two places and where, if nobody is a subject since."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        backwards = range(last - 1, max(first, last - _MENTIONS) - 1, -1)
        subject = next((i for i in backwards if self.mentions[i].weight in (SPEAKER, SUBJECT, EMBEDDED)), None)
        if subject is None or self.mentions[subject].weight != SPEAKER:
            return 0, None
        return self.starts[subject], self.mentions[subject].entity

    def foremost(self, at: int, sentence: int) -> Entity | None:
        """Who is most prominent in a sentence of the narrative before ``at``: its speaker, else its first subject."""
        last = bisect_left(self.starts, at)
        before = self.mentions[max(last - _MENTIONS, 0) : last]
        inside = [noted for noted in before if noted.sentence == sentence and noted.is_subject]
        return max(inside, key=lambda noted: noted.weight).entity if inside else None

    def latest(self, at: int, entities: Sequence[Entity], quoted: bool) -> Entity:
        """Who of those that may be meant ``at`` a place was mentioned last before it."""
        last = bisect_left(self.starts, at)
        before = reversed(self.mentions[max(last - _MENTIONS, 0) : last])
        return next((n.entity for n in before if n.entity in entities and (quoted or not n.quoted)), entities[0])

    def are_alike(self, at: int, entities: Collection[Entity]) -> bool:
        """Are two of the entities or more spoken of about as much before ``at`` as the one that is most?"""
        ranked = self.rank(at, lambda entity: float(entity in entities))
        return len(ranked) > 1 and ranked[1][0] > _ALIKE * ranked[0][0]

    def rank(
        self,
        at: int,
        fits: Callable[[Entity], float],
        quoted: bool = False,
        without: Collection[Entity] = (),
        further_back: bool = False,
        nested: bool = False,
    ) -> list[tuple[float, Entity]]:
        """The entities before ``at`` that fit, the likeliest first, scored; ``fits`` says how well, 0 to 1.

        A noun such as "the company" may mean what was named ``further_back`` than a pronoun does. What is ``nested`` in
        a clause of its sentence rather means that clause's subject. Where it is ``quoted``, who is told of in the
        quotations of its paragraph counts by the place in the sentence, as others do outside.
        """
        shares: defaultdict[Entity, dict[int, float]] = defaultdict(dict)
        fitting: dict[Entity, float] = {}
        here, paragraph = self.layout.narrative(at), self.layout.paragraph(at)
        last = bisect_left(self.starts, at)
        mentions, sentences = (_MANY_MENTIONS, _MANY_SENTENCES) if further_back else (_MENTIONS, _SENTENCES)
        for noted in reversed(self.mentions[max(last - mentions, 0) : last]):
            distance = here - noted.sentence
            if distance > sentences:
                break
            entity = noted.entity
            if (noted.quoted and not quoted) or entity in without:
                continue
            fit = fitting.get(entity)
            if fit is None:
                fit = fitting[entity] = fits(entity)
            if fit:
                nearer = nested and noted.weight == EMBEDDED and not distance
                weight = _IN_ITS_CLAUSE if nearer else noted.weight
                if noted.quoted and noted.paragraph == paragraph:
                    distance = self.layout.sentence(at) - noted.line
                elif noted.quoted:
                    weight = min(weight, QUOTED)
                share = fit * weight * _FADING**distance
                if noted.paragraph != paragraph:
                    share *= _OTHER_PARAGRAPH
                by_sentence = shares[entity]
                if distance not in by_sentence or share > by_sentence[distance]:
                    by_sentence[distance] = share
        scores = [(_total(by_sentence.values()), entity) for entity, by_sentence in shares.items()]
        return sorted(scores, key=lambda pair: (-pair[0], pair[1].first))


def _total(shares: Collection[float]) -> float:
    best = max(shares)
    return best + _OFTEN * (sum(shares) - best)
