"""Relatives who are called by what they are to somebody and named elsewhere: "his son", "Ann Reed's husband"."""

from bisect import bisect_left
from collections.abc import Sequence

from factdb.extract.cast import names as nm
from factdb.extract.cast.entities import Entity
from factdb.extract.speakers.phrases import Phrase
from factdb.extract.speakers.pronouns import third_person
from factdb.extract.speakers.reading import Found, Reading
from factdb.language import ENGLISH
from factdb.language import lexicon as lx
from factdb.records import Span

_SPOUSES = {"husband": "m", "wife": "f", "spouse": ""}
RELATIVES = frozenset(ENGLISH.words("kin"))
_SIBLINGS = frozenset({"brother", "sister"})
# Who is somebody's husband has a wife.
_RECIPROCAL = {"husband": frozenset({"wife"}), "wife": frozenset({"husband"})}
_RECIPROCAL |= {"brother": _SIBLINGS, "sister": _SIBLINGS, "cousin": frozenset({"cousin"})}
_POSSESSIVES = frozenset({"his", "her", "their"})
# How many people of one surname, or with one role, are looked at.
_MOST = 20


def relative_of(reading: Reading, phrase: Phrase, role: str) -> Found | None:
    """The only one of the article who is told to be such a relative; else the only other of a couple's surname."""
    if role not in RELATIVES:
        return None
    told = list(dict.fromkeys(e for e, _ in reading.by_role.get(role, ())[:_MOST] if e.kind == nm.PERSON))
    # A brother has a brother.
    owner = _owner(reading, phrase, () if role in _RECIPROCAL else told)
    if owner is None:
        return None
    alone = [one for one in told if one is not owner]
    if len(told) == 1 and alone:
        return Found((told[0],), f"the {role} of the article", 0.7, (told[0].name,))
    if other := _other_of_two(reading, owner, role, phrase.span.start):
        return Found((other,), f"the {role} of the article", 0.6, (other.name,))
    if told or role not in _SPOUSES:
        return None
    gender = _SPOUSES[role]
    family = reading.by_surname.get(owner.words[-1].rpartition("-")[2], [])[:_MOST]
    couple = [one for one in family if one is not owner and one.gender in ("", gender)]
    if len(family) == 2 and couple and any({owner, couple[0]} == set(pair) for _, pair in reading.pairs):
        return Found((couple[0],), "the other of a couple", 0.6, (couple[0].name,))
    return None


def _other_of_two(reading: Reading, owner: Entity, role: str, at: int) -> Entity | None:
    """ "Ann Reed and her husband, Bo, left. His wife said": whose husband it is that is asked for."""
    of_whom = _RECIPROCAL.get(role, frozenset())
    if of_whom.isdisjoint(said for said, _ in owner.described):
        return None
    last = bisect_left(reading.pairs, at, key=lambda pair: pair[0])
    near = reading.pairs[max(last - _MOST, 0) : last]
    others = {one for _, pair in near if owner in pair for one in pair if one is not owner}
    gender = lx.ROLE_GENDER.get(role, "")
    fitting = [one for one in others if not gender or one.gender in ("", gender)]
    return fitting[0] if len(others) == len(fitting) == 1 else None


def _owner(reading: Reading, phrase: Phrase, told: Sequence[Entity]) -> Entity | None:
    """Whose relative it is; of "his son" rather another than who is ``told`` to be a son."""
    if phrase.owner:
        return phrase.owner if phrase.owner.kind == nm.PERSON else None
    # "The wife of Ann Reed"
    if phrase.determiner == "the" and reading.text.startswith(" of ", phrase.core.end):
        behind = [e for _, e in reading.cast.within(Span(phrase.core.end, phrase.span.end)) if e.kind == nm.PERSON]
        return behind[0] if len(behind) == 1 else None
    if phrase.determiner not in _POSSESSIVES or phrase.core != phrase.span:
        return None
    found = third_person(reading, phrase.determiner, phrase.span.start, without=tuple(told))
    found = found if found.entities else third_person(reading, phrase.determiner, phrase.span.start)
    one = found.entities[0] if len(found.entities) == 1 else None
    return one if one and one.kind == nm.PERSON else None
