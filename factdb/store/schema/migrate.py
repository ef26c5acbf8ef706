"""Making, moving and checking the tables: Alembic alone does it, called from Python with nothing to configure.

Which revision a database is at is asked of ``version``, which needs no Alembic.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.util import CommandError
from sqlalchemy import CheckConstraint, Connection, Engine, Inspector, inspect, text

from factdb.errors import SchemaError
from factdb.store.connect import altering, describe
from factdb.store.schema import accounts, counts, losses, tables, version  # noqa: F401 all that Base.metadata holds
from factdb.store.schema.base import Base
from factdb.store.schema.view import attribution_report, rejected_report

# Any number will do, as long as every factdb takes the same.
_UPGRADE_LOCK = 0xFAC7DB


def upgrade(engine: Engine, revision: str = "head", step: Callable[[str], None] | None = None) -> None:
    """Bring the database to ``revision``, whole or not at all; an empty or missing one is made.

    ``step`` is called with each revision that is reached on the way. Raises SchemaError if there is no such revision.
    """
    with _migrating(engine) as config:
        if step:
            config.attributes["configure"]["on_version_apply"] = _reached(step)
        command.upgrade(config, revision)


def _reached(tell: Callable[[str], None]) -> Callable[..., None]:
    def reached(step: Any, **_: object) -> None:
        tell(step.up_revision_id)

    return reached


def make_tables(connection: Connection) -> None:
    """Make everything in an empty schema, in the transaction that ``connection`` has begun."""
    with _scripted(connection) as config:
        command.upgrade(config, "head")


@contextmanager
def made(engine: Engine) -> Iterator[Connection]:
    """A connection whose one transaction also makes the tables, unless another program has made them meanwhile."""
    with _migrating(engine) as config:
        command.upgrade(config, "head")
        yield config.attributes["configure"]["connection"]


def downgrade(engine: Engine, revision: str, agree: Callable[[Sequence[str]], None] | None = None) -> None:
    """Take the database back to ``revision`` ("base" is before the first), whole or not at all.

    Where that would lose anything, as going there and back again within the transaction shows, ``agree`` is called with
    what that is before it is done, while nobody else writes; it may raise. Without it such a downgrade raises
    SchemaError, as does one to a revision that does not exist; and so does one, with it too, that would leave decisions
    of which the chain no longer proves that they are what people decided, because one before them is lost.
    """
    with _migrating(engine) as config:
        connection: Connection = config.attributes["configure"]["connection"]
        if connection.dialect.name == "postgresql":
            for table in inspect(connection).get_table_names():
                connection.execute(text(f"LOCK TABLE {table} IN EXCLUSIVE MODE"))
        lost, torn = _lost(connection, config, revision)
        if torn:
            raise SchemaError(
                f"{describe(engine)}: schema {revision} has no place for a decision before correction {torn}, and "
                "without it nothing proves that one and those after it; nothing done. Open a copy from before it, or "
                "go back to 0003, where no decision is proved"
            )
        if lost and agree is None:
            raise SchemaError(
                f"{describe(engine)}: to go back to {revision} would lose {', '.join(lost)}; nothing done"
            )
        if lost and agree is not None:
            agree(lost)
        command.downgrade(config, revision)


def _lost(connection: Connection, config: Config, revision: str) -> tuple[Sequence[str], int | None]:
    """What is lost on the way to ``revision`` and back, and the first correction there whose proof is lost, if one is.

    Nothing of it stays done.
    """
    now = MigrationContext.configure(connection, opts={"version_table": version.VERSION_TABLE}).get_current_revision()
    if now is None:
        return [], None
    whole = losses.torn(connection) is None
    with connection.begin_nested() as trial:
        tables = losses.remember(connection)
        command.downgrade(config, revision)
        torn = losses.torn(connection) if whole else None
        command.upgrade(config, now)
        found = list(losses.lost(connection, tables))
        trial.rollback()
    return found, torn


def check(engine: Engine) -> list[str]:
    """What differs between the database and the models, a line each; empty if nothing does."""
    version.require_current(engine)
    with engine.connect() as connection:
        inspector = inspect(connection)
        context = MigrationContext.configure(connection, opts=_options(connection))
        return [
            *(" ".join(map(str, difference)) for difference in _flat(compare_metadata(context, Base.metadata))),
            *_checks_that_differ(inspector),
            *_missing_parts(connection, inspector),
        ]


@contextmanager
def _migrating(engine: Engine) -> Iterator[Config]:
    """Alembic's configuration on a connection whose transaction holds all of the migration, or nothing of it."""
    with altering(engine) as connection:
        if connection.dialect.name == "postgresql":
            # Two programs that find an empty database at once would both make the tables.
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _UPGRADE_LOCK})
        with _scripted(connection) as config:
            yield config


@contextmanager
def _scripted(connection: Connection) -> Iterator[Config]:
    config = Config()
    config.set_main_option("script_location", str(version.migrations()).replace("%", "%%"))
    config.attributes["configure"] = {"connection": connection, **_options(connection)}
    try:
        yield config
    except (CommandError, AssertionError) as error:  # the latter for an empty name
        known = ", ".join(sorted(version.revisions()))
        told = str(error) or "No revision is named"
        raise SchemaError(f"{told}; nothing done. The revisions are {known}, head and base") from error


def _options(connection: Connection) -> dict[str, Any]:
    return {
        "target_metadata": Base.metadata,
        "version_table": version.VERSION_TABLE,
        "include_name": _is_ours,
        # SQLite alters a table by copying it, which Alembic calls batch mode.
        "render_as_batch": connection.dialect.name == "sqlite",
    }


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """False for what the models do not describe: others' tables, and what full-text search is made of."""
    return name in Base.metadata.tables if kind == "table" else name != "ix_claim_search"


def _flat(differences: list[Any]) -> Iterator[tuple[Any, ...]]:
    """Alembic gives a changed column as a list of tuples, all else as a tuple."""
    for difference in differences:
        yield from difference if isinstance(difference, list) else [difference]


def _checks_that_differ(inspector: Inspector) -> Iterator[str]:
    """CHECK constraints, at which Alembic does not look.

    PostgreSQL writes conditions in its own way, so what is compared is the constraints' names and the literals in them,
    which is where a new member of an enum shows.
    """
    for table in Base.metadata.sorted_tables:
        if not inspector.has_table(table.name):
            continue
        checks = (constraint for constraint in table.constraints if isinstance(constraint, CheckConstraint))
        wanted = {str(check.name): _literals(str(check.sqltext)) for check in checks}
        found = {
            str(check["name"]): _literals(check["sqltext"]) for check in inspector.get_check_constraints(table.name)
        }
        for name in wanted.keys() | found.keys():
            if wanted.get(name) != found.get(name):
                yield f"check {name} on {table.name}: needed {wanted.get(name)}, found {found.get(name)}"


def _literals(condition: str) -> list[str]:
    return sorted(set(re.findall(r"'[^']*'|\b\d+\b", condition)))


def _missing_parts(connection: Connection, inspector: Inspector) -> Iterator[str]:
    """The views and the full-text search, which are no tables of the models."""
    for view in (attribution_report, rejected_report):
        there = view.name in inspector.get_view_names()
        columns = [column["name"] for column in inspector.get_columns(view.name)] if there else []
        if columns != view.columns.keys():
            yield f"view {view.name}: needed {view.columns.keys()}, found {columns}"
    if connection.dialect.name == "postgresql":
        needed = {"ix_claim_search"}
        names = connection.scalars(text("SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()"))
    else:
        needed = {"claim_search", "claim_search_insert", "claim_search_delete", "claim_search_update"}
        names = connection.scalars(text("SELECT name FROM sqlite_master"))
    for name in sorted(needed - set(names)):
        yield f"full-text search: {name} is missing"
