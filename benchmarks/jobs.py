"""What several processes bring: python -m benchmarks.jobs FOLDER [JOBS] [FILES]

Imports the files of FOLDER into new SQLite files, with one job and with as many as asked for (2), twice each in turn,
so that what else the machine does falls on both. Prints seconds by the clock to the first article and to the last, and
how many times as fast several are; only a machine that does nothing else can tell that. First it extracts them here,
and prints words a second of processor time.
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

# What a program imports, each of its workers imports anew, which those of factdb are spared.


def imported(places: Sequence[Path], jobs: int) -> tuple[float, float, int]:
    """Seconds to the first article, seconds to the last, and how many there were."""
    from benchmarks.database import made
    from factdb.ingest import ingest
    from factdb.store.connect import make_engine

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
    from benchmarks.machine import processor
    from factdb.extract import extract, loaded
    from factdb.records import Article
    from factdb.text.readers import find_files, read

    print(processor())
    assert loaded  # the model, and one thread for NumPy, as the workers have it
    places = list(find_files([Path(folder)]))[:files]
    articles = [one for place in places for one in read(place) if isinstance(one, Article)]
    began = time.process_time()
    for article in articles:
        extract(article)
    words = sum(len(article.text.split()) for article in articles)
    print(
        f"extracted here: {words:,} words, {words / (time.process_time() - began):,.0f} a processor second", flush=True
    )
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
