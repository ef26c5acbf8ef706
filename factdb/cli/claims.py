"""``factdb claims``: what articles put forward, and what people add to it."""

from pathlib import Path
from typing import Any

import click

from factdb.cli import conditions, edit_options, options
from factdb.cli.talk import say
from factdb.cli.written import listed_article, told_by_name, write_claims
from factdb.records import Order
from factdb.text.whitespace import short

_TABLE = {
    "claim_id": "id",
    "status": "status",
    "speaker": "speaker",
    "via": "told by",
    "claim": "claim",
    "hedges": "hedges",
}


@click.group(
    cls=options.Listing,
    instead="`factdb claims --article {name}` lists those of an article, `--speaker {name}` what somebody said",
    short_help="List claims, or add one.",
    invoke_without_command=True,
)
@conditions.of_claims
@options.without_copies
@click.option(
    "--sort",
    "order",
    type=options.OneOf(Order),
    default=Order.TEXT,
    show_default=Order.TEXT.value,
    help="What comes first.",
)
@options.limit
@options.after
@options.machine
@click.option(
    "--with-speaker-id", is_flag=True, help="Tell each speaker's id as well, by which `factdb speakers` tells more."
)
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
    with_speaker_id: bool,
    without_copies: bool,
    output: Path | None,
    **wanted: Any,
) -> None:
    """List claims, all or those that meet conditions; or add one.

    CSV and JSON have the columns of the attribution report; with --machine also what the engine says and the revision,
    which is the last correction; with --with-speaker-id also the id by which a row finds its speaker in `factdb
    speakers`, whose Wikidata id stands there. What is rejected is listed only by --state rejected, and what is no news
    (bylines, credits, datelines, navigation of the page) only by --all-passages or --passage. `factdb show --why ID`
    explains one claim.

    --speaker, --publisher, --status, --speaker-kind, --hedged-by, --certainty, --quote-type and --passage may be given
    several times: then any of them will do.

    \b
    Examples:
      factdb claims --speaker Putin
      factdb claims --speaker Putin -o putin.xlsx
      factdb claims --status quoted --since 2024-06-01 --until 2024-06-30
      factdb claims --text "nuclear weapons" --hedged --format json
      factdb claims --text '"car bomb" explo*'
      factdb claims --certainty possible --hedged-by writer
      factdb claims --speaker-kind person --min-confidence 0.9 --since 2024-06 --until 2024-08
      factdb claims --state disputed --machine
      factdb claims --with-speaker-id -o claims.csv
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

    columns, table = REPORT_COLUMNS, _TABLE
    if machine:
        columns, table = (
            (*REPORT_COLUMNS, *MACHINE_COLUMNS, "revision"),
            _TABLE | ENGINES_OWN | {"revision": "revision"},
        )
    if with_speaker_id:
        columns, table = (*columns, "speaker_id"), table | {"speaker_id": "speaker's id"}
    with opened(url).engine.connect() as connection:
        number = None if article is None else listed_article(as_session(connection), article)
        without = left_out(as_session(connection), without_copies)
        conditions.tell_of_several(as_session(connection), wanted["speaker"])
        asked = ClaimFilter(article=number, without=without, **wanted)
        write_claims(
            connection, [asked], columns, style or told_by_name(output), table, output, nothing="no such claims"
        )
        conditions.tell_of_undated(as_session(connection), asked)
        conditions.tell_of_furniture(as_session(connection), asked, "lists")


@command.command()
@click.argument("article", shell_complete=options.complete_article)
@edit_options.edit_options
@options.deciding
@options.database
def add(article: str, reviewer: str | None, reason: str, url: str, **said: Any) -> None:
    """Add a claim to ARTICLE that the machine missed; its id is printed.

    Words must fit in one place of the article; a piece that stands in several is looked for beside the others. A claim
    is unsourced if no --status is given; quoted and sourced need --speaker and --cue, speculative needs --hedge. Where
    there is one of mostly the same words, you are told, for it may better be changed; `factdb undo` takes yours back.

    \b
    Examples:
      factdb claims add article --span "China has kept its treaty"
      factdb claims add article --status sourced --span "the pact is void"
          --speaker Putin --source "the president" --cue "told reporters that"
    """
    from factdb.cli.correct import tell_of_taken_in
    from factdb.cli.database import correcting
    from factdb.cli.reviewer import reviewer_of
    from factdb.store.corrections.decide import add_claim, alike
    from factdb.store.corrections.edit import resolve_addition
    from factdb.store.corrections.history import told
    from factdb.store.corrections.left_over import taken_in_whole
    from factdb.store.corrections.repeated import own_corrections_of
    from factdb.store.read.find.article import find_article

    request = edit_options.edit_request(said)
    if not request.spans:
        raise click.UsageError("give the claim's words: --span WORDS, once for each piece")
    by = reviewer_of(reviewer, reason)
    with correcting(url) as session:
        found = find_article(session, article)
        change = resolve_addition(session, found, request)
        others = alike(session, found, change.spans or ())
        added = add_claim(session, found, change, by)
        made = own_corrections_of(session, added, by.name)[-1]
        what = told(session, made)
        inside = taken_in_whole(session, added, others)
    click.echo(added.key)
    say(f"correction {made}: {what}; `factdb undo {made}` takes it back")
    for number, words in others.items():
        mend = f"`factdb correct {number} --span` changes those"
        say(f"claim {number} has mostly the same words (“{short(words)}”); {mend}")
    tell_of_taken_in(inside)
