"""Rows as a JSON array, one object a line, written as they come."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TextIO


def write(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], file: TextIO) -> None:
    """Write ``rows`` with their ``columns`` to ``file``, a row at a time; times are ISO 8601."""
    before = "["
    for row in rows:
        file.write(f"{before}{line(row, columns)}")
        before = ",\n "
    file.write("]\n" if before != "[" else "[]\n")


def line(row: Mapping[str, Any], columns: Sequence[str]) -> str:
    """One row as an object, on one line."""
    return json.dumps({column: row[column] for column in columns}, ensure_ascii=False, default=as_written)


def as_written(value: Any) -> str:
    """A value that is no string, number or list of JSON: a moment as ISO 8601."""
    return value.isoformat() if isinstance(value, datetime) else str(value)
