"""Transcripts: lines that begin with the name of who speaks, or stand under it, in the forms that broadcasters,
parliaments, courts and interviewers use (labels.py); what follows without a label goes on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import dropwhile, pairwise

from factdb.extract.attribution.lines.labels import (
    CLOCK,
    HEARD,
    HOUR,
    WHEN,
    Turn,
    end_of_speech,
    is_addressed,
    is_full_name,
    is_group,
    is_initials,
    is_introduced,
    is_made_up,
    is_shouted,
    is_titled,
    is_voice,
    label_above,
    label_before,
    names_itself,
)
from factdb.extract.attribution.lines.legends import legend
from factdb.extract.attribution.lines.manners import talk
from factdb.extract.attribution.lines.speech import (
    Around,
    again,
    around_talk,
    goes_on,
    is_in_first_person,
    is_planned,
    is_speech,
    is_talk,
)
from factdb.extract.attribution.shaping import Found
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.records import Passage, Span
from factdb.text.passages import Part
from factdb.text.spans import trimmed, without
from factdb.text.stage_directions import is_stage_direction
from factdb.text.whitespace import BREAKS

_BREAK = re.compile(rf"[{BREAKS}]")
_MARKS = frozenset('“”"')
_WORD = re.compile(r"\w+(?:['’]\w+)*")
# Such a line stands between two of one turn, or below it: "(Laughter.)", how many like it.
_LAUGHTER = re.compile(r"\([^()]{1,40}\)|\[[^\[\]]{1,40}\]|\d[\d.,]{0,9}[KkMm]?")
# What a turn ends with that isn't said: "[Objection sustained.]", "(PHONE)".
_NOTE_BEHIND = re.compile(r"(?<=[.!?…—\"”’)\]])\s(?:\[[^\[\]]{1,60}\]|\((?=[A-Z]{2})[^()a-z]{1,60}\))\W*\Z")
# How it is said, and when: "TESS. (looking out) Who is it?", "**Ann Roe** [00:14] Hello."
_ASIDE = re.compile(rf"(?:\([a-z][^()\n]{{1,60}}\)|[\[(]{CLOCK}[\])]:?)\s+")
_BRACKET = re.compile(r"(?P<note>\([^()\n]{1,60}\)|\[[^\[\]\n]{1,60}\]|\*[^*\n]{1,60}\*)\s+")

_ANOTHER, _FILM = (">>", ">> "), " --> "
_SAID = (Passage.BODY, Passage.QUESTION)
# Labels of these forms are nothing else.
_SURE = frozenset({"letter", "congress", "europe", "message"})
_RECORDS = frozenset({"congress", "message"})
NAMED = "the line begins with its speaker's name"

Line = tuple[Span, Found]


def transcript(text: str, parts: Sequence[Part]) -> Iterator[Line]:
    """The turns of a talk: two speakers or more, of whom one at least comes again after another."""
    parts = _with_datelines(text, parts)
    turns = _turns(text, parts)
    staged = any(_is_sound(text, part) for part in parts)
    accepted = _accepted(text, list(turns.values()), staged=staged)
    general = talk(text, parts)
    if general.turns:
        # "LT. GOV. POE: " is no "LT. GOV." that a record of Congress has.
        known = {turn.part: turn for turn in accepted}
        turns = general.turns | {
            part: turn
            for part, turn in known.items()
            if part not in general.turns or _reach(general.turns[part]) <= _reach(turn)
        }
        accepted = [turns[span] for span in sorted(turns)]
    if not accepted or is_planned([turn.ahead for turn in accepted]):
        return
    own = {turn.part for turn in accepted}
    every = [
        part
        for part in parts
        if (part.passage in _SAID or part.span in own or part.span in general.said) and part.span not in general.offices
    ]
    # What goes on behind a stage direction within the line.
    behind = {one.span for before, one in pairwise(every) if one.span not in own and _is_one_line(text, before, one)}
    body = [part.span for part in every if part.span not in behind]
    first, last = accepted[0].part, accepted[-1].part
    names = {turn.key for turn in accepted}
    prose = sum(span < first and is_speech(span.of(text)) for span in body)
    prose += sum(not goes_on(span.of(text), names, "", Around.PROSE) for span in body if span > last)
    around = around_talk(prose, len(own))
    going_on = _is_all_talk(text, [span for span in body if first.start <= span.start <= last.start], own, names)
    # Where each name stands on a line of its own, all that stands between two of them is said.
    stacked = around is Around.TALK and all(turn.above for turn in accepted)
    asked = _asked(text, body, own) if len(names) == 1 else set()
    # A caption breaks off wherever the next one begins.
    is_film = _is_film(text, parts)
    # "Host (Ann Roe):", and later "Host:".
    holders = legend(text, parts, accepted) | {
        one.label["office"].casefold(): Span(*one.label.span("name"))
        for one in accepted
        if "office" in one.label.groupdict()
    }
    current: Turn | None = None
    further: list[Span] = []
    for span in (part.span for part in every):
        if span in own:
            if current:
                yield from _lines(text, current, further, holders)
            current, further = turns[span], []
        elif current and _LAUGHTER.fullmatch(text, span.start, span.end):
            continue
        # A caption has ">>" where somebody else begins to speak, named or not.
        elif current and (
            span in asked or (general.loose and span in general.apart) or text.endswith(_ANOTHER, 0, span.start)
        ):
            yield from _lines(text, current, further, holders)
            current = None
        elif current and (
            is_film
            or (general.loose and (span < last or _is_chat(span.of(text), names)))
            or span in behind
            or _breaks_off(text, (further or [current.part])[-1], span)
            or (current.above and (not further or (stacked and span < last and is_speech(span.of(text)))))
        ):
            further.append(span)
        elif current and not (
            going_on
            and goes_on(span.of(text), names, current.key, around if span < last else max(around, Around.PROSE))
        ):
            yield from _lines(text, current, further, holders)
            current = None
        elif current:
            further.append(span)
    if current:
        yield from _lines(text, current, further, holders)


def _asked(text: str, body: Sequence[Span], own: set[Span]) -> set[Span]:
    """The lines above the turns where one alone has a label, if half of them ask: what an interviewer says."""
    above = [line for line, turn in pairwise(body) if turn in own and line not in own]
    asking = sum(text.endswith("?", line.start, line.end) for line in above)
    return set(above) if len(above) + 1 >= len(own) and 2 * asking >= len(above) else set()


def _is_chat(words: str, names: set[str]) -> bool:
    """May a line below the last label belong to a chat, whose lines need no full stop? Prose about it has one."""
    return not is_speech(words) or goes_on(words, names, "", Around.PROSE)


def _breaks_off(text: str, line: Span, following: Span) -> bool:
    """Is a line wrapped, so that the next one goes on in small letters?"""
    is_next = text.count("\n", line.end, following.start) == 1
    is_open = text[line.end - 1].isalnum() and _MARKS.isdisjoint(following.of(text))
    return is_next and is_open and text[following.start].islower()


def _reach(turn: Turn) -> tuple[int, int]:
    return turn.label.end(), turn.label.start("name")


def _with_datelines(text: str, parts: Sequence[Part]) -> list[Part]:
    """The parts, with what looks like the place at the head of an article a part of its line: "DC POE – Sit down."."""
    joined: list[Part] = []
    for part in parts:
        if joined and joined[-1].passage is Passage.DATELINE and _is_one_line(text, joined[-1], part):
            joined[-1] = replace(part, span=Span(joined[-1].span.start, part.span.end))
        else:
            joined.append(part)
    return joined


def _turns(text: str, parts: Sequence[Part]) -> dict[Span, Turn]:
    """The lines with labels and those that are labels, by their place."""
    found: dict[Span, Turn] = {}
    known: set[str] = set()
    # The age of a post, on a line between its author and what it says.
    some = [
        part
        for part in parts
        if part.passage is not Passage.NAVIGATION
        and not (part.passage is Passage.BYLINE and WHEN.fullmatch(text, part.span.start, part.span.end))
    ]
    # "And then the (CROSSTALK)": breaks off, and is spoken. So is what stands behind an hour without a full stop.
    broken = {
        part.span for part, sound in pairwise(parts) if _is_sound(text, sound) and _is_one_line(text, part, sound)
    } | {part.span for hour, part in pairwise(parts) if _is_hour(text, hour) and _is_one_line(text, hour, part)}
    is_film = _is_film(text, parts)
    signed = False
    for part, following in pairwise([*some, None]):
        assert part
        turn = label_before(text, part.span, known)
        is_broken = is_film or part.span in broken or (turn is not None and turn.timed)
        if turn and not is_broken and not is_speech(turn.said) and part.passage not in _SAID:
            turn = None
        if not turn and following and following.passage in _SAID:
            turn = label_above(text, part.span, following.span)
        # "Ann Roe, The Herald" between two quotations signs the first.
        if turn and not (signed and turn.form == "line" and turn.said[0] in _MARKS):
            found[part.span] = replace(turn, said=f"{turn.said}…") if is_broken else turn
            if turn.form == "holder" or is_addressed(turn.name):
                known.add(turn.key)
        signed = text[part.span.end - 1] in _MARKS
    by_name = [turn for turn in found.values() if turn.form == "line"]
    keys = [turn.key for turn in by_name]
    takes_turns = len(set(keys)) > 1 and bool(again(keys))
    return {span: turn for span, turn in found.items() if takes_turns or turn.form != "line"}


def _is_film(text: str, parts: Sequence[Part]) -> bool:
    """Are these the captions of a film, under the times at which they are seen?"""
    return any(part.passage is Passage.NAVIGATION and _FILM in part.span.of(text) for part in parts)


def _is_sound(text: str, part: Part) -> bool:
    return part.passage is Passage.NAVIGATION and is_stage_direction(text, part.span)


def _is_hour(text: str, part: Part) -> bool:
    return part.passage is Passage.NAVIGATION and HOUR.fullmatch(text, part.span.start, part.span.end) is not None


def _is_one_line(text: str, part: Part, following: Part) -> bool:
    return not _BREAK.search(text, part.span.end, following.span.start)


def _is_all_talk(text: str, body: Sequence[Span], own: set[Span], names: set[str]) -> bool:
    """Are the lines from the first label to the last, ``own`` with labels, a talk with little prose between?"""
    others = [span.of(text) for span in body if span not in own]
    prose = sum(not goes_on(words, names, "", Around.TALK) for words in others)
    return 2 * len(own) >= len(body) or 4 * prose <= len(others)


def _accepted(text: str, turns: Sequence[Turn], *, staged: bool) -> list[Turn]:
    """The turns of a talk, in order; none if the labelled lines make no talk, ``staged`` with sounds or not."""
    speech = [turn for turn in turns if is_speech(turn.said) and not _is_of_himself(turn)]
    deciding = [turn for turn in speech if turn.form != "dash"]
    known = _speakers(deciding, text, staged=staged)
    theirs = [turn for turn in deciding if turn.key in known]
    introduced = {turn.key for turn in theirs if is_introduced(turn)}
    talking = sum(
        is_talk(turn.said) or _is_heard(turn) or turn.form in _RECORDS or turn.key in introduced for turn in theirs
    )
    if not known or (not staged and (4 * talking < len(theirs) or not _is_between_people(deciding, introduced))):
        return []
    forms = {turn.form for turn in theirs}
    shouted = all(is_shouted(turn) for turn in theirs)
    # "Ann Roe (Elm) (Lab)", where others have their seats or offices so as well.
    bracketed = any(turn.label["about"].endswith(")") for turn in theirs)
    accepted = []
    for turn in turns:
        once = (
            turn.form in forms | {"dash"}
            and is_speech(turn.said)
            and (
                is_voice(turn)
                or is_group(turn.key)
                or turn.key in lx.ROLES
                or is_shouted(turn)
                or is_initials(turn.name)
                or is_addressed(turn.name)
                or is_titled(turn.name)
                or (is_introduced(turn) and " " in turn.name)
                or (bracketed and turn.label["about"].endswith(")") and " " in turn.name)
                or (not shouted and is_full_name(turn.name))
                or turn.form in ("line", "message", "europe")
            )
        )
        if turn.key in known or once:
            accepted.append(turn)
    # "Interviewer: Ann Roe" above a talk says who it is.
    return list(dropwhile(lambda turn: not is_speech(turn.said), accepted))


def _is_between_people(turns: Sequence[Turn], introduced: set[str]) -> bool:
    """Does anybody speak of himself, ask what somebody else answers, or have a label that tells that he speaks?

    A page of advice only speaks to its readers; where nobody comes again it may be a list that tells what people are,
    unless half of the lines sound spoken.
    """
    labelled = any(
        turn.form in _RECORDS or is_addressed(turn.name) or is_voice(turn) or turn.key in lx.ROLES or _is_heard(turn)
        for turn in turns
    )
    if labelled or not again([turn.key for turn in turns]):
        return labelled or 2 * sum(is_talk(turn.said) for turn in turns) >= len(turns)
    answered = any("?" in one.said and one.key != other.key and "?" not in other.said for one, other in pairwise(turns))
    return answered or bool(introduced) or any(is_in_first_person(turn.said) for turn in turns)


def _speakers(turns: Sequence[Turn], text: str, *, staged: bool) -> set[str]:
    """Who speaks for certain: those that the prose around the labels writes with a capital, those that come again and
    that it never writes small, and those whose label leaves no doubt. None if nobody comes again after another, unless
    two labels at least are a person's in full, in capitals; where there is applause, one is a speech.
    """
    if not turns:
        return set()
    recurring = again([turn.key for turn in turns])
    labels = [Span(*turn.label.span("name")) for turn in turns]
    prose = "".join(part.of(text) for part in without(Span(0, len(text)), labels))
    words = _WORD.findall(prose) if recurring else []
    capitalised = {word.casefold() for word in words if word[0].isupper() and not word.isupper()}
    small = {word for word in words if word.islower()}
    sure = {turn.key for turn in turns if turn.form in _SURE or is_made_up(turn.name)}
    known = {
        turn.key
        for turn in turns
        if turn.key in sure
        or turn.key in capitalised
        or names_itself(turn)
        or _is_heard(turn)
        or (is_shouted(turn) and (staged or is_voice(turn)))
        or (
            turn.key in recurring
            and (
                turn.key not in small
                or (turn.above and turn.form == "colon")
                or is_shouted(turn)
                or is_voice(turn)
                or turn.key in lx.ROLES
            )
        )
    }
    if sure and ({"q", "a"} <= sure or len(sure - {"q", "a"}) > 1):
        return known
    # Somebody else at least, by name or as a group.
    others = {turn.key for turn in turns if turn.key in known or is_shouted(turn) or is_group(turn.key)}
    others |= {turn.key for turn in turns if turn.key in lx.ROLES or (turn.label["about"] and is_full_name(turn.name))}
    if staged and all(is_shouted(turn) for turn in turns):
        named = any(names_itself(turn) or is_titled(turn.name) for turn in turns)
        return known if named or len(others) > 1 else set()
    plain = {turn.key for turn in turns if names_itself(turn)}
    return known if len(others) > 1 and (known & recurring or len(plain) > 1) else set()


def _lines(text: str, turn: Turn, further: Sequence[Span], holders: Mapping[str, Span]) -> Iterator[Line]:
    label = turn.label
    start = _behind_notes(text, Span(label.end(), turn.part.end))
    content = Span(start, end_of_speech(text, start, turn.part.end))
    # "**Q: Why Elm?**"
    emphasis = label.groupdict().get("open") or ""
    if emphasis and not label["cue"].strip(":. ") and content.of(text).endswith(emphasis):
        content = Span(content.start, content.end - len(emphasis))
    # The last mark closes the one before the label, unless it closes one of its own.
    if label["mark"] and text[content.end - 1] in _MARKS and sum(map(content.of(text).count, _MARKS)) % 2:
        content = Span(content.start, content.end - 1)
    if note := _NOTE_BEHIND.search(text, content.start, content.end):
        content = Span(content.start, note.start())
    contents = (content, *further) if content.start < content.end else tuple(further)
    if not contents:
        return
    about = trimmed(text, turn.about)
    source = tuple(sorted((Span(*label.span("name")), *about)))
    # Where no mark parts the label from what is said, the blank or the bracket behind it does.
    behind = turn.part.end if turn.form == "line" else label.end("name")
    mark = label["cue"].strip()
    at = label.start("cue") + label["cue"].find(mark)
    cue = Span(at, at + len(mark)) if mark else Span(behind, behind + 1)
    if "office" not in label.groupdict() and (holder := holders.get(turn.name.casefold()) or holders.get(turn.key)):
        source, cue = (holder,), Span(source[0].start, cue.end)
    found = Found(source, cue, contents, None, (NAMED,))
    yield turn.part, found
    for span in further:
        yield span, found


def _behind_notes(text: str, line: Span) -> int:
    """Where what is said begins: behind notes on how and when, and behind stage directions."""
    start = line.start
    while note := _ASIDE.match(text, start, line.end) or _direction(text, start, line.end):
        start = note.end()
    return start


def _direction(text: str, start: int, end: int) -> re.Match[str] | None:
    note = _BRACKET.match(text, start, end)
    return note if note and is_stage_direction(text, Span(*note.span("note"))) else None


def _is_of_himself(turn: Turn) -> bool:
    """ "Susan Roe (Ohio): Roe was the first to say so": a list of people, not what they say."""
    return len(turn.key) > 1 and turn.said[: len(turn.key)].casefold() == turn.key


def _is_heard(turn: Turn) -> bool:
    """Does the label tell how the voice is heard: "(through translator)"?"""
    return HEARD.search(turn.label["about"]) is not None
