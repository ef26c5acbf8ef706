"""Where texts appeared, and which texts are near copies of others."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factdb.store.schema.tables import Appearance, Article
from factdb.text.copies import LEAST_SHARED, likely_copies, numbers, runs_of, shared, sketch

Row = Mapping[str, Any]


def appearances(session: Session, article: int) -> Sequence[Row]:
    """Every place where the article's text appeared, the first first.

    Columns: source, title, publisher, author, published, imported_at, original, media_type, reader, is_kept.
    """
    columns = [column for column in Appearance.__table__.c if column.name not in ("id", "article_id", "key")]
    query = select(*columns).where(Appearance.article_id == article).order_by(Appearance.id)
    return [dict(row) for row in session.execute(query).mappings()]


def copies(session: Session) -> Iterator[Row]:
    """Articles that are near copies of an earlier one, in their newest versions: id, copy_of, shared.

    The earlier one is that which was published first, else imported first; ``shared`` is the share of the shorter
    text's runs of five words that the two have in common. A copy of a copy is one of the first.
    """
    known = {
        row.id: row
        for row in session.execute(
            select(Article.id, Article.published, Article.sketch).where(Article.superseded.is_(False))
        )
    }
    sketches = {
        number: row.sketch if numbers(row.sketch) is not None else sketch(_text(session, number))
        for number, row in known.items()
    }
    found: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for one, other in likely_copies(sketches):
        share = shared(runs_of(_text(session, one)), runs_of(_text(session, other)))
        if share >= LEAST_SHARED:
            found[one][other] = found[other][one] = share

    def when(number: int) -> tuple[bool, Any, int]:
        published = known[number].published
        return published is None, published, number

    first: dict[int, int] = {}
    for number in sorted(found, key=when):
        if number in first:
            continue
        # Everything that is alike to it, or to what is alike to it, and came later.
        waiting = [number]
        while waiting:
            for other in found[waiting.pop()]:
                if other != number and other not in first:
                    first[other] = number
                    waiting.append(other)
    for number in sorted(first):
        share = found[number].get(first[number]) or max(found[number].values())
        yield {"id": number, "copy_of": first[number], "shared": round(share, 2)}


def _text(session: Session, number: int) -> str:
    return session.scalars(select(Article.text).where(Article.id == number)).one()
