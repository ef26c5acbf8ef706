"""Lines on pages put together to text: running heads off, columns one after the other, parted words joined."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from factdb.language import ENGLISH


@dataclass(frozen=True, slots=True)
class Line:
    """A line on a page: its edges and its ``baseline`` in points from the page's lower left, the ``size`` of its font.

    ``height`` is the page's.
    """

    words: str
    page: int
    left: float
    right: float
    baseline: float
    size: float
    height: float


# The strip at the head and the foot of a page in which running heads stand, and how many lines of it are looked at.
_STRIP = 0.12
_MOST_RUNNING = 3
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|seite|p\.)?\s*(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/|von|\|)\s*\d{1,4})?\W*", re.IGNORECASE
)
_ENDS = tuple('.!?:…"”’»)')
_BULLET = re.compile(r"(?:[•▪◦‣·*–—-]|\d{1,2}[.)]|\(?[a-z]\))\s")
_SOFT_HYPHEN = "\u00ad"
_HYPHENS = ("-", _SOFT_HYPHEN, "\u2010")
_WORD = re.compile(r"\w+(?:[-\u2010]\w+)*")
_BEGINNINGS = frozenset(ENGLISH.words("compound_beginnings"))
_ENDINGS = frozenset(ENGLISH.words("compound_ends"))
# Behind "long" these go on with the word: "longest".
_SUFFIX = re.compile(r"(?:e[dnr]|er?s|est|ing|ings|ly|ness|ment|ments|[st]ions?|it(?:y|ies)|ists?|ism|ages?|ful|ive)\Z")
# "pre- and post-war": the hyphen stands for the word that both end in.
_SUSPENDED = re.compile(r"(?:and|or|to|but|nor)\b")
# What stands in the middle of a compound: "state-of-the-art", "mother-in-law".
_JOINTS = "a|an|and|at|by|for|in|of|off|on|or|out|the|to|up|with"
_JOINT, _JOINT_BEFORE = re.compile(rf"(?:{_JOINTS})-"), re.compile(rf"-(?:{_JOINTS})\Z")
_ADDRESS = re.compile(r"(?:://|\bwww\.|@)\S*\Z")
# How many pieces of text before a line an address may have begun in.
_MOST_PIECES = 6
# Where an address is broken that goes on in the next line.
_IN_ADDRESS = ("/", "=", "?", "&", "_", "-")


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, column by column where the page paints columns line by line."""
    beside = sum(_is_beside(one, other) for one, other in pairwise(lines))
    if beside < max(3, 0.25 * len(lines)):
        return list(lines)
    edge = median(other.left for one, other in pairwise(lines) if _is_beside(one, other))
    ordered: list[Line] = []
    columns: tuple[list[Line], list[Line]] = ([], [])
    for line in lines:
        if line.left < edge - 5 and line.right > edge + 5:  # it spans both
            ordered += [*columns[0], *columns[1], line]
            columns = ([], [])
        else:
            columns[line.left >= edge - 5].append(line)
    return [*ordered, *columns[0], *columns[1]]


def without_running_heads(pages: Sequence[list[Line]]) -> Iterator[list[Line]]:
    """The pages without page numbers and without what stands at the head or foot of most of them."""
    edges = [_edges(page) for page in pages]
    often = Counter(key for page in edges for key in {_key(line) for line in page})
    needed = max(2, 0.4 * len([page for page in pages if page]))
    for page, at_edge in zip(pages, edges, strict=True):
        running = {
            line
            for line in at_edge
            if often[_key(line)] >= needed
            or line.words.strip(" -–—") == str(line.page)
            or (_PAGE_NUMBER.fullmatch(line.words) and len(pages) > 1)
        }
        yield [line for line in page if line not in running]


def _edges(page: Sequence[Line]) -> list[Line]:
    top = sorted((line for line in page if line.baseline > (1 - _STRIP) * line.height), key=lambda line: -line.baseline)
    foot = sorted((line for line in page if line.baseline < _STRIP * line.height), key=lambda line: line.baseline)
    return [*top[:_MOST_RUNNING], *foot[:_MOST_RUNNING]]


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.words.lower()).strip()


def _is_beside(one: Line, other: Line) -> bool:
    return abs(one.baseline - other.baseline) < 0.5 * one.size and other.left > one.right


def put_together(lines: Sequence[Line]) -> tuple[str, list[tuple[int, int]]]:
    """The text, a blank line between paragraphs, and where in it each page begins."""
    words = Counter(word.lower() for line in lines for word in _WORD.findall(line.words))
    leading = _leading(lines)
    pieces: list[str] = []
    length = 0
    starts: list[tuple[int, int]] = []
    before: Line | None = None
    for line in lines:
        added = line.words
        if before is not None:
            done = "".join(pieces[-_MOST_PIECES:])
            if _begins_paragraph(before, line, leading) and not _is_in_address(done, line.words):
                pieces.append("\n\n")
                length += 2
            elif cut := _hyphenated(done, line.words, words):
                pieces[-1] = pieces[-1][:-cut]
                length -= cut
            elif not _runs_on(done, line.words):
                pieces.append(" ")
                length += 1
        if before is None or line.page != before.page:
            starts.append((line.page, length))
        pieces.append(added)
        length += len(added)
        before = line
    return "".join(pieces), starts


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance from one line to the next."""
    steps = [one.baseline - other.baseline for one, other in pairwise(lines) if one.page == other.page]
    return median([step for step in steps if 0 < step < 60] or [12.0])


def _begins_paragraph(before: Line, line: Line, leading: float) -> bool:
    if abs(line.size - before.size) > 0.12 * before.size and not _goes_on(before, line):
        return True
    if _BULLET.match(line.words) and line.left >= before.left - 2:
        return True
    step = before.baseline - line.baseline
    if line.page != before.page or step < 0:  # the next page or column
        return not _goes_on(before, line)
    if step > 1.35 * max(leading, 1.2 * line.size):
        return True
    indented = line.left - before.left
    if 6 < indented < 60 and before.words.endswith(_ENDS):
        return True
    # A line that ends a sentence well before the edge is the last of its paragraph.
    short = line.right - before.right > 0.2 * (line.right - line.left) and line.left <= before.left + 2
    return short and before.words.endswith(_ENDS)


def _goes_on(before: Line, line: Line) -> bool:
    """True if a sentence goes on: nothing ended it, and no capital begins another."""
    return not before.words.endswith(_ENDS) and (line.words[:1].islower() or before.words.endswith((*_HYPHENS, ",")))


def _runs_on(before: str, after: str) -> bool:
    """Does a line go on in the next without a space: behind a hyphen, or in the middle of an address?"""
    if _is_in_address(before, after):
        return True
    # A dash with a space before it has one behind it.
    return (
        after[:1].isalnum()
        and before.endswith(_HYPHENS)
        and not before[-2:-1].isspace()
        and not _SUSPENDED.match(after)
    )


def _is_in_address(before: str, after: str) -> bool:
    return after[:1].isalnum() and before.endswith(_IN_ADDRESS) and _ADDRESS.search(before) is not None


def _hyphenated(before: str, after: str, words: Counter[str]) -> int:
    """1 if the hyphen at the end of a line only parts a word, 0 if it belongs there or there is none.

    If the word stands elsewhere in the text in either way, so it is written; if not, the hyphen parts it, unless it is
    the one of a compound: "long-term", "decision-making".
    """
    if not before.endswith(_HYPHENS) or not after[:1].islower() or len(before) < 2 or not before[-2].isalpha():
        return 0
    if _ADDRESS.search(before):
        return int(before[-1] != "-")
    first, last = _WORD.findall(before[:-1])[-1:], _WORD.findall(after)[:1]
    if not first or not last or _SUSPENDED.match(after) or _JOINT.match(last[0]) or _JOINT_BEFORE.search(first[0]):
        return 0
    joined, parted = f"{first[0]}{last[0]}".lower(), f"{first[0]}-{last[0]}".lower()
    if before[-1] == _SOFT_HYPHEN or words[joined] or words[parted]:
        return int(before[-1] == _SOFT_HYPHEN or words[joined] > 0)
    # Of a compound of several words those that stand at the break: "seven-year-" and "old".
    return int(not _is_compound(re.split("[-\u2010]", first[0])[-1].lower(), re.split("[-\u2010]", last[0])[0].lower()))


def _is_compound(beginning: str, end: str) -> bool:
    return end in _ENDINGS or (beginning in _BEGINNINGS and not _SUFFIX.fullmatch(end))
