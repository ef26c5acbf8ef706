"""How long commands take to start: their CPU time against that of ``import sqlalchemy``, in one run.

    python -m benchmarks.start

Each is run ROUNDS times in turn with the others, in a database that holds the sample article; the least counts, because
whatever else the machine does only adds.
"""

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROUNDS = 7
SEED = Path(__file__).parents[1] / "seeds" / "article.txt"
IMPORT = ("-c", "import sqlalchemy")
COMMANDS = (
    ("--help",),
    ("claims", "--limit", "1"),
    ("claims", "--speaker", "Kim Jong Un"),
    ("articles",),
    ("speakers",),
    ("show", "article"),
    ("report", "summary"),
    ("report", "attribution"),
    ("history",),
    ("db", "current"),
)
# What the first listing may take, in times of the import.
MOST = 1.8


def main() -> None:
    """Print a line a command; exit 1 if a listing takes longer than it may."""
    with tempfile.TemporaryDirectory() as folder:
        run(folder, "-m", "factdb", "import", str(SEED))
        least: dict[tuple[str, ...], float] = {}
        for _ in range(ROUNDS):
            for program in (IMPORT, *(("-m", "factdb", *command) for command in COMMANDS)):
                least[program] = min(seconds(folder, program), least.get(program, float("inf")))
    print(f"{'import sqlalchemy':32} {least[IMPORT]:6.3f} s")
    for command in COMMANDS:
        its = least["-m", "factdb", *command]
        print(f"{'factdb ' + ' '.join(command):32} {its:6.3f} s  {its / least[IMPORT]:5.2f} times")
    if least["-m", "factdb", "claims", "--limit", "1"] > MOST * least[IMPORT]:
        sys.exit(f"factdb claims --limit 1 takes more than {MOST} times as long as import sqlalchemy")


def seconds(folder: str, program: tuple[str, ...]) -> float:
    """The CPU time of a program."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(folder, *program)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def run(folder: str, *program: str) -> None:
    """Run Python in a folder."""
    subprocess.run([sys.executable, *program], cwd=folder, check=True, capture_output=True)


if __name__ == "__main__":
    main()
