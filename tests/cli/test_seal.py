"""Seals at the command line: made, signed, checked; of a database and of a report."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from shutil import copy

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy import text

from factdb.formats import csv
from factdb.store.connect import writing
from factdb.store.save import save
from factdb.store.schema.view import MACHINE_COLUMNS, REPORT_COLUMNS
from tests.cli.conftest import Run
from tests.formats.samples import ARTICLE, EXTRACTION, correct


@pytest.fixture
def news(here: Path, corrected: Path) -> Path:
    """A copy of the database that people corrected, to be changed."""
    return Path(copy(corrected, here / "news.db"))


def change(database: Path, *statements: str) -> None:
    connection = sqlite3.connect(database)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_an_unsigned_seal_has_its_hash_to_be_kept(run: Run, news: Path) -> None:
    sealed = run("seal", "-o", "monday.seal", "--db", news)
    assert sealed.exit_code == 0
    assert "not signed; keep its hash elsewhere" in sealed.stderr
    told = sealed.stderr.splitlines()[-1]
    checked = run("verify", "--seal", "monday.seal", "--db", news)
    assert checked.exit_code == 0, checked.output
    assert told in checked.stderr.splitlines()
    assert "added since it was sealed: nothing" in checked.stderr


def test_an_older_seal_is_replaced_only_by_force(run: Run, news: Path) -> None:
    Path("monday.seal").write_text("of last week", encoding="utf-8")
    refused = run("seal", "-o", "monday.seal", "--db", news)
    assert (refused.exit_code, Path("monday.seal").read_text(encoding="utf-8")) == (1, "of last week")
    assert "monday.seal: is there already; give another name; --force " in refused.stderr
    assert run("seal", "-o", "monday.seal", "--force", "--db", news).exit_code == 0
    assert run("verify", "--seal", "monday.seal", "--db", news).exit_code == 0
    assert run("seal", "-o", "/dev/null", "--db", news).exit_code == 0


def test_a_signed_seal_says_who_signed(run: Run, news: Path) -> None:
    made = run("seal", "--make-key", "--key", "key.pem")
    public = made.stdout.strip()
    assert len(public) == 64
    assert Path("key.pem").stat().st_mode & 0o777 == 0o600
    assert run("seal", "--make-key", "--key", "key.pem").exit_code == 1
    assert run("seal", "-o", "monday.seal", "--key", "key.pem", "--db", news).exit_code == 0
    mine = run("verify", "--seal", "monday.seal", "--key", "key.pem", "--db", news)
    assert f"signed by {public}, which is you" in mine.stderr
    theirs = run("verify", "--seal", "monday.seal", "--signer", public, "--db", news)
    assert (theirs.exit_code, f"signed by {public}\n" in theirs.stderr) == (0, True)
    unknown = run("verify", "--seal", "monday.seal", "--db", news)
    assert "is that the key that you know?" in unknown.stderr
    other = run("seal", "--make-key", "--key", "other.pem").stdout.strip()
    assert run("verify", "--seal", "monday.seal", "--signer", other, "--db", news).exit_code == 1


@pytest.mark.parametrize(
    "forge",
    [
        lambda seal: seal | {"statement": seal["statement"] | {"corrections": 0}},
        lambda seal: seal | {"hash": "0" * 64},
        lambda seal: seal | {"signature": "0" * 128},
        lambda seal: seal | {"signature": "no hex"},
        lambda seal: seal | {"key": "0" * 64},
        lambda seal: seal | {"key": 7},
        lambda seal: {"statement": seal["statement"]},
        lambda seal: seal | {"statement": {"format": seal["statement"]["format"]}},
        lambda seal: seal | {"statement": []},
        lambda seal: [],
    ],
)
def test_a_forged_or_broken_seal_is_one_line(
    run: Run, news: Path, forge: Callable[[dict[str, object]], object]
) -> None:
    run("seal", "--make-key", "--key", "key.pem")
    run("seal", "-o", "monday.seal", "--key", "key.pem", "--db", news)
    seal = json.loads(Path("monday.seal").read_text(encoding="utf-8"))
    Path("forged.seal").write_text(json.dumps(forge(seal)), encoding="utf-8")
    found = run("verify", "--seal", "forged.seal", "--db", news)
    assert found.exit_code == 1
    assert found.stderr.startswith("factdb: forged.seal: ")
    assert len(found.stderr.splitlines()) == 1


def test_what_came_and_what_went_since(run: Run, news: Path) -> None:
    run("seal", "-o", "monday.seal", "--db", news)
    Path("new.txt").write_text("It will rain, said Ann Lee.\n", encoding="utf-8")
    assert run("import", "new.txt", "--db", news).exit_code == 0
    assert run("undo", "--reviewer", "Bob", "--db", news).exit_code == 0
    grown = run("verify", "--seal", "monday.seal", "--db", news)
    assert grown.exit_code == 0, grown.output
    assert "sealed: 1 article, 1 appearance, 1 version, 1 extraction" in grown.stderr
    assert "1 correction" in grown.stderr
    change(news, "UPDATE article SET title = 'x' WHERE id = 1")
    changed = run("verify", "--seal", "monday.seal", "--db", news)
    assert changed.exit_code == 1
    assert "what is said of it (title, publisher, author, date, source and the like) was changed" in changed.stdout


def sealed_report(run: Run, news: Path | str) -> list[dict[str, str]]:
    made = run("report", "attribution", "--machine", "--seal", "-o", "report.csv", "--db", news)
    assert made.exit_code == 0, made.output
    assert sorted(path.name for path in Path().glob("report*")) == ["report.csv", "report.csv.seal"]
    with Path("report.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.read(file)[1])


def write_report(rows: list[dict[str, str]]) -> None:
    with Path("report.csv").open("w", encoding="utf-8", newline="") as file:
        csv.write(rows, REPORT_COLUMNS + MACHINE_COLUMNS, file)


def test_an_honest_report_is_as_its_seal_and_the_database_have_it(run: Run, news: Path) -> None:
    rows = sealed_report(run, news)
    for arguments, by in (
        (("--db", news), f"by its seal, the database {news}"),
        ((), "by its seal"),
        (("--seal", "report.csv.seal"), "by its seal"),
    ):
        found = run("verify", "report.csv", *arguments)
        assert (found.exit_code, found.stdout) == (0, "")
        assert found.stderr.splitlines()[-1] == f"proved {len(rows)} rows of report.csv, {by}"
    write_report(rows[::-1])
    assert run("verify", "report.csv").exit_code == 0


@pytest.mark.parametrize("column", REPORT_COLUMNS + MACHINE_COLUMNS)
def test_a_changed_cell_of_any_column_is_found_by_seal_and_database(run: Run, news: Path, column: str) -> None:
    rows = sealed_report(run, news)
    first, last = rows[0], rows[-1]
    before = first[column], last[column]
    # Emptied, changed, and swapped between two rows.
    for changed in ((f"{before[0]}x", before[1]), (before[0], "" if before[1] else "1"), before[::-1]):
        if changed != before:
            first[column], last[column] = changed
            write_report(rows)
            found = run("verify", "report.csv", "--db", news)
            assert found.exit_code == 1
            for number in (0, len(rows) - 1):
                told = [line for line in found.stdout.splitlines() if f"row {number + 2}: " in line]
                assert len(told) == (2 if rows[number][column] != before[number > 0] else 0)  # seal, database


def test_a_missing_or_added_row_is_found_by_seal_and_database(run: Run, news: Path) -> None:
    rows = sealed_report(run, news)
    for number in range(len(rows)):
        for forged in (rows[:number] + rows[number + 1 :], [*rows, rows[number]]):
            write_report(forged)
            found = run("verify", "report.csv", "--db", news)
            assert found.exit_code == 1
            assert rows[number]["claim_id"] in found.stdout or f"row {len(forged) + 1}: " in found.stdout
            assert len(found.stdout.splitlines()) == 2  # once by the seal, once by the database


def test_a_seal_is_of_a_file(run: Run, news: Path) -> None:
    assert run("report", "attribution", "--seal", "--db", news).exit_code == 2
    assert run("report", "attribution", "--seal", "--format", "json", "-o", "x", "--db", news).exit_code == 2
    assert run("verify", "--signer", "00", "--db", news).exit_code == 2
    sealed_report(run, news)
    other = run("verify", "--seal", "report.csv.seal", "--db", news)
    assert "seals something else" in other.stderr


def test_a_report_of_a_server_is_proved_by_it(run: Run, here: Path, database: Database, database_url: str) -> None:
    with writing(database) as session:
        save(session, ARTICLE, EXTRACTION)
        correct(session)
    rows = sealed_report(run, database_url)
    assert run("verify", "report.csv", "--db", database_url).exit_code == 0
    write_report([*rows[:-1], rows[-1] | {"title": "Another"}])
    told = run("verify", "report.csv", "--db", database_url)
    assert (told.exit_code, told.stdout.count(f"row {len(rows) + 1}: ")) == (1, 2)  # by the seal, and the database
    write_report(rows)
    with writing(database) as session:
        session.execute(text("UPDATE article SET title = 'Another'"))
    assert run("verify", "report.csv", "--db", database_url).exit_code == 1
