"""Where a hedge governs nothing, and where it governs without a doubt, by the words right before and behind it.

What a grammar settles needs no weighing. The expressions are in ``factdb/language/en``, with an example of each.
"""

from collections.abc import Sequence

from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.records import Span

# How many characters before a hedge are looked at: time stays linear in any claim.
_GRANTING, _ASKED_BEFORE = 160, 600

# What stands before a hedge, and from it on.
_Pairs = Sequence[tuple[re.Pattern[str], re.Pattern[str]]]


def _pairs(name: str) -> _Pairs:
    rows = ENGLISH.expressions(name)
    return [(re.compile(rf"(?:{before})\Z", re.I), re.compile(behind, re.I)) for before, behind in rows]


_POWERLESS, _POWERFUL = _pairs("powerless_hedges"), _pairs("powerful_hedges")


def is_powerless(text: str, place: Span) -> bool:
    """Does the hedge at ``place`` govern nothing: "as you may know"?"""
    return _stands_in_any(text, place, _POWERLESS, _GRANTING)


def is_powerful(text: str, place: Span) -> bool:
    """Does the hedge at ``place`` govern without a doubt: "why it rang is not clear", "had it rained, ..."?"""
    return _stands_in_any(text, place, _POWERFUL, _ASKED_BEFORE)


def _stands_in_any(text: str, place: Span, pairs: _Pairs, reach: int) -> bool:
    before = text[max(place.start - reach, 0) : place.start]
    return any(behind.match(text, place.start) and ahead.search(before) for ahead, behind in pairs)
