"""Months, years and weeks as people ask for them: "March 2026", "06/2024", "2026-W11", "last week", "30 days ago"."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from factdb.language import ENGLISH


class Period(NamedTuple):
    """From its first day to its last."""

    first: date
    last: date


_MONTHS = [month.casefold() for month in ENGLISH.words("months")]
_LEAST_LETTERS = 3
_UNIT = r"(?P<unit>day|week|month|year)"


def period_of(said: str, today: date) -> Period | None:
    """The days that are meant; None for what is no period, as a date is none.

    Weeks begin on Monday. "Last week" is the one before this one, "the last 7 days" end with ``today``.
    """
    words = " ".join(said.casefold().split()).removeprefix("the ")
    for form, meant in _FORMS:
        if found := form.fullmatch(words):
            try:
                return meant(found, today)
            except (ValueError, OverflowError):
                return None
    return None


def _year(found: re.Match[str], _today: date) -> Period:
    return Period(date(int(found["year"]), 1, 1), date(int(found["year"]), 12, 31))


def _numbered_month(found: re.Match[str], _today: date) -> Period:
    return _month(int(found["year"]), int(found["month"]))


def _named_month(found: re.Match[str], _today: date) -> Period | None:
    name = "sep" if found["name"] == "sept" else found["name"]
    numbers = [number for number, month in enumerate(_MONTHS, start=1) if name in (month, month[:_LEAST_LETTERS])]
    return _month(int(found["year"]), numbers[0]) if numbers else None


def _quarter(found: re.Match[str], _today: date) -> Period:
    last = 3 * int(found["quarter"])
    year = int(found["year"])
    return Period(date(year, last - 2, 1), _month(year, last).last)


def _week(found: re.Match[str], _today: date) -> Period:
    monday = date.fromisocalendar(int(found["year"]), int(found["week"]), 1)
    return Period(monday, monday + timedelta(days=6))


def _day(found: re.Match[str], today: date) -> Period:
    day = today - timedelta(days=found[0] == "yesterday")
    return Period(day, day)


def _this_or_last(found: re.Match[str], today: date) -> Period:
    match found["unit"]:
        case "week":
            monday = _back(today, found["which"] != "this", "week") - timedelta(days=today.weekday())
            return Period(monday, monday + timedelta(days=6))
        case "month":
            day = _back(today.replace(day=1), found["which"] != "this", "month")
            return _month(day.year, day.month)
    year = today.year - (found["which"] != "this")
    return Period(date(year, 1, 1), date(year, 12, 31))


def _until_today(found: re.Match[str], today: date) -> Period | None:
    """The last 7 days are seven with ``today``; the last 0 are none."""
    first = _back(today, int(found["number"]), found["unit"]) + timedelta(days=1)
    return Period(first, today) if first <= today else None


def _ago(found: re.Match[str], today: date) -> Period:
    day = _back(today, 1 if found["number"].startswith("a") else int(found["number"]), found["unit"])
    return Period(day, day)


def _back(day: date, number: int, unit: str) -> date:
    """The day so many days, weeks, months or years before; of a shorter month its last."""
    if unit in ("day", "week"):
        return day - timedelta(days=number * (7 if unit == "week" else 1))
    year, month = divmod(12 * day.year + day.month - 1 - number * (12 if unit == "year" else 1), 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _month(year: int, month: int) -> Period:
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Period | None]], ...] = (
    (re.compile(r"(?:in )?(?P<year>\d{4})"), _year),
    (re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})"), _numbered_month),
    (re.compile(r"(?P<month>\d{1,2})[-/.](?P<year>\d{4})"), _numbered_month),
    (re.compile(r"(?:in )?(?P<name>[a-z]{3,9})\.?,?[ -](?:of )?(?P<year>\d{4})"), _named_month),
    (re.compile(r"(?P<year>\d{4}),?[ -](?P<name>[a-z]{3,9})\.?"), _named_month),
    (re.compile(r"q(?P<quarter>[1-4])[ /-]?(?P<year>\d{4})"), _quarter),
    (re.compile(r"(?P<year>\d{4})[ /-]?q(?P<quarter>[1-4])"), _quarter),
    (re.compile(r"(?P<year>\d{4})-?w(?P<week>\d\d)"), _week),
    (re.compile(r"today|yesterday"), _day),
    (re.compile(r"(?P<which>this|last|previous) (?P<unit>week|month|year)"), _this_or_last),
    (re.compile(rf"(?:last|past) (?P<number>\d{{1,4}}) {_UNIT}s?"), _until_today),
    (re.compile(rf"(?P<number>\d{{1,4}}|an?) {_UNIT}s? ago"), _ago),
)
