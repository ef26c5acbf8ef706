import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from factdb.errors import FactDBError
from factdb.store.connect import (
    describe,
    make_engine,
    reading,
    writing,
)
from factdb.store.schema import migrate as schema
from factdb.store.schema import version


@pytest.mark.parametrize("url", ["mysql://host/name", "sqlite", "://", "postgresql://host:port/name"])
def test_only_sqlite_and_postgresql_are_taken(url: str) -> None:
    if url == "sqlite":
        assert make_engine(url).dialect.name == "sqlite"  # a bare word is a path
        return
    with pytest.raises(FactDBError, match=r"^[^\n]*(path|postgresql://)[^\n]*$"):
        make_engine(url)


@pytest.mark.parametrize(
    "url", ["postgres://localhost/x", "postgresql://localhost/x", "postgresql+psycopg://localhost/x"]
)
def test_every_name_of_postgresql_means_psycopg_3(url: str) -> None:
    assert make_engine(url).dialect.driver == "psycopg"


def test_a_path_is_described_as_it_was_given_and_a_url_without_its_password() -> None:
    assert describe(make_engine("some/folder/x.db")) == "some/folder/x.db"
    assert "secret" not in describe(make_engine("postgresql://me:secret@localhost/x"))


def test_a_connection_enforces_foreign_keys_and_the_file_has_a_write_ahead_log(migrated_sqlite: Path) -> None:
    with reading(make_engine(str(migrated_sqlite))) as session:
        assert session.scalar(text("PRAGMA foreign_keys")) == 1
        assert session.scalar(text("PRAGMA journal_mode")) == "wal"


def test_a_reader_does_not_hold_up_a_writer(tmp_path: Path) -> None:
    engine = make_engine(str(tmp_path / "x.db"))
    schema.upgrade(engine)
    with reading(engine) as reader:
        assert reader.scalar(text("SELECT count(*) FROM speaker")) == 0
        with writing(engine) as writer:
            writer.execute(text("INSERT INTO speaker (name, kind, key, folded) VALUES ('', 'none', '', '')"))
        assert reader.scalar(text("SELECT count(*) FROM speaker")) == 0
    with reading(engine) as reader:
        assert reader.scalar(text("SELECT count(*) FROM speaker")) == 1


def test_a_database_that_stays_locked_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = make_engine(str(tmp_path / "x.db"))
    schema.upgrade(engine)
    monkeypatch.setattr("factdb.store.connect.BUSY_SECONDS", 0.05)
    holder = sqlite3.connect(tmp_path / "x.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(FactDBError, match=r"x\.db: another program [^\n]*try again"), writing(engine) as session:
        session.connection()
    holder.close()
    with writing(engine) as session:
        assert session.scalar(text("PRAGMA busy_timeout")) == 60_000


def test_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    engine = make_engine(str(tmp_path / "missing" / "x.db"))
    with pytest.raises(FactDBError, match=r"x\.db: it cannot be opened[^\n]*folder"):
        schema.upgrade(engine)


def test_a_server_that_does_not_answer_says_so_in_one_line() -> None:
    engine = make_engine("postgresql://me:secret@localhost:1/x")
    with pytest.raises(FactDBError, match=r"^[^\n]*check the URL[^\n]*$") as caught:
        version.current(engine)
    assert "secret" not in str(caught.value)
