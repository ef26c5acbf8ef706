"""``factdb articles``."""

import sys
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from factdb.cli import conditions, options
from factdb.cli.talk import say
from factdb.cli.written import write_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy.orm import Session

    from factdb.store.corrections.articles.remove import Removable

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


@click.group(
    cls=options.Listing,
    instead="`factdb show {name}` shows an article",
    short_help="List what has been imported, set what is said of it, or remove it.",
    invoke_without_command=True,
)
@click.option("--versions", is_flag=True, help="Every version of each.")
@click.option("--copies", "about", flag_value="copies", help="Those that are near copies of an earlier one.")
@click.option("--appearances", "about", flag_value="appearances", help="Every place where the text of each stood.")
@conditions.of_publication
@options.limit
@options.output
@options.database
@options.listing()
@click.pass_context
def command(
    ctx: click.Context,
    /,
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
    """List the articles that have been imported; set what is said of them, or remove some.

    They stand in their newest versions. The texts that one source (a URL, else a file's name in its collection) has
    had are versions of an article, numbered from 1; NAME@1 means the first wherever an article is asked for. A text
    that several sources have is stored once and listed once: --appearances tells where else it stood. Claims are
    counted as `factdb claims` lists them: without bylines, datelines and the like.

    \b
    Examples:
      factdb articles
      factdb articles --publisher Gazette --since 2024-06 -o gazette.xlsx
      factdb articles --versions
      factdb articles --copies
      factdb articles --format json
    """
    if ctx.invoked_subcommand:
        ctx.default_map = {ctx.invoked_subcommand: {"url": url}}
        return
    from factdb.cli.database import existing
    from factdb.store.read.articles import articles
    from factdb.store.read.claims import Publication, published_so

    if about and versions:
        raise click.UsageError(f"--{about} lists newest versions: give no --versions beside it")
    with existing(url) as session:
        published = Publication(publisher, since, until)
        fits = published_so(session, published)
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
        conditions.tell_of_undated(session, published)


def _day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> "datetime | str | None":
    return options.day(ctx, parameter, value) if value else value


@command.command("set")
@click.argument("articles", metavar="ARTICLE...", nargs=-1, required=True, shell_complete=options.complete_article)
@click.option("--publisher", metavar="NAME", callback=options.storable, help="The outlet.")
@click.option("--published", metavar="DATE", callback=_day, help="The day, such as 2025-03-04 or 4 March 2025.")
@click.option("--title", metavar="TEXT", callback=options.storable, help="The title.")
@click.option("--author", metavar="NAME", callback=options.storable, help="Who wrote it.")
@options.deciding
@options.database
def set_(articles: tuple[str, ...], reviewer: str | None, reason: str, url: str, **said: Any) -> None:
    """Set the publisher, the day, the title or the author of each ARTICLE.

    Listings and reports have it at once, and so have versions that are imported later, unless they say something new.
    What the file said is kept: `factdb undo` takes it back. An empty text ("") says that it isn't known.

    \b
    Examples:
      factdb articles set article --publisher "The Gazette" --published 2024-06-20
      factdb articles set 3 4 5 --author "Ann Lee" --reason "her desk"
      factdb articles set 3 --published ""
    """
    from factdb.cli.database import correcting
    from factdb.cli.reviewer import reviewer_of
    from factdb.store.corrections.articles.describe import describe_articles
    from factdb.store.corrections.history import told
    from factdb.store.read.find.article import find_article

    given = {name: value for name, value in said.items() if value is not None}
    if not given:
        raise click.UsageError("set what? --publisher, --published, --title or --author")
    with correcting(url) as session:
        by = reviewer_of(reviewer, reason)
        numbers = dict.fromkeys(find_article(session, article) for article in articles)
        made = describe_articles(session, numbers, given, by)
        lines = [f"correction {one}: {told(session, one)}" for one in made.values()]
    for number in numbers.keys() - made.keys():
        say(f"article {number}: has that already")
    if len(made) > 1:
        for line in lines:
            say(line)
        say(f"`factdb undo {min(made.values())}-{max(made.values())}` takes them back")
    else:
        [number] = made.values()
        say(f"{lines[0]}; `factdb undo {number}` takes it back")


@command.command()
@click.argument("articles", metavar="ARTICLE...", nargs=-1, required=True, shell_complete=options.complete_article)
@click.option("--versions", is_flag=True, help="With all versions of each.")
@click.option("--with-decisions", is_flag=True, help="Also where decisions about its claims hold.")
@click.option("--yes", is_flag=True, help="Don't ask.")
@options.deciding
@options.database
def remove(
    articles: tuple[str, ...],
    versions: bool,
    with_decisions: bool,
    yes: bool,
    reviewer: str | None,
    reason: str,
    url: str,
) -> None:
    """Take out each ARTICLE that should not be there, with all that was found in it.

    What goes is told, and you are asked first; all goes or nothing does. It cannot be taken back, but the file can be
    imported again. The version before it is the newest of its source again. `factdb history` tells who removed what,
    and so does `factdb verify --seal`. An article stays while decisions about its claims hold: have them undone, or
    give --with-decisions, which takes them for good: no later import brings them back. What was decided stays on record
    in any case, with the words that it was about. One with a newer version stays unless that goes as well (--versions).

    \b
    Examples:
      factdb articles remove wrong-file
      factdb articles remove 17 18 --reason "test files" --yes
      factdb articles remove 12 --versions --with-decisions --reason "by order of the court, 4 March"
    """
    from factdb.cli.database import correcting, existing
    from factdb.cli.output import counted
    from factdb.cli.reviewer import reviewer_of
    from factdb.store.corrections.articles.remove import removable, remove_articles
    from factdb.store.originals import originals_folder

    by = reviewer_of(reviewer, reason)
    with existing(url) as session:
        numbers = _meant(session, articles, versions=versions)
        goes, newest = removable(session, numbers, with_decisions=with_decisions)
        folder = originals_folder(session.get_bind())
    _tell_of(goes, newest, folder)
    if not yes:
        if not sys.stdin.isatty():
            raise click.UsageError("nothing is removed: there is nobody to ask; --yes removes these")
        click.confirm(f"remove {counted(len(goes), 'article')}?", abort=True, err=True)
    with correcting(url) as session:
        made = remove_articles(session, numbers, by, with_decisions=with_decisions)
    say(f"correction {made}: removed {counted(len(goes), 'article')}")


def _tell_of(goes: "Sequence[Removable]", newest: "Sequence[int]", folder: "Path") -> None:
    """What goes with the articles, and what stays."""
    from factdb.cli.output import counted

    for one in goes:
        told = " · ".join(filter(None, (one.title or one.name, one.publisher, counted(one.claims, "claim"))))
        say(f"article {one.article}: {told}")
    whose, them = ("its", "it") if len(goes) == 1 else ("their", "them")
    if decisions := sum(one.decisions for one in goes):
        verb, they = ("goes", "it stays") if decisions == 1 else ("go", "they stay")
        lost = f"{counted(decisions, 'decision')} about {whose} claims {verb} for good"
        say(f"{lost}: to import {them} again brings none back, though {they} on record")
    if newest:
        say(f"the newest version again: article {', '.join(map(str, newest))}")
    if originals := sum(one.originals for one in goes):
        say(f"{counted(originals, 'original')} in {folder} {'stays' if originals == 1 else 'stay'} there")


def _meant(session: "Session", articles: tuple[str, ...], *, versions: bool) -> frozenset[int]:
    from factdb.store.read.find.article import find_article, find_versions

    if versions:
        return frozenset().union(*(find_versions(session, article) for article in articles))
    return frozenset(find_article(session, article) for article in articles)


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
