"""A report as the CSV that it would be, whatever it is saved as: Excel, JSON, Parquet, or CSV itself."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from io import StringIO
from itertools import takewhile, zip_longest
from pathlib import Path
from typing import Any, TextIO

from factdb.errors import InputError
from factdb.formats import csv

Opened = Callable[[], TextIO]


def as_csv(report: Path) -> Opened:
    """What opens the report as a CSV file, as often as it is called. Raises InputError if it cannot be read."""
    read = _READERS.get(report.suffix.lower())
    if read is None:
        return lambda: report.open(encoding="utf-8-sig", newline="")
    columns, rows = read(report)
    file = StringIO(newline="")
    csv.write(rows, columns, file)
    text = file.getvalue()
    return lambda: StringIO(text, newline="")


def _of_excel(report: Path) -> tuple[Sequence[str], Iterable[Mapping[str, Any]]]:
    from factdb.formats import xlsx

    rows = xlsx.values(report)
    columns = [str(cell) for cell in takewhile(lambda cell: cell is not None, next(rows, ()))]
    if not columns:
        raise InputError(f"{report}: its first sheet has no header")
    # Where the last cells of a row are empty, Excel has none.
    return columns, (dict(zip_longest(columns, map(_with_zone, cells[: len(columns)]))) for cells in rows)


def _with_zone(value: Any) -> Any:
    """Excel's times have no zone; ``xlsx.write`` writes those of UTC."""
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else value


def _of_json(report: Path) -> tuple[Sequence[str], Iterable[Mapping[str, Any]]]:
    try:
        rows = json.loads(report.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{report}: no JSON ({error})") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) and row.keys() == rows[0].keys() for row in rows):
        raise InputError(f"{report}: not a report, which is a list of objects with the same names")
    return list(rows[0] if rows else ()), rows


def _of_parquet(report: Path) -> tuple[Sequence[str], Iterable[Mapping[str, Any]]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(report)
    except pa.ArrowException as error:
        raise InputError(f"{report}: no Parquet table ({error})") from error
    return table.column_names, table.to_pylist()


_READERS = {".xlsx": _of_excel, ".json": _of_json, ".parquet": _of_parquet}
