"""``factdb correct``."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from factdb.cli import edit_options, options
from factdb.cli.remedies import line
from factdb.cli.talk import say
from factdb.errors import FactDBError

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from factdb.formats.decisions import DecisionRow


@click.command()
@click.argument("claim", required=False, shell_complete=options.complete_claim)
@click.option("--accept", "verdict", flag_value="accept", help="All of it is as it should be.")
@click.option("--reject", "verdict", flag_value="reject", help="It is no claim of the article.")
@edit_options.edit_options
@click.option(
    "--from",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Take the decisions from this CSV file, a row each.",
)
@options.deciding
@options.database
@click.pass_context
def command(
    ctx: click.Context,
    /,
    claim: str | None,
    verdict: Literal["accept", "reject"] | None,
    file: Path | None,
    reviewer: str | None,
    reason: str,
    url: str,
    **said: Any,
) -> None:
    """Accept, reject or change a CLAIM, or many from a file.

    CLAIM is the start of its id; several options are one decision. Words are looked for beside the claim, then in the
    rest of the article, and must fit in one place. What people decide is kept through every later
    import and extraction, and can be undone.

    \b
    The columns of a file are claim and any of decision (accept, reject, change),
    status, speaker, speaker_kind, quote_type, span, source, cue, hedge, reason,
    reviewer, and seen (the revision that `factdb claims --machine` gives: then
    a decision is refused if somebody has decided since). Empty cells say nothing.
    What the same person has decided before is not decided again.

    \b
    Examples:
      factdb correct 3f2a --accept
      factdb correct 3f2a --speaker "Vladimir Putin" --reason "he is meant"
      factdb correct 3f2a --speaker "Jane Doe" --speaker-kind person
      factdb correct 3f2a --status sourced --speaker Putin --source he --cue said
      factdb correct 3f2a --span "signed a pact" --span "on Wednesday"
      factdb correct --from decisions.csv --reviewer Ann
    """
    request = edit_options.edit_request(said)
    decides = verdict is not None or any(said.values())
    if file is not None:
        if claim or decides:
            raise click.UsageError("--from FILE says all of it: give no claim and no decision beside it")
        if _decide_all(file, reviewer, reason, url):
            ctx.exit(1)
    elif not claim:
        raise click.UsageError("give the start of a claim's id, as `factdb claims` lists it, or --from FILE")
    elif not decides:
        raise click.UsageError("say what it is: --accept, --reject, or what to change (see --help)")
    elif verdict and any(said.values()):
        raise click.UsageError(f"--{verdict} decides about the whole claim: give nothing to change beside it")
    else:
        from factdb.cli.database import opened
        from factdb.cli.reviewer import reviewer_of

        by = reviewer_of(reviewer, reason)
        made = opened(url).correct(claim, verdict or request, reviewer=by.name, reason=by.reason)
        say(f"correction {made}: `factdb undo {made}` takes it back")


def _decide_all(file: Path, reviewer: str | None, reason: str, url: str) -> bool:
    """Each row in a transaction of its own, so that what is acknowledged stays; True if any row failed."""
    from factdb.cli.database import opened
    from factdb.cli.progress import track
    from factdb.errors import InputError
    from factdb.formats.decisions import read_decisions

    engine = opened(url).engine
    counts: Counter[str] = Counter()
    try:
        for row in track(read_decisions(file), "deciding", None):
            if isinstance(row, InputError):
                say(f"factdb: {row}")
                counts["failed"] += 1
            elif row.action is None:
                counts["without a decision"] += 1
            else:
                try:
                    counts["decided" if _decide_row(engine, row, reviewer, reason) else "decided before"] += 1
                except FactDBError as error:
                    say(f"factdb: {file}: row {row.row}: {line(error)}")
                    counts["failed"] += 1
    finally:
        # A file that cannot be read has one line, which says why.
        outcomes = ("decided", "decided before", "without a decision", "failed")
        if counts.total():
            say(", ".join(f"{counts[outcome]:,} {outcome}" for outcome in outcomes))
    return counts["failed"] > 0


def _decide_row(engine: "Engine", row: "DecisionRow", reviewer: str | None, reason: str) -> bool:
    """False if the same person has decided just this already."""
    from factdb.cli.reviewer import reviewer_of
    from factdb.records import Action
    from factdb.store.connect import writing
    from factdb.store.corrections.decide import decide
    from factdb.store.corrections.edit import resolve_edit
    from factdb.store.corrections.repeated import repeats_own_decision
    from factdb.store.read.find_claim import find_claim

    assert row.action is not None
    with writing(engine) as session:
        target = find_claim(session, row.claim)
        who = reviewer_of(row.reviewer or reviewer, row.reason or reason)
        change = resolve_edit(session, target, row.request) if row.action is Action.CHANGE else None
        if repeats_own_decision(session, target, who.name, row.action, change):
            return False
        decide(session, target, row.action, who, change, row.seen)
        return True
