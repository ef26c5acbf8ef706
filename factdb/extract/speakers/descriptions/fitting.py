"""How well a description fits what the article says of somebody: "the Ohio senator" of "Sen. Ann Reed (R-Ohio)"."""

from factdb.extract.cast.entities import Entity
from factdb.extract.speakers.descriptions.organisations import countries
from factdb.language import ENGLISH
from factdb.language import lexicon as lx

# A role may be told by a more general word.
_MORE_GENERAL = {
    role: tuple(told.split(", ")) for role, told in (entry.split(": ") for entry in ENGLISH.words("general_roles"))
}
_MORE_GENERAL["player"] = ("player", *sorted(lx.POSITIONS))
_MORE_GENERAL |= {position: (position, "player") for position in lx.POSITIONS}
# By what is said of a party's people, those that stand against one another.
_PARTY_WORDS = [dict(word.split("=") for word in rivals.split()) for rivals in ENGLISH.words("rival_parties")]
OF_PLACES = lx.DEMONYMS | {word for place in lx.PLACES for word in place.split()}
# Who stands for a state.
OF_STATES = frozenset({"senator", "representative", "governor", "legislator", "republican", "democrat", "politician"})
_STATE_WORDS = {state: frozenset(state.split()) for state in lx.STATES.values()}
# How well "the Republican governor" fits the one governor, of whose party and state the article says nothing.
ELSEWHERE = 0.4
# Words of many offices.
_COMMON = frozenset({"national", "international", "federal", "general", "public", "central", "state"})
# Words of somebody who is another than who was told of before: "another official".
ANOTHER = frozenset({"another", "other", "second", "separate", "third", "different"})
# Words that make another office of an office.
_OTHER_OFFICE = frozenset({"vice", "former", "deputy", "assistant", "ex", "running", "acting", "associate"})
_OFFICE_KINDS = frozenset(ENGLISH.words("office_kinds"))


def alike_roles(role: str) -> tuple[str, ...]:
    """The roles that one may be told by: a "legislator" may be a senator."""
    return _MORE_GENERAL.get(role, (role,))


def match(asked: frozenset[str], said: frozenset[str], known: frozenset[str]) -> float:
    """How well a description fits what was said: 1 for the noun alone, more for words shared, less for missing ones.

    ``known`` are the words of all that the article says of the person: "(R-Fla.)" of "the Florida senator".
    """
    if is_other_office(asked, said):
        return 0.0
    here, there = countries(asked), countries(said)
    if here and there and here.isdisjoint(there):
        return 0.0
    # "The director of the National Security Agency" isn't the one of National Intelligence.
    said, known = (words if asked <= _COMMON else words - _COMMON for words in (said, known))
    shared = len(asked & said | here & there) + 0.5 * len(asked & known - said)
    if asked and not shared:
        return ELSEWHERE if asked <= OF_PLACES else 0.0
    return 1.0 + shared - 0.5 * len(asked - said - known)


def is_other_office(asked: frozenset[str], said: frozenset[str]) -> bool:
    """ "The deputy mayor" is not the mayor, nor "the returning officer" the planning one; but "the officer" may be."""
    return bool((asked ^ said) & _OTHER_OFFICE or (asked - said & _OFFICE_KINDS and said - asked & _OFFICE_KINDS))


def is_of_another_state(asked: frozenset[str], entity: Entity) -> bool:
    """Is a description of one state, and what the article says of a person of another: "the Ohio Republican"?"""
    here, there = states(asked), states_of(entity)
    return bool(here and there) and here.isdisjoint(there)


def is_of_another_party(asked: frozenset[str], entity: Entity) -> bool:
    """Is "the Democratic nominee" said of a Republican?"""
    told = {word for role, words in entity.described for word in (role, *words)}
    for parties in _PARTY_WORDS:
        one, other = ({parties[word] for word in words & parties.keys()} for words in (asked, told))
        if one and other and one.isdisjoint(other):
            return True
    return False


def is_another(said: frozenset[str]) -> bool:
    """Do the words of a description tell one more from whoever was told of before: "another relative, Ann Reed"?"""
    return not ANOTHER.isdisjoint(said)


def is_of_other_place_or_party(asked: frozenset[str], entity: Entity) -> bool:
    """Do the words of a description tell of another state or party than the person's?"""
    return is_of_another_state(asked, entity) or is_of_another_party(asked, entity)


def states_of(entity: Entity) -> set[str]:
    """The states that somebody stands for, as the article says: "Ohio Gov. Ann Reed", "(R-Ohio)"."""
    return {state for role, words in entity.described if role in OF_STATES for state in states(words)}


def states(words: frozenset[str]) -> set[str]:
    """The states that the words of a description name."""
    return {state for state, of_state in _STATE_WORDS.items() if of_state <= words}
