"""Proving the full-text index of SQLite against the claims; PostgreSQL makes and keeps its own."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from sqlalchemy import Connection, CursorResult, select, text
from sqlalchemy.exc import DatabaseError

from factdb.errors import FactDBError
from factdb.store.dialect import is_sqlite
from factdb.store.schema.tables import Claim

_VOCABULARY = "CREATE VIRTUAL TABLE temp.factdb_vocabulary USING fts5vocab(main, claim_search, instance)"
_FORGET = "DROP TABLE IF EXISTS temp.factdb_vocabulary"

# By claim the words that it is found by. How many these are tells a word with a space in it from two.
_INDEXED = """
    SELECT doc, count(*), group_concat(term, ' ') FROM temp.factdb_vocabulary GROUP BY doc ORDER BY doc
"""

# Rows that are fetched at a time, which takes half as long as one by one.
_AT_ONCE = 1000

_NOTHING = (None, 0, "")


def search_problems(connection: Connection) -> Iterator[str]:
    """Claims that a search would find by other words than theirs, or not at all, a line each.

    The words of all claims are never in memory at once: SQLite puts those of the index in the order of the claims, on
    the disk if they are many.
    """
    if not is_sqlite(connection):
        return
    try:
        connection.execute(text(_FORGET))
        connection.execute(text(_VOCABULARY))
        indexed = _rows(connection.execute(text(_INDEXED)))
    except (DatabaseError, FactDBError) as error:
        yield f"full-text search: its index cannot be read ({error})"
        return
    unknown = []
    number, count, found = next(indexed, _NOTHING)
    claims = select(Claim.id, Claim.uid, Claim.folded).order_by(Claim.id)
    for claim, uid, folded in _rows(connection.execute(claims)):
        while number is not None and number < claim:
            unknown.append(number)
            number, count, found = next(indexed, _NOTHING)
        words = set(folded.split())
        is_found = number == claim
        if (count, set(found.split())) != (len(words), words) if is_found else words:
            yield f"full-text search: the words that claim {uid} is found by are not its own"
        if is_found:
            number, count, found = next(indexed, _NOTHING)
    unknown += [] if number is None else [number, *(row[0] for row in indexed)]
    connection.execute(text(_FORGET))
    for claim in unknown:
        yield f"full-text search: finds a claim ({claim}) that is not there"


def _rows(result: CursorResult[Any]) -> Iterator[Any]:
    return chain.from_iterable(result.partitions(_AT_ONCE))
