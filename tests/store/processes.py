"""Processes that do something side by side, forked off one that has loaded what they need and opened nothing."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from typing import Any

# To load it in each of them would take longer than what they do.
_LOADED = ["alembic.command", "factdb.store.schema.migrate", "pytest", "tests.store.people"]


def forked() -> ForkServerContext:
    """What starts them."""
    context = get_context("forkserver")
    context.set_forkserver_preload(_LOADED)
    return context


def at_once(do: Callable[..., None], *arguments: Sequence[object]) -> list[int | None]:
    """The exit codes of processes that ``do`` it at the same time, each with its arguments."""
    workers = [forked().Process(target=do, args=tuple(given)) for given in arguments]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return [worker.exitcode for worker in workers]


def begun(do: Callable[..., None], *arguments: object) -> tuple[ForkServerProcess, "Connection[Any, Any]"]:
    """A process that does it, told last where to tell what it does, and the end of a pipe where that is heard."""
    ours, theirs = forked().Pipe(duplex=False)
    process = forked().Process(target=do, args=(*arguments, theirs), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def killed(do: Callable[..., None], *arguments: object, seconds: float) -> list[Any]:
    """What a process told that was killed (SIGKILL) so many seconds after it had told the first thing."""
    process, pipe = begun(do, *arguments)
    heard = [pipe.recv()]
    time.sleep(seconds)
    process.kill()
    with suppress(EOFError, OSError):  # the end, or half of what it was telling
        while True:
            heard.append(pipe.recv())
    process.join()
    return heard
