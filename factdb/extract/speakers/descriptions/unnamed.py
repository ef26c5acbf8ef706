"""Speakers who stay unnamed, called by what they are and, where it is known, by whose: "Ann Reed's office"."""

import re

from factdb.extract.cast import names as nm
from factdb.extract.cast.capitals import key
from factdb.extract.cast.entities import Entity
from factdb.extract.speakers.phrases import Phrase, own_words
from factdb.extract.speakers.pronouns import third_person
from factdb.extract.speakers.reading import Found, Reading
from factdb.extract.speakers.roles import noun_kind
from factdb.language import lexicon as lx
from factdb.names.authority import known_person
from factdb.records import Span, SpeakerKind

# From which confidence on it is said whose "her office" is.
_SURE_OWNER = 0.5
# What a writer calls somebody unnamed who was described before.
_UNNAMED_ONES = frozenset({"source", "insider", "person", "individual", "man", "woman"})
# In words.
_LONGEST_NAME = 3
_THEIR_OWN = re.compile(r"(his|her|its) ", re.I)
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
    if whose := _THEIR_OWN.match(words):
        owner, rest = _owner_of(reading, phrase, whose[1].casefold(), span), words[whose.end() :]
        mark = "'" if owner and owner.name.endswith("s") else "'s"
    else:
        named = reading.cast.within(Span(span.start, span.start + 1))
        of_it = named and _WHOSE.match(reading.text, named[0][0].span.end)
        rest = " ".join(reading.text[of_it.end() : span.end].split()) if of_it else ""
        whole = of_it and named[0][1] is phrase.owner and named[0][1].kind == nm.PERSON
        owner, mark = (phrase.owner, of_it[0].strip()) if of_it and whole else (None, "")
    if not owner or not rest:
        return words
    return f"{_GENERATION.sub('', owner.name)}{mark} {rest}"


def _owner_of(reading: Reading, phrase: Phrase, whose: str, span: Span) -> Entity | None:
    """Who is named and surely meant by "her" of "her lawyer", not of "her letter"; by "its" of "Boeing and its"."""
    if noun_kind(phrase.head) in (None, SpeakerKind.DOCUMENT):
        return None
    found = third_person(reading, whose, span.start)
    sure = found.confidence > _SURE_OWNER and (whose != "its" or found.rule.startswith("the name before"))
    return found.entities[0] if sure and len(found.entities) == 1 and found.entities[0].count else None


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
