import sqlite3
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy import text

from factdb.errors import FactDBError
from factdb.store.connect import (
    describe,
    make_engine,
    reading,
    writing,
)
from factdb.store.dialect import own_corrections
from factdb.store.schema import migrate as schema
from factdb.store.schema import version


@pytest.mark.parametrize(
    "url",
    [
        *("mysql://host/name", "sqlite", "://", "postgresql://host:port/name"),
        *(
            "postgresql://host/name?port=s",
            "postgresql://host/name?port=1&port=2",
            "postgresql://h/n?host=h1:x&host=h2:1",
        ),
    ],
)
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


def test_whoever_writes_waits_as_long_as_it_takes_and_says_so(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for module in ("connect", "dialect"):
        monkeypatch.setattr(f"factdb.store.{module}.SECONDS_BEFORE_A_WORD", 0.05)
    done = Event()

    def decide() -> None:
        with writing(database) as session:
            own_corrections(session.connection())
            done.set()

    with writing(database) as session:
        own_corrections(session.connection())
        other = Thread(target=decide)
        other.start()
        while not caplog.records and other.is_alive():
            other.join(0.01)
        assert not done.is_set()
    other.join()
    assert done.is_set()
    [told] = [record.getMessage() for record in caplog.records]
    assert told == f"{describe(database)}: waiting for another program that writes to it"


def test_whoever_makes_the_tables_waits_for_another_that_makes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    # A SQLite file that has no log yet: to give it one while another writes fails at once, however long one would wait.
    monkeypatch.setattr("factdb.store.connect.SECONDS_BEFORE_A_WORD", 0)
    path = str(tmp_path / "new.db")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    maker = Thread(target=schema.upgrade, args=(make_engine(path),))
    maker.start()
    while not caplog.records and maker.is_alive():
        maker.join(0.01)
    other.execute("COMMIT")
    maker.join()
    assert schema.check(make_engine(path)) == []


@pytest.mark.parametrize("url", ["/", ".", "..", "sqlite:////", "sqlite:///."])
def test_a_folder_is_no_database(url: str) -> None:
    with pytest.raises(FactDBError, match="a folder, no database; give a file in it"):
        make_engine(url)


def test_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    engine = make_engine(str(tmp_path / "missing" / "x.db"))
    with pytest.raises(FactDBError, match=r"x\.db: it cannot be opened[^\n]*folder"):
        schema.upgrade(engine)


def test_a_server_that_does_not_answer_says_so_in_one_line() -> None:
    engine = make_engine("postgresql://me:secret@localhost:1/x")
    with pytest.raises(FactDBError, match=r"^[^\n]*check the URL[^\n]*$") as caught:
        version.current(engine)
    assert "secret" not in str(caught.value)
