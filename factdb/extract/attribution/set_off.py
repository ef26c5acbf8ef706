"""What is set off under who says it: a list, or a block quote, behind a line that ends in a colon.

The tagger, which reads words and not lines, easily stops inside of one. The page shows where it ends, so the page
decides: all of it is what is said.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from factdb.extract.attribution.chains import REPORTS
from factdb.extract.attribution.lead_lines import named_in, with_same_voice
from factdb.extract.attribution.loose_quotations import lead_in
from factdb.extract.attribution.shaping import Found, taken_by
from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.records import Span
from factdb.text.segments import is_block_quoted
from factdb.text.spans import letters, merged, overlapping, trimmed, without
from factdb.text.whitespace import BREAKS

_ITEM = re.compile(r"(?:[-*+•⁃‣▪■●◦–—]|\(?(?:\d{1,3}|[a-z])[.)])\s")
# What begins with a mark is a quotation, and what begins with a name and a colon a turn of a talk.
_APART = re.compile(r"[\"“„«‘'`]|[A-Z][\w. ]{0,40}:\s")
# What is said before a colon may be a paragraph without marks; what only is shown or asked there is seldom one.
_TELLS = re.compile(
    rf"(?!.*\b(?:show|ask|list)\w*)(?:.*\b(?:{ENGLISH.any_saying('of-clause', 'after-name')}|from|via|per)\b|\W+\Z)",
    re.I | re.S,
)
# Who reports or explains something before a colon tells of it behind the colon.
_TELLS_OF_IT = re.compile(r"\b(?:report|explain)\w*\b")
_WORD = re.compile(r"\w+")
# Behind "he said" its stop, or where and when he said so, is no part of what stands set off.
_STOP = re.compile(
    r",?\s*(?:at|in|on|during|after|before|outside|inside|via|through)\s[^.!?\n]{1,80}[.!?][”\"’)]*(?:\s+|\Z)|[.,;]\s+"
)
_LINK = re.compile(rf"\W*(?:{ENGLISH.any_of('complementisers')})?\W*", re.I)
_COLON_AND_BREAK = re.compile(rf":\s*[{BREAKS}]")
# How far behind a cue a colon introduces what it says: "wrote in her ruling on the bank's accounts:".
_FAR = 120
# So far from a cue in a line that names whose words stand below.
_LONGEST_LINE = 400
SET_OFF = "all of the list or block quote is what is said"
_RULE = (SET_OFF,)


@dataclass(frozen=True, slots=True)
class _SetOff:
    """All that is set off under a line, and of which kind it is: a block quote and a paragraph are the words of one."""

    whole: Span
    kind: str
    opening: Span
    first: Span


def with_all_set_off(text: str, paragraphs: Sequence[Span], found: Sequence[Found]) -> list[Found]:
    """The attributions, those that an opening line holds with all of the list or block quote under it as content.

    What else the tagger found inside of that is dropped; only in a list what is somebody else's stays his. Whom a block
    quote relays is read for later, as in any content.
    """
    under = {each.opening: each for each in _set_off(text, paragraphs)}
    if not under:
        return list(found)
    openings = list(under)
    found = [*found, *_led_in(text, under, found)]
    named = sorted({span for one in found if one.sources for span in one.spans})
    by_cue = sorted(found, key=lambda one: one.cue)
    owners = {
        each.opening: _owner(text, each, by_cue, named) or _named(text, each, by_cue)
        for each in under.values()
        if each.kind == "paragraph"
    }
    grown: list[Found] = []
    taken: list[Span] = []
    for one in found:
        below = [under[opening] for opening in overlapping(openings, one.cue)]
        theirs = [
            each
            for each in below
            if (owners[each.opening] == one if each.opening in owners else _takes_all(text, one, each, named))
        ]
        wholes = list(_without_others(text, theirs[0], by_cue)) if theirs else []
        grown.append(_with(text, one, wholes, closed=theirs[0].kind != "paragraph") if wholes else one)
        taken += wholes
    inside = merged(taken)
    return [one for one in grown if not overlapping(inside, one.cue)]


def _led_in(text: str, under: Mapping[Span, _SetOff], found: Sequence[Found]) -> Iterator[Found]:
    """What stands under a line that says who says it, where the tagger found nobody in those words of it."""
    taken = taken_by(found)
    for opening, each in under.items():
        lead = lead_in(text, opening) if each.kind != "list" else None
        if lead and _TELLS.match(text, *_ends(lead[1])) and not _is_writer(text, lead[:1]):
            said_to_colon = Span(min(lead).start, opening.end)
        elif each.kind == "paragraph" and (lead := named_in(text, opening, each.first)):
            said_to_colon = Span(min(lead).start, max(lead).end)
        else:
            continue
        if not overlapping(taken, said_to_colon):
            yield Found((lead[0],), lead[1], (each.whole,), None, _RULE)


def _named(text: str, apart: _SetOff, by_cue: Sequence[Found]) -> Found | None:
    """Who has the cue of whom the line names as the one whose words stand below."""
    lead = named_in(text, apart.opening, apart.first)
    return next(
        (one for one in _within(by_cue, apart.opening) if lead and one.sources and one.cue.overlaps(lead[1])), None
    )


def _within(by_cue: Sequence[Found], span: Span) -> Sequence[Found]:
    """Those whose cue begins in the span."""
    first, last = (bisect_left(by_cue, at, key=lambda one: one.cue.start) for at in (span.start, span.end))
    return by_cue[first:last]


def _owner(text: str, apart: _SetOff, by_cue: Sequence[Found], named: Sequence[Span]) -> Found | None:
    """Whose words a paragraph is: who has some of it, or else who comes last before it."""
    lead = [one for one in _within(by_cue, apart.opening) if _takes_all(text, one, apart, named)]
    has_some = [one for one in lead if any(map(apart.whole.overlaps, one.contents))]
    return max(has_some or lead, key=lambda one: one.cue, default=None)


def _without_others(text: str, apart: _SetOff, by_cue: Sequence[Found]) -> Iterator[Span]:
    """The whole of what is set off; of a paragraph without what others say in it."""
    inside = _within(by_cue, apart.whole) if apart.kind == "paragraph" else ()
    others = [one for one in inside if _is_told(text, one, apart.whole)]
    if not others:
        yield apart.whole
        return
    for left in without(apart.whole, taken_by(others)):
        stop = _STOP.match(text, left.start, left.end)
        kept = trimmed(text, Span(stop.end(), left.end) if stop else left)
        yield from (part for part in kept if letters(text, part))


def _is_told(text: str, one: Found, whole: Span) -> bool:
    """Does somebody else say something in it, who isn't its "I"?"""
    saying = REPORTS.search(text, one.cue.start, one.cue.end)
    return bool(one.sources and saying) and whole.covers(one.cue) and not _is_writer(text, one.sources)


def is_set_off(text: str, cue: Span, piece: Span) -> bool:
    """Is the piece a sentence under the line of its cue, which ends in a colon?"""
    colon = _COLON_AND_BREAK.search(text, cue.start, min(piece.start, cue.end + _LONGEST_LINE))
    return bool(colon) and any(mark in ".!?" for mark in text[piece.end - 1 : piece.end + 1])


def _set_off(text: str, paragraphs: Sequence[Span]) -> Iterator[_SetOff]:
    """What is set off under the paragraphs that end in a colon: a list, a block quote, one paragraph without marks."""
    opening: Span | None = None
    for kind, some in groupby(paragraphs, key=lambda one: _kind(text, one)):
        lines = list(some)
        if kind and opening:
            yield _SetOff(Span(lines[0].start, lines[-1].end), kind, opening, lines[0])
        if not kind:
            for number, (line, following) in enumerate(pairwise([opening, *lines] if opening else lines)):
                if text[line.end - 1] == ":" != text[following.end - 1] and not _APART.match(text, following.start):
                    behind = (lines[at] for at in range(number + (1 if opening else 2), len(lines)))
                    yield _SetOff(with_same_voice(text, line, following, behind), "paragraph", line, following)
        opening = lines[-1] if text[lines[-1].end - 1] == ":" else None


def _kind(text: str, paragraph: Span) -> str:
    if is_block_quoted(text, paragraph):
        return "block quote"
    return "list" if _ITEM.match(text, paragraph.start, paragraph.end) else ""


def _takes_all(text: str, one: Found, apart: _SetOff, named: Sequence[Span]) -> bool:
    """Has it some of what is set off, and nobody else who is named any that he says himself?

    A paragraph is also what somebody says of whom the words right before the colon tell that he does.
    """
    leads = apart.kind == "paragraph" and _leads_up(text, one, apart.opening)
    if apart.kind == "paragraph" and (not _TELLS.match(text, *_ends(one.cue)) or _tells_of(text, one, apart, named)):
        return False
    if not one.sources or not (leads or any(map(apart.whole.overlaps, one.contents))):
        return False
    return apart.kind != "list" or set(one.spans).issuperset(overlapping(named, apart.whole))


def _tells_of(text: str, one: Found, apart: _SetOff, named: Sequence[Span]) -> bool:
    """Does a paragraph begin with who said what is before it: "Ann Reed told us: / Reed, a plumber, said"?"""
    theirs = {word for source in one.sources for word in _WORD.findall(source.of(text)[-_FAR:])[-1:]}
    begins = (span for span in overlapping(named, apart.whole)[:1] if span.start == apart.whole.start)
    return any(
        not theirs.isdisjoint(_WORD.findall(span.of(text)[:_FAR])) for span in begins if span not in one.contents
    )


def _leads_up(text: str, one: Found, opening: Span) -> bool:
    """Do the words before the colon tell who says something: "The clerk wrote:", "The Herald reports on the rule:"?"""
    reports = _TELLS_OF_IT.search(text, one.cue.start, one.cue.end) and not _is_writer(text, one.sources)
    told = [content for content in one.contents if content.end <= opening.end] if reports else []
    last = max(span.end for span in (*one.sources, one.cue, *told))
    return last <= opening.end and not letters(text, Span(last, opening.end))


def _is_writer(text: str, sources: Sequence[Span]) -> bool:
    return any(source.of(text).casefold() in lx.FIRST_PERSON for source in sources)


def _with(text: str, one: Found, wholes: Sequence[Span], *, closed: bool) -> Found:
    """The attribution with what is set off; behind a list or a block quote nothing goes on in it but a quotation."""
    left = (part for content in one.contents for cut in without(content, wholes) for part in trimmed(text, cut))
    beside = [part for part in left if letters(text, part) and not _LINK.fullmatch(text, part.start, part.end)]
    if closed:
        beside = [part for part in beside if part.start < wholes[-1].end or text[part.start] in '“"„«']
    contents = tuple(sorted((*beside, *wholes)))
    return one if contents == one.contents else replace(one, contents=contents, rules=one.rules + _RULE)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, min(span.end, span.start + _FAR)
