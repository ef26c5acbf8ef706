"""A folder of mixed files, imported in flat memory and killed again and again:

    python -m benchmarks.folder [--files 1000] [--kills 20] [--seed 1]

Makes so many files of invented stories, of every format by turns, one in twenty of them empty, cut short or no text at
all, and imports them in one go: prints the most memory held in each fifth of the time. Then imports them again, killed
(SIGKILL) at so many random moments, proving the database after each, and lets that import finish. Prints whether the
two have the same articles and the same claims, once each. Exit code 1 if not, or if memory grew by more than a quarter
from the second fifth to the last.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.kill import FACTDB, factdb, killed_import, rows
from benchmarks.pages import story
from tests.text.documents import MAKERS

_PARTS = 5
_MOST_GROWTH = 1.25


def make_folder(folder: Path, files: int, chance: random.Random) -> int:
    """Writes the files, in folders of a hundred; how many of them can be read."""
    endings, good = list(MAKERS), 0
    for number in range(files):
        into = folder / f"{number // 100:03}"
        into.mkdir(parents=True, exist_ok=True)
        ending, told = endings[number % len(endings)], story(chance)
        # Two files of one text would be one article.
        data = MAKERS[ending](f"{told.title} ({number})", (*told.paragraphs, f"This is story {number}, he said."))
        if number % 20 == 19:
            data = (b"", data[: len(data) // 9] + bytes(99), bytes(2000))[number // 20 % 3]
        else:
            good += 1
        (into / f"{number:05}.{ending}").write_bytes(data)
    return good


def memory_of(folder: Path, database: str) -> tuple[list[tuple[float, int]], str]:
    """Imports the folder; the resident memory in KiB of the process at each tenth of a second, and its last line."""
    process = subprocess.Popen(
        [*FACTDB, "import", str(folder), "--db", database], stderr=subprocess.PIPE, text=True, errors="replace"
    )
    status, found, start = Path(f"/proc/{process.pid}/status"), [], time.perf_counter()
    while process.poll() is None:
        lines = status.read_text(encoding="ascii", errors="replace").splitlines()
        held = next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)
        found.append((time.perf_counter() - start, held))
        time.sleep(0.1)
    assert process.stderr is not None
    said = [line for line in process.stderr.read().splitlines() if line.startswith("imported")]
    return found, f"exit {process.returncode}, {said[0] if said else 'nothing imported'}"


def main(files: int, kills: int, seed: int) -> None:
    """Makes, imports, kills, compares."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as scratch:
        folder, whole, killed = Path(scratch, "news"), str(Path(scratch, "whole.db")), str(Path(scratch, "killed.db"))
        good = make_folder(folder, files, chance)
        print(f"{files} files, {good} of them to be read", flush=True)
        found, said = memory_of(folder, whole)
        took = found[-1][0]
        print(f"import: {said}, in {took:.0f} s", flush=True)
        parts = [
            max(held for at, held in found if part <= at * _PARTS / took <= part + 1) / 1024 for part in range(_PARTS)
        ]
        print(f"most memory in each fifth of the time: {', '.join(f'{most:.0f} MiB' for most in parts)}", flush=True)
        hit = 0
        for number in range(kills):
            # So that the kills are spread over the whole import.
            hit += killed_import(str(folder), killed, chance.uniform(0.5, 1.5 + 2 * took / (kills + 1)))
            print(f"kill {number + 1}: {factdb('verify', '--db', killed)}", flush=True)
        print(f"again: {factdb('import', str(folder), '--db', killed)}", flush=True)
        for database in (whole, killed):
            print(f"verify: {factdb('verify', '--db', database)}", flush=True)
        left, right = (rows(database, Path(scratch, "report.csv")) for database in (whole, killed))
        same = left == right and len(set(left)) == len(left)
        print(f"{hit} of {kills} imports were running when they were killed")
        print(f"{len(left):,} claims: nothing lost, nothing doubled" if same else "the databases DIFFER")
        sys.exit(not same or parts[-1] > parts[1] * _MOST_GROWTH)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--files", type=int, default=1000)
    arguments.add_argument("--kills", type=int, default=20)
    arguments.add_argument("--seed", type=int, default=1)
    main(**vars(arguments.parse_args()))
