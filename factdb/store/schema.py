"""The schema's versions: Alembic is the only maker of the tables, here called from Python with nothing to configure."""

from sqlalchemy import Engine


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database to ``revision``, whole or not at all; an empty or missing one is made."""
    raise NotImplementedError


def downgrade(engine: Engine, revision: str) -> None:
    """Take the database back to ``revision`` ("base" is before the first), whole or not at all."""
    raise NotImplementedError


def current(engine: Engine) -> str | None:
    """The revision the database is at; None if it has no factdb tables. Makes no file."""
    raise NotImplementedError


def head() -> str:
    """The revision that this factdb needs."""
    raise NotImplementedError


def is_empty(engine: Engine) -> bool:
    """True if there is no database yet, or one without any table. Makes no file."""
    raise NotImplementedError


def require_current(engine: Engine) -> None:
    """Raise SchemaError, naming the command that mends it, unless the database is at the revision needed."""
    raise NotImplementedError


def check(engine: Engine) -> list[str]:
    """What differs between the database and the models, a line each; empty if nothing does."""
    raise NotImplementedError
