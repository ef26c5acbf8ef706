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
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from factdb.records import Article, Locator
from factdb.review.checksums import appearance_checksum, article_checksum, run_checksum
from factdb.store.read.load import stored_rows
from factdb.store.schema import tables
from factdb.store.verify.articles import told_rows
from factdb.store.verify.found import count_spans, is_as_stored

Row = Mapping[str, Any]


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
    proved: dict[int, int] = {}
    for row in told_rows(connection, tables.Article, "id", articles):
        its = runs[row["id"]]
        if not (its and _is_told_truly(row) and _appeared(row, appearances[row["id"]])):
            continue
        article, spans = _article(row), 0
        for run in its:
            there = {table: kept[run["id"]] for table, kept in stored.items()}
            told = run["run_checksum"] == run_checksum(run, row["sha256"])
            if not (told and is_as_stored(article, row["sha256"], run["checksum"], there)):
                break
            spans += count_spans(there)
        else:
            proved[row["id"]] = spans
    return proved


def _is_told_truly(row: Row) -> bool:
    return bool(
        row["as_imported"] is None
        and row["checksum"] == article_checksum(row)
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
