"""Every command with every option and argument given what nobody should give: a line or two, and never a traceback."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from shutil import copy
from typing import Any

import click
import pytest
from click.testing import CliRunner

from factdb.cli import cli
from factdb.store.connect import make_engine, reading, writing
from factdb.store.save import save
from tests.cli.test_help import COMMANDS
from tests.conftest import new_postgres
from tests.store.loading import load_all

HOSTILE = (
    "",
    "-",
    "-1",
    "0",
    "99999999999999999999",
    "9" * 5000,
    "x" * 300,
    "a/" * 3000,
    "\x1b]0;title\x07\x1b[2J",
    "\x9b31m\x9d0;title\x9c",
    "one\ntwo\rthree\tfour",
    "\u202eevil\u2028\u2029",
    "\udcff\ud83d",
    "'; DROP TABLE claim; --",
    '"*" OR NEAR(',
    "/dev/null",
    "a@99999999999999999999",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "postgresql://me:s3cret@h:abc/n",
    "postgresql://h/n?password=s3cret&x=\x1b[1m",
    "sqlite:///x?timeout=abc",
    "mysql://me:s3cret@h/n",
)

# What a server takes in another way than SQLite: numbers that no column holds, text that it cannot store, its syntax.
ODD_FOR_A_SERVER = ("99999999999999999999", "\udcff\ud83d", "'; DROP TABLE claim; --", '"*" OR NEAR(')

# What else a command needs to get as far as using the value.
NEEDED = {
    "claim": "00",
    "article": "1",
    "articles": "1",
    "paths": "article.txt",
    "file": "out",
    "speaker": "1",
    "into": "1",
    "others": "2",
    "name": "Somebody",
    "revision": "head",
    "shell": "bash",
    "gold": ".",
    "folder": ".",
    "report": "report.csv",
    "correction": "1",
}

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


# The command that each parameter is first seen at: an option of many commands is one piece of code.
FIRST: dict[str | None, click.Command] = {}
for _command in COMMANDS.values():
    for _parameter in _command.params:
        FIRST.setdefault(_parameter.name, _command)


def values(command: click.Command, place: int) -> Sequence[str]:
    """Everything hostile for a parameter's first command; for each of the others a third, by the parameter's place."""
    if FIRST[command.params[place].name] is command:
        return HOSTILE
    return HOSTILE[place % 3 :: 3]


def lines(
    command: click.Command, values: Callable[[click.Command, int], Sequence[str]] = values
) -> Iterator[list[str]]:
    """The command with its parameters given hostile values, one at a time, and what else it needs."""
    arguments = [one for one in command.params if isinstance(one, click.Argument)]

    def needed(besides: click.Parameter) -> list[str]:
        return [NEEDED.get(str(one.name), "x") for one in arguments if one.required and one is not besides]

    for place, parameter in enumerate(command.params):
        for value in values(command, place):
            if isinstance(parameter, click.Argument):
                yield ["--", *(value if one is parameter else NEEDED.get(str(one.name), "x") for one in arguments)]
            elif isinstance(parameter, click.Option) and not parameter.is_flag:
                yield [max(parameter.opts, key=len), value, "--", *needed(parameter)]
    yield ["--no-such-\x1b[2J-option"]
    yield [*needed(click.Option(["--none"])), "\x1b]0;x\x07", "\udcff", "too", "many"]


def run(names: tuple[str, ...], words: list[str]) -> Any:
    return CliRunner().invoke(cli, [*names, *words], prog_name="factdb", input="q\n")


@pytest.mark.parametrize("names", list(COMMANDS), ids=" ".join)
def test_no_value_brings_a_traceback(
    names: tuple[str, ...], here: Path, stored: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTDB_DB", "news.db")
    monkeypatch.setenv("FACTDB_REVIEWER", "Ann")
    monkeypatch.setattr("factdb.web.serving.serve", lambda *_: None)  # which ends when somebody ends it
    for words in lines(COMMANDS[names]):
        if not (here / "news.db").exists() or names[0] in ("db", "undo", "import", "speakers"):
            copy(stored, here / "news.db")
        (here / "article.txt").write_text("It may rain, said Ann Lee.\n", encoding="utf-8")
        (here / "report.csv").write_text("claim\n", encoding="utf-8")
        result = run(names, words)
        assert result.exit_code in (0, 1, 2), (words, result.output)
        assert result.exception is None or isinstance(result.exception, SystemExit), words
        assert "fault of factdb" not in result.stderr, (words, result.stderr)
        assert not _CONTROL.search(result.stderr), (words, result.stderr)
        assert "s3cret" not in result.output, words
        if result.exit_code == 1:
            assert len(result.stderr.splitlines()) <= 2 + max(len(words), 1), (words, result.stderr)
        for left in set(here.iterdir()) - {here / "news.db"}:
            if left.is_file():
                left.unlink()


@pytest.fixture(scope="module")
def on_server(stored: Path, postgres_url: Callable[[str], str], migrated_postgres: str) -> Iterator[str]:
    """The URL of a PostgreSQL database with the same articles."""
    with new_postgres(postgres_url, migrated_postgres) as url:
        file, server = make_engine(str(stored)), make_engine(url)
        with reading(file) as old, writing(server) as new:
            for article, extraction in load_all(old):
                save(new, article, extraction)
        file.dispose()
        server.dispose()
        yield url


@pytest.mark.parametrize(
    "names", [("claims",), ("show",), ("correct",), ("speakers", "merge"), ("undo",)], ids=" ".join
)
def test_a_server_is_asked_for_nothing_that_it_cannot_take(
    names: tuple[str, ...], here: Path, on_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTDB_DB", on_server)
    monkeypatch.setenv("FACTDB_REVIEWER", "Ann")
    for words in lines(COMMANDS[names], lambda _, place: ODD_FOR_A_SERVER[place % 2 :: 2]):
        result = run(names, words)
        assert result.exit_code in (0, 1, 2), (words, result.output)
        assert result.exception is None or isinstance(result.exception, SystemExit), words
        assert "fault of factdb" not in result.stderr, (words, result.stderr)


def test_a_fault_is_one_line_without_debug_and_a_traceback_with_it(monkeypatch: pytest.MonkeyPatch, ask: Any) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a \x1b[2Jfault")

    monkeypatch.setattr("factdb.store.read.articles.articles", broken)
    told = ask("articles")
    assert (told.exit_code, told.stdout) == (1, "")
    assert told.stderr.startswith("factdb: ZeroDivisionError: a ␛[2Jfault; this is a fault of factdb: --debug")
    assert isinstance(ask("articles", "--debug").exception, ZeroDivisionError)
