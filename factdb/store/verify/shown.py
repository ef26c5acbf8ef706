"""Proving what is kept so that it need not be worked out: which extractions are shown, and what is counted of them."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, Connection, except_, select

from factdb.store.schema.counts import ClaimCount
from factdb.store.schema.tables import Extraction
from factdb.store.write.shown import counted, newest_shown

# Statements are made once, because making one takes as long as running it.
_NEWEST = newest_shown()
_SHOWN = select(Extraction.id, Extraction.article_id, Extraction.is_shown).order_by(Extraction.id)


def shown_problems(connection: Connection) -> Iterator[str]:
    """Extractions that are shown and should not be, or the reverse, and counts that are not those of the claims."""
    newest = set(connection.scalars(_NEWEST))
    for number, article, is_shown in connection.execute(_SHOWN):
        if bool(is_shown) != (number in newest):
            told = "is shown, and is not the newest of an article" if is_shown else "is the newest, and is not shown"
            yield f"article {article}: extraction {number} {told}"
    for told, query in _differing():
        for article, speaker, _, *numbers in connection.execute(query):
            whose = f"speaker {speaker}" if speaker else "nobody"
            yield f"article {article}: {'/'.join(map(str, numbers))} claims of {whose} {told}"


@cache
def _differing() -> tuple[tuple[str, CompoundSelect[Any]], ...]:
    """Rows that are counted and not what is to be counted, and the reverse, each with what is told of them."""
    kept, right = select(*ClaimCount.__table__.columns), counted()
    return (
        ("are counted for it, and are not what its claims come to", except_(kept, right)),
        ("are what its claims come to, and are not counted for it", except_(right, kept)),
    )
