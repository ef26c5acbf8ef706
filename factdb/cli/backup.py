"""``factdb backup``."""

from pathlib import Path

import click

from factdb.cli import options
from factdb.cli.talk import say
from factdb.errors import SchemaError


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Put the copy in the place of FILE, if that is there.")
@options.database
def command(file: Path, force: bool, url: str) -> None:
    """Copy the database to FILE, while others go on writing.

    FILE is a SQLite database, also if the database is PostgreSQL: `--db FILE` opens it. It holds one state of the
    database, is proved before it takes its name, and is there whole or not at all.

    \b
    Examples:
      factdb backup monday.db
      factdb backup --db postgresql://me@localhost/news news.db --force
    """
    from factdb.cli.database import tell_of_originals
    from factdb.store.backup import backup
    from factdb.store.connect import describe, make_engine
    from factdb.store.schema import version

    engine = make_engine(url)
    if version.is_empty(engine):
        raise SchemaError(f"no database at {describe(engine)}: there is nothing to copy")
    if engine.dialect.name != "sqlite":
        version.require_current(engine)
    backup(engine, file, force=force)
    say(f"copied {describe(engine)} to {file}")
    tell_of_originals(engine, make_engine(str(file)))
