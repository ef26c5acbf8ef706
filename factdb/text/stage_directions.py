"""Stage directions: what a transcript tells in brackets of sounds and of what nobody hears: "[LAUGHTER]", "(pause)".

They are the page's, and no part of what anybody says. Only at the edge of a line or a sentence is a bracket one: within
a sentence it may be a word of the sentence's own.
"""

from collections.abc import Iterator, Sequence

from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.records import Span
from factdb.text.spans import PLACE, without
from factdb.text.whitespace import BLANK

# A chat has such words in the place of a picture, with no brackets or with pointed ones.
_LEFT_OUT = r"\w{3,8} omitted|This message was deleted|You deleted this message"
# "(voice-over): " goes on with a turn.
_BRACKETS = re.compile(
    r"(?:\([^()\[\]\n]{2,120}\)|\[[^()\[\]\n]{2,120}\]|<[^<>\n]{2,40}>|\*(?<!\*\*)[^*\n]{2,40}\*(?!\*))[.:]?"
)
# As all of a line or the end of it.
_OMITTED, _LONGEST_OMITTED = re.compile(rf"\u200e?\b(?:{_LEFT_OUT})\Z"), 30
# "Laughter in the courtroom", "phone rings": a few words beside it, but no sentence with a verb of its own.
_BESIDE = r"(?!(?:no|not|was|were|is|are|said|says|had|has|have|I|you|we)\b)[\w’'-]+"
_TELLS = re.compile(
    rf"\W*(?:(?:{_BESIDE},?\s){{0,3}}?(?:{ENGLISH.any_of('stage_directions')})(?:,?\s{_BESIDE}){{0,4}}"
    # "SOUNDBITE OF FERRY HORN", "END VIDEO CLIP", "Speaking Spanish", "Through translator"
    r"|sound\s?bites?\b.*|(?:sounds?|excerpt|clip|recording)\s(?:of|from)\s.*"
    rf"|(?:begin|end|start)s?\s(?:of\s)?(?:{_BESIDE}\s){{0,3}}(?:clip|tape|videotape|audiotape|segment|recording|video|audio)"
    r"|(?:video|audio|tape|clip|recording)\s(?:clip\s)?(?:plays|played|playing|begins|ends)"
    r"|(?:speaks|speaking|spoken|singing)\s(?:in\s)?[A-Z]\w+|(?:in|through|via|speaking\sthrough)\s(?:a\s)?(?:translat|interpret)\w+"
    rf"|{_LEFT_OUT}"
    r"|in\s[A-Z]\w*(?:abic|ench|erman|ese|ian|indi|ish|rdu)"
    r"|(?:objection|motion)\s(?:sustained|overruled|denied|granted)|(?:witness|jury)\s(?:is\s)?(?:sworn|excused|enters|leaves)"
    r")\W*",
    re.I,
)
# How far the recording is: "[16:05:00]". Before a line it is a log's hour.
_CLOCK = re.compile(r"[(\[]\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3})?[)\]]|\[\d{1,3}:\d{2}\]")
# Whatever a short note in small letters tells, "[radio chatter]": what ends a line so isn't said.
_NOTE = re.compile(r"\[[a-z][a-z’'-]*(?:\s[a-z’'-]+){0,3}\.?\]\.?")
# What a sentence may break off with: nobody could hear how it went on.
_UNHEARD = re.compile(r"\W*(?:edited|inaudible|indiscernible|unintelligible|cross-?talk|laughter|applause)\W*", re.I)
_STOPPED = re.compile(r"(?:[.!?…:—]|--|[.!?…—][”\"’']|[.!?,][”\"’']?\s?[)\]])[”\"’']?\s*\Z")
_LONGEST_STOP = 6
_REST = re.compile(rf"[{re.escape(BLANK)}]*")
_LABEL = re.compile(r"[^:\n()\[\]]{1,60}:\s+")


def stage_directions(text: str, line: Span) -> list[Span]:
    """The stage directions of a line, in order; the label of whoever makes nothing but a sound is a part of his."""
    found: list[Span] = []
    omitted = _OMITTED.search(text, max(line.end - _LONGEST_OMITTED, line.start), line.end)
    for bracket in (*_BRACKETS.finditer(text, *PLACE(line)), *((omitted,) if omitted else ())):
        span = Span(*bracket.span())
        if (is_stage_direction(text, span) and _is_at_edge(text, line, span, found)) or (
            _CLOCK.fullmatch(text, *PLACE(span)) and _is_behind_stop(text, line, span)
        ):
            found.append(span)
    return [line] if found and is_stage_direction(text, line) else found


def is_stage_direction(text: str, span: Span) -> bool:
    """Do the words tell a sound, or of what can't be heard, in brackets: perhaps behind the label of who makes it?"""
    label = _LABEL.match(text, *PLACE(span))
    start = label.end() if label else span.start
    if not (_BRACKETS.fullmatch(text, start, span.end) or _OMITTED.match(text, start, span.end)):
        return False
    return bool(_TELLS.fullmatch(text, start, span.end) or _NOTE.fullmatch(text, start, span.end))


def between_directions(text: str, line: Span, directions: Sequence[Span]) -> Iterator[Span]:
    """What stands before, between and behind the stage directions of a line, without white space at the edges."""
    for left in without(line, directions):
        words = left.of(text)
        start = left.end - len(words.lstrip(BLANK))
        end = left.start + len(words.rstrip(BLANK))
        if start < end:
            yield Span(start, end)


def _is_at_edge(text: str, line: Span, span: Span, before: list[Span]) -> bool:
    if _behind(text, span.end, line.end) < line.end and not _TELLS.fullmatch(text, *PLACE(span)):
        return False
    if span.start == line.start or (before and _behind(text, before[-1].end, span.start) == span.start):
        return True
    if _is_behind_stop(text, line, span):
        return True
    if _behind(text, span.end, line.end) < line.end:
        return False
    words = span.of(text)
    loud = words.isupper() or words.startswith("[") or _UNHEARD.fullmatch(words) is not None
    return loud and _TELLS.fullmatch(words) is not None


def _is_behind_stop(text: str, line: Span, span: Span) -> bool:
    return _STOPPED.search(text, max(span.start - _LONGEST_STOP, line.start), span.start) is not None


def _behind(text: str, at: int, end: int) -> int:
    """Where the words behind ``at`` begin."""
    blank = _REST.match(text, at, end)
    return blank.end() if blank else at
