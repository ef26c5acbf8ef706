"""What makes a short name an organisation's: its initials, with or without its small words."""

from collections.abc import Sequence

from factdb.language import ENGLISH

_SMALL_WORDS = frozenset(ENGLISH.words("small_words_of_names"))

_TWO = 2
_ACRONYMS = frozenset({"us", "uk", "un", "eu"})


def initials(words: Sequence[str]) -> tuple[str, ...]:
    """The acronyms of a name in lower case, the likeliest first; none for a single word.

    Two small words may be one in it and one not: "DOCCS", the department of corrections and community services.

    >>> initials(("bureau", "of", "land", "management"))
    ('blm', 'bolm')
    """
    if len(words) < 2:
        return ()
    small = [i for i, word in enumerate(words) if word in _SMALL_WORDS]
    lone = [{i} for i in small] if len(small) == _TWO else []
    left_out = [set(small), {i for i in small if words[i] == "&"}, *lone]
    forms = ("".join(_initial(word) for i, word in enumerate(words) if i not in out) for out in left_out)
    return tuple(dict.fromkeys(letters for letters in forms if len(letters) > 1))


def _initial(word: str) -> str:
    """ "us" of "us air force": an acronym inside of the name stays whole."""
    return word if word in _ACRONYMS else word[0]


def is_acronym(one: Sequence[str], other: Sequence[str]) -> bool:
    """Is one of the names the other's acronym, written as a word ("nato") or letter by letter ("e", "c", "b")?"""
    shorter, longer = sorted((one, other), key=len)
    letters = "".join(shorter)
    spelled = len(shorter) == 1 or all(len(word) == 1 for word in shorter)
    return spelled and letters in initials(longer)
