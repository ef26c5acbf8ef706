"""``factdb articles``."""

import click

from factdb.cli import options

_COLUMNS = ("id", "name", "title", "publisher", "published", "sha256", "imported_at", "words", "claims")
_TABLE = {
    "id": "id",
    "name": "name",
    "title": "title",
    "publisher": "publisher",
    "published": "published",
    "words": "words",
    "claims": "claims",
}


@click.command()
@options.database
@options.listing()
def command(url: str, style: str | None) -> None:
    """List the articles that have been imported.

    \b
    Examples:
      factdb articles
      factdb articles --format json
    """
    from factdb.cli.database import existing
    from factdb.cli.output import print_rows
    from factdb.store.query import articles

    with existing(url) as session:
        print_rows(articles(session), _COLUMNS, style, _TABLE, nothing="no articles")
