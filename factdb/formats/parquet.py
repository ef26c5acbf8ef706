"""Rows as Parquet, each column of its type: for DuckDB, pandas, polars and whatever else reads it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import accumulate
from typing import Any, BinaryIO, get_type_hints

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from factdb.store.read.columns import Column, Columns, Runs
from factdb.store.schema.view import value_type

# Rows of a group in the file: enough to be packed well.
GROUP = 10_000
# Rows that had best come in one part: to make an array costs as much as a hundred of its values.
AT_ONCE = 2_500

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


def write_columns(parts: Iterable[Columns], kind: type, columns: Sequence[str], file: BinaryIO) -> None:
    """Write rows that come in ``parts``, each of which has the values of every one of the ``columns``, as a stream.

    Their types are those of the dataclass ``kind``. Groups in the file have at least GROUP rows, but for the last.
    """
    schema = schema_of(kind, columns)
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        group: list[Any] = []
        for part in parts:
            arrays = [_array(values, field.type) for values, field in zip(part, schema, strict=True)]
            group.append(pa.RecordBatch.from_arrays(arrays, schema=schema))
            if sum(map(len, group)) >= GROUP:
                writer.write_table(pa.Table.from_batches(group))
                group.clear()
        if group:
            writer.write_table(pa.Table.from_batches(group))


def _array(values: Column, kind: Any) -> Any:
    if isinstance(values, Runs):
        ends = pa.array(accumulate(values.lengths), type=pa.int32())
        return pc.run_end_decode(pa.RunEndEncodedArray.from_arrays(ends, pa.array(values.values, type=kind)))
    return pa.array(values, type=kind)


def _type(hint: Any) -> Any:
    return pa.list_(pa.string()) if getattr(hint, "__origin__", None) is list else _KINDS[value_type(hint)]
