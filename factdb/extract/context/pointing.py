"""Words that point back without a noun: "in that sense", "of the two", "they should"."""

import re
from collections import defaultdict
from collections.abc import Sequence, Set

from factdb.language import ENGLISH


def _read_list() -> dict[str, re.Pattern[str]]:
    """An expression a word: to look for all of them at every letter takes ten times as long."""
    pointing: defaultdict[str, list[str]] = defaultdict(list)
    for words, expression in ENGLISH.expressions("pointing_words"):
        for word in words.split():
            pointing[word].append(expression)
    return {word: re.compile(_any(expressions), re.I) for word, expressions in pointing.items()}


def _any(expressions: Sequence[str]) -> str:
    """Any of the expressions; where all of them begin with a word, none is tried within one."""
    one = "|".join(expressions)
    opens = all(expression.startswith((r"\b", r"(?:\b")) for expression in expressions)
    return rf"\b(?=\w)(?:{one})" if opens else one


_POINTS = _read_list()
# "To convince them that they should."
_UNFINISHED = re.compile(
    r"\b(?:they|he|she|it|we|you)\s(?:\w+ly\s|also\s|always\s|never\s)?(?:should|would|could|will|did|do|does|can)"
    r"(?:n['’]t)?(?=[.!]?[”\"’]?\Z)",
    re.I,
)
_LONGEST_UNFINISHED = 40
_REFERRING = frozenset({*_POINTS, "should", "would", "could", "will", "did", "do", "does", "can"})


def has_pointer(words: str, small: Set[str]) -> bool:
    """Does any of the words point to what was told before? ``small`` are they in small letters."""
    referring = small & _REFERRING
    if any(_POINTS[word].search(words) for word in referring if word in _POINTS):
        return True
    return bool(referring) and _UNFINISHED.search(words, max(len(words) - _LONGEST_UNFINISHED, 0)) is not None
