"""Shards that are killed make what an import makes: python -m benchmarks.shards FOLDER [KILLS] [FILES] [--fast]

Extracts the files of FOLDER in 8 shards, two at a time, and kills 20 of them (SIGKILL) at random moments of their
work; lets all finish, loads what they wrote into SQLite and PostgreSQL, and compares every row with those of an import.
Where Dask is installed, two workers of a cluster extract the same files, of which one is killed when a quarter is
there, and what they wrote is loaded into SQLite and compared as well. On the way it measures what `docs/scale.md`
reckons with: bytes a claim, and what loading and exporting take. With ``--fast`` the small model reads.
"""

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from shutil import copy

from sqlalchemy import Engine, text

from benchmarks.database import KINDS, made
from benchmarks.machine import processor
from factdb.ingest import Wanted, ingest
from factdb.records import EngineChoice
from factdb.shards.exporting import export
from factdb.shards.loading import load
from factdb.shards.parts import parts_of
from factdb.store.connect import make_engine, reading
from factdb.text.readers import find_files
from tests.shards.rows import all_rows

SHARDS = 8
FAST = "--fast"


def extracting(folder: Path, to: str, *options: str) -> "subprocess.Popen[bytes]":
    """The command at work on the files."""
    fast = [FAST] if FAST in sys.argv else []
    command = [sys.executable, "-m", "factdb", "extract", "news", "--to", to, *fast, *options]
    return subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL)


def begun(shard: int, folder: Path) -> "subprocess.Popen[bytes]":
    """A shard at work."""
    return extracting(folder, "parts", "--part-size", "1", "--shard", f"{shard}/{SHARDS}")


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


def clustered(folder: Path, files: int) -> bool:
    """Extracts on a cluster of which a worker is killed; False where there is no Dask."""
    if find_spec("distributed") is None:
        return False
    at = f"--scheduler-file={folder / 'scheduler.json'}"
    with ExitStack() as ended:
        ended.enter_context(_dask("scheduler", at, "--port=0", "--no-dashboard"))
        # Without a nanny, which would begin another in the place of the one that is killed.
        worker = ("worker", at, "--nthreads=1", "--no-nanny", "--no-dashboard")
        first, _ = (ended.enter_context(_dask(*worker)) for _ in range(2))
        while not (folder / "scheduler.json").exists():
            time.sleep(0.1)
        address = json.loads((folder / "scheduler.json").read_text(encoding="utf-8"))["address"]
        command = extracting(folder, "on-dask", "--part-size", "8", "--dask", address)
        while len(list(folder.glob("on-dask/articles/*.parquet"))) < files // 32 and command.poll() is None:
            time.sleep(0.1)
        if command.poll() is not None:
            raise SystemExit("the cluster was done, or failed, before a worker was killed")
        first.kill()
        if command.wait():
            raise SystemExit("the cluster failed")
    print(f"a Dask worker killed at work; {len(list(folder.glob('on-dask/articles/*.parquet')))} parts", flush=True)
    return True


@contextmanager
def _dask(what: str, *options: str) -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-m", "dask", what, *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        yield process
        process.kill()


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


def compared(kind: str, folder: Path, places: Sequence[Path], *others: str) -> bool:
    """Loads and imports on one kind of database; True if every row is the same, also of what ``others`` hold."""
    with made(kind) as loaded_url, made(kind) as imported_url:
        loaded, imported = make_engine(loaded_url), make_engine(imported_url)
        empty = size(loaded)
        found = sum(part.tables()["claims"].num_rows for part in parts_of(folder / "parts"))
        with took(f"{kind}: load", found, "claims"):
            count = sum(result.claims for result in load(loaded, folder / "parts"))
        print(f"{kind}: {(size(loaded) - empty) / count:,.0f} bytes a claim")
        with reading(loaded) as session, took(f"{kind}: export to Parquet", count, "claims"):
            sum(export(session, folder / f"tables-{kind}"))
        deque(ingest(imported, places, wanted=Wanted(choice=EngineChoice(fast=FAST in sys.argv))), maxlen=0)
        rows = all_rows(imported)
        print(f"{kind}: {sum(map(len, rows.values())):,} rows imported", flush=True)
        same = all_rows(loaded) == rows and all(_is_loaded_from(kind, folder / other, rows) for other in others)
        loaded.dispose()
        imported.dispose()
        return same


def _is_loaded_from(kind: str, parts: Path, rows: object) -> bool:
    with made(kind) as url:
        database = make_engine(url)
        deque(load(database, parts), maxlen=0)
        same = all_rows(database) == rows
        database.dispose()
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
        others = ["on-dask"] if clustered(here, len(places)) else []
        written = sum(path.stat().st_size for path in here.glob("parts/*/*.parquet"))
        bad = [kind for kind in KINDS if not compared(kind, here, places, *(others if kind == "sqlite" else ()))]
        print(
            f"Parquet: {written:,} bytes; databases whose rows are not those of an import: {', '.join(bad) or 'none'}"
        )
    sys.exit(bool(bad))


if __name__ == "__main__":
    given = [argument for argument in sys.argv[1:] if argument != FAST]
    if not 1 <= len(given) <= 3:
        sys.exit(__doc__)
    main(given[0], *map(int, given[1:]))
