import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Engine as Database
from sqlalchemy import event, inspect, text
from sqlalchemy.exc import IntegrityError

import factdb
from factdb.errors import Remedy, SchemaError
from factdb.store.connect import make_engine, reading, writing
from factdb.store.save import save
from factdb.store.schema import migrate as schema
from factdb.store.schema import version
from factdb.store.verify.proof import prove
from tests.store.example import ARTICLE, EXTRACTION
from tests.store.loading import load_all
from tests.store.processes import at_once

ROOT = Path(factdb.__file__).parent.parent

_NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"


def upgrade() -> None:
    op.create_table("extra", sa.Column("id", sa.Integer()))
    op.add_column("article", sa.Column("another", sa.Text()))
    {last}


def downgrade() -> None:
    pass
"""

# As Alembic alters a table on SQLite: it makes a new one, copies the rows, drops the old one and renames the new one.
_COPY_ARTICLE = """op.execute("DROP VIEW attribution_report")
    op.execute("DROP VIEW rejected_report")
    with op.batch_alter_table("article", recreate="always") as article:
        article.alter_column("another", new_column_name="more")"""


@pytest.fixture
def next_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of migrations with one more than there is, which the test writes."""
    folder = tmp_path / "migrations"
    shutil.copytree(ROOT / "migrations", folder)
    monkeypatch.setattr(version, "migrations", lambda: folder)
    return folder / "versions" / "9999_next.py"


def change(database: Database, statement: str) -> None:
    with writing(database) as session:
        session.execute(text(statement))


def test_there_is_one_head() -> None:
    assert ScriptDirectory(ROOT / "migrations").get_heads() == [version.head()]


def test_each_revision_on_the_way_is_told(tmp_path: Path) -> None:
    reached: list[str] = []
    schema.upgrade(make_engine(str(tmp_path / "new.db")), step=reached.append)
    assert reached == sorted(version.revisions())


def test_up_and_checked_and_down_and_up_again_with_data(blank: Database) -> None:
    assert version.is_empty(blank)
    for _ in range(2):
        schema.upgrade(blank)
        assert schema.check(blank) == []
        assert version.current(blank) == version.head()
        assert not version.is_empty(blank)
        with writing(blank) as session:
            save(session, ARTICLE, EXTRACTION)
            assert list(load_all(session)) == [(ARTICLE, EXTRACTION)]
        schema.downgrade(blank, "base", agree=lambda _: None)
        assert version.current(blank) is None
        assert version.is_empty(blank)


def test_upgrading_what_is_current_keeps_the_data(database: Database) -> None:
    with writing(database) as session:
        save(session, ARTICLE, EXTRACTION)
    schema.upgrade(database)
    with reading(database) as session:
        assert list(load_all(session)) == [(ARTICLE, EXTRACTION)]


def upgrade(url: str) -> None:
    schema.upgrade(make_engine(url))


def test_three_programs_may_make_the_tables_at_once(blank: Database, blank_url: str) -> None:
    assert at_once(upgrade, *[(blank_url,)] * 3) == [0, 0, 0]
    assert schema.check(blank) == []


def test_a_migration_that_fails_leaves_nothing(database: Database, next_revision: Path) -> None:
    head = version.current(database)
    next_revision.write_text(_NEXT.format(head=head, last="op.execute('this is no SQL')"))
    with writing(database) as session:
        save(session, ARTICLE, EXTRACTION)
    with pytest.raises(Exception, match="syntax error"):
        schema.upgrade(database)
    assert version.current(database) == head
    assert not inspect(database).has_table("extra")
    assert "another" not in {column["name"] for column in inspect(database).get_columns("article")}
    next_revision.unlink()
    assert schema.check(database) == []
    with reading(database) as session:
        assert list(load_all(session)) == [(ARTICLE, EXTRACTION)]


def test_altering_a_parent_table_keeps_its_children(next_revision: Path, tmp_path: Path) -> None:
    # On SQLite the parent is dropped and made again, which with foreign keys on would fail or delete the children.
    database = make_engine(str(tmp_path / "parent.db"))
    schema.upgrade(database)
    with writing(database) as session:
        save(session, ARTICLE, EXTRACTION)
    next_revision.write_text(_NEXT.format(head=version.current(database), last=_COPY_ARTICLE))
    schema.upgrade(database)
    with reading(database) as session:
        assert list(load_all(session)) == [(ARTICLE, EXTRACTION)]
        assert session.scalar(text("PRAGMA foreign_keys")) == 1


def test_a_migration_that_breaks_a_reference_is_refused(next_revision: Path, tmp_path: Path) -> None:
    database = make_engine(str(tmp_path / "broken.db"))
    schema.upgrade(database)
    with writing(database) as session:
        save(session, ARTICLE, EXTRACTION)
    head = version.current(database)
    next_revision.write_text(
        f"from alembic import op\nrevision = '9999'\ndown_revision = '{head}'\n"
        "def upgrade() -> None:\n    op.execute('DELETE FROM article')\n"
    )
    with pytest.raises(SchemaError, match="refers to none of article"):
        schema.upgrade(database)
    assert version.current(database) == head
    with reading(database) as session:
        assert list(load_all(session)) == [(ARTICLE, EXTRACTION)]


def test_a_database_that_is_behind_names_the_command(database: Database, next_revision: Path) -> None:
    version.require_current(database)
    next_revision.write_text(_NEXT.format(head=version.current(database), last="pass"))
    with pytest.raises(SchemaError, match="its schema is") as caught:
        version.require_current(database)
    assert caught.value.remedy is Remedy.UPGRADE_DATABASE


def test_a_database_that_is_ahead_asks_for_a_newer_factdb(database: Database) -> None:
    change(database, "UPDATE factdb_version SET version_num = '9999'")
    with pytest.raises(SchemaError, match="newer factdb") as caught:
        version.require_current(database)
    assert caught.value.remedy is Remedy.UPGRADE_FACTDB


def test_a_database_of_something_else_is_named_and_not_called_empty(blank: Database) -> None:
    change(blank, "CREATE TABLE something (id INTEGER)")
    assert not version.is_empty(blank)
    with pytest.raises(SchemaError, match="no factdb tables") as caught:
        version.require_current(blank)
    assert caught.value.remedy is Remedy.MAKE_TABLES


def test_asking_about_a_file_that_is_not_there_does_not_make_it(tmp_path: Path) -> None:
    database = make_engine(str(tmp_path / "x.db"))
    assert version.is_empty(database)
    assert version.current(database) is None
    with pytest.raises(SchemaError, match="no such database") as caught:
        version.require_current(database)
    assert caught.value.remedy is Remedy.IMPORT
    assert not (tmp_path / "x.db").exists()


def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.write_text("This is a letter, not a database. " * 100)
    database = make_engine(str(path))
    for ask in (version.require_current, version.is_empty, schema.upgrade):
        with pytest.raises(SchemaError, match="not a SQLite database"):
            ask(database)
    assert path.read_text().startswith("This is a letter")


@pytest.mark.parametrize(
    ("change_it", "noticed"),
    [
        ("ALTER TABLE article ADD COLUMN another TEXT", "another"),
        ("DROP INDEX ix_claim_uid", "ix_claim_uid"),
        ("DROP INDEX ix_claim_attribution_id", "ix_claim_attribution_id"),
        ("DROP TABLE hedge", "hedge"),
        ("DROP VIEW attribution_report", "attribution_report"),
        ("DROP VIEW rejected_report", "rejected_report"),
        ("ALTER TABLE speaker_alias RENAME COLUMN folded TO plain", "plain"),
    ],
)
def test_a_changed_schema_is_noticed(database: Database, change_it: str, noticed: str) -> None:
    if "hedge" in change_it or "RENAME" in change_it:
        change(database, "DROP VIEW attribution_report")
        change(database, "DROP VIEW rejected_report")
    change(database, change_it)
    assert any(noticed in line for line in schema.check(database))


def test_a_check_that_no_longer_lists_a_member_is_noticed(database: Database) -> None:
    if database.dialect.name == "postgresql":
        change(database, "ALTER TABLE hedge DROP CONSTRAINT ck_hedge_holder")
        change(database, "ALTER TABLE hedge ADD CONSTRAINT ck_hedge_holder CHECK (holder IN ('writer'))")
    else:
        change(database, "PRAGMA writable_schema = ON")
        change(database, "UPDATE sqlite_master SET sql = replace(sql, '''writer'', ''speaker'')', '''writer'')')")
    database.dispose()
    assert [line for line in schema.check(database) if "ck_hedge_holder" in line]


def test_words_that_a_column_may_hold_stand_one_by_one_on_sqlite_and_are_kept_to(database: Database) -> None:
    with writing(database) as session:
        save(session, ARTICLE, EXTRACTION)
    for column, word in (("status", "told"), ("passage", "margin"), ("certainty", "sure")):
        with pytest.raises(IntegrityError, match=f"ck_claim_{column}"):
            change(database, f"UPDATE claim SET {column} = '{word}'")
    if database.dialect.name == "sqlite":
        assert "'quoted', 'sourced'" not in _checks_of(database, "claim")
        schema.downgrade(database, "0015")
        assert "status IN ('quoted', 'sourced', 'speculative', 'unsourced')" in _checks_of(database, "claim")
        schema.upgrade(database)
        with reading(database) as session:
            assert list(prove(session)) == []


def test_a_sqlite_that_lets_nobody_change_checks_keeps_its_lists(tmp_path: Path) -> None:
    database = make_engine(str(tmp_path / "new.db"))

    def refuse(action: int, table: str | None, *_: object) -> int:
        return sqlite3.SQLITE_DENY if (action, table) == (sqlite3.SQLITE_UPDATE, "sqlite_master") else sqlite3.SQLITE_OK

    schema.upgrade(database, "0015")
    database.dispose()
    event.listen(database, "connect", lambda driver, _: driver.set_authorizer(refuse))
    schema.upgrade(database, "0016")
    database.dispose()
    opened = make_engine(str(tmp_path / "new.db"))
    schema.upgrade(opened)
    assert "status IN ('quoted'" in _checks_of(opened, "claim")
    assert schema.check(opened) == []
    with reading(opened) as session:
        assert list(prove(session)) == []
    opened.dispose()


def _checks_of(database: Database, table: str) -> str:
    with reading(database) as session:
        return str(session.scalar(text("SELECT sql FROM sqlite_master WHERE name = :table"), {"table": table}))


def test_missing_full_text_search_is_noticed(database: Database) -> None:
    change(
        database,
        "DROP TRIGGER claim_search_update" if database.dialect.name == "sqlite" else "DROP INDEX ix_claim_search",
    )
    assert [line for line in schema.check(database) if line.startswith("full-text search")]
