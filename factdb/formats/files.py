"""Files that are there whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from factdb.store.parts import naming, part_of, rights_of_new


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A text file to write (UTF-8, line ends as written) that takes its name once all of it is written.

    It keeps the rights of the file whose place it takes. What is no ordinary file, such as a pipe or /dev/null, is
    written to as it is. Raises OSError, naming ``path``.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", newline="") as file:
            yield file
        return
    with part_of(path, _rights(path)) as part:
        with part.open("w", encoding="utf-8", newline="") as file:
            yield file
        with naming(path):
            part.replace(path)


@contextmanager
def whole_binary_file(path: Path) -> Iterator[BinaryIO]:
    """The same for bytes."""
    path = path.resolve()
    if path.exists() and not path.is_file():
        with path.open("wb") as file:
            yield file
        return
    with part_of(path, _rights(path)) as part:
        with part.open("wb") as file:
            yield file
        with naming(path):
            part.replace(path)


def _rights(path: Path) -> int:
    return path.stat().st_mode & 0o777 if path.exists() else rights_of_new(0o666)
