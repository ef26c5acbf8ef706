"""``factdb undo``."""

import click

from factdb.cli import options
from factdb.cli.talk import say


@click.command(short_help="Take back a decision of yours.")
@click.argument("correction", type=int, required=False)
@options.deciding
@options.database
def command(correction: int | None, reviewer: str | None, reason: str, url: str) -> None:
    """Take back a CORRECTION of yours by its number, or your last one.

    It may be about a claim or about speakers; `factdb history` lists them all. To undo an undoing brings back what it
    took.

    \b
    Examples:
      factdb undo
      factdb undo 12 --reason "two people after all"
    """
    from factdb.cli.database import opened
    from factdb.cli.reviewer import reviewer_of

    by = reviewer_of(reviewer, reason)
    taken_back = opened(url).undo(correction, reviewer=by.name, reason=by.reason)
    say(f"correction {taken_back} is undone")
