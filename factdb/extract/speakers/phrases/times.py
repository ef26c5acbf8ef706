"""When something was said is no part of who said it: "the mayor last year", "police earlier this week"."""

import re

from factdb.extract.speakers.phrases import trim
from factdb.records import Span

_BEHIND = re.compile(
    r",? (?:(?:earlier|early|later|late) )?(?:last|this) (?:year|month|week|weekend|spring|summer|fall|autumn|winter"
    r"|night|morning|afternoon|evening|\w{3,6}day)\Z"
    r"|(?<=[a-z)]),? (?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:night|morning|afternoon|evening))?\Z"
)
_LONGEST = 30


def without_time(text: str, source: Span) -> Span:
    """The source without a time at its end."""
    when = _BEHIND.search(text, max(source.start, source.end - _LONGEST), source.end)
    # "A study published this week": without the time the participle would hang in the air.
    if not when or when.start() <= source.start or text[when.start() - 2 : when.start()] == "ed":
        return source
    return trim(text, Span(source.start, when.start()))
