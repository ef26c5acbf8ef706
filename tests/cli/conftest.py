import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir, closing
from dataclasses import replace
from pathlib import Path
from shutil import copy, copytree
from types import SimpleNamespace
from typing import Any, cast

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine

from factdb.cli import cli
from factdb.records import Action, claim_id
from factdb.review.decisions import Target
from factdb.store.connect import make_engine, writing
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.decide import decide
from factdb.store.save import save
from factdb.store.schema import first
from factdb.store.schema import migrate as schema
from tests.formats.samples import ARTICLE, EXTRACTION, TEXT, correct

SEED = Path(__file__).parents[2] / "seeds" / "article.txt"

Run = Callable[..., Result]
Execute = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the sample article and a longer version of it; not to be changed."""
    path = tmp_path_factory.mktemp("stored") / "news.db"
    engine = make_engine(str(path))
    schema.upgrade(engine)
    longer = replace(ARTICLE, text=TEXT + "More.", name="hard-longer", source="news/longer.txt")
    for article in (ARTICLE, longer):
        with writing(engine) as session:
            save(session, article, EXTRACTION)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def corrected(stored: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same after people decided about the sample article (``samples.correct``, and Bob rejected the last claim).

    Not to be changed.
    """
    path = tmp_path_factory.mktemp("corrected") / "news.db"
    copy(stored, path)
    engine = make_engine(str(path))
    with writing(engine) as session:
        correct(session)
        last = Target(1, claim_id(ARTICLE.sha256, EXTRACTION.claims[3].spans))
        decide(session, last, Action.REJECT, Reviewer("Bob", "no claim"))
    engine.dispose()
    return path


@pytest.fixture
def here(tmp_path: Path, migrated_sqlite: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to be in, where a first import takes its tables from a file that the migrations made."""

    def copied(new: Engine) -> None:
        with closing(sqlite3.connect(migrated_sqlite)) as migrated, closing(new.raw_connection()) as connection:
            migrated.backup(cast(sqlite3.Connection, connection.driver_connection))

    monkeypatch.setattr(first, "migrate", SimpleNamespace(upgrade=copied, made=schema.made))
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FACTDB_DB", raising=False)
    # Not the key of whoever runs the tests.
    monkeypatch.setenv("FACTDB_KEY", str(tmp_path / "none" / "key.pem"))
    return tmp_path


@pytest.fixture
def run(here: Path) -> Run:
    """Run a command in this process, in an empty folder."""

    def run(*arguments: str | Path, **settings: Any) -> Result:
        return CliRunner().invoke(cli, [str(argument) for argument in arguments], prog_name="factdb", **settings)

    return run


@pytest.fixture
def ask(run: Run, stored: Path) -> Run:
    """Run a command on the stored database, in this process."""
    return lambda *arguments: run(*arguments, "--db", stored)


@pytest.fixture
def execute(here: Path) -> Execute:
    """Run a command as a process of its own, in an empty folder."""

    def execute(*arguments: str | Path, **settings: object) -> "subprocess.CompletedProcess[str]":
        environment = {key: value for key, value in os.environ.items() if key not in ("FACTDB_DB", "FORCE_COLOR")}
        command = [sys.executable, "-m", "factdb", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, **settings)  # type: ignore[call-overload, no-any-return]

    return execute


@pytest.fixture
def ann(run: Run, stored: Path, here: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on a copy of the stored database, as Ann."""
    copy(stored, here / "factdb.db")
    monkeypatch.setenv("FACTDB_REVIEWER", "Ann")
    return run


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an article, the database that it was imported into, and its report; to be copied."""
    folder = tmp_path_factory.mktemp("imported")
    with chdir(folder):
        copy(SEED, "article.txt")
        for words in (["import", "article.txt"], ["report", "attribution", "-o", "report.csv"]):
            assert CliRunner().invoke(cli, [*words, "--db", "factdb.db"]).exit_code == 0
    return folder


@pytest.fixture
def report(imported: Path, here: Path) -> Path:
    return copytree(imported, here, dirs_exist_ok=True) / "report.csv"
