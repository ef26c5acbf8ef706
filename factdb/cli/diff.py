"""``factdb diff``."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from factdb.cli import options
from factdb.cli.talk import say
from factdb.errors import NotFoundError

_TABLE = {"changes": "change", "claim_ids": "id", "statuses": "status", "speakers": "speaker", "claim": "claim"}


@click.command()
@click.argument("article", shell_complete=options.complete_article)
@click.argument("later", required=False, shell_complete=options.complete_article)
@click.option("--from", "old", type=int, metavar="VERSION", help="The older version; by default the one before.")
@click.option("--to", "new", type=int, metavar="VERSION", help="The newer version; by default the last.")
@options.output
@options.database
@options.listing()
def command(
    article: str, later: str | None, old: int | None, new: int | None, output: Path | None, url: str, style: str | None
) -> None:
    """Show what changed in claims between two versions.

    Which claims were added, are gone or reworded, are now hedged, quoted, sourced, denied or no longer so, or are now
    attributed to someone else. A claim that only moved has not changed. What people decided counts where it holds for
    both versions.

    \b
    Examples:
      factdb diff article
      factdb diff article --from 1 --to 3 --format json
      factdb diff article@1 article@3
      factdb diff article -o changes.csv
    """
    from factdb.cli.database import existing
    from factdb.cli.output import is_table
    from factdb.cli.written import told_by_name, write_rows
    from factdb.review.comparison import differences
    from factdb.store.read.compare import compared
    from factdb.store.read.find.article import find_article
    from factdb.store.read.versions import versions
    from factdb.terminal.changes import COLUMNS, rows, table_row
    from factdb.terminal.table import console

    if later is not None and (old, new) != (None, None):
        raise click.UsageError("two articles are two versions: give no --from and --to beside them")
    with existing(url) as session:
        if later is not None:
            numbers = [find_article(session, one) for one in (article, later)]
            older, newer = (next(row for row in versions(session, n) if row["article_id"] == n) for n in numbers)
        else:
            known = versions(session, find_article(session, article))
            if len(known) == 1:
                say(f"{article} has one version")
            newer = _version(known, new if new is not None else len(known))
            older = _version(known, old if old is not None else max(newer["version"] - 1, 1))
        before, after = compared(session, older["article_id"], newer["article_id"])
    found = rows(differences(before, after), (older["sha256"], before.text), (newer["sha256"], after.text))
    style = style or told_by_name(output)
    if is_table(style):
        screen = console(sys.stdout)
        colour = screen.color_system is not None and not screen.no_color
        found = (table_row(row, colour) for row in found)
    write_rows(found, COLUMNS, style, _TABLE, output, nothing="no claim changed")


def _version(known: Sequence[Mapping[str, Any]], number: int) -> Mapping[str, Any]:
    for row in known:
        if row["version"] == number:
            return row
    raise NotFoundError(f"version {number}: there are 1 to {len(known)}; `factdb articles --versions` lists them")
