"""Work that is broken off by Ctrl-C or by SIGTERM says what is done, and goes on when it is begun again."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_an_import_that_is_broken_off(here: Path, run: Run, sign: signal.Signals) -> None:
    for number in range(3):
        (here / f"{number}.txt").write_text(f"It may rain {number} times, said Ann Lee.\n", encoding="utf-8")
    # It waits at standard input, which nobody ends.
    command = [sys.executable, "-m", "factdb", "import", "0.txt", "nowhere.txt", "1.txt", "-", "2.txt"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as begun:
        assert begun.stderr is not None
        told = [begun.stderr.readline() for _ in range(2)]  # the database was made; nowhere.txt is not there
        assert "nowhere.txt" in told[1]
        begun.send_signal(sign)
        rest = begun.stderr.read()
        assert begun.stdin is not None
        begun.stdin.close()
    assert begun.returncode == 130
    assert "Traceback" not in rest
    assert "imported " in rest
    assert "1 failed" in rest
    assert "broken off: the same command goes on from here" in rest
    again = run("import", "0.txt", "1.txt", "2.txt")
    assert again.exit_code == 0
    assert run("verify").exit_code == 0


_CLEARING = """
import time, weakref
import factdb.cli
from factdb.cli import claims

class Gone: pass

def clear_away(reference):
    raise KeyboardInterrupt

def ask(*_, **__):
    gone = Gone()
    reference = weakref.ref(gone, clear_away)
    del gone
    time.sleep(20)

claims.command.callback = ask
factdb.cli.main()
"""


def test_an_interrupt_while_python_clears_away_is_heeded(here: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _CLEARING, "claims"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "")


_LOADING = """
import os, runpy, signal, sys

class Interrupted:
    def find_spec(self, name, *_):
        if name == "click":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupted())
sys.argv = ["factdb", "claims"]
runpy.run_module("factdb", run_name="__main__")
"""


def test_an_interrupt_while_the_command_line_is_loaded_is_quiet(here: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _LOADING], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "")
