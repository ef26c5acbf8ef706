"""Months, years and weeks as people ask for them."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.errors import InputError
from factdb.store.schema.moments import day_asked, moment_asked
from factdb.text.readers.periods import period_of

TODAY = date(2026, 5, 31)  # a Sunday


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("March 2026", "2026-03-01", "2026-03-31"),
        ("feb. 2024", "2024-02-01", "2024-02-29"),
        ("2025 Sept", "2025-09-01", "2025-09-30"),
        ("06/2024", "2024-06-01", "2024-06-30"),
        ("2024-6", "2024-06-01", "2024-06-30"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("Q4 2025", "2025-10-01", "2025-12-31"),
        ("2026-W11", "2026-03-09", "2026-03-15"),
        ("Last week", "2026-05-18", "2026-05-24"),
        ("this week", "2026-05-25", "2026-05-31"),
        ("the last 7 days", "2026-05-25", "2026-05-31"),
        ("3 months ago", "2026-02-28", "2026-02-28"),
        ("last month", "2026-04-01", "2026-04-30"),
        ("last year", "2025-01-01", "2025-12-31"),
        ("yesterday", "2026-05-30", "2026-05-30"),
    ],
)
def test_a_period_has_a_first_day_and_a_last(said: str, first: str, last: str) -> None:
    assert period_of(said, TODAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "said",
    ["", "2 June 2024", "2024-06-20", "13/2024", "Smarch 2024", "0000", "2026-W60", "last 9999 years", "last 0 days"],
)
def test_what_is_no_period_is_none(said: str) -> None:
    assert period_of(said, TODAY) is None


@given(
    st.text() | st.from_regex(r"(last|past|this|Q1|mar|[0-9]{1,4}) ?(week|day|[0-9]{1,4}|may)s?( ago)?", fullmatch=True)
)
def test_any_words_have_an_answer_and_no_period_ends_before_it_begins(said: str) -> None:
    period = period_of(said, TODAY)
    assert period is None or period.first <= period.last


def test_since_is_the_first_day_and_until_the_last() -> None:
    assert moment_asked("June 2024", time.min) == datetime(2024, 6, 1, tzinfo=UTC)
    assert moment_asked("June 2024", time.max) == datetime.combine(date(2024, 6, 30), time.max, UTC)


def test_a_month_is_no_day() -> None:
    with pytest.raises(InputError, match="is no day"):
        day_asked("June 2024")
