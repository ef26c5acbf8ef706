"""Processes that do something side by side, forked off one that has loaded what they need and opened nothing."""

from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext

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
