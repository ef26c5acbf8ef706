"""``factdb db``: the database's schema."""

import sys
from collections.abc import Sequence

import click

from factdb.cli import options
from factdb.cli.talk import harmless, say
from factdb.errors import SchemaError


@click.group(cls=options.Group)
def command() -> None:
    """Make, move and check the database's schema.

    \b
    Examples:
      factdb db current
      factdb db upgrade --db postgresql://me@localhost/news
    """


@command.command()
@click.argument("revision", default="head")
@options.database
def upgrade(revision: str, url: str) -> None:
    """Bring the database to the version that this factdb needs; make it if there is none.

    Where this factdb takes people's decisions for more or less agreed than the one before it did, that is worked out
    anew, and told; the decisions themselves stay as they are.

    \b
    Examples:
      factdb db upgrade
      FACTDB_DB=news.db factdb db upgrade
    """
    from factdb.store.connect import describe, make_engine, writing
    from factdb.store.corrections.apply import apply_changed_states
    from factdb.store.corrections.speaker_links import work_out
    from factdb.store.schema import migrate as schema
    from factdb.store.schema import version

    engine = make_engine(url)
    before = version.current(engine)
    # A large database takes minutes.
    is_watched = before is not None and sys.stderr.isatty()
    schema.upgrade(engine, revision, (lambda reached: say(f"now as schema {reached} has it")) if is_watched else None)
    if before is not None and version.current(engine) == version.head():
        with writing(engine) as session:
            if before != version.head():
                work_out(session)
            changed = apply_changed_states(session)
        if changed:
            articles = f"article {changed[0]}" if len(changed) == 1 else f"{len(changed):,} articles"
            say(f"worked out anew what people agree on in {articles}: `factdb claims --state disputed` lists disputes")
    say(f"{describe(engine)} is at {version.current(engine)}")


@command.command()
@click.argument("revision")
@click.option("--lose-data", is_flag=True, help="Do it also where it loses data; a copy of all is written first.")
@options.database
def downgrade(revision: str, lose_data: bool, url: str) -> None:
    """Take the database back to an earlier version; "base" is before the first, with no data.

    Refused where that would lose anything, which is named. With --lose-data a copy of the database is written first,
    beside it, or for PostgreSQL in the current folder, and named; `--db COPY` opens it.

    \b
    Examples:
      factdb db downgrade 0003
      factdb db downgrade 0001 --lose-data
    """
    from factdb.store.backup import backup, free_name
    from factdb.store.connect import describe, make_engine
    from factdb.store.schema import migrate as schema
    from factdb.store.schema import version

    engine = make_engine(url)

    def agree(lost: Sequence[str]) -> None:
        if not lose_data:
            raise SchemaError(
                f"{describe(engine)}: to go back to {revision} would lose {', '.join(lost)}; nothing done. With "
                "--lose-data it is done after a copy of the database is written"
            )
        copy = free_name(engine)
        backup(engine, copy)
        say(f"copied {describe(engine)} to {copy}, because this loses {', '.join(lost)}")

    schema.downgrade(engine, revision, agree)
    say(f"{describe(engine)} is at {version.current(engine) or 'base'}")


@command.command()
@options.database
def current(url: str) -> None:
    """Print the version that the database is at.

    \b
    Example:
      factdb db current
    """
    from factdb.store.connect import describe, make_engine
    from factdb.store.schema import version

    engine = make_engine(url)
    at = version.current(engine)
    if at is None:
        raise SchemaError(f"no database at {describe(engine)}: make one with `factdb db upgrade`")
    click.echo(at)


@command.command()
@options.database
def check(url: str) -> None:
    """Check that the database's tables are those that this factdb needs; exit 1 if not.

    \b
    Example:
      factdb db check
    """
    from factdb.store.connect import describe, make_engine
    from factdb.store.schema import migrate as schema
    from factdb.store.schema import version

    engine = make_engine(url)
    version.require_current(engine)
    differences = schema.check(engine)
    for difference in differences:
        click.echo(harmless(difference))
    if differences:
        raise SchemaError(f"{describe(engine)} differs from what factdb needs in {len(differences)} places")
    say(f"{describe(engine)} is at {version.current(engine)}, as factdb needs it")
