"""What makes two names one person's: given names, initials, nicknames, and "Jr." and the like."""

from collections.abc import Sequence
from itertools import dropwhile

from factdb.language import ENGLISH

# A son is another person than his father.
GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
# A nickname and the name that it is short for.
SHORT_FOR = frozenset(tuple(entry.split()) for entry in ENGLISH.words("nicknames"))
_TITLES = frozenset(entry.split()[0] for entry in ENGLISH.words("titles"))
NICKNAMES = SHORT_FOR | {pair[::-1] for pair in SHORT_FOR}

_VOWELS = frozenset("aeiouy")

SAME, NICKNAME, INITIAL, SHORT = "same", "nickname", "initial", "short"
# What one article may write for one person's given name; "Sam" for "Samantha" is too bold without a list that says so.
_IN_ONE_ARTICLE = frozenset({SAME, NICKNAME, INITIAL})


def likeness(one: str, other: str) -> str:
    """How two given names, in lower case, may be one person's; empty if they are not.

    >>> likeness("bob", "robert"), likeness("j", "john"), likeness("ann", "eve")
    ('nickname', 'initial', '')
    """
    if one == other:
        return SAME
    if (one, other) in NICKNAMES:
        return NICKNAME
    if one[:1] == other[:1] and 1 in (len(one), len(other)):
        return INITIAL
    if len(one) > 2 < len(other) and (one.startswith(other) or other.startswith(one)):
        return SHORT
    return ""


def without_titles(name: str) -> str:
    """A folded name without the titles before it.

    >>> without_titles("cllr owen pugh"), without_titles("professor dr jane hill"), without_titles("attorney general")
    ('owen pugh', 'jane hill', 'attorney general')
    """
    words = name.split()
    named = list(dropwhile(_TITLES.__contains__, words))
    return " ".join(named) or name


def generation(words: Sequence[str]) -> frozenset[str]:
    """ "jr" of "john marsh jr"; empty if the name has no such word."""
    return GENERATIONS.intersection(words)


def core(words: Sequence[str]) -> tuple[str, ...]:
    """A person's name without "jr" and the like; the name itself if nothing else is in it."""
    return tuple(word for word in words if word not in GENERATIONS) or tuple(words)


def same_given(one: Sequence[str], other: Sequence[str]) -> bool:
    """Can both names be one person's, given that the surnames are?

    The first given name of one is the first or second of the other: equal, an initial of it or a nickname. George W.
    and George H.W. are two.
    """
    left, right = core(one)[:-1][:2], core(other)[:-1][:2]
    if not left or not right or are_told_apart(one, other):
        return False
    pairs = [(left[0], name) for name in right] + [(name, right[0]) for name in left]
    return any(likeness(*pair) in _IN_ONE_ARTICLE for pair in pairs)


def are_told_apart(one: Sequence[str], other: Sequence[str]) -> bool:
    """Do initials in the middle, or "jr" and "sr", say that two names are not one person's?

    >>> are_told_apart(["george", "w", "bush"], ["george", "hw", "bush"])
    True
    """
    middle = {name[1][0] for name in map(core, (one, other)) if len(name) > 2 and _are_initials(name[1])}
    return len(middle) > 1 or len({generation(name) for name in (one, other)} - {frozenset()}) > 1


def _are_initials(word: str) -> bool:
    """ "w", and "hw" of "H.W."."""
    return len(word) == 1 or _VOWELS.isdisjoint(word)


def without_middle(words: list[str]) -> list[str]:
    """A person's first and last name and "jr" or the like.

    Two initials in the middle stay, because George H. W. Bush is not George Bush; after a first initial all stays.
    """
    behind = [word for word in words[-1:] if word in GENERATIONS]
    named = words[: len(words) - len(behind)]
    middle = named[1:-1]
    initials = len(middle) > 1 and all(len(word) == 1 for word in middle)
    if not middle or initials or len(named[0]) == 1:
        return words
    return [named[0], named[-1], *behind]
