"""Claims written by a command: a table for people, or CSV, JSON, Excel or Parquet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from factdb.cli.output import counted, destination, is_table, print_rows
from factdb.cli.talk import say
from factdb.errors import NotFoundError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factdb.store.connect import Reader
    from factdb.store.read.claims import ClaimFilter
    from factdb.store.read.columns import Columns

_WRITTEN = (".csv", ".json", ".xlsx", ".parquet")
# Endings of formats that people may take for one of ours, and what to say.
_OTHERS = {
    **dict.fromkeys(("jsonl", "ndjson"), "`factdb export` writes JSON Lines"),
    **dict.fromkeys(("html", "htm"), "`factdb report html` writes pages"),
    **dict.fromkeys(("tsv", "tab", "xls", "ods", "xml", "sqlite", "db"), "claims are not written so"),
}


def write_claims(
    reader: "Reader",
    filters: Sequence["ClaimFilter"],
    columns: Sequence[str],
    style: str | None,
    headings: Mapping[str, str],
    output: Path | None,
    *,
    nothing: str,
) -> None:
    """Write the claims of all ``filters`` to ``output``, in the ``style`` asked for, as ``output.print_rows`` does."""
    from factdb.store.read.claims import claims

    if style in ("csv", "parquet") or (style is None and not is_table(style)):
        _write_columns(reader, filters, columns, style or "csv", output)
        return
    machine = any(column.startswith("machine_") for column in columns)
    rows = (row for one in filters for row in claims(reader, one, machine=machine))
    if style == "xlsx":
        _write_xlsx(rows, columns, output)
    else:
        print_rows(rows, columns, style, headings, path=output, nothing=nothing)


def write_rows(
    rows: Iterable[Mapping[str, Any]],
    columns: Sequence[str],
    style: str | None,
    headings: Mapping[str, str],
    output: Path | None,
    *,
    nothing: str,
) -> None:
    """Write other rows than claims to ``output``, as CSV, JSON or Excel, or as a table to stdout."""
    style = style or told_by_name(output)
    if style not in (None, "csv", "json", "xlsx") and output is not None and str(output) != "-":
        raise click.UsageError(f"{output}: this is written as CSV, JSON or Excel; name it .csv, .json or .xlsx")
    if style == "xlsx":
        _write_xlsx(rows, columns, output)
    else:
        print_rows(rows, columns, style, headings, path=output, nothing=nothing)


def _write_columns(
    reader: "Reader", filters: Sequence["ClaimFilter"], columns: Sequence[str], style: str, output: Path | None
) -> None:
    from factdb.store.read.columns import claims_by_column

    if style == "csv":
        from factdb.formats import csv

        # All are asked before anything is written, so that what is wrong in them is told alone.
        asked = [claims_by_column(reader, one, columns) for one in filters]
        with destination(output) as file:
            parts: Iterator[Columns] = chain.from_iterable(asked)
            # Not between lines at a terminal.
            csv.write_columns(parts if file.isatty() else _counted(reader, filters, parts), columns, file)
        return
    from factdb.cli.arrow import need_arrow
    from factdb.formats.files import whole_binary_file
    from factdb.store.schema.view import ReportRow

    need_arrow()
    from factdb.formats import parquet

    with whole_binary_file(_needed(output, style)) as binary:
        parts = (part for one in filters for part in claims_by_column(reader, one, columns, parquet.AT_ONCE))
        parquet.write_columns(_counted(reader, filters, parts), ReportRow, columns, binary)


def _counted(reader: "Reader", filters: Sequence["ClaimFilter"], parts: "Iterator[Columns]") -> "Iterator[Columns]":
    """The same ``parts``, on a bar of claims."""
    from factdb.cli.progress import track
    from factdb.store.read.claims import ClaimFilter

    total = None
    if all(one == ClaimFilter() for one in filters):
        from factdb.store.read.summary import number_of_claims

        total = number_of_claims(reader)
    return track(parts, "writing claims", total, lambda part: len(part[0]))


def _write_xlsx(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], output: Path | None) -> None:
    from factdb.formats import xlsx
    from factdb.formats.files import whole_binary_file

    with whole_binary_file(_needed(output, "xlsx")) as file:
        cut = xlsx.write(rows, columns, file)
    if cut:
        say(f"cut {counted(cut, 'cell')} that Excel has no room for; the CSV has all of it")


def listed_article(session: "Session", called: str) -> int:
    """The article that a person means; says so if it is an older version, whose claims no listing has, or if another
    is called so.
    """
    from sqlalchemy import select

    from factdb.store.read.find.article import find_article
    from factdb.store.schema.tables import Article

    try:
        found = find_article(session, called)
    except NotFoundError as error:
        if Path(called).suffix.lower() in _WRITTEN and not Path(called).exists():
            raise NotFoundError(f"{called}: no such article; -o {quote(called)} writes a file of that name") from error
        raise
    others = select(Article.id).where(Article.name == called, Article.id != found, ~Article.superseded)
    if called == str(found) and (other := session.scalars(others).first()):
        say(f"{called} is taken for an id; the article called {called} has the id {other}")
    if session.scalars(select(Article.superseded).where(Article.id == found)).one():
        say(f"{called} has a newer version, whose claims alone are listed; `factdb show {quote(called)}` has its own")
    return found


def told_by_name(output: Path | None) -> str | None:
    """The format that a file's name ends in; csv for any other file, None for stdout.

    Raises UsageError for the ending of a format that claims are not written in.
    """
    if output is None or str(output) == "-":
        return None
    ending = output.suffix.lower().removeprefix(".")
    if ending in _OTHERS:
        raise click.UsageError(f"{output}: {_OTHERS[ending]}; name it .csv, .json, .xlsx or .parquet, or give --format")
    return ending if ending in ("json", "xlsx", "parquet") else "csv"


def _needed(output: Path | None, style: str) -> Path:
    if output is None or str(output) == "-":
        raise click.UsageError(f"{style} goes to a file: give one with -o FILE.{style}")
    return output
