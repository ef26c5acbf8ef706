"""``python -m benchmarks.web [CLAIMS] [sqlite|postgresql]``: how fast every page answers, and how flat memory stays.

The server is a process of its own, asked over HTTP one request after the other; the first answer of each page, with
nothing in memory yet, is told apart. Time is until the last byte of the answer; beside it stands what the server's own
process computed for an answer on average, which says the same on a machine that does other work as well.
"""

import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import median, quantiles
from urllib.parse import urlencode

from benchmarks.database import KINDS, made
from benchmarks.newsstand import fill
from factdb.store.connect import make_engine

_ROUNDS = 40
_PORT = 8799
_WORDS = ("mill", "harbour boats", '"room 7', "dam*", "spring")


class Reader:
    """One person's browser, without its pictures."""

    def __init__(self, key: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", _PORT)
        self._cookie = ""
        _, headers, _ = self.get(f"/?key={key}")
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


def main(claims: int, kinds: tuple[str, ...]) -> None:
    """Print a line for each page."""
    for kind in kinds:
        with made(kind) as url:
            chance = Random(1)
            database = make_engine(url)
            articles = fill(database, claims, chance)
            database.dispose()
            print(f"\n{kind}: {claims:,} claims of {articles:,} articles")
            with _serving(url) as (key, process):
                _measure(Reader(key), articles, process, chance)


def _measure(reader: Reader, articles: int, process: int, chance: Random) -> None:
    pages = _pages(articles, chance)
    first = {name: reader.get(next(paths))[0] for name, paths in pages.items()}
    before = _memory(process)
    times: dict[str, list[float]] = {name: [] for name in pages}
    computed = dict.fromkeys(pages, 0.0)
    for _ in range(_ROUNDS):
        for name in chance.sample(list(pages), len(pages)):
            began = _computed(process)
            times[name].append(reader.get(next(pages[name]))[0])
            computed[name] += _computed(process) - began
    print(f"{'page':<34}{'first':>9}{'median':>9}{'95th':>9}{'computed':>10}  (ms)")
    for name, found in times.items():
        numbers = (first[name], median(found), quantiles(found, n=20)[-1], computed[name] / _ROUNDS)
        print(f"{name:<34}" + "".join(f"{1000 * number:9.1f}" for number in numbers))
    asked = _ROUNDS * len(pages)
    print(f"memory: {before:,.0f} MB before, {_memory(process):,.0f} MB after {asked:,} pages")


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


@contextmanager
def _serving(url: str) -> Iterator[tuple[str, int]]:
    command = [sys.executable, "-m", "factdb", "serve", "--port", str(_PORT), "--db", url, "--reviewer", "Benchmark"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    try:
        line = process.stderr.readline()
        key = re.search(r"key=(\S+)", line)
        assert key, line
        time.sleep(3)  # what pages need is read meanwhile
        yield key[1], process.pid
    finally:
        process.terminate()
        process.wait()


def _computed(process: int) -> float:
    """Seconds of a processor's time that the process has used, all of its threads together."""
    threads = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(thread.read_text(encoding="ascii").split()[0]) for thread in threads) / 1e9


def _memory(process: int) -> float:
    """What the process holds, in MB."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, tuple(sys.argv[2:]) or KINDS)
