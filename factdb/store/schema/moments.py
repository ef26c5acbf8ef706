"""Times as the databases keep them."""

import re
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import DateTime, Dialect, Text, TypeDecorator
from sqlalchemy.types import TypeEngine

from factdb.errors import InputError

if TYPE_CHECKING:
    from factdb.text.readers.periods import Period

# A day and nothing else: in another zone, or at an hour, it would be another moment.
_WRITTEN_DAY = re.compile(
    r"\s*(?:[^\W\d]+\.?,?\s+)?(?:\d{1,2}(?:st|nd|rd|th|\.)?[\s-]+[^\W\d]+\.?,?[\s-]+\d{4}"
    r"|[^\W\d]+\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{4}([/.])\d{1,2}\1\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{4})\s*"
)
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME_OF_DAY = re.compile(r"[0-9]:[0-9]|[0-9]\s*[ap]\.?m\b", re.IGNORECASE)


class UTCDateTime(TypeDecorator[datetime]):
    """A moment in UTC; a time without a zone is refused. On SQLite ISO 8601 text, whose order is that of time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text on SQLite, which has no type for times."""
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """The moment in UTC, as the database takes it."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value}: a time needs its time zone")
        moment = value.astimezone(UTC)
        return moment.isoformat() if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """The moment in UTC."""
        if value is None:
            return None
        return _moment(value) if dialect.name == "sqlite" else value.astimezone(UTC)


def moment_asked(said: str | date, of_a_day: time) -> datetime:
    """The moment that is meant by a time, a day, a month or a year, as people write them or in ISO 8601; else in UTC.

    A day, or a period ("March 2026", "2024", "last week"), is its beginning or its end, as ``of_a_day`` says. Raises
    InputError for what is no date.
    """
    try:
        if period := _period(said):
            said = period.first if of_a_day == time.min else period.last
        is_day = len(said) <= len("2024-06-20") if isinstance(said, str) else not isinstance(said, datetime)
        moment = datetime.fromisoformat(said if isinstance(said, str) else said.isoformat())
        moment = datetime.combine(moment, of_a_day) if is_day else moment
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        return _written(said, of_a_day, error)


def _written(said: object, of_a_day: time, error: Exception) -> datetime:
    """A date as people write it: 20 June 2024, June 20, 2024, 2024/06/20."""
    from factdb.text.readers.dates import is_open, moment, refusal_of  # which loads much, and few write so

    found = moment(said) if isinstance(said, str) and not said.strip().isdigit() else None
    if found is None or not (_TIME_OF_DAY.search(str(said)) or _WRITTEN_DAY.fullmatch(str(said))):
        told = refusal_of(said) if isinstance(said, str) and is_open(said) else None
        forms = "2024-06-20, 20 June 2024, 2024/06/20, June 2024, 2024 or last week"
        raise InputError(told or f"{said!r} is no date: write it as {forms}") from error
    return datetime.combine(found, of_a_day, UTC) if _WRITTEN_DAY.fullmatch(str(said)) else found


def day_asked(said: str | date) -> datetime:
    """The moment, or the beginning of the day, that is meant; raises InputError as ``moment_asked``, and for a month
    or a year, of which no day is meant.
    """
    if (period := _period(said)) and period.first != period.last:
        raise InputError(f"{said!r} is no day: write it as 2024-06-20")
    return moment_asked(said, time.min)


def _period(said: str | date) -> "Period | None":
    if not isinstance(said, str) or _ISO_DAY.match(said):
        return None
    from factdb.text.readers.periods import period_of  # which loads much, for those who write a period

    return period_of(said, datetime.now(UTC).date())


@lru_cache(1000)
def _moment(stored: str) -> datetime:
    """Kept for a while, because the claims of an article, and the rows that were stored with it, have the same."""
    return datetime.fromisoformat(stored).astimezone(UTC)
