"""Bodies that every country, state or city has: whose "Supreme Court" it is, is a part of its name."""

import re
from collections.abc import Sequence

from factdb.extract.cast.capitals import key
from factdb.language import ENGLISH
from factdb.language import lexicon as lx

_WORDS = frozenset({*ENGLISH.words("public_bodies"), "of", "for", "and"})
# In characters: how far back whose it is may begin.
_LONGEST_OWNER = 60
_OWNER = re.compile(r"(?<![\w.])((?:[A-Z][\w.]+ ){0,2}[A-Z][\w.]+)(?:['’]s|(?<=s)['’]) $")


def is_public(words: Sequence[str]) -> bool:
    """Are the words such as every country, state or city has a body of: "Supreme Court"?"""
    return _WORDS.issuperset(words)


def place_before(text: str, start: int) -> re.Match[str] | None:
    """The place, with its "'s", that has what is named from ``start`` on: "Iran's Supreme Court"."""
    owner = _OWNER.search(text, max(start - _LONGEST_OWNER, 0), start)
    return owner if owner and key(owner[1]) in lx.PLACES else None


def is_placed(words: Sequence[str]) -> bool:
    """Is it such a body, named with its place: "Iran's Supreme Court", "the Iranian Supreme Court"? Of the U.S. bodies
    the bare names are told as often."""
    return 0 < _owner_end(words) < len(words) and words[0] != "us"


def with_country(words: tuple[str, ...]) -> tuple[str, ...]:
    """The name of such a body with the country for what is of it: "the Chinese Foreign Ministry" is China's."""
    end = _owner_end(words)
    if not 0 < end < len(words):
        return words
    last = words[end - 1].removesuffix("'s").removesuffix("'")
    return (*words[: end - 1], lx.COUNTRY_OF.get(last, last), *words[end:])


def _owner_end(words: Sequence[str]) -> int:
    """How many of the words, at the most, say whose body it is."""
    own = len(words)
    while own and words[own - 1] in _WORDS:
        own -= 1
    return own
