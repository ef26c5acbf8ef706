"""Opening the database that a command works on."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from factdb.errors import SchemaError
from factdb.store.connect import (
    describe,
    make_engine,
    reading,
    writing,
)
from factdb.store.schema import migrate as schema


@contextmanager
def existing(url: str) -> Iterator[Session]:
    """A session that reads the database at ``url``; raises SchemaError if it is missing or of another version."""
    engine = make_engine(url)
    if schema.is_empty(engine):
        raise SchemaError(f"no database at {describe(engine)}: import something first with `factdb import FILE`")
    schema.require_current(engine)
    with reading(engine) as session:
        yield session


@contextmanager
def correcting(url: str) -> Iterator[Session]:
    """A session that writes to the database at ``url``, all or nothing; raises SchemaError as ``existing`` does."""
    with writing(correctable(url)) as session:
        yield session


def correctable(url: str) -> Engine:
    """The database at ``url``, for decisions in several sessions; raises SchemaError as ``existing`` does."""
    with existing(url) as session:
        return session.get_bind().engine


def made(url: str) -> Engine:
    """The database at ``url``, made if there is none; raises SchemaError if it is of another version."""
    engine = make_engine(url)
    if schema.is_empty(engine):
        schema.upgrade(engine)
        click.echo(f"made the database {describe(engine)}", err=True)
    schema.require_current(engine)
    return engine
