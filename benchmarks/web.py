"""``python -m benchmarks.web [CLAIMS] [sqlite|postgresql]``: how fast every page answers, and how flat memory stays.

The server is a process of its own, asked over HTTP one request after the other; the first answer of each page, with
nothing in memory yet, is told apart. ``first``, ``median`` and ``95th`` are milliseconds by the clock until the last
byte of the answer, which other work on the machine makes longer. ``server`` and ``database`` are the milliseconds of a
processor's time that an answer took on average in the server's process and in the processes of PostgreSQL (SQLite works
in the server's own): they say the same on a busy machine as well. With ``--keep FOLDER`` the database of SQLite is left
there, and used again.
"""

import argparse
import http.client
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import median, quantiles
from urllib.parse import urlencode

from sqlalchemy import Engine, func, select, text

from benchmarks.database import KINDS, made
from benchmarks.newsstand import fill
from benchmarks.serving import Server, postgres_computed, serving
from factdb.store.connect import make_engine, reading
from factdb.store.schema import migrate
from factdb.store.schema.tables import Article

_ROUNDS = 40
_WORDS = ("mill", "harbour boats", '"room 7', "dam*", "spring")


class Reader:
    """One person's browser, without its pictures."""

    def __init__(self, server: Server) -> None:
        self._connection = http.client.HTTPConnection(server.address.removeprefix("http://"))
        self._cookie = ""
        _, headers, _ = self.get(f"/?key={server.key}")
        self._cookie = headers["Set-Cookie"].split(";")[0]

    def get(self, path: str) -> tuple[float, http.client.HTTPMessage, bytes]:
        """Seconds until the end of the answer, its headers and itself."""
        started = time.perf_counter()
        self._connection.request("GET", path, headers={"Cookie": self._cookie})
        answer = self._connection.getresponse()
        body = answer.read()
        took = time.perf_counter() - started
        assert answer.status in (200, 303), (path, answer.status, body[:500])
        return took, answer.headers, body


def main() -> None:
    """Print a line for each page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", type=int, nargs="?", default=100_000)
    parser.add_argument("kinds", choices=KINDS, nargs="*", default=KINDS)
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    for kind in arguments.kinds:
        with _filled(kind, arguments.claims, arguments.keep) as url:
            database = make_engine(url)
            with reading(database) as session:
                articles = session.scalars(select(func.count()).select_from(Article)).one()
            postmaster = _postmaster(database) if kind == "postgresql" else None
            database.dispose()
            print(f"\n{kind}: {arguments.claims:,} claims of {articles:,} articles")
            with serving(url) as server:
                _measure(Reader(server), articles, server, postmaster)


@contextmanager
def _filled(kind: str, claims: int, keep: Path | None) -> Iterator[str]:
    """The URL of a database with so many claims."""
    if kind == "sqlite" and keep:
        keep.mkdir(parents=True, exist_ok=True)
        path = keep / f"newsstand-{claims}.db"
        is_new = not path.exists()
        database = make_engine(str(path))
        migrate.upgrade(database)
        if is_new:
            fill(database, claims, Random(1))
        database.dispose()
        yield str(path)
        return
    with made(kind) as url:
        database = make_engine(url)
        fill(database, claims, Random(1))
        database.dispose()
        yield url


def _postmaster(database: Engine) -> int:
    """The number of PostgreSQL's first process."""
    with database.connect() as connection:
        return int(str(connection.scalar(text("SELECT pg_read_file('postmaster.pid')"))).split()[0])


def _measure(reader: Reader, articles: int, server: Server, postmaster: int | None) -> None:
    chance = Random(2)
    pages = _pages(articles, chance)
    first = {name: reader.get(next(paths))[0] for name, paths in pages.items()}
    before = server.memory()
    times: dict[str, list[float]] = {name: [] for name in pages}
    used = {name: [0.0, 0.0] for name in pages}
    for _ in range(_ROUNDS):
        for name in chance.sample(list(pages), len(pages)):
            began = _computed(server, postmaster)
            times[name].append(reader.get(next(pages[name]))[0])
            used[name] = [a + b - c for a, b, c in zip(used[name], _computed(server, postmaster), began, strict=True)]
    print(f"{'page':<28}{'first':>9}{'median':>9}{'95th':>9}{'server':>9}{'database':>10}  (ms)")
    for name, found in times.items():
        on_average = [seconds / _ROUNDS for seconds in used[name]]
        numbers = [1000 * one for one in (first[name], median(found), quantiles(found, n=20)[-1], *on_average)]
        print(f"{name:<28}{numbers[0]:9.0f}{numbers[1]:9.1f}{numbers[2]:9.1f}{numbers[3]:9.1f}{numbers[4]:10.1f}")
    asked = _ROUNDS * len(pages)
    print(f"memory: {before:,.0f} MB before, {server.memory():,.0f} MB after {asked:,} pages")


def _computed(server: Server, postmaster: int | None) -> tuple[float, float]:
    return server.computed(), postgres_computed(postmaster) if postmaster else 0.0


def _pages(articles: int, chance: Random) -> dict[str, Iterator[str]]:
    def any_of(make: list[str]) -> Iterator[str]:
        while True:
            yield chance.choice(make)

    def numbered(pattern: str) -> Iterator[str]:
        while True:
            yield pattern.format(chance.randrange(1, articles + 1))

    def query(path: str, **words: str) -> str:
        return f"{path}?{urlencode(words)}"

    return {
        "start": any_of(["/"]),
        "articles": any_of(
            ["/articles", "/articles?sort=title&page=9", "/articles?sort=claims", "/articles?q=harbour"]
        ),
        "article": numbered("/articles/{}"),
        "claims": any_of(["/claims"]),
        "claims by facets": any_of(
            [f"/claims?status={one}&sort=newest" for one in ("quoted", "sourced", "speculative")]
        ),
        "claims by words": any_of([query("/claims", q=words) for words in _WORDS]),
        "claims by speaker": any_of(
            [query("/claims", speaker=name, sort="oldest") for name in ("Ann Lee", "Olga", "7")]
        ),
        "claims, the least sure": any_of(["/claims?sort=unsure&size=100"]),
        "speakers": any_of(["/speakers", "/speakers?sort=hedged", "/speakers?q=olga"]),
        "speaker": numbered("/speakers/1?n={}"),
        "candidates": any_of(["/speakers/candidates"]),
        "review": any_of(["/review", "/review?status=sourced"]),
        "decisions": any_of(["/history"]),
        "pictures": any_of(["/pictures"]),
        "changes": numbered("/articles/{}/changes"),
    }


if __name__ == "__main__":
    main()
