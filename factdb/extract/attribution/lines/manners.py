"""Talks in whatever manner a page sets them: a line is cut into what may be a label and what may be said in each way
that pages have (a colon, marks around, a dash, a bar, a gap, a line of its own), and the page as a whole decides.

It holds a talk if lines cut in one manner have labels that come again after others, of which people have most, and if
what stands behind these sounds spoken. Then a label speaks that occurs once as well.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, pairwise

from factdb.extract.attribution.lines.labels import (
    BADGE,
    BRACKETS,
    CLOCK,
    CLOSED,
    OPENS,
    SAYS,
    VOICES,
    WHEN,
    WHEN_AT,
    Turn,
    behind_what_is_ahead,
    end_of_speech,
    is_addressed,
    is_full_name,
    is_initials,
    is_thing,
    is_titled,
    is_voice,
    is_written_as_name,
)
from factdb.extract.attribution.lines.speech import again, is_in_first_person, is_planned, is_speech, is_talk
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.records import Passage, Span
from factdb.text.passages import Part, ends_open
from factdb.text.stage_directions import is_stage_direction
from factdb.text.whitespace import BREAKS

_BREAK = re.compile(rf"[{BREAKS}]")
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
_CODE = re.compile(r"[A-Z]{2,3}")
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
# "GretaHolm" is one where an hour tells that somebody writes.
_HANDLE, _JOINED = re.compile(r"[@~+/]|[a-z]\S+\Z|\S*[\d_]\S*\Z"), re.compile(r"(?:[A-Z][a-z]+){2,}")
_MOST_WORDS, _FEWEST = 7, 4
# What is written small in a label: "Man in a red coat", "Minister for Roads".
_SMALL_WORDS = frozenset(["of", "the", "a", "and", "for", "in", "from", "with", "at", "to"])
_OF_CLAUSES = (lx.CLAUSE_WORDS | lx.PRONOUNS) - _SMALL_WORDS
_PRONOUNS_BUT_I = lx.PRONOUNS - {"i"}


@dataclass(frozen=True, slots=True)
class Talk:
    """The turns of a talk, by their part; the parts that belong to labels above what is said, and what stands under
    such a label, whatever the page takes it for. ``loose`` tells that what is said needs no full stop to go on, and
    ``apart`` are then the lines that an hour begins and nobody says: "[21:05] ann joins".
    """

    turns: dict[Span, Turn]
    offices: frozenset[Span]
    said: frozenset[Span]
    loose: bool
    apart: frozenset[Span]


_NONE = Talk({}, frozenset(), frozenset(), loose=False, apart=frozenset())


@dataclass(frozen=True, slots=True)
class _Cut:
    """A line cut in one manner: ``row`` is its number, ``below`` that of the line where what is said begins, ``hour``
    what stands before or behind the label if it tells an hour.
    """

    row: int
    below: int
    turn: Turn
    hour: str

    @property
    def timed(self) -> bool:
        return bool(self.hour)

    @property
    def manner(self) -> tuple[str, str, bool]:
        """How the page sets the label off: by which mark around it, or by which behind it."""
        label, form = self.turn.label, self.turn.form
        return form, label["cue"].strip() if form == "between" else label["open"][:1], self.turn.above


def talk(text: str, parts: Sequence[Part]) -> Talk:
    """What the page holds of a talk; nothing if it is none."""
    rows = list(_rows(text, parts))
    ways: dict[tuple[str, str, bool], list[_Cut]] = defaultdict(list)
    for number in range(len(rows)):
        for cut in _cut(text, rows, number):
            ways[cut.manner].append(cut)
    found: dict[int, _Cut] = {}
    for some in map(_told_apart, sorted(ways.values(), key=len, reverse=True)):
        if (
            _is_talk([cut for cut in some if _is_person(cut)])
            or _is_talk(some, unknown=True)
            or _is_interview(some)
            or _is_answering(some, rows)
        ):
            recurring = again([cut.turn.key for cut in some])
            for cut in some:
                if _is_person(cut) or cut.turn.key in recurring or cut.timed:
                    found.setdefault(cut.row, cut)
    # "Interviewer: Ann Roe" above a talk says who it is.
    cuts = list(dropwhile(_says_nothing, (found[number] for number in sorted(found))))
    if not cuts:
        return _NONE
    offices = {part.span for cut in cuts for row in rows[cut.row + 1 : cut.below] for part in row}
    said = {p.span for cut in cuts for p in rows[cut.below] if cut.turn.above or p.passage is not Passage.NAVIGATION}
    loose = 2 * sum(cut.timed for cut in cuts) > len(cuts)
    apart = {
        part.span for number, row in enumerate(rows) if number not in found and _is_timed(text, row) for part in row
    }
    return Talk({cut.turn.part: cut.turn for cut in cuts}, frozenset(offices), frozenset(said), loose, frozenset(apart))


def _told_apart(cuts: Sequence[_Cut]) -> Sequence[_Cut]:
    """The cuts, those of one surname told apart by all of their names if they speak to each other: "Mrs. Roe" and
    "Tom Roe".
    """
    names = {
        words
        for one, other in pairwise(cuts)
        if one.turn.key == other.turn.key
        for words in (one.turn.words, other.turn.words)
    }
    kin = {one for one in names for other in names if one - other and other - one and not one.isdisjoint(other)}
    return [
        replace(cut, turn=replace(cut.turn, key=cut.turn.name.casefold())) if kin and cut.turn.words in kin else cut
        for cut in cuts
    ]


def _rows(text: str, parts: Sequence[Part]) -> Iterator[list[Part]]:
    """The parts of each line, but for those that only tell when something is seen, and sounds."""
    row: list[Part] = []
    for part in parts:
        if row and _BREAK.search(text, row[-1].span.end, part.span.start):
            yield row
            row = []
        if row or not (part.passage is Passage.NAVIGATION and _is_nobodys(text, part.span)):
            row.append(part)
    if row:
        yield row


def _is_nobodys(text: str, span: Span) -> bool:
    return " --> " in span.of(text) or is_stage_direction(text, span) or span.of(text).isdigit()


def _is_timed(text: str, row: Sequence[Part]) -> bool:
    """Does the line begin with an hour?"""
    line = Span(row[0].span.start, row[-1].span.end)
    return _has_hour(text[line.start : behind_what_is_ahead(text, line)])


def _is_hour(text: str, row: Sequence[Part]) -> bool:
    return WHEN.fullmatch(text, row[0].span.start, row[-1].span.end) is not None


def _has_hour(ahead: str) -> bool:
    return ":" in ahead and any(map(str.isdigit, ahead))


def _cut(text: str, rows: Sequence[list[Part]], number: int) -> Iterator[_Cut]:
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
            yield _Cut(number, number, Turn(part, key, form, label, said), label["cue"] if form == "hour" else hour)
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
                yield _Cut(number, below, Turn(part, key, form, label, said, above=True), when)
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
    words = [str(word) for word in _WORD.findall(name)]
    if not words or len(words) > _MOST_WORDS or SAYS.search(name) or SAYS.search(label["about"]):
        return ""
    small = [word for word in words if word.islower()]
    if (words[0].casefold() in _PRONOUNS_BUT_I and name != "You") or any(word in _OF_CLAUSES for word in small):
        return ""
    if (
        is_thing(name)
        or name.casefold() in lx.KICKERS
        or (words[-1].casefold() in lx.KICKERS and not is_addressed(name))
    ):
        return ""
    if not any(map(str.isalpha, name)) and not (name[0] == "+" and sum(map(str.isdigit, name)) > 6):
        return ""
    if len(small) - sum(word in _SMALL_WORDS for word in small) > 3:
        return ""
    if form == "stop" and not (words[-1].isupper() or _is_addressed_so(name, words)):
        return ""
    last = words[-1].casefold()
    return name.casefold() if last.isdigit() or (len(last) == 1 < len(words)) or _HANDLE.match(name) else last


def _is_addressed_so(name: str, words: Sequence[str]) -> bool:
    """ "Mr. Roe", "Chairwoman Roe": before a full stop anything else is a sentence."""
    office = 1 < len(words) < 4 and words[0].casefold() in lx.ROLES and words[-1][0].isupper()
    office = office or (len(words) == 2 and words[0] == "The" and words[1].casefold() in {*lx.ROLES, *VOICES})
    return office or is_addressed(name) or is_titled(name)


def _is_person(cut: _Cut) -> bool:
    """Does the label name or describe somebody, as far as words tell, be they small ones on a line of their own?"""
    name, key = cut.turn.name, cut.turn.key
    words = [str(word).casefold() for word in _WORD.findall(name)]
    full = is_full_name(name.title() if cut.turn.above else name)
    if full or is_addressed(name) or is_titled(name) or is_voice(cut.turn) or is_initials(name):
        return True
    if not lx.ROLES.keys().isdisjoint(words) or key in lx.ROLE_PLURALS or key in lx.ANONYMOUS:
        return True
    if cut.turn.label["open"][:2].casefold() == "<v" or (cut.timed and _JOINED.fullmatch(name)):
        return True
    if any(word in lx.NOT_NAMES or word in lx.PLACES or word in lx.KICKERS for word in words):
        return False
    if _HANDLE.match(name):
        return cut.timed or cut.turn.form == "mark" or bool(cut.turn.label["open"]) or name[0] in "@/+~"
    return (
        is_written_as_name(name)
        or key in lx.GIVEN_NAMES
        or key in lx.SURNAMES
        or (name.isupper() and cut.turn.form != "between")
    )


def _is_talk(cuts: Sequence[_Cut], *, unknown: bool = False) -> bool:
    """Do people take turns, and does what they say sound spoken? Where it is ``unknown`` who they are, two come again,
    and a quarter of what is said has a first person.
    """
    turns = [cut.turn for cut in cuts]
    keys = [turn.key for turn in turns]
    if len(turns) < _FEWEST or len(set(keys) - {"q", "a"}) < 2 or not again(keys):
        return False
    if all(cut.timed for cut in cuts):
        if is_planned([cut.hour for cut in cuts]):
            return False
        if 2 * sum(_is_surely_named(cut) for cut in cuts) >= len(turns):
            return True
    spoken = [turn for turn in turns if is_talk(turn.said)]
    if 4 * len(spoken) < len(turns) or len({turn.key for turn in spoken}) < 2:
        return False
    # With nothing between, lines without full stops are those of a chat.
    dense = len(cuts) > 2 * len(set(keys)) and cuts[-1].row - cuts[0].row < len(cuts)
    ended = len(turns) if dense else sum(is_speech(cut.turn.said) or cut.timed for cut in cuts)
    if 4 * ended < 3 * len(turns):
        return False
    answered = any("?" in one.said and one.key != other.key for one, other in pairwise(turns))
    own = sum(is_in_first_person(turn.said) for turn in turns)
    if unknown:
        speaking = {turn.key for turn in turns if is_in_first_person(turn.said)}
        # "P3" and "I" are told apart by nothing else.
        coded = all(len(turn.name) < 4 and turn.name.isupper() for turn in turns)
        sure = coded or any(map(_is_person, cuts))
        # Dashes, bars and gaps stand elsewhere as well.
        if (
            not sure
            and not (dense and answered)
            and (turns[0].form in ("between", "gap", "alone") or len(speaking) < 2)
        ):
            return False
        if len(speaking) < 2 and not (answered and own > 1):
            return False
        named = sum(map(_may_be_named, cuts))
        return 4 * own >= len(turns) and len(again(keys)) > 1 and 4 * named >= 3 * len(turns)
    return own > 1 or (own > 0 and answered)


def _is_surely_named(cut: _Cut) -> bool:
    """Is the label a name whatever stands behind it, as a word with a capital is where a day or seconds are told?"""
    name = cut.turn.name
    if is_addressed(name) or is_titled(name) or is_full_name(name) or is_written_as_name(name) or name[0] in "+@~":
        return True
    exact = sum(map(str.isdigit, cut.hour)) > 5 or cut.turn.key in lx.GIVEN_NAMES
    return exact and name[0].isupper() and not name.isupper() and cut.turn.key not in lx.NOT_NAMES


def _is_interview(cuts: Sequence[_Cut]) -> bool:
    """Do a person and another, be it the name of a paper, take turns, of whom the one answers what the other asks?"""
    recurring = again([cut.turn.key for cut in cuts])
    turns = [cut for cut in cuts if cut.turn.key in recurring]
    asking = [cut.turn for cut in turns if not _is_person(cut)]
    answering = [cut.turn for cut in turns if _is_person(cut)]
    if len(recurring) != 2 or len(turns) < _FEWEST or len({turn.key for turn in asking}) != 1:
        return False
    if any(one.turn.key == other.turn.key for one, other in pairwise(turns)):
        return False
    asked = sum("?" in turn.said for turn in asking)
    own = sum(is_in_first_person(turn.said) for turn in answering)
    return asked > 1 and 3 * asked >= 2 * len(asking) and 2 * own >= len(answering)


def _is_answering(cuts: Sequence[_Cut], rows: Sequence[list[Part]]) -> bool:
    """Does somebody speak of himself under questions that have no label?"""
    under = [cut for cut in cuts if cut.row and rows[cut.row - 1][0].passage is Passage.QUESTION]
    named = all(_is_person(cut) or _CODE.fullmatch(cut.turn.name) for cut in cuts)
    own = sum(is_in_first_person(cut.turn.said) for cut in under)
    return named and len(under) > 2 and 3 * len(under) >= 2 * len(cuts) and 2 * own >= len(under)


def _may_be_named(cut: _Cut) -> bool:
    name, key = cut.turn.name, cut.turn.key
    written = name[0].isupper() or (name.islower() and " " not in name)
    return _is_person(cut) or (written and (len(name) == 1 or (key not in lx.NOT_NAMES and key not in lx.PLACES)))


def _says_nothing(cut: _Cut) -> bool:
    return not (cut.timed or is_speech(cut.turn.said) or is_talk(cut.turn.said))
