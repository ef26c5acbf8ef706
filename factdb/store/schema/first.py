"""Making a database with the first thing that is stored in it: what nothing was stored in is not there."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from factdb.store.connect import describe, make_engine, writing
from factdb.store.parts import part_of_database, rights_of_new
from factdb.store.schema import migrate, version

Done = TypeVar("Done")

# What a file system says that has no links.
_NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)


def make_with(engine: Engine, work: Callable[[Session], Done]) -> Done:
    """What ``work`` returns, which stores something: the database is there with it, or is not there at all.

    Where another program has made it meanwhile, that one is written to; ``work`` may be done twice.
    """
    if version.is_missing(engine):
        try:
            return _in_new_file(engine, work)
        except FileExistsError:
            with writing(engine) as session:
                return work(session)
    with migrate.made(engine) as connection:
        session = Session(connection)
        done = work(session)
        session.flush()
    return done


def _in_new_file(engine: Engine, work: Callable[[Session], Done]) -> Done:
    """The same in a file of its own, which takes its name when it is whole. Raises FileExistsError if that is taken."""
    path = Path(describe(engine)).resolve()
    with part_of_database(path, rights_of_new(0o644)) as part:
        new = make_engine(str(part))
        try:
            migrate.upgrade(new)
            with writing(new) as session:
                done = work(session)
        finally:
            new.dispose()  # which takes the log into the file
        _name(part, path)
    return done


def _name(part: Path, path: Path) -> None:
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if path.exists():
            raise FileExistsError(path) from error
        part.rename(path)
