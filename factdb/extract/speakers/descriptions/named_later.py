"""Who is described first and named next: "A Kent senator said it was late. “Too late,” Sen. Ann Reed said."."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from factdb.extract.cast import names as nm
from factdb.extract.cast.entities import Entity
from factdb.extract.speakers.descriptions.fitting import ANOTHER, alike_roles, is_another, is_of_other_place_or_party
from factdb.extract.speakers.grammar import is_label
from factdb.extract.speakers.reading import Found, Reading
from factdb.extract.speakers.roles import noun_role
from factdb.language import ENGLISH
from factdb.language import lexicon as lx
from factdb.names.persons import core
from factdb.records import Span, SpeakerKind

# How many sentences of the narrative may lie between a description and the name; fewer if nothing ties the two.
_SENTENCES, _NEXT = 6, 2
# Words of somebody who is another than who is named, or isn't named at all.
_NOT_NAMED = ANOTHER | {"anonymous", "source", "unnamed"}
_RULE = "named later"
# A body is described first in the sentences that open an article, and named so many characters behind that at most.
_OPENING, _BEHIND = 2, 1500
_OPENING_BEHIND = 200
# In letters: where longer words are alike, they are one word in two forms.
_STEM = 8
# "Ann Reed's statement": the name of whoever was only described as its speaker.
_STATED = re.compile(r"['’]s? (?:statement|comments?|remarks?|words|warning|claims?|announcement|letter)\b")
_ONE = re.compile(r"An? ")
_AGE = re.compile(r", (?:aged )?\d{1,3},")
# Who speaks to the writer and isn't named there is to stay unnamed.
_TOLD_WRITER = re.compile(r"[^.,;“”\"\n]{0,40} (?:told|tells) (?:me|us)\b")
_INDEFINITE = re.compile(r"(?:An?|an?|One of) ")
_PLACE_NOUNS = frozenset({"county", "city", "town", "village", "state"})
# How many who hold an office are looked at.
_MOST = 20
# Offices that few who are told of in one article hold.
_OFFICES = frozenset(ENGLISH.words("offices_of_few"))
_POLITICIANS = frozenset({"democrat", "republican", "legislator"})
# Where whoever holds an office works: "a top Senate Democrat" that an article opens with may be a senator.
_CHAMBERS = {"senate": "senator", "house": "representative", "congress": "representative"}


def named_later(reading: Reading, sources: Sequence[Span | None], found: dict[int, Found]) -> None:
    """Give those who are only described the name of whoever speaks next for the first time, if it is likely theirs."""
    waiting: list[tuple[Span, Entity]] = []
    named: dict[Entity, Entity] = {}
    last: Entity | None = None
    spoken = ((source, found[i]) for i, source in enumerate(sources) if source and i in found)
    for source, one in sorted(spoken, key=lambda pair: pair[0]):
        if len(one.entities) != 1:
            last = None
            continue
        (entity,) = one.entities
        if entity.kind == nm.PERSON and entity.first >= source.start:
            waiting = [(at, who) for at, who in waiting if _distance(reading, at, source) <= _SENTENCES]
            for at, who in waiting:
                if _in_one_sentence(reading, at, source) or not _agree(who, entity):
                    continue
                untold = who is last and _is_untold(reading, source, entity) and _distance(reading, at, source) <= _NEXT
                opens = reading.layout.narrative(at.start) <= _OPENING
                if untold or _is_alike(who, entity) or (opens and _is_in_chamber(who, entity)):
                    named.setdefault(who, entity)
            roles = {role for _, who in waiting if who in named for role in alike_roles(_role(who))}
            for at, who in waiting:
                # A headline says it first: "Union chief resigns", "The head of the union said", "Ann Reed said".
                if reading.layout.paragraph(at.start) == 0 and _role(who) in roles:
                    named.setdefault(who, entity)
            waiting = [(at, who) for at, who in waiting if who not in named]
        elif _may_be_named(reading, source, entity) and all(entity is not who for _, who in waiting):
            if person := _stated(reading, source):
                named.setdefault(entity, person)
            else:
                waiting.append((source, entity))
        # "A friend of Cole said the family was glad": those told of in the same breath are no next speakers.
        if not (waiting and waiting[-1][1] is last and _in_one_sentence(reading, waiting[-1][0], source)):
            last = entity
    for source, who in _opening(reading, sources, found):
        if person := _named_with_age(reading, source, who):
            named.setdefault(who, person)
    for i, one in found.items():
        told = sources[i]
        if told and len(one.entities) == 1 and (person := _only_holder(reading, told, one.entities[0])):
            named.setdefault(one.entities[0], person)
    _bodies_named_later(reading, sources, found)
    for i, one in found.items():
        if len(one.entities) == 1 and (person := named.get(one.entities[0])):
            sure = round(0.8 * one.confidence, 2)
            found[i] = replace(one, entities=(person,), rule=f"{one.rule}, {_RULE}", confidence=sure)


def _stated(reading: Reading, source: Span) -> Entity | None:
    """ "A lawyer said so. Ann Reed's statement hints at more.": who opens the sentence behind, named first."""
    sentence = reading.layout.sentence(source.end)
    behind = reading.cast.within(Span(source.end, source.end + _OPENING_BEHIND))
    for name, person in behind:
        at = name.title.start if name.title else name.span.start
        if reading.layout.sentence(name.span.start) == sentence:
            continue
        opens = reading.layout.sentence_start(at) == at and person.kind == nm.PERSON and person.first == name.span.start
        return person if opens and _STATED.match(reading.text, name.span.end) else None
    return None


def _opening(
    reading: Reading, sources: Sequence[Span | None], found: dict[int, Found]
) -> Iterator[tuple[Span, Entity]]:
    """The individuals that an article opens with: "A woman who was trapped in a lift has told how she sang"."""
    for i, one in found.items():
        source = sources[i]
        if not source or len(one.entities) != 1 or one.entities[0].kind != SpeakerKind.UNNAMED:
            continue
        if reading.layout.narrative(source.start) <= _OPENING and _ONE.match(reading.text, source.start):
            yield source, one.entities[0]


def _named_with_age(reading: Reading, source: Span, who: Entity) -> Entity | None:
    """ "Ann Reed, 31, was on her way": who opens the next sentence or the one behind it, if nobody was named before."""
    behind = reading.cast.within(Span(source.end, source.end + _OPENING_BEHIND + source.end - source.start))
    people = [(name, one) for name, one in behind if one.kind == nm.PERSON and name.span.start >= source.end]
    if not people or who.plural:
        return None
    name, person = people[0]
    opens = reading.layout.sentence_start(name.span.start) == (name.title or name.span).start
    if not opens or person.first != name.span.start or not _AGE.match(reading.text, name.span.end):
        return None
    apart = reading.layout.narrative(name.span.start) - reading.layout.narrative(source.start)
    return person if _agree(who, person) and 0 < apart <= _NEXT else None


def _only_holder(reading: Reading, source: Span, who: Entity) -> Entity | None:
    """ "A judge stopped it. Judge Ann Reed gave no reason": the only one of the article with the office, named soon
    behind for the first time.
    """
    role = _role(who)
    if not _ONE.match(reading.text, source.start) or role not in _OFFICES or not _may_be_named(reading, source, who):
        return None
    told = [(e, said) for e, said in reading.by_role.get(role, [])[:_MOST] if e.kind == nm.PERSON]
    holders = list(dict.fromkeys(e for e, _ in told))
    if len(holders) != 1 or holders[0].first < source.end or any(is_another(said) for _, said in told):
        return None
    apart = reading.layout.narrative(holders[0].first) - reading.layout.narrative(source.start)
    if not 0 < apart <= _SENTENCES or is_of_other_place_or_party(frozenset(who.words), holders[0]):
        return None
    return holders[0]


def _bodies_named_later(reading: Reading, sources: Sequence[Span | None], found: dict[int, Found]) -> None:
    """Give bodies that an article opens with a description of the name with that noun that comes first behind it."""
    for i, one in found.items():
        source = sources[i]
        if not source or len(one.entities) != 1 or reading.layout.narrative(source.start) > _OPENING:
            continue
        (entity,) = one.entities
        if entity.kind != SpeakerKind.ORGANISATION or not _INDEFINITE.match(reading.text, source.start):
            continue
        noun = entity.words[-1]
        behind = Span(source.end, source.end + _BEHIND)
        named = dict.fromkeys(
            body
            for name, body in reading.cast.within(behind)
            if noun in name.words and len(name.words) > 1 and body.first >= source.start
        )
        if len(named) == 1 and noun in lx.ORGANISATION_NOUNS | _PLACE_NOUNS:
            found[i] = replace(one, entities=tuple(named), rule=f"{one.rule}, {_RULE}", confidence=0.6)


def _agree(who: Entity, named: Entity) -> bool:
    """A spokeswoman is no man."""
    return not (who.gender and named.gender) or who.gender == named.gender


def _distance(reading: Reading, one: Span, other: Span) -> int:
    return reading.layout.narrative(other.start) - reading.layout.narrative(one.start)


def _is_untold(reading: Reading, source: Span, entity: Entity) -> bool:
    """Is somebody named for the first time, and the article does not say there who that is?"""
    i = bisect_left(reading.cast.starts, source.start)
    told = entity.described and (
        i == len(reading.cast.roles) or reading.cast.roles[i] or source.of(reading.text) != entity.name
    )
    # "A police spokeswoman said so. Barr agreed": who is called by a surname alone was told of elsewhere.
    return not told and len(core(entity.words)) > 1 and reading.text.startswith(entity.name, source.start)


def _in_one_sentence(reading: Reading, one: Span, other: Span) -> bool:
    """ "His lawyer said Reed denied it": two who are told apart."""
    return reading.layout.sentence(one.start) == reading.layout.sentence(other.start)


def _may_be_named(reading: Reading, source: Span, entity: Entity) -> bool:
    """Is the source one person who is described, and not as another than those who are named?"""
    if entity.kind != SpeakerKind.UNNAMED or entity.plural or reading.layout.quotation(source.start):
        return False
    words = source.of(reading.text).casefold().split()
    if lx.PRONOUNS.issuperset(words) or is_label(reading, source) or _TOLD_WRITER.match(reading.text, source.end):
        return False
    words = words[1:] if words[0] == "one" else words
    told = bool(_role(entity)) or reading.layout.narrative(source.start) == 0
    # "The chief executive of another firm" may be named.
    own = takewhile(lambda word: word not in lx.PREPOSITIONS, words)
    return _NOT_NAMED.isdisjoint(own) and lx.INDEFINITE.isdisjoint(words) and told


def _role(entity: Entity) -> str:
    """What somebody described is, by the first noun before a preposition that says it."""
    found = ""
    for word in entity.words:
        if word in lx.PREPOSITIONS or word in lx.RELATIVES:
            break
        found = noun_role(word) or found
    return found


def _stems(words: frozenset[str]) -> frozenset[str]:
    """ "president" of "the president's" and of "presidential"."""
    return frozenset(word.removesuffix("'s")[:_STEM] for word in words if len(word) >= _STEM)


def _is_in_chamber(who: Entity, named: Entity) -> bool:
    """ "A top Senate Democrat", then "Sen. Ann Reed"; not "Sen. Ann Reed, Ohio Republican"."""
    about = frozenset(who.words)
    offices = {_CHAMBERS[word] for word in about & _CHAMBERS.keys()}
    sits = any(role in offices for role, _ in named.described)
    return _role(who) in _POLITICIANS and sits and not is_of_other_place_or_party(about, named)


def _is_alike(who: Entity, named: Entity) -> bool:
    """Does the article say the same of somebody named: "the union's chief" and "Ann Reed, president of the union"?"""
    alike = alike_roles(_role(who))
    about = frozenset(who.words)
    stems = _stems(about)
    # "A spokesman said ... Defense Secretary Reed": no spokesman.
    return any(
        role in alike
        and not is_another(words)
        and (about & words or stems & _stems(words) or (not words and role != "secretary"))
        for role, words in named.described
    )
