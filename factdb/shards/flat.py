"""The nested table taken apart into the five that lie on disk, by Arrow alone."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from factdb.shards.schema import ATTRIBUTION_SPANS, CLAIM_SPANS, TABLES

Tables = Mapping[str, Any]


def flat(batch: Any) -> Tables:
    """The tables of a batch of EXTRACTED; what was found in a text that several rows have stands there once."""
    hashes = batch.column("sha256").to_pylist()
    first = {sha256: row for row, sha256 in reversed(list(enumerate(hashes)))}
    texts = batch.take(pa.array(sorted(first.values()), type=pa.int64()))
    keys = texts.column("sha256")
    attributed, attributions = _inner(texts.column("attributions"))
    claimed, claims = _inner(texts.column("claims"))
    hedging, hedges = _inner(claims.field("hedges"))
    places = {
        "attribution": (keys.take(attributed), _positions(attributed), attributions, ATTRIBUTION_SPANS),
        "claim": (keys.take(claimed), _positions(claimed), claims, CLAIM_SPANS),
    }
    spans = [_spans(owner, role, *of) for owner, of in places.items() for role in of[-1]]
    return {
        "attributions": _table("attributions", attributions, *places["attribution"][:2]),
        "claims": _table("claims", claims, *places["claim"][:2]),
        "spans": pa.concat_tables(spans),
        "hedges": _table(
            "hedges", hedges, keys.take(claimed.take(hedging)), places["claim"][1].take(hedging), _positions(hedging)
        ),
        "articles": pa.Table.from_batches([batch.select(TABLES["articles"].names)]),
    }


def _inner(lists: Any) -> tuple[Any, Any]:
    """What lists hold, one after the other, and for each the index of its list."""
    return pc.list_parent_indices(lists), pc.list_flatten(lists)


def _positions(parents: Any) -> Any:
    """For each item its place in its list, from 0."""
    of = parents.to_numpy()
    begins = np.flatnonzero(np.diff(of, prepend=-1))
    lengths = np.diff(begins, append=len(of))
    return pa.array(np.arange(len(of)) - np.repeat(begins, lengths), type=pa.int32())


def _spans(owner: str, role: str, keys: Any, positions: Any, owners: Any, roles: Mapping[str, str]) -> Any:
    of, spans = _inner(owners.field(roles[role]))
    count = len(spans)
    named = (pa.array([word] * count, type=pa.string()) for word in (owner, role))
    owner_column, role_column = named
    return _table("spans", spans, keys.take(of), owner_column, positions.take(of), role_column, _positions(of))


def _table(name: str, items: Any, *leading: Any) -> Any:
    """A table of ``leading`` columns and those of the structs ``items`` that its schema has."""
    schema = TABLES[name]
    own = [items.field(field.name) for field in list(schema)[len(leading) :]]
    return pa.Table.from_arrays([*leading, *own], schema=schema)
