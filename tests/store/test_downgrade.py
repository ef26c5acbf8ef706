"""Going back to an earlier schema: what it would lose is named, and kept in a copy first; else it is refused.

Here each way is gone as a command goes it; ``test_every_pair`` goes them all.
"""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine as Database
from sqlalchemy import inspect, text

from factdb.cli import cli
from factdb.errors import SchemaError
from factdb.records import SpeakerKind
from factdb.store.connect import make_engine, reading, writing
from factdb.store.corrections.articles.describe import describe_article
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.speaker_links import work_out
from factdb.store.corrections.speakers import rename, set_kind
from factdb.store.save import save
from factdb.store.schema import migrate as schema
from factdb.store.schema import version
from factdb.store.verify.proof import prove
from tests.store.example import ARTICLE, EXTRACTION
from tests.store.loading import load_all
from tests.store.tampering import fill

ANN = Reviewer("Ann")


def stored(database: Database) -> dict[str, list[dict[str, Any]]]:
    names = [name for name in inspect(database).get_table_names() if not name.startswith(("claim_search", "factdb_"))]
    found = {}
    with reading(database) as session:
        for name in names:
            rows = [dict(row) for row in session.execute(text(f"SELECT * FROM {name}")).mappings()]
            found[name] = sorted(rows, key=lambda row: repr(sorted(row.items())))
    return found


@pytest.mark.parametrize("low", ["base", sorted(version.revisions())[-2]])
def test_what_is_said_to_be_lost_is_what_is_lost(database: Database, low: str) -> None:
    with writing(database) as session:
        fill(session)
    before = stored(database)
    told: list[str] = []
    try:
        schema.downgrade(database, low)
    except SchemaError as error:
        assert f"to go back to {low} would lose" in str(error)
        assert (version.current(database), stored(database)) == (version.head(), before)
        schema.downgrade(database, low, told.extend)
        assert told
        assert all(one in str(error) for one in told)
    assert version.current(database) == (None if low == "base" else low)
    schema.upgrade(database)
    assert schema.check(database) == []
    after = stored(database)
    assert set(after) == set(before)
    gone = {name for name in before if any(row not in after[name] for row in before[name])}
    assert {line.split(" of ")[1].split(".")[0] for line in told} == gone
    with writing(database) as session:
        work_out(session)  # as the command does
        assert list(prove(session)) == []


def test_what_loses_nothing_is_done(database: Database) -> None:
    schema.downgrade(database, "base")
    schema.upgrade(database)
    with writing(database) as session:
        save(session, ARTICLE, EXTRACTION)
    with pytest.raises(SchemaError, match=r"would lose .*\b1 row of article\b"):
        schema.downgrade(database, "base")
    with reading(database) as session:
        assert list(load_all(session)) == [(ARTICLE, EXTRACTION)]
        assert list(prove(session)) == []


def test_the_command_copies_before_it_loses(
    database: Database, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with writing(database) as session:
        fill(session)
        before = list(load_all(session))
    told: list[str] = []
    for revision in ("0003", "base"):
        refused = CliRunner().invoke(cli, ["db", "downgrade", revision, "--db", database_url])
        assert refused.exit_code == 1
        assert "--lose-data" in refused.stderr
        done = CliRunner().invoke(cli, ["db", "downgrade", revision, "--db", database_url, "--lose-data"])
        assert done.exit_code == 0, done.output
        told.append(done.stderr)
    assert [line.split(" is at ")[-1].strip() for line in told] == ["0003", "base"]
    copies = [Path(line.split(" to ")[1].split(", because")[0]) for line in told]
    assert len(set(copies)) == 2
    for copy, revision in zip(copies, (version.head(), "0003"), strict=True):
        # Beside a file; of a server in the folder that one is in.
        assert copy.parent == (tmp_path if database.dialect.name == "postgresql" else Path(database_url).parent)
        engine = make_engine(str(copy))
        assert version.current(engine) == revision
        schema.upgrade(engine)
        with writing(engine) as session:
            work_out(session)
            assert list(prove(session)) == []
            if revision == version.head():
                assert list(load_all(session)) == before
        engine.dispose()


def test_decisions_that_would_no_longer_be_proved_keep_the_schema(database: Database) -> None:
    with writing(database) as session:
        save(session, ARTICLE, EXTRACTION)
        describe_article(session, 1, {"publisher": "Gazette"}, ANN)
        rename(session, 1, "Anna Holt", ANN)
        set_kind(session, 2, SpeakerKind.GROUP, ANN)
    before = stored(database)
    told: list[str] = []
    with pytest.raises(SchemaError, match=r"no place for a decision before correction 2, .*nothing done"):
        schema.downgrade(database, "0013", told.extend)
    assert (version.current(database), stored(database), told) == (version.head(), before, [])
    # Nothing follows what is lost here, and no decision is proved there.
    for revision in ("0014", "0003"):
        schema.downgrade(database, revision, told.extend)
    assert version.current(database) == "0003"


@pytest.mark.parametrize(
    "words", [["upgrade", "nosuch"], ["downgrade", "nosuch"], ["downgrade", "-99"], ["upgrade", "+99"]]
)
def test_a_revision_that_does_not_exist_is_one_line(database_url: str, words: list[str]) -> None:
    done = CliRunner().invoke(cli, ["db", words[0], "--db", database_url, "--", words[1]])
    assert done.exit_code == 1, done.output
    assert len(done.stderr.splitlines()) == 1
    assert "the revisions are" in done.stderr.lower()
