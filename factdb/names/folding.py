"""Text as people look for it: the one form in which names and words are compared, on both databases alike."""

import re
import unicodedata
from functools import lru_cache

_ACCENTS = re.compile("[\u0300-\u036f]+")
_WORD = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(r"^the ")
_FULL_STOP = re.compile(r"(?<=\w)\.(?=\w)")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")

# PostgreSQL takes no word over 2,046 bytes and no text over 1 MiB into its full-text index; a code point has at most 4.
LONGEST_WORD = 500
LONGEST_TEXT = 250_000


def fold(text: str) -> str:
    """The words of ``text`` in lower case, without accents and punctuation, one space between them.

    What lies beyond LONGEST_WORD code points of a word, or LONGEST_TEXT of the whole, is cut off.
    """
    plain = text if text.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    lower = plain.casefold()
    words = _WORD.findall(lower)
    if len(lower) > LONGEST_WORD:
        return " ".join(word[:LONGEST_WORD] for word in words)[:LONGEST_TEXT]
    return " ".join(words)


# An article says the same names over and over, and all articles do.
@lru_cache(maxsize=50_000)
def plain(name: str) -> str:
    """A name as names are compared: folded, without a leading article; "F.B.I." and "O'Brien" are one word each."""
    return _ARTICLE.sub("", fold(_FULL_STOP.sub("", without_apostrophes(name))))


def without_apostrophes(name: str) -> str:
    """ "O'Brien" as "OBrien"."""
    return _APOSTROPHE.sub("", name)
