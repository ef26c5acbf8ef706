"""Paragraphs and sentences of English news text, as spans: nothing is changed, and nothing but white space is left out.

The rules are our own. Every pass is linear in the length of the text, also for ten megabytes on one line: the
expressions are possessive, and the words looked at around a full stop are cut at a fixed length.
"""

import re
from itertools import pairwise

from factdb.language.wordlists import LISTS, entries
from factdb.records import Span

_TITLES = frozenset(entries(LISTS / "title_abbreviations.txt"))
_ABBREVIATIONS = frozenset(entries(LISTS / "abbreviations.txt"))
_STARTERS = frozenset(entries(LISTS / "sentence_starters.txt"))

# The characters after which a line must break: classes BK, CR, LF and NL of Unicode Standard Annex 14.
_BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"
_BYTE_ORDER_MARK = "\ufeff"
_LINE = re.compile(rf"\S(?:[^{_BREAKS}]*\S)?")
_BREAK = re.compile(rf"\r\n|[{_BREAKS}]")
_BULLET = re.compile(r"(?:[-*+•#>]|\d{1,3}[.)])\s")
_WRAP_WIDTHS = range(50, 91)

_QUOTES = "\"'“”‘’«»"
_INNER_MARKS = tuple(",;:-–—/&=+)]}")
# A run of stops, dots with a space between them too (". . ."), and the closing marks after it.
_STOP = re.compile(r"(?P<mark>[.!?…](?:\s?[.!?…])*+)(?P<close>[\"'”’»)\]}]*+)")
_NEXT = re.compile(r"(?P<space>\s*+)(?P<open>[\"'“‘«(\[{`]*+)(?P<word>\w{0,20})")
_WORD_BEFORE = re.compile(r"[\w.]*\Z")
_LONGEST_WORD = 20
_OPENING = re.compile(rf"\W{{0,{_LONGEST_WORD}}}")
_INITIALS = re.compile(r"(?:[A-Z]|(?:[^\W\d_]\.)+[^\W\d_])")
_NUMBERING = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})")
_SPEAKER_SAID = re.compile(rf"(?:[A-Z][\w’'.-]{{0,30}}+\s){{1,4}}(?:{'|'.join(entries(LISTS / 'said_verbs.txt'))})\b")


def paragraphs(text: str) -> list[Span]:
    """The blocks of ``text`` between line breaks, without surrounding white space or a leading byte-order mark.

    One line is one paragraph, unless the text is hard-wrapped like plain-text mail; then blank lines and bullets part
    paragraphs.
    """
    first = 1 if text.startswith(_BYTE_ORDER_MARK) else 0
    lines = [Span(*line.span()) for line in _LINE.finditer(text, first)]
    joined = [_is_next_line(text, one, other) for one, other in pairwise(lines)]
    if not _is_hard_wrapped(text, [line for line, is_joined in zip(lines, joined, strict=False) if is_joined]):
        return lines
    blocks = lines[:1]
    for line, is_joined in zip(lines[1:], joined, strict=True):
        if is_joined and not _BULLET.match(text, line.start):
            blocks[-1] = Span(blocks[-1].start, line.end)
        else:
            blocks.append(line)
    return blocks


def _is_next_line(text: str, line: Span, other: Span) -> bool:
    return len(_BREAK.findall(text, line.end, other.start)) == 1


def _is_hard_wrapped(text: str, lines: list[Span]) -> bool:
    """True if most of the lines that have another right under them are as wide as mail and end inside a sentence."""
    wrapped = sum(
        line.end - line.start in _WRAP_WIDTHS and text[line.end - 1] not in f".!?:…{_QUOTES}" for line in lines
    )
    return len(lines) > 1 and wrapped * 2 > len(lines)


def sentences(text: str, paragraph: Span) -> list[Span]:
    """The sentences of ``paragraph`` in order: half-open spans of ``text`` without surrounding white space.

    Every character of the paragraph that is no white space is in exactly one of them. Closing quotation marks and
    brackets belong to the sentence that they close; a quotation of several sentences is cut into its sentences.
    """
    found = []
    start, end = paragraph.start, paragraph.end
    for stop in _STOP.finditer(text, start, end):
        if _ends_sentence(text, start, stop, end):
            found.append(Span(start, stop.end()))
            start = stop.end() + len(_next(text, stop, end)["space"])
    if start < end:
        found.append(Span(start, end))
    return found


def _next(text: str, stop: re.Match[str], end: int) -> re.Match[str]:
    following = _NEXT.match(text, stop.end(), end)
    assert following  # every part of the expression may be empty
    return following


def _ends_sentence(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    """Does the sentence that begins at ``start`` end with this stop? What follows decides, then what stands before."""
    following = _next(text, stop, end)
    word = following["word"]  # the "I" of "I'm"
    quoted = any(mark in _QUOTES for mark in stop["close"])
    if stop.end() == end:
        return True
    if _OPENING.fullmatch(text, start, stop.start()):
        return False
    if not following["space"]:
        return word[:1].isupper() if quoted else word in _STARTERS and len(word) > 1
    if not following["open"] and _goes_on(text, following, end):
        return False
    if stop["mark"] == ".":
        return quoted or not _is_abbreviated(text, start, stop, word)
    if quoted and word not in _STARTERS and _SPEAKER_SAID.match(text, following.start("word"), end):
        return False
    return quoted or word in _STARTERS or not _is_ellipsis(stop["mark"])


def _goes_on(text: str, following: re.Match[str], end: int) -> bool:
    """A small letter or a mark that stands inside a sentence follows."""
    if following["word"]:
        return following["word"][0].islower()
    return text[following.end() : min(following.end() + 1, end)] in _INNER_MARKS


def _is_ellipsis(mark: str) -> bool:
    """Three dots, which may stand for words left out; a fourth is a full stop."""
    return not set(mark) & set("!?") and mark.count(".") + 3 * mark.count("…") == 3


def _is_abbreviated(text: str, start: int, stop: re.Match[str], next_word: str) -> bool:
    """Does the full stop belong to an abbreviation, an initial or the number of a list item, and the sentence go on?"""
    if _NUMBERING.fullmatch(text, start, stop.start()):
        return True
    before = _WORD_BEFORE.search(text, max(start, stop.start() - _LONGEST_WORD), stop.start())
    word = before.group() if before else ""
    if word in _TITLES or (word.capitalize() in _TITLES and word.isupper()):
        return not stop["close"]
    return (word in _ABBREVIATIONS or _INITIALS.fullmatch(word) is not None) and next_word not in _STARTERS
