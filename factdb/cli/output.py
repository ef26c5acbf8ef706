"""Printing rows: a table for people, CSV or JSON for programs. stdout is data, stderr is talk."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from io import TextIOBase, TextIOWrapper
from pathlib import Path
from typing import Any, TextIO, cast

from factdb.cli.talk import say

# What a table says of what the engine found, where people have changed it.
ENGINES_OWN = {
    "state": "state",
    "reviewer": "by",
    "machine_status": "engine's status",
    "machine_speaker": "engine's speaker",
    "machine_claim": "engine's claim",
}


def destination(path: Path | None, *, is_data: bool = True) -> AbstractContextManager[TextIO]:
    """Where data goes, in UTF-8: the file, which is there whole or not at all, or stdout for None and ``-``.

    A terminal gets no control characters of it, but for the ends of lines; what is no data has colours, and sees itself
    that it has no others.
    """
    from factdb.formats.files import whole_file

    return _standard_output(is_data=is_data) if path is None or str(path) == "-" else whole_file(path)


def is_table(style: str | None) -> bool:
    """True if stdout gets a table: asked for, or not decided and stdout is a terminal."""
    return style == "table" or (style is None and sys.stdout.isatty())


def print_rows(
    rows: Iterable[Mapping[str, Any]],
    columns: Sequence[str],
    style: str | None,
    headings: Mapping[str, str],
    *,
    path: Path | None = None,
    nothing: str = "nothing to show",
) -> None:
    """Print ``rows`` in the ``style`` asked for; None is a table at a terminal and CSV elsewhere.

    CSV and JSON are streamed and have all ``columns``, a table those of ``headings``. ``nothing`` is said on stderr
    where a table would be empty.
    """
    from factdb.formats import csv, json

    with destination(path, is_data=not is_table(style)) as file:
        if is_table(style):
            from factdb.terminal.table import write

            if not write(rows, headings, file):
                say(nothing)
        elif style == "json":
            json.write(rows, columns, file)
        else:
            csv.write(rows, columns, file)


def counted(number: int, thing: str) -> str:
    """``number`` with thousands apart, and the thing it counts: "1 article", "1,200 articles"."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


@contextmanager
def _standard_output(*, is_data: bool) -> Iterator[TextIO]:
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    yield cast(TextIO, _Screen()) if is_data and sys.stdout.isatty() else sys.stdout


class _Screen(TextIOBase):
    """A terminal that data is written to."""

    def write(self, text: str) -> int:
        from factdb.terminal.visible import visible

        return sys.stdout.write("\n".join(map(visible, text.replace("\r\n", "\n").split("\n"))))

    def isatty(self) -> bool:
        return True
