"""A database is made with the first article that is stored in it: an import that stores nothing leaves nothing."""

import csv
import signal
import subprocess
import sys
from contextlib import suppress
from io import StringIO
from pathlib import Path
from shutil import copy

import pytest

from factdb import ingest
from factdb.errors import InputError
from factdb.extract import chosen
from factdb.extract.engine import Extractor
from factdb.extract.tagging.files import MODEL
from factdb.store.connect import make_engine
from factdb.store.schema import version
from tests.cli.conftest import SEED, Run

BAD = {
    "binary.txt": b"\x00\x01\x02\xff" * 10,
    "blank.txt": b" \n\t\n",
    "half.jsonl": b'{"text": "half of a pair: \\ud800"}\n',
    "zero.jsonl": b'{"text": "a zero: \\u0000"}\n',
}


@pytest.mark.parametrize("name", [*BAD, "nowhere.txt"])
def test_a_first_import_that_fails_leaves_nothing(run: Run, here: Path, name: str) -> None:
    for bad, data in BAD.items():
        (here / bad).write_bytes(data)
    before = sorted(here.iterdir())
    result = run("import", name)
    assert result.exit_code == 1
    assert "1 failed" in result.stderr
    assert "made the database" not in result.stderr
    assert sorted(here.iterdir()) == before


def test_a_first_import_that_fails_leaves_no_tables(blank_url: str, run: Run, here: Path) -> None:
    (here / "half.jsonl").write_bytes(BAD["half.jsonl"])
    assert run("import", "half.jsonl", "--db", blank_url).exit_code == 1
    assert version.is_empty(make_engine(blank_url))
    assert run("import", SEED, "--db", blank_url).stderr.startswith("made the database ")
    assert run("verify", "--db", blank_url).exit_code == 0


def test_what_fails_while_the_first_article_is_stored_leaves_nothing(
    blank_url: str, run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise InputError("not this one")

    monkeypatch.setattr(ingest, "outcomes", refused)  # which is asked when all else is stored
    assert run("import", SEED, "--db", blank_url).exit_code == 1
    assert version.is_empty(make_engine(blank_url))
    assert list(here.iterdir()) == []


def end(begun: "subprocess.Popen[str]", sign: signal.Signals) -> None:
    """Ask it to end, again if need be: Python sleeps through what comes just before it reads."""
    while begun.poll() is None:
        begun.send_signal(sign)
        with suppress(subprocess.TimeoutExpired):
            begun.wait(10)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_first_import_that_is_ended_before_its_first_article_leaves_nothing(here: Path, sign: signal.Signals) -> None:
    # It waits at standard input, which nobody ends.
    command = [sys.executable, "-m", "factdb", "import", "nowhere.txt", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as begun:
        assert begun.stderr is not None and begun.stdin is not None
        assert "nowhere.txt" in begun.stderr.readline()
        end(begun, sign)
        rest = begun.stderr.read()
        begun.stdin.close()
    assert begun.returncode == (130 if sign is not signal.SIGKILL else -sign)
    assert "Traceback" not in rest
    assert list(here.iterdir()) == []


def test_imports_that_begin_at_once_make_one_database_and_print_nothing(here: Path, run: Run) -> None:
    texts = {f"{number}.txt": f"“It is so,” said Ann Lee. It may rain {number} times." for number in range(2)}
    for name, text in texts.items():
        (here / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "factdb", "import"]
    with (here / "1.txt").open("rb") as typed:
        begun = [
            subprocess.Popen([*command, source], stdin=typed, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            for source in ("0.txt", "-")
        ]
        printed = [one.communicate()[0] for one in begun]
    assert [(one.returncode, out) for one, out in zip(begun, printed, strict=True)] == [(0, b"")] * 2
    rows = csv.DictReader(StringIO(run("claims").stdout, newline=""), strict=True)
    assert {row["title"] for row in rows} == set(texts.values())
    assert run("verify").exit_code == 0
    assert [left.name for left in here.iterdir() if left.name.startswith(".")] == []


def test_no_links_here(here: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr("os.link", no_links)
    assert run("import", SEED).exit_code == 0
    assert [left.name for left in here.iterdir()] == ["factdb.db"]
    assert run("verify").exit_code == 0


def test_a_database_that_cannot_be_made_is_said_before_anything_is_read(run: Run, here: Path) -> None:
    result = run("import", SEED, "--db", "nowhere/news.db")
    assert result.exit_code == 1
    assert result.stderr.startswith("factdb: nowhere/news.db: it cannot be made; check that its folder exists")
    assert len(result.stderr.splitlines()) == 1


def test_an_import_with_zeroed_weights_says_so_and_leaves_nothing(
    run: Run, here: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("model")
    for name in ("tokenizer.json", "model.json", "SHA256SUMS"):
        copy(MODEL / name, folder)
    (folder / "tagger.onnx").write_bytes(b"\0" * 1000)
    monkeypatch.setattr("factdb.extract.load_extractor", lambda **_: Extractor(folder))
    chosen.cache_clear()
    result = run("import", SEED)
    assert result.exit_code == 1
    assert f"factdb: {folder / 'tagger.onnx'}: is damaged" in result.stderr
    assert list(here.iterdir()) == []
