"""Talks in whatever manner a page sets them: a line is cut in each of them (cuts.py), and the page as a whole decides.

What tells of a talk is weighed together: labels that look like a speaker's and like nothing else, or like a person's;
labels that come again after others; words that sound spoken, or answer a question. None of these is enough by itself,
as lists have names, schedules have hours and advice has a second person.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import dropwhile, islice, pairwise

from factdb.extract.attribution.lines.talks.cuts import HANDLE, NAME_WORD, Cut, cuts_of, is_timed, rows_of
from factdb.extract.attribution.lines.talks.labels import Turn
from factdb.extract.attribution.lines.talks.named import (
    is_addressed,
    is_full_name,
    is_group,
    is_in_title_case,
    is_initials,
    is_titled,
    is_written_as_name,
)
from factdb.extract.attribution.lines.talks.speech import (
    again,
    begins_large,
    is_in_first_person,
    is_planned,
    is_quoted,
    is_speech,
    is_talk,
)
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.records import Passage, Span
from factdb.text.passages import Part
from factdb.text.stage_directions import is_stage_direction

# "GretaHolm" is a handle where an hour tells that somebody writes.
_JOINED = re.compile(r"(?:[A-Z][a-z]+){2,}")
# A word with a capital, behind another of its sentence.
_WITHIN = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]*")
# How much a label looks like a speaker's: like nothing else, like a person's, like one that is set off, like a thing's.
_SPEAKER, _IN_FULL, _PERSON, _SET_OFF, _THING = 2.0, 1.5, 1.0, 0.5, -1.0
# How much more an hour beside it tells, and the full stop of a record, which nothing else has behind "Mr. POE".
_TIMED, _STOPPED = 1.0, 0.5
# How much what is said sounds spoken: it is quoted, somebody speaks of himself, asks, or speaks to somebody.
_QUOTED, _OF_ONESELF, _ASKS, _SPOKEN, _UNENDED = 1.25, 1.0, 0.75, 0.5, -0.5
_ANSWERED = 0.5
# What labels, words and their order weigh together in a talk; more, where nobody comes again.
_ENOUGH, _ENOUGH_ONCE = 1.9, 2.05
# How many of one surname are compared, so that a long talk stays linear.
_NAMESAKES = 50


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


@dataclass(frozen=True)
class _Page:
    """What tells of a label: the page's rows, whether these are captions of a film, and whether it tells of sounds."""

    text: str
    rows: Sequence[list[Part]]
    is_film: bool
    staged: bool

    @cached_property
    def named(self) -> set[str]:
        """The words that have capitals within sentences."""
        return {str(word).casefold() for word in _WITHIN.findall(self.text)}


_NONE = Talk({}, frozenset(), frozenset(), loose=False, apart=frozenset())


def talk(text: str, parts: Sequence[Part], *, is_film: bool) -> Talk:
    """What the page holds of a talk; nothing if it is none."""
    rows = list(rows_of(text, parts))
    ways: dict[tuple[str, str, bool], list[Cut]] = defaultdict(list)
    for number in range(len(rows)):
        for cut in cuts_of(text, rows, number):
            ways[cut.manner].append(cut)
    if all(len(cuts) < 2 for cuts in ways.values()) and len(ways) < 2:
        return _NONE
    page = _Page(
        text,
        rows,
        is_film,
        staged=any(part.passage is Passage.NAVIGATION and is_stage_direction(text, part.span) for part in parts),
    )
    # A letter, and somebody whose office is told, speak beside whomever the page names in another manner.
    beside = [cut for cuts in ways.values() for cut in cuts if cut.turn.form in ("letter", "holder")]
    found: dict[int, Cut] = {}
    for cuts in sorted(ways.values(), key=len, reverse=True):
        one_each = {cut.row: cut for cut in (*cuts, *beside)}
        some = _told_apart([one_each[row] for row in sorted(one_each)])
        for cut in _turns_among(some, page):
            found.setdefault(cut.row, cut)
    speakers = {cut.turn.key for cut in found.values()}
    # Who speaks on the page speaks in a line that is cut otherwise as well, and several break in between two.
    for cut in (cut for cuts in ways.values() for cut in cuts if cut.row not in found):
        known = cut.turn.key in speakers and cut.turn.form not in ("alone", "stop", "between")
        if known or (is_group(cut.turn.key) and {cut.row - 1, cut.row + 1} <= found.keys()):
            found[cut.row] = cut
    cuts = [found[number] for number in sorted(found)]
    # "Interviewer: Ann Roe" above a talk says who it is.
    cuts = cuts if is_film else list(dropwhile(_says_nothing, cuts))
    if not cuts:
        return _NONE
    offices = {part.span for cut in cuts for row in rows[cut.row + 1 : cut.below] for part in row}
    said = {p.span for cut in cuts for p in rows[cut.below] if cut.turn.above or p.passage is not Passage.NAVIGATION}
    loose = 2 * sum(cut.timed for cut in cuts) > len(cuts)
    apart = {
        part.span for number, row in enumerate(rows) if number not in found and is_timed(text, row) for part in row
    }
    return Talk({cut.turn.part: cut.turn for cut in cuts}, frozenset(offices), frozenset(said), loose, frozenset(apart))


def _turns_among(cuts: Sequence[Cut], page: _Page) -> list[Cut]:
    """Those of the lines cut in one manner that are turns of a talk; none if they make none."""
    if all(cut.timed for cut in cuts) and is_planned([cut.hour for cut in cuts]):
        return []
    weighed = [replace(cut, weight=_weight(cut, page)) for cut in cuts]
    # Who is named in full once is meant by the surname further on.
    full: defaultdict[str, float] = defaultdict(lambda: _THING)
    for cut in weighed:
        if cut.weight >= _IN_FULL:
            full[cut.turn.key] = max(full[cut.turn.key], cut.weight)
    weighed = [replace(cut, weight=max(cut.weight, full[cut.turn.key])) for cut in weighed]
    recurring = again([cut.turn.key for cut in cuts])
    theirs = [cut for cut in weighed if _may_speak(cut, page) or cut.turn.key in recurring]
    theirs = [cut for cut in theirs if not (_is_parenthesis(cut) or cut.turn.is_of_himself)]
    if not _is_talk(theirs, page):
        return []
    # Far from others "CABINET NEWCOMERS: " is a heading, between them "An Ceann Comhairle: " is somebody.
    sure = {cut.row for cut in theirs if cut.weight > _SET_OFF or cut.turn.key in recurring}
    between = {cut.row for cut in cuts if cut.row - 1 in sure and (cut.row + 1 in sure or cut is cuts[-1])}
    theirs = [cut for cut in theirs if cut.row in sure | between or _may_speak_once(cut)]
    return [*theirs, *(cut for cut in cuts if cut.row in between and is_in_title_case(cut.turn.name))]


def _may_speak(cut: Cut, page: _Page) -> bool:
    return cut.weight > 0 or cut.timed or (page.is_film and cut.weight == 0)


def _is_parenthesis(cut: Cut) -> bool:
    """ "Senator Roe — and I like her — voted." """
    return cut.turn.form == "between" and not cut.timed and not begins_large(cut.turn.said)


def _may_speak_once(cut: Cut) -> bool:
    return cut.timed or " " not in cut.turn.name or is_talk(cut.turn.said)


def _is_talk(cuts: Sequence[Cut], page: _Page) -> bool:
    """Do labels, words and their order tell of people who speak to each other?"""
    order = _in_order(cuts, page.rows)
    keys, comes_again = set(order), again(order)
    # One alone has a label where he is quoted again and again.
    if len(keys) == 1 < len(cuts) - 1 and all(is_quoted(cut.turn.said) for cut in cuts):
        comes_again = keys
    if not comes_again and (len(keys) < 2 or _may_be_headings(cuts)):
        return False
    # With nothing between, lines without full stops are those of a chat.
    dense = len(cuts) > 2 * len(keys) and cuts[-1].row - cuts[0].row < len(cuts)
    labels = sum(cut.weight for cut in cuts) / len(cuts)
    spoken = sum(_sounds_spoken(cut, loose=dense or page.is_film) for cut in cuts) / len(cuts)
    # Lists have names.
    if spoken <= 0 and labels < _SPEAKER:
        return False
    recurring = sum(key in comes_again for key in order) / len(order)
    answered = any("?" in one.turn.said and one.turn.key != other.turn.key for one, other in pairwise(cuts))
    return labels + spoken + recurring + _ANSWERED * answered >= (_ENOUGH if comes_again else _ENOUGH_ONCE)


def _may_be_headings(cuts: Sequence[Cut]) -> bool:
    """Do the labels stand above what may be no speech, or do all ask, as readers do one after the other?"""
    return cuts[0].turn.form in ("alone", "timed") or all(cut.turn.said.endswith("?") for cut in cuts)


def _in_order(cuts: Sequence[Cut], rows: Sequence[list[Part]]) -> list[str]:
    """The keys of those who speak one after the other, "" for whoever asks somebody without a label."""
    told = {row for cut in cuts for row in (cut.row, cut.below)}
    order: list[str] = []
    for cut in cuts:
        above = cut.row - 1
        if above >= 0 and cut.weight > 0 and above not in told and rows[above][0].passage is Passage.QUESTION:
            order.append("")
        order.append(cut.turn.key)
    return order


def _sounds_spoken(cut: Cut, *, loose: bool) -> float:
    said = cut.turn.said
    if is_quoted(said):
        return _QUOTED
    if not (loose or cut.timed or (begins_large(said) and (cut.wrapped or is_speech(said)))):
        return _UNENDED
    if is_in_first_person(said):
        return _OF_ONESELF
    return _ASKS if "?" in said else _SPOKEN * is_talk(said)


def _told_apart(cuts: Sequence[Cut]) -> Sequence[Cut]:
    """The cuts, those of one surname told apart by all of their names if they speak to each other: "Mrs. Roe" and
    "Tom Roe".
    """
    names: defaultdict[str, dict[frozenset[str], None]] = defaultdict(dict)
    for one, other in pairwise(cuts):
        if one.turn.key == other.turn.key:
            names[one.turn.key] |= dict.fromkeys((one.turn.words, other.turn.words))
    kin = {
        words
        for some in names.values()
        for words in some
        for others in islice(some, _NAMESAKES)
        if words - others and others - words
    }
    return [
        replace(cut, turn=replace(cut.turn, key=cut.turn.name.casefold())) if kin and cut.turn.words in kin else cut
        for cut in cuts
    ]


def _weight(cut: Cut, page: _Page) -> float:
    """How much the label looks like a speaker's, as far as its words and marks tell, and the page around it: whom its
    prose names is somebody, and where it tells of sounds, what is set in capitals speaks.
    """
    label = _of_name(cut)
    if 0 <= label < _PERSON and cut.turn.form != "alone" and cut.turn.key in page.named:
        label = _PERSON
    if page.staged and label > 0 and cut.turn.is_shouted:
        label = _SPEAKER
    if label > 0 and cut.turn.form == "stop":
        label += _STOPPED
    return label + _TIMED * (0.5 if label == 0 else 1) if label >= 0 and cut.timed else label


def _of_name(cut: Cut) -> float:
    turn, name, key = cut.turn, cut.turn.name, cut.turn.key
    words = [str(word).casefold() for word in NAME_WORD.findall(name)]
    if is_addressed(name) or is_titled(name) or turn.is_voice or turn.is_heard or turn.is_introduced:
        return _SPEAKER
    # Whoever kept a log is "You" in it.
    if name == "You" and cut.timed:
        return _PERSON
    if turn.label["open"][:2].casefold() == "<v" or name[0] in "@/+~" or name.startswith("u/"):
        return _SPEAKER
    if turn.names_itself:
        return _IN_FULL
    if turn.form == "letter" or is_full_name(name.title() if turn.above else name) or is_initials(name):
        return _PERSON
    if _is_role(words) or (name.isupper() and (key in lx.SURNAMES or key in lx.GIVEN_NAMES)):
        return _PERSON
    if name.casefold() in lx.PLACES or any(
        word in lx.NOT_NAMES or word in lx.PLACES or word in lx.KICKERS for word in words
    ):
        return _THING
    # "Measure B", but "Hana K"
    if len(words[-1]) < len(words) and words[0] not in lx.GIVEN_NAMES and not cut.timed:
        return _THING
    if HANDLE.match(name):
        return _PERSON if turn.form == "mark" or turn.label["open"] else _SET_OFF
    if (cut.timed and _JOINED.fullmatch(name)) or is_written_as_name(name):
        return _SET_OFF if name.isupper() else _PERSON
    if key in lx.GIVEN_NAMES or key in lx.SURNAMES:
        return _PERSON
    is_set_off = (name.isupper() and turn.is_shouted and turn.form != "between") or (
        turn.above and turn.form == "colon"
    )
    return _SET_OFF if is_set_off else 0


def _is_role(words: Sequence[str]) -> bool:
    """ "Resident", "Minister for Roads", "Lead singer of Elm", but not "Republican primary"."""
    heads = [words[0], words[-1], *(word for word, of in pairwise(words) if of in ("for", "in", "of"))]
    return not lx.ROLES.keys().isdisjoint(heads)


def _says_nothing(cut: Cut) -> bool:
    said = cut.turn.said
    return not (cut.timed or cut.wrapped or is_speech(said) or is_talk(said) or is_quoted(said))
