"""``factdb serve`` in a process of its own, and what it costs: for programs that measure pages."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_PORT = 8799


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: how it is entered, and the number of its process."""

    address: str
    key: str
    process: int

    def computed(self) -> float:
        """Seconds of a processor's time that it has used so far, all of its threads together."""
        return _used(Path(f"/proc/{self.process}"))

    def memory(self) -> float:
        """What it holds, in MB."""
        return int(Path(f"/proc/{self.process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def postgres_computed(postmaster: int) -> float:
    """The same of a PostgreSQL server's processes; of those that have ended nothing is known."""
    found = 0.0
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it may end meanwhile
            # Its second field, in brackets, may hold anything; the fourth is its parent.
            if int(process.joinpath("stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1]) == postmaster:
                found += _used(process)
    return found


def _used(process: Path) -> float:
    threads = process.glob("task/*/schedstat")
    return sum(int(thread.read_text(encoding="ascii").split()[0]) for thread in threads) / 1e9


@contextmanager
def serving(url: str) -> Iterator[Server]:
    """A server for the database, which ends with the block."""
    command = [sys.executable, "-m", "factdb", "serve", "--port", str(_PORT), "--db", url, "--reviewer", "Benchmark"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    try:
        line = process.stderr.readline()
        key = re.search(r"key=(\S+)", line)
        assert key, line
        time.sleep(3)  # what pages need is read meanwhile
        yield Server(f"http://127.0.0.1:{_PORT}", key[1], process.pid)
    finally:
        process.terminate()
        process.wait()
