"""Dialogue behind dashes, as it is set in French, Spanish, Polish and Irish print: ``— I won’t go, said Ann.``,
``—I know —said Ann—. Come in.``; a line without a frame answers the one before it.

Items of a list begin with dashes as well. So one line at least tells who speaks behind what is said, and either a
third of the lines sounds spoken, asks or has a first or second person; or dashes set a frame off; or two lines have
frames that only quotations have, "said Ann", "she said", and no colon leads in a list.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factdb.extract.attribution.lines.talks import Line
from factdb.extract.attribution.lines.talks.labels import PARTICLE
from factdb.extract.attribution.lines.talks.speech import is_talk
from factdb.extract.attribution.shaping import Found
from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.records import Passage, Span
from factdb.text.passages import Part
from factdb.text.spans import PLACE, letters, trimmed

DASHED = "the line begins with a dash, as turns of a dialogue do"
TURN_ABOUT = "no frame tells who speaks: the two of a dialogue speak by turns"
_DASH, _DASHES = "(?:[—–―]|--)", "—–―-"
_OPENS = re.compile(rf"{_DASH}\s?(?=[¿¡(]?\w)")
_ENDED = (".", "!", "?", "…", "—", "―")
_QUOTED = re.compile('[“”"„«»]')
_CAPITALISED = r"[^\W\d_a-z][\w.’'-]*"
_NAME = rf"{_CAPITALISED}(?:\s(?:{PARTICLE}\s){{0,2}}{_CAPITALISED}){{0,4}}(?<!\.)"
_DESCRIBED = r"(?:the|an?|his|her|their|my|our|one)(?:\s[a-z][\w’'-]{0,30}){1,4}?"
_SOMEBODY = rf"(?:{_NAME}|{_DESCRIBED}(?:,\s{_NAME}(?=,))?|he|she|they)"
_VERB = ENGLISH.any_saying("after-name", "before-name", "aside")
_BEHIND = r"(?=[\s.,;:!?…—–―]|\Z)"
# "said Ann", "Ann told the others": behind a comma, a question or a dash.
_FRAME = re.compile(
    rf"(?:(?<=[,?!…])\s|\s(?P<dash>{_DASH})\s?)"
    rf"(?:(?P<turned>{_VERB})\s(?P<turner>{_SOMEBODY})|(?P<source>{_SOMEBODY}),?\s(?P<cue>{_VERB})){_BEHIND}"
)
# The rest of a frame, up to where speech goes on or the sentence ends: ", the baker.", " from the door."
_TAIL = re.compile(
    rf"(?:(?!\s{_DASH}|{_DASH}[\s.,;:!?])(?:[^\n.,;:!?…]|\.(?!\s|\Z)|(?<=\b[A-Z])\.|,(?=\d)"
    r"|,\s(?=(?:an?|the|his|her|their|its|who|whose|one|with|without|in|at|on|from|as|then|when|while|and)\b|\w+ing\b"
    r"|\d|[^\W\d_a-z])))*"
)
_GOES_ON = re.compile(rf"(?:,|\s?{_DASH}[.,;:!?…]?|\.\s{_DASH})\s?(?=\w)")
_STOP = re.compile(rf"\s?{_DASH}?[.!?…]?")
# How far into a line its frame is looked for.
_LOOKED_AT = 1000
_SPOKEN_SHARE = 3


@dataclass(frozen=True, slots=True)
class _Turn:
    """A line, or as much of it as its frame ends, with who says what is said in it; nobody, where no frame tells."""

    line: Span
    dash: Span
    source: Span | None
    cue: Span
    contents: tuple[Span, ...]
    # Do dashes set its frame off, and has it the form "said Ann" or "she said"?
    set_off: bool
    of_story: bool


def dialogues(text: str, parts: Sequence[Part]) -> Iterator[Line]:
    """The turns of the dialogues behind dashes."""
    body = [part.span for part in parts if part.passage in (Passage.BODY, Passage.QUESTION, Passage.HEADLINE)]
    turns = [_turn(text, span) for span in body]
    said = [turn for turn in turns if turn]
    framed = [turn for turn in said if turn.source]
    sure = any(turn.set_off for turn in framed)
    if not framed or not (sure or _is_spoken(text, said) or _is_story(text, body, turns)):
        return
    speaker: Span | None = None
    before: Span | None = None
    for last, turn in pairwise([None, *turns]):
        if turn is None:
            continue
        if last is None:
            speaker = before = None
        source = turn.source or before
        rules = (DASHED,) if turn.source else (DASHED, TURN_ABOUT)
        yield turn.line, Found((source,) if source else (), turn.cue, turn.contents, None, rules)
        # Whoever speaks twice in a row is answered by nobody who is known.
        before, speaker = (speaker, source) if _differ(text, speaker, source) else (None, source)


def _is_spoken(text: str, turns: Sequence[_Turn]) -> bool:
    """Does a third of the lines sound spoken? Of a long list of facts one may."""
    spoken = sum(any(is_talk(content.of(text)) for content in turn.contents) for turn in turns)
    return _SPOKEN_SHARE * spoken >= len(turns)


def _is_story(text: str, body: Sequence[Span], turns: Sequence[_Turn | None]) -> bool:
    """Have two lines at least frames of a story, and do no colons lead in the lines, as they do lists?"""
    lines = zip(body, pairwise(turns), strict=False)
    led = any(turn and not before and text[line.end - 1] == ":" for line, (before, turn) in lines)
    return not led and sum(turn is not None and turn.source is not None and turn.of_story for turn in turns) > 1


def _differ(text: str, one: Span | None, other: Span | None) -> bool:
    return one is None or other is None or one.of(text) != other.of(text)


def _turn(text: str, line: Span) -> _Turn | None:
    opening = _OPENS.match(text, *PLACE(line))
    if not opening or not line.of(text).endswith(_ENDED) or _QUOTED.search(text, *PLACE(line)):
        return None
    dash = Span(line.start, line.start + len(opening[0].rstrip()))
    frame = _FRAME.search(text, opening.end(), min(line.end, line.start + _LOOKED_AT))
    if not frame:
        return _Turn(line, dash, None, dash, (Span(opening.end(), line.end),), set_off=False, of_story=False)
    source, cue = ("source", "cue") if frame["source"] else ("turner", "turned")
    tail = _TAIL.match(text, frame.end(), line.end)
    assert tail  # it may be empty
    goes_on = _GOES_ON.match(text, tail.end(), line.end)
    stop = _STOP.match(text, tail.end(), line.end)
    assert stop  # so may it
    behind = tuple(trimmed(text, Span(goes_on.end(), line.end))) if goes_on else ()
    said = Span(opening.end(), frame.start())
    if not letters(text, said):
        return None
    end = line.end if behind else stop.end()
    return _Turn(
        Span(line.start, end),
        dash,
        Span(*frame.span(source)),
        Span(*frame.span(cue)),
        (*trimmed(text, said), *behind),
        set_off=bool(frame["dash"] or (behind and goes_on and goes_on[0].strip()[-1] in _DASHES)),
        of_story=source == "turner" or frame["source"].casefold() in lx.PRONOUNS,
    )
