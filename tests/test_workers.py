"""Processes that work side by side begin at once, with what they need in memory that they share."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from factdb.errors import FactDBError
from factdb.workers import in_order, workers


def private_memory(_: object) -> tuple[int, int, str | None]:
    """The process, the KiB that it alone has, and how many threads NumPy may take."""
    from factdb.extract import extract

    extract("Ann Lee said the mill could close.")
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    alone = sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))
    return os.getpid(), alone, os.environ.get("OPENBLAS_NUM_THREADS")


def show_a_worker() -> None:
    """Print what a worker of this process is like."""
    with workers(2) as submit:
        print(os.getpid(), *submit(private_memory, None)())


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="only Linux tells who shares memory")
def test_workers_share_the_memory_of_the_model() -> None:
    # In a process of its own, since this one may have started workers of others already.
    shown = subprocess.run(
        [sys.executable, "-c", "from tests.test_workers import show_a_worker; show_a_worker()"],
        capture_output=True,
        text=True,
        check=True,
    )
    parent, process, alone, threads = shown.stdout.split()
    assert process != parent
    assert threads == "1"
    # A worker that loads the model itself has some 90 MB of its own.
    assert int(alone) < 60_000


def blocked_signals(_: object) -> set[signal.Signals]:
    """The signals that do not reach this process, as they did not reach the one that it was forked from."""
    return {signal.Signals(one) for one in signal.pthread_sigmask(signal.SIG_BLOCK, ())}


def show_blocked_signals() -> None:
    """Print which signals do not reach a worker, nor what makes workers while it loads."""
    with workers(2) as submit:
        print(*(one.name for one in submit(blocked_signals, None)()))


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="Windows has no signals that are blocked")
def test_ctrl_c_is_not_for_what_makes_workers() -> None:
    # In a process of its own, since this one may have started workers of others already.
    shown = subprocess.run(
        [sys.executable, "-c", "from tests.test_workers import show_blocked_signals; show_blocked_signals()"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "SIGINT" in shown.stdout.split()


def test_a_worker_that_dies_is_said() -> None:
    with pytest.raises(FactDBError, match="do it again with fewer jobs"), workers(2) as submit:
        submit(os._exit, 1)()


def test_results_come_in_order_and_no_more_is_begun_than_may_be_ahead() -> None:
    begun: list[int] = []

    def beginning() -> Iterator[partial[int]]:
        for number in range(5):
            begun.append(number)
            yield partial(int, number)

    results = in_order(beginning(), 2)
    assert (next(results), begun) == (0, [0, 1, 2])
    assert list(results) == [1, 2, 3, 4]
