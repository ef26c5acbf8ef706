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
    OPENS,
    SAYS,
    WHEN,
    WHEN_AT,
    Turn,
    behind_what_is_ahead,
    end_of_speech,
)
from factdb.extract.attribution.lines.talks.named import (
    VOICES,
    is_addressed,
    is_full_name,
    is_thing,
    is_titled,
    is_written_as_name,
)
from factdb.extract.attribution.lines.talks.speech import is_speech
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
_TOLD = r"(?:(?:,|[ \xa0]to[ \xa0]the)[ \xa0][^:：|\t\r\n()\[\]?!“”]{1,60}?)?"
# "Posted by u/roe" of a thread, "<Q - Roe>:" of a call, "Hon. (Ms.) Roe:", "Hon Roe to the Minister:" of a house.
_FROM = r"(?:Posted\sby\s|(?:Comment|Question)\s[Ff]rom\s|[Ff]rom[ \xa0]{1,2}(?=[^:\n]{1,60}[ \xa0]:))?"
_BESIDE = r"(?:[QA]\s[–—-]\s|Hon\.\s\([A-Z]\w{1,4}\.?\)\s)?"
_LABEL = rf"{_FROM}{OPENS}{_BESIDE}{_NAME}(?P<about>{_TOLD}{BRACKETS}{{0,3}}{_TOLD})"
_COLON = rf"(?P<cue>(?:{CLOSED}){{0,2}}[ \xa0]?[:：](?:{CLOSED}){{0,2}})"
# "Analyst", "J.P. Morgan -- Analyst", "Elm Inc."
_OFFICES = r"(?:[^.!?\r\n]|\.(?=\w)|(?:(?<=[. ][A-Z])|(?<=Inc)|(?<=Ltd)|(?<=Co))\.){1,90}"
_TITLES = ("Mr", "Ms", "Dr", "St", "Mrs", "Rep", "Sen", "Gov", "Gen", "Hon", "Rev", "Prof")
_NO_TITLE = "".join(rf"(?<!\b{title})(?<!\b{title.upper()})" for title in _TITLES)
_BEFORE = {
    "colon": re.compile(rf"{_LABEL}{_COLON}(?:\s+|(?<=：))"),
    "mark": re.compile(
        rf"(?=[\"“]?[*_<\[({{]){_LABEL}(?P<cue>(?:{CLOSED}){{1,2}}(?!(?<=_)\w)[ \xa0]?(?:--|[—–:>»-])?)\s*"
    ),
    "hour": re.compile(rf"{_LABEL}[ \xa0]?(?P<cue>[\[(]{CLOCK}[\])])[ \xa0]?[:–—-]?\s+"),
    "between": re.compile(rf"{_LABEL}(?P<cue>[ \xa0](?:--|//|[—–|»→>-])|\s?[|—])(?:(?:{CLOSED}){{1,2}}(?=\s))?\s*"),
    "gap": re.compile(rf"{_LABEL}(?P<cue>\t|[ \xa0]{{2}})\s*"),
    # "Mr. Roe. Thank you.", "THE CHAIR. Order."
    "stop": re.compile(
        rf"(?=[A-Z](?:\S{{1,20}}\s){{0,4}}\S{{1,20}}\.\s){_LABEL}(?P<cue>(?:(?<=\w{{2}})|(?<=[)\]])){_NO_TITLE}\.)\s+"
    ),
}
# What a line has to have in its beginning to be cut so: cheaper to look for.
_SIGNS = {
    "colon": re.compile(r"[:：]"),
    "mark": re.compile(r"[*_<\[({]"),
    "hour": re.compile(r"[\[(]\d"),
    "between": re.compile(r"[ \xa0](?:--|//|[—–|»→>-])|[|—]"),
    "gap": re.compile(r"\t|[ \xa0]{2}"),
    "stop": re.compile(r"\.\s"),
}
_ABOVE = {
    "timed": re.compile(
        rf"(?:\[[A-Z]{{2,6}}\]\s)?{_LABEL}(?:{CLOSED}){{0,2}}(?:\s(?:{BADGE}|-?\d{{1,6}}\spoints?))?[\s·•|,:@(\[–—-]{{1,6}}(?P<cue>{WHEN_AT}:?)(?:{CLOSED}){{0,2}}"
    ),
    "colon": re.compile(rf"{_LABEL}{_COLON}"),
    "alone": re.compile(
        rf"(?:#{{1,6}}\s)?{OPENS}{_BESIDE}{_NAME}"
        rf"(?P<about>(?:(?:,|\s(?:--|[—–|-]))[ \xa0]{_OFFICES})?{BRACKETS}{{0,3}})(?P<cue>(?:{CLOSED}){{0,2}})"
    ),
}
NAME_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
HANDLE = re.compile(r"[@~+/]|[a-z]\S+\Z|\S*[\d_]\S*\Z")
_MOST_WORDS = 7
# What is written small in a label: "Man in a red coat", "Minister for Roads".
_SMALL_WORDS = frozenset(["of", "the", "a", "and", "for", "in", "from", "with", "at", "to"])
_OF_CLAUSES = (lx.CLAUSE_WORDS | lx.PRONOUNS) - _SMALL_WORDS
_PRONOUNS_BUT_I = lx.PRONOUNS - {"i"}


@dataclass(frozen=True, slots=True)
class Cut:
    """A line cut in one manner: ``row`` is its number, ``below`` that of the line where what is said begins, ``hour``
    what stands before or behind the label if it tells an hour.
    """

    row: int
    below: int
    turn: Turn
    hour: str

    @property
    def timed(self) -> bool:
        """Does an hour tell when it was said?"""
        return bool(self.hour)

    @property
    def manner(self) -> tuple[str, str, bool]:
        """How the page sets the label off: by which mark around it, or by which behind it."""
        label, form = self.turn.label, self.turn.form
        return form, label["cue"].strip() if form == "between" else label["open"][:1], self.turn.above


def rows_of(text: str, parts: Sequence[Part]) -> Iterator[list[Part]]:
    """The parts of each line, but for those that only tell when something is seen, and sounds."""
    row: list[Part] = []
    for part in parts:
        if row and BREAK.search(text, row[-1].span.end, part.span.start):
            yield row
            row = []
        if row or not (part.passage is Passage.NAVIGATION and _is_nobodys(text, part.span)):
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
    hour = ahead if _has_hour(ahead) else ""
    part = next(one.span for one in row if one.span.end > behind or one is row[-1])
    until = min(end, behind + _LONGEST)
    for form, expression in _BEFORE.items():
        label = expression.match(text, behind, until) if _SIGNS[form].search(text, behind, until) else None
        if label and label.end() < end and (key := _key(label, form)) and not WHEN.fullmatch(text, label.end(), end):
            said = text[label.end() : end_of_speech(text, label.end(), end)]
            yield Cut(number, number, Turn(part, key, form, label, said), label["cue"] if form == "hour" else hour)
    if end - start > _LONGEST_ABOVE or number + 1 == len(rows):
        return
    for form, expression in _ABOVE.items():
        label = expression.fullmatch(text, behind, end)
        if label and (key := _key(label, form)):
            below, when = number + 1, label["cue"] if form == "timed" else hour
            if form == "alone" and number + 2 < len(rows) and _is_hour(text, rows[number + 1]):
                below, when = number + 2, text[rows[number + 1][0].span.start : rows[number + 1][-1].span.end]
            elif form == "alone":
                below = _below(text, rows, number)
            if below:
                said = text[rows[below][0].span.start : rows[below][-1].span.end]
                yield Cut(number, below, Turn(part, key, form, label, said, above=True), when)
            return


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
    if not words or len(words) > _MOST_WORDS or SAYS.search(name) or SAYS.search(label["about"]):
        return ""
    small = [word for word in words if word.islower()]
    if (words[0].casefold() in _PRONOUNS_BUT_I and name != "You") or any(word in _OF_CLAUSES for word in small):
        return ""
    # "Heledd Price", but "Ticket price".
    surname = words[-1].casefold() in lx.SURNAMES and is_written_as_name(name)
    kicker = words[-1].casefold() in lx.KICKERS and not (is_addressed(name) or surname)
    if is_thing(name) or name.casefold() in lx.KICKERS or kicker:
        return ""
    if not any(map(str.isalpha, name)) and not (name[0] == "+" and sum(map(str.isdigit, name)) > 6):
        return ""
    if len(small) - sum(word in _SMALL_WORDS for word in small) > 3:
        return ""
    if form == "stop" and not (words[-1].isupper() or _is_addressed_so(name, words)):
        return ""
    last = words[-1].casefold()
    return name.casefold() if last.isdigit() or (len(last) == 1 < len(words)) or HANDLE.match(name) else last


def _is_addressed_so(name: str, words: Sequence[str]) -> bool:
    """ "Mr. Roe", "Chairwoman Roe": before a full stop anything else is a sentence."""
    office = 1 < len(words) < 4 and words[0].casefold() in lx.ROLES and words[-1][0].isupper()
    office = office or (len(words) == 2 and words[0] == "The" and words[1].casefold() in {*lx.ROLES, *VOICES})
    return office or is_addressed(name) or is_titled(name)
