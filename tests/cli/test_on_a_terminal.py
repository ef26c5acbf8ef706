"""Whatever is stored, a terminal gets no control character of it, in whatever form it is listed."""

import re
from collections.abc import Iterator
from pathlib import Path

import click.testing
import pytest

from factdb.store.connect import make_engine
from factdb.store.schema import migrate as schema
from tests.cli.conftest import Run
from tests.web.hostile import fill

_HARM = (
    "\x1b]0;title\x07\x1b[2Jx",
    "\x9b31m\x9d0;title\x9cx",
    "a\rb\x08c\x7fd\x0ce\x0bf\tg",
    "\u202eevil\u2066\x85g",
    "".join(map(chr, range(1, 0x20))) + "h",
)

# Colours, links and what our own progress draws are ours.
_OURS = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b\x07]*\x1b\\")
_PROGRESS = re.compile(r"\r|\x1b\[(?:2K|1A|\?25[lh])")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with control characters in everything that can be told of an article, a speaker or a decision."""
    path = tmp_path_factory.mktemp("hostile") / "news.db"
    engine = make_engine(str(path))
    schema.upgrade(engine)
    fill(engine, _HARM)
    engine.dispose()
    return path


def shown() -> Iterator[str]:
    yield from (f"show {number}" for number in range(1, len(_HARM) + 1))
    yield from ("articles", "articles --versions", "articles --appearances", "diff 1", "speakers log")
    for listing in ("claims", "claims --machine", "speakers", "history"):
        yield from (f"{listing} --format {style}" for style in ("table", "csv", "json"))
    yield from ("report attribution", "report summary", "report summary --format csv", "report html 1 2")
    yield from ("export --format jsonl", "verify", "seal", "review --reviewer Ann", "datasette-metadata")


@pytest.mark.parametrize("line", list(shown()))
def test_no_control_character_of_a_text_reaches_a_terminal(
    line: str, run: Run, hostile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(click.testing._NamedTextIOWrapper, "isatty", lambda _: True)
    database = [] if line == "datasette-metadata" else ["--db", hostile]
    done = run(*line.split(), *database, input="q\n")
    assert done.exit_code in (0, 1), done.output
    assert done.stdout or line in ("verify", "diff 1", "speakers log"), line
    assert not _CONTROL.search(_OURS.sub("", done.stdout))
    assert not _CONTROL.search(_PROGRESS.sub("", _OURS.sub("", done.stderr)))


def test_a_program_gets_every_character(run: Run, hostile: Path) -> None:
    listed = run("claims", "--format", "csv", "--db", hostile).stdout
    assert "\x9d0;title\x9cx" in listed
