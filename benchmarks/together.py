"""Eight processes at work on one database: python -m benchmarks.together [SECONDS]

On SQLite and on PostgreSQL, for 60 seconds: each corrects, undoes, imports new versions and extracts again, one thing
after the other. Then the whole database is proved, and all that anybody was told is looked for.
"""

import sys

from benchmarks.database import KINDS, made
from factdb.store.connect import make_engine
from tests.store.people import begin, counts, together, wrong

WORKERS = 8


def main(seconds: float = 60) -> None:
    """Lets them loose, counts and proves."""
    bad = 0
    for kind in KINDS:
        with made(kind) as url:
            engine = make_engine(url)
            begin(engine)
            engine.dispose()
            heard = together(url, WORKERS, seconds)
            waits = sorted(one.seconds for one in heard)
            errors = [str(one.done[1]) for one in heard if one.done[0] == "error"]
            problems = errors + list(wrong(engine, heard))
            engine.dispose()
            print(f"{kind}: {WORKERS} processes, {seconds:.0f} s: {counts(heard)}")
            print(f"{kind}: half within {waits[len(waits) // 2]:.2f} s, the longest took {waits[-1]:.2f} s")
            print("\n".join(problems) or f"{kind}: no error, nothing lost, the chain verifies", flush=True)
            bad += bool(problems)
    sys.exit(bad)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        sys.exit(__doc__)
    main(*map(float, sys.argv[1:]))
