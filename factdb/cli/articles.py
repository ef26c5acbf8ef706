"""``factdb articles``."""

from typing import TYPE_CHECKING, Any

import click

from factdb.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy.orm import Session

_COLUMNS = (
    *("id", "version", "name", "title", "publisher", "published", "sha256", "imported_at", "words", "claims"),
    *("language", "appearances"),
)
_COPIES = ("id", "name", "publisher", "published", "copy_of", "shared", "title")
_PLACES = (
    "id",
    "publisher",
    "published",
    "source",
    "title",
    "author",
    "imported_at",
    "media_type",
    "reader",
    "original",
)
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
@click.option("--copies", "about", flag_value="copies", help="Those that are near copies of an earlier one.")
@click.option("--appearances", "about", flag_value="appearances", help="Every place where the text of each stood.")
@options.database
@options.listing()
def command(url: str, style: str | None, versions: bool, about: str | None) -> None:
    """List the articles that have been imported.

    They stand in their newest versions. The texts that one source (a URL, else a file's name in its collection) has
    had are versions of an article, numbered from 1; NAME@1 means the first wherever an article is asked for.
    Claims are counted with bylines, datelines and the like, which `factdb claims` and `factdb report summary` leave
    out.

    \b
    Examples:
      factdb articles
      factdb articles --versions
      factdb articles --copies
      factdb articles --format json
    """
    from factdb.cli.database import existing
    from factdb.cli.output import print_rows
    from factdb.store.read.articles import articles

    if about and versions:
        raise click.UsageError(f"--{about} lists newest versions: give no --versions beside it")
    with existing(url) as session:
        if about == "copies":
            rows = _copies(session)
            print_rows(rows, _COPIES, style, {column: column for column in _COPIES}, nothing="no near copies")
        elif about == "appearances":
            rows = _appearances(session)
            print_rows(rows, _PLACES, style, {column: column for column in _PLACES[:4]}, nothing="no articles")
        else:
            print_rows(articles(session, every=versions), _COLUMNS, style, _TABLE, nothing="no articles")


def _copies(session: "Session") -> "Iterator[Mapping[str, Any]]":
    from factdb.store.read.appearances import copies
    from factdb.store.read.articles import articles

    known = {row["id"]: row for row in articles(session)}
    return ({**known[copy["id"]], **copy} for copy in copies(session))


def _appearances(session: "Session") -> "Iterator[Mapping[str, Any]]":
    from factdb.store.read.appearances import appearances
    from factdb.store.read.load import current_articles

    return ({"id": number, **place} for number in current_articles(session) for place in appearances(session, number))
