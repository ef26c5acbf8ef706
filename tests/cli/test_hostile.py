"""Every command with every option and argument given what nobody should give: a line or two, and never a traceback."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
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
from tests.formats.samples import TEXT
from tests.store.loading import load_all

# Which what reads whole folders would read for a long time.
FOLDERS = ("/", "..")
LONE_SURROGATES = "\udcff\ud83d"
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
    LONE_SURROGATES,
    "'; DROP TABLE claim; --",
    '"*" OR NEAR(',
    *FOLDERS,
    "~",
    "/dev/null",
    "a@99999999999999999999",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "postgresql://me:s3cret@h:abc/n",
    "postgresql://h/n?password=s3cret&x=\x1b[1m",
    "sqlite:///x?timeout=abc",
    "mysql://me:s3cret@h/n",
)

# What is typed, or comes from another program.
TYPED: tuple[str | bytes, ...] = ("q\n", b"\xff\xfe\x00\x1b]0;x\x07\n", "", "a" * 5000, b"\x1b[A\x1b[200~\x03\x04\x1a")

# What a server takes in another way than SQLite: numbers that no column holds, text that it cannot store, its syntax.
ODD_FOR_A_SERVER = ("99999999999999999999", LONE_SURROGATES, "'; DROP TABLE claim; --", '"*" OR NEAR(')

# What else a command needs to get as far as using the value: of what is stored, and of the files that lie here.
NEEDED = {
    "sources": "article.txt",
    "claim": "ba13a00e",
    "claims": "ba13a00e",
    "article": "1",
    "later": "1",
    "articles": "1",
    "file": "out",
    "speaker": "1",
    "into": "1",
    "others": "2",
    "name": "Somebody",
    "role": "reader",
    "revision": "head",
    "shell": "bash",
    "gold": ".",
    "folder": ".",
    "report": "report.csv",
    "texts": "hard.txt",
    "correction": "1",
    "corrections": "1",
    "kind": "person",
}
NEEDED_BY = {("speakers", "load"): {"file": "people.csv"}, ("load",): {"folder": "shards"}}

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


# The command that each parameter is first seen at: an option of many commands is one piece of code.
FIRST: dict[str | None, click.Command] = {}
TURN: dict[int, int] = {}
for _command in COMMANDS.values():
    TURN[id(_command)] = len(TURN)
    for _parameter in _command.params:
        FIRST.setdefault(_parameter.name, _command)


def values(command: click.Command, place: int) -> Sequence[str]:
    """Everything hostile for a parameter's first command; for the others a ninth of it, another for each in turn.

    An option of many commands is one piece of code, and meets all of it again at every ninth of them.
    """
    if FIRST[command.params[place].name] is command:
        return HOSTILE
    return HOSTILE[(place + TURN[id(command)]) % 9 :: 9]


def lines(
    names: tuple[str, ...], values: Callable[[click.Command, int], Sequence[str]] = values
) -> Iterator[list[str]]:
    """The command with its parameters given hostile values, one at a time, and what else it needs, or may have."""
    command = COMMANDS[names]
    known = NEEDED | NEEDED_BY.get(names, {})
    arguments = [one for one in command.params if isinstance(one, click.Argument)]
    required = [known[str(one.name)] for one in arguments if one.required]
    every = [known[str(one.name)] for one in arguments]
    for place, parameter in enumerate(command.params):
        for number, value in enumerate(values(command, place)):
            if parameter.name in ("sources", "texts") and value in FOLDERS:  # all of which would be read
                continue
            if isinstance(parameter, click.Argument):
                yield ["--", *(value if one is parameter else known[str(one.name)] for one in arguments)]
            elif isinstance(parameter, click.Option) and not parameter.is_flag:
                yield [max(parameter.opts, key=len), value, "--", *(required if number % 3 == 2 else every)]
    yield ["--no-such-\x1b[2J-option"]
    yield [*required, "\x1b]0;x\x07", "\udcff", "too", "many"]


def flags(names: tuple[str, ...]) -> Iterator[list[str]]:
    """The command with each of its flags, and each two of them."""
    known = NEEDED | NEEDED_BY.get(names, {})
    params = COMMANDS[names].params
    every = [known[str(one.name)] for one in params if isinstance(one, click.Argument)]
    given = [max(one.opts, key=len) for one in params if isinstance(one, click.Option) and one.is_flag]
    without_traceback = [one for one in given if one != "--debug"]
    yield every
    for count in (1, 2):
        for chosen in combinations(without_traceback, count):
            yield [*chosen, "--", *every]


def run(names: tuple[str, ...], words: list[str], typed: str | bytes = "q\n") -> Any:
    return CliRunner().invoke(cli, [*names, *words], prog_name="factdb", input=typed)


@pytest.fixture(scope="module")
def files(stored: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every file that a command may need."""
    folder = tmp_path_factory.mktemp("files")
    (folder / "article.txt").write_text("It may rain, said Ann Lee.\n", encoding="utf-8")
    (folder / "hard.txt").write_bytes(TEXT.encode())
    (folder / "people.csv").write_text("name,kind\nCora Dunn,person\n", encoding="utf-8")
    for words in (
        ["report", "attribution", "hard", "-o", str(folder / "report.csv")],
        ["export", "--format", "parquet", "-o", str(folder / "shards")],
    ):
        assert CliRunner().invoke(cli, [*words, "--db", str(stored)]).exit_code == 0
    return folder


@pytest.fixture
def surely(here: Path, stored: Path, files: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Runs a command where everything it may need is there, and looks at what it says."""
    monkeypatch.setenv("FACTDB_DB", "news.db")
    monkeypatch.setenv("FACTDB_REVIEWER", "Ann")
    monkeypatch.setattr("factdb.web.serving.serve", lambda *_: None)  # which ends when somebody ends it

    database = here / "news.db"
    needed = list(files.iterdir())
    copied: os.stat_result | None = None

    def surely(names: tuple[str, ...], words: list[str], typed: str | bytes = "q\n") -> None:
        nonlocal copied
        if copied is None or not database.exists() or not _same(database.stat(), copied):
            copy(stored, database)
            copied = database.stat()
        for one in needed:
            if not (here / one.name).exists():
                (here / one.name).symlink_to(one)
        result = run(names, words, typed)
        assert result.exit_code in (0, 1, 2), (words, result.output)
        assert result.exception is None or isinstance(result.exception, SystemExit), words
        assert "fault of factdb" not in result.stderr, (words, result.stderr)
        assert not _CONTROL.search(result.stderr), (words, result.stderr)
        assert "s3cret" not in result.output, words
        if result.exit_code == 1:
            assert len(result.stderr.splitlines()) <= 2 + max(len(words), 1), (words, result.stderr)
        for left in set(here.iterdir()) - {database}:
            if left.is_symlink() and left.readlink() in needed:
                continue
            if left.is_symlink() or left.is_file():
                left.unlink()

    return surely


def _same(now: os.stat_result, then: os.stat_result) -> bool:
    """Whether nothing was written to a file: most commands end before that, or only read."""
    return (now.st_ino, now.st_size, now.st_mtime_ns) == (then.st_ino, then.st_size, then.st_mtime_ns)


@pytest.mark.parametrize("names", list(COMMANDS), ids=" ".join)
def test_no_value_brings_a_traceback(names: tuple[str, ...], surely: Callable[..., None]) -> None:
    for words in lines(names):
        surely(names, words)


@pytest.mark.parametrize("names", list(COMMANDS), ids=" ".join)
def test_no_flags_bring_a_traceback(names: tuple[str, ...], surely: Callable[..., None]) -> None:
    for number, words in enumerate(flags(names)):
        surely(names, words, TYPED[number % len(TYPED)])


@pytest.mark.parametrize(
    ("variable", "names"),
    [("FACTDB_DB", ("claims",)), ("FACTDB_REVIEWER", ("correct",)), ("FACTDB_KEY", ("seal",))],
)
def test_no_setting_brings_a_traceback(
    variable: str, names: tuple[str, ...], surely: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    for value in [*HOSTILE, "\udcff"]:
        if value == LONE_SURROGATES:
            continue  # which no environment can hold
        monkeypatch.setenv(variable, value)
        surely(names, ["--accept", "--", NEEDED["claim"]] if names == ("correct",) else [])


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
    for words in lines(names, lambda _, place: ODD_FOR_A_SERVER[place % 2 :: 2]):
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
