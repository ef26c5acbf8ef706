"""The command line: parse, call, print. Exit codes: 0 done, 1 failed, 2 misused, 130 interrupted."""

import gc
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

import click

from factdb.cli.remedies import line
from factdb.cli.talk import harmless, say
from factdb.errors import FactDBError

# Command to module: a module is imported when its command is used, and does its heavy imports when the command runs.
_MODULES = {
    "import": "importing",
    "extract": "extract",
    "load": "load",
    "reextract": "reextract",
    "serve": "serve",
    "articles": "articles",
    "show": "show",
    "diff": "diff",
    "claims": "claims",
    "review": "review",
    "correct": "correct",
    "history": "history",
    "undo": "undo",
    "speakers": "speakers",
    "report": "report",
    "export": "export",
    "verify": "verify",
    "seal": "seal",
    "evaluate": "evaluate",
    "backup": "backup",
    "restore": "restore",
    "users": "users",
    "db": "db",
    "datasette-metadata": "datasette",
    "completion": "completion",
}

DEBUG = "factdb.debug"

# New objects after which Python looks for cycles of garbage. What a command makes it mostly needs to its end: with
# Python's own 700 the `diff` of a long article spent two fifths of its time looking.
CYCLES_AFTER = 50_000


class Failure(click.ClickException):
    """One line on stderr, and exit 1."""

    def show(self, file: Any = None) -> None:
        """Print the line."""
        say(f"factdb: {self.message}")


class Commands(click.Group):
    """The top of the command line: finds commands, and turns what goes wrong into one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which a user meets them."""
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; its module is imported here."""
        if cmd_name not in _MODULES:
            return None
        command: click.Command = import_module(f"factdb.cli.{_MODULES[cmd_name]}").command
        return command

    def make_context(self, *args: Any, **settings: Any) -> click.Context:
        """As Click does; what a message repeats of the command line is made harmless to a terminal."""
        with _harmless():
            try:
                return super().make_context(*args, **settings)
            except click.NoSuchOption as error:
                if error.possibilities:
                    raise
                behind = f"options stand behind the command: `factdb COMMAND {error.option_name} ...`"
                raise click.UsageError(f"No such option {error.option_name!r}; {behind}", error.ctx) from error

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As Click does; of an option that is given twice, which Click takes the last of, that is said."""
        if args[0] not in _MODULES:
            from factdb.cli.options import refuse_unknown

            refuse_unknown(ctx, args[0], _MODULES, "`factdb --help` lists them")
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None and not ctx.resilient_parsing:
            _refuse_twice(command, click.Context(command, ctx, name), rest)
        return name, command, rest

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; see the module's docstring for the exit codes."""
        try:
            with _harmless():
                result = super().invoke(ctx)
            sys.stdout.flush()  # a reader that has gone is met here, where it is expected, and not at exit
            return result
        except KeyboardInterrupt:
            _end_interrupted(ctx)
        except BrokenPipeError:
            raise  # click ends silently
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if isinstance(error.__cause__, KeyboardInterrupt):  # it fell into the loading of a library, which failed
                _end_interrupted(ctx)
            if ctx.meta.get(DEBUG):
                raise
            raise Failure(_line(error)) from error


def _refuse_twice(command: click.Command, ctx: click.Context, args: list[str]) -> None:
    """Raise UsageError where one of two values, or of two options that contradict one another, would go unheeded."""
    _, rest, order = command.make_parser(ctx).parse_args(list(args))
    given: dict[str, click.Option] = {}
    for one in order:
        if not isinstance(one, click.Option) or one.multiple or one.name is None:
            continue
        other = given.setdefault(one.name, one)
        if one.opts != other.opts:
            raise click.UsageError(f"{other.opts[-1]} and {one.opts[-1]} contradict one another: give one", ctx)
        if order.count(one) > 1 and not one.is_flag:
            raise click.UsageError(f"{one.opts[-1]} is given twice, and takes one value", ctx)
    if isinstance(command, click.Group) and rest and (inner := command.get_command(ctx, rest[0])):
        _refuse_twice(inner, click.Context(inner, ctx, rest[0]), rest[1:])


@contextmanager
def _harmless() -> Iterator[None]:
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise  # its message is the help, all our own words on many lines
    except click.ClickException as error:
        error.message = harmless(error.message)  # type: ignore[misc]  # final, and nowhere else to be made harmless
        raise


def _line(error: Exception) -> str:
    match error:
        case FactDBError():
            return line(error)
        case FileNotFoundError() if error.filename and not Path(_named(error.filename)).absolute().parent.is_dir():
            return f"{_named(error.filename)}: its folder does not exist; make it, or give another name"
        case OSError() if error.strerror:
            return f"{_named(error.filename)}: {error.strerror}" if error.filename else error.strerror
        case OSError():
            return str(error)
        case UnicodeEncodeError():
            return f"{error.object[:60]!r}: holds a byte that is no text in UTF-8; write it another way"
        case UnicodeDecodeError():
            return "the database holds bytes that are no text in UTF-8: it is damaged; go on from a backup"
        case MemoryError():
            return "there is not enough memory for this; give less at once"
        case _:
            what = " ".join(f"{type(error).__name__}: {error}".split())
            return f"{what:.300}; this is a fault of factdb: --debug shows where, please report it"


def _named(file: str | bytes) -> str:
    return os.fsdecode(file)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with `factdb import FILE`. `factdb COMMAND --help` has examples.",
)
@click.version_option(package_name="factdb", message="%(prog)s %(version)s")
def cli() -> None:
    """Who said what, where exactly it stands, and how sure it is: a claim-and-source database for news text."""


def main() -> None:
    """The ``factdb`` command."""
    _fill_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # What a terminal cannot show is written as \\u2014 and the like, rather than ending the command.
            stream.reconfigure(errors="backslashreplace")
    gc.set_threshold(CYCLES_AFTER)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends as Ctrl-C does, and what is done is told
    sys.unraisablehook = _heed_interrupt
    cli(prog_name="factdb")


def _heed_interrupt(ignored: "sys.UnraisableHookArgs") -> None:
    """Ctrl-C while Python clears away what nobody needs is ignored by it, and so sent again a moment later."""
    if issubclass(ignored.exc_type, KeyboardInterrupt):
        from threading import Timer

        Timer(0.01, os.kill, (os.getpid(), signal.SIGINT)).start()
    else:
        sys.__unraisablehook__(ignored)


def _end_interrupted(ctx: click.Context) -> NoReturn:
    """End the command here: an interrupt that was sent again would end it in another way while Python clears up."""
    if sys.unraisablehook is _heed_interrupt:  # as a command, not within another program
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(130)
    ctx.exit(130)


def _fill_closed_streams() -> None:
    """Where a shell has closed one, the next file opened would take its number, and whatever is printed."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 open as long as we run
