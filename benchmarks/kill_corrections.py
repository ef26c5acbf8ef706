"""People's work that is killed loses nothing: python -m benchmarks.kill_corrections [TIMES]

On SQLite and on PostgreSQL: starts a process that corrects, undoes, imports new versions and extracts again, tells
each thing once it is committed, and is killed (SIGKILL) at a random moment, 100 times over. After each kill the whole
database is proved, as `factdb verify` does, and all that was told is looked for.
"""

import random
import subprocess
import sys
import time

from benchmarks.database import KINDS, made
from factdb.store.connect import make_engine
from tests.store.people import Told, begin, counts, killed, wrong


def main(times: int = 100) -> None:
    """Kills and proves."""
    chance = random.Random(1)
    bad = 0
    for kind in KINDS:
        with made(kind) as url:
            engine = make_engine(url)
            begin(engine)
            heard: list[Told] = []
            started = time.monotonic()
            for kill in range(times):
                told = killed(url, "Ann", kill, chance.uniform(0, 1))
                heard += told
                errors = [str(one.done[1]) for one in told if one.done[0] == "error"]
                problems = errors + list(wrong(engine, heard))
                bad += bool(problems)
                for problem in problems:
                    print(f"kill {kill + 1}: {problem}", flush=True)
            engine.dispose()
            print(f"{kind}: {times} kills in {time.monotonic() - started:.0f} s; told and found: {counts(heard)}")
            done = subprocess.run([sys.executable, "-m", "factdb", "verify", "--db", url], check=False)
            bad += done.returncode != 0
    print(f"after {bad} of {len(KINDS) * times} kills something was wrong")
    sys.exit(bad > 0)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        sys.exit(__doc__)
    main(*map(int, sys.argv[1:]))
