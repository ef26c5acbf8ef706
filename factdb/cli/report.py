"""``factdb report attribution``, ``factdb report html`` and ``factdb report summary``."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factdb.cli import options
from factdb.cli.talk import say
from factdb.records import Certainty, Status

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factdb.store.read.claims import ClaimFilter
    from factdb.store.read.columns import Columns

_TABLE = {"article_id": "article", "claim_id": "id", "status": "status", "speaker": "speaker", "claim": "claim"}
_COUNTS = {count: count for count in ("claims", *Status, "hedged", Certainty.PROBABLE, Certainty.POSSIBLE, "denied")}
# What is left out of a table on a terminal of fewer columns, where names would be broken letter by letter.
_DETAILS = (Certainty.PROBABLE, Certainty.POSSIBLE, "denied")
_WIDE_ENOUGH = 110
_SUMMARY = ("per", "name", *_COUNTS)


@click.group()
def command() -> None:
    """Reports: every claim with its proof, or counts.

    \b
    Examples:
      factdb report attribution -o report.csv
      factdb report html article -o page.html
      factdb report summary
    """


@command.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...", shell_complete=options.complete_article)
@options.machine
@options.limit
@options.after
@options.output
@click.option("--seal", is_flag=True, help="Write OUTPUT.seal as well, which finds any row changed or taken out.")
@options.signing
@options.database
@click.option(
    "--format",
    "style",
    type=click.Choice(["table", "csv", "json", "xlsx", "parquet"]),
    help="How to write it; xlsx and parquet go to a file.  [default: what OUTPUT ends in, else csv]",
)
def attribution(
    articles: tuple[str, ...],
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

    Of all articles, or of those named, as people corrected them. A cell that a spreadsheet would run as a formula
    begins with an apostrophe, and so does one that began with an apostrophe already. `factdb verify report.csv
    article.txt` proves every row.

    \b
    Examples:
      factdb report attribution -o report.csv
      factdb report attribution -o report.xlsx
      factdb report attribution article --format json
      factdb report attribution -o report.csv --seal
      factdb report attribution --machine -o corrected.csv
    """
    from factdb.cli.database import existing
    from factdb.cli.output import ENGINES_OWN, print_rows
    from factdb.store.read.claims import ClaimFilter, claims
    from factdb.store.read.find.article import find_article
    from factdb.store.schema.view import MACHINE_COLUMNS, REPORT_COLUMNS

    style = style or _told_by_name(output)
    if seal and (output is None or str(output) == "-" or style != "csv"):
        raise click.UsageError("--seal is for a CSV file: give one with -o FILE")
    if len(articles) > 1 and (limit or after):
        raise click.UsageError("--limit and --after page through one article or all of them")
    columns, table = (REPORT_COLUMNS + MACHINE_COLUMNS, _TABLE | ENGINES_OWN) if machine else (REPORT_COLUMNS, _TABLE)
    with existing(url) as session:
        wanted = dict.fromkeys(find_article(session, article) for article in articles) or (None,)
        filters = [ClaimFilter(article=article, limit=limit, after=after) for article in wanted]
        rows = (row for one in filters for row in claims(session, one, machine=machine))
        if style in ("csv", "parquet"):
            _write_columns(session, filters, columns, style, output)
        elif style == "xlsx":
            _write_xlsx(rows, columns, output)
        else:
            print_rows(rows, columns, style, table, path=output, nothing="no claims")
    if seal and output is not None:
        from factdb.formats import seal as seals
        from factdb.formats.files import whole_file

        with output.open(encoding="utf-8", newline="") as report, whole_file(seals.beside(output)) as file:
            file.write(seals.written(seals.of_report(report), seals.load_key(key)))


def _write_columns(
    session: "Session", filters: Sequence["ClaimFilter"], columns: Sequence[str], style: str, output: Path | None
) -> None:
    from factdb.cli.output import destination
    from factdb.store.read.columns import claims_by_column

    if style == "csv":
        from factdb.formats import csv

        with destination(output) as file:
            parts = (part for one in filters for part in claims_by_column(session, one, columns))
            # Not between lines at a terminal.
            csv.write_columns(parts if file.isatty() else _counted(session, filters, parts), columns, file)
        return
    from factdb.cli.arrow import need_arrow
    from factdb.formats.files import whole_binary_file
    from factdb.store.schema.view import ReportRow

    need_arrow()
    from factdb.formats import parquet

    with whole_binary_file(_needed(output, style)) as binary:
        parts = (part for one in filters for part in claims_by_column(session, one, columns, parquet.GROUP))
        parquet.write_columns(_counted(session, filters, parts), ReportRow, columns, binary)


def _counted(session: "Session", filters: Sequence["ClaimFilter"], parts: "Iterator[Columns]") -> "Iterator[Columns]":
    """The same ``parts``, on a bar of claims."""
    from factdb.cli.progress import track
    from factdb.store.read.summary import number_of_claims

    some = any(one.article or one.limit or one.after for one in filters)
    return track(parts, "writing claims", None if some else number_of_claims(session), lambda part: len(part[0]))


def _write_xlsx(rows: Iterator[Mapping[str, Any]], columns: Sequence[str], output: Path | None) -> None:
    from factdb.cli.output import counted
    from factdb.formats import xlsx
    from factdb.formats.files import whole_binary_file

    with whole_binary_file(_needed(output, "xlsx")) as file:
        cut = xlsx.write(rows, columns, file)
    if cut:
        say(f"cut {counted(cut, 'cell')} that Excel has no room for; the CSV has all of it")


def _told_by_name(output: Path | None) -> str:
    """The format that a file's name ends in, csv if none."""
    ending = output.suffix.lower().removeprefix(".") if output else ""
    return ending if ending in ("json", "xlsx", "parquet") else "csv"


def _needed(output: Path | None, style: str) -> Path:
    if output is None or str(output) == "-":
        raise click.UsageError(f"{style} goes to a file: give one with -o FILE.{style}")
    return output


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


@command.command()
@options.without_copies
@options.all_passages
@options.database
@options.listing()
def summary(furniture: bool, url: str, style: str | None, without_copies: bool) -> None:
    """Per article and per speaker: how many claims are quoted, sourced, speculative, unsourced.

    The four add up to the claims; hedged counts every claim that a hedge governs, whatever its status; probable and
    possible add up to it. Denied is what is put forward as not so; these three are left out of a table on a narrow
    terminal. Bylines, credits, datelines and the navigation of
    the page count only with --all-passages. CSV and JSON have articles and speakers in one list, where the column `per`
    tells them apart.

    \b
    Examples:
      factdb report summary
      factdb report summary --format csv > summary.csv
    """
    from factdb.cli.database import existing, left_out
    from factdb.cli.output import is_table, print_rows
    from factdb.store.read.summary import summary_by_article, summary_by_speaker

    with existing(url) as session:
        without = left_out(session, without_copies)
        by_article = summary_by_article(session, furniture=furniture, without=without)
        articles = ({"per": "article", **row} for row in by_article)
        speakers = map(_summary_of_speaker, summary_by_speaker(session, furniture=furniture, without=without))
        if is_table(style):
            counts = _counts_with_room()
            print_rows(articles, _SUMMARY, "table", {"name": "article", **counts}, nothing="no articles")
            click.echo()
            print_rows(speakers, _SUMMARY, "table", {"name": "speaker", **counts}, nothing="nobody is quoted or cited")
        else:
            print_rows(chain(articles, speakers), _SUMMARY, style, {})


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
