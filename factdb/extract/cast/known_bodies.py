"""Bodies whose names hold small words, as the authority list has them: "National Institutes of Health"."""

import re
from collections.abc import Sequence

from factdb.extract.cast.capitals import key
from factdb.extract.cast.names import DOCUMENT, ORGANISATION, PERSON, Name
from factdb.language import longest_of
from factdb.names.authority import written_organisations
from factdb.records import Span
from factdb.text.spans import overlapping

_SMALL = re.compile(r" (?:[a-z]+|&) ")
_WHOLE = re.compile(rf"\b(?:{longest_of(filter(_SMALL.search, written_organisations()))})\b")


def with_known_bodies(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, those that are parts of such a body's replaced by it; "Texas House" of one goes before it."""
    spans = [name.span for name in names]
    bodies = [body for found in _WHOLE.finditer(text) if (body := _with_parts(Span(*found.span()), spans))]
    kept = [name for name in names if not overlapping(bodies, name.span)]
    known = [Name(body, tuple(map(key, body.of(text).split())), ORGANISATION, None) for body in bodies]
    return _with_cases(text, sorted([*kept, *known], key=lambda name: name.span))


def _with_cases(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, those of the sides of a case as one: "Reed v. Harbour Board", but not "Ann Reed vs. Bo Cole", who run
    against each other.
    """
    found: list[Name] = []
    for name in names:
        before = found[-1] if found else name
        against = text[before.span.end : name.span.start] in (" v. ", " vs. ", " v ")
        if against and "v" not in before.words and not any(map(_is_in_full, (before, name))):
            found[-1] = Name(Span(before.span.start, name.span.end), (*before.words, "v", *name.words), DOCUMENT)
        else:
            found.append(name)
    return found


def _is_in_full(name: Name) -> bool:
    return name.kind == PERSON and len(name.words) > 1


def _with_parts(body: Span, names: Sequence[Span]) -> Span | None:
    """A body with the name that it goes on from; None if a name goes on further."""
    parts = overlapping(names, body)
    if any(part.end > body.end for part in parts):
        return None
    return Span(min([body.start, *(part.start for part in parts)]), body.end)
