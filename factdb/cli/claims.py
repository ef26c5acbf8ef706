"""``factdb claims``: what articles put forward, and what people add to it."""

from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factdb.cli import edit_options, options
from factdb.cli.talk import say
from factdb.cli.written import listed_article, told_by_name, write_claims
from factdb.errors import InputError
from factdb.records import (
    Certainty,
    Holder,
    Order,
    Passage,
    QuoteType,
    State,
    Status,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection

_TABLE = {"claim_id": "id", "status": "status", "speaker": "speaker", "claim": "claim", "hedges": "hedges"}


class Moment(click.ParamType[datetime]):
    """An ISO 8601 date or time, in UTC unless it says otherwise; a date alone is its beginning, or its ``end``."""

    name = "DATE"

    def __init__(self, end: bool = False) -> None:
        self._of_a_day = time.max if end else time.min

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment that ``value`` means."""
        from factdb.store.schema.moments import moment_asked

        try:
            return moment_asked(value, self._of_a_day)
        except InputError as error:
            self.fail(str(error), param, ctx)


@click.group(
    cls=options.Listing,
    instead="`factdb claims --article {name}` lists those of an article, `--speaker {name}` what somebody said",
    short_help="List claims, or add one.",
    invoke_without_command=True,
)
@click.option(
    "--speaker",
    metavar="NAME",
    shell_complete=options.complete_speaker,
    help="A name, an alias or an id.",
)
@click.option(
    "--status", type=click.Choice(Status, case_sensitive=False), multiple=True, help="The claim's one-word status."
)
@click.option("--hedged", is_flag=True, default=None, help="Only what a hedge marks as uncertain.")
@options.any_of("--hedged-by", Holder, "Who hedges.")
@click.option(
    "--certainty",
    type=click.Choice(Certainty, case_sensitive=False),
    multiple=True,
    help="How sure its hedges leave it.",
)
@click.option(
    "--quote-type",
    type=click.Choice(QuoteType, case_sensitive=False),
    multiple=True,
    help="How much of it is in quotes.",
)
@click.option("--article", metavar="ARTICLE", shell_complete=options.complete_article, help="Id, name, title or hash.")
@click.option("--publisher", metavar="NAME", help="Whole words of its name.")
@click.option("--since", type=Moment(), help="Published on this day or later.")
@click.option("--until", type=Moment(end=True), help="Published on this day or earlier.")
@click.option("--text", metavar="WORDS", help="All of these words are in the claim.")
@click.option("--state", type=click.Choice(State, case_sensitive=False), help="What people say of it.")
@click.option(
    "--passage", type=click.Choice(Passage, case_sensitive=False), multiple=True, help="What part of the page it is in."
)
@click.option("--relayed", is_flag=True, default=None, help="What is relayed of another: with --speaker, by whom.")
@options.all_passages
@options.without_copies
@click.option(
    "--sort",
    "order",
    type=click.Choice(Order, case_sensitive=False),
    default=Order.TEXT,
    show_default=Order.TEXT.value,
    help="What comes first.",
)
@options.limit
@options.after
@options.machine
@options.output
@options.database
@options.claim_format("table at a terminal, csv when piped")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    url: str,
    style: str | None,
    article: str | None,
    machine: bool,
    without_copies: bool,
    output: Path | None,
    **conditions: Any,
) -> None:
    """List claims, all or those that meet conditions; or add one.

    CSV and JSON have the columns of the attribution report; with --machine also what the engine says and the revision,
    which is the last correction. What is rejected is listed only by --state rejected, and what is no news (bylines,
    credits, datelines, navigation of the page) only by --all-passages or --passage. `factdb show --why ID`
    explains one claim.

    --status, --hedged-by, --certainty, --quote-type and --passage may be given several times: then any of them will do.

    \b
    Examples:
      factdb claims --speaker Putin
      factdb claims --speaker Putin -o putin.xlsx
      factdb claims --status quoted --since 2024-06-01 --until 2024-06-30
      factdb claims --text "nuclear weapons" --hedged --format json
      factdb claims --certainty possible --hedged-by writer
      factdb claims --state disputed --machine
      factdb claims --speaker officials --relayed
      factdb claims --sort newest --limit 100 --after 0123456789abcdef
    """
    if ctx.invoked_subcommand:
        ctx.default_map = {ctx.invoked_subcommand: {"url": url}}
        return
    from factdb.cli.database import left_out, opened
    from factdb.cli.output import ENGINES_OWN
    from factdb.store.connect import as_session
    from factdb.store.read.claims import ClaimFilter
    from factdb.store.schema.view import MACHINE_COLUMNS, REPORT_COLUMNS

    if conditions["since"] and conditions["until"] and conditions["since"] > conditions["until"]:
        raise click.UsageError("--since is after --until: nothing was published then")
    columns, table = REPORT_COLUMNS, _TABLE
    if machine:
        columns, table = (
            (*REPORT_COLUMNS, *MACHINE_COLUMNS, "revision"),
            _TABLE | ENGINES_OWN | {"revision": "revision"},
        )
    with opened(url).engine.connect() as connection:
        number = None if article is None else listed_article(as_session(connection), article)
        without = left_out(as_session(connection), without_copies)
        wanted = ClaimFilter(article=number, without=without, **conditions)
        if wanted.speaker is not None:
            _tell_of_several(connection, wanted.speaker)
        write_claims(
            connection, [wanted], columns, style or told_by_name(output), table, output, nothing="no such claims"
        )


def _tell_of_several(connection: "Connection", speaker: str) -> None:
    from factdb.store.connect import as_session
    from factdb.store.read.find.speaker import ambiguous, find_speakers

    if len(found := find_speakers(as_session(connection), speaker)) > 1:
        say(f"{ambiguous(speaker, found)}; --speaker ID keeps to one")


@command.command()
@click.argument("article", shell_complete=options.complete_article)
@edit_options.edit_options
@options.deciding
@options.database
def add(article: str, reviewer: str | None, reason: str, url: str, **said: Any) -> None:
    """Add a claim to ARTICLE that the machine missed; its id is printed.

    Words must fit in one place of the article; a piece that stands in several is looked for beside the others. A claim
    is unsourced if no --status is given; quoted and sourced need --speaker and --cue, speculative needs --hedge.

    \b
    Examples:
      factdb claims add article --span "China has kept its treaty"
      factdb claims add article --status sourced --span "the pact is void"
          --speaker Putin --source "the president" --cue "told reporters that"
    """
    from factdb.cli.database import opened
    from factdb.cli.reviewer import reviewer_of

    request = edit_options.edit_request(said)
    if not request.spans:
        raise click.UsageError("give the claim's words: --span WORDS, once for each piece")
    by = reviewer_of(reviewer, reason)
    click.echo(opened(url).add_claim(article, request, reviewer=by.name, reason=by.reason))
