"""Servers that go, databases that may only be read, files that are damaged, the same report from both databases."""

import os
import random
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner
from sqlalchemy import Engine as Database
from sqlalchemy import text

from factdb import records
from factdb.cli import cli
from factdb.errors import ConnectionLostError, FactDBError
from factdb.ingest import ingest
from factdb.store import connect
from factdb.store.connect import make_engine, persistently, reading, writing
from factdb.store.dialect import insert_all, insert_missing
from factdb.store.read.articles import articles
from factdb.store.read.claims import claims
from factdb.store.save import save
from factdb.store.schema.tables import Speaker
from factdb.store.verify.proof import prove
from factdb.store.write.rows import speaker_row
from tests.store.example import ARTICLE, EXTRACTION


def invoke(*words: str | Path) -> Any:
    return CliRunner().invoke(cli, [str(word) for word in words], prog_name="factdb")


def cut_off(url: str) -> None:
    """End every connection that anybody has to the database, as a restart of the server does."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_an_import_goes_on_where_the_server_was_gone(
    database: Database, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "_WAITS", (0, 0, 0, 0))
    files = [tmp_path / f"{number}.txt" for number in range(6)]
    for number, file in enumerate(files):
        file.write_text(f"It may rain {number} times, said Ann Lee.\n", encoding="utf-8")
    saved = []
    for result in ingest(database, files):
        saved.append(result.saved)
        if database.dialect.name == "postgresql":
            cut_off(database_url)
    assert [str(one) for one in saved] == ["new"] * 6
    with reading(make_engine(database_url)) as session:
        assert len(list(articles(session))) == 6
        assert list(prove(session)) == []


def test_a_server_that_goes_while_rows_are_sent_has_gone(database: Database, database_url: str) -> None:
    if database.dialect.name != "postgresql":
        return
    for send in (insert_all, partial(insert_missing, returned="id")):
        with pytest.raises(ConnectionLostError), writing(database) as session:
            connection = session.connection()
            cut_off(database_url)
            send(connection, Speaker, [speaker_row("0" * 64, records.Speaker("Ann Lee", records.SpeakerKind.PERSON))])
    with reading(database) as session:  # by another connection
        assert session.scalar(text("SELECT count(*) FROM speaker")) == 0


def test_a_server_that_stays_away_is_named_after_a_few_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "_WAITS", (0, 0))
    tries = []

    def work() -> None:
        tries.append(1)
        with reading(make_engine("postgresql://me:s3cret@127.0.0.1:1/n")) as session:
            session.execute(text("SELECT 1"))

    with pytest.raises(ConnectionLostError, match="check the URL and that the server runs") as told:
        persistently(work)
    assert len(tries) == 3
    assert "s3cret" not in str(told.value)


def test_a_database_that_a_server_does_not_have_is_not_asked_for_again(database: Database) -> None:
    if database.dialect.name != "postgresql":
        return
    missing = database.url.set(database="nowhere").render_as_string(hide_password=False)
    tries = []

    def work() -> None:
        tries.append(1)
        with reading(make_engine(missing)) as session:
            session.execute(text("SELECT 1"))

    with pytest.raises(FactDBError, match="does not exist; make it with PostgreSQL's createdb, or check the URL"):
        persistently(work)
    assert len(tries) == 1


def test_what_fails_otherwise_is_not_tried_again() -> None:
    tries = []

    def work() -> None:
        tries.append(1)
        raise FactDBError("no")

    with pytest.raises(FactDBError):
        persistently(work)
    assert len(tries) == 1


@pytest.mark.parametrize("log", [False, True])
def test_a_database_that_may_only_be_read_is_read(
    migrated_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log: bool
) -> None:
    path = tmp_path / "read only.db"
    shutil.copy(migrated_sqlite, path)
    database = make_engine(str(path))
    with writing(database) as session:
        save(session, ARTICLE, EXTRACTION)
    if not log:
        database.dispose()  # which writes the log into the file, and takes it away
        assert [one.name for one in tmp_path.iterdir()] == [path.name]
    before = path.read_bytes()
    # Whoever runs the tests may be allowed to write everything.
    monkeypatch.setattr(os, "access", lambda path, mode, **_: mode != os.W_OK)
    told = invoke("claims", "--db", path)
    assert told.exit_code == 0, told.output
    assert len(told.stdout.splitlines()) == 5
    assert invoke("verify", "--db", path).exit_code == 0
    assert invoke("backup", tmp_path / "copy.db", "--db", path).exit_code == 0
    refused = invoke("speakers", "rename", "1", "x", "--reviewer", "Ann", "--db", path)
    assert (refused.exit_code, "may only be read" in refused.stderr) == (1, True)
    assert path.read_bytes() == before


def test_a_damaged_file_is_a_line_or_a_list_and_never_a_traceback(migrated_sqlite: Path, tmp_path: Path) -> None:
    good = tmp_path / "good.db"
    shutil.copy(migrated_sqlite, good)
    database = make_engine(str(good))
    with writing(database) as session:
        for number in range(20):
            save(session, replace(ARTICLE, text=f"{ARTICLE.text} {number}", name=f"n{number}"), EXTRACTION)
    database.dispose()
    data, chance, found = good.read_bytes(), random.Random(16), 0
    path = tmp_path / "damaged.db"
    ways = [(place, 1) for place in (18, 24, 28, 44, 56, 59, 100, 103)]
    ways += [(chance.randrange(len(data)), chance.choice((1, 64, 4096))) for _ in range(22)]
    for place, length in ways:
        path.write_bytes(data[:place] + chance.randbytes(length) + data[place + length :])
        for command in ("verify", "articles", "claims"):
            told = invoke(command, "--db", path)
            assert told.exit_code in (0, 1), (place, length, command, told.output)
            assert "fault of factdb" not in told.stderr, (place, length, command, told.stderr)
            found += command == "verify" and told.exit_code == 1
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
    assert found > len(ways) / 3  # the rest of a file is empty space, or what any value may be


def test_dates_at_either_end_of_the_calendar(
    database: Database, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = (datetime.min, datetime.max, datetime(1, 1, 1, 12, 30), datetime(9999, 12, 31, 23, 59, 59))
    zones = ("Pacific/Kiritimati", "America/Los_Angeles")
    for zone in zones if database.dialect.name == "postgresql" else zones[:1]:  # SQLite knows of none
        monkeypatch.setenv("PGTZ", zone)
        engine = make_engine(database_url)
        for number, moment in enumerate(moments):
            dated = replace(ARTICLE, text=f"{ARTICLE.text} {zone} {number}", published=moment.replace(tzinfo=UTC))
            with writing(engine) as session:
                save(session, dated, EXTRACTION)
        engine.dispose()
        for words in (["articles"], ["claims"], ["verify"], ["report", "attribution"], ["export"], ["history"]):
            told = invoke(*words, "--db", database_url)
            assert told.exit_code == 0, told.output
        told = invoke("backup", tmp_path / f"{zone[:3]}.db", "--db", database_url)
        assert told.exit_code == 0, told.output
        assert invoke("verify", "--db", tmp_path / f"{zone[:3]}.db").exit_code == 0


def reported(url: str, tmp_path: Path) -> tuple[bytes, bytes]:
    path = tmp_path / "report.csv"
    assert invoke("report", "attribution", "--machine", "-o", path, "--db", url).exit_code == 0
    found = path.read_bytes()
    told = invoke("speakers", "--format", "csv", "--db", url)
    proved = invoke("verify", path, "--db", url)
    assert proved.exit_code == 0, proved.output
    path.unlink()
    return found, told.stdout_bytes


def test_both_databases_give_the_same_report_byte_for_byte(
    migrated_sqlite: Path, postgres_url: Any, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    chance = random.Random(10)
    said = ["It may rain, said Ann Lee.", "“Yes,” said Bo Ray; “no.”", "Prices fell.", "He left, Mr. Roe’s aide said."]
    files = []
    for number in range(30):
        file = tmp_path / f"{number:03}.txt"
        text_of = "\n".join(chance.choices(said, k=chance.randint(1, 4)))
        # Every fifth cannot be read, and many have the text of another.
        file.write_bytes(b"\x00\x01" if number % 5 == 0 else f"{text_of}\n".encode())
        files.append(file)
    files += files[:20]
    template = request.getfixturevalue("migrated_postgres")
    with psycopg.connect(postgres_url("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE same TEMPLATE {template}")
    shutil.copy(migrated_sqlite, tmp_path / "same.db")
    reports = []
    for url in (str(tmp_path / "same.db"), postgres_url("same")):
        engine = make_engine(url)
        counted = [str(one.saved) for one in ingest(engine, files)]
        assert counted.count("None") == 10
        with reading(engine) as session:
            assert len(list(claims(session))) > 20
        engine.dispose()
        reports.append(reported(url, tmp_path))
    assert reports[0] == reports[1]
