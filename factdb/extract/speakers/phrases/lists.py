"""Names in a list: "Ann Reed, Bo Cole and mayor Dora Quill"."""

import re
from collections.abc import Sequence

from factdb.extract.cast.capitals import key
from factdb.extract.cast.names import Name
from factdb.language import lexicon as lx
from factdb.names.acronyms import initials

AND = re.compile(r"\b(?:and|or|nor)\b|&")
# Between two names of a list: commas, "and", brackets, a party and titles.
_LIST_GAP = re.compile(
    r"(?:\)|\s?\([^()]{1,40}\)|, [DRI]-[A-Z][\w.]{1,8}(?=,)|, \d{1,3}(?=,? (?:and|or) ))?"
    r"(?:,? (?:and|&|or|nor)(?: (?:his|her|their) (?:[\w-]+ ){0,2}[\w-]+,)?|,) ((?:[\w’'.-]+ ){0,6})"
)
# "former U.S. Secretary of State"
_BEFORE_TITLES = {word for place in lx.PLACES for word in place.split()} | lx.DEMONYMS
_BEFORE_TITLES |= {"us", "uk", "former", "acting", "then", "late", "outgoing", "incoming", "ex"}


def start_of(name: Name) -> int:
    """Where a name begins with its title."""
    return name.title.start if name.title else name.span.start


def gap(text: str, left: Name, right: Name) -> str:
    """What stands between two names of a list: a comma or "and", and perhaps a role; the bracket of "Tern Motors (TM)".
    Empty if they are none.
    """
    if text[left.span.end : right.span.start] == " (" and right.words[0] in initials(left.words):
        return " ("
    between = _LIST_GAP.fullmatch(text, left.span.end, max(start_of(right), left.span.end))
    if not between:
        return ""
    words = list(map(key, between[1].split()))
    if not words or words[-1] == "the" or _ends_in_role(words) or lx.DEMONYMS.issuperset(words):
        return between[0]
    # "Ohio Gov. Ann Reed (R) and Georgia Gov. Bo Cole (R)"
    return between[0] if right.title and _BEFORE_TITLES.issuperset(words) else ""


def listed_pair(text: str, left: Name, right: Name) -> bool:
    """Are two names the last of a list, with "and" between them?"""
    return bool(AND.search(gap(text, left, right)))


def in_list(text: str, left: Name, right: Name) -> bool:
    """Are two names of one list, with a comma or "and" between them?"""
    return bool(gap(text, left, right))


def _ends_in_role(words: Sequence[str]) -> bool:
    """Do the words end in a role, with nothing that parts it from them ("Senate leader", "Secretary of State")?"""
    if len(words) > 2 and words[-2] in ("of", "for"):
        words = words[:-2]
    return words[-1] in lx.ROLES and lx.PREPOSITIONS.isdisjoint(words)
