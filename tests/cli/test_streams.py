"""Standard input and output that are closed, or take ASCII alone: an answer, and never a traceback."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

# Closes one and goes on as factdb.
_CLOSED = """
import os, sys
os.close(int(sys.argv[1]))
os.execv(sys.executable, [sys.executable, "-m", "factdb", *sys.argv[2:]])
"""


@pytest.mark.parametrize(
    ("closed", "command", "code", "says"),
    [
        (0, ("import", "-"), 1, "- is empty; there is nothing to import"),
        (1, ("claims",), 0, ""),
        (2, ("import", "nowhere.txt"), 1, ""),
    ],
)
def test_a_closed_stream(here: Path, stored: Path, closed: int, command: tuple[str, ...], code: int, says: str) -> None:
    shutil.copy(stored, here / "factdb.db")
    done = subprocess.run(
        [sys.executable, "-c", _CLOSED, str(closed), *command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert (done.stdout == "") == (closed == 1 or code == 1)


def test_a_terminal_of_ascii_alone(here: Path, stored: Path) -> None:
    shutil.copy(stored, here / "factdb.db")
    done = subprocess.run(
        [sys.executable, "-m", "factdb", "review", "--reviewer", "Ann"],
        input="a\nq\n",
        env=os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "\\u2713 accepted" in done.stdout
    assert "1 accepted" in done.stderr
