"""``factdb datasette-metadata``."""

import json
from pathlib import Path

import click

from factdb.cli import options


@click.command(short_help="Print metadata for Datasette.")
@options.database
def command(url: str) -> None:
    """Print metadata with which Datasette shows names for numbers, facets, and claims as people read them.

    \b
    Example:
      factdb datasette-metadata > metadata.json
      datasette factdb.db -m metadata.json
    """
    if "://" in url and not url.startswith("sqlite"):
        raise click.UsageError("Datasette opens SQLite files alone: name one with --db")
    from factdb.formats.datasette import metadata

    click.echo(json.dumps(metadata(Path(url).stem), indent=2))
