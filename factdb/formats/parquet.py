"""Rows as Parquet, each column of its type: for DuckDB, pandas, polars and whatever else reads it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from operator import itemgetter
from typing import Any, BinaryIO, get_type_hints

import pyarrow as pa
import pyarrow.parquet as pq

from factdb.store.schema.view import value_type

# Rows of a group in the file, and in memory at a time.
_AT_ONCE = 10_000

_KINDS = {
    bool: pa.bool_(),
    datetime: pa.timestamp("us", tz="UTC"),
    float: pa.float64(),
    int: pa.int64(),
    str: pa.string(),
}


def schema_of(kind: type, columns: Sequence[str] | None = None) -> Any:
    """The Arrow schema of a dataclass of rows, or of some of its ``columns``."""
    hints = get_type_hints(kind)
    return pa.schema([(name, _type(hints[name])) for name in columns or hints])


def write(rows: Iterable[Mapping[str, Any]], kind: type, columns: Sequence[str], file: BinaryIO) -> None:
    """Write the ``columns`` of ``rows``, whose types are those of the dataclass ``kind``; as a stream."""
    schema, values, rows = schema_of(kind, columns), itemgetter(*columns), iter(rows)
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        while some := [values(row) for row in islice(rows, _AT_ONCE)]:
            by_column = zip(*some, strict=True)
            arrays = [pa.array(column, type=field.type) for column, field in zip(by_column, schema, strict=True)]
            writer.write_batch(pa.RecordBatch.from_arrays(arrays, schema=schema))


def _type(hint: Any) -> Any:
    return pa.list_(pa.string()) if getattr(hint, "__origin__", None) is list else _KINDS[value_type(hint)]
