"""Asking for all claims at once, by columns: what files are written from, which take every row that there is."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, repeat
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import Connection, Select, select, text

from factdb.records import State
from factdb.store.connect import as_connection
from factdb.store.dialect import is_sqlite, rows_as_they_come
from factdb.store.read.claims import ClaimFilter, asked
from factdb.store.schema.view import ARTICLE_COLUMNS, attribution_report

if TYPE_CHECKING:
    from factdb.store.connect import Reader

# Rows at a time: few enough that what is made of them stays near the processor, which takes a tenth less time than with
# four times as many; enough that what is done for all of them costs little.
_AT_ONCE = 250

# What tells which article a row is of, and one of its claims.
_PLACE = ("article_id", "claim_row")


@dataclass(frozen=True, slots=True)
class Runs:
    """A column of rows of which many that follow one another have one value: each once, and how many rows have it."""

    values: Sequence[Any]
    lengths: Sequence[int]

    def __len__(self) -> int:
        """The number of rows."""
        return sum(self.lengths)

    def __iter__(self) -> Iterator[Any]:
        """The value of each row."""
        return chain.from_iterable(map(repeat, self.values, self.lengths))


Column: TypeAlias = Sequence[Any] | Runs
Columns: TypeAlias = Sequence[Column]


def claims_by_column(
    reader: "Reader", wanted: ClaimFilter, columns: Sequence[str], at_once: int = _AT_ONCE
) -> Iterator[Columns]:
    """What ``claims`` has, so many rows at a time: of each of ``columns`` the values.

    On SQLite, where a session sees one state throughout, what all rows of an article agree in is looked up once an
    article, with a query for all of those rows. On PostgreSQL nothing else can be asked before all of them have come.
    Raises what ``claims`` raises, at once and not with the first rows.
    """
    connection = as_connection(reader)
    once = is_sqlite(connection) and wanted.state != State.REJECTED
    shared = [name for name in columns if once and name in ARTICLE_COLUMNS]
    own = [*dict.fromkeys([*(name for name in columns if name not in shared), *(_PLACE if shared else ())])]
    parts = _by_column(connection, asked(reader, wanted, own), at_once)
    if not is_sqlite(connection):
        return _ahead(parts)
    return _with_shared(parts, own, _Articles(connection, shared), columns) if shared else parts


def _with_shared(
    parts: Iterator[Columns], own: Sequence[str], articles: "_Articles", columns: Sequence[str]
) -> Iterator[Columns]:
    """The parts, which have the columns ``own``, with what articles have: all ``columns``."""
    for values in parts:
        found = dict(zip(own, values, strict=True))
        found |= articles.columns(found["article_id"], found["claim_row"])
        yield [found[name] for name in columns]


def _by_column(connection: Connection, query: Select[Any], at_once: int) -> Iterator[Columns]:
    """The columns of so many rows at a time.

    SQLite has neither truth values nor times: they are made a column at a time, which takes half as long as by rows.
    """
    ways = [_way(connection, column) for column in query.selected_columns]
    for rows in rows_as_they_come(connection, query, at_once):
        by_column = zip(*rows, strict=True)
        yield [list(map(way, values)) if way else values for way, values in zip(ways, by_column, strict=True)]


def _ahead(parts: Iterator[Columns]) -> Iterator[Columns]:
    """The same parts, each fetched while the one before is made use of: so the server is never waited for in vain."""
    from concurrent.futures import ThreadPoolExecutor  # for PostgreSQL alone

    with ThreadPoolExecutor(1) as fetching:
        coming = fetching.submit(next, parts, None)
        while (part := coming.result()) is not None:
            coming = fetching.submit(next, parts, None)
            yield part


def _way(connection: Connection, column: Any) -> Callable[[Any], Any] | None:
    """What makes the column's values of what SQLite gives, if that is not the same."""
    if not is_sqlite(connection):
        return None
    way: Callable[[Any], Any] | None = column.type.dialect_impl(connection.dialect).result_processor(
        connection.dialect, None
    )
    return way


class _Articles:
    """What all rows of an article agree in, kept as long as its rows come."""

    def __init__(self, connection: Connection, columns: Sequence[str]) -> None:
        report = attribution_report.columns
        # In JSON, so that it is one statement however many there are, which SQLite makes ready once.
        one_of_each = report.claim_row.in_(text("SELECT value FROM json_each(:claims)"))
        self._connection, self._columns = connection, columns
        self._query = select(report.article_id, *(report[name] for name in columns)).where(one_of_each)
        self._known: Mapping[int, Sequence[Any]] = {}

    def columns(self, articles: Iterable[int], claims: Iterable[int]) -> Mapping[str, Runs]:
        """The columns of rows that are of these articles, and these claims of them."""
        one_of = dict(zip(articles, claims, strict=True))
        kept = {article: self._known[article] for article in one_of if article in self._known}
        new = [claim for article, claim in one_of.items() if article not in kept]
        rows = self._connection.execute(self._query, {"claims": json.dumps(new)}) if new else ()
        self._known = kept | {article: facts for article, *facts in rows}
        runs = [(article, len(list(its))) for article, its in groupby(articles)]
        lengths = [length for _, length in runs]
        by_column = zip(*(self._known[article] for article, _ in runs), strict=True)
        return {name: Runs(values, lengths) for name, values in zip(self._columns, by_column, strict=True)}
