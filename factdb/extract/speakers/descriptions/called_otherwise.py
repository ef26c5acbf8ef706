"""Who is called by a party, an account or an age, or was missed beside a verb, in a title or in a headline."""

import re
from collections.abc import Container

from factdb.extract.cast import names as nm
from factdb.extract.cast.capitals import key
from factdb.extract.cast.entities import Entity
from factdb.extract.speakers.grammar import is_label
from factdb.extract.speakers.reading import Found, Reading
from factdb.language import lexicon as lx
from factdb.names.authority import known_organisation
from factdb.records import Span

# How many of one surname are told, and how far links may run into a name, in characters.
_RELATIVES, _RAN_INTO = 6, 1500
# The sentences that open an article.
_FIRST = 1
# In characters: how far behind its first word a title's name begins, and how far off a body is named.
_TITLE, _AROUND = 60, 5000
# In letters: a shorter surname ends many a handle by chance.
_LONG_ENOUGH = 4
# "MORE (D-Kan.)", "MORE", "R-Ohio"
_PARTY = re.compile(r"(?:[A-Z]{4,} ?)?\(?[DRI]-[A-Z][\w.]*\)?|MORE")
# "@AnnReed", "Sen. @AnnReed": no account has a longer name.
_HANDLE = re.compile(r"(?:[A-Z][a-z]+\.? )?@(\w{1,30})")
_INITIALS = re.compile(r"[A-Z]{2,4}")
_OF_AGE = re.compile(r"[Tt]he (?:[\w-]+ )?\d{1,3}-year-old(?: \w{3,}ed)?")
# "the mother of two", "the married father-of-three"
_PARENT = re.compile(
    r"[Tt]he (?:[\w-]+ ){0,2}?(\w+)[ -]of[ -](?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
)


def called_otherwise(reading: Reading, source: Span) -> Found | None:
    """Who is called by a party, an account or an age; whose verb was taken for its subject, a headline for its name."""
    words = source.of(reading.text)
    if words.casefold() in lx.SPEECH_VERBS:
        return _name_behind(reading, source)
    if _PARTY.fullmatch(words):
        return _member(reading, source)
    if handle := _HANDLE.fullmatch(words):
        return _of_handle(reading, handle[1])
    if initials := _INITIALS.fullmatch(words):
        return _of_initials(reading, source, initials[0].casefold())
    if parent := _PARENT.fullmatch(words):
        gender = lx.ROLE_GENDER.get(parent[1].casefold(), "")
        return spoken_of(reading, source, "as a parent", gender) if gender else None
    if _OF_AGE.fullmatch(words):
        return spoken_of(reading, source, "by age")
    if body := _in_title(reading, source):
        return body
    if words in ("the author", "The author") and reading.layout.narrative(source.start) <= _FIRST:
        return _writer(reading)
    return begins_a_headline(reading, source)


def _in_title(reading: Reading, source: Span) -> Found | None:
    """ "Boeing" of "Boeing Chief Executive Ann Reed": the body that the article names so elsewhere."""
    titled = reading.cast.within(Span(source.start, source.end + _TITLE))
    if not any(name.title and name.title.start == source.start and name.title.covers(source) for name, _ in titled):
        return None
    words = tuple(map(key, source.of(reading.text).split()))
    named = reading.cast.within(Span(max(source.start - _AROUND, 0), source.end + _AROUND))
    body = next((entity for name, entity in named if name.words == words and entity.kind == nm.ORGANISATION), None)
    return Found((body,), "named", 0.9, (body.name,)) if body else None


def _of_handle(reading: Reading, handle: str) -> Found | None:
    """Whose account it is: the only person of the article whose surname the handle ends with: "@SenReed"."""
    written = handle.casefold()
    alike = [e for i in range(len(written) - 2) for e in reading.by_surname.get(written[i:], ())[:_RELATIVES]]
    alike = alike or [
        entity
        for entity in dict.fromkeys(reading.cast.entities)
        if entity.kind == nm.PERSON and written.endswith(entity.words[-1]) and len(entity.words[-1]) >= _LONG_ENOUGH
    ]
    return Found((alike[0],), "whose account it is", 0.8, (alike[0].name,)) if len(alike) == 1 else None


def _of_initials(reading: Reading, label: Span, initials: str) -> Found | None:
    """ "NF: It was late": in an interview, the only person of the article with these initials."""
    if not is_label(reading, label) or known_organisation(initials):
        return None
    people = dict.fromkeys(entity for entity in reading.cast.entities if entity.kind == nm.PERSON)
    alike = [
        one
        for one in people
        if initials in ("".join(word[0] for word in one.words), one.words[0][0] + one.words[-1][0])
    ]
    return Found((alike[0],), "whose initials they are", 0.8, (alike[0].name,)) if len(alike) == 1 else None


def spoken_of(reading: Reading, source: Span, how: str, gender: str = "", but: Container[Entity] = ()) -> Found | None:
    """ "The 41-year-old", "the mother of two": the person who is being spoken of, ``but`` none of these."""

    def fits(entity: Entity) -> float:
        fitting = entity.kind == nm.PERSON and not entity.plural and (not gender or entity.gender in ("", gender))
        return float(fitting and entity not in but)

    ranked = reading.salience.rank(source.start, fits)
    names = tuple(entity.name for _, entity in ranked[:5])
    return Found((ranked[0][1],), f"the person spoken of, called {how}", 0.5, names) if ranked else None


def _name_behind(reading: Reading, verb: Span) -> Found | None:
    """ "said Bolton": a verb that was taken for its subject."""
    named = [pair for pair in reading.cast.within(Span(verb.end, verb.end + 3)) if pair[0].span.start >= verb.end]
    return Found((named[0][1],), "the name behind the verb", 0.7, (named[0][1].name,)) if named else None


def _member(reading: Reading, party: Span) -> Found | None:
    """Whoever opens the paragraph, where a source is but a party, parted from its name by links that ran into it."""
    paragraphs = reading.layout.paragraphs
    index = reading.layout.paragraph(party.start)
    begin = max(paragraphs[index].start if index < len(paragraphs) else 0, party.start - _RAN_INTO)
    named = [entity for _, entity in reading.cast.within(Span(begin, party.start)) if entity.kind == nm.PERSON]
    return Found((named[0],), "who is named before the party", 0.6, (named[0].name,)) if named else None


def _writer(reading: Reading) -> Found | None:
    """ "It was late, the author writes": where an article opens so and calls nobody an author."""
    return None if reading.by_role.get("author") else Found((reading.author,), "the article's writer", 0.6)


def begins_a_headline(reading: Reading, source: Span) -> Found | None:
    """ "Reed" of "Reed Orders Probe", which was taken for a name or for none: the only one of the surname."""
    named = reading.cast.within(source)
    if len(named) > 1 or (named and not named[0][0].span.start < source.end < named[0][0].span.end):
        return None
    *before, last = source.of(reading.text).split() or [""]
    alike = reading.by_surname.get(key(last), []) if last[:1].isupper() else []
    if len(alike) != 1 or not lx.TITLES.issuperset(map(key, before)):
        return None
    return None if named and alike[0] is named[0][1] else Found((alike[0],), "named", 0.8, (alike[0].name,))
