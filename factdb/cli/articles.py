"""``factdb articles``."""

import click

from factdb.cli import options

_COLUMNS = ("id", "version", "name", "title", "publisher", "published", "sha256", "imported_at", "words", "claims")
_TABLE = {
    "id": "id",
    "version": "version",
    "name": "name",
    "title": "title",
    "publisher": "publisher",
    "published": "published",
    "words": "words",
    "claims": "claims",
}


@click.command()
@click.option("--versions", is_flag=True, help="Every version of each.")
@options.database
@options.listing()
def command(url: str, style: str | None, versions: bool) -> None:
    """List the articles that have been imported.

    They stand in their newest versions. The texts that one source (a URL, else a file's name in its collection) has
    had are versions of an article, numbered from 1; NAME@1 means the first wherever an article is asked for.

    \b
    Examples:
      factdb articles
      factdb articles --versions
      factdb articles --format json
    """
    from factdb.cli.database import existing
    from factdb.cli.output import print_rows
    from factdb.store.read.articles import articles

    with existing(url) as session:
        print_rows(articles(session, every=versions), _COLUMNS, style, _TABLE, nothing="no articles")
