"""Written dates: ISO 8601, RFC 2822, the common written forms, and seconds since 1970."""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from functools import cache
from zoneinfo import ZoneInfo

# Whoever writes a number of seconds or milliseconds means a time between these years.
_FIRST, _LAST = datetime(1990, 1, 1, tzinfo=UTC).timestamp(), datetime(2100, 1, 1, tzinfo=UTC).timestamp()
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_NUMBERS = re.compile(r"(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})[/.-](?P<year>\d{4})\b(?P<time>.*)", re.DOTALL)
# 1/21/18: where the second is no month, it is the day, as only Americans write it, and the year is last.
_SHORT = re.compile(r"(?P<month>0?[1-9]|1[0-2])/(?P<day>1[3-9]|2\d|3[01])/(?P<year>\d\d)(?!\S)(?P<time>.*)", re.DOTALL)
_LEAD = re.compile(
    r"^\W*(?:(?:first|originally|last)\s+)?(?:published|posted|updated|modified|issued|released|date)\b\W*(?:on\b)?\s*",
    re.IGNORECASE,
)
# Where dots or a zone's name stand, libraries take "p.m." for nothing, and "GMT+1" for an hour behind Greenwich.
_HALF_OF_DAY = re.compile(r"(?<=\d)\s?([ap])\.?\s?m\b\.?", re.IGNORECASE)
_FROM_GREENWICH = re.compile(
    r"\b(?:GMT|UTC)\s?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?\b", re.IGNORECASE
)
# "at" and marks between a date and its time of day say nothing.
_BETWEEN = re.compile(r"\s+at\s+|\s*[|•·]\s*")
_LONGEST = 80
# RFC 5322 has those of North America; the rest are those that news pages write.
_ZONES = {
    **{"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7},
    **{"GMT": 0, "UTC": 0, "Z": 0, "WET": 0, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2, "EEST": 3},
    **{"MSK": 3, "IST": 5.5, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11},
}
_PLACES = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}


@cache
def _offsets() -> dict[str, tzinfo]:
    fixed: dict[str, tzinfo] = {name: timezone(timedelta(hours=hours)) for name, hours in _ZONES.items()}
    return fixed | {name: ZoneInfo(place) for name, place in _PLACES.items()}


def moment(value: object, *, day_first: bool | None = None) -> datetime | None:
    """A date or a date-time in UTC; without an offset it is taken as UTC, a date alone as its midnight.

    ``value`` is text, a number of seconds or milliseconds since 1970, or a date. None if it cannot be told, as with
    03/04/2024, whose day may be its month, unless ``day_first`` says which it is.
    """
    try:
        found = _moment(value) or (None if day_first is None else _of_numbers(str(value).strip(), day_first=day_first))
        return found and (found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC))
    except (ValueError, OverflowError, TypeError, ArithmeticError):
        return None


def lies_ahead(day: datetime, now: datetime | None = None) -> bool:
    """True for what is to come, but for the day on which a paper comes out that is written today."""
    return day > (now or datetime.now(UTC)) + timedelta(days=1)


def is_open(value: object) -> bool:
    """True for a date like 03/04/2024, which is one, but whose day may be its month."""
    if not isinstance(value, str) or not _NUMBERS.fullmatch(value.strip()):
        return False
    return moment(value) is None and moment(value, day_first=True) is not None


def refusal_of(value: str) -> str:
    """Why a date is not taken, and how to write it: of one that is open, both readings."""
    either = (moment(value, day_first=True), moment(value, day_first=False)) if is_open(value) else ()
    if days := [f"{one:%Y-%m-%d} ({one.day} {one:%B})" for one in either if one]:
        return f"{value!r} may be either of two days; write {' or '.join(days)}"
    return f"{value!r} is no date that can be told; write it as 2025-03-04, 4 March 2025, March 4, 2025 or 2025/03/04"


def has_day_first(value: object) -> bool | None:
    """True for 31/12/2024, False for 12/31/2024; None for what has no order of the two, or may have either."""
    found = _NUMBERS.fullmatch(value.strip()) if isinstance(value, str) and "." not in value else None
    if not found or found["first"] == found["second"] or moment(value) is None:
        return None
    return int(found["first"]) > 12


def _moment(value: object) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_number(float(value))
    text = _FROM_GREENWICH.sub(_offset, _HALF_OF_DAY.sub(r"\1m", str(value).strip()))
    if not text or len(text) > _LONGEST:
        return None
    if text.isascii() and text.isdigit() and len(text) in (10, 13):
        return _of_number(float(text))
    for way in (datetime.fromisoformat, _of_mail, _of_numbers, _of_short, _written):
        try:
            if found := way(text):
                return found
        except (ValueError, OverflowError, TypeError, IndexError, ArithmeticError):
            continue
    return None


def _of_mail(text: str) -> datetime | None:
    """As RFC 2822 has it; beside a date "PM" would be passed over, as whatever isn't understood."""
    return None if _HALF_OF_DAY.search(text) else parsedate_to_datetime(text)


def _offset(zone: re.Match[str]) -> str:
    return f"{zone['sign']}{zone['hours']:0>2}{zone['minutes'] or '00'}"


def _of_number(seconds: float) -> datetime | None:
    seconds = seconds / 1000 if seconds > _LAST else seconds
    return datetime.fromtimestamp(seconds, UTC) if _FIRST <= seconds < _LAST else None


def _of_numbers(text: str, *, day_first: bool | None = None) -> datetime | None:
    """31/12/2024 or 12/31/2024, where only one order is possible or is told; with dots the day stands first."""
    found = _NUMBERS.fullmatch(text)
    if not found:
        return None
    first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
    if "." in text or first > 12 or first == second:
        day, month = first, second
    elif second > 12:
        day, month = second, first
    elif day_first is None:
        return None
    else:
        day, month = (first, second) if day_first else (second, first)
    return _written(f"{datetime(year, month, day, tzinfo=UTC):%Y-%m-%d}{found['time']}")


def _of_short(text: str) -> datetime | None:
    found = _SHORT.fullmatch(text)
    if not found:
        return None
    year = int(found["year"])
    century = 1900 if year >= 69 else 2000  # as POSIX has it
    day = datetime(century + year, int(found["month"]), int(found["day"]), tzinfo=UTC)
    return _written(f"{day:%Y-%m-%d}{found['time']}")


def _written(text: str) -> datetime | None:
    if not _YEAR.search(text) or _NUMBERS.fullmatch(text):
        return None
    plain = _BETWEEN.sub(" ", _LEAD.sub("", text))
    return _by_dateutil(plain) or _by_dateparser(plain)


def _by_dateutil(text: str) -> datetime | None:
    from dateutil import parser

    try:
        # What it is not told it takes from a default: of two that differ in all, only a whole date gives the same day.
        one, other = (
            parser.parse(text, default=default, tzinfos=_offsets())
            for default in (datetime(1901, 1, 1), datetime(1902, 2, 2))
        )
    except (parser.ParserError, OverflowError, TypeError):
        return None
    return one if one.date() == other.date() else None


def _by_dateparser(text: str) -> datetime | None:
    """Months of other languages, where dateparser is there to know them."""
    try:
        import dateparser
    except ImportError:
        return None
    settings = {"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"]}
    found: datetime | None = dateparser.parse(text, settings=settings)
    return found
