"""Bodies named by the fields they deal with, "Bureau of Alcohol, Tobacco, Firearms and Explosives", and stations
named by their channel.
"""

import re
from collections.abc import Sequence

from factdb.extract.cast.capitals import key
from factdb.language import ENGLISH
from factdb.language import lexicon as lx
from factdb.names.acronyms import initials
from factdb.names.authority import known_organisation

# Whose name may hold a list of fields.
_BODIES = frozenset({"bureau", "committee", "subcommittee", "institute", "institutes", "college", "office", "board"})
_BODIES |= {"academy", "center", "centre", "department", "ministry"}
# What a body's name ends in, and what is a whole name by itself, of which no other goes on.
_ENDS = lx.ORGANISATION_NOUNS.union(ENGLISH.words("ends_of_bodies"))
_WHOLE_NAMES = lx.SURNAMES | lx.PLACES | lx.DEMONYMS | lx.ORGANISATION_WORDS | lx.GIVEN_NAMES.keys()
_OF = frozenset({"of", "for", "on"})
# "Evaluation", "Accountability": what nobody and no place is called, whatever is listed with it.
ABSTRACT = ("tion", "ment", "ness", "ity", "ism", "ship", "ology", "ics")
# "Physicians and Surgeons", "Teachers and Lecturers"
_PEOPLE = ("ers", "ors", "ists", "ians", "eons")
# "(HSE)", "(‘HSE’)"
_LETTERS = re.compile(r" \((?:the )?[\"“‘']?([A-Z][A-Z.&]{1,7})[\"”’']?\)")
_TO_COMMITTEE = re.compile(r"(?:, [A-Z]\w+){0,4},? and [A-Z]\w+ (?:Subc|C)ommittee\b")
_END = re.compile(r"(?:, [A-Z]\w+(?: [A-Z]\w+)?){0,4},? and [A-Z]\w+")

_THE_NEXT = re.compile(r" the [A-Z]")
# "Fox 5 DC", "NBC 4 New York"
_BROADCASTERS, _CHANNEL = frozenset({"abc", "cbs", "channel", "cw", "fox", "nbc", "news"}), re.compile(r" \d{1,2} ")


def is_station(left: Sequence[str], link: str) -> bool:
    """Does a broadcaster's name go on, behind the number of its channel, with where it is?"""
    return left[-1] in _BROADCASTERS and _CHANNEL.fullmatch(link) is not None


def is_one_body(text: str, left: Sequence[str], right: Sequence[str], end: int) -> bool:
    """Are two names with "and" between them one body's, of which the right one ends at ``end``?

    "Securities" and "Exchange Commission", "House Energy" and "Commerce Committee": one body of two fields; and what
    has its initials behind it: "Coastal Defence and Space Company (CDSC)".
    """
    words = (*left, "and", *right)
    letters = _LETTERS.match(text, end)
    told = key(letters[1]) if letters else ""
    # "Coastal Defence and Space Company CDSC N.V. (CDSC)"
    spelt = (*left, "and", *right[: right.index(told)]) if told in right else words
    spelt = spelt[:-1] if told in right and spelt[-1] == "company" else spelt
    return (
        _are_fields(left, right)
        or known_organisation(" ".join(words)) is not None
        or (bool(told) and told in initials(spelt))
    )


def is_begun(left: Sequence[str], right: Sequence[str]) -> bool:
    """ "Growth" and "Opportunity Project", with one article: is the left one no whole name, of a body, somebody or a
    place?
    """
    is_body = len(right) > 1 and right[-1] in _ENDS
    # "The Bank of Elm" and "Harbour Bank"
    whole = left[-1] in _WHOLE_NAMES or not _OF.isdisjoint(left)
    return is_body and not whole and not any(known_organisation(" ".join(side)) for side in (left, right))


def lists_field(left: Sequence[str], right: Sequence[str]) -> bool:
    """Is what "and" joins to a body's name a field too, or people too, that it is for: "Department of Corrections" and
    "Rehabilitation", but not "Bank of Harlow" and "Reed"?
    """
    last = max((i for i, word in enumerate(left) if word in _OF), default=0)
    whose = left[last + 1 :]
    if not last or not whose:
        return False
    # "Center on Budget" "and Policy Priorities"
    policy = len(right) == 2 and {left[-1], right[0]} <= lx.ORGANISATION_FIELDS
    people = len(right) == 1 and left[-1].endswith(_PEOPLE) and right[0].endswith(_PEOPLE)
    return policy or people or right[-1] in lx.ORGANISATION_FIELDS or (len(right) < 3 and _is_abstract(right[-1]))


def _is_abstract(word: str) -> bool:
    # "University" begins the name of another body.
    another = word in lx.SURNAMES or word in lx.GIVEN_NAMES or word in lx.ORGANISATION_NOUNS
    return word.endswith(ABSTRACT) and not another


def _are_fields(left: Sequence[str], right: Sequence[str]) -> bool:
    fields = left[-1] in lx.ORGANISATION_FIELDS and right[0] in lx.ORGANISATION_FIELDS
    return fields and 1 < len(right) < 5 and right[-1] in lx.ORGANISATION_NOUNS


def begins_committee(text: str, left: Sequence[str], right: Sequence[str], end: int) -> bool:
    """ "Senate Health" and "Education" of "Senate Health, Education, Labor and Pensions Committee"; the right name ends
    at ``end``.
    """
    fields = len(right) == 1 and {left[-1], right[0]} <= lx.ORGANISATION_FIELDS
    return fields and _TO_COMMITTEE.match(text, end) is not None


def goes_on_listing(text: str, left: Sequence[str], right: Sequence[str], end: int) -> bool:
    """Does the right name, which ends at ``end``, go on with the fields that the left one begins to list, up to an
    "and" or behind it?
    """
    held = not _BODIES.isdisjoint(left) and not _OF.isdisjoint(left)
    fields = left[-1] in lx.ORGANISATION_FIELDS and right[-1] in lx.ORGANISATION_FIELDS
    return held and fields and (left[-2] not in _OF or _END.match(text, end) is not None)


def is_aim(text: str, left: Sequence[str], link: str, right: Sequence[str], end: int, is_unknown: bool) -> bool:
    """ "Committee" "to Protect Journalists", "Campaign" "to End" "the War"; but "Committee" to Berlin. The right name
    ends at ``end``; if it ``is_unknown``, nothing tells that it is a place or a body.
    """
    if link == " the ":
        return left[-2:-1] == ("to",)
    return link == " to " and is_unknown and (len(right) > 1 or _THE_NEXT.match(text, end) is not None)
