"""What the words of a name and those around it tell: a company without "Inc.", what a body is, a person's gender."""

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from factdb.extract.cast.capitals import key
from factdb.extract.cast.names import Name
from factdb.language import lexicon as lx
from factdb.names.authority import known_person
from factdb.names.persons import GENERATIONS, generation

_VERBS = lx.SPEECH_VERBS | {"is", "was", "are", "were", "has", "had", "will", "would", "can", "could", "did", "does"}
# What a company's name may be cut of at its end: "Moderna Inc.", "Fox News Channel".
COMPANY_ENDS = frozenset(
    {"inc", "corp", "corporation", "co", "company", "ltd", "llc", "plc", "group", "holdings", "channel", "computer"}
    | {"airlines", "airways", "motors", "motor", "technologies", "industries", "pharmaceuticals", "international"}
)
# "WXYZ", "KXYZ-TV": stations of the United States.
_CALL_LETTERS = re.compile(r"(?:W|K)[A-Z]{3}(?:-?(?:TV|FM|AM))?")
# As they are without their points.
_STATES_BY_LETTERS = frozenset({"us", "uk", "un", "eu"})


def holds_letters(written: str) -> bool:
    """ "New GM", "Acting U.S. Citizenship": a word behind the first is an acronym of a body or a place."""
    return not written.isupper() and any(
        (word.isupper() and len(word) > 1 and "." not in word and key(word) not in GENERATIONS)
        or key(word) in _STATES_BY_LETTERS
        for word in written.split()[1:]
    )


def says_what(word: str) -> bool:
    """Does a word before an organisation's name say what it is: "automaker", "Dayton-based"?"""
    return word in lx.ORGANISATION_NOUNS or word.endswith("-based")


def company_stem(words: Sequence[str]) -> tuple[str, ...]:
    """ "aer lingus" of "aer lingus group plc"; nothing if no such word is at the end."""
    end = len(words)
    while end > 1 and words[end - 1] in COMPANY_ENDS:
        end -= 1
    return tuple(words[:end]) if end < len(words) else ()


def nouns_of(description: str) -> list[str]:
    """The words of a description before a preposition; none if it is a sentence: "the senator said"."""
    words = description.casefold().split()
    return list(takewhile(lambda word: word not in lx.PREPOSITIONS, words)) if _VERBS.isdisjoint(words) else []


def sort_told(words: Sequence[str], written: str) -> str:
    """What an organisation's name says that it is, by its last telling word or as the call letters of a station."""
    if _CALL_LETTERS.fullmatch(written):
        return "broadcaster"
    for word in reversed(words):
        for sort, (_, telling) in lx.SORTS.items():
            if word.rpartition("-")[2] in telling:
                return sort
    return ""


def gender_known(words: Sequence[str]) -> str:
    """The gender of a person of the authority list or with a given name that tells it; else empty."""
    known = known_person(" ".join(words))
    return known.gender if known else lx.GIVEN_NAMES.get(words[0].split("-")[0], "").replace("u", "")


def gender_of_title(text: str, name: Name) -> str:
    """The gender that the titles before a name tell; else empty."""
    titles: Iterable[str] = name.title.of(text).split() if name.title else ()
    return next((g for t in titles if (g := lx.TITLE_GENDER.get(key(t), ""))), "")


def generations_agree(theirs: Sequence[str], ours: Sequence[str]) -> bool:
    """A son is named with his "Jr." from the start, so a name without one that stood before is his father's."""
    return generation(ours) == generation(theirs) or bool(generation(theirs))
