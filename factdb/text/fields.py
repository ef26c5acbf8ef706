"""What a file says about its article beside the text: title, publisher, author, date."""

import re
from datetime import UTC, datetime

from factdb.errors import InputError

_LONGEST_TITLE = 200
_FILE_NAME = re.compile(r"(?P<publisher>[^_]+)_(?P<published>\d{4}-\d{2}-\d{2})_.+", re.DOTALL)


def first_line(text: str) -> str:
    """The first line that is not blank, if it is short enough for a title (200 characters), or else an empty string."""
    beginning = text.removeprefix("\ufeff").lstrip()[: 2 * _LONGEST_TITLE]
    line = beginning.splitlines()[0].rstrip() if beginning else ""
    return line if len(line) <= _LONGEST_TITLE else ""


def published_at(value: str, source: str) -> datetime | None:
    """An ISO 8601 date or date-time in UTC; without an offset it is taken as UTC, a date alone as its midnight.

    An empty string gives None. Raises InputError for anything else.
    """
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(value)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise InputError(
            f"{source}: published {value[:40]!r} is no date; write it as 2024-06-20 or 2024-06-20T09:30:00Z"
        ) from error


def from_file_name(stem: str) -> tuple[str, datetime | None]:
    """The publisher and date of a file named ``PUBLISHER_YYYY-MM-DD_SLUG``; of another, an empty string and None."""
    parts = _FILE_NAME.fullmatch(stem)
    try:
        return (parts["publisher"], published_at(parts["published"], stem)) if parts else ("", None)
    except InputError:  # the name only looks like one with a date
        return "", None
