"""``factdb undo``."""

import re
from typing import Any

import click

from factdb.cli import options
from factdb.cli.talk import say

# Neither database has a greater number, and nobody means as many.
_NUMBERS = re.compile(r"([0-9]{1,9})(?:-([0-9]{1,9}))?")
_MOST = 100_000


class _Numbers(click.ParamType[range]):
    """A number, or all from one to another: 12, 7-12."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> range:
        """The numbers that ``value`` means."""
        if found := _NUMBERS.fullmatch(value):
            numbers = range(int(found[1]), int(found[2] or found[1]) + 1)
            if 0 < len(numbers) <= _MOST:
                return numbers
        told = "write 12, or 7-12 for all of those, as `factdb history` lists them"
        self.fail(f"{value!r} is no number of a correction; {told}", param, ctx)


@click.command(short_help="Take back a decision of yours.")
@click.argument("corrections", metavar="[CORRECTION]...", nargs=-1, type=_Numbers())
@options.deciding
@options.database
def command(corrections: tuple[range, ...], reviewer: str | None, reason: str, url: str) -> None:
    """Take back each CORRECTION of yours by its number, all or none of them; or your last one.

    It may be about a claim, an article or speakers; `factdb history` lists them all. 7-12 are all from 7 to 12. To undo
    an undoing brings back what it took.

    \b
    Examples:
      factdb undo
      factdb undo 12 --reason "two people after all"
      factdb undo 7-12 15
    """
    from factdb.cli.database import correcting, existing
    from factdb.cli.reviewer import reviewer_of
    from factdb.store.corrections.history import told
    from factdb.store.corrections.repeated import since
    from factdb.store.corrections.undo import undo, undo_all

    by = reviewer_of(reviewer, reason)
    given = sorted({number for numbers in corrections for number in numbers}, reverse=True)
    with correcting(url) as session:
        if given:
            undo_all(session, given, by)
        taken_back = given or [undo(session, None, by)]
    # Nobody need wait while each is told.
    with existing(url) as session:
        lines = [(one, told(session, one), since(session, one)) for one in taken_back]
    for one, what, later in lines:
        holds = f"; what was decided since holds: {', '.join(map(str, later))}" if later else ""
        say(f"correction {one} is undone: {what}{holds}")
