"""``factdb report attribution``, ``factdb report html`` and ``factdb report summary``."""

import sys
from collections.abc import Mapping
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

import click

from factdb.cli import conditions, options
from factdb.cli.counts import counts
from factdb.cli.written import listed_article, told_by_name, write_claims, write_rows
from factdb.records import Certainty, Status

_TABLE = {"article_id": "article", "claim_id": "id", "status": "status", "speaker": "speaker", "claim": "claim"}
_COUNTS = {count: count for count in ("claims", *Status, "hedged", Certainty.PROBABLE, Certainty.POSSIBLE, "denied")}
# What is left out of a table on a terminal of fewer columns, where names would be broken letter by letter.
_DETAILS = (Certainty.PROBABLE, Certainty.POSSIBLE, "denied")
_WIDE_ENOUGH = 110
_SUMMARY = ("per", "name", *_COUNTS)


@click.group(cls=options.Group)
def command() -> None:
    """Reports: every claim with its proof, or counts.

    \b
    Examples:
      factdb report attribution -o report.csv
      factdb report html article -o page.html
      factdb report summary
      factdb report counts --by publisher --by month
    """


@command.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...", shell_complete=options.complete_article)
@conditions.of_publication
@options.machine
@options.limit
@options.after
@options.output
@click.option("--seal", is_flag=True, help="Write OUTPUT.seal as well, which finds any row changed or taken out.")
@options.signing
@options.database
@options.claim_format("csv")
def attribution(
    articles: tuple[str, ...],
    publisher: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    machine: bool,
    limit: int | None,
    after: str | None,
    output: Path | None,
    seal: bool,
    key: Path,
    url: str,
    style: str | None,
) -> None:
    """The attribution report: one row a claim, with its words, place, speaker, cue, hedges and status.

    Of all articles, of those named, or of an outlet and some days, as people corrected them, and whole: also of the
    bylines, datelines and navigation that `factdb claims` leaves out. `factdb claims --speaker NAME -o FILE` and the
    like write the same columns of any other selection. A cell that a spreadsheet would run as a formula begins with an
    apostrophe, and so does one that began with an apostrophe already. `factdb verify report.csv article.txt` proves
    every row.

    \b
    Examples:
      factdb report attribution -o report.csv
      factdb report attribution -o report.xlsx
      factdb report attribution article --format json
      factdb report attribution --publisher Gazette --since 2024-06 -o gazette.csv
      factdb report attribution -o report.csv --seal
      factdb report attribution --machine -o corrected.csv
    """
    from factdb.cli.database import existing
    from factdb.cli.output import ENGINES_OWN
    from factdb.store.read.claims import ClaimFilter
    from factdb.store.schema.view import MACHINE_COLUMNS, REPORT_COLUMNS

    style = style or told_by_name(output) or "csv"
    if seal and (output is None or str(output) == "-" or style != "csv"):
        raise click.UsageError("--seal is for a CSV file: give one with -o FILE")
    if len(articles) > 1 and (limit or after):
        raise click.UsageError("--limit and --after page through one article or all of them")
    columns, table = (REPORT_COLUMNS + MACHINE_COLUMNS, _TABLE | ENGINES_OWN) if machine else (REPORT_COLUMNS, _TABLE)
    with existing(url) as session:
        wanted = dict.fromkeys(listed_article(session, article) for article in articles) or (None,)
        filters = [
            ClaimFilter(article=article, publisher=publisher, since=since, until=until, limit=limit, after=after)
            for article in wanted
        ]
        write_claims(session, filters, columns, style, table, output, nothing="no claims")
        if not articles:
            conditions.tell_of_undated(session, filters[0])
    if seal and output is not None:
        from factdb.formats import seal as seals
        from factdb.formats.files import whole_file

        with output.open(encoding="utf-8", newline="") as report, whole_file(seals.beside(output)) as file:
            file.write(seals.written(seals.of_report(report), seals.load_key(key)))


@command.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...", shell_complete=options.complete_article)
@options.output
@options.database
def html(articles: tuple[str, ...], output: Path | None, url: str) -> None:
    """Articles as one HTML file to mail or to keep: the text with its claims marked, readable without factdb.

    It loads nothing and runs nothing. Inside are the text, every claim with its place, and each claim as a W3C Web
    Annotation; `factdb verify page.html` proves the file by itself.

    \b
    Examples:
      factdb report html article -o page.html
      factdb report html bridge herring -o town.html
    """
    from factdb.cli.database import existing
    from factdb.cli.output import destination
    from factdb.formats.html.report import report_page
    from factdb.store.read.claims import ClaimFilter, claims
    from factdb.store.read.find.article import find_article
    from factdb.store.read.load import load

    with existing(url) as session:
        wanted = dict.fromkeys(find_article(session, article) for article in articles)
        parts = [(*load(session, number), list(claims(session, ClaimFilter(article=number)))) for number in wanted]
        with destination(output) as file:
            file.write(report_page(parts))


command.add_command(counts)


@command.command()
@conditions.of_publication
@options.without_copies
@options.all_passages
@options.output
@options.database
@options.listing()
def summary(
    publisher: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    furniture: bool,
    output: Path | None,
    url: str,
    style: str | None,
    without_copies: bool,
) -> None:
    """Per article and per speaker: how many claims are quoted, sourced, speculative, unsourced.

    The four add up to the claims; hedged counts every claim that a hedge governs, whatever its status; probable and
    possible add up to it. Denied is what is put forward as not so; these three are left out of a table on a narrow
    terminal. Bylines, credits, datelines and the navigation of the page count only with --all-passages. CSV and JSON
    have articles and speakers in one list, where the column `per` tells them apart.

    \b
    Examples:
      factdb report summary
      factdb report summary -o summary.xlsx
      factdb report summary --publisher Gazette --since 2024-06 --until 2024-08
    """
    from factdb.cli.database import existing, left_out
    from factdb.cli.output import is_table, print_rows
    from factdb.store.read.claims import ClaimFilter, Publication
    from factdb.store.read.summary import summary_by_article, summary_by_speaker

    style, published = style or told_by_name(output), Publication(publisher, since, until)
    with existing(url) as session:
        without = left_out(session, without_copies)
        by_article = summary_by_article(session, furniture=furniture, without=without, published=published)
        by_speaker = summary_by_speaker(session, furniture=furniture, without=without, published=published)
        articles = ({"per": "article", **row} for row in by_article)
        speakers = map(_summary_of_speaker, by_speaker)
        if is_table(style) and (output is None or str(output) == "-"):
            counts = _counts_with_room()
            print_rows(articles, _SUMMARY, "table", {"name": "article", **counts}, nothing="no articles")
            click.echo()
            print_rows(speakers, _SUMMARY, "table", {"name": "speaker", **counts}, nothing="nobody is quoted or cited")
        else:
            write_rows(chain(articles, speakers), _SUMMARY, style, {}, output, nothing="no articles")
        asked = ClaimFilter(publisher=publisher, since=since, until=until, without=without, furniture=furniture)
        conditions.tell_of_undated(session, asked)
        conditions.tell_of_furniture(session, asked, "counts")


def _counts_with_room() -> Mapping[str, str]:
    """All counts, or for a narrow terminal those that the others are a part of."""
    from factdb.terminal.table import console

    is_narrow = console(sys.stdout).width < _WIDE_ENOUGH
    return {count: heading for count, heading in _COUNTS.items() if not (is_narrow and count in _DETAILS)}


def _summary_of_speaker(row: Mapping[str, Any]) -> dict[str, Any]:
    """A speaker's claims are quoted or sourced by status; ``speculative`` counts those of them that are hedged."""
    return {
        "per": "speaker",
        "name": row["speaker"],
        **row,
        "speculative": 0,
        "unsourced": 0,
        "hedged": row["speculative"],
    }
