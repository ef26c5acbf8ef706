import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine
from starlette.testclient import TestClient

from factdb.store.connect import make_engine
from factdb.store.schema import migrate
from factdb.web.app import make_app
from factdb.web.jobs import Jobs
from factdb.web.serving import make_site
from factdb.web.site import Site
from tests.conftest import new_postgres, run
from tests.web import chromium, paper

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the browser tests out where there is no browser; the summary says so in one line."""
    ours = [item for item in items if item.get_closest_marker("browser")]
    if chromium.missing() and ours:
        items[:] = [item for item in items if item not in ours]
        config.hook.pytest_deselected(items=ours)


@pytest.fixture(scope="session", autouse=True)
def _quick_hashes() -> Iterator[None]:
    """Passwords are hashed by the same rules, without the time and the memory that shall cost whoever guesses."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("factdb.store.users._hasher", lambda: hasher)
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """One for all tests that a process does: to begin takes it a second."""
    with chromium.chromium() as found:
        yield found


@pytest.fixture(scope="session")
def paper_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with the newspaper; to be copied."""
    path = tmp_path_factory.mktemp("paper") / "paper.db"
    engine = make_engine(str(path))
    migrate.upgrade(engine)
    paper.fill(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def paper_postgres(postgres_url: Callable[[str], str], migrated_postgres: str) -> str:
    """The name of a PostgreSQL database with the newspaper; to be copied."""
    run(postgres_url("postgres"), f"CREATE DATABASE paper TEMPLATE {migrated_postgres}")
    engine = make_engine(postgres_url("paper"))
    paper.fill(engine)
    engine.dispose()
    return "paper"


@pytest.fixture(params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """The newspaper on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        path = tmp_path / "paper.db"
        shutil.copy(request.getfixturevalue("paper_file"), path)
        engine = make_engine(str(path))
        yield engine
        engine.dispose()
        return
    template = request.getfixturevalue("paper_postgres")
    with new_postgres(request.getfixturevalue("postgres_url"), template) as url:
        engine = make_engine(url)
        yield engine
        engine.dispose()


@pytest.fixture
def site(filled: Engine) -> Site:
    """A server for one person."""
    return _site(filled)


@pytest.fixture(scope="session")
def _sqlite_to_read(paper_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, TestClient]]:
    with _to_read(str(shutil.copy(paper_file, tmp_path_factory.mktemp("paper")))) as found:
        yield found


@pytest.fixture(scope="session")
def _postgresql_to_read(postgres_url: Callable[[str], str], paper_postgres: str) -> Iterator[tuple[Site, TestClient]]:
    with new_postgres(postgres_url, paper_postgres) as url, _to_read(url) as found:
        yield found


@contextmanager
def _to_read(url: str) -> Iterator[tuple[Site, TestClient]]:
    site = _site(make_engine(url))
    with entered(site) as client:
        yield site, client
    site.database.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def _read(request: pytest.FixtureRequest) -> tuple[Site, TestClient]:
    found: tuple[Site, TestClient] = request.getfixturevalue(f"_{request.param}_to_read")
    return found


@pytest.fixture
def read_site(_read: tuple[Site, TestClient]) -> Site:
    """A server for one person, the same for all tests that change nothing of what it shows."""
    return _read[0]


@pytest.fixture
def reader(_read: tuple[Site, TestClient]) -> TestClient:
    """Jane's browser there."""
    return _read[1]


@pytest.fixture
def jane(site: Site) -> Iterator[TestClient]:
    """Jane's browser, let in by the key."""
    with entered(site) as client:
        yield client


def _site(database: Engine) -> Site:
    return make_site(database, "127.0.0.1", 8765, (), "Jane Doe")


def entered(site: Site) -> TestClient:
    """A browser that came with the key."""
    client = TestClient(make_app(site), base_url="http://127.0.0.1:8765")
    assert client.get("/", params={"key": site.key}, follow_redirects=False).status_code == 303
    return client


def site_for_many(database: Engine) -> Site:
    """A server where people log in."""
    return Site(database, Jobs(), ("factdb.example",))


# By the cookies of a browser: a visit has one from beginning to end.
_csrf: dict[str, str] = {}


def csrf(client: TestClient) -> str:
    """The token that this browser's forms must bring."""
    if str(client.cookies) not in _csrf:
        found = re.search(r'<meta name="csrf" content="([^"]+)">', client.get("/api").text)
        assert found
        _csrf[str(client.cookies)] = found[1]
    return _csrf[str(client.cookies)]


def send(client: TestClient, path: str, data: Mapping[str, str | list[str]], **settings: object):  # type: ignore[no-untyped-def]
    """Send a form of our own."""
    return client.post(path, data={"csrf": csrf(client), **data}, **settings)  # type: ignore[arg-type]
