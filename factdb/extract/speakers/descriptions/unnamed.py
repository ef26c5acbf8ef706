"""Speakers who stay unnamed, called by what they are and, where it is known, by whose: "Ann Reed's office"."""

import re

from factdb.extract.cast import names as nm
from factdb.extract.cast.capitals import key
from factdb.extract.cast.entities import Entity
from factdb.extract.speakers.phrases import Phrase, own_words
from factdb.extract.speakers.phrases.lists import start_of
from factdb.extract.speakers.pronouns import third_person
from factdb.extract.speakers.reading import Found, Reading
from factdb.extract.speakers.roles import noun_kind
from factdb.language import ENGLISH
from factdb.language import lexicon as lx
from factdb.names.authority import known_person
from factdb.records import Span, SpeakerKind

# From which confidence on it is said whose "her office" is.
_SURE_OWNER = 0.6
# Of somebody's people only those are told by whose they are who are hardly told by anything else.
_NEAREST = frozenset(ENGLISH.words("nearest_people"))
# What a writer calls somebody unnamed who was described before.
_UNNAMED_ONES = frozenset({"source", "insider", "person", "individual", "man", "woman"})
# In words.
_LONGEST_NAME = 3
_GENERATION = re.compile(r",? (?:Jr|Sr|I{2,3})\.?$")
_WHOSE = re.compile(r"['’]s? (?=\S)")
_SEVERAL = frozenset({"some", "many", "several", "few", "others", "most", "both", "all"})


def unnamed(reading: Reading, phrase: Phrase, kind: SpeakerKind) -> Found:
    """The speaker that a source describes by its own words, the same one each time."""
    span = own_words(reading.text, phrase)
    name = _with_owner(reading, phrase, span, " ".join(span.of(reading.text).split()))
    # "One of the clerks" is "the clerk" from then on.
    noun = lx.singular(phrase.head) if phrase.determiner == "one" and "of" in name.split()[1:2] else phrase.head
    kind = SpeakerKind.PERSON if kind is SpeakerKind.DOCUMENT and _is_person(name) else kind
    entity = reading.somebody(name, kind, noun, span.start)
    entity.gender = entity.gender or lx.ROLE_GENDER.get(phrase.head, "")
    entity.plural = entity.plural or phrase.head in lx.ROLE_PLURALS or phrase.head in lx.ANONYMOUS
    entity.plural = entity.plural or phrase.head in _SEVERAL
    if kind is SpeakerKind.UNNAMED and len(entity.words) > 1:
        entity.roles.setdefault(key(name), span)
    return Found((entity,), "described, not named", 0.8)


def _is_person(name: str) -> bool:
    """ "REED", "Ann Reed": a name that was missed in a line of capitals."""
    words = name.split()
    if not 0 < len(words) <= _LONGEST_NAME or not all(word[:1].isupper() and word.isalpha() for word in words):
        return False
    first, last = key(words[0]), key(words[-1])
    return known_person(name) is not None or last in lx.SURNAMES or (len(words) > 1 and first in lx.GIVEN_NAMES)


def _with_owner(reading: Reading, phrase: Phrase, span: Span, words: str) -> str:
    """ "Ann Reed's office" for "her office" and "Reed's office", where it is known who that is."""
    owner, mark = phrase.owner, ""
    if words.startswith(("his ", "her ", "His ", "Her ")):
        if phrase.head not in _NEAREST and noun_kind(phrase.head) is not SpeakerKind.ORGANISATION:
            return words
        found = third_person(reading, words[:3].casefold(), span.start)
        owner = found.entities[0] if len(found.entities) == 1 and found.confidence > _SURE_OWNER else None
        rest = words[4:]
        mark = "'" if owner and owner.name.endswith("s") else "'s"
    else:
        named = [pair for pair in reading.cast.within(span) if start_of(pair[0]) == span.start]
        whose = named and _WHOSE.match(reading.text, named[0][0].span.end)
        rest = " ".join(reading.text[whose.end() : span.end].split()) if whose else ""
        owner, mark = (owner, whose[0].strip()) if whose and named[0][1] is owner else (None, "")
    if not owner or owner.kind != nm.PERSON or not rest:
        return words
    return f"{_GENERATION.sub('', owner.name)}{mark} {rest}"


def last_unnamed(reading: Reading, phrase: Phrase) -> Found | None:
    """ "The source", "the woman": the unnamed person who was spoken of last."""
    if phrase.determiner != "the" or phrase.modifiers[1:] or phrase.head not in _UNNAMED_ONES:
        return None
    gender = lx.ROLE_GENDER.get(phrase.head, "")

    def fits(entity: Entity) -> float:
        alike = entity.kind == SpeakerKind.UNNAMED and not entity.plural
        return float(alike and (not gender or entity.gender in ("", gender)))

    ranked = [entity for _, entity in reading.salience.rank(phrase.span.start, fits)[:5]]
    rule = f"the unnamed one, called “{phrase.head}”"
    return Found((ranked[0],), rule, 0.6, tuple(one.name for one in ranked)) if ranked else None
