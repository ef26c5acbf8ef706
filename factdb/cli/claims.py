"""``factdb claims``."""

from datetime import UTC, datetime, time
from typing import Any

import click

from factdb.cli import options
from factdb.records import Certainty, Holder, QuoteType, Status

_TABLE = {"claim_id": "id", "status": "status", "speaker": "speaker", "claim": "claim", "hedges": "hedges"}


class Moment(click.ParamType[datetime]):
    """An ISO 8601 date or time, in UTC unless it says otherwise; a date alone is its beginning, or its ``end``."""

    name = "DATE"

    def __init__(self, end: bool = False) -> None:
        self._of_a_date = time.max if end else time.min

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment that ``value`` means."""
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date: write it as 2024-06-20", param, ctx)
        if len(value) <= len("2024-06-20"):
            moment = datetime.combine(moment, self._of_a_date)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@click.command()
@click.option(
    "--speaker",
    metavar="NAME",
    shell_complete=options.complete_speaker,
    help="A name, an alias or an id.",
)
@click.option("--status", type=click.Choice(Status, case_sensitive=False), help="The claim's one-word status.")
@click.option("--hedged", is_flag=True, default=None, help="Only what a hedge marks as uncertain.")
@click.option("--hedged-by", type=click.Choice(Holder, case_sensitive=False), help="Who hedges.")
@click.option("--certainty", type=click.Choice(Certainty, case_sensitive=False), help="How sure its hedges leave it.")
@click.option("--quote-type", type=click.Choice(QuoteType, case_sensitive=False), help="How much of it is in quotes.")
@click.option("--article", metavar="ARTICLE", shell_complete=options.complete_article, help="Id, name, title or hash.")
@click.option("--publisher", metavar="NAME", help="Whole words of its name.")
@click.option("--since", type=Moment(), help="Published on this day or later.")
@click.option("--until", type=Moment(end=True), help="Published on this day or earlier.")
@click.option("--text", metavar="WORDS", help="All of these words are in the claim.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many.")
@options.database
@options.listing()
def command(url: str, style: str | None, article: str | None, **conditions: Any) -> None:
    """List claims: all, or those that meet every condition given.

    CSV and JSON have the columns of the attribution report. `factdb show ARTICLE --why ID` explains one claim.

    \b
    Examples:
      factdb claims --speaker Putin
      factdb claims --status quoted --since 2024-06-01 --until 2024-06-30
      factdb claims --text "nuclear weapons" --hedged --format json
      factdb claims --certainty possible --hedged-by writer
    """
    from factdb.cli.database import existing
    from factdb.cli.output import print_rows
    from factdb.store.find import find_article
    from factdb.store.find_speaker import ambiguous, speakers_called
    from factdb.store.query import REPORT_COLUMNS, ClaimFilter, claims

    with existing(url) as session:
        wanted = ClaimFilter(article=None if article is None else find_article(session, article), **conditions)
        if wanted.speaker is not None and len(found := speakers_called(session, wanted.speaker)) > 1:
            click.echo(f"{ambiguous(wanted.speaker, found)}; --speaker ID keeps to one", err=True)
        print_rows(claims(session, wanted), REPORT_COLUMNS, style, _TABLE, nothing="no such claims")
