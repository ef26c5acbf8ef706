import sqlite3
from pathlib import Path
from shutil import copy

import pytest

from tests.cli.conftest import Execute, Run

READERS = [["articles"], ["claims"], ["speakers"], ["report", "attribution"], ["show", "x"], ["export"], ["verify"]]


@pytest.mark.parametrize("command", READERS, ids=" ".join)
def test_a_missing_database_says_what_to_do(run: Run, here: Path, command: list[str]) -> None:
    result = run(*command)
    assert (result.exit_code, result.stdout) == (1, "")
    assert (
        result.stderr
        == "factdb: no database at factdb.db; `factdb import FILE` makes it, `factdb db upgrade` makes it empty\n"
    )
    assert list(here.iterdir()) == []


def test_the_schema_goes_up_and_down(run: Run) -> None:
    assert run("db", "current").exit_code == 1
    made = run("db", "upgrade")
    assert (made.exit_code, made.stdout) == (0, "")
    current = run("db", "current").stdout.strip()
    assert f"factdb.db is at {current}" in made.stderr
    assert run("db", "check").exit_code == 0
    assert run("articles").exit_code == 0
    down = run("db", "downgrade", "base")
    assert down.exit_code == 0
    assert "base" in down.stderr


def test_a_schema_that_differs_is_told_apart(run: Run) -> None:
    run("db", "upgrade")
    connection = sqlite3.connect("factdb.db")
    connection.execute("ALTER TABLE article ADD COLUMN surplus TEXT")
    connection.close()
    result = run("db", "check")
    assert result.exit_code == 1
    assert "surplus" in result.stdout
    assert result.stderr.startswith("factdb: factdb.db")


def test_what_an_earlier_factdb_took_for_agreed_is_mended_by_an_upgrade_that_says_so(run: Run, corrected: Path) -> None:
    copy(corrected, "factdb.db")
    with sqlite3.connect("factdb.db") as connection:
        connection.execute("UPDATE decided_claim SET state = 'accepted' WHERE state = 'disputed'")
    found = run("verify")
    assert found.exit_code == 1
    assert found.stdout.count("\n") == 1
    assert "an upgrade of the database works them out anew" in found.stdout
    told = "worked out anew what people agree on in article 1: "
    assert told in run("db", "upgrade").stderr
    assert run("verify").exit_code == 0
    assert told not in run("db", "upgrade").stderr


def test_the_database_may_come_from_the_environment(run: Run, stored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTDB_DB", f"sqlite:///{stored}")
    assert run("articles").stdout.count("hard") > 1


def test_what_is_no_database_says_so(run: Run, here: Path) -> None:
    (here / "notes.db").write_text("just some notes, which are no database\n" * 100)
    result = run("claims", "--db", "notes.db")
    assert result.exit_code == 1
    assert result.stderr.startswith("factdb: notes.db")
    assert len(result.stderr.splitlines()) == 1


def test_debug_shows_where_it_went_wrong(execute: Execute) -> None:
    """Which nobody sees otherwise: all that is said then is in ``test_a_missing_database_says_what_to_do``."""
    debug = execute("claims", "--debug")
    assert "Traceback" in debug.stderr
    assert debug.returncode == 1


@pytest.mark.parametrize(
    "arguments",
    ["nonsense", "claims --status maybe", "claims --since soon", "import", "claims --limit 0"],
)
def test_misuse_exits_2(run: Run, arguments: str) -> None:
    result = run(*arguments.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage: factdb" in result.stderr
