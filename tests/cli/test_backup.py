"""A copy holds one state of the database, whole or not at all, whoever writes meanwhile."""

import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from itertools import count, pairwise
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy import select, text, update

from factdb.errors import FactDBError
from factdb.records import Action, claim_id
from factdb.review.decisions import Target
from factdb.store.backup import backup
from factdb.store.connect import make_engine, reading, writing
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.decide import decide
from factdb.store.read.claims import ClaimFilter, claims
from factdb.store.save import save
from factdb.store.schema.base import Base
from factdb.store.schema.tables import Article, Claim, Correction
from factdb.store.verify.proof import prove
from tests.cli.conftest import Run
from tests.formats.samples import ARTICLE, EXTRACTION, TEXT, correct
from tests.store.processes import begun

MADE = 5  # corrections by ``correct``
PAGE = 4096  # bytes, as SQLite has it

Rows = dict[str, list[tuple[Any, ...]]]


def contents(url: str | Path) -> Rows:
    """Every row of every table, as Python has it."""
    engine = make_engine(str(url))
    with engine.connect() as connection:
        found = {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in Base.metadata.sorted_tables
        }
    engine.dispose()
    return found


@pytest.fixture
def filled(database: Database) -> Database:
    with writing(database) as session:
        save(session, ARTICLE, EXTRACTION)
        article = session.scalars(select(Article.id)).one()
        correct(session, article)
    return database


def test_the_copy_is_a_database_with_the_same_rows(run: Run, here: Path, filled: Database, database_url: str) -> None:
    result = run("backup", "copy.db", "--db", database_url)
    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    assert result.stderr.endswith(" to copy.db\n")
    assert "copy.db" in {path.name for path in here.iterdir()}
    assert not [path.name for path in here.iterdir() if path.name.startswith((".factdb", "copy.db-"))]
    assert contents("copy.db") == contents(database_url)
    copy = make_engine("copy.db")
    with reading(copy) as session:
        assert list(prove(session)) == []
        assert [row["claim"] for row in claims(session, ClaimFilter(text="soon win"))] == [
            "“We shall\nwin,” … “and soon.”"
        ]
        assert session.scalar(text("PRAGMA journal_mode")) == "wal"
    with writing(copy) as session:
        last = claim_id(ARTICLE.sha256, EXTRACTION.claims[3].spans)
        decide(session, Target(session.scalars(select(Article.id)).one(), last), Action.REJECT, Reviewer("Bob"))
    copy.dispose()
    assert run("db", "check", "--db", "copy.db").exit_code == 0


# The defaults of a server, each of which says a value otherwise.
OF_A_SERVER = (
    "datestyle = 'German, DMY'",
    "timezone = 'Asia/Kathmandu'",
    "bytea_output = 'escape'",
    "extra_float_digits = 0",
)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_server_may_write_values_as_it_likes(run: Run, filled: Database, database_url: str) -> None:
    with writing(filled) as session:
        session.execute(update(Claim).values(confidence=0.1 + 0.2))
        session.execute(update(Article).values(sketch=bytes(range(256))))
    before = contents(database_url)
    with filled.connect() as connection:
        own = connection.scalar(text("SELECT current_database()"))
        for setting in OF_A_SERVER:
            connection.execute(text(f'ALTER DATABASE "{own}" SET {setting}'))
        connection.commit()
        try:
            assert run("backup", "copy.db", "--db", database_url).exit_code == 0
        finally:
            connection.execute(text(f'ALTER DATABASE "{own}" RESET ALL'))
            connection.commit()
    assert contents("copy.db") == before


def test_what_is_there_is_replaced_only_by_force(run: Run, here: Path, stored: Path, corrected: Path) -> None:
    assert run("backup", "copy.db", "--db", stored).exit_code == 0
    again = run("backup", "copy.db", "--db", corrected)
    assert (again.exit_code, again.stdout) == (1, "")
    assert "copy.db: is there already" in again.stderr
    assert contents("copy.db") == contents(stored)
    assert run("backup", "copy.db", "--db", corrected, "--force").exit_code == 0
    assert contents("copy.db") == contents(corrected)


def test_a_database_in_use_is_not_replaced(run: Run, here: Path, stored: Path) -> None:
    assert run("backup", "copy.db", "--db", stored).exit_code == 0
    itself = run("backup", "copy.db", "--db", "copy.db", "--force")
    assert (itself.exit_code, "is the database itself" in itself.stderr) == (1, True)
    engine = make_engine("copy.db")
    with reading(engine) as session:
        session.scalar(select(Article.id))
        used = run("backup", "copy.db", "--db", stored, "--force")
        assert (used.exit_code, "is a database in use" in used.stderr) == (1, True)
    engine.dispose()


def test_a_damaged_database_leaves_no_copy(run: Run, here: Path, filled: Database, database_url: str) -> None:
    with writing(filled) as session:
        session.execute(update(Correction).where(Correction.id == 2).values(reviewer="Eve"))
    result = run("backup", "copy.db", "--db", database_url)
    assert result.exit_code == 1
    assert "correction 2" in result.stderr
    assert not [path for path in here.iterdir() if "copy" in path.name or ".part" in path.name]


def test_no_page_of_a_copy_is_damaged(here: Path, stored: Path) -> None:
    with closing(sqlite3.connect(stored)) as connection:
        connection.execute("VACUUM")  # so that every page is of use
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = stored.read_bytes()
    for begin in range(PAGE, len(whole), len(whole) // PAGE // 12 * PAGE):
        broken = here / "broken.db"
        broken.write_bytes(whole[:begin] + bytes(PAGE) + whole[begin + PAGE :])
        with pytest.raises(FactDBError, match="damaged"):
            backup(make_engine(str(broken)), here / "copy.db")
        assert not [path for path in here.iterdir() if "copy" in path.name or ".part" in path.name]
    backup(make_engine(str(stored)), here / "copy.db")


def test_there_must_be_something_to_copy_and_a_folder_for_it(run: Run, here: Path, stored: Path) -> None:
    nothing = run("backup", "copy.db", "--db", "nothing.db")
    assert (nothing.exit_code, list(here.iterdir())) == (1, [])
    assert "nothing.db" in nothing.stderr
    nowhere = run("backup", "missing/copy.db", "--db", stored)
    assert nowhere.exit_code == 1
    assert nowhere.stderr.startswith("factdb: ")


def test_an_older_schema_can_be_copied_before_it_is_upgraded(run: Run, here: Path) -> None:
    assert run("db", "upgrade", "0002", "--db", "old.db").exit_code == 0
    assert run("backup", "copy.db", "--db", "old.db").exit_code == 0
    assert run("db", "current", "--db", "copy.db").stdout == "0002\n"


def write_for_ever(url: str, name: str, pipe: Any) -> None:
    """Store an article, decide about it, tell so, and begin again."""
    engine = make_engine(url)
    for number in count():
        article = replace(ARTICLE, text=f"{TEXT}{name}{number}")
        with writing(engine) as session:
            save(session, article, EXTRACTION)
        with writing(engine) as session:
            row = session.scalars(select(Article.id).where(Article.sha256 == article.sha256)).one()
            target = Target(row, claim_id(article.sha256, EXTRACTION.claims[0].spans))
            decide(session, target, Action.ACCEPT, Reviewer(name))
        pipe.send(number)
        time.sleep(0.02)


def test_a_copy_is_a_state_that_the_database_was_in_while_others_write(
    run: Run, here: Path, filled: Database, database_url: str
) -> None:
    writers = [begun(write_for_ever, database_url, name) for name in ("Ann", "Bob")]
    for _, pipe in writers:
        assert pipe.recv() == 0
    names = ["first.db", "second.db"]
    for name in names:
        result = run("backup", name, "--db", database_url)
        assert result.exit_code == 0, result.stderr
    assert all(writer.is_alive() for writer, _ in writers)
    # However busy the machine is, something is stored behind the first copy.
    first = len(contents(names[0])["article"])
    while len(contents(database_url)["article"]) <= first:
        writers[0][1].recv()
    for writer, _ in writers:
        writer.kill()
        writer.join()
    states = [contents(name) for name in names] + [contents(database_url)]
    for name in names:
        engine = make_engine(name)
        with reading(engine) as session:
            assert list(prove(session)) == []
        engine.dispose()
    for state, later in pairwise(states):
        assert state["correction"] == later["correction"][: len(state["correction"])]
        assert set(state["article"]) <= set(later["article"])
        # Each writer decides about an article before it stores the next, so no state lacks more than its last decision.
        assert len(state["article"]) - 1 - (len(state["correction"]) - MADE) in (0, 1, 2)
    assert len(states[0]["article"]) < len(states[-1]["article"])


def test_a_copy_has_the_rights_of_the_database(run: Run, here: Path, stored: Path) -> None:
    copy(stored, here / "news.db")
    for rights in (0o600, 0o644, 0o640):
        (here / "news.db").chmod(rights)
        assert run("backup", "copy.db", "--db", "news.db", "--force").exit_code == 0
        assert (here / "copy.db").stat().st_mode & 0o777 == rights
    assert run("db", "downgrade", "base", "--lose-data", "--db", "news.db").exit_code == 0
    [kept] = here.glob("news-*.db")
    assert kept.stat().st_mode & 0o777 == rights
