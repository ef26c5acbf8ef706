"""Text as people look for it: the one form in which names and words are compared, on both databases alike."""

import re
import unicodedata
from functools import lru_cache

_ACCENTS = re.compile("[\u0300-\u036f]+")
# Dashes, quotation marks, bullets and dots: all that most sentences have beyond ASCII.
_TYPOGRAPHY = re.compile("[\u2010-\u2027]+")
_WORD = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(r"^the ")
_FULL_STOP = re.compile(r"(?<=\w)\.(?=\w)")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")

# Of ASCII, letters in lower case and digits, and a space for all else.
_PLAIN = bytes(ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else ord(" ") for code in range(256))

# PostgreSQL takes no word over 2,046 bytes and no text over 1 MiB into its full-text index; a code point has at most 4.
LONGEST_WORD = 500
LONGEST_TEXT = 250_000


def fold(text: str) -> str:
    """The words of ``text`` in lower case, without accents and punctuation, one space between them.

    What lies beyond LONGEST_WORD code points of a word, or LONGEST_TEXT of the whole, is cut off.
    """
    words = _words(text)
    folded = " ".join(words)
    if len(folded) <= LONGEST_WORD:
        return folded
    return " ".join([word[:LONGEST_WORD] for word in words])[:LONGEST_TEXT]


def _words(text: str) -> list[str]:
    """By a table if only ASCII is left, in half the time."""
    text = text if text.isascii() else _TYPOGRAPHY.sub(" ", text)
    if text.isascii():
        return text.encode().translate(_PLAIN).decode().split()
    return _WORD.findall(without_accents(text).casefold())


def without_accents(text: str) -> str:
    """ "Raúl" as "Raul"."""
    return text if text.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", text))


# An article says the same names over and over, and all articles do.
@lru_cache(maxsize=50_000)
def plain(name: str) -> str:
    """A name as names are compared: folded, without a leading article; "F.B.I." and "O'Brien" are one word each."""
    return _ARTICLE.sub("", fold(_FULL_STOP.sub("", without_apostrophes(name))))


def without_apostrophes(name: str) -> str:
    """ "O'Brien" as "OBrien"."""
    return _APOSTROPHE.sub("", name)
