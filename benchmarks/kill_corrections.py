"""People's work that is killed loses nothing: python -m benchmarks.kill_corrections [TIMES] [LOG]

On SQLite and on PostgreSQL: starts a process that corrects, undoes, imports new versions and extracts again, tells
each thing once it is committed, and is killed (SIGKILL) at a random moment, 200 times over, 20 times on one database.
After each kill the whole database is proved, as `factdb verify` does, and all that was told is looked for. What LOG
holds already is not done again.
"""

import random
import subprocess
import sys
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.database import KINDS, made
from benchmarks.progress import Progress
from factdb.store.connect import make_engine
from tests.store.people import Told, begin, killed, wrong

# Proving takes the longer the more was done, so that not all are on one.
_ON_ONE_DATABASE = 20


def some_kills(kind: str, part: int, times: int) -> dict[str, Any]:
    """How much was told on one database, and what was wrong with it."""
    chance = random.Random(f"{kind} {part}")
    heard: list[Told] = []
    problems: list[str] = []
    with made(kind) as url:
        engine = make_engine(url)
        begin(engine)
        for kill in range(times):
            told = killed(url, "Ann", 1000 * part + kill, chance.uniform(0, 1))
            heard += told
            problems += (str(one.done[1]) for one in told if one.done[0] == "error")
            problems += (f"kill {kill + 1}: {problem}" for problem in wrong(engine, heard))
        engine.dispose()
        done = subprocess.run([sys.executable, "-m", "factdb", "verify", "--db", url], check=False, capture_output=True)
        if done.returncode:
            problems.append(f"verify ends with {done.returncode}")
    return {"kills": times, "told": Counter(one.done[0] for one in heard), "problems": problems}


def main(times: int = 200, log: Path | None = None) -> None:
    """Kills and proves."""
    progress, bad = Progress(log), 0
    for kind in KINDS:
        told: Counter[str] = Counter()
        for part in range(0, times, _ON_ONE_DATABASE):
            kills = min(_ON_ONE_DATABASE, times - part)
            found = progress.part(f"{kind} {part}", partial(some_kills, kind, part, kills))
            told += Counter(found["told"])
            bad += len(found["problems"])
            for problem in found["problems"]:
                print(f"{kind} {part}: {problem}", flush=True)
        print(f"{kind}: {times} kills; told and found: {dict(told.most_common())}", flush=True)
    print(f"{bad} things were wrong")
    sys.exit(bad > 0)


if __name__ == "__main__":
    if len(sys.argv) > 3:
        sys.exit(__doc__)
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, Path(sys.argv[2]) if len(sys.argv) > 2 else None)
