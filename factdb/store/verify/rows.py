"""Proving that what is stored of an extraction is, row for row, what storing it would store."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, bindparam, select
from sqlalchemy.orm import Session

from factdb.records import Article, Extraction
from factdb.review.serial import checksum
from factdb.review.speakers import SpeakerLink
from factdb.store.schema import tables
from factdb.store.schema.base import Base
from factdb.store.write import rows

Rows = list[dict[str, Any]]

# Whom an attribution means and which claim of the engine's a corrected one was are no part of the extraction:
# the corrections say so, and ``apply`` and ``corrections`` work it out.
_LEFT_OUT = ("speaker_id", "joined_by", "machine_claim_id")

# Statements are made once, because making one takes as long as running it.
_EXTRACTIONS = (
    select(tables.Extraction.id, tables.Extraction.checksum)
    .where(tables.Extraction.article_id == bindparam("article"))
    .order_by(tables.Extraction.id)
)
# The engine's own claims in ``extraction`` that are said to stand for another of its claims.
_CORRECTING = (
    select(tables.Claim.uid)
    .join(tables.Extraction, tables.Extraction.id == tables.Claim.extraction_id)
    .where(
        tables.Claim.extraction_id == bindparam("extraction"),
        tables.Extraction.corrects.is_(None),
        tables.Claim.machine_claim_id.is_not(None),
    )
)


def row_problems(
    session: Session, article_id: int, article: Article, sha256: str, load: Callable[[int], Extraction]
) -> Iterator[str]:
    """What differs, a line each: the extraction, the table, the row, what is stored and what should be.

    ``load`` gives a stored extraction by its id.
    """
    for extraction_id, proof in session.execute(_EXTRACTIONS, {"article": article_id}).all():
        what = f"extraction {extraction_id}"
        try:
            extraction = load(extraction_id)
            if proof is not None and checksum(extraction) != proof:
                yield f"{what}: was changed after it was stored; its checksum is another"
            yield from _differences(session, what, extraction_id, extraction, article, sha256)
            yield from _engines_own(session, what, extraction_id)
        except (LookupError, ValueError):
            yield f"{what}: cannot be read back; something in it is missing, or is no longer one of the words it may be"


def _differences(
    session: Session, what: str, extraction_id: int, extraction: Extraction, article: Article, sha256: str
) -> Iterator[str]:
    attributions, claims = (_ids(session, table, extraction_id) for table in (tables.Attribution, tables.Claim))
    nobody = [SpeakerLink(0, "")] * len(attributions)
    ids = rows.Ids(extraction_id, attributions, claims)
    expected = dict(rows.rows_of(article, sha256, extraction, ids, nobody))
    for row in expected[tables.Attribution]:
        row["why"] = json.loads(row["why"])
    for table, query in _stored().items():
        found = [dict(row) for row in session.execute(query, {"extraction": extraction_id}).mappings()]
        yield from _compared(f"{what}: {table.__tablename__}", _keyed(table, expected[table]), _keyed(table, found))


@cache
def _stored() -> Mapping[type[Base], Select[Any]]:
    """The rows of each table that belong to ``extraction``."""
    wanted = bindparam("extraction", type_=Integer())
    # As subqueries: a very long text has more claims than a statement has parameters.
    attributions = select(tables.Attribution.id).where(tables.Attribution.extraction_id == wanted)
    claims = select(tables.Claim.id).where(tables.Claim.extraction_id == wanted)
    conditions: Mapping[type[Base], ColumnElement[bool]] = {
        tables.Attribution: tables.Attribution.extraction_id == wanted,
        tables.AttributionSpan: tables.AttributionSpan.attribution_id.in_(attributions),
        tables.AttributionRole: tables.AttributionRole.attribution_id.in_(attributions),
        tables.Claim: tables.Claim.extraction_id == wanted,
        tables.ClaimSpan: tables.ClaimSpan.claim_id.in_(claims),
        tables.Hedge: tables.Hedge.claim_id.in_(claims),
    }
    return {table: select(*table.__table__.c).where(condition) for table, condition in conditions.items()}


def _engines_own(session: Session, what: str, extraction_id: int) -> Iterator[str]:
    """Claims of the engine's own extraction that are said to stand for another of its claims."""
    for uid in session.scalars(_CORRECTING, {"extraction": extraction_id}):
        yield f"{what}: claim {uid} is the engine's own, and is said to correct another"


def _ids(session: Session, table: Any, extraction_id: int) -> Sequence[int]:
    found: Sequence[int] = session.scalars(_ids_of(table), {"extraction": extraction_id}).all()
    return found


@cache
def _ids_of(table: Any) -> Select[int]:
    """The ids of a table's rows that belong to ``extraction``, in their order."""
    return select(table.id).where(table.extraction_id == bindparam("extraction")).order_by(table.position)


def _keyed(table: type[Base], found: Rows) -> dict[tuple[Any, ...], dict[str, Any]]:
    names = [column.name for column in table.__table__.primary_key]
    return {tuple(row[name] for name in names): row for row in found}


def _compared(
    what: str, expected: Mapping[tuple[Any, ...], dict[str, Any]], found: Mapping[tuple[Any, ...], dict[str, Any]]
) -> Iterator[str]:
    for key in sorted(expected.keys() | found.keys(), key=repr):
        name = f"{what} {'/'.join(map(str, key))}"
        if key not in found:
            yield f"{name}: is missing"
        elif key not in expected:
            yield f"{name}: should not be there"
        else:
            for column, value in expected[key].items():
                if column not in _LEFT_OUT and found[key][column] != value:
                    yield f"{name}: {column} is stored as {found[key][column]!r:.80}, and should be {value!r:.80}"
