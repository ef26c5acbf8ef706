"""Whom words name that say nothing: "you may recall", "rumour has it", "did she know"."""

import re
from collections.abc import Sequence

from factdb.records import Span

# How many characters of a cue are looked at: time stays linear however long it is.
_AHEAD = 300
_MAY = "(?:will|would|could|should|can|may|might|must)"
# "You said" and "one recalled" are somebody's.
_ANYBODY = (
    (
        re.compile("you", re.I),
        re.compile(rf"(?:{_MAY} )?(?:recall|remember|know|think|imagine|guess|see|expect|suppose)\b"),
    ),
    (re.compile("one", re.I), re.compile(rf"{_MAY}\b")),
    (re.compile("rumou?rs?", re.I), re.compile(r"ha(?:s|ve|d) it\b")),
)
# "Did she know", and how far before the source, in characters, the verb may begin.
_ASKED = re.compile(
    r"(?:\A|[.?!”\"’)]\s+|\n)(?:(?:And|But|So|Yet|Or|Then)\s(?=[a-z]))?"
    r"(?:[Dd]id|[Dd]oes|[Dd]o|[Ww]ould|[Ww]ill|[Cc]ould|[Ss]hould|[Hh]as|[Hh]ave)\s\Z"
)
_AUXILIARY = 20


def is_anybodys(text: str, sources: Sequence[Span], cue: Span) -> bool:
    """Is the source no one at all, "you may recall", "one would think", or does the writer ask whether
    somebody says so, "Did she know that"? It is the writer who says so.
    """
    if len(sources) != 1:
        return False
    (source,) = sources
    before = max(source.start - _AUXILIARY, 0)
    if _ASKED.search(text, before, source.start):
        return True
    return any(
        who.fullmatch(text, source.start, source.end) and minds.match(" ".join(cue.of(text)[:_AHEAD].split()).lower())
        for who, minds in _ANYBODY
    )
