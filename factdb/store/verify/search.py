"""Proving the full-text index of SQLite against the claims; PostgreSQL makes and keeps its own."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DatabaseError

from factdb.errors import FactDBError
from factdb.store.dialect import is_sqlite
from factdb.store.schema.tables import Claim

_VOCABULARY = "CREATE VIRTUAL TABLE temp.factdb_vocabulary USING fts5vocab(main, claim_search, instance)"


def search_problems(connection: Connection) -> Iterator[str]:
    """Claims that a search would find by other words than theirs, or not at all, a line each.

    The words of all claims are never in memory at once, only a sum of their hashes for each.
    """
    if not is_sqlite(connection):
        return
    found: defaultdict[int, int] = defaultdict(int)
    try:
        connection.execute(text("DROP TABLE IF EXISTS temp.factdb_vocabulary"))
        connection.execute(text(_VOCABULARY))
        for word, claim in connection.execute(text("SELECT term, doc FROM temp.factdb_vocabulary")):
            found[claim] += _number(word)
        connection.execute(text("DROP TABLE temp.factdb_vocabulary"))
    except (DatabaseError, FactDBError) as error:
        yield f"full-text search: its index cannot be read ({error})"
        return
    for claim, uid, folded in connection.execute(select(Claim.id, Claim.uid, Claim.folded)):
        if found.pop(claim, 0) != sum(map(_number, set(folded.split()))):
            yield f"full-text search: the words that claim {uid} is found by are not its own"
    for claim in sorted(found):
        yield f"full-text search: finds a claim ({claim}) that is not there"


def _number(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=16).digest())
