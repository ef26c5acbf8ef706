"""Imports that are killed lose nothing: python benchmarks/kill.py FOLDER [TIMES]

Starts an import of FOLDER and kills it (SIGKILL) at a random moment, 20 times over, proving the database after each.
Then
lets it finish, and compares the attribution report with that of an import nobody disturbed.
"""

import csv
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FACTDB = (sys.executable, "-m", "factdb")
# What depends on the order of the imports, not on the articles.
_COUNTED = "article_id"


def factdb(*arguments: str) -> str:
    """Runs a command to its end; the last line that it prints."""
    done = subprocess.run(
        [*FACTDB, *arguments], check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return f"exit {done.returncode}, {done.stdout.strip().rpartition(chr(10))[2]}"


def killed_import(folder: str, database: str, seconds: float) -> bool:
    """Starts an import and kills it after ``seconds``; True if it was still running then."""
    process = subprocess.Popen([*FACTDB, "import", folder, "--db", database], stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    running = process.poll() is None
    process.kill()
    process.wait()
    return running


def rows(database: str, report: Path) -> list[tuple[str, ...]]:
    """The rows of the attribution report, in an order of their own."""
    factdb("report", "attribution", "--db", database, "-o", str(report))
    with report.open(encoding="utf-8", newline="") as file:
        return sorted(tuple(v for k, v in row.items() if k != _COUNTED) for row in csv.DictReader(file))


def main(folder: str, times: int = 20) -> None:
    """Kills, proves, finishes, compares."""
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as scratch:
        killed, whole = str(Path(scratch, "killed.db")), str(Path(scratch, "whole.db"))
        hit = 0
        for number in range(times):
            hit += killed_import(folder, killed, chance.uniform(0.3, 6.0))
            # A kill before the first article leaves no database, or one without a schema, to prove.
            print(f"kill {number + 1}: {factdb('verify', '--db', killed)}", flush=True)
        for database in (killed, whole):
            print(f"import: {factdb('import', folder, '--db', database, '--jobs', '2')}", flush=True)
            print(f"verify: {factdb('verify', '--db', database)}", flush=True)
        same = rows(killed, Path(scratch, "killed.csv")) == rows(whole, Path(scratch, "whole.csv"))
        print(f"{hit} of {times} imports were running when they were killed")
        print("the reports are the same" if same else "the reports DIFFER")
        sys.exit(not same)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(sys.argv[1], *map(int, sys.argv[2:]))
