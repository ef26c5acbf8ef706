"""How far long work has come: a bar on stderr, with a rate and a time left, and nothing where that is no terminal."""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


def track(
    items: Iterable[Item], doing: str, total: int | None, size: Callable[[Item], int] = lambda _: 1
) -> Iterator[Item]:
    """``items`` as they are, counted on a bar, each for its ``size``.

    ``total`` is how many are to come, None if that is unknown.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(doing, total=total, rate="")
        for item in items:
            speed = progress.tasks[0].speed
            progress.update(task, advance=size(item), rate=f"{speed:,.1f}/s" if speed else "")
            yield item
