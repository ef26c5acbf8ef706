"""Companies whose names end as if they owned something: "McDonald's said", "Moody's has cut the rating"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from factdb.extract.cast.names import ORGANISATION, PERSON, Name
from factdb.records import Span

# No noun, so that nobody owns it.
_VERB = r"(?:said|says|told|tells|wrote|added|has|had|did|does|didn['’]t|doesn['’]t|declined|announced|agreed)"
_WHOLE = re.compile(rf"['’]s(?=,? {_VERB}\b)")
_OWNS = re.compile(r"['’]s\b")
_BEFORE_END = re.compile(r"['’]s ")
# What a company is by law, and nobody else is named.
_ENDS = frozenset({"co", "corp", "cos", "inc", "llc", "ltd", "plc"})


def with_brands(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, those with their "'s" that say or do something with it and never stand without it.

    "Reed's said so" is Reed, who has: she is named without it as well, or in full.
    """
    names = _with_ends(text, names)
    speaking = {name.words for name in names if _WHOLE.match(text, name.span.end)}
    others = {name.words[-1] for name in names if _is_bare(text, name)}
    brands = {words for words in speaking if words[-1] not in others}
    return [_whole(text, name) if name.words in brands else name for name in names]


def _with_ends(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, "McDonald's Corp." as one."""
    found: list[Name] = []
    for name in names:
        before = found[-1] if found and _ENDS.issuperset(name.words) else None
        if before and _BEFORE_END.fullmatch(text, before.span.end, name.span.start):
            whole = _whole(text, before)
            found[-1] = replace(
                whole, span=Span(whole.span.start, name.span.end), words=(*whole.words, *name.words), kind=ORGANISATION
            )
        else:
            found.append(name)
    return found


def _is_bare(text: str, name: Name) -> bool:
    person = bool(name.title) or (name.kind == PERSON and len(name.words) > 1)
    return person or not _OWNS.match(text, name.span.end)


def _whole(text: str, name: Name) -> Name:
    owns = _OWNS.match(text, name.span.end)
    if not owns:
        return name
    *before, last = name.words
    return replace(name, span=Span(name.span.start, owns.end()), words=(*before, f"{last}'s"), kind=ORGANISATION)
