"""``factdb restore``."""

from pathlib import Path

import click

from factdb.cli import options
from factdb.cli.talk import say


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@options.database
def command(file: Path, url: str) -> None:
    """Put the copy FILE into an empty database.

    FILE is any SQLite database of factdb's; the other is PostgreSQL without rows, or a file that is not there yet. So
    an archive that has grown too large for one file moves to PostgreSQL: articles, claims, decisions, their history,
    people and ids stay what they are. If it does not end, nothing is there.

    \b
    Examples:
      factdb restore monday.db --db new.db
      factdb restore factdb.db --db postgresql://me@localhost/news
    """
    from factdb.cli.database import tell_of_originals
    from factdb.cli.progress import track
    from factdb.store.connect import describe, make_engine
    from factdb.store.restore import restore

    engine = make_engine(url)
    for _ in track(restore(file, engine), "restoring rows", None, int):
        pass
    say(f"restored {file} to {describe(engine)}; `factdb verify` proves every span in it")
    tell_of_originals(make_engine(str(file)), engine)
