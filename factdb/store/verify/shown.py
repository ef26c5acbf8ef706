"""Proving what is kept so that it need not be worked out: which extractions are shown, and what is counted of them."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, func, literal_column, select, union_all

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
    for article, speaker, _, *numbers, more in connection.execute(_differing()):
        told = _COUNTED if more > 0 else _UNCOUNTED
        whose = f"speaker {speaker}" if speaker else "nobody"
        yield f"article {article}: {'/'.join(map(str, numbers))} claims of {whose} {told}"


_COUNTED = "are counted for it, and are not what its claims come to"
_UNCOUNTED = "are what its claims come to, and are not counted for it"


@cache
def _differing() -> Select[Any]:
    """Rows that are counted and not what is to be counted, and the reverse; last how much more often the first is so.

    In one query, because to count takes most of it.
    """
    kept, right = select(*ClaimCount.__table__.columns, _ONE.label("side")), counted().add_columns(-_ONE)
    both = union_all(kept, right).subquery()
    *columns, side = both.columns
    more = func.sum(side)
    return select(*columns, more).group_by(*columns).having(more != 0).order_by(more.desc(), *columns)


_ONE: ColumnElement[int] = literal_column("1", Integer)
