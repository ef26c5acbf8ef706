"""``factdb articles``."""

from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from factdb.cli import conditions, options
from factdb.cli.written import write_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy.orm import Session

    Fits = Callable[[Mapping[str, Any]], bool]

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
@conditions.of_publication
@options.limit
@options.output
@options.database
@options.listing()
def command(
    url: str,
    style: str | None,
    versions: bool,
    about: str | None,
    publisher: tuple[str, ...],
    since: "datetime | None",
    until: "datetime | None",
    limit: int | None,
    output: "Path | None",
) -> None:
    """List the articles that have been imported.

    They stand in their newest versions. The texts that one source (a URL, else a file's name in its collection) has
    had are versions of an article, numbered from 1; NAME@1 means the first wherever an article is asked for. A text
    that several sources have is stored once and listed once: --appearances tells where else it stood. Claims are
    counted with bylines, datelines and the like, which `factdb claims` and `factdb report summary` leave out.

    \b
    Examples:
      factdb articles
      factdb articles --publisher Gazette --since 2024-06 -o gazette.xlsx
      factdb articles --versions
      factdb articles --copies
      factdb articles --format json
    """
    from factdb.cli.database import existing
    from factdb.store.read.articles import articles
    from factdb.store.read.claims import Publication, published_so

    if about and versions:
        raise click.UsageError(f"--{about} lists newest versions: give no --versions beside it")
    with existing(url) as session:
        fits = published_so(session, Publication(publisher, since, until))
        if about == "copies":
            headings = {column: column for column in _COPIES}
            write_rows(
                islice(_copies(session, fits), limit), _COPIES, style, headings, output, nothing="no near copies"
            )
        elif about == "appearances":
            headings = {column: column for column in _PLACES[:4]}
            write_rows(
                islice(_appearances(session, fits), limit), _PLACES, style, headings, output, nothing="no articles"
            )
        else:
            rows = islice(articles(session, every=versions, fits=fits), limit)
            write_rows(rows, _COLUMNS, style, _TABLE, output, nothing="no articles")


def _copies(session: "Session", fits: "Fits") -> "Iterator[Mapping[str, Any]]":
    from factdb.store.read.appearances import copies
    from factdb.store.read.articles import articles

    known = {row["id"]: row for row in articles(session, fits=fits)}
    return ({**known[copy["id"]], **copy} for copy in copies(session) if copy["id"] in known)


def _appearances(session: "Session", fits: "Fits") -> "Iterator[Mapping[str, Any]]":
    from factdb.store.read.appearances import appearances
    from factdb.store.read.load import current_articles

    places = ({"id": number, **place} for number in current_articles(session) for place in appearances(session, number))
    return filter(fits, places)
