"""Bodies that are named by the fields they deal with: "Bureau of Alcohol, Tobacco, Firearms and Explosives"."""

import re
from collections.abc import Sequence

from factdb.language import lexicon as lx

# Whose name may hold a list of fields.
_BODIES = frozenset({"bureau", "committee", "subcommittee", "institute", "institutes", "college", "office", "board"})
_END = re.compile(r"(?:, [A-Z]\w+(?: [A-Z]\w+)?){0,4},? and [A-Z]\w+")


def is_body_of_fields(left: Sequence[str], right: Sequence[str]) -> bool:
    """ "Securities" and "Exchange Commission", "House Energy" and "Commerce Committee": one body of two fields."""
    fields = left[-1] in lx.ORGANISATION_FIELDS and right[0] in lx.ORGANISATION_FIELDS
    return fields and 1 < len(right) < 4 and right[-1] in lx.ORGANISATION_NOUNS


def goes_on_listing(text: str, left: Sequence[str], right: Sequence[str], end: int) -> bool:
    """Does the right name, which ends at ``end``, go on with the fields that the left one begins to list, up to an
    "and" or behind it?
    """
    held = not _BODIES.isdisjoint(left) and not {"of", "on"}.isdisjoint(left)
    fields = left[-1] in lx.ORGANISATION_FIELDS and right[-1] in lx.ORGANISATION_FIELDS
    return held and fields and (left[-2] not in ("of", "on") or _END.match(text, end) is not None)
