"""The options that say which claims are meant, shared by the commands that list and count them."""

from collections.abc import Callable, Collection
from datetime import datetime, time
from functools import reduce, wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from factdb.cli import options
from factdb.cli.output import counted
from factdb.cli.talk import say
from factdb.errors import InputError
from factdb.records import Certainty, Holder, Passage, QuoteType, SpeakerKind, State, Status

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factdb.store.read.claims import ClaimFilter, Publication

Command = TypeVar("Command", bound=Callable[..., Any])


class Moment(click.ParamType[datetime]):
    """A date or time, in UTC unless it says otherwise; a day, month, year or week is its beginning, or its end."""

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


_PUBLICATION = (
    click.option(
        "--publisher",
        metavar="NAME",
        multiple=True,
        shell_complete=options.complete_publisher,
        help="The outlet: whole words of its name.",
    ),
    click.option(
        "--since", type=Moment(), help="Published on this day or later; June 2024, 2024 or last week will do."
    ),
    click.option("--until", type=Moment(end=True), help="Published on this day or earlier, or in this month or year."),
)
speaker_kind = options.any_of("--speaker-kind", SpeakerKind, "What the speaker is.")
_CLAIMS = (
    click.option(
        "--speaker",
        metavar="NAME",
        multiple=True,
        shell_complete=options.complete_speaker,
        help="A name, an alias, an id or Wikidata's id.",
    ),
    speaker_kind,
    options.any_of("--status", Status, "The claim's one-word status."),
    click.option("--hedged", is_flag=True, default=None, help="Only what a hedge marks as uncertain."),
    options.any_of("--hedged-by", Holder, "Who hedges."),
    options.any_of("--certainty", Certainty, "How sure its hedges leave it."),
    options.any_of("--quote-type", QuoteType, "How much of it is in quotes."),
    click.option("--denied/--not-denied", default=None, help="Whether it is put forward as not so."),
    click.option(
        "--min-confidence", type=click.FloatRange(0, 1), metavar="N", help="The engine is so sure, 0 to 1, or surer."
    ),
    click.option(
        "--article", metavar="ARTICLE", shell_complete=options.complete_article, help="Id, name, title or hash."
    ),
    *_PUBLICATION,
    click.option("--text", metavar="WORDS", help='All of these are in the claim: words, "phrases", begin*.'),
    click.option("--state", type=options.OneOf(State), help="What people say of it."),
    options.any_of("--passage", Passage, "What part of the page it is in."),
    click.option(
        "--relayed",
        is_flag=True,
        default=None,
        help="Only what one tells that another said; with --speaker, what that one tells.",
    ),
    options.all_passages,
)


def _asked_with(command: Command, asked: tuple[Callable[[Any], Any], ...]) -> Command:
    @wraps(command)
    def ask(*arguments: Any, **given: Any) -> Any:
        if given["since"] and given["until"] and given["since"] > given["until"]:
            raise click.UsageError("--since is after --until: nothing was published then")
        return command(*arguments, **given)

    return cast(Command, reduce(lambda made, option: option(made), reversed(asked), ask))


def of_publication(command: Command) -> Command:
    """Where and when an article was published: ``--publisher``, ``--since`` and ``--until``."""
    return _asked_with(command, _PUBLICATION)


def of_claims(command: Command) -> Command:
    """All conditions of ``factdb claims``, named as the fields of ``ClaimFilter`` are."""
    return _asked_with(command, _CLAIMS)


def tell_of_several(session: "Session", names: Collection[str]) -> None:
    """Say so if a name is that of several speakers, a part of others' names, or of one who has another by now."""
    if not names:
        return
    from factdb.store.read.find.speaker import ambiguous, called_more, find_speakers, listed, renamed

    for name in names:
        if len(found := find_speakers(session, name)) > 1:
            say(f"{ambiguous(name, found)}; --speaker ID keeps to one")
        if more := called_more(session, name, found):
            # Where several are called so, or more than a surname is known of whoever was found, they are hardly one.
            are_one = len(more) == len(found) == 1 and " " not in found[0].name
            joins = f", or `factdb speakers merge {more[0].id} {found[0].id}` makes them one" if are_one else ""
            say(f"{name}: not those of {listed(more)}; name them as well if they are meant{joins}")
        for one in renamed(session, name, found):
            say(f"{name}: speaker {one.id} is called {one.name} now")


def tell_of_furniture(session: "Session", asked: "ClaimFilter", does: str) -> None:
    """Say how many claims are left out because they are no news, and what ``does`` something with them as well."""
    from factdb.store.read.summary import furniture_left_out

    if more := furniture_left_out(session, asked):
        say(f"{counted(more, 'more claim')} in bylines, datelines or navigation; --all-passages {does} those as well")


def tell_of_undated(session: "Session", asked: "Publication | ClaimFilter") -> None:
    """Say how many articles are left out because they have no date."""
    from factdb.store.read.summary import undated_left_out

    if left := undated_left_out(session, asked):
        say(f"left out {counted(left, 'article')} without a date; `factdb articles set ARTICLE --published` sets it")
