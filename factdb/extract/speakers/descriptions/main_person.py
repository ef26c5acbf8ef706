"""Whom an article is about, called by what it says nowhere else: "the soft-spoken surgeon from Leeds"."""

import re

from factdb.extract.cast import names as nm
from factdb.extract.cast.entities import Entity
from factdb.extract.speakers.descriptions.called_otherwise import spoken_of
from factdb.extract.speakers.phrases import Phrase
from factdb.extract.speakers.reading import Found, Reading
from factdb.extract.speakers.roles import noun_role
from factdb.language import lexicon as lx
from factdb.records import Span, SpeakerKind

# How prominent somebody must be, how much more than anybody else, and how often named, less where a sentence begins.
_PROMINENT, _MORE_THAN_OTHERS = 0.25, 2.0
_NAMED_OFTEN, _NAMED = 5, 3
# "the paper she wrote for", but "the flier who said she was late"
_OF_HIS = re.compile(r"(?:(?!\bwho\b)[^,;:]){1,120}?\s(?:he|she|they)\s")
# "the country's minister"
_WHOSE = re.compile(r"['’]s? ")
# Whoever is told to be charged may be called so: "Ann Reed, 31, was arrested on Monday".
_SUSPECTS = frozenset({"suspect", "defendant", "accused", "gunman", "shooter", "attacker", "gunwoman", "assailant"})
_CHARGED = re.compile(
    r"(?:, (?:aged? )?\d{1,3},)?(?:, (?!and\b)[^,.;]{3,60},)? (?:(?:is|was|has been|had been|now|also|later|already"
    r"|\w+ly) ){0,3}(?:charged|arrested|indicted|accused|booked|remanded|convicted|facing (?:\w+ ){0,3}charges?"
    r"|faces? (?:\w+ ){0,3}charges?|pleaded (?:not )?guilty|appeared in court)\b"
)
# "52-year-old"; ", 52," behind a name.
_AGE, _OF_AGE = re.compile(r"(\d{1,3})-year-old"), re.compile(r", (?:aged? )?(\d{1,3})\b(?=[,.)])")
# How many who are called alike are compared.
_MOST = 50
# How far before a description, in characters, somebody else may be brought in by its noun: "a guard".
_BROUGHT_IN = 3000


def charged(reading: Reading, phrase: Phrase) -> Found | None:
    """ "The suspect": the only person of whom the article says that they are charged with something or arrested."""
    if phrase.head not in _SUSPECTS or phrase.determiner != "the" or phrase.span != phrase.core or phrase.modifiers[1:]:
        return None
    found = {
        entity: None
        for name, entity in reading.cast.within(Span(max(phrase.span.start - _BROUGHT_IN, 0), phrase.span.start))
        if entity.kind == nm.PERSON and _CHARGED.match(reading.text, name.span.end)
    }
    if len(found) != 1:
        return None
    (one,) = found
    return Found((one,), f"who is charged, called “{phrase.head}”", 0.6, (one.name,))


def of_an_age(reading: Reading, phrase: Phrase) -> Found | None:
    """ "The 52-year-old baker": the person spoken of, unless the article gives her another age or calls another so."""
    told = [_AGE.fullmatch(word) for word in phrase.modifiers]
    age = next((one[1] for one in told if one), "")
    role = noun_role(phrase.head)
    if not age or phrase.determiner != "the" or phrase.owner or _is_another(reading, phrase, role):
        return None
    gender = lx.ROLE_GENDER.get(phrase.head, "")
    before = Span(max(phrase.span.start - _BROUGHT_IN, 0), phrase.span.start)
    others = {
        entity
        for name, entity in reading.cast.within(before)
        if (its := _OF_AGE.match(reading.text, name.span.end)) and its[1] != age
    }
    return spoken_of(reading, phrase.span, "by age", gender, others)


def tells_of_another(text: str, phrase: Phrase) -> bool:
    """ "The editor of the paper she wrote for" is no "she"."""
    return _OF_HIS.match(text, phrase.span.start, phrase.span.end) is not None


def main_person(reading: Reading, phrase: Phrase, kind: SpeakerKind) -> Found | None:
    """The person far ahead of all others before a description that nobody else was called by."""
    at = phrase.span.start
    if kind is not SpeakerKind.UNNAMED or phrase.determiner != "the" or phrase.owner or reading.layout.quotation(at):
        return None
    role = noun_role(phrase.head)
    # "The flier" may be no person, though it ends as if it were, and "the guard" somebody who came with others.
    told = len(phrase.modifiers) > 1 or "-" in phrase.head or phrase.span != phrase.core
    if not told or role in lx.BYSTANDERS or phrase.head in lx.ROLE_PLURALS or phrase.head in lx.ANONYMOUS:
        return None
    if _WHOSE.search(reading.text, at, phrase.core.end) or _is_another(reading, phrase, role):
        return None
    if tells_of_another(reading.text, phrase):
        return None
    # "The Reed adviser"
    if any(entity.kind == nm.PERSON for _, entity in reading.cast.within(phrase.core)):
        return None
    gender = lx.ROLE_GENDER.get(phrase.head, "")

    def fits(entity: Entity) -> float:
        return float(entity.kind == nm.PERSON and not entity.plural)

    ranked = reading.salience.rank(at, fits)
    if not ranked or (len(ranked) > 1 and ranked[0][0] < _MORE_THAN_OTHERS * ranked[1][0]):
        return None
    prominent, one = ranked[0]
    often = _NAMED if reading.layout.sentence_start(at) == at else _NAMED_OFTEN
    # "The campaign director"
    if role in lx.HEADS and (lx.HEADS | lx.HEADS_BY_OFFICE).isdisjoint(said for said, _ in one.described):
        return None
    if prominent < _PROMINENT or one.count < often or (gender and one.gender not in ("", gender)):
        return None
    names = tuple(entity.name for _, entity in ranked[:5])
    return Found((one,), f"whom it is about, called “{phrase.head}”", 0.45, names)


def _is_another(reading: Reading, phrase: Phrase, role: str) -> bool:
    """Is somebody brought in before by the noun, "a guard", "two guards", or named behind with it: "Mayor Ann Reed"?"""
    if any(one.first > phrase.span.start for one, _ in reading.by_role.get(role, ())[-_MOST:]):
        return True
    before = reading.by_noun.get(phrase.head, [])
    if before and before[0].first < phrase.span.start:
        return True
    one = re.compile(rf"\b(?:an?|one|another|two|several) (?:[\w’'-]+ ){{0,4}}?{re.escape(phrase.head)}s?\b", re.I)
    at = phrase.span.start
    return one.search(reading.text, max(at - _BROUGHT_IN, 0), at) is not None
