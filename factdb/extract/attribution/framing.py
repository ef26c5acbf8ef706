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


def only_frames(text: str, part: Span) -> bool:
    """Does the part say no more than that somebody says something, or that something is what somebody says?"""
    return _ONLY_FRAMES.fullmatch(text, part.start, part.end) is not None


def with_both_sides(text: str, parts: Sequence[Span], kept: Sequence[bool]) -> list[bool]:
    """Which parts are kept, with both sides of a frame in brackets: "[The clerks] (who said so) [left]"."""
    sides = {span for pair in pairwise(parts) if text[pair[0].end - 1] + text[pair[1].start] == "()" for span in pair}
    return [is_kept or part in sides for part, is_kept in zip(parts, kept, strict=True)]
