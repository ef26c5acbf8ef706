"""Datelines: where a report was written, before its first words. "OSLO, March 3 (Newswire) - ", "(Oslo) "."""

import re

from factdb.language import lexicon as lx
from factdb.records import Span

_LONGEST = 120
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_DAY = rf"(?:(?:(?:{_MONTHS})[a-z]*\.? \d{{1,2}}|\d{{1,2}} (?:{_MONTHS})[a-z]*)(?:,? \d{{4}})?)"
_CAPITALS = r"[^\W\d_a-zß-ÿ][^\W\d_a-zß-ÿ.’'-]+"
_PLACE = r"[^\W\d_a-z][\w.’'-]+(?: [^\W\d_a-z][\w.’'-]+){0,2}"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, )?"
_AGENCY = r" ?(?:\([^\W\d_a-z][^()]{1,40}\)|/[^\W\d_a-z][^/\n]{1,40}/)"
_BREAK = r"\s?(?:—|–|―|--)\s?|\s-\s"
_NEXT = r"(?=[\"“‘'„«(\[]?[^\W\d_a-z]|[\"“‘'„«(\[]?\d)"
# "OSLO — ", "OSLO, Norway (NNA) -- ", "OSLO/LONDON, March 3 (Newswire) - ", "GARY, Ind./OSLO - ": wherever it stands.
_IN_CAPITALS = re.compile(
    rf"(?P<place>{_CAPITALS}(?:[ /]{_CAPITALS}){{0,3}})"
    rf"(?P<more>(?:, {_PLACE}(?:/{_CAPITALS}(?: {_CAPITALS}){{0,3}})?)?"
    rf"(?:(?:,|{_BREAK})? ?{_WEEKDAY}{_DAY})?(?:{_AGENCY})?)"
    rf"(?:{_BREAK}){_NEXT}"
)
# "Oslo (CNN) — ", "Oslo, March 3 (Newswire) - ", "March 3 (Newswire) - ", "(Newswire) - ", "Oslo (CNN)Norway will",
# "Lund, Sweden (CNN) Norway will", "(CNN) Norway will".
_WITH_AGENCY = re.compile(
    rf"(?:(?:{_PLACE}(?:, {_PLACE})?)?(?:(?:^|, ){_DAY})?(?:{_AGENCY})(?:{_BREAK})"
    rf"|{_DAY}(?:{_AGENCY})(?:{_BREAK})|(?:{_PLACE}(?:, {_PLACE})? ?)?\([A-Z]{{2,6}}\)\s?){_NEXT}"
)
# "Oslo, March 3, 2025 – Northwind", as companies begin what they announce.
# "March 3, 2025 -- Northwind": the day alone, as broadcasters do.
_WITH_YEAR = re.compile(rf"(?:{_PLACE}(?:, {_PLACE})?(?:,|{_BREAK}) ?{_WEEKDAY})?{_DAY}(?<=\d{{4}})(?:{_BREAK}){_NEXT}")
# "Tulsa, Okla. — ", wherever it stands.
_STATE = r"[A-Z][\w.]{1,13}(?: [A-Z]\w{3,9})?"
_WITH_STATE = re.compile(rf"{_PLACE}, (?P<state>{_STATE})\s?(?:—|–|--)\s?{_NEXT}")
_IN_BRACKETS = re.compile(rf"\((?P<place>{_PLACE})\)\s{_NEXT}")
_WITH_COLON = re.compile(rf"(?P<place>{_PLACE}):\s{_NEXT}")
# "KARACHI: The province will", unless another line begins with a label as well: then people talk.
_CAPITALS_AND_COLON = re.compile(rf"(?P<place>{_CAPITALS}(?:[ /]{_CAPITALS}){{0,2}})(?P<more>):\s(?=[A-Z][\w’'-]*\s)")
_LABELLED = re.compile(r"^(?:[(\[][^()\[\]\n]{2,60}[)\]]\s)?[^\n:a-z]{2,40}:\s", re.M)
_EDGE = " \t\xa0—–―-:"
_STATES = lx.STATES.keys() | set(lx.STATES.values())


def dateline(text: str, paragraph: Span, *, opening: bool) -> tuple[Span, Span] | None:
    """The dateline of ``paragraph`` and the rest of it, if it begins with one.

    Only the ``opening`` paragraph of an article may begin with one that has no capitals.
    """
    end = min(paragraph.start + _LONGEST, paragraph.end)
    found = _IN_CAPITALS.match(text, paragraph.start, end)
    if found and not _is_place(found, opening=opening):
        return None
    state = None if found else _WITH_STATE.match(text, paragraph.start, end)
    if state and state["state"].replace(".", "").casefold() in _STATES:
        found = state
    if not found and opening:
        found = _WITH_AGENCY.match(text, paragraph.start, end) or _WITH_YEAR.match(text, paragraph.start, end)
        for expression in (_IN_BRACKETS, _WITH_COLON):
            candidate = expression.match(text, paragraph.start, end)
            if candidate and candidate["place"].casefold() in lx.PLACES:
                found = candidate
    if not found and opening:
        candidate = _CAPITALS_AND_COLON.match(text, paragraph.start, end)
        if candidate and _is_place(candidate, opening=True) and not _LABELLED.search(text, paragraph.end):
            found = candidate
    if not found:
        return None
    place = found[0].rstrip(_EDGE)
    return Span(paragraph.start, paragraph.start + len(place)), Span(found.end(), paragraph.end)


def _is_place(found: re.Match[str], *, opening: bool) -> bool:
    """A line in capitals may be a heading that runs on: below the first paragraph a known place or an agency tells."""
    place = found["place"].casefold()
    if place.split()[0] in lx.TITLES:
        return False
    return place not in lx.KICKERS and (opening or bool(found["more"]) or place in lx.PLACES)
