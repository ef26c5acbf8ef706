"""The quotation scanner: where words stand in quotation marks.

It knows straight ("…"), curly (“…”), doubled ('' … '' and `` … ''), angle («…») and single (‘…’, '…')
marks, nested ones, ones that nobody closed, and quotations of several paragraphs, where each paragraph
opens with a mark and only the last one closes. Apostrophes are not marks.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from factdb.records import Span

_MARK = re.compile(r"``|''|[\"“”„«»‘’']")
# Writers mix straight and curly marks in one quotation, so those are one family.
_FAMILY = {
    '"': '"',
    "“": '"',
    "”": '"',
    "„": '"',
    "``": "''",
    "''": "''",
    "«": "«",
    "»": "«",
    "‘": "‘",
    "’": "‘",
    "'": "'",
}
_OPENS = {"“", "„", "``", "«"}
_CLOSES = {"”", "»", "’"}
_SINGLE = {"‘", "'"}
# Words that begin with an apostrophe: ’90s, ’tis, ’em, ’cause, rock ’n’ roll.
_ELISION = re.compile(r"\d0s|(?:tis|twas|em|til|till|cause|round|bout|n|nuff)\b", re.I)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks inside one paragraph.

    ``span`` includes the marks that are there, ``inner`` does not. ``closed`` is False when the paragraph ends
    first. ``follows`` is True when it goes on with the quotation of the paragraph before. ``depth`` is 0 for an
    outermost quotation. ``single`` tells single marks from double ones.
    """

    span: Span
    inner: Span
    closed: bool
    follows: bool = False
    depth: int = 0
    single: bool = False


@dataclass(slots=True)
class _Open:
    family: str
    start: int
    inner: int


def quotations(text: str, paragraphs: Iterable[Span]) -> list[Quotation]:
    """Every quotation of ``text``, ordered by start, the outer before the inner; linear in the text's length."""
    found: list[Quotation] = []
    unclosed = ""
    for paragraph in paragraphs:
        here = sorted(_paragraph_quotations(text, paragraph), key=lambda q: (q.span.start, -q.span.end))
        if unclosed and here and _reopens(text, here[0], paragraph, unclosed):
            here[0] = replace(here[0], follows=True)
        last_open = [q for q in here if not q.closed and not q.single]
        unclosed = _family_at(text, last_open[0].span.start) if last_open else ""
        found.extend(here)
    return found


def _reopens(text: str, first: Quotation, paragraph: Span, family: str) -> bool:
    return first.span.start == paragraph.start and _family_at(text, first.span.start) == family


def _family_at(text: str, at: int) -> str:
    return _FAMILY.get(text[at : at + 2]) or _FAMILY[text[at]]


def _paragraph_quotations(text: str, paragraph: Span) -> Iterator[Quotation]:
    marks = [m for m in _MARK.finditer(text, paragraph.start, paragraph.end) if not _is_apostrophe(text, m, paragraph)]
    closers = {
        family: [m.start() for m in marks if _FAMILY[m[0]] == family and _can_close(text, m, paragraph)]
        for family in _SINGLE
    }
    stack: list[_Open] = []
    for mark in marks:
        family = _FAMILY[mark[0]]
        depth = next((i for i in range(len(stack) - 1, -1, -1) if stack[i].family == family), None)
        if depth is not None and _closes_here(text, mark, paragraph, closers):
            opened = stack[depth]
            # What was opened inside and never closed was no quotation.
            del stack[depth:]
            yield Quotation(
                Span(opened.start, mark.end()),
                Span(opened.inner, mark.start()),
                closed=True,
                depth=depth,
                single=family in _SINGLE,
            )
        elif len(stack) < _DEEPEST and _opens_here(text, mark, paragraph, closers):
            # A quotation within one of the same marks: more likely nobody closed the first.
            del stack[len(stack) if depth is None else depth :]
            stack.append(_Open(family, mark.start(), mark.end()))
    if stack and stack[0].family not in _SINGLE and stack[0].inner < paragraph.end:
        opened = stack[0]
        yield Quotation(Span(opened.start, paragraph.end), Span(opened.inner, paragraph.end), closed=False)


# Nobody nests deeper; a limit keeps a page of opening marks linear.
_DEEPEST = 6


def _before(text: str, mark: re.Match[str], paragraph: Span) -> str:
    return text[mark.start() - 1] if mark.start() > paragraph.start else " "


def _after(text: str, mark: re.Match[str], paragraph: Span) -> str:
    return text[mark.end()] if mark.end() < paragraph.end else " "


def _is_apostrophe(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    """True for the mark in don’t, ’90s and 6'2", and for an inch sign."""
    before, after = _before(text, mark, paragraph), _after(text, mark, paragraph)
    if mark[0] in ("'", "’", "‘"):
        return (before.isalnum() and after.isalnum()) or (
            not before.isalnum() and _ELISION.match(text, mark.end(), paragraph.end) is not None
        )
    return (
        mark[0] == '"'
        and before.isdigit()
        and bool(re.search(r"['’]\s?\d+$", text[max(mark.start() - 4, 0) : mark.start()]))
    )


def _can_close(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    return not _before(text, mark, paragraph).isspace() and not _after(text, mark, paragraph).isalnum()


def _closes_here(text: str, mark: re.Match[str], paragraph: Span, closers: dict[str, list[int]]) -> bool:
    family, before, after = _FAMILY[mark[0]], _before(text, mark, paragraph), _after(text, mark, paragraph)
    if family in _SINGLE:
        if mark[0] == "‘" or not _can_close(text, mark, paragraph):
            return False
        # A plural possessive (the workers’ rights) closes nothing where a later mark can.
        possessive = before in "sS" and after == " " and text[mark.end() + 1 : mark.end() + 2].islower()
        return not (possessive and _next_closer(closers[family], mark.start()) is not None)
    if mark[0] in _OPENS:
        return not before.isspace() and after.isspace()
    # A mark with a space before it and a word after it opens, even inside an open quotation.
    return mark[0] in _CLOSES or not before.isspace() or after.isspace()


def _opens_here(text: str, mark: re.Match[str], paragraph: Span, closers: dict[str, list[int]]) -> bool:
    family, before, after = _FAMILY[mark[0]], _before(text, mark, paragraph), _after(text, mark, paragraph)
    if after.isspace():
        return False
    if family in _SINGLE:
        return mark[0] != "’" and not before.isalnum() and _next_closer(closers[family], mark.start()) is not None
    return mark[0] in _OPENS or not before.isalnum()


def _next_closer(places: list[int], after: int) -> int | None:
    at = bisect_right(places, after)
    return places[at] if at < len(places) else None


def outermost(quotations: Iterable[Quotation]) -> list[Span]:
    """The spans of the quotations that stand in no other one: sorted, disjoint."""
    return [quotation.span for quotation in quotations if quotation.depth == 0]
