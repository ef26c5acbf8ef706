"""The antecedents of pronouns: he and she, they and it, who and which, and the first person."""

import re
from collections.abc import Callable, Collection, Mapping

from factdb.extract.cast import names as nm
from factdb.extract.cast.entities import Entity
from factdb.extract.speakers.grammar import is_adjective
from factdb.extract.speakers.phrases import noun_kind
from factdb.extract.speakers.reading import Found, Reading
from factdb.language import lexicon as lx
from factdb.records import Span, SpeakerKind

_UNKNOWN_GENDER, _UNNAMED, _LONE_NAME = 0.7, 0.4, 0.2
# Two candidates this close to each other can hardly be told apart: it is the one that is named more often.
_TIE, _EITHER = 0.97, 0.3
# In characters: how near to the start of an article a pronoun may stand before its name, and how far the name after it.
_OPENING, _AHEAD = 300, 900
# How likely somebody is to have said what they are named in, beside somebody who isn't: behind the pronoun grammar
# forbids it (but where a content ends may be wrong); in quotation marks and before the pronoun it is rare.
_NAMED_IN_CONTENT, _NAMED_APART = 0.15, 0.4
_NOUN_BEFORE = re.compile(r"([\w’'-]+(?: [\w’'-]+){0,6}),?\s$")
_ARTICLED = re.compile(
    r"\b(?:an?|the|one|this|that) ((?:[a-z][\w’'-]+ ){0,3}[a-z][\w’'-]+)"
    r"(?: (?:in|of|from|at|with) (?:the )?[A-Z][\w.]+(?: [A-Z][\w.]+){0,3}| recently| yesterday| today)?,? $"
)
# "tree huggers who", "between farmers who"
_BARE_PLURAL = re.compile(r"\b([a-z][\w’'-]+[^s\W]s),? $")
# Between a noun and its relative: "a study released last year that found".
_PARTICIPLE = re.compile(r" (?:\w{3,}ed|made|done|led|written|sent|seen|taken)(?: [\w’'-]+){0,4} ?$")
_STARTS_PHRASE = frozenset(
    {
        "a",
        "an",
        "the",
        "one",
        "two",
        "three",
        "some",
        "many",
        "several",
        "few",
        "those",
        "all",
        "other",
        "his",
        "her",
        "their",
    }
)
NO_ANTECEDENT = Found((), "no antecedent", 0.0)


def _he_or_she(gender: str) -> Callable[[Entity], float]:
    def fits(entity: Entity) -> float:
        if entity.kind == nm.ORGANISATION and _may_be_surname(entity):
            return _LONE_NAME
        if entity.kind not in (nm.PERSON, SpeakerKind.UNNAMED) or entity.plural:
            return 0.0
        if entity.gender:
            return float(entity.gender == gender)
        return _UNKNOWN_GENDER if entity.kind == nm.PERSON else _UNNAMED

    return fits


def _may_be_surname(entity: Entity) -> bool:
    """A single word of which nothing tells that it is an organisation's: "Tapper"."""
    return len(entity.words) == 1 and not entity.sort and not entity.name.isupper() and entity.words[0].isalpha()


def _they(entity: Entity) -> float:
    if entity.plural:
        return 1.0
    return {nm.GROUP: 1.0, nm.ORGANISATION: 0.5, nm.PLACE: 0.1}.get(entity.kind, 0.0)


def _it(entity: Entity) -> float:
    if entity.plural:
        return 0.0
    return {nm.ORGANISATION: 1.0, nm.PLACE: 0.6, SpeakerKind.DOCUMENT: 0.8}.get(entity.kind, 0.0)


def third_person(
    reading: Reading,
    word: str,
    at: int,
    quoted: bool = False,
    without: tuple[Entity, ...] = (),
    spoken_of: Collection[Span] = (),
) -> Found:
    """The likeliest antecedent of he, she, it or they: recent, prominent, often mentioned, of one gender and number.

    Who says something seldom is named in what they say, ``spoken_of``: "he said Romney responded".
    """
    if word in lx.MASCULINE or word in lx.FEMININE:
        fits = _but_seldom(_he_or_she("m" if word in lx.MASCULINE else "f"), _named_in(reading, spoken_of, at))
    else:
        fits = _they if word in lx.PLURAL_PRONOUNS else _it
    ranked = reading.salience.rank(at, fits, quoted, without)
    if not ranked:
        return _named_next(reading, word, at, fits)
    names = tuple(entity.name for _, entity in ranked[:5])
    best = ranked[0][0]
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    if second > _TIE * best:
        alike = [entity for score, entity in ranked if score >= _TIE * best]
        return Found((max(alike, key=lambda entity: entity.count),), "the likelier of several", _EITHER, names)
    return Found((ranked[0][1],), f"antecedent of “{word}”", round(0.95 - 0.6 * second / best, 2), names)


def _named_in(reading: Reading, spans: Collection[Span], at: int) -> dict[Entity, float]:
    """How much less likely than others those are to have said ``spans`` who are named there."""
    found: dict[Entity, float] = {}
    for name, entity in (pair for span in spans for pair in reading.cast.within(span)):
        apart = name.span.start < at or reading.layout.quotation(name.span.start)
        share = _NAMED_APART if apart else _NAMED_IN_CONTENT
        found[entity] = min(found.get(entity, 1.0), share)
    return found


def _but_seldom(fits: Callable[[Entity], float], shares: Mapping[Entity, float]) -> Callable[[Entity], float]:
    return lambda entity: fits(entity) * shares.get(entity, 1.0)


def _named_next(reading: Reading, word: str, at: int, fits: Callable[[Entity], float]) -> Found:
    """A pronoun that opens an article before any name: the first one after it that fits."""
    if at < _OPENING:
        for name, entity in reading.cast.within(Span(at, at + _AHEAD)):
            if fits(entity) == 1.0 and not is_adjective(reading.text, name):
                return Found((entity,), f"the first name after “{word}”", 0.4)
    return NO_ANTECEDENT


def relative(reading: Reading, word: str, at: int) -> Found:
    """What who, which or that refers to: the name or the noun right before it."""
    text = reading.text
    start = max(reading.layout.sentence_start(at), at - 250)
    names = [(n, e) for n, e in reading.cast.within(Span(start, at)) if n.span.end <= at]
    people = word in ("who", "whom", "whose")
    fitting = [(n, e) for n, e in names if (e.kind == nm.PERSON) == people and e.kind != nm.GROUP]
    rule = f"the name before “{word}”"
    if fitting and not text[fitting[-1][0].span.end : at].strip(" ,\xa0()–—-"):
        return Found((fitting[-1][1],), rule, 0.95)
    if noun := _described_before(reading, at, start, people):
        phrase, linked = noun
        if linked:
            return Found((linked,), rule, 0.85)
        return Found((phrase,), f"the noun before “{word}”", 0.8)
    if fitting:
        return Found((fitting[-1][1],), rule, 0.7)
    return _some_noun(reading, word, text[start:at], at)


def _some_noun(reading: Reading, word: str, before: str, at: int) -> Found:
    """Who or which behind a noun that no list has: "a startup that", "the fishmonger who"."""
    people = word in ("who", "whom", "whose")
    noun = _ARTICLED.search(before) or (_BARE_PLURAL.search(before) if people else None)
    if not noun:
        return NO_ANTECEDENT
    several = noun[1].endswith("s") and not noun[1].endswith("ss")
    kind = (SpeakerKind.GROUP if several else SpeakerKind.UNNAMED) if people else SpeakerKind.DOCUMENT
    entity = reading.somebody(noun[1], kind, noun[1].split()[-1].casefold(), at - len(before) + noun.start(1))
    return Found((entity,), f"the noun before “{word}”", 0.5)


def _described_before(reading: Reading, at: int, start: int, people: bool) -> tuple[Entity, Entity | None] | None:
    """The noun phrase right before a relative, and the person that it stands in apposition to."""
    passage = reading.text[start:at]
    found = _NOUN_BEFORE.search(passage)
    if found and not noun_kind(found[1].split(" ")[-1].casefold()) and (cut := _PARTICIPLE.search(passage)):
        found = _NOUN_BEFORE.search(passage[: cut.start() + 1])
    if not found:
        return None
    words = found[1].split(" ")
    kind = noun_kind(words[-1].casefold())
    persons = (SpeakerKind.UNNAMED, SpeakerKind.GROUP)
    if not kind or (kind in persons) != people:
        return None
    first = next(
        (i for i in range(len(words) - 1, -1, -1) if words[i].casefold() in _STARTS_PHRASE or words[i].isdigit()),
        len(words) - 1,
    )
    begin = start + found.start(1) + len(" ".join(words[:first])) + (1 if first else 0)
    before = [(n, e) for n, e in reading.cast.within(Span(start, begin)) if e.kind == nm.PERSON]
    linked = before[-1][1] if before and reading.text[before[-1][0].span.end : begin] == ", " else None
    shown = words[first:] if words[first].casefold() not in lx.ARTICLES else words[first + 1 :]
    name = " ".join(shown)
    noun = words[-1].casefold()
    entity = reading.somebody(name, kind, noun, begin)
    entity.plural = entity.plural or noun in lx.ROLE_PLURALS
    return entity, linked
