"""Bodies whose owner is a part of their name: "Iran's Supreme Court", "the Teachers' Union"."""

import re
from collections.abc import Sequence

from factdb.extract.cast.capitals import key
from factdb.language import ENGLISH
from factdb.language import lexicon as lx
from factdb.records import Span

_WORDS = frozenset({*ENGLISH.words("public_bodies"), "of", "for", "and"})
# In characters: how far back whose it is may begin.
_LONGEST_OWNER = 60
_OWNER = re.compile(r"(?<![\w.])((?:[A-Z][\w.]+ ){0,2}[A-Z][\w.]+)(?:['’]s|(?<=s)['’]) $")

# "the Kent Sheriff's Association", "the Teachers' Union"
_WHOSE = re.compile(r"((?:[A-Z][\w.]+ ){0,3})([A-Z]\w+)(?:['’]s|(?<=s)['’]) $")
# "the Oban Trawlermen's Association", "the Bakers' Guild": what its members call themselves is theirs, in no list.
_OF_MEMBERS = re.compile(
    r"(?:(?<=men)['’]s|(?<=s)['’]) (?:Association|Club|Co-operative|Federation|Guild|League|Society|Union)\b"
)


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


def whose_before(text: str, name: Span, words: Sequence[str]) -> re.Match[str] | None:
    """Whose the body of this name is, where those are people of a kind (sheriffs, teachers, women), or a place that has
    it as others have theirs.
    """
    public = is_public(words)
    if not (public or words[-1] in lx.ORGANISATION_NOUNS):
        return None
    whose = _WHOSE.search(text, max(name.start - _LONGEST_OWNER, 0), name.start)
    kind = key(whose[2]) if whose else ""
    if kind in lx.ROLES or kind in lx.ROLE_PLURALS or kind in lx.GROUPS:
        return whose
    if whose and _OF_MEMBERS.search(text, whose.end(2), name.end):
        return whose
    return place_before(text, name.start) if whose and public else None
