"""A line cut into what may be a label and what may be said, in each manner that pages have: a colon, marks around, a
dash, a bar, a gap, a line of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factdb.extract.attribution.lines.talks.labels import (
    BADGE,
    BRACKETS,
    CLOCK,
    CLOSED,
    NAME,
    OPENS,
    SAYS,
    SHOUTED,
    WHEN,
    WHEN_AT,
    Turn,
    behind_what_is_ahead,
    end_of_speech,
)
from factdb.extract.attribution.lines.talks.named import (
    ADDRESSES,
    PARTICLES,
    VOICES,
    is_addressed,
    is_full_name,
    is_group,
    is_thing,
    is_titled,
    is_written_as_name,
)
from factdb.extract.attribution.lines.talks.speech import MARKS, is_speech
from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.records import Passage, Span
from factdb.text.passages import Part, ends_open
from factdb.text.stage_directions import is_stage_direction
from factdb.text.whitespace import BREAK

# A label is looked for in so many characters; one on a line of its own has no more.
_LONGEST, _LONGEST_ABOVE = 180, 90
# Lines between a name and what is said: "Chief Executive Officer", "Elm Partners".
_MOST_OFFICES, _LONGEST_OFFICE = 2, 90
_NAME = r"(?P<name>(?:(?!\s[-–—]|--|\s{2}|//)[^:：|\t\r\n\[\](){}<>*,“”\"?!;=—–»→]){1,60}?(?<![\s_]))"
_TOLD = r"(?:(?:,|[ \xa0]{1,2}to(?=[ \xa0]{1,2}(?:the\b|[A-Z])))[ \xa0][^:：|\t\r\n()\[\]?!“”]{1,100}?)?"
# "Posted by u/roe" of a thread, "<Q - Roe>:" of a call, "Hon. (Ms.) Roe:", "Hon Roe to the Minister:" of a house.
_FROM = r"(?:Posted\sby\s|(?:Comment|Question)\s[Ff]rom\s|[Ff]rom[ \xa0]{1,2}(?=[^:\n]{1,60}[ \xa0](?::|to[ \xa0])))?"
_BESIDE = r"(?:[QA]\s[–—-]\s|Hon\.\s\([A-Z]\w{1,4}\.?\)\s)?"
_LABEL = rf"{_FROM}{OPENS}{_BESIDE}{_NAME}(?P<about>{_TOLD}{BRACKETS}{{0,3}}{_TOLD})"
_COLON = rf"(?P<cue>(?:{CLOSED}){{0,2}}[ \xa0]?[:：](?:{CLOSED}){{0,2}})"
# "Mr. SOTO of Florida", "The SPEAKER pro tempore"
_OF_PLACE = r"(?:[ \xa0]of[ \xa0][A-Z]\w+(?:[ \xa0][A-Z]\w+)?|[ \xa0]pro[ \xa0]tempore)?"
# "Analyst", "J.P. Morgan -- Analyst", "Elm Inc."
_OFFICES = r"(?:[^.!?\r\n]|\.(?=\w)|(?:(?<=[. ][A-Z])|(?<=Inc)|(?<=Ltd)|(?<=Co))\.){1,90}"
_TITLES = ("Mr", "Ms", "Dr", "St", "Mrs", "Rep", "Sen", "Gov", "Gen", "Hon", "Rev", "Prof")
_NO_TITLE = "".join(rf"(?<!\b{title})(?<!\b{title.upper()})" for title in _TITLES)
# "Q: Who?", "**A** I do.", "QUESTION (Ann Roe): Why?"; a press office writes "Q    Thanks.", with no mark behind it. No
# word is "Q", so that one blank is enough; behind "A" it is where "Q" stands above.
_BY_LETTER = re.compile(
    rf"(?P<mark>)(?P<open>[*_]{{0,3}})(?P<name>Q|A|QUESTION|ANSWER)\d{{0,3}}(?P<about>{BRACKETS}?)"
    r"(?P<cue>(?:[*_]{0,3}[.:][*_]{0,3}|(?<=[*_][QA])[*_]{1,3})(?=\s)|(?<=[QA])(?:\t|[ \xa0](?=[ \xa0\tA-Z(“\"])))\s*"
)
# What somebody is, and who that is: "HOST (ANN ROE):", "The Secretary of State for Health (Ann Roe)".
_HOLDER = re.compile(
    rf"(?P<mark>)(?P<open>[*_]{{0,3}})(?P<about>(?P<office>[^\W\d_][^:()\[\]\n.!?]{{0,100}}?))[ \xa0]?[(\[]"
    rf"(?P<name>{NAME})[)\]]{BRACKETS}{{0,2}}(?P<cue>(?:[*_]{{0,3}}:[*_]{{0,3}}(?=\s|\Z))|\Z)\s*"
)
_BEFORE = {
    "colon": re.compile(rf"{_LABEL}{_COLON}(?:\s+|(?<=：))"),
    "mark": re.compile(
        rf"(?=[\"“]?[*_<\[({{]){_LABEL}(?P<cue>(?:{CLOSED}){{1,2}}(?!(?<=_)\w)[ \xa0]?(?:--|[—–:>»-])?)\s*"
    ),
    "hour": re.compile(rf"{_LABEL}[ \xa0]?(?P<cue>[\[(]{CLOCK}[\])])[ \xa0]?[:–—-]?\s+"),
    "between": re.compile(
        rf"{_LABEL}(?P<cue>\.?[ \xa0](?:--|//|[—–|»→>-])|\s?[|—]|/(?=\s))(?:(?:{CLOSED}){{1,2}}(?=\s))?\s*"
    ),
    # A wider one stands where links were that ran into a line.
    "gap": re.compile(rf"{_LABEL}(?P<cue>\t|[ \xa0]{{2}}(?![ \xa0]{{40}}))\s*"),
    # "Mr. Roe. Thank you.", "THE CHAIR. Order."
    "stop": re.compile(
        rf"(?=[A-Z](?:\S{{1,20}}\s){{0,6}}\S{{1,20}}\.\s){OPENS}{_NAME}(?P<about>{_OF_PLACE}{BRACKETS}{{0,2}})"
        rf"(?P<cue>(?:(?<=\w{{2}})|(?<=[)\]])){_NO_TITLE}\.)\s+"
    ),
}
# What a line has to have in its beginning to be cut so: cheaper to look for.
_SIGNS = {
    "colon": re.compile(r"[:：]"),
    "mark": re.compile(r"[*_<\[({]"),
    "hour": re.compile(r"[\[(]\d"),
    "between": re.compile(r"[ \xa0](?:--|//|[—–|»→>-])|[|—]|/\s"),
    "gap": re.compile(r"\t|[ \xa0]{2}"),
    "stop": re.compile(r"\.\s"),
}
_ABOVE = {
    "timed": re.compile(
        rf"(?:\[[A-Z]{{2,6}}\]\s)?{_LABEL}(?:{CLOSED}){{0,2}}(?:\s{{1,2}}(?:{BADGE}|-?\d{{1,6}}\spoints?))?[\s·•|,:@(\[–—-]{{1,6}}(?P<cue>{WHEN_AT}:?)(?:{CLOSED}){{0,2}}"
    ),
    "colon": re.compile(rf"{_LABEL}{_COLON}"),
    "alone": re.compile(
        rf"(?:#{{1,6}}\s)?{OPENS}{_BESIDE}{_NAME}"
        rf"(?P<about>(?:(?:,|\s(?:--|[—–|-]))[ \xa0]{_OFFICES})?{BRACKETS}{{0,3}})(?P<cue>(?:{CLOSED}){{0,2}})"
    ),
}
NAME_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_ABBREVIATED = lx.TITLES | ADDRESSES
_ENDED = re.compile(r"(\w{3,})\. ")
HANDLE = re.compile(r"[@~+/]|[a-z]\S+\Z|\S*[\d_]\S*\Z")
_MOST_WORDS = 7
# What is written small in a label: "Man in a red coat", "Minister for Roads".
_SMALL_WORDS = frozenset(["of", "the", "a", "and", "for", "in", "from", "with", "at", "to"])
_OF_CLAUSES = (lx.CLAUSE_WORDS | lx.PRONOUNS) - _SMALL_WORDS
# "In addition to the delegates", "RT @ann"; but "I" and "A deputy".
_NO_BEGINNING = (lx.CLAUSE_WORDS | lx.PRONOUNS | {"rt", "here"}) - {"i", "the", "a", "an"}
_NARRATES = re.compile(
    rf", (?P<first>[a-z]+ed|also|then|whose?|which|{ENGLISH.any_of('past_verbs')})(?: [\w’'-]+){{2,}}(?=,|\Z)"
)


@dataclass(frozen=True, slots=True)
class Cut:
    """A line cut in one manner: ``row`` is its number, ``below`` that of the line where what is said begins, ``hour``
    what stands before or behind the label if it tells an hour; ``wrapped`` tells that the next line goes on with it,
    ``weight`` how much the label looks like a speaker's.
    """

    row: int
    below: int
    turn: Turn
    hour: str
    wrapped: bool = False
    weight: float = 0

    @property
    def timed(self) -> bool:
        """Does an hour tell when it was said?"""
        return bool(self.hour)

    @property
    def manner(self) -> tuple[str, str, bool]:
        """How the page sets the label off: by which mark around it, or by which behind it."""
        label, form = self.turn.label, self.turn.form
        set_off = label["cue"].strip() if form == "between" else label["open"][:1]
        return form, set_off, self.turn.above and form != "colon"


def rows_of(text: str, parts: Sequence[Part]) -> Iterator[list[Part]]:
    """The parts of each line, but for those that only tell when something is seen, and sounds."""
    row: list[Part] = []
    for part in parts:
        if row and (BREAK.search(text, row[-1].span.end, part.span.start) or SHOUTED.match(text, part.span.start)):
            yield row
            row = []
        if part.passage is Passage.NAVIGATION and _is_nobodys(text, part.span):
            yield from [row] if row else []
            row = []
        else:
            row.append(part)
    if row:
        yield row


def _is_nobodys(text: str, span: Span) -> bool:
    return " --> " in span.of(text) or is_stage_direction(text, span) or span.of(text).isdigit()


def is_timed(text: str, row: Sequence[Part]) -> bool:
    """Does the line begin with an hour?"""
    line = Span(row[0].span.start, row[-1].span.end)
    return _has_hour(text[line.start : behind_what_is_ahead(text, line)])


def _is_hour(text: str, row: Sequence[Part]) -> bool:
    return WHEN.fullmatch(text, row[0].span.start, row[-1].span.end) is not None


def _has_hour(ahead: str) -> bool:
    return ":" in ahead and any(map(str.isdigit, ahead))


def cuts_of(text: str, rows: Sequence[list[Part]], number: int) -> Iterator[Cut]:
    """The line of this number, cut in each manner in which it has a label."""
    row = rows[number]
    start, end = row[0].span.start, row[-1].span.end
    behind = behind_what_is_ahead(text, Span(start, end))
    ahead = text[start:behind]
    part = next(one.span for one in row if one.span.end > behind or one is row[-1])
    told = _holder(text, behind, end) or _letter(text, rows, number, behind)
    for form, label in [told] if told else _labels_before(text, behind, end):
        key = _key(label, form)
        if not key or label.end() == end or WHEN.fullmatch(text, label.end(), end):
            continue
        said = text[label.end() : end_of_speech(text, label.end(), end)]
        hour = label["cue"] if form == "hour" else ahead if _has_hour(ahead) else ""
        yield Cut(number, number, Turn(part, key, form, label, said), hour, _goes_on(text, rows, number))
    if end - start <= _LONGEST_ABOVE and number + 1 < len(rows):
        for form, label in [told] if told else _labels_above(text, behind, end):
            hour = label["cue"] if form == "timed" else ahead if _has_hour(ahead) else ""
            below = number + 1
            if form == "alone" and number + 2 < len(rows) and _is_hour(text, rows[below]):
                hour, below = text[rows[below][0].span.start : rows[below][-1].span.end], number + 2
            elif form == "alone":
                # "Ann Roe, The Herald" between two quotations signs the first.
                signed = (
                    number
                    and text[rows[number - 1][-1].span.end - 1] in MARKS
                    and text[rows[below][0].span.start] in MARKS
                )
                below = 0 if signed else _below(text, rows, number)
            if label.end() == end and below and (key := _key(label, form)):
                said = text[rows[below][0].span.start : rows[below][-1].span.end]
                yield Cut(
                    number, below, Turn(part, key, form, label, said, above=True), hour, _goes_on(text, rows, below)
                )
                return


def _labels_before(text: str, start: int, end: int) -> Iterator[tuple[str, re.Match[str]]]:
    until = min(end, start + _LONGEST)
    for form, expression in _BEFORE.items():
        if _SIGNS[form].search(text, start, until) and (label := expression.match(text, start, until)):
            yield form, label


def _labels_above(text: str, start: int, end: int) -> Iterator[tuple[str, re.Match[str]]]:
    for form, expression in _ABOVE.items():
        if label := expression.fullmatch(text, start, end):
            yield form, label


def _goes_on(text: str, rows: Sequence[list[Part]], number: int) -> bool:
    """Is the line wrapped, so that the next one goes on in small letters?"""
    if number + 1 == len(rows) or not text[rows[number][-1].span.end - 1].isalnum():
        return False
    following = rows[number + 1][0].span
    return text[min(behind_what_is_ahead(text, following), following.end - 1)].islower()


def _letter(text: str, rows: Sequence[list[Part]], number: int, start: int) -> tuple[str, re.Match[str]] | None:
    """The label of a line that "Q" begins, or "A"."""
    label = _BY_LETTER.match(text, start, rows[number][-1].span.end)
    if label and label[0] == "A ":
        above = rows[number - 1][0].span if number else Span(start, start)
        asked = _BY_LETTER.match(text, behind_what_is_ahead(text, above), above.end)
        label = label if asked and asked["name"][0] == "Q" else None
    return ("letter", label) if label else None


def _holder(text: str, start: int, end: int) -> tuple[str, re.Match[str]] | None:
    """The label of a line that begins with what somebody is, and his name in brackets."""
    label = _HOLDER.match(text, start, min(end, start + _LONGEST))
    if not label or not (label["cue"] or label.end() == end) or label["name"].casefold() in lx.PLACES:
        return None
    words = [word for word in NAME_WORD.findall(label["name"]) if word.casefold() not in lx.TITLES]
    known = 2 <= len(words) <= 4 and (words[0].casefold() in lx.GIVEN_NAMES or words[-1].casefold() in lx.SURNAMES)
    return ("holder", label) if known or is_addressed(label["name"]) else None


def _below(text: str, rows: Sequence[list[Part]], number: int) -> int:
    """Where what stands under a name alone begins, below what its owner is; 0 if nothing there is said."""
    for below in range(number + 1, min(number + _MOST_OFFICES + 2, len(rows))):
        line = Span(rows[below][0].span.start, rows[below][-1].span.end)
        somebody = _ABOVE["alone"].fullmatch(text, line.start, line.end)
        if somebody and (somebody["name"].casefold() in VOICES or is_full_name(somebody["name"])):
            return 0
        is_company = text.endswith((" Co.", " Corp.", " Inc.", " Ltd."), line.start, line.end)
        if is_speech(line.of(text)) and not is_company:
            return below
        if line.end - line.start > _LONGEST_OFFICE or not (is_company or ends_open(text, line)):
            return 0
    return 0


def _key(label: re.Match[str], form: str) -> str:
    """By what a speaker is told from others; "" if the words are no label."""
    name = label["name"].strip()
    words = [str(word) for word in NAME_WORD.findall(name)]
    if form == "letter":
        return name[0].casefold()
    if not words or len(words) > _MOST_WORDS or SAYS.search(name) or SAYS.search(label["about"]):
        return ""
    small = [word for word in words if word.islower()]
    # "Here’s Kerry"
    first = str(words[0]).casefold().replace("’s", "").replace("'s", "")
    if (
        _narrates(label["about"])
        or (first in _NO_BEGINNING and name != "You" and not is_group(words[-1].casefold()))
        or any(word in _OF_CLAUSES for word in small)
    ):
        return ""
    # "Heledd Price", but "Ticket price".
    surname = words[-1].casefold() in lx.SURNAMES and (name.isupper() or is_written_as_name(name))
    kicker = name.casefold() in lx.KICKERS or words[-1].casefold() in lx.KICKERS
    if is_thing(name) or (kicker and not surname and not is_addressed(name)):
        return ""
    if not any(map(str.isalpha, name)) and not (name[0] == "+" and sum(map(str.isdigit, name)) > 6):
        return ""
    # "Oof. Roe", but "Sen. Roe"
    if any(word.casefold() not in _ABBREVIATED for word in _ENDED.findall(name)):
        return ""
    if not _may_be_called(words, [word for word in small if word not in _SMALL_WORDS | PARTICLES]):
        return ""
    if form == "stop" and not (words[-1].isupper() or _is_addressed_so(name, words)):
        return ""
    last = words[-1].casefold()
    return name.casefold() if last.isdigit() or (len(last) == 1 < len(words)) or HANDLE.match(name) else last


def _may_be_called(words: Sequence[str], small: Sequence[str]) -> bool:
    """Is anybody called so of whom the words ``small`` tell: "man in a red coat", "nina pratt", not "Roe then came"?"""
    told = {word.casefold() for word in words}
    return len(small) < 4 and (
        len(small) in (0, len(words)) or any(not told.isdisjoint(some) for some in (lx.ROLES, lx.TITLES, VOICES))
    )


def _narrates(about: str) -> bool:
    """ "Ann Roe, the mayor, summed it up well: ..." is a sentence."""
    told = _NARRATES.search(about)
    return told is not None and told["first"] not in lx.ROLES


def _is_addressed_so(name: str, words: Sequence[str]) -> bool:
    """ "Mr. Roe", "Chairwoman Roe": before a full stop anything else is a sentence."""
    office = 1 < len(words) < 4 and words[0].casefold() in lx.ROLES and words[-1][0].isupper()
    office = office or (len(words) == 2 and words[0] == "The" and words[1].casefold() in {*lx.ROLES, *VOICES})
    return office or is_addressed(name) or is_titled(name)
