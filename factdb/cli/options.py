"""Options and arguments that several commands share, as decorators."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import click
from click.core import ParameterSource
from click.shell_completion import CompletionItem

from factdb.cli import DEBUG
from factdb.cli.talk import say
from factdb.errors import FactDBError
from factdb.records import EngineChoice, OperatingPoint

# Longer than any sentence of help.
_LONGEST_SENTENCE = 1_000

Command = TypeVar("Command", bound=Callable[..., Any])


def _remember_debug(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    ctx.meta[DEBUG] = value


debug = click.option(
    "--debug",
    is_flag=True,
    expose_value=False,
    callback=_remember_debug,
    help="Show the traceback of an error.",
)


def database(command: Command) -> Command:
    """``--db``, given to the command as ``url``; and ``--debug``."""
    option = click.option(
        "--db",
        "url",
        metavar="URL",
        envvar="FACTDB_DB",
        show_envvar=True,
        default="factdb.db",
        show_default=True,
        help="The database: a file, or postgresql://user@host/name.",
    )
    return option(debug(command))


def listing(default: str | None = None) -> Callable[[Command], Command]:
    """``--format``, given to the command as ``style``; with no default, None lets the output decide."""
    return click.option(
        "--format",
        "style",
        type=click.Choice(["table", "csv", "json"]),
        default=default,
        show_default=default or "table at a terminal, csv when piped",
        help="How to print it.",
    )


def claim_format(otherwise: str) -> Callable[[Command], Command]:
    """``--format`` of a command that writes claims, given to it as ``style``; ``otherwise`` is what stdout gets."""
    return click.option(
        "--format",
        "style",
        type=click.Choice(["table", "csv", "json", "xlsx", "parquet"]),
        help=f"How to write it; xlsx and parquet go to a file.  [default: what OUTPUT ends in, else {otherwise}]",
    )


def any_of(name: str, words: type[StrEnum], told: str) -> Callable[[Command], Command]:
    """An option that takes one of ``words``, and may be given several times: then any of them will do."""
    return click.option(name, type=OneOf(words), multiple=True, help=told)


def named(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """A person's name; an empty one may stand in the environment, and means none there."""
    typed = parameter.name and ctx.get_parameter_source(parameter.name) is ParameterSource.COMMANDLINE
    if typed and value is not None and not value.strip():
        raise click.BadParameter("nobody is called that; give a name")
    return value


reviewer = click.option(
    "--reviewer",
    metavar="NAME",
    callback=named,
    envvar="FACTDB_REVIEWER",
    show_envvar=True,
    help="Who decides; git's user.name if not given.",
)


def deciding(command: Command) -> Command:
    """``--reviewer`` and ``--reason``, for whatever people decide."""
    return reviewer(click.option("--reason", default="", metavar="WORDS", help="Why.")(command))


all_passages = click.option(
    "--all-passages", "furniture", is_flag=True, help="Bylines, credits, datelines and navigation of the page as well."
)

# Neither database counts further.
limit = click.option("--limit", type=click.IntRange(1, 2**31 - 1), metavar="N", help="At most so many.")


def engine_choice(command: Command) -> Command:
    """``--recall`` or ``--precision``, and ``--fast``, given to the command as ``choice``."""

    @click.option("--recall", is_flag=True, help="Miss fewer attributions: keep those that are unsure as well.")
    @click.option(
        "--precision", is_flag=True, help="Keep only attributions that are sure: fewer are wrong, more missed."
    )
    @click.option("--fast", is_flag=True, help="Read with the small model: several times as fast, wrong more often.")
    @wraps(command)
    def read(*args: Any, recall: bool, precision: bool, fast: bool, **options: Any) -> Any:
        if recall and precision:
            raise click.UsageError("--recall keeps more and --precision less: give one of them")
        point = OperatingPoint.RECALL if recall else OperatingPoint.PRECISION if precision else OperatingPoint.BALANCED
        return command(*args, choice=EngineChoice(point, fast), **options)

    return cast(Command, read)


after = click.option("--after", metavar="ID", help="Go on behind the claim with this id, the last that you have.")

jobs = click.option("--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes that extract.")

machine = click.option("--machine", is_flag=True, help="Tell beside each claim what the engine says of it.")

signing = click.option(
    "--key",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    envvar="FACTDB_KEY",
    show_envvar=True,
    default=Path(click.get_app_dir("factdb"), "key.pem"),
    show_default="key.pem in your configuration folder",
    help="Your private key, if there is one.",
)


class Group(click.Group):
    """Commands that belong together; the list of them has each one's first sentence, whole."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """As Click does, but that it cuts a sentence that is longer than a line."""
        commands = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        rows = [(name, one.get_short_help_str(_LONGEST_SENTENCE)) for name, one in commands if one is not None]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


class Listing(Group):
    """A command that lists, and has commands of its own; ``instead`` is what else a person may have meant by {name}."""

    def __init__(self, *args: Any, instead: str, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.instead = instead

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As Click does."""
        refuse_unknown(ctx, args[0], self.commands, self.instead)
        return super().resolve_command(ctx, args)


class OneOf(click.Choice[Any]):
    """One of some words, in any case; of another that looks like one of them that is said."""

    def __init__(self, words: Iterable[Any]) -> None:
        super().__init__(words, case_sensitive=False)

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """What Click says, and what may be meant."""
        from difflib import get_close_matches

        told = super().get_invalid_choice_message(value, ctx).removesuffix(".")
        near = get_close_matches(str(value).lower(), map(str, self.choices), n=1)
        return f"{told}; did you mean {near[0]}?" if near else f"{told}."


def refuse_unknown(ctx: click.Context, name: str, commands: Collection[str], otherwise: str) -> None:
    """Raise UsageError for a command that is not there: with those that look like it or what to do ``otherwise``.

    In that {name} is the word that was typed.
    """
    if name in commands or name.startswith("-") or ctx.resilient_parsing:
        return
    # For whoever mistypes; nobody else should wait for them.
    import shlex
    from difflib import get_close_matches

    near = get_close_matches(name, commands, cutoff=0.7)
    meant = f"did you mean {' or '.join(near)}?" if near else otherwise.format(name=shlex.quote(name))
    raise click.UsageError(f"No such command {name!r}; {meant}", ctx)


# What programs open by a name's ending, and no command writes: they would call the file damaged.
_WRITTEN_NOWHERE = (".doc", ".docx", ".odt", ".pdf", ".rtf")


def refusal_of_name(place: str) -> str | None:
    """Why no command writes a file of that name; None for most names."""
    if not place.lower().endswith(_WRITTEN_NOWHERE):
        return None
    page = "`factdb report html ARTICLE -o FILE.html` writes a page, which a browser prints, or saves as PDF"
    return f"{place!r}: factdb writes no {place.rpartition('.')[2].upper()}; {page}"


class _File(click.Path):
    """A file to write: what ends in a slash is the name of a folder, also of one that is not there yet."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if str(value).endswith("/"):
            self.fail(f"{value!r} names a folder; give a file", param, ctx)
        if refused := refusal_of_name(str(value)):
            self.fail(refused, param, ctx)
        return super().convert(value, param, ctx)


output = click.option(
    "-o",
    "--output",
    type=_File(path_type=Path, dir_okay=False, allow_dash=True),
    help="Write to this file, whole or not at all.",
)


def storable(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """A value that can be stored."""
    if value and any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in value):
        raise click.BadParameter("it holds a byte that is no text in UTF-8; write it another way")
    return value


def day(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> datetime | None:
    """A date as files have them; one that is to come is taken, and told of, for it may be mistyped."""
    from factdb.text.readers.dates import lies_ahead, moment, refusal_of

    found = None if value is None else moment(value)
    if value is not None and found is None:
        raise click.BadParameter(refusal_of(value))
    if found and lies_ahead(found):
        say(f"{value}: that day is still to come; if it is mistyped, `factdb articles set ARTICLE --published` sets it")
    return found


without_copies = click.option("--without-copies", is_flag=True, help="Leave out near copies of an earlier article.")


def _complete(
    column: str, rows: Callable[[Any], Any]
) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    def complete(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from factdb.cli.database import existing

        try:
            with existing(ctx.params.get("url") or "factdb.db") as session:
                names = {str(row[column]) for row in rows(session)}
        except FactDBError:
            return []
        return [CompletionItem(name) for name in sorted(names) if name.casefold().startswith(incomplete.casefold())]

    return complete


def _articles(session: Any) -> Any:
    from factdb.store.read.articles import articles

    return articles(session)


def _speakers(session: Any) -> Any:
    from factdb.store.read.speakers import speakers

    return speakers(session)


complete_article = _complete("name", _articles)
complete_speaker = _complete("speaker", _speakers)
complete_publisher = _complete("publisher", _articles)


def complete_claim(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of claims."""
    from factdb.cli.database import existing
    from factdb.store.read.find.claim import ids_from

    try:
        with existing(ctx.params.get("url") or "factdb.db") as session:
            return [CompletionItem(claim) for claim in ids_from(session, incomplete.lower(), 50)]
    except FactDBError:
        return []
