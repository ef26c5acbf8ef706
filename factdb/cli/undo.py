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

    It may be about a claim, an article or speakers; `factdb history` lists them all. To undo an undoing brings back
    what it took.

    \b
    Examples:
      factdb undo
      factdb undo 12 --reason "two people after all"
    """
    from factdb.cli.database import opened
    from factdb.cli.reviewer import reviewer_of
    from factdb.store.connect import reading
    from factdb.store.corrections.history import told

    by = reviewer_of(reviewer, reason)
    database = opened(url)
    taken_back = database.undo(correction, reviewer=by.name, reason=by.reason)
    with reading(database.engine) as session:
        say(f"correction {taken_back} is undone: {told(session, taken_back)}")
