"""Proving what is kept so that it need not be worked out: which extractions are shown, and what is counted of them."""

from collections.abc import Iterator

from sqlalchemy import Connection, except_, select

from factdb.store.schema.counts import ClaimCount
from factdb.store.schema.tables import Extraction
from factdb.store.write.shown import counted, newest_shown


def shown_problems(connection: Connection) -> Iterator[str]:
    """Extractions that are shown and should not be, or the reverse, and counts that are not those of the claims."""
    newest = set(connection.scalars(newest_shown()))
    query = select(Extraction.id, Extraction.article_id, Extraction.is_shown).order_by(Extraction.id)
    for number, article, is_shown in connection.execute(query):
        if bool(is_shown) != (number in newest):
            told = "is shown, and is not the newest of an article" if is_shown else "is the newest, and is not shown"
            yield f"article {article}: extraction {number} {told}"
    kept = select(*ClaimCount.__table__.columns)
    for one, other, told in (
        (kept, counted(), "are counted for it, and are not what its claims come to"),
        (counted(), kept, "are what its claims come to, and are not counted for it"),
    ):
        for article, speaker, _, *numbers in connection.execute(except_(one, other)):
            whose = f"speaker {speaker}" if speaker else "nobody"
            yield f"article {article}: {'/'.join(map(str, numbers))} claims of {whose} {told}"
