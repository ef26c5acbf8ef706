"""The quotation scanner: where words stand in quotation marks.

It knows the marks of all typographies that news uses (see marks.py): straight and curly ones, doubled, low and angle
ones, corner brackets and those of LaTeX and HTML, attached to their words or with spaces, nested, turned the wrong
way, ones that nobody closed, and quotations of several paragraphs, where each paragraph opens with a mark, or the first
alone, and only the last one closes. Apostrophes are not marks.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from factdb.language import ENGLISH
from factdb.records import Span
from factdb.text.marks import CLOSERS, FAMILY, NEEDS_CLOSER, OPENS, SINGLE, Mark, kind_at, marks_of


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


# Nobody nests deeper; a limit keeps a page of opening marks linear.
_DEEPEST = 6
# As much of a paragraph as tells whether a mark opens it.
_LOOKED_AT = 40
# How many marks behind one that opens are looked at.
_AHEAD = 8

# So many paragraphs behind one that opens a quotation may go on in it without a mark of their own.
_MOST_UNOPENED = 6
_LONGEST_SENTENCE = 300
_SENTENCE_ENDED = re.compile(r"[.!?…]\s\Z")
# The mark that closes is lost in "“It is late, Ann said on Monday. “Go home.”".
_LOST = re.compile(rf"\b(?:{ENGLISH.any_saying('before-name')}|declared|asked)\b[^.!?…]*[.!?…]\s\Z")
_ENDED = re.compile(r"[.!?…,]")
_INTRODUCED = re.compile(r"[:,]\s(?P<mark>[‘'])(?=[A-Z])")

Places = dict[str, list[int]]


def quotations(text: str, paragraphs: Iterable[Span]) -> list[Quotation]:
    """Every quotation of ``text``, ordered by start, the outer before the inner; linear in the text's length."""
    found: list[Quotation] = []
    unclosed = ""
    paragraphs = list(paragraphs)
    every = [list(_paragraph_quotations(text, paragraph)) for paragraph in paragraphs]
    _go_on_in_single_marks(text, paragraphs, every)
    _go_on_unopened(text, paragraphs, every)
    for paragraph, marked in zip(paragraphs, every, strict=True):
        here = _nested(marked)
        if unclosed and here and not here[0].follows and _reopens(text, here[0], paragraph, unclosed):
            here[0] = replace(here[0], follows=True)
        last_open = next((q for q in here if not q.closed and q.inner != q.span), None)
        unclosed = FAMILY[kind_at(text, last_open.span.start)] if last_open else ""
        found.extend(here)
    return found


def _go_on_in_single_marks(text: str, paragraphs: Sequence[Span], every: Sequence[list[Quotation]]) -> None:
    """Add what British print opens anew in each of several paragraphs and closes in the last: a single mark that
    nothing closes is else an apostrophe. One behind a plural closes nothing there: "the workers’ houses". Nothing has
    to close what a colon introduces and the next paragraph opens anew.
    """
    open_below: list[tuple[int, Span]] = []
    introduced = False

    def take() -> None:
        for at, opening in open_below:
            span = Span(opening.start, paragraphs[at].end)
            every[at][:] = [q for q in every[at] if q.span.start != span.start]
            every[at].append(Quotation(span, Span(opening.end, span.end), closed=False, single=True))

    for number, (paragraph, found) in enumerate(zip(paragraphs, every, strict=True)):
        mark = _opening_single(text, paragraph)
        first = next((q for q in found if q.single and q.span.start == paragraph.start), None) if mark else None
        closed = first is not None and not _is_plural(text, first.span.end, paragraph)
        if mark and (not open_below or text[paragraph.start] == text[open_below[-1][1].start]):
            if not closed:
                open_below.append((number, Span(paragraph.start, mark)))
                continue
            take()
        elif introduced and len(open_below) > 1:
            take()
        open_below.clear()
        introduced = False
        if mark and not closed:
            open_below.append((number, Span(paragraph.start, mark)))
        elif opening := _introduced_single(text, paragraph, found):
            open_below.append((number, opening))
            introduced = True
    if introduced and len(open_below) > 1:
        take()


def _go_on_unopened(text: str, paragraphs: Sequence[Span], every: Sequence[list[Quotation]]) -> None:
    """Add the paragraphs behind one that opens a quotation at its head, up to the next mark, if that closes it."""
    opening = [
        number
        for number, (paragraph, found) in enumerate(zip(paragraphs, every, strict=True))
        if any(q.span == paragraph and not q.closed and not q.single for q in found)
    ]
    for number in opening:
        below = range(number + 1, min(number + 1 + _MOST_UNOPENED, len(paragraphs)))
        double = {at: [mark for mark in marks_of(text, paragraphs[at]) if mark.kind not in SINGLE] for at in below}
        last = next((at for at in below if double[at]), number)
        marks = double.get(last, [])
        closers = CLOSERS[kind_at(text, paragraphs[number].start)]
        if (
            len(marks) != 1
            or marks[0].kind not in closers
            or not _ENDED.search(text, marks[0].start - 1, marks[0].start)
        ):
            continue
        end = Span(paragraphs[last].start, marks[0].end)
        every[last][:] = [q for q in every[last] if q.span.start != marks[0].start]
        every[last].append(Quotation(end, Span(end.start, marks[0].start), closed=True, follows=True))
        for between in range(number + 1, last):
            every[between].append(Quotation(paragraphs[between], paragraphs[between], closed=False, follows=True))


def _introduced_single(text: str, paragraph: Span, found: Iterable[Quotation]) -> Span | None:
    """The last single mark of the paragraph that a colon or comma introduces, if nothing closes it."""
    marks = [Span(*match.span("mark")) for match in _INTRODUCED.finditer(text, paragraph.start, paragraph.end)]
    closed = marks and any(q.span.end > marks[-1].start and not _is_plural(text, q.span.end, paragraph) for q in found)
    return marks[-1] if marks and not closed else None


def _opening_single(text: str, paragraph: Span) -> int | None:
    """Where the single mark ends that the paragraph begins with, if it may open a quotation."""
    mark = next(marks_of(text, Span(paragraph.start, min(paragraph.start + _LOOKED_AT, paragraph.end))), None)
    opens = mark is not None and mark.start == paragraph.start and mark.kind in ("‘", "'") and not mark.spaced_after
    return mark.end if mark and opens else None


def _is_plural(text: str, end: int, paragraph: Span) -> bool:
    """Does a mark that ends at ``end`` stand behind a plural, and the sentence go on: "the workers’ houses"?"""
    return text[end - 2] in "sS" and end + 1 < paragraph.end and text[end] == " " and text[end + 1].islower()


def outermost(quotations: Iterable[Quotation]) -> list[Span]:
    """The spans of the quotations that stand in no other one: sorted, disjoint."""
    return [quotation.span for quotation in quotations if quotation.depth == 0]


def outermost_closed(quotations: Iterable[Quotation]) -> list[Span]:
    """Those of them that end in a mark."""
    return outermost(quotation for quotation in quotations if quotation.closed)


def _reopens(text: str, first: Quotation, paragraph: Span, family: str) -> bool:
    return first.span.start == paragraph.start and FAMILY[kind_at(text, first.span.start)] == family


def _nested(found: Iterable[Quotation]) -> list[Quotation]:
    """In order, each with the number of those that stand around it."""
    ordered, around = [], list[int]()
    for quotation in sorted(found, key=attrgetter("span.start")):
        while around and around[-1] <= quotation.span.start:
            around.pop()
        ordered.append(replace(quotation, depth=len(around)))
        around.append(quotation.span.end)
    return ordered


def _paragraph_quotations(text: str, paragraph: Span) -> Iterator[Quotation]:
    marks = list(marks_of(text, paragraph))
    closing: Places = defaultdict(list)
    for mark in marks:
        if not mark.after_is_word and (mark.kind not in SINGLE or not mark.spaced_before):
            closing[mark.kind].append(mark.start)
    stack: list[Mark] = []
    for number, mark in enumerate(marks):
        at = next((i for i in range(len(stack) - 1, -1, -1) if mark.kind in CLOSERS[stack[i].kind]), None)
        if at is not None and _closes(mark, stack[at], closing):
            opened = stack[at]
            # What was opened inside and never closed was no quotation.
            del stack[at:]
            if opened.end != mark.start:
                inner = Span(opened.end, mark.start)
                yield Quotation(Span(opened.start, mark.end), inner, closed=True, single=opened.kind in SINGLE)
        elif mark.kind == "`" and any(opened.kind == "`" for opened in stack):
            # Two of them are code: the first opened nothing.
            stack = [opened for opened in stack if opened.kind != "`"]
        elif len(stack) < _DEEPEST and _opens(mark, closing):
            # A quotation within one of the same marks: more likely nobody closed the first.
            same = [i for i, opened in enumerate(stack) if FAMILY[opened.kind] == FAMILY[mark.kind]]
            if same and _reopened(text, paragraph, stack[same[-1]], mark):
                continue
            if same and not _is_third(stack, marks[number : number + _AHEAD]):
                del stack[same[-1] :]
            stack.append(mark)
    if stack and stack[0].kind not in NEEDS_CLOSER and not stack[0].spaced_after:
        opened = stack[0]
        yield Quotation(Span(opened.start, paragraph.end), Span(opened.end, paragraph.end), closed=False)


def _reopened(text: str, paragraph: Span, opened: Mark, mark: Mark) -> bool:
    """Were two paragraphs of one quotation run together: "“It is late. “Go home.”"?"""
    if opened.start != paragraph.start or opened.kind != mark.kind:
        return False
    ended = _SENTENCE_ENDED.search(text, mark.start - 2, mark.start)
    # A sentence is hardly longer; else each of many marks would look at all before it.
    return ended is not None and not _LOST.search(text, max(opened.end, mark.start - _LONGEST_SENTENCE), mark.start)


def _is_third(stack: Sequence[Mark], marks: Sequence[Mark]) -> bool:
    """Do three quotations in one another end behind the first of ``marks``, the innermost first: "“He wrote, ‘She said
    “no” to me,’” Ann said"?
    """
    mark, *following = marks
    if len(stack) < 2 or FAMILY[stack[-1].kind] == FAMILY[mark.kind]:
        return False
    waiting = [mark, stack[-1], stack[-2]]
    for other in following:
        opens = (other.spaced_before and not other.spaced_after) or other.kind in OPENS
        if opens or other.kind not in CLOSERS[waiting[0].kind] or (other.possessive and len(waiting) == 2):
            return False
        del waiting[0]
        if not waiting:
            return True
    return False


def _closes(mark: Mark, opened: Mark, closing: Places) -> bool:
    """Does ``mark``, which may close ``opened``, close it?"""
    looks_open = (mark.spaced_before or mark.start == opened.end) and not mark.spaced_after
    if mark.kind in SINGLE:
        if mark.spaced_before or mark.after_is_word:
            return False
        # A plural possessive (the workers’ rights) closes nothing where a later mark can.
        return not (mark.possessive and _has_later(closing, (mark.kind,), mark.start))
    if mark.kind == opened.kind and mark.kind in OPENS:
        # The wrong mark at the end: it must look like one that closes.
        return not mark.spaced_before and not mark.after_is_word
    if mark.kind in OPENS or mark.kind in ('"', "''"):
        # „…“ and »…«, and straight marks: one with a space before it and a word after it opens.
        return not looks_open
    return True


def _opens(mark: Mark, closing: Places) -> bool:
    if mark.kind in SINGLE and (mark.spaced_after or mark.before_is_word):
        return False
    if mark.spaced_after:
        # " like this " : only if another closes it.
        spaced = mark.spaced_before and (mark.kind in OPENS or mark.kind == '"') and mark.kind != "<<"
        return spaced and _has_later(closing, CLOSERS[mark.kind], mark.end)
    if mark.kind in OPENS:
        return mark.kind not in NEEDS_CLOSER or _has_later(closing, CLOSERS[mark.kind], mark.end)
    if mark.before_is_word or not CLOSERS[mark.kind]:
        return False
    return mark.kind in ('"', "''") or _has_later(closing, CLOSERS[mark.kind], mark.end)


def _has_later(closing: Places, kinds: Iterable[str], after: int) -> bool:
    return any(kind in closing and closing[kind][-1] > after for kind in kinds)
