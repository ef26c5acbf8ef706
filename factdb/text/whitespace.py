"""What shows nothing on a page, where a line ends, and what a word is: one idea of each for all that reads text."""

import re
from textwrap import shorten

# After these a line ends: what str.splitlines takes for a line end.
BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
BREAK = re.compile(rf"[{BREAKS}]")
LINE_END = re.compile(rf"\r\n|[{BREAKS}]")
# "isn't" and "O’Neill" are one word each.
WORD = re.compile(r"\w+(?:['’]\w+)*")
# What str.isspace and an expression's \s take for white space.
SPACE = f"\t\x1f \xa0\u1680{''.join(map(chr, range(0x2000, 0x200B)))}\u202f\u205f\u3000{BREAKS}"
# Control characters, soft hyphens, joiners, marks of direction and byte-order marks: they have no width and no ink.
HIDDEN = "".join(
    chr(code)
    for first, last in (
        (0x00, 0x08),
        (0x0E, 0x1B),
        (0x7F, 0x84),
        (0x86, 0x9F),
        (0xAD, 0xAD),
        (0x61C, 0x61C),
        (0x180E, 0x180E),
        (0x200B, 0x200F),
        (0x202A, 0x202E),
        (0x2060, 0x206F),
        (0xFEFF, 0xFEFF),
    )
    for code in range(first, last + 1)
)
BLANK = SPACE + HIDDEN

_LONGEST = 80  # letters of words that a message repeats


def plain(words: str) -> str:
    """Words to compare: on one line, in small letters, with straight apostrophes."""
    return " ".join(words.split()).lower().replace("’", "'")


def short(words: str) -> str:
    """Words of an article as a message repeats them: on one line, and no more than tell which are meant."""
    return shorten(words, _LONGEST, placeholder="…")
