"""Whatever is changed, swapped, deleted or dropped, the proof finds it; what it cannot find is in ``test_forging``."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Boolean, CheckConstraint, Table, inspect, text
from sqlalchemy import Engine as Database
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from factdb.records import State
from factdb.store.connect import reading, writing
from factdb.store.verify import search
from factdb.store.verify.schema import schema_problems
from tests.store.tampering import TABLES, Says, article_of, executing, proof_says, rows_of, set_values, tampered

# Nothing else in the database says what these are, so a change of one alone takes a seal to be found.
NEEDS_A_SEAL = {("article_version", "id"), ("appearance", "id")}

# Whether an original is kept is no part of what is proved, and may change at any time; nor is who may log in.
NOT_PROVED = {("appearance", "is_kept")}
NO_PART_OF_IT = {"account", "access_token"}

# Nobody decides that a claim is open.
NEVER_STORED = {("decided_claim", "state", State.OPEN.value)}

COLUMNS = {
    table.name: [column.name for column in table.columns if (table.name, column.name) not in NOT_PROVED]
    for table in TABLES
}
EACH_TABLE = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)


def another(value: Any, kind: TypeEngine[Any], chance: random.Random) -> Any:
    """``value`` with one character changed."""
    if isinstance(kind, Boolean):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, float):
        return value * 0.99 or 0.01
    if not isinstance(value, str):
        return None
    place = chance.randrange(len(value) or 1)
    return f"{value[:place]}{'x' if value[place : place + 1] != 'x' else 'y'}{value[place + 1 :]}"


def looked_at(filled: Database, table: Table) -> list[dict[str, Any]]:
    """The rows of the table."""
    with reading(filled) as session:
        return rows_of(session, table)


def proof_from(filled: Database, table: Table, row: Mapping[str, Any]) -> Says:
    """The proof, beginning where the row is."""
    with reading(filled) as session:
        return partial(proof_says, first=article_of(session, table, row))


def choice(table: Table, column: str = "") -> random.Random:
    """A choice among rows that is the same every time."""
    return random.Random(f"{table.name}.{column}")


def words_of(table: Table) -> Mapping[str, Sequence[str]]:
    """The words that each column with a list of them may hold."""
    checks = [str(one.sqltext) for one in table.constraints if isinstance(one, CheckConstraint)]
    found = (re.fullmatch(r"(\w+) IN \((.+)\)", check) for check in checks)
    return {match[1]: re.findall(r"'([^']*)'", match[2]) for match in found if match}


def test_every_column_that_the_migrations_make_is_tried(filled: Database) -> None:
    inspector = inspect(filled)
    made = {
        (name, column["name"])
        for name in inspector.get_table_names()
        if not name.startswith(("claim_search", "factdb_version")) and name not in NO_PART_OF_IT
        for column in inspector.get_columns(name)
    }
    assert made == {(table, column) for table, columns in COLUMNS.items() for column in columns} | NOT_PROVED


@EACH_TABLE
def test_there_are_rows_of_every_kind(filled: Database, table: Table) -> None:
    rows = looked_at(filled, table)
    found = {column.name: {repr(row[column.name]) for row in rows} for column in table.columns}
    for column, words in words_of(table).items():
        never = {word for name, of, word in NEVER_STORED if (name, of) == (table.name, column)}
        assert found[column] - {"None"} == {repr(word) for word in words if word not in never}, column
    for one in table.columns:
        if (table.name, one.name) not in NOT_PROVED | {("extraction", "checksum")}:  # empty in old databases alone
            assert len(found[one.name]) > 1, one.name
            assert not one.nullable or "None" in found[one.name], one.name


@EACH_TABLE
def test_a_changed_cell_is_found(filled: Database, seal: Says, table: Table) -> None:
    rows = looked_at(filled, table)
    assert rows
    columns = COLUMNS[table.name]
    if filled.dialect.name == "postgresql":  # where one of each type will do: what is compared is the same
        columns = list({type(table.c[column].type): column for column in columns}.values())
    for column in columns:
        chance = choice(table, column)
        filled_in = [row for row in rows if row[column] not in (None, "")]
        # One with something in it and one without: what is compared is the same in all, and a proof takes its time.
        of_each = chance.sample(filled_in, min(1, len(filled_in))) + [row for row in rows if row not in filled_in][:1]
        for row in of_each[: 1 if filled.dialect.name == "postgresql" else 2]:
            says = seal if (table.name, column) in NEEDS_A_SEAL else proof_from(filled, table, row)
            emptied = {None if row[column] else "1"} if filled.dialect.name == "sqlite" else set()
            for changed in {another(row[column], table.c[column].type, chance), *emptied}:
                if changed == row[column] or (isinstance(changed, str) and isinstance(row[column], int | float)):
                    continue

                def change(session: Session, row: Any = row, column: str = column, changed: Any = changed) -> None:
                    set_values(session, table, row, {column: changed})

                assert tampered(filled, change, says) != "", f"{column} of {row}: {changed!r} is not found"


# What is compared is the same on PostgreSQL, and the server takes its time.
@pytest.mark.parametrize("shared_database", ["sqlite"], indirect=True)
@EACH_TABLE
def test_swapped_cells_are_found(filled: Database, seal: Says, table: Table) -> None:
    rows = looked_at(filled, table)
    for column in COLUMNS[table.name]:
        pairs = [(one, other) for one in rows for other in rows if differs(table, column, one, other)]
        for one, other in choice(table, column).sample(pairs, min(1, len(pairs))):
            says = seal if (table.name, column) in NEEDS_A_SEAL else proof_from(filled, table, one)
            swap = partial(swapped, table=table, column=column, one=one, other=other)
            assert tampered(filled, swap, says) != "", f"{column} of {one} and {other}"


def differs(table: Table, column: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """The two rows say something else there; of a key, also beside it."""
    keys = {key.name for key in table.primary_key}
    return repr(one[column]) < repr(other[column]) and (
        column not in keys or any(one[part] != other[part] for part in one.keys() - keys)
    )


def swapped(session: Session, table: Table, column: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> None:
    """Each row has what the other had there; if that is a key, all else of it."""
    keys = {key.name for key in table.primary_key}
    parts = one.keys() - keys if column in keys else [column]
    set_values(session, table, one, {part: other[part] for part in parts})
    set_values(session, table, other, {part: one[part] for part in parts})


@EACH_TABLE
def test_a_deleted_row_is_found(filled: Database, seal: Says, table: Table) -> None:
    """With a seal every one, without it all but the last correction, and the last of several places of a text."""
    rows = looked_at(filled, table)
    keys = [key.name for key in table.primary_key]
    where = " AND ".join(f"{key} = :{key}" for key in keys)
    of_each = choice(table).sample(rows, 2)
    if filled.dialect.name == "sqlite":
        kinds = {(column, row[column]): row for column in words_of(table) for row in rows}
        of_each = [*kinds.values(), *of_each]
    for row in of_each:

        def delete(session: Session, row: Any = row) -> None:
            session.execute(text(f"DELETE FROM {table.name} WHERE {where}"), {key: row[key] for key in keys})

        if tampered(filled, delete, proof_from(filled, table, row)) == "":
            assert table.name == "appearance"
            assert tampered(filled, delete, seal), row


def test_nothing_of_a_table_is_found(filled: Database) -> None:
    for table in TABLES:
        assert tampered(filled, executing(f"DELETE FROM {table.name}"), proof_says) != "", table.name


def parts(session: Session) -> Iterator[tuple[str, str]]:
    """What drops each table, trigger, index, view and constraint that is ours, or makes a column another; its name."""
    if session.get_bind().dialect.name == "sqlite":
        for kind, name in session.execute(text("SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL")):
            if not name.startswith("claim_search_") or kind == "trigger":
                yield f"DROP {kind} {name}", name
        return
    for name in session.scalars(text("SELECT viewname FROM pg_views WHERE schemaname = current_schema()")):
        yield f"DROP VIEW {name}", name
    for name in inspect(session.connection()).get_table_names():
        yield f"DROP TABLE {name} CASCADE", name
    for name in session.scalars(
        text(
            "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() AND indexname NOT IN"
            " (SELECT conname FROM pg_constraint)"
        )
    ):
        yield f"DROP INDEX {name}", name
    for table, name in session.execute(
        text(
            "SELECT conrelid::regclass, conname FROM pg_constraint"
            " WHERE connamespace = current_schema()::regnamespace AND contype IN ('p', 'c', 'f', 'u')"
        )
    ):
        yield f"ALTER TABLE {table} DROP CONSTRAINT {name} CASCADE", name
    for change in ("role DROP NOT NULL", "role SET DEFAULT 'admin'", "role TYPE varchar(99)"):
        yield f"ALTER TABLE account ALTER COLUMN {change}", "table account"


def schema_says(session: Session, naming: str) -> str:
    """That part of the proof which compares the schema, since the rows are as they were."""
    return next((line for line in schema_problems(session.connection()) if naming in line), "")


def test_what_is_dropped_is_found(filled: Database) -> None:
    with writing(filled) as session:
        drops = list(parts(session))
        session.rollback()
    assert len(drops) > 10
    for drop, name in drops:
        names_it = partial(schema_says, naming=name)
        assert tampered(filled, executing(drop), names_it), drop


@pytest.mark.parametrize(
    "forgery",
    [
        ("DROP VIEW attribution_report", "CREATE TABLE attribution_report (claim TEXT)"),
        ("DROP VIEW attribution_report", "CREATE VIEW attribution_report AS SELECT 'All is well' AS claim"),
        ("ALTER TABLE hedge ADD COLUMN extra TEXT",),
    ],
)
def test_what_stands_in_the_place_of_a_part_is_found(filled: Database, forgery: tuple[str, ...]) -> None:
    def forge(session: Session) -> None:
        for step in forgery:
            session.execute(text(step))

    assert tampered(filled, forge, proof_says)


def test_a_trigger_of_somebody_else_is_found(filled: Database) -> None:
    def forge(session: Session) -> None:
        if filled.dialect.name == "sqlite":
            session.execute(text("CREATE TRIGGER helpful AFTER INSERT ON claim BEGIN DELETE FROM hedge; END"))
        else:
            session.execute(
                text("CREATE FUNCTION helpful() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'")
            )
            session.execute(
                text("CREATE TRIGGER helpful BEFORE INSERT ON claim FOR EACH ROW EXECUTE FUNCTION helpful()")
            )

    assert tampered(filled, forge, partial(proof_says, naming="helpful"))


# PostgreSQL makes and keeps its own.
@pytest.mark.parametrize("shared_database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "forgery",
    [
        "INSERT INTO claim_search (claim_search, rowid, folded) SELECT 'delete', id, folded FROM claim LIMIT 1",
        "INSERT INTO claim_search (rowid, folded) SELECT id, 'forged' FROM claim LIMIT 1",
        "INSERT INTO claim_search (rowid, folded) VALUES (9999, 'nowhere')",
        "INSERT INTO claim_search (claim_search) VALUES ('delete-all')",
        "DELETE FROM claim_search_data",
        "UPDATE claim_search_data SET block = x'00'",
    ],
)
def test_a_forged_search_index_is_found(filled: Database, forgery: str) -> None:
    assert tampered(filled, lambda session: session.execute(text(forgery)), proof_says)


@pytest.mark.parametrize("shared_database", ["sqlite"], indirect=True)
def test_a_sound_search_index_is_not_gone_through_by_claim(filled: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_HELD", 20)
    monkeypatch.delattr(search, "_differences")
    with reading(filled) as session:
        assert list(search.search_problems(session.connection())) == []
