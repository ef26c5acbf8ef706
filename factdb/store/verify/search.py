"""Proving the full-text index of SQLite against the claims; PostgreSQL makes and keeps its own."""

import hashlib
from collections import defaultdict
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

# By word the claims that it finds, which is the order of the index.
_FINDING = "SELECT term, group_concat(doc) FROM temp.factdb_vocabulary GROUP BY term"

# By claim the words that it is found by. How many these are tells a word with a space in it from two.
_INDEXED = """
    SELECT doc, count(*), group_concat(term, ' ') FROM temp.factdb_vocabulary GROUP BY doc ORDER BY doc
"""

_FOLDED = select(Claim.id, Claim.folded).order_by(Claim.id)
_CLAIMS = select(Claim.id, Claim.uid, Claim.folded).order_by(Claim.id)

# Rows that are fetched at a time, which takes half as long as one by one.
_AT_ONCE = 1000
# Ids of claims by word that are in memory at once.
_HELD = 2_000_000

_NOTHING = (None, 0, "")


def search_problems(connection: Connection) -> Iterator[str]:
    """Claims that a search would find by other words than theirs, or not at all, a line each.

    Where all words find what they should, as they nearly always do, that is told in a third of the time in which it is
    told which claims are not found.
    """
    if not is_sqlite(connection):
        return
    try:
        connection.execute(text(_FORGET))
        connection.execute(text(_VOCABULARY))
        found = _found_by_index(connection)
    except (DatabaseError, FactDBError) as error:
        yield f"full-text search: its index cannot be read ({error})"
        return
    if found != _found_by_claims(connection):
        yield from _differences(connection)
    connection.execute(text(_FORGET))


def _found_by_index(connection: Connection) -> list[tuple[str, bytes]]:
    """Each word, with the SHA-256 of the ids of the claims that the index has it find, in their order."""
    rows = _rows(connection.execute(text(_FINDING)))
    # Not by word: a damaged index may have one twice.
    return sorted((word, hashlib.sha256(claims.encode()).digest()) for word, claims in rows)


def _found_by_claims(connection: Connection) -> list[tuple[str, bytes]]:
    """The same as their words come to. The ids of all are never in memory at once, only a checksum a word."""
    sums: dict[str, Any] = {}
    claims: defaultdict[str, list[str]] = defaultdict(list)
    held = 0
    for claim, folded in _rows(connection.execute(_FOLDED)):
        number, words = str(claim), set(folded.split())
        for word in words:
            claims[word].append(number)
        held += len(words)
        if held > _HELD:
            _add(sums, claims)
            claims.clear()
            held = 0
    _add(sums, claims)
    return sorted((word, made.digest()) for word, made in sums.items())


def _add(sums: dict[str, Any], claims: dict[str, list[str]]) -> None:
    for word, ids in claims.items():
        listed = ",".join(ids)
        if word in sums:
            sums[word].update(f",{listed}".encode())
        else:
            sums[word] = hashlib.sha256(listed.encode())


def _differences(connection: Connection) -> Iterator[str]:
    """Claim by claim. SQLite puts the words of the index in their order, on the disk if they are many."""
    indexed = _rows(connection.execute(text(_INDEXED)))
    unknown = []
    number, count, found = next(indexed, _NOTHING)
    for claim, uid, folded in _rows(connection.execute(_CLAIMS)):
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
    for claim in unknown:
        yield f"full-text search: finds a claim ({claim}) that is not there"


def _rows(result: CursorResult[Any]) -> Iterator[Any]:
    return chain.from_iterable(result.partitions(_AT_ONCE))
