"""``factdb export``."""

from pathlib import Path
from typing import Any

import click

from factdb.cli import options
from factdb.cli.talk import say

_TABLES = ("csv", "xlsx", "excel", "json")


class _Format(click.Choice[str]):
    """A format, or what writes one that is not among them."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if str(value).lower() in _TABLES:
            self.fail("this writes whole articles; `factdb report attribution -o FILE` writes a table", param, ctx)
        return super().convert(value, param, ctx)


@click.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...", shell_complete=options.complete_article)
@click.option(
    "--format",
    "style",
    type=_Format(["jsonl", "brat", "parquet"]),
    help="JSON Lines, an article a line; a folder of brat standoff; or one of Parquet tables.  [default: jsonl]",
)
@click.option("-o", "--output", "place", type=click.Path(allow_dash=True), help="The file, or the folder.")
@click.option("--nested", is_flag=True, help="brat: what a speaker relays of another as well.")
@options.database
def command(articles: tuple[str, ...], style: str | None, place: str | None, nested: bool, url: str) -> None:
    """Export everything, every span included.

    Texts, attributions, claims and hedges, as people corrected them, of all articles or of those named; what they
    rejected, and who decided what, stays in the database, of which `factdb backup` makes a copy. brat gets
    NAME.ann and NAME.txt an article, in PolNeAR's layout, with notes that name the speakers. That layout has one layer;
    with --nested come those whom a speaker relays ("officials said that Iran had announced"), tied to who relays them.
    Parquet gets a file each for articles, attributions, claims, spans and hedges, for DuckDB, pandas, polars and Spark.

    \b
    Examples:
      factdb export > everything.jsonl
      factdb export --format brat -o annotations/
      factdb export --format brat --nested -o chains/
      factdb export --format parquet -o tables/
    """
    from factdb.cli.database import existing
    from factdb.cli.output import counted, destination
    from factdb.cli.progress import track
    from factdb.formats import jsonl
    from factdb.formats.brat import write_folder
    from factdb.store.read.appearances import appearances
    from factdb.store.read.decided import decided_claims
    from factdb.store.read.find.article import find_article
    from factdb.store.read.load import current_articles, load

    output = None if place is None else Path(place)
    style = style or _told_by_name(place or "")
    if style != "jsonl" and (output is None or place == "-"):
        raise click.UsageError(f"{style} takes a folder: give one with -o FOLDER")
    if style == "parquet" and output is not None:
        _export_tables(url, output, articles)
        return
    with existing(url) as session:
        ids = dict.fromkeys(find_article(session, article) for article in articles) or current_articles(session)
        if style == "brat" and output is not None:
            found = (load(session, number) for number in ids)
            count = write_folder(output, track(found, "exporting", len(ids)), nested=nested)
            say(f"wrote {counted(count, 'article')} to {output}")
        else:
            with destination(output) as file:
                # Not between lines at a terminal.
                for number in track(ids, "exporting", len(ids)) if not file.isatty() else ids:
                    stored, decided = load(session, number), decided_claims(session, number)
                    file.write(f"{jsonl.line(*stored, decided, appearances(session, number))}\n")


def _told_by_name(place: str) -> str:
    """JSON Lines, unless the name is that of something else. Raises UsageError if it is."""
    if place.endswith("/"):
        raise click.UsageError(f"{place} names a folder, for --format brat or parquet; JSON Lines are one file")
    if refused := options.refusal_of_name(place):
        raise click.UsageError(refused)
    if place.lower().endswith((".csv", ".xlsx", ".parquet")):
        raise click.UsageError(f"this writes JSON Lines; `factdb report attribution -o {place}` writes a table")
    return "jsonl"


def _export_tables(url: str, folder: Path, articles: tuple[str, ...]) -> None:
    from factdb.cli.arrow import need_arrow
    from factdb.cli.database import existing
    from factdb.cli.output import counted
    from factdb.cli.progress import track
    from factdb.store.read.find.article import find_article

    need_arrow()
    from factdb.shards.exporting import export

    with existing(url) as session:
        rows = track(
            export(session, folder, {find_article(session, article) for article in articles}), "exporting", None
        )
        say(f"wrote {counted(sum(rows), 'row')} to {folder}")
