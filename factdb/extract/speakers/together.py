"""Several people at once: "he and Ann Wood", "both", "the two senators", and what "they" may mean."""

from bisect import bisect_left

from factdb.extract.cast import names as nm
from factdb.extract.cast.entities import Entity
from factdb.extract.speakers.phrases import before_relative, trim
from factdb.extract.speakers.phrases.lists import in_list, listed_pair
from factdb.extract.speakers.reading import Found, Reading
from factdb.extract.speakers.values import Mention
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.language import longest_of
from factdb.records import Span, SpeakerKind

# "neither he nor Sanders", "she and her husband": a pronoun and what is listed with it.
PRONOUN_AND = re.compile(r"(?:(?:both|neither|either) )?(he|she|they|it)(?:,? (?:and|or|nor) )(?=\S)", re.I)
_BOTH = re.compile(
    r"(?:both(?: (?:men|women|candidates|lawmakers|senators|leaders|officials|of (?:them|whom)))?|"
    r"neither(?: of (?:them|whom))?|"
    r"each(?: (?:candidate|man|woman))?|the couple|the (?:two|pair|duo)(?: (?:[\w-]+ ){0,3}"
    r"(?:candidates|contenders|rivals|leaders|lawmakers|senators|men|women))?)",
    re.I,
)
_BOTH_PEOPLE = re.compile(r"(?:[Bb]oth|[Tt]he two) (?:[\w-]+ ){0,2}?([a-z-]+)")
_RELATIVES = re.compile(r"the (?:two )?(?:sisters|brothers|siblings|twins)", re.I)
_SPOUSES = re.compile(r"\b(?:husband|wife|spouse|partner|girlfriend|boyfriend|fianc[ée]e?),? \Z")
# Of people, whoever they are.
_LONE_PEOPLE = re.compile(r"(?:both of them|neither of them|the (?:two|pair|duo))\b(?! [a-z]+s\b)", re.I)
_LONE_BOTH = re.compile(r"both|each|the two", re.I)
# Of several who were named together before, however many they are.
_SEVERAL = re.compile(
    r"all (?:three|four|five)(?: of them)?|"
    r"the (?:trio|three(?: (?:men|women))?|(?:three )?(?:senators|lawmakers|congressmen|governors))",
    re.I,
)
_PLACES = frozenset({"countries", "nations", "cities", "towns", "states", "provinces", "counties"})
# "Both parties" are those of the country, named together or not.
_BODIES = lx.ORGANISATION_PLURALS - _PLACES - {"parties"}
_BOTH_BODIES, _BOTH_PLACES = (
    re.compile(rf"(?:both|(?:the|these) two) (?:\w+ )?(?:{longest_of(nouns)})", re.I) for nouns in (_BODIES, _PLACES)
)
# Whoever does this speaks to somebody else, who has spoken.
_ANSWERED = frozenset({"responded", "replied", "answered", "retorted", "shot back", "countered", "fired back"})
# "In a letter to the mayor, Ann Reed, he", and how far before "he", in characters, it begins.
_WRITTEN_TO = re.compile(
    r"\b[Ii]n an? (?:[\w-]+ ){0,3}(?:e-?mail|letter|message|memo|note|text|tweet|call|speech|statement|reply|response)"
    r" to ([^.;:“”\"\n]{3,100}), $"
)
_ADDRESSED = 150
# "According to Reed"
_ACCORDING = re.compile(r"\bAccording to (?:the )?$")
_LINK = 20
_AND_BODY = re.compile(r"(?: \([^()]{1,12}\))?,? (?:and|or) (?:the )?")
# How many of a list are told.
_LISTED = 6
# How many names back two organisations may stand.
_NAMES = 12
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


def are_joined(reading: Reading, i: int) -> bool:
    """Are the names ``i`` and the one behind it two people, or two bodies, that "and" joins?"""
    names, entities = reading.cast.names, reading.cast.entities
    if i < 0 or i + 1 >= len(names) or entities[i].kind != entities[i + 1].kind:
        return False
    if entities[i].kind == nm.PERSON:
        return listed_pair(reading.text, names[i], names[i + 1])
    return _AND_BODY.fullmatch(reading.text, names[i].span.end, names[i + 1].span.start) is not None


def named_together(reading: Reading, source: Span) -> Found | None:
    """Whom "both", "the senators" or "the two companies" mean: people or bodies that were named together before."""
    end = before_relative(reading.text, source)
    for pattern, found_before in (
        (_BOTH, _both),
        (_BOTH_PEOPLE, _both_people),
        (_RELATIVES, _both),
        (_SEVERAL, _several),
        (_BOTH_PLACES, _both_places),
        (_BOTH_BODIES, _both_bodies),
        (_LONE_BOTH, _both_bodies),
    ):
        if pattern.fullmatch(reading.text, source.start, end) and (found := found_before(reading, source.start)):
            return found
    return None


def _both(reading: Reading, at: int) -> Found | None:
    """The two who were named together last, in the sentences before ``at``; a couple wherever that was."""
    last = bisect_left(reading.pairs, at, key=lambda pair: pair[0]) - 1
    couple = reading.text.startswith("couple", at + len("the "))
    if couple:
        while last >= 0 and not _are_couple(reading, *reading.pairs[last]):
            last -= 1
        near = last >= 0
    else:
        near = last >= 0 and _is_near(reading, reading.pairs[last][0], at)
    if not near and (spouses := _spouses(reading, at)):
        return Found(spouses, "the couple told of", 0.6, tuple(entity.name for entity in spouses))
    if not near:
        return _both_told(reading, at)
    entities = reading.pairs[last][1]
    return Found(entities, "the two named before", 0.7, tuple(entity.name for entity in entities))


def _spouses(reading: Reading, at: int) -> tuple[Entity, ...]:
    """ "Ann Reed sang for her husband, Bo Cole": the last couple of which a sentence before, or this one, tells so."""
    cast = reading.cast
    last = bisect_left(cast.starts, at)
    for i in range(last - 1, max(last - _NAMES, 0), -1):
        begin = (cast.names[i].title or cast.names[i].span).start
        spouse = cast.entities[i]
        if spouse.kind != nm.PERSON or not _SPOUSES.search(reading.text, max(begin - 16, 0), begin):
            continue
        sentence = reading.layout.sentence(begin)
        for j in range(i - 1, -1, -1):
            one = cast.entities[j]
            if reading.layout.sentence(cast.starts[j]) != sentence:
                break
            if one.kind == nm.PERSON and one is not spouse:
                return (one, spouse)
    return ()


def _are_couple(reading: Reading, at: int, pair: tuple[Entity, ...]) -> bool:
    """Two of one surname, or "Ann Roe and her husband, Bo Cole": the second is named at ``at``."""
    return len({entity.words[-1] for entity in pair}) == 1 or bool(_SPOUSES.search(reading.text, max(at - 16, 0), at))


def _both_people(reading: Reading, at: int) -> Found | None:
    """ "Both players": the two, if the noun calls people."""
    noun = _BOTH_PEOPLE.match(reading.text, at)
    return _both(reading, at) if noun and noun[1] in lx.ROLE_PLURALS else None


def _is_near(reading: Reading, before: int, at: int) -> bool:
    return reading.layout.narrative(at) - reading.layout.narrative(before) <= _SENTENCES


def _both_told(reading: Reading, at: int) -> Found | None:
    """ "Both men", where it is told of one and then of the other: the two who are most spoken of."""
    noun = _BOTH_PEOPLE.match(reading.text, at)
    called = noun[1] if noun and (noun[1] in lx.ROLE_PLURALS or noun[1] in ("men", "women")) else ""
    if not called and not _LONE_PEOPLE.match(reading.text, at):
        return None
    gender = lx.ROLE_GENDER.get(lx.singular(called), "") or {"men": "m", "women": "f"}.get(called, "")

    def fits(entity: Entity) -> float:
        alike = not gender or entity.gender in ("", gender)
        return float(entity.kind == nm.PERSON and not entity.plural and alike)

    entities = tuple(entity for _, entity in reading.salience.rank(at, fits)[:2])
    if len(entities) < 2:
        return None
    entities = tuple(sorted(entities, key=lambda entity: entity.first))
    return Found(entities, "the two spoken of", 0.5, tuple(entity.name for entity in entities))


def _several(reading: Reading, at: int) -> Found | None:
    """All of the list of people that was named last, in the sentences before ``at``."""
    last = bisect_left(reading.pairs, at, key=lambda pair: pair[0]) - 1
    if last < 0 or reading.layout.narrative(at) - reading.layout.narrative(reading.pairs[last][0]) > _SENTENCES:
        return None
    entities = reading.pairs[last][1]
    cast = reading.cast
    right = bisect_left(cast.starts, reading.pairs[last][0]) - 1
    while right > 0 and len(entities) < _LISTED and cast.entities[right - 1].kind == nm.PERSON:
        if not in_list(reading.text, cast.names[right - 1], cast.names[right]):
            break
        right -= 1
        entities = (cast.entities[right], *entities)
    return Found(entities, "those named before", 0.5, tuple(entity.name for entity in entities))


def answered(reading: Reading, mention: Mention, source: Span, last: tuple[Span, Found] | None) -> tuple[Entity, ...]:
    """Whom "he replied" answers, and so doesn't mean: who spoke ``last``, no further off than the paragraph before.

    "Asked if it was late, he replied" answers nobody who is quoted. Nor is "he" who tells of him: "According to Reed,
    he was late", or who is written to: "In a letter to Reed, he".
    """
    if to := _WRITTEN_TO.search(reading.text, max(source.start - _ADDRESSED, 0), source.start):
        return tuple(entity for _, entity in reading.cast.within(Span(*to.span(1))))
    if last and _is_told_by(reading, source, last[0]):
        return last[1].entities if len(last[1].entities) == 1 else ()
    if not last or not mention.cue or not mention.contents or mention.cue.of(reading.text) not in _ANSWERED:
        return ()
    begin = min(span.start for span in (source, *mention.contents))
    paragraph = reading.layout.paragraph(begin)
    opens = reading.layout.quotation(begin + 1) is not None
    if not opens or last[0].start > begin or paragraph - reading.layout.paragraph(last[0].start) > 1:
        return ()
    return last[1].entities if len(last[1].entities) == 1 else ()


def _is_told_by(reading: Reading, source: Span, teller: Span) -> bool:
    """Is somebody spoken of in what another tells before: "According to Reed, he"?"""
    told = _ACCORDING.search(reading.text, max(teller.start - _LINK, 0), teller.start) is not None
    sentence = reading.layout.sentence(teller.start)
    return told and teller.end < source.start and sentence == reading.layout.sentence(source.start)


def _both_places(reading: Reading, at: int) -> Found | None:
    return _both_bodies(reading, at, nm.PLACE)


def _both_bodies(reading: Reading, at: int, kind: str = nm.ORGANISATION) -> Found | None:
    """The two organisations that were named together last, "A and B", in the sentences before ``at``."""
    here = reading.layout.narrative(at)
    last = bisect_left(reading.cast.starts, at)
    for i in range(last - 1, max(last - _NAMES, 0), -1):
        left, right = reading.cast.entities[i - 1], reading.cast.entities[i]
        if here - reading.layout.narrative(reading.cast.starts[i]) > _SENTENCES:
            return None
        bodies = left.kind == right.kind == kind and left is not right
        if bodies and _AND_BODY.fullmatch(reading.text, reading.cast.names[i - 1].span.end, reading.cast.starts[i]):
            return Found((left, right), "the two named before", 0.7, (left.name, right.name))
    return None


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
