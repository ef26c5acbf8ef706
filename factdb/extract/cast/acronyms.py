"""What an article gives in brackets after a name: "European Central Bank (E.C.B.)"."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from factdb.extract.cast.entities import Entity
from factdb.extract.cast.names import Name
from factdb.extract.cast.parting import office_before
from factdb.names.acronyms import initials


def in_brackets(text: str, names: Sequence[Name], entities: Mapping[int, Entity]) -> dict[str, Entity]:
    """Each word in brackets with the entity of the name before it; ``entities`` are by the place of their name."""
    found: dict[str, Entity] = {}
    for i, (left, right) in enumerate(pairwise(names)):
        around = text[left.span.end : right.span.start], text[right.span.end : right.span.end + 1]
        if around == (" (", ")") and len(right.words) == 1 and i in entities:
            # "Director of National Intelligence (DNI)": of more than the name.
            if office_before(text, left.span.start) and right.words[0] not in initials(left.words):
                continue
            found.setdefault(right.words[0], entities[i])
    return found
