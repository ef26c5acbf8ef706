"""Words that only frame what is said, and what stands around a frame in brackets."""

from collections.abc import Sequence
from itertools import pairwise

from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.records import Span

# "Their aim [is] “to win”", "“It is late,” [the court said.]"
_ONLY_FRAMES = re.compile(
    r"\W*(?:(?:is|are|was|were|be|been)(?:\show)?"
    r"|(?:(?:he|she|they|it|(?i:the|an?|one|another)(?:\s[\w’'-]+){1,3})\s)?"
    rf"(?:(?:has|have|had|also|later|then|again)\s){{0,2}}(?:{ENGLISH.any_saying('after-name')}|says|say))\W*"
)
# "[There are] many who say that", "[And there’s still] a part of the town that feels".
_THERE_ARE = re.compile(
    r"\W*(?:(?:and|but|yet|so)\s)?there(?:[’']s|\s(?:is|are|was|were))(?:\s(?:also|always|now|of\scourse|still))?\W*",
    re.I,
)
# "[Asked whether it is late], Roe said no", "said Roe, [when pressed on why]": what somebody answers.
_ASKED = (
    r"(?i:asked|(?:pressed|questioned|quizzed)(?=\s(?:by\s[^,;:]{1,60}?\s)?(?:about|on|over|whether|if|why|how|what)\b))"
    r"\b"
)
_WHEN = r"(?i:(?:(?:and|but)\s)?(?:when|whenever|being)\s(?:\w+ly\s)?)"
_IS_ASKED = re.compile(rf"\W*{_WHEN}?{_ASKED}")
_IS_PUT = re.compile(rf"\W*(?:{_WHEN}|(?:And|But|Yet)\s|(?=[A-Z])){_ASKED}")


def is_asked(text: str, part: Span) -> bool:
    """Does the part, set off by a comma, open with what is asked whoever stands before it: ", asked whether it is"?"""
    return text[part.start - 2 : part.start] == ", " and _IS_ASKED.match(text, part.start, part.end) is not None


def is_put(text: str, part: Span) -> bool:
    """Is the part a question that somebody answers, "when asked whether it is late"; not "asked why", which asks it?"""
    return _IS_PUT.match(text, part.start, part.end) is not None


def only_frames(text: str, part: Span, *, before_source: bool = False) -> bool:
    """Does the part say no more than that somebody says something, that something is what somebody says, or, right
    before a source, that there is such a one?"""
    only = _ONLY_FRAMES.fullmatch(text, part.start, part.end)
    return bool(only or (before_source and _THERE_ARE.fullmatch(text, part.start, part.end)))


def with_both_sides(text: str, parts: Sequence[Span], kept: Sequence[bool]) -> list[bool]:
    """Which parts are kept, with both sides of a frame in brackets: "[The clerks] (who said so) [left]"."""
    sides = {span for pair in pairwise(parts) if text[pair[0].end - 1] + text[pair[1].start] == "()" for span in pair}
    return [is_kept or part in sides for part, is_kept in zip(parts, kept, strict=True)]
