"""The command line: parse, call, print. Exit codes: 0 done, 1 failed, 2 misused, 130 interrupted."""

import sys
from importlib import import_module
from typing import Any

import click

from factdb.cli.remedies import line
from factdb.errors import FactDBError

# Command to module: a module is imported when its command is used, and does its heavy imports when the command runs.
_MODULES = {
    "import": "importing",
    "reextract": "reextract",
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
    "db": "db",
    "completion": "completion",
}

DEBUG = "factdb.debug"


class Failure(click.ClickException):
    """One line on stderr, and exit 1."""

    def show(self, file: Any = None) -> None:
        """Print the line."""
        click.echo(f"factdb: {self.message}", err=True)


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

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; see the module's docstring for the exit codes."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()  # a reader that has gone is met here, where it is expected, and not at exit
            return result
        except KeyboardInterrupt:
            ctx.exit(130)
        except BrokenPipeError:
            raise  # click ends silently
        except (FactDBError, OSError) as error:
            if ctx.meta.get(DEBUG):
                raise
            raise Failure(_line(error)) from error


def _line(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return line(error) if isinstance(error, FactDBError) else str(error)


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
    cli(prog_name="factdb")
