"""What a claim that opens with "which" or "who" goes on about, and when an antecedent is sure enough to be named."""

import re

from factdb.extract.cast import names as nm
from factdb.extract.cast.entities import Entity
from factdb.extract.cast.names import Name
from factdb.extract.speakers.pronouns import relative
from factdb.extract.speakers.reading import Found, Reading
from factdb.language import lexicon as lx
from factdb.records import Span, SpeakerKind

# From here on an antecedent is sure enough to be written down; chosen by reading claims of train articles, where "they"
# was wrong more often than right whatever the bound.
_SURE = 0.7
_LONGEST_NAME = 60
_NAMED_KINDS = frozenset({SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.GROUP, SpeakerKind.DOCUMENT})
_OPENING = re.compile(r"\W{0,3}(who|which|whose)\b")
# How far before "who" or "which" the name ends that it follows: a comma, a space.
_LINK = 3
# "A friend of Reed, who", "attacks on the town's Harbour Quarter, which", "a clerk at Kelso, who": what stands before
# the name may be meant. Nobody who may be a town is behind the last.
_BEFORE_NAME = 50
_MAY_BE_OF = re.compile(r"\b(?:[Oo]f|[Ff]or|[Tt]han|[Ll]ike)(?:\s[Tt]he)?\s\Z")
_MAY_BE_THERE = re.compile(
    rf"\b(?:{'|'.join(sorted(lx.PREPOSITIONS))})\s(?:(?:the|an?|its|his|her|their|our)\s)?(?:[\w-]+['’]s?\s)?"
    r"(?:[a-z-]+\s){0,2}\Z",
    re.I,
)
# "Ann Reed and Paul Holt, who" are both.
_ONE_OF_SEVERAL = re.compile(r"\b(?:and|or)\s\Z|&\s\Z")
_MAY_BE_PLACE = re.compile(r"\b(?:[Aa]t|[Ii]n|[Nn]ear|[Ff]rom)\s\Z")


def named_before(reading: Reading, span: Span) -> tuple[int, str, bool] | None:
    """Where the "which" or "who" that opens ``span`` ends, whom it means and whether something of his is spoken of."""
    opening = _OPENING.match(reading.text, span.start, span.end)
    if opening is None:
        return None
    word = opening[1]
    # Only right behind its name is it surely that name's: "efforts of the bank, which" may be the efforts'.
    named = reading.cast.within(Span(max(opening.start() - _LONGEST_NAME, 0), opening.start()))
    if not named or named[-1][0].span.end < opening.start() - _LINK:
        return None
    if _may_be_before(reading.text, *named[-1], word):
        return None
    found = relative(reading, word, opening.start(1))
    # In capitals it is a short name of no person: "Raleigh, N.C., who".
    if (name := sure_name(found)) and found.entities[0] is named[-1][1] and not (word == "who" and name.isupper()):
        return opening.end(), name, word == "whose"
    return None


def _may_be_before(text: str, name: Name, entity: Entity, word: str) -> bool:
    end = name.title.start if name.title else name.span.start
    begin = max(end - _BEFORE_NAME, 0)
    if _ONE_OF_SEVERAL.search(text, begin, end):
        return True
    if word == "which":
        return _MAY_BE_THERE.search(text, begin, end) is not None
    may_be_place = len(entity.words) == 1 and not name.title and entity.kind == nm.PERSON and not entity.gender
    other = _MAY_BE_PLACE.search(text, begin, end) if may_be_place else None
    return (other or _MAY_BE_OF.search(text, begin, end)) is not None


def sure_entity(found: Found) -> Entity | None:
    """Whom it found, if it is one with a name, and sure."""
    if found.confidence < _SURE or len(found.entities) != 1:
        return None
    entity = found.entities[0]
    return entity if entity.kind in _NAMED_KINDS and entity.words and len(entity.name) <= _LONGEST_NAME else None


def sure_name(found: Found) -> str:
    """The name of whom it found, on one line; empty if it isn't sure."""
    entity = sure_entity(found)
    return " ".join(entity.name.split()) if entity else ""
