"""``factdb speakers``: who is quoted or cited, and what people decide about them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from factdb.cli import conditions, options
from factdb.cli.talk import say
from factdb.cli.written import write_rows
from factdb.names.kinds import GIVEN_KINDS
from factdb.records import SpeakerKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factdb.store.corrections.chain import Reviewer
    from factdb.store.read.find.speaker import KnownSpeaker

_COLUMNS: tuple[str, ...] = (
    *("speaker_id", "speaker", "kind", "aliases", "quoted", "sourced", "speculative", "total", "roles", "joined_by"),
    *("wikidata", "articles"),
)
_TABLE = {
    "speaker_id": "id",
    "speaker": "speaker",
    "kind": "kind",
    "quoted": "quoted",
    "sourced": "sourced",
    "speculative": "speculative",
    "total": "claims",
    "articles": "articles",
    "aliases": "written as",
    "wikidata": "wikidata",
}
_LOG = {
    **{"id": "id", "made_at": "when (UTC)", "reviewer": "who", "action": "action", "what": "what", "reason": "why"},
    **{"undone_by": "undone by"},
}
_CANDIDATES = {
    **{
        "score": "score",
        "reason": "reason",
        "speaker_id": "id",
        "speaker": "speaker",
        "total": "said",
        "other_id": "id ",
    },
    **{"other": "perhaps the same", "other_total": "said ", "kind": "kind"},
}

# Names of a file, and speakers of such a name, of which more is told than how many there are.
_MOST_TOLD = 20

_speaker = click.argument("speaker", shell_complete=options.complete_speaker)


@click.group(
    cls=options.Listing,
    instead="`factdb claims --speaker {name}` lists what somebody said",
    short_help="List who is quoted or cited, or say who is who.",
    invoke_without_command=True,
)
@conditions.of_publication
@conditions.speaker_kind
@options.all_passages
@options.without_copies
@options.limit
@options.output
@options.database
@options.listing()
@click.pass_context
def command(
    ctx: click.Context,
    /,
    publisher: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    speaker_kind: tuple[SpeakerKind, ...],
    furniture: bool,
    without_copies: bool,
    limit: int | None,
    output: Path | None,
    url: str,
    style: str | None,
) -> None:
    """List who is quoted or cited, and how often; or say who is who.

    The most frequent come first. Quoted and sourced add up to the claims; speculative counts those of them that are
    hedged. With --publisher, --since and --until only articles of that outlet and those days are counted. CSV, JSON and
    Excel also have the roles that articles give them, and the rules and corrections that joined them.

    SPEAKER is an id, or a whole name or alias. What people decide is kept through every later import, and can be
    undone.

    \b
    Examples:
      factdb speakers
      factdb speakers -o speakers.csv
      factdb speakers --speaker-kind person --publisher Gazette --since 2024-06 --until 2024-06
      factdb speakers merge "Hillary Clinton" 17 --reason "the surname alone"
    """
    if ctx.invoked_subcommand:
        ctx.default_map = {ctx.invoked_subcommand: {"url": url, "style": style}}
        return
    from factdb.cli.database import existing, left_out
    from factdb.store.read.claims import Publication
    from factdb.store.read.speakers import speakers

    published = Publication(publisher, since, until)
    with existing(url) as session:
        without = left_out(session, without_copies)
        rows = speakers(
            session, furniture=furniture, without=without, limit=limit, published=published, kind=speaker_kind
        )
        write_rows(rows, _COLUMNS, style, _TABLE, output, nothing="nobody is quoted or cited")
        conditions.tell_of_undated(session, published)


@command.command()
@click.argument("into", metavar="SPEAKER", shell_complete=options.complete_speaker)
@click.argument("others", metavar="OTHER...", nargs=-1, required=True, shell_complete=options.complete_speaker)
@click.option("--any-kind", is_flag=True, help="Also where that makes an organisation of a person, and the like.")
@options.deciding
@options.database
def merge(into: str, others: tuple[str, ...], any_kind: bool, reviewer: str | None, reason: str, url: str) -> None:
    """Make OTHER the same speaker as SPEAKER.

    OTHER is gone: what it said, SPEAKER says, under SPEAKER's name and of SPEAKER's kind; give the fuller name first.
    With --any-kind they may be of different kinds; `factdb speakers kind` changes what one is.

    \b
    Examples:
      factdb speakers merge "Bryan Foote" Foote
      factdb speakers merge "Hillary Clinton" 17 23
    """
    from factdb.cli.database import correcting
    from factdb.cli.reviewer import reviewer_of
    from factdb.names.identity import is_fuller
    from factdb.store.corrections import speakers as corrections
    from factdb.store.corrections.history import told
    from factdb.store.read.find.speaker import find_speaker, find_speakers

    with correcting(url) as session:
        gone = [find_speaker(session, other) for other in others]
        by, stays = reviewer_of(reviewer, reason), find_speaker(session, into)
        names = {number: find_speakers(session, str(number))[0].name for number in (stays, *gone)}
        made = corrections.merge(session, stays, gone, by, any_kind=any_kind)
        what = told(session, made)
    _done(made, what)
    if fuller := next((names[one] for one in gone if is_fuller(names[one], names[stays])), ""):
        say(f"it is called {names[stays]}; `factdb speakers rename {stays} {quote(fuller)}` calls it {fuller}")


@command.command()
@_speaker
@click.option("--article", "articles", metavar="ARTICLE", multiple=True, help="What this article says of SPEAKER.")
@click.option("--named", "names", metavar="NAME", multiple=True, help="What is said under this name.")
@click.option("--name", metavar="NAME", help="What to call the new speaker; SPEAKER's name if not given.")
@options.deciding
@options.database
def split(
    speaker: str,
    articles: tuple[str, ...],
    names: tuple[str, ...],
    name: str | None,
    reviewer: str | None,
    reason: str,
    url: str,
) -> None:
    """Make another speaker of part of what SPEAKER says.

    That is what --article says of SPEAKER, what is said under the name --named, or both; each may be given several
    times. The new speaker's id is printed.

    \b
    Examples:
      factdb speakers split "John Smith" --article gazette-7 --name "John Smith (the baker)"
      factdb speakers split "George Bush" --named "George W. Bush"
    """
    from factdb.cli.database import correcting
    from factdb.cli.reviewer import reviewer_of
    from factdb.store.corrections import speakers as corrections
    from factdb.store.corrections.chain import last
    from factdb.store.corrections.history import told
    from factdb.store.read.find.article import find_article
    from factdb.store.read.find.speaker import find_speaker, find_speakers

    if not articles and not names:
        raise click.UsageError("split off what? --article ARTICLE, --named NAME, or both")
    with correcting(url) as session:
        [found] = find_speakers(session, str(find_speaker(session, speaker)))
        places = [find_article(session, article) for article in articles]
        new = corrections.split(session, found.id, name or found.name, places, names, reviewer_of(reviewer, reason))
        made = last(session.connection())
        what = told(session, made)
    _done(made, what)
    click.echo(new)


@command.command()
@_speaker
@click.argument("name")
@options.deciding
@options.database
def rename(speaker: str, name: str, reviewer: str | None, reason: str, url: str) -> None:
    """Call SPEAKER by another NAME, which is nobody else's of that kind; the old one still finds it.

    \b
    Example:
      factdb speakers rename "Donald J. Trump" "Donald Trump"
    """
    from factdb.store.corrections import speakers as corrections

    _decide(corrections.rename, speaker, name, reviewer, reason, url)


@command.command()
@_speaker
@click.argument("kind", metavar="KIND", type=options.OneOf(GIVEN_KINDS))
@options.deciding
@options.database
def kind(speaker: str, kind: SpeakerKind, reviewer: str | None, reason: str, url: str) -> None:
    """Say that SPEAKER is of another KIND: person, organisation, group, document or unnamed.

    It is kept through every later import, and whoever articles call so and is of that kind is SPEAKER.

    \b
    Example:
      factdb speakers kind "Northern Grid" organisation
    """
    from factdb.store.corrections import speakers as corrections

    _decide(corrections.set_kind, speaker, kind, reviewer, reason, url)


@command.command()
@_speaker
@click.argument("name")
@options.deciding
@options.database
def alias(speaker: str, name: str, reviewer: str | None, reason: str, url: str) -> None:
    """Find SPEAKER by NAME as well.

    Whoever an article calls by exactly that name, and is of the same kind, is SPEAKER.

    \b
    Example:
      factdb speakers alias "Vladimir Putin" "Vladimir Vladimirovich Putin"
    """
    from factdb.store.corrections import speakers as corrections

    _decide(corrections.add_alias, speaker, name, reviewer, reason, url, corrections.namesakes)


@command.command()
@click.argument("correction", type=int, required=False)
@options.deciding
@options.database
def undo(correction: int | None, reviewer: str | None, reason: str, url: str) -> None:
    """Take back a CORRECTION of yours by its id, or your last one about speakers.

    To undo an undoing brings back what it took.

    \b
    Examples:
      factdb speakers undo
      factdb speakers undo 3 --reason "two people after all"
    """
    from factdb.cli.database import correcting
    from factdb.cli.reviewer import reviewer_of
    from factdb.store.corrections.history import told
    from factdb.store.corrections.undo import undo as take_back

    with correcting(url) as session:
        taken_back = take_back(session, correction, reviewer_of(reviewer, reason), of_speakers=True)
        what = told(session, taken_back)
    say(f"correction {taken_back} is undone: {what}")


@command.command()
@options.output
@options.database
@options.listing()
def log(output: Path | None, url: str, style: str | None) -> None:
    """List what people decided about speakers: when, who, what and why.

    \b
    Example:
      factdb speakers log
    """
    from factdb.cli.database import existing
    from factdb.store.corrections import speakers as corrections

    with existing(url) as session:
        made = corrections.log(session)
        write_rows(made, tuple(_LOG), style, _LOG, output, nothing="nobody has decided anything")


@command.command()
@options.limit
@options.output
@options.database
@options.listing()
def candidates(limit: int | None, output: Path | None, url: str, style: str | None) -> None:
    """List speakers who may be one and the same, likeliest first, and why.

    \b
    Examples:
      factdb speakers candidates
      factdb speakers candidates --format csv | head
    """
    from factdb.cli.database import existing
    from factdb.store.read.speakers.candidates import candidates as likely

    with existing(url) as session:
        found = islice(likely(session), limit)
        write_rows(found, tuple(_CANDIDATES), style, _CANDIDATES, output, nothing="no likely duplicates")


@command.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@options.deciding
@options.database
def load(file: Path, reviewer: str | None, reason: str, url: str) -> None:
    """Load an authority FILE: CSV with the columns name, aliases, kind and wikidata.

    Excel's XLSX will do as well. Aliases are parted by semicolons; only the name is needed, and other columns are yours
    (see `factdb report counts --people`). Whoever an article calls by exactly a name or an alias,
    and is of the same kind, is that speaker; who is called so and is of another kind is told, and stays apart until
    `factdb speakers merge` joins the two. A file with a bad row changes nothing; neither does a file loaded before.

    \b
    Example:
      factdb speakers load authority.csv
    """
    from factdb.cli.database import correcting, existing
    from factdb.cli.output import counted
    from factdb.cli.reviewer import reviewer_of
    from factdb.formats.authority import read_authorities
    from factdb.store.corrections import speakers as corrections

    authorities = read_authorities(file)
    with correcting(url) as session:
        changed = corrections.load_authorities(session, authorities, reviewer_of(reviewer, reason or str(file)))
    with existing(url) as session:
        apart = list(corrections.of_other_kinds(session, authorities))
    for number, authority, others in apart[:_MOST_TOLD]:
        say(_apart(number, authority, others))
    if len(apart) > _MOST_TOLD:
        say(f"factdb: {counted(len(apart) - _MOST_TOLD, 'more speaker')} of whose names articles have other kinds")
    say(f"loaded {counted(changed, 'speaker')}, {len(authorities) - changed} already there")


def _apart(number: int, authority: Mapping[str, Any], others: Mapping[str, Sequence[int]]) -> str:
    """That articles have speakers of the same name and of other kinds, and how to join them."""
    ids = [other for some in others.values() for other in some]
    listed = "; ".join(f"{kind} {', '.join(map(str, some[:_MOST_TOLD]))}" for kind, some in others.items())
    join = f"`factdb speakers merge --any-kind {number} {' '.join(map(str, ids[:_MOST_TOLD]))}`"
    loaded = f"factdb: {authority['name']}: loaded as {authority['kind']} {number}"
    return f"{loaded}; articles call others so: {listed}; {join} makes them one"


def _decide(
    decide: "Callable[[Session, int, Any, Reviewer], int]",
    speaker: str,
    becomes: Any,
    reviewer: str | None,
    reason: str,
    url: str,
    takes: "Callable[[Session, int, str], Sequence[KnownSpeaker]] | None" = None,
) -> None:
    """Decide what SPEAKER becomes, and say what was done; also of those whom it ``takes`` with it."""
    from factdb.cli.database import correcting
    from factdb.cli.reviewer import reviewer_of
    from factdb.store.corrections.history import told
    from factdb.store.read.find.speaker import find_speaker, listed

    with correcting(url) as session:
        found = find_speaker(session, speaker)
        taken = takes(session, found, becomes) if takes else ()
        made = decide(session, found, becomes, reviewer_of(reviewer, reason))
        what = told(session, made)
    _done(made, what)
    if taken:
        say(f"{listed(taken)}: all that was said under this name is {found}'s now")


def _done(correction: int, what: str) -> None:
    say(f"correction {correction}: {what}; `factdb speakers undo {correction}` takes it back")
