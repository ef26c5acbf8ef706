"""A copy is put into an empty database of either kind, with every row, whole or not at all."""

import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copy

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy import select, text

from factdb.records import Action, claim_id
from factdb.review.decisions import Target
from factdb.store.connect import make_engine, reading, writing
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.decide import decide
from factdb.store.save import save
from factdb.store.schema.tables import Article
from factdb.store.verify.proof import prove
from tests.cli.conftest import Run
from tests.cli.test_backup import contents
from tests.formats.samples import ARTICLE, EXTRACTION
from tests.store.tampering import fill_more


@pytest.fixture(scope="module")
def full(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with rows of every kind; not to be changed."""
    path = tmp_path_factory.mktemp("full") / "full.db"
    copy(migrated_sqlite, path)
    engine = make_engine(str(path))
    with writing(engine) as session:
        fill_more(session)
    engine.dispose()
    return path


def test_every_row_is_as_it_was(run: Run, here: Path, full: Path, blank: Database, blank_url: str) -> None:
    result = run("restore", full, "--db", blank_url)
    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    assert result.stderr.startswith(f"restored {full} to ")
    assert contents(blank_url) == contents(full)
    with reading(blank) as session:
        assert list(prove(session)) == []
    assert run("db", "check", "--db", blank_url).exit_code == 0
    assert run("report", "attribution", "--db", blank_url).stdout == run("report", "attribution", "--db", full).stdout
    assert run("backup", "again.db", "--db", blank_url).exit_code == 0
    assert contents("again.db") == contents(full)


def test_originals_that_stay_behind_are_named(run: Run, here: Path, full: Path, blank_url: str) -> None:
    copy(full, here / "kept.db")
    Path("kept.db.originals").mkdir()
    assert "the originals in kept.db.originals are not copied" in run("restore", "kept.db", "--db", blank_url).stderr
    told = run("backup", "copy.db", "--db", "kept.db").stderr
    assert "copy that folder to copy.db.originals" in told


def test_work_goes_on_there(run: Run, here: Path, full: Path, blank: Database, blank_url: str) -> None:
    assert run("restore", full, "--db", blank_url).exit_code == 0
    with writing(blank) as session:
        save(session, ARTICLE, EXTRACTION)
        article = session.scalars(select(Article.id).where(Article.sha256 == ARTICLE.sha256)).one()
        last = claim_id(ARTICLE.sha256, EXTRACTION.claims[3].spans)
        decide(session, Target(article, last), Action.REJECT, Reviewer("Ann"))
    with reading(blank) as session:
        assert list(prove(session)) == []


def test_what_is_there_already_stays(run: Run, here: Path, full: Path, database: Database, database_url: str) -> None:
    with writing(database) as session:
        save(session, ARTICLE, EXTRACTION)
    before = contents(database_url)
    result = run("restore", full, "--db", database_url)
    assert result.exit_code == 1
    assert "restore into a new" in result.stderr
    assert contents(database_url) == before


def test_tables_without_rows_are_filled_but_no_file_is_replaced(
    run: Run, here: Path, full: Path, database: Database, database_url: str
) -> None:
    empty = contents(database_url)
    result = run("restore", full, "--db", database_url)
    if database.dialect.name == "postgresql":
        assert (result.exit_code, contents(database_url)) == (0, contents(full))
    else:
        assert (result.exit_code, contents(database_url)) == (1, empty)
        assert "is there already; restore into a new file" in result.stderr


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("UPDATE correction SET reviewer = 'Eve' WHERE id = 2", "correction 2"),
        ("UPDATE article SET imported_at = 'at noon' WHERE id = 1", "article"),
        ("UPDATE claim SET status = 'sung' WHERE id = 1", "claim"),
    ],
)
def test_a_copy_that_was_tampered_with_leaves_nothing(
    run: Run, here: Path, full: Path, blank: Database, blank_url: str, change: str, says: str
) -> None:
    copy(full, here / "bad.db")
    with closing(sqlite3.connect("bad.db")) as connection:
        connection.executescript(f"PRAGMA ignore_check_constraints = ON; {change};")
    result = run("restore", "bad.db", "--db", blank_url)
    if blank.dialect.name == "sqlite" and says != "correction 2":
        # The file is taken over page for page, with what is wrong in it, which the proof finds.
        assert run("verify", "--db", blank_url).exit_code == 1
        return
    assert result.exit_code == 1
    assert says in result.stderr
    assert "Traceback" not in result.stderr
    if blank.dialect.name == "postgresql":
        with blank.connect() as connection:
            assert not connection.scalar(text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))


def test_a_copy_has_to_be_a_database_of_this_schema(run: Run, here: Path, blank_url: str) -> None:
    Path("text.db").write_text("no database")
    sqlite3.connect("other.db").execute("CREATE TABLE other (id)").connection.close()
    assert run("db", "upgrade", "0002", "--db", "old.db").exit_code == 0
    for name, says in (
        ("missing.db", "no such"),
        ("text.db", "not a SQLite database"),
        ("other.db", "holds no factdb tables"),
        ("old.db", "db upgrade"),
    ):
        result = run("restore", name, "--db", blank_url)
        assert (result.exit_code, says in result.stderr) == (1, True), result.stderr
    assert not Path("missing.db").exists()
