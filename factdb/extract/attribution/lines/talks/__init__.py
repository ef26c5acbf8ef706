"""Transcripts: lines that begin with the name of who speaks, or stand under it, in whatever manner the page sets them
(manners.py); what follows without a label goes on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from factdb.extract.attribution.lines.talks.labels import (
    CLOCK,
    RUN_ON,
    SHOUTED,
    Turn,
    behind_what_is_ahead,
    end_of_speech,
)
from factdb.extract.attribution.lines.talks.legends import legend
from factdb.extract.attribution.lines.talks.manners import Talk, talk
from factdb.extract.attribution.lines.talks.speech import (
    MARKS,
    Around,
    around_talk,
    goes_on,
    interviewers,
    is_quoted,
    is_speech,
)
from factdb.extract.attribution.shaping import Found
from factdb.language import expressions as re
from factdb.records import Passage, Span
from factdb.text.passages import Part
from factdb.text.spans import trimmed
from factdb.text.stage_directions import is_stage_direction
from factdb.text.whitespace import BREAK

# Such a line stands between two of one turn, or below it: "(Laughter.)", how many like it.
_LAUGHTER = re.compile(r"\([^()]{1,40}\)|\[[^\[\]]{1,40}\]|\d[\d.,]{0,9}[KkMm]?")
# What a turn ends with that isn't said: "[Objection sustained.]", "(PHONE)".
_NOTE_BEHIND = re.compile(r"(?<=[.!?…—\"”’)\]])\s(?:\[[^\[\]]{1,60}\]|\((?=[A-Z]{2})[^()a-z]{1,60}\))\W*\Z")
# How it is said, and when: "TESS. (looking out) Who is it?", "**Ann Roe** [00:14] Hello."
_ASIDE = re.compile(rf"(?:\([a-z][^()\n]{{1,60}}\)|[\[(]{CLOCK}[\])]:?)\s+")
_BRACKET = re.compile(r"(?P<note>\([^()\n]{1,60}\)|\[[^\[\]\n]{1,60}\]|\*[^*\n]{1,60}\*)\s+")

_CURLY = re.compile("[“”]")
# A straight mark that closes, and what tells behind a quotation that another follows: " HALE: “".
_CLOSES, _LABEL_BEHIND = re.compile(r"(?<=\S)\"(?!\w)"), re.compile(r"\s[A-Z][\w.’'-]{0,20}: [“\"]")

_ANOTHER, _FILM = (">>", ">> "), " --> "
_SAID = (Passage.BODY, Passage.QUESTION)
NAMED = "the line begins with its speaker's name"

Line = tuple[Span, Found]


def transcript(text: str, parts: Sequence[Part]) -> Iterator[Line]:
    """The turns of a talk, each with the lines that go on with it."""
    parts = list(_apart(text, _with_datelines(text, parts)))
    page = talk(text, parts, is_film=_is_film(text, parts))
    turns = list(page.turns.values())
    if not turns:
        return
    # "Host (Ann Roe):", and later "Host:".
    holders = legend(text, parts, turns) | {
        one.label["office"].casefold(): Span(*one.label.span("name"))
        for one in turns
        if "office" in one.label.groupdict()
    }
    quoted = 2 * sum(is_quoted(turn.said) for turn in turns) > len(turns)
    for turn, further in _with_what_goes_on(text, parts, turns, page):
        yield from _lines(text, turn, further, holders, quoted=quoted)


@dataclass(frozen=True, slots=True)
class _Lines:
    """What tells of a line without a label whether it goes on with the turn above it: ``names`` are the keys of those
    who speak, ``last`` is the last line with a label, ``behind`` are the lines behind a stage direction in one of them,
    ``asked`` what an interviewer says; ``stacked`` tells that each name stands on a line of its own, so that all that
    stands between two of them is said.
    """

    text: str
    names: set[str]
    last: Span
    behind: set[Span]
    asked: set[Span]
    page: Talk
    around: Around
    all_talk: bool
    stacked: bool
    is_film: bool

    def go_on(self, turn: Turn, further: Sequence[Span], line: Span) -> bool:
        """Does the line go on with the turn, to which the ``further`` lines belong already?"""
        words, between = line.of(self.text), line < self.last
        apart = self.page.loose and line in self.page.apart
        # A caption has ">>" where somebody else begins to speak, named or not.
        if apart or line in self.asked or self.text.endswith(_ANOTHER, 0, line.start):
            return False
        # Below what is quoted stands what the page says of it.
        if is_quoted(turn.said):
            return is_quoted(words)
        # A caption breaks off wherever the next one begins.
        if self.is_film or line in self.behind or _breaks_off(self.text, (further or [turn.part])[-1], line):
            return True
        if self.page.loose and (between or _is_chat(words, self.names)):
            return True
        if turn.above and (not further or (self.stacked and between and is_speech(words))):
            return True
        around = self.around if between else max(self.around, Around.PROSE)
        return self.all_talk and goes_on(words, self.names, turn.key, around)


def _with_what_goes_on(
    text: str, parts: Sequence[Part], turns: Sequence[Turn], page: Talk
) -> list[tuple[Turn, list[Span]]]:
    """The turns, each with the lines without a label that go on with it."""
    own = {turn.part: turn for turn in turns}
    every = [
        part
        for part in parts
        if (part.passage in _SAID or part.span in own or part.span in page.said) and part.span not in page.offices
    ]
    lines = _around(text, every, turns, page, is_film=_is_film(text, parts))
    found: list[tuple[Turn, list[Span]]] = []
    goes_on = False
    for line in (part.span for part in every):
        if line in own:
            found.append((own[line], []))
            goes_on = True
        elif goes_on and not _LAUGHTER.fullmatch(text, line.start, line.end):
            turn, further = found[-1]
            goes_on = lines.go_on(turn, further, line)
            further += [line] if goes_on else []
    return found


def _around(text: str, parts: Sequence[Part], turns: Sequence[Turn], page: Talk, *, is_film: bool) -> _Lines:
    """What the lines with and without labels tell of each other."""
    own = {turn.part for turn in turns}
    names = {turn.key for turn in turns}
    first, last = turns[0].part, turns[-1].part
    # What goes on behind a stage direction within the line.
    behind = {one.span for before, one in pairwise(parts) if one.span not in own and _is_one_line(text, before, one)}
    body = [part.span for part in parts if part.span not in behind]
    prose = sum(span < first and is_speech(span.of(text)) for span in body)
    prose += sum(not goes_on(span.of(text), names, "", Around.PROSE) for span in body if span > last)
    around = around_talk(prose, len(own))
    return _Lines(
        text,
        names,
        last,
        behind,
        interviewers(text, body, own, alone=len(names) == 1),
        page,
        around,
        all_talk=_is_all_talk(text, [span for span in body if first.start <= span.start <= last.start], own, names),
        stacked=around is Around.TALK and all(turn.above for turn in turns),
        is_film=is_film,
    )


def _is_chat(words: str, names: set[str]) -> bool:
    """May a line below the last label belong to a chat, whose lines need no full stop? Prose about it has one."""
    return not is_speech(words) or goes_on(words, names, "", Around.PROSE)


def _breaks_off(text: str, line: Span, following: Span) -> bool:
    """Is a line wrapped, so that the next one goes on in small letters?"""
    is_next = text.count("\n", line.end, following.start) == 1
    is_open = text[line.end - 1].isalnum() and MARKS.isdisjoint(following.of(text))
    return is_next and is_open and text[min(behind_what_is_ahead(text, following), following.end - 1)].islower()


def _with_datelines(text: str, parts: Sequence[Part]) -> list[Part]:
    """The parts, with what looks like the place at the head of an article a part of its line: "DC POE – Sit down."."""
    joined: list[Part] = []
    for part in parts:
        if joined and joined[-1].passage is Passage.DATELINE and _is_one_line(text, joined[-1], part):
            joined[-1] = replace(part, span=Span(joined[-1].span.start, part.span.end))
        else:
            joined.append(part)
    return joined


def _apart(text: str, parts: Sequence[Part]) -> Iterator[Part]:
    """The parts, with turns apart that the page runs on in one line: "ROE: Why? POE: It rained."."""
    for part in parts:
        start, end = part.span.start, part.span.end
        runs_on = SHOUTED.match(text, start, end) and [label.start() for label in RUN_ON.finditer(text, start, end)]
        if not runs_on:
            yield part
            continue
        for begin, stop in pairwise([start, *runs_on, end]):
            yield replace(part, span=Span(begin, begin + len(text[begin:stop].rstrip())))


def _is_film(text: str, parts: Sequence[Part]) -> bool:
    """Are these the captions of a film, under the times at which they are seen?"""
    return any(part.passage is Passage.NAVIGATION and _FILM in part.span.of(text) for part in parts)


def _is_one_line(text: str, part: Part, following: Part) -> bool:
    return not BREAK.search(text, part.span.end, following.span.start)


def _is_all_talk(text: str, body: Sequence[Span], own: set[Span], names: set[str]) -> bool:
    """Are the lines from the first label to the last, ``own`` with labels, a talk with little prose between?"""
    others = [span.of(text) for span in body if span not in own]
    prose = sum(not goes_on(words, names, "", Around.TALK) for words in others)
    return 2 * len(own) >= len(body) or 4 * prose <= len(others)


def _lines(
    text: str, turn: Turn, further: Sequence[Span], holders: Mapping[str, Span], *, quoted: bool
) -> Iterator[Line]:
    label = turn.label
    start = _behind_notes(text, Span(label.end(), turn.part.end))
    content = Span(start, end_of_speech(text, start, turn.part.end))
    # "**Q: Why Elm?**"
    emphasis = label.groupdict().get("open") or ""
    if emphasis and not label["cue"].strip(":. ") and content.of(text).endswith(emphasis):
        content = Span(content.start, content.end - len(emphasis))
    # The last mark closes the one before the label, unless it closes one of its own.
    if label["mark"] and text[content.end - 1] in MARKS and sum(map(content.of(text).count, MARKS)) % 2:
        content = Span(content.start, content.end - 1)
    line = turn.part
    end = _end_of_quotation(text, content)
    if end < content.end and (quoted or _LABEL_BEHIND.match(text, end, content.end)):
        content, line = Span(content.start, end), Span(line.start, end)
    if note := _NOTE_BEHIND.search(text, content.start, content.end):
        content = Span(content.start, note.start())
    numbered = [_behind_number(text, turn, one) for one in further]
    contents = (content, *numbered) if content.start < content.end else tuple(numbered)
    if not contents:
        return
    about = trimmed(text, turn.about)
    source = tuple(sorted((Span(*label.span("name")), *about)))
    # Where no mark parts the label from what is said, the blank or the bracket behind it does.
    behind = label.end("name")
    mark = label["cue"].strip()
    at = label.start("cue") + label["cue"].find(mark)
    cue = Span(at, at + len(mark)) if mark else Span(behind, behind + 1)
    if "office" not in label.groupdict() and (holder := holders.get(turn.name.casefold()) or holders.get(turn.key)):
        source, cue = (holder,), Span(source[0].start, cue.end)
    found = Found(source, cue, contents, None, (NAMED,))
    yield line, found
    for span in further:
        yield span, found


def _end_of_quotation(text: str, content: Span) -> int:
    """Where the quotation ends that somebody is given: what stands behind it, the page says: "ROE: “No.” — in May"."""
    if content.start == content.end or text[content.start] not in MARKS:
        return content.end
    closing = _CLOSES.search(text, content.start + 2, content.end)
    if text[content.start] == '"':
        return closing.end() if closing else content.end
    deep = 0
    for mark in _CURLY.finditer(text, content.start, content.end):
        deep += 1 if mark[0] == "“" else -1
        if not deep:
            return mark.end()
    return content.end


def _behind_number(text: str, turn: Turn, line: Span) -> Span:
    """What is said in a line of a page that numbers all of its lines."""
    return Span(behind_what_is_ahead(text, line), line.end) if turn.ahead.strip().isdigit() else line


def _behind_notes(text: str, line: Span) -> int:
    """Where what is said begins: behind notes on how and when, and behind stage directions."""
    start = line.start
    while note := _ASIDE.match(text, start, line.end) or _direction(text, start, line.end):
        start = note.end()
    return start


def _direction(text: str, start: int, end: int) -> re.Match[str] | None:
    note = _BRACKET.match(text, start, end)
    return note if note and is_stage_direction(text, Span(*note.span("note"))) else None
