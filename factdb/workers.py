"""Processes that work side by side: they start once, share the memory of what they have loaded, and end with us."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import (
    forkserver,
    get_all_start_methods,
    get_context,
    parent_process,
    resource_tracker,
    set_forkserver_preload,
)
from multiprocessing.context import BaseContext
from threading import Thread
from typing import Protocol, TypeVar

from factdb.errors import FactDBError

Item = TypeVar("Item")
Done = TypeVar("Done")

# What a worker may be ahead of whoever takes its results: enough to keep it busy, few enough to keep memory flat.
AHEAD = 4

# Whatever workers need is loaded there, once for all of them.
_PRELOADED = "factdb.extract.loaded"


class Submit(Protocol):
    """Called with work and an item it begins; what it returns waits for the result."""

    def __call__(self, work: Callable[[Item], Done], item: Item, /) -> Callable[[], Done]:
        """Begin."""


@contextmanager
def workers(jobs: int) -> Iterator[Submit]:
    """Begins work in ``jobs`` processes; with one job in this one, when its result is waited for."""
    if jobs == 1:
        yield partial
        return
    pool = ProcessPoolExecutor(jobs, mp_context=_context(), initializer=_start_worker)
    try:
        yield lambda work, item: pool.submit(work, item).result
    except BrokenProcessPool as error:
        raise FactDBError("a worker process died, perhaps for want of memory; do it again with fewer jobs") from error
    finally:
        pool.shutdown(cancel_futures=True)


def in_order(begun: Iterable[Callable[[], Done]], ahead: int) -> Iterator[Done]:
    """What each returns that was begun, so many of them ahead of the one that is waited for."""
    waiting: deque[Callable[[], Done]] = deque()
    for one in begun:
        waiting.append(one)
        if len(waiting) > ahead:
            yield waiting.popleft()()
    while waiting:
        yield waiting.popleft()()


def _context() -> BaseContext:
    """Workers are forked from a process that has loaded the model: they have it at once, and in the same memory.

    Where there is no such thing (Windows) each loads its own.
    """
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    set_forkserver_preload([_PRELOADED])
    # It has our mask, and Ctrl-C is not for it either: what it loads would break off with a traceback. What it starts
    # first, if nobody has, takes the mask away.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()  # it loads while we read the first article
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return get_context("forkserver")


def _start_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends its workers
    Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    if parent := parent_process():
        parent.join()
        os._exit(1)
