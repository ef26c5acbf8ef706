import shlex
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from factdb.cli import cli


def commands(group: click.Group, names: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*names, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*names, name))


COMMANDS = dict(commands(cli))


@pytest.mark.parametrize("names", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example(names: tuple[str, ...]) -> None:
    result = CliRunner().invoke(cli, [*names, "--help"], prog_name="factdb")
    assert result.exit_code == 0
    _, found, examples = result.output.partition("Example")
    assert found, "no example"
    assert f"factdb {' '.join(names)}" in examples


@pytest.mark.parametrize("names", COMMANDS, ids=" ".join)
def test_every_option_is_explained(names: tuple[str, ...]) -> None:
    for parameter in COMMANDS[names].params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


GROUPS = [(), *(names for names, command in COMMANDS.items() if isinstance(command, click.Group))]


@pytest.mark.parametrize("names", GROUPS, ids=" ".join)
def test_the_list_of_commands_cuts_no_sentence_short(names: tuple[str, ...]) -> None:
    result = CliRunner().invoke(cli, [*names, "--help"], terminal_width=80)
    assert result.exit_code == 0
    assert "..." not in result.output.partition("Commands:")[2]


@pytest.mark.parametrize("names", [(), ("report",), ("db",)], ids=" ".join)
def test_a_command_without_its_subcommand_shows_its_help_line_by_line(names: tuple[str, ...]) -> None:
    bare = CliRunner().invoke(cli, names, prog_name="factdb")
    asked = CliRunner().invoke(cli, [*names, "--help"], prog_name="factdb")
    assert bare.exit_code == 2
    assert bare.stderr == asked.stdout


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys; from click.testing import CliRunner; from factdb.cli import cli; "
        "assert CliRunner().invoke(cli, ['--help']).exit_code == 0; "
        "heavy = ('sqlalchemy', 'alembic', 'onnxruntime', 'numpy', 'rich', 'psycopg'); "
        "print([name for name in heavy if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("impport news/", "No such command 'impport'; did you mean import?"),
        ("speaker Putin", "No such command 'speaker'; did you mean speakers?"),
        ("help", "No such command 'help'; `factdb --help` lists them"),
        ("claims add", "Missing argument 'ARTICLE'"),
        ("claims ad", "No such command 'ad'; did you mean add?"),
        ("claims bridge", "`factdb claims --article bridge` lists those of an article"),
        ("speakers 'Kim Jong Un'", "`factdb claims --speaker 'Kim Jong Un'` lists what somebody said"),
        ("--verson", "No such option '--verson'"),
        ("--db x.db articles", "'--db'; options stand behind the command: `factdb COMMAND --db ...`"),
        ("speakers kind Ann organization", "did you mean organisation?"),
        ("claims --status qoted", "did you mean quoted?"),
    ],
)
def test_a_command_that_is_not_there_is_told_from_what_was_meant(line: str, says: str) -> None:
    result = CliRunner().invoke(cli, shlex.split(line), prog_name="factdb")
    assert result.exit_code == 2
    assert says in result.stderr
