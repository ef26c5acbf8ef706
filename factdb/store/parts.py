"""Files that are not finished, beside the file that they are to become."""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX, _ENDING = ".factdb-", ".part"

# What SQLite keeps beside a database that somebody has open, or left unfinished.
_BESIDE = ("-wal", "-shm", "-journal")

# Seconds after which nobody is taken to be still writing what was begun: whoever did was killed.
_FORGOTTEN = 24 * 60 * 60


@contextmanager
def part_of(path: Path, rights: int) -> Iterator[Path]:
    """An empty file beside ``path``, of a name that nobody can foresee and with these rights; nothing of it stays.

    What killed programs left there long ago is taken away. Raises OSError, naming ``path``.
    """
    with naming(path):
        _take_away_forgotten(path.parent)
        number, name = tempfile.mkstemp(_ENDING, _PREFIX, path.parent)
        os.close(number)
        part = Path(name)
        part.chmod(rights)
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def part_of_database(path: Path, rights: int) -> Iterator[Path]:
    """The same for a SQLite database, whose log does not stay either."""
    with part_of(path, rights) as part:
        try:
            yield part
        finally:
            for file in beside(part):
                file.unlink(missing_ok=True)


def beside(path: Path) -> list[Path]:
    """What SQLite may keep beside a database."""
    return [path.with_name(path.name + ending) for ending in _BESIDE]


def rights_of_new(usual: int) -> int:
    """The rights that a new file gets where those usual for its kind are ``usual``, as the user wishes by the umask."""
    mask = os.umask(0o077)
    os.umask(mask)
    return usual & ~mask


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Have an OSError name ``path``: people know nothing of the file beside it."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _take_away_forgotten(folder: Path) -> None:
    for left in folder.glob(f"{_PREFIX}*{_ENDING}*"):
        with suppress(OSError):  # somebody else's
            if time.time() - left.lstat().st_mtime > _FORGOTTEN:
                left.unlink()
