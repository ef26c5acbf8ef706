"""Proving many articles at once, table by table: which of them are beyond doubt as storing them would store them.

Whatever is not is looked at by ``proof``, an article at a time, which says what is wrong. So this here says only yes,
and says it of no article of which ``proof`` would find anything.
"""

import gc
import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from factdb.records import Article, Extraction, Locator, Role
from factdb.review.checksums import appearance_checksum, article_checksum, run_checksum
from factdb.review.serial import checksum
from factdb.review.speakers import SpeakerLink
from factdb.store.read.load import extractions_of, found_columns, stored_rows
from factdb.store.schema import tables
from factdb.store.schema.base import Base
from factdb.store.verify.articles import told_rows
from factdb.store.write import rows

Row = Mapping[str, Any]
# What is stored of one extraction.
_Stored = Mapping[type[Base], Sequence[Any]]

_NOBODY = SpeakerLink(0, "")


def decided_articles(connection: Connection) -> frozenset[int]:
    """The articles of which people decided anything, or are said to have, with all versions of them."""
    return frozenset(number for query in _deciding() for number in connection.scalars(query) if number is not None)


@cache  # because making a statement takes as long as running it
def _deciding() -> tuple[Select[Any], ...]:
    correction, version = tables.Correction, tables.ArticleVersion
    decided: tuple[Select[Any], ...] = (
        select(correction.article_id).where(correction.article_id.is_not(None)),
        select(tables.DecidedClaim.article_id),
        select(tables.Extraction.article_id).where(tables.Extraction.corrects.is_not(None)),
    )
    series = select(version.series).where(or_(*(version.article_id.in_(query) for query in decided)))
    return *decided, select(version.article_id).where(version.series.in_(series))


def sound(connection: Connection, articles: Collection[int]) -> dict[int, int]:
    """Those of some articles, about which nobody decided, that are as they should be; with the number of their spans.

    Raises whatever reading them back raises.
    """
    with _no_search_for_cycles():
        return _sound(connection, articles)


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Rows and records refer to none that refer to them, and to look through so many takes a quarter of the time."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()


def _sound(connection: Connection, articles: Collection[int]) -> dict[int, int]:
    appearances = _by_article(connection, tables.Appearance, articles)
    runs = _by_article(connection, tables.Extraction, articles)
    ids = [run["id"] for its in runs.values() for run in its]
    stored = stored_rows(connection, ids)
    found = extractions_of(connection, ids, stored)
    proved: dict[int, int] = {}
    for row in told_rows(connection, tables.Article, "id", articles):
        its = runs[row["id"]]
        if not (its and _is_told_truly(row) and _appeared(row, appearances[row["id"]])):
            continue
        article, spans = _article(row), 0
        for run in its:
            number, extraction = run["id"], found[run["id"]]
            there = {table: kept[number] for table, kept in stored.items()}
            if not (
                _was_run(row, run, extraction)
                and _is_as_expected(there, _expected(there, number, extraction, article, row["sha256"]))
                and all(_stand_there(row["text"], there[table], roles) for table, roles in _ROLES.items())
            ):
                break
            spans += sum(len(there[table]) for table in _ROLES)
            spans += 2 * len(there[tables.Hedge])  # each has a scope besides
        else:
            proved[row["id"]] = spans
    return proved


def _is_told_truly(row: Row) -> bool:
    return bool(
        row["checksum"] == article_checksum(row)
        and row["words"] == len(row["text"].split())
        and row["sha256"] == hashlib.sha256(row["text"].encode()).hexdigest()
    )


def _appeared(article: Row, places: Sequence[Row]) -> bool:
    last = ""
    for row in places:
        if row["checksum"] != appearance_checksum(last, article["sha256"], row):
            return False
        last = row["checksum"]
    return bool(last)


def _was_run(article: Row, run: Row, found: Extraction) -> bool:
    told = run["run_checksum"] == run_checksum(run, article["sha256"])
    return bool(told and run["checksum"] == checksum(found))


def _by_article(connection: Connection, table: Any, articles: Collection[int]) -> defaultdict[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in told_rows(connection, table, "article_id", articles):
        found[row["article_id"]].append(row)
    return found


def _article(row: Row) -> Article:
    """The article as far as the rows of its extractions tell of it, which is not when it was published."""
    told = ("text", "name", "source", "title", "publisher", "author", "collection", "language")
    locators = tuple(Locator(start, fragment) for start, fragment in json.loads(row["locators"]))
    return Article(**{name: row[name] for name in told}, extra=json.loads(row["extra"]), locators=locators)


def _stand_there(text: str, spans: Sequence[Any], roles: Collection[str]) -> bool:
    """True if the text has all these words in their places, and of each owner and role none is missing.

    That offsets and roles are those of the extraction needs no proof, because it was read from them.
    """
    before: tuple[Any, Any] | None = None
    next_place = 0
    for _, owner, role, place, start, end, exact in spans:
        next_place = next_place + 1 if before == (owner, role) else 0
        before = owner, role
        if place != next_place or exact != text[start:end] or role not in roles or (place and role == Role.CUE):
            return False
    return True


def _expected(
    stored: _Stored, number: int, extraction: Extraction, article: Article, sha256: str
) -> dict[type[Base], list[Row]]:
    """The rows that storing the extraction would store, but for spans, given the ids of attributions and claims."""
    made: dict[type[Base], list[Row]] = {table: [] for table in _GETTERS}
    text = article.text
    attributions, claims = ([row.id for row in stored[table]] for table in (tables.Attribution, tables.Claim))
    for position, said in enumerate(extraction.attributions):
        made[tables.Attribution].append(rows.attribution_row(text, attributions, number, position, _NOBODY, said))
    for position, (row_id, claim) in enumerate(zip(claims, extraction.claims, strict=True)):
        by = None if claim.attribution is None else attributions[claim.attribution]
        keys = {"id": row_id, "extraction_id": number, "position": position, "attribution_id": by}
        made[tables.Claim].append(rows.claim_row(article, sha256, claim, **keys, machine_claim_id=None))
        made[tables.Hedge] += rows.hedge_rows(text, row_id, claim)
    return made


def _is_as_expected(stored: _Stored, expected: Mapping[type[Base], Sequence[Row]]) -> bool:
    return all(list(map(get, expected[table])) == [row[1:] for row in stored[table]] for table, get in _GETTERS.items())


_GETTERS = {table: itemgetter(*found_columns(table)) for table in (tables.Attribution, tables.Claim, tables.Hedge)}
# The tables of spans, with the roles that each may have.
_ROLES: Mapping[type[Base], Collection[str]] = {
    tables.AttributionSpan: frozenset(Role),
    tables.AttributionRole: frozenset({"role"}),
    tables.ClaimSpan: frozenset({"claim", "quotation"}),
}
