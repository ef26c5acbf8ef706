"""Talks in whatever manner a page sets them: a line is cut in each of them (cuts.py), and the page as a whole decides.

It holds a talk if lines cut in one manner have labels that come again after others, of which people have most, and if
what stands behind these sounds spoken. Then a label speaks that occurs once as well.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, islice, pairwise

from factdb.extract.attribution.lines.talks.cuts import HANDLE, NAME_WORD, Cut, cuts_of, is_timed, rows_of
from factdb.extract.attribution.lines.talks.labels import Turn
from factdb.extract.attribution.lines.talks.named import (
    is_addressed,
    is_full_name,
    is_initials,
    is_titled,
    is_written_as_name,
)
from factdb.extract.attribution.lines.talks.speech import again, is_in_first_person, is_planned, is_speech, is_talk
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.records import Passage, Span
from factdb.text.passages import Part

_CODE = re.compile(r"[A-Z]{2,3}")
# "GretaHolm" is a handle where an hour tells that somebody writes.
_JOINED = re.compile(r"(?:[A-Z][a-z]+){2,}")
_FEWEST = 4
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


_NONE = Talk({}, frozenset(), frozenset(), loose=False, apart=frozenset())


def talk(text: str, parts: Sequence[Part]) -> Talk:
    """What the page holds of a talk; nothing if it is none."""
    rows = list(rows_of(text, parts))
    ways: dict[tuple[str, str, bool], list[Cut]] = defaultdict(list)
    for number in range(len(rows)):
        for cut in cuts_of(text, rows, number):
            ways[cut.manner].append(cut)
    found: dict[int, Cut] = {}
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
        part.span for number, row in enumerate(rows) if number not in found and is_timed(text, row) for part in row
    }
    return Talk({cut.turn.part: cut.turn for cut in cuts}, frozenset(offices), frozenset(said), loose, frozenset(apart))


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


def _is_person(cut: Cut) -> bool:
    """Does the label name or describe somebody, as far as words tell, be they small ones on a line of their own?"""
    name, key = cut.turn.name, cut.turn.key
    words = [str(word).casefold() for word in NAME_WORD.findall(name)]
    full = is_full_name(name.title() if cut.turn.above else name)
    if full or is_addressed(name) or is_titled(name) or cut.turn.is_voice or is_initials(name):
        return True
    if not lx.ROLES.keys().isdisjoint(words) or key in lx.ROLE_PLURALS or key in lx.ANONYMOUS:
        return True
    if cut.turn.label["open"][:2].casefold() == "<v" or (cut.timed and _JOINED.fullmatch(name)):
        return True
    if any(word in lx.NOT_NAMES or word in lx.PLACES or word in lx.KICKERS for word in words):
        return False
    if HANDLE.match(name):
        return cut.timed or cut.turn.form == "mark" or bool(cut.turn.label["open"]) or name[0] in "@/+~"
    return (
        is_written_as_name(name)
        or key in lx.GIVEN_NAMES
        or key in lx.SURNAMES
        or (name.isupper() and cut.turn.form != "between")
    )


def _is_talk(cuts: Sequence[Cut], *, unknown: bool = False) -> bool:
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
        if 2 * sum(map(_is_surely_named, cuts)) >= len(turns):
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
        # "ork — Today at 21:14" stands above nothing but what somebody says.
        if own and len(again(keys)) > 1 and all(cut.timed and cut.turn.above and _may_be_named(cut) for cut in cuts):
            return True
        speaking = {turn.key for turn in turns if is_in_first_person(turn.said)}
        # "P3" and "I" are told apart by nothing else.
        coded = all(len(turn.name) < 4 and turn.name.isupper() for turn in turns)
        sure = coded or any(map(_is_person, cuts))
        # Dashes, bars and gaps stand elsewhere as well.
        elsewhere = turns[0].form in ("between", "gap", "alone") or len(speaking) < 2
        if elsewhere and not sure and not (dense and answered):
            return False
        if len(speaking) < 2 and not (answered and own > 1):
            return False
        named = sum(map(_may_be_named, cuts))
        return 4 * own >= len(turns) and len(again(keys)) > 1 and 4 * named >= 3 * len(turns)
    return own > 1 or (own > 0 and answered)


def _is_surely_named(cut: Cut) -> bool:
    """Is the label a name whatever stands behind it, as a word with a capital is where a day or seconds are told?"""
    name = cut.turn.name
    if is_addressed(name) or is_titled(name) or is_full_name(name) or is_written_as_name(name) or name[0] in "+@~":
        return True
    exact = sum(map(str.isdigit, cut.hour)) > 5 or cut.turn.key in lx.GIVEN_NAMES
    return exact and name[0].isupper() and not name.isupper() and cut.turn.key not in lx.NOT_NAMES


def _is_interview(cuts: Sequence[Cut]) -> bool:
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


def _is_answering(cuts: Sequence[Cut], rows: Sequence[list[Part]]) -> bool:
    """Does somebody speak of himself under questions that have no label?"""
    under = [cut for cut in cuts if cut.row and rows[cut.row - 1][0].passage is Passage.QUESTION]
    named = all(_is_person(cut) or _CODE.fullmatch(cut.turn.name) for cut in cuts)
    own = sum(is_in_first_person(cut.turn.said) for cut in under)
    return named and len(under) > 2 and 3 * len(under) >= 2 * len(cuts) and 2 * own >= len(under)


def _may_be_named(cut: Cut) -> bool:
    name, key = cut.turn.name, cut.turn.key
    written = name[0].isupper() or (name.islower() and " " not in name)
    return _is_person(cut) or (written and (len(name) == 1 or (key not in lx.NOT_NAMES and key not in lx.PLACES)))


def _says_nothing(cut: Cut) -> bool:
    return not (cut.timed or is_speech(cut.turn.said) or is_talk(cut.turn.said))
