"""Organisations that are called by a noun: "the company", "the newspaper", "the town", "Trump's campaign"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from factdb.extract.cast import names as nm
from factdb.extract.cast.capitals import key
from factdb.extract.cast.entities import Entity
from factdb.extract.cast.telling import police_stem
from factdb.extract.speakers.grammar import MODIFIER, prominence
from factdb.extract.speakers.phrases import Phrase, analyse, described_kind
from factdb.extract.speakers.pronouns import WHOSE, third_person
from factdb.extract.speakers.reading import Found, Reading
from factdb.extract.speakers.salience import SUBJECT
from factdb.language import ENGLISH, longest_of
from factdb.language import lexicon as lx
from factdb.records import Span, SpeakerKind

# What is somebody's and named by whose it is: "the Clinton campaign".
_OWNED = frozenset(ENGLISH.words("owned_bodies"))
_PLACES = frozenset({"town", "city", "state", "country", "county", "nation", "province", "kingdom", "republic"})
_STATES = frozenset(lx.STATES.values())
# How well an organisation fits a noun: with the noun in its name, described by it, of its sort, of no known sort.
_NAMED, _DESCRIBED, _OF_SORT, _UNKNOWN_SORT = 1.0, 0.9, 0.8, 0.15
# One that has only been described, beside one with a name.
_ONLY_DESCRIBED = 0.4
# How well one fits that has the noun in its name, but no other word of the description.
_OTHERWISE = 0.3
# What an organisation may be called of which nothing tells what it is.
_ANY_SORT = lx.SORTS["company"][0] | {"group", "organization", "organisation"}
# What a company may be called, whatever it does; an outlet less readily, because it is there to tell of others.
_COMPANIES = lx.SORTS["company"][0]
_ANY_COMPANY = frozenset({"company", "firm", "business", "corporation"}) & _COMPANIES
_OUTLET_AS_COMPANY = 0.3
# What publishes what others say.
_OUTLETS = frozenset(noun for sort in lx.OUTLETS for noun in lx.SORTS[sort][0])
# What stands behind a paper's or a station's name and is no part of it.
_TITLED = frozenset({"newspaper", "newspapers", "magazine", "website", "network", "channel", "news agency", "station"})
_TITLED |= {"news website", "news channel", "news network", "news site", "television station", "radio station"}
# In characters: a longer description isn't read from its beginning.
_LONGEST_TITLE = 120
_RECENT = 50
# "the Reed administration", "Reed's 2016 campaign", and how far back, in characters, it is looked for.
_WHOSE = re.compile(rf"(?:['’]s?)? (?:[\w-]+ )?({ENGLISH.any_of('owned_bodies')})\b")
_OWNED_BEFORE = 4000
# "A mill in Hamden": what is named so first is a place; "a stake in Hamden" is another thing.
_IN_PLACE = re.compile(r"(?<!stake )(?<!shares )(?<!invest )(?<!invested )(?<!interest )\b(?:in|near|outside|around) $")
# Groups are told of elsewhere.
_NOUNS = (lx.ORGANISATION_NOUNS | _OWNED) - _PLACES - {"police"}
_COUNTRIES = frozenset(lx.COUNTRY_OF.values())
_BY_LETTERS = {"us": "america", "usa": "america", "uk": "britain"}
# "The company", "a charity", "the Reed administration", before whose verb nothing stands.
_BODY = re.compile(
    rf"\b(?:[Tt]he|[Aa]n?) (?:{MODIFIER} ){{0,2}}?(?:{longest_of(_NOUNS)})\b"
    r"(?! [A-Z]|['’-]| of\b)"
)
# From which confidence on it is kept that a body was called by a noun.
_SURE_CALL = 0.6
# The same where nobody speaks.
_SURE_BODY = 0.75


def organisation(reading: Reading, phrase: Phrase) -> Found | None:
    """Which organisation of the article a noun means; None if it is none that the article names."""
    if named := _told_by_sort(reading, phrase) or _named_so(reading, phrase):
        return named
    if phrase.head in _OWNED and (owned := _owned(reading, phrase) or _last_owned(reading, phrase)):
        return owned
    noun = phrase.head
    # "Company says so", in a headline or before a title
    bare = phrase.determiner == noun in _ANY_COMPANY and phrase.core == phrase.span
    if phrase.determiner not in ("the", "this", "that", "") and not bare:
        return None
    if noun in _PLACES and reading.text.startswith(" of ", phrase.core.end):
        return None
    if _is_titled(reading, phrase):
        return None
    further = set(phrase.modifiers) - {phrase.determiner} - lx.DEMONYMS
    # "the economics research firm": one that was named, by what it does.
    whole = phrase.determiner == "the" and noun in lx.ORGANISATION_VARIATIONS and phrase.core == phrase.span
    if (further and not whole) or phrase.owner or (not phrase.determiner and phrase.modifiers):
        return _described(reading, phrase)
    nouns = _COMPANIES if noun in _ANY_COMPANY else {noun}
    said = {entity for one in nouns for entity, _ in reading.by_role.get(one, ())[:_RECENT]}
    called = _Called(reading, noun, frozenset(map(lx.singular, further)), countries(phrase.modifiers), said)
    ranked = reading.salience.rank(phrase.span.start, called.fits, further_back=True)
    if not ranked:
        return _described(reading, phrase) or _only_speaker(reading, phrase)
    second = ranked[1][0] / ranked[0][0] if len(ranked) > 1 else 0.0
    sure = round(0.85 - 0.5 * second, 2)
    likeliest = [entity for score, entity in ranked if score == ranked[0][0]]
    body = reading.salience.latest(phrase.span.start, likeliest, quoted=False)
    if sure > _SURE_CALL and body not in said and not further:
        # Whoever is called "the company" once is so again, and no other that is named in between.
        reading.by_role.setdefault(noun, []).append((body, frozenset()))
    return Found((body,), f"the one called “{noun}”", sure, tuple(e.name for _, e in ranked[:5]))


@dataclass(frozen=True, slots=True)
class _Called:
    """A noun that means an organisation, the words ``told`` beside it and the countries among them; and those that were
    ``said`` to be so, by their names or nearby.
    """

    reading: Reading
    noun: str
    told: frozenset[str]
    countries: set[str]
    said: set[Entity]

    def fits(self, entity: Entity) -> float:
        """How well an entity fits the noun; 0 if it is not meant."""
        if entity.kind not in (nm.ORGANISATION, nm.PLACE) or not entity.words:
            return 0.0
        if self.noun in _PLACES:
            return self._fits_place(entity)
        if entity.kind == nm.PLACE or self._is_another(entity):
            return 0.0
        if self.noun in entity.words:
            # "A federal court" is told by its name further on: "the Third Circuit Court".
            named = _NAMED if not entity.name.islower() else _ONLY_DESCRIBED
            return named * (1.0 if not self.told or self._tells(entity) else _OTHERWISE)
        if entity in self.said:
            return _DESCRIBED
        # "The company" is no office, "the administration" no agency.
        if self.noun in _OWNED or (not entity.sort and entity.words[-1] in lx.ORGANISATION_NOUNS):
            return 0.0
        return self._fits_sort(entity)

    def _fits_place(self, entity: Entity) -> float:
        if self.noun == "state":
            # "Kent State" is a college, "the Department of State" no state.
            return _OF_SORT * (" ".join(entity.words) in _STATES)
        if self.noun == "county":
            return _NAMED * ("county" in entity.words)
        return _OF_SORT if entity.kind == nm.PLACE else _UNKNOWN_SORT * (not entity.sort)

    def _is_another(self, entity: Entity) -> bool:
        there = countries(entity.words)
        if self.countries and there and self.countries.isdisjoint(there):
            return True
        # "The administration" is a president's, where one is told of, and no agency.
        if self.noun == "administration" and self.reading.by_role.get("president"):
            return True
        # "The appeals court" isn't "a lower court", but rather the Court of Appeals.
        return entity.name.islower() and bool(self.told) and not self._tells(entity)

    def _tells(self, entity: Entity) -> bool:
        return not self.told.isdisjoint(map(lx.singular, entity.words))

    def _fits_sort(self, entity: Entity) -> float:
        if entity.sort:
            fitting = _OUTLET_AS_COMPANY if entity.sort in lx.OUTLETS and self.noun in _ANY_COMPANY else _OF_SORT
            return fitting * (entity.sort in lx.SORTS and self.noun in lx.SORTS[entity.sort][0])
        if _IN_PLACE.search(self.reading.text, max(entity.first - 20, 0), entity.first):
            return 0.0
        # "The team" of the Harlow Comets
        several = self.noun in ("team", "club", "franchise") and entity.words[-1].endswith("s")
        return _UNKNOWN_SORT * (self.noun in _ANY_SORT or several) * (1.0 if entity.count > 1 else 0.5)


def _told_by_sort(reading: Reading, phrase: Phrase) -> Found | None:
    """ "The United Auto Workers union": one that is named, with what it is."""
    named = reading.cast.within(phrase.core)
    if not named or phrase.owner:
        return None
    name, body = named[-1]
    fits = body.kind == nm.ORGANISATION and body.sort in lx.SORTS and phrase.head in lx.SORTS[body.sort][0]
    beside = reading.text[name.span.end : phrase.core.end].strip().casefold() == phrase.head
    return (
        Found((body,), "named", 0.9, (body.name,)) if fits and beside and name.span.start > phrase.core.start else None
    )


def _named_so(reading: Reading, phrase: Phrase) -> Found | None:
    """ "Harlow police" for the Harlow Police Department, "the Harbour bank" for the Harbour Bank: one that is named so
    nearby, with a capital.
    """
    words = tuple(key(word) for word in phrase.core.of(reading.text).split() if word.casefold() not in lx.ARTICLES)
    if len(words) < 2 or phrase.owner:
        return None
    around = Span(max(phrase.span.start - _OWNED_BEFORE, 0), phrase.span.end + _OWNED_BEFORE)
    named = (entity for _, entity in reading.cast.within(around) if entity.kind == nm.ORGANISATION)
    alike = tuple({body for body in named if words in (body.words, police_stem(body.words))})
    return Found(alike, "named", 0.9, (alike[0].name,)) if len(alike) == 1 else None


def bodies(reading: Reading, sources: Sequence[Span | None]) -> Iterator[Span]:
    """Where the narrative tells of a body by a noun, "the company has", outside of the ``sources``, in order."""
    taken = {source.start for source in sources if source}
    for one in _BODY.finditer(reading.text):
        if one.start() not in taken and not reading.layout.quotation(one.start()):
            yield Span(*one.span())


def note_body(reading: Reading, span: Span) -> None:
    """Remember that a body is spoken of, the one with a name that the noun surely means, or one that has none."""
    phrase = analyse(reading.text, span, reading.cast)
    if phrase.named or described_kind(phrase) is not SpeakerKind.ORGANISATION or prominence(reading, span) != SUBJECT:
        return
    found = organisation(reading, phrase)
    if found is None:
        body = reading.body(span.of(reading.text).partition(" ")[2], span.start)
        reading.salience.add(span.start, body, SUBJECT)
    elif found.confidence >= _SURE_BODY:
        reading.salience.add(span.start, found.entities[0], SUBJECT)


def country_of(reading: Reading, phrase: Phrase) -> Found | None:
    """ "The North" of an article about North Korea."""
    before = reading.cast.within(Span(0, phrase.span.start))
    named = [e for n, e in before if e.kind == nm.PLACE and len(n.words) == 2 and n.words[0] == phrase.head]
    return Found((named[-1],), f"the one called “{phrase.head}”", 0.7, (named[-1].name,)) if named else None


def countries(words: Iterable[str]) -> set[str]:
    """ "mexico" of "Mexico" and of "Mexican", "america" of "U.S."; a people without a country stays what it is."""
    told = {_BY_LETTERS.get(word, word) for word in words}
    return {lx.COUNTRY_OF.get(word, word) for word in told if word in lx.DEMONYMS or word in _COUNTRIES}


def _last_owned(reading: Reading, phrase: Phrase) -> Found | None:
    """ "The administration" of whom one was named last: "the Reed administration", "Reed's campaign"."""
    if phrase.determiner != "the" or phrase.modifiers[1:] or phrase.core != phrase.span:
        return None
    before = reading.cast.within(Span(max(phrase.span.start - _OWNED_BEFORE, 0), phrase.span.start))
    for name, entity in reversed(before):
        whose = _WHOSE.match(reading.text, name.span.end)
        if whose and whose[1] == phrase.head and entity.kind == nm.PERSON:
            return _as_owned(reading, phrase, entity, 0.7)
    return None


def _is_titled(reading: Reading, phrase: Phrase) -> bool:
    """ "The Mirror newspaper", "the local Tern news agency": one that is told by what it is called."""
    written = phrase.core.of(reading.text)[-_LONGEST_TITLE:].split()[1:]
    sort = len(list(takewhile(str.islower, reversed(written))))
    title = [key(word) for word in takewhile(_begins_a_name, reversed(written[: len(written) - sort]))]
    if " ".join(written[-sort:]) not in _TITLED or (lx.DEMONYMS | lx.PLACES).issuperset(title):
        return False
    return " ".join(reversed(title)) not in lx.PLACES


def _begins_a_name(word: str) -> bool:
    return word[0].isupper() and "-" not in word


def _only_speaker(reading: Reading, phrase: Phrase) -> Found | None:
    """ "The newspaper said": the only organisation that has spoken of which nothing tells what it is."""
    if phrase.determiner != "the" or phrase.head not in _OUTLETS:
        return None

    def fits(entity: Entity) -> float:
        return float(entity.kind == nm.ORGANISATION and not entity.sort)

    spoke = [entity for entity in reading.salience.speakers(phrase.span.start) if fits(entity)]
    return Found((spoke[0],), f"the one called “{phrase.head}”", 0.5, (spoke[0].name,)) if len(spoke) == 1 else None


def _owned(reading: Reading, phrase: Phrase) -> Found | None:
    """ "Trump's campaign" and "his campaign" as "Trump campaign"."""
    entities: tuple[Entity, ...] = (phrase.owner,) if phrase.owner else ()
    sure = 0.9
    if phrase.determiner in WHOSE:
        found = third_person(reading, phrase.determiner, phrase.span.start)
        entities, sure = found.entities, found.confidence
    if len(entities) != 1 or entities[0].kind != nm.PERSON:
        return None
    return _as_owned(reading, phrase, entities[0], sure)


def _as_owned(reading: Reading, phrase: Phrase, owner: Entity, sure: float) -> Found:
    surname = owner.name.split()[-1]
    own = reading.somebody(f"{surname} {phrase.head}", SpeakerKind.ORGANISATION, phrase.head, phrase.span.start)
    return Found((own,), "named by whose it is", sure, (own.name,))


def _described(reading: Reading, phrase: Phrase) -> Found | None:
    """One that the article described by more words, the noun among them: "the group" for "a farmers' group"."""
    if set(phrase.modifiers) - {phrase.determiner} or phrase.owner:
        return None
    before = [e for e in reading.by_noun.get(phrase.head, [])[-_RECENT:] if len(e.words) > 1]
    if not before:
        return None
    return Found((before[-1],), f"the one called “{phrase.head}”", 0.7, tuple(e.name for e in before[:5]))
