"""Bodies whose names hold small words, as the authority list has them: "National Institutes of Health"."""

import re
from collections.abc import Sequence

from factdb.extract.cast.capitals import key
from factdb.extract.cast.names import ORGANISATION, Name
from factdb.language import alternatives
from factdb.names.authority import written_organisations
from factdb.records import Span
from factdb.text.spans import overlapping

_SMALL = re.compile(r" (?:[a-z]+|&) ")
_WHOLE = re.compile(
    rf"\b(?:{alternatives(sorted(filter(_SMALL.search, written_organisations()), key=len, reverse=True))})\b"
)


def with_known_bodies(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, those that are parts of such a body's replaced by it; not of one whose name goes on further."""
    bodies = [Span(*found.span()) for found in _WHOLE.finditer(text)]
    whole = [
        span for span in bodies if not any(_reaches_over(name.span, span) for name in names if name.span.overlaps(span))
    ]
    kept = [name for name in names if not overlapping(whole, name.span)]
    known = [Name(span, tuple(map(key, span.of(text).split())), ORGANISATION, None) for span in whole]
    return sorted([*kept, *known], key=lambda name: name.span)


def _reaches_over(name: Span, body: Span) -> bool:
    return name.start < body.start or name.end > body.end
