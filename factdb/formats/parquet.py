"""Rows as Parquet, each column of its type: for DuckDB, pandas, polars and whatever else reads it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, BinaryIO, get_type_hints

import pyarrow as pa
import pyarrow.parquet as pq

from factdb.store.schema.view import value_type

# Rows of a group in the file, and in memory at a time: enough to be packed well.
GROUP = 10_000

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


def write_columns(parts: Iterable[Sequence[Sequence[Any]]], kind: type, columns: Sequence[str], file: BinaryIO) -> None:
    """Write rows that come in ``parts``, each of which has the values of every one of the ``columns``, as a stream.

    Their types are those of the dataclass ``kind``. Each part is a group of rows in the file: best one of GROUP rows.
    """
    schema = schema_of(kind, columns)
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for part in parts:
            arrays = [pa.array(values, type=field.type) for values, field in zip(part, schema, strict=True)]
            writer.write_batch(pa.RecordBatch.from_arrays(arrays, schema=schema))


def _type(hint: Any) -> Any:
    return pa.list_(pa.string()) if getattr(hint, "__origin__", None) is list else _KINDS[value_type(hint)]
