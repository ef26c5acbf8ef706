"""``factdb correct``."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from factdb.cli import edit_options, options
from factdb.cli.remedies import line
from factdb.cli.talk import say
from factdb.errors import FactDBError
from factdb.records import Action
from factdb.text.whitespace import short

if TYPE_CHECKING:
    from factdb.store.corrections.edit import EditRequest
    from factdb.store.corrections.left_over import TakenIn
    from factdb.store.corrections.once import Made

# Each decision is kept as it is made, so what is given again changes nothing.
_GOING_ON = "what was decided is kept; mend the rest and give all of it again, which decides nothing twice"


@click.command()
@click.argument("claims", metavar="[CLAIM]...", nargs=-1, shell_complete=options.complete_claim)
@click.option("--accept", "verdict", flag_value="accept", help="All of it is as it should be.")
@click.option("--reject", "verdict", flag_value="reject", help="It is no claim of the article.")
@edit_options.edit_options
@click.option(
    "--from",
    "file",
    type=click.Path(path_type=Path),
    help="Take the decisions from this CSV file, a row each, or from an edited folder of brat.",
)
@options.deciding
@options.database
@click.pass_context
def command(
    ctx: click.Context,
    /,
    claims: tuple[str, ...],
    verdict: Literal["accept", "reject"] | None,
    file: Path | None,
    reviewer: str | None,
    reason: str,
    url: str,
    **said: Any,
) -> None:
    """Accept, reject or change claims, also many from a file.

    CLAIM is the start of an id; several options are one decision, and several claims are all decided so, or none. Words
    are looked for in the claim's sentence, its paragraph and those beside it, and must fit in one place; words that
    stand elsewhere are given by their place (@120-124, as the message says that refuses them). What people decide is
    kept through every later import and extraction, and can be undone.

    \b
    The columns of a file are claim and any of decision (accept, reject, change),
    status, speaker, speaker_kind, quote_type, span, source, cue, hedge, denied
    (yes, no), via, reason, reviewer, and seen (the revision that `factdb claims
    --machine` gives: then a decision is refused if somebody has decided since).
    Empty cells say nothing. What the same person has decided before is not
    decided again.

    \b
    A report comes back as well, or columns of it with claim_id: cells that were
    changed (status, speaker, claim, cue, hedges, denied, via ...) change the
    claim, and a column decision that was added accepts or rejects it.

    A folder is one that `factdb export --format brat` wrote, edited in brat: what was changed of an attribution is
    changed, what was added is added, and what an attribution that is deleted said is the writer's own. A note on an
    attribution that was edited is the reason. Whatever is not clear is named, and changes nothing.

    \b
    Examples:
      factdb correct 3f2a --accept
      factdb correct 3f2a --speaker "Vladimir Putin" --reason "he is meant"
      factdb correct 3f2a --speaker "Jane Doe" --speaker-kind person
      factdb correct 3f2a --status sourced --speaker Putin --source he --cue said
      factdb correct 3f2a --span "signed a pact" --span "on Wednesday"
      factdb correct 3f2a --denied
      factdb correct 3f2a --hedge none
      factdb correct 3f2a 91bc 07de --via "Ann Lee"
      factdb correct --from decisions.csv --reviewer Ann
      factdb correct --from report.xlsx --reviewer Ann
      factdb correct --from annotations/ --reviewer Ann
    """
    request = edit_options.edit_request(said)
    decides = edit_options.says_anything(said)
    if file is not None:
        if claims or verdict or decides:
            raise click.UsageError("--from FILE says all of it: give no claim and no decision beside it")
        if _decide_all(file, reviewer, reason, url):
            ctx.exit(1)
    elif not claims:
        raise click.UsageError("give the start of a claim's id, as `factdb claims` lists it, or --from FILE")
    elif not (verdict or decides):
        raise click.UsageError("say what it is: --accept, --reject, or what to change (see --help)")
    elif verdict and decides:
        raise click.UsageError(f"--{verdict} decides about the whole claim: give nothing to change beside it")
    elif request.spans and len(claims) > 1:
        raise click.UsageError("--span gives the words of one claim: give one CLAIM")
    else:
        _decide_each(claims, Action(verdict or Action.CHANGE), request, reviewer, reason, url)


def _decide_each(
    claims: Sequence[str], action: Action, request: "EditRequest", reviewer: str | None, reason: str, url: str
) -> None:
    """The same decision about each claim, all or none."""
    from factdb.cli.database import correcting
    from factdb.cli.reviewer import reviewer_of
    from factdb.store.corrections.history import told
    from factdb.store.corrections.once import decide_once, edit_once
    from factdb.store.read.find.claim import find_claim

    by = reviewer_of(reviewer, reason)
    with correcting(url) as session:
        made = [
            edit_once(session, target, request, by)
            if action is Action.CHANGE
            else decide_once(session, target, action, by)
            for target in dict.fromkeys(find_claim(session, claim) for claim in claims)
        ]
        lines = [told(session, one.id) for one in made]
    for one, what in zip(made, lines, strict=True):
        if not one.is_new:
            say(f"you decided so already: correction {one.id}, {what}")
        elif len(made) == 1:
            say(f"correction {one.id}: {what}; `factdb undo {one.id}` takes it back")
        else:
            say(f"correction {one.id}: {what}")
    if len(made) > 1 and (new := [one.id for one in made if one.is_new]):
        numbers, them = (f"{new[0]}-{new[-1]}", "them") if len(new) > 1 else (new[0], "it")
        say(f"`factdb undo {numbers}` takes {them} back")
    for one in made:
        tell_of_words(one)


def tell_of_words(made: "Made") -> None:
    """Say which words are in no claim any more, and what adds them; and which are in two, and what mends that."""
    for one in made.left:
        said = "" if one.cue is None else f" --status {one.status} --speaker {one.speaker} --cue {one.cue}"
        adds = f"`factdb claims add {one.article} --span {one.place}{said}` adds it"
        say(f"in no claim any more: “{short(one.words)}”; {adds}")
    tell_of_taken_in(made.taken_in)


def tell_of_taken_in(others: "Iterable[TakenIn]") -> None:
    """Say which claims have words in another now, and what mends that."""
    for other in others:
        rejects, changes = f"`factdb correct {other.claim} --reject`", f"`factdb correct {other.claim} --span WORDS`"
        mends = f"{rejects} takes it out" if other.whole else f"{changes} gives it others, {rejects} takes it out"
        has = "is in this one now" if other.whole else "has some of its words in this one now"
        say(f"claim {other.claim} (“{short(other.words)}”) {has}; {mends}")


def _decide_all(place: Path, reviewer: str | None, reason: str, url: str) -> bool:
    """Each decision in a transaction of its own, so that what is acknowledged stays; True if any failed."""
    from factdb.cli.database import opened
    from factdb.cli.decisions import Decision, of_file, of_folder
    from factdb.cli.progress import track

    engine = opened(url).engine
    decisions = (of_folder if place.is_dir() else of_file)(engine, place, reviewer, reason)
    counts: Counter[str] = Counter()
    is_whole = False
    try:
        for decision in track(decisions, "deciding", None):
            if isinstance(decision, Decision):
                try:
                    counts[decision.make()] += 1
                except FactDBError as error:
                    say(f"factdb: {decision.place}: {line(error)}")
                    counts["failed"] += 1
            else:
                say(f"factdb: {line(decision)}")
                counts["failed"] += 1
        is_whole = True
    finally:
        # A file that cannot be read has one line, which says why.
        outcomes = ("decided", "decided before", "without a decision", "failed")
        if counts.total():
            told = ", ".join(
                f"{number:,} {outcome}" for outcome, number in (dict.fromkeys(outcomes, 0) | counts).items()
            )
            say(told if is_whole and not counts["failed"] else f"{told}; {_GOING_ON}")
        if is_whole and counts.total() and counts["without a decision"] == counts.total():
            say(f"{place}: says nothing new of any claim; change cells, or add a column decision (accept, reject)")
        elif is_whole and not counts.total():
            say(f"{place}: holds no {'edit' if place.is_dir() else 'row'}, so nothing is decided")
    return counts["failed"] > 0
