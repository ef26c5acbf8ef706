"""Proving a report against the database: every cell of every row, and that no row of its articles is missing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from typing import TextIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from factdb.formats import csv
from factdb.formats.proof import RowProof, rows_of
from factdb.records import FURNITURE, State
from factdb.store.read.claims import ClaimFilter, claims
from factdb.store.schema import tables
from factdb.store.schema.view import MACHINE_COLUMNS, REPORT_COLUMNS

Row = Mapping[str, str]


def compare(session: Session, report: TextIO, name: str) -> Iterator[RowProof]:
    """One RowProof a row of ``report``, and one with the number 0 for each row that is missing.

    Of a report without any byline, dateline or navigation, as ``factdb claims`` writes it, none of those is missing.
    Raises InputError, with ``name`` in it, if it is not an attribution report.
    """
    numbered: defaultdict[str, list[tuple[int, Row]]] = defaultdict(list)
    columns: Sequence[str] = ()
    for number, row in enumerate(rows_of(report, name), 2):
        numbered[row["sha256"]].append((number, row))
        columns = tuple(row)
    told = {row["passage"] for rows in numbered.values() for _, row in rows}
    left_out = frozenset(FURNITURE) if told.isdisjoint(FURNITURE) else frozenset()
    for sha256, rows in numbered.items():
        article = session.scalar(select(tables.Article.id).where(tables.Article.sha256 == sha256))
        if article is None:
            for number, _ in rows:
                yield RowProof(number, (f"sha256: the database has no text with the digest {sha256}",))
            continue
        expected = report_rows(session, article, machine=MACHINE_COLUMNS[0] in columns)
        for number, row in rows:
            its = expected.pop(row["claim_id"], None)
            yield RowProof(number, tuple(_differences(row, its)))
        for claim in (claim for claim, row in expected.items() if row["passage"] not in left_out):
            yield RowProof(
                0, (f"claim {claim} of the article {sha256[:12]} is in the database, and not in the report",)
            )


def report_rows(session: Session, article: int, *, machine: bool = False, state: State | None = None) -> dict[str, Row]:
    """The rows of the article's report as they come out of a file, by the claim's id."""
    file = StringIO(newline="")
    known = REPORT_COLUMNS + (MACHINE_COLUMNS if machine else ())
    csv.write(claims(session, ClaimFilter(article=article, state=state), machine=machine), known, file)
    file.seek(0)
    return {row["claim_id"]: row for row in csv.read(file)[1]}


def _differences(row: Row, expected: Row | None) -> Iterator[str]:
    if expected is None:
        yield f"claim_id: the database shows no claim {row['claim_id']!r} in this article, or the row is there twice"
        return
    for column, value in expected.items():
        if not csv.says(row[column], value):
            yield f"{column}: {row[column]!r}, but the database has {value!r}"
