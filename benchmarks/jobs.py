"""What several processes bring: python -m benchmarks.jobs FOLDER [JOBS] [FILES]

Imports the files of FOLDER into new SQLite files, with one job and with as many as asked for (2), twice each in turn,
so that what else the machine does falls on both. Prints seconds by the clock to the first article and to the last, and
how many times as fast several are; only a machine that does nothing else can tell that.
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.database import made
from benchmarks.machine import processor
from factdb.extract import extract
from factdb.ingest import ingest
from factdb.store.connect import make_engine
from factdb.text.readers import find_files


def imported(places: Sequence[Path], jobs: int) -> tuple[float, float, int]:
    """Seconds to the first article, seconds to the last, and how many there were."""
    with made("sqlite") as url:
        engine = make_engine(url)
        began = time.perf_counter()
        results = ingest(engine, places, jobs)
        next(results)
        first = time.perf_counter() - began
        count = 1 + sum(1 for _ in results)
        engine.dispose()
        return first, time.perf_counter() - began, count


def main(folder: str, jobs: int = 2, files: int | None = None) -> None:
    """Imports, and prints."""
    print(processor())
    places = list(find_files([Path(folder)]))[:files]
    extract("Ann Lee said the mill could close.")  # loads the model here, which a program does once
    best: dict[int, float] = {}
    for several in (1, jobs, 1, jobs):
        first, seconds, count = imported(places, several)
        best[several] = min(seconds, best.get(several, seconds))
        print(f"{several} jobs: {count} articles in {seconds:.1f} s, the first after {first:.2f} s", flush=True)
    print(f"{jobs} jobs at {best[1] / best[jobs]:.2f} times one")


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 4:
        sys.exit(__doc__)
    main(sys.argv[1], *map(int, sys.argv[2:]))
