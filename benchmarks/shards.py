"""Shards that are killed make what an import makes: python -m benchmarks.shards FOLDER [KILLS] [FILES]

Extracts the files of FOLDER in 8 shards, two at a time, and kills 20 of them (SIGKILL) at random moments of their
work; lets all finish, loads what they wrote into SQLite and PostgreSQL, and compares every row with those of an import.
On the way it measures what `docs/scale.md` reckons with: bytes a claim, and what loading and exporting take.
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import copy

from sqlalchemy import Engine, text

from benchmarks.database import KINDS, made
from benchmarks.machine import processor
from factdb.ingest import ingest
from factdb.shards.exporting import export
from factdb.shards.loading import load
from factdb.shards.parts import parts_of
from factdb.store.connect import make_engine, reading
from factdb.text.readers import find_files
from tests.shards.rows import all_rows

SHARDS = 8
_EXTRACT = (sys.executable, "-m", "factdb", "extract", "news", "--to", "parts", "--part-size", "1", "--shard")


def begun(shard: int, folder: Path) -> "subprocess.Popen[bytes]":
    """A shard at work."""
    return subprocess.Popen([*_EXTRACT, f"{shard}/{SHARDS}"], cwd=folder, stderr=subprocess.DEVNULL)


def killed(folder: Path, chance: random.Random) -> int:
    """Two shards at work that are not finished, each killed after some processor seconds; how many were still at it."""
    left = unfinished(folder)
    running = 0
    for process in [begun(shard, folder) for shard in chance.sample(left, min(2, len(left)))]:
        wanted = chance.uniform(1, 10)  # of which the first few go by before an article is read
        while process.poll() is None and processor_seconds(process.pid) < wanted:
            time.sleep(0.02)
        running += process.poll() is None
        process.kill()
        process.wait()
    return running


def unfinished(folder: Path) -> list[int]:
    """The shards that have not said that they are done."""
    return [
        number for number in range(1, SHARDS + 1) if not (folder / f"parts/shards/{number}-of-{SHARDS}.json").exists()
    ]


def processor_seconds(process: int) -> float:
    """What a process has used, so that a busy machine changes nothing."""
    told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(") ")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def finished(folder: Path) -> None:
    """All shards to their ends, two at a time."""
    for first in range(1, SHARDS + 1, 2):
        for process in [begun(shard, folder) for shard in (first, first + 1)]:
            if process.wait():
                raise SystemExit("a shard failed")


@contextmanager
def took(what: str, count: int, unit: str) -> Iterator[None]:
    """Prints how many a second of processor time, and of the clock."""
    clock, used = time.perf_counter(), time.process_time()
    yield
    used, clock = time.process_time() - used, time.perf_counter() - clock
    print(f"{what:44} {count / used:12,.0f} {unit} a processor second, {count / clock:10,.0f} by the clock", flush=True)


def size(database: Engine) -> int:
    """Bytes of a database, after what was written is in its place."""
    with database.connect() as connection:
        if database.dialect.name == "sqlite":
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
            return Path(str(database.url.database)).stat().st_size
        return int(connection.scalar(text("SELECT pg_database_size(current_database())")) or 0)


def compared(kind: str, folder: Path, places: Sequence[Path]) -> bool:
    """Loads and imports on one kind of database; True if every row is the same."""
    with made(kind) as loaded_url, made(kind) as imported_url:
        loaded, imported = make_engine(loaded_url), make_engine(imported_url)
        empty = size(loaded)
        found = sum(part.tables()["claims"].num_rows for part in parts_of(folder / "parts"))
        with took(f"{kind}: load", found, "claims"):
            count = sum(result.claims for result in load(loaded, folder / "parts"))
        print(f"{kind}: {(size(loaded) - empty) / count:,.0f} bytes a claim")
        with reading(loaded) as session, took(f"{kind}: export to Parquet", count, "claims"):
            sum(export(session, folder / f"tables-{kind}"))
        list(ingest(imported, places))
        same = all_rows(loaded) == all_rows(imported)
        loaded.dispose()
        imported.dispose()
        return same


def main(folder: str, kills: int = 20, files: int | None = None) -> None:
    """Kills, finishes, loads, imports, compares."""
    print(processor())
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as scratch:
        here = Path(scratch)
        (here / "news").mkdir()
        for path in list(find_files([Path(folder)]))[:files]:
            copy(path, here / "news")
        os.chdir(here)
        places = list(find_files([Path("news")]))
        hit = 0
        while hit < kills and unfinished(here):
            hit += killed(here, chance)
        whole = len(list(here.glob("parts/articles/*.parquet")))
        print(f"{hit} shards killed at work; of {len(places)} parts {whole} were whole then", flush=True)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        finished(here)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(f"finished in {used.ru_utime - before.ru_utime:,.0f} processor seconds; peak {used.ru_maxrss >> 10} MB")
        written = sum(path.stat().st_size for path in here.glob("parts/*/*.parquet"))
        bad = [kind for kind in KINDS if not compared(kind, here, places)]
        print(
            f"Parquet: {written:,} bytes; databases whose rows are not those of an import: {', '.join(bad) or 'none'}"
        )
    sys.exit(bool(bad))


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 4:
        sys.exit(__doc__)
    main(sys.argv[1], *map(int, sys.argv[2:]))
