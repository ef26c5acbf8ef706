"""From each schema to each other and back, with data: what is lost is what is said to be, to the row and the value."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect, text
from sqlalchemy import Engine as Database

from factdb.store.connect import writing
from factdb.store.schema import losses, version
from factdb.store.schema import migrate as schema
from tests.store.tampering import fill_more
from tests.store.thaw import thaw

REVISIONS = sorted(version.revisions())

# What a revision works out from the rest: names were joined by other rules, and articles got their checksums.
MADE_ANEW = {"0003": ("speaker.key", "speaker_alias"), "0011": ("extraction.checksum",)}

# The rows of each table by their keys.
Rows = Mapping[str, Mapping[tuple[Any, ...], Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Walk:
    """A database whose schema is moved to and fro in one transaction, so that nothing needs to be copied."""

    connection: Connection
    config: Config

    def down(self, revision: str, at_each: Callable[[str], None] = lambda _: None) -> None:
        """``at_each`` is called with each revision on the way."""
        with self._told(at_each):
            command.downgrade(self.config, revision)

    def up(self, revision: str, at_each: Callable[[str], None] = lambda _: None) -> None:
        with self._told(at_each):
            command.upgrade(self.config, revision)

    @contextmanager
    def _told(self, at_each: Callable[[str], None]) -> Iterator[None]:
        hooks = self.config.attributes["configure"]
        hooks["on_version_apply"] = lambda step, **_: at_each((*step.destination_revision_ids, "base")[0])
        yield
        del hooks["on_version_apply"]

    def keys(self) -> Mapping[str, Sequence[str]]:
        every = inspect(self.connection).get_multi_pk_constraint()
        return {name: every[None, name]["constrained_columns"] for name in self.tables()}

    def tables(self) -> Sequence[str]:
        names = inspect(self.connection).get_table_names()
        return [name for name in names if not name.startswith(("claim_search", "factdb_"))]

    def rows(self, keys: Mapping[str, Sequence[str]]) -> Rows:
        return {name: self._rows(name, keys[name]) for name in self.tables()}

    def _rows(self, table: str, keys: Sequence[str]) -> Mapping[tuple[Any, ...], Mapping[str, Any]]:
        found = self.connection.execute(text(f"SELECT * FROM {table}")).mappings()
        return {tuple(row[key] for key in keys): dict(row) for row in found}


@contextmanager
def walking(database: Database) -> Iterator[Walk]:
    with schema._migrating(database) as config:
        yield Walk(config.attributes["configure"]["connection"], config)


def missing(before: Rows, after: Rows) -> Counter[str]:
    """How many rows of each table, and values of each column, are not as they were."""
    found: Counter[str] = Counter()
    for name, table in before.items():
        for key, row in table.items():
            if key in after[name]:
                found.update(f"{name}.{column}" for column in row if row[column] != after[name][key][column])
            else:
                found[name] += 1
    return found


def counted(phrases: Iterator[str]) -> Counter[str]:
    """The numbers in what a person is told."""
    parted = (phrase.split() for phrase in phrases)
    return Counter({of: int(number.replace(",", "")) for number, _, _, of in parted})


def compared(database: Database, revisions: Sequence[str]) -> Sequence[str]:
    """The revisions from which all others are gone to: every second, and on PostgreSQL every fifth.

    Every step is taken all the same, and counted from both its ends; each pair more is hundreds of statements.
    """
    return revisions[:: 2 if database.dialect.name == "sqlite" else 5]


def test_from_each_down_to_each_and_up_again(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    with writing(database) as session:
        fill_more(session)
    lows = compared(database, ["base", *REVISIONS])
    keys: dict[str, Mapping[str, Sequence[str]]] = {}
    before: dict[str, Rows] = {}
    pairs = []
    with walking(database) as walk:

        def compare(high: str) -> None:
            pairs.append((high, low))
            after = walk.rows(keys[high])
            assert after.keys() == before[high].keys(), pairs[-1]
            monkeypatch.setattr(losses, "_COPY", f"factdb_{high}_")
            said = counted(losses.lost(walk.connection, [*after]))
            assert said == missing(before[high], after), pairs[-1]

        for low in [*reversed(REVISIONS), "base"]:
            walk.down(low)
            if low in lows:
                with walk.connection.begin_nested() as trial:
                    walk.up("head", compare)
                    trial.rollback()
            keys[low] = walk.keys()
            before[low] = walk.rows(keys[low])
            monkeypatch.setattr(losses, "_COPY", f"factdb_{low}_")
            losses.remember(walk.connection)
    assert sorted(pairs) == [(high, low) for high in REVISIONS for low in sorted(lows) if low == "base" or low < high]


def test_from_each_up_to_each_and_down_again(blank: Database) -> None:
    """With data as the third schema stored it."""
    thaw(blank, "0003")
    highs = compared(blank, REVISIONS[::-1])
    keys: dict[str, Mapping[str, Sequence[str]]] = {}
    before: dict[str, Rows] = {}
    pairs = []
    with walking(blank) as walk:
        walk.down(REVISIONS[0])
        for high in REVISIONS:
            walk.up(high)
            keys[high] = walk.keys()
            before[high] = walk.rows(keys[high])

            def compare(low: str, high: str = high) -> None:
                pairs.append((low, high))
                after = walk.rows(keys[low])
                assert after.keys() == before[low].keys(), pairs[-1]
                made_anew = {of for revision in MADE_ANEW if low < revision <= high for of in MADE_ANEW[revision]}
                assert missing(before[low], after).keys() <= made_anew, pairs[-1]

            if high in highs and high != REVISIONS[0]:
                with walk.connection.begin_nested() as trial:
                    walk.down(REVISIONS[0], compare)
                    trial.rollback()
    assert sorted(pairs) == [(low, high) for low in REVISIONS for high in sorted(highs) if low < high]
