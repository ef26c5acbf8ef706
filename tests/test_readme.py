"""The README tells the truth: its Python runs, and it names every command."""

import re
import shlex
from pathlib import Path
from shutil import copy

import click
import pytest
from click.testing import CliRunner

from factdb.cli import cli
from factdb.store.schema.view import MACHINE_COLUMNS, REPORT_COLUMNS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_is_in_it() -> None:
    for name in cli.list_commands(click.Context(cli)):
        assert f"`factdb {name}" in README


def test_every_column_of_the_report_is_in_it_in_order() -> None:
    table = README.split("| columns | meaning |")[1].split("\n\n")[0]
    cells = [line.split("|")[1] for line in table.splitlines()[2:]]
    assert tuple(re.findall(r"`(\w+)`", " ".join(cells))) == REPORT_COLUMNS + MACHINE_COLUMNS


def test_its_python_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    copy(ROOT / "seeds" / "article.txt", tmp_path)
    CliRunner().invoke(cli, ["import", "article.txt", "--db", "factdb.db"])
    blocks = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert len(blocks) == 2
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})
        assert "alliance" in capsys.readouterr().out


def test_so_does_that_of_the_page_about_counting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    copy(ROOT / "seeds" / "article.txt", tmp_path)
    page = (ROOT / "docs" / "counting.md").read_text(encoding="utf-8")
    run = CliRunner().invoke
    run(cli, ["import", "article.txt", "--publisher", "The Gazette", "--published", "2024-06-20", "--db", "factdb.db"])
    lines = [
        line.partition("  #")[0]
        for line in page.splitlines()
        if line.startswith(("factdb claims", "factdb speakers", "factdb report"))
    ]
    assert len(lines) == 9
    for line in (one.replace("--by gender", "--by speaker_id") for one in lines):
        assert run(cli, shlex.split(line)[1:]).exit_code == 0, line
    [block] = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    exec(compile(block, "counting.md", "exec"), {})
    assert "2024-06" in capsys.readouterr().out


def test_its_transcript_is_what_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FACTDB_REVIEWER", "Ann")
    copy(ROOT / "seeds" / "article.txt", tmp_path)
    transcript = README.split("## What it looks like")[1].split("## In the browser")[0].splitlines()

    def said(*line: str) -> list[str]:
        result = CliRunner().invoke(cli, line)
        assert result.exit_code == 0
        return result.output.splitlines()

    def all_shown(*line: str) -> bool:
        return set(said(*line)) <= set(transcript)

    assert all_shown("import", "article.txt")
    assert all_shown("claims", "--speaker", "Kim Jong Un", "--format", "table")
    assert {line for line in transcript if line.startswith("  ↳ ")} <= set(said("show", "article"))
    said("report", "attribution", "-o", "report.csv")
    assert all_shown("verify", "report.csv", "article.txt")
    said("correct", "e5d18a5d", "--status", "unsourced")  # as the review does
    assert all_shown("correct", "5f7d", "--accept")
    text = Path("article.txt").read_text(encoding="utf-8").replace("Kim Jong Un signed", "Kim Jong Un may have signed")
    Path("article.txt").write_text(re.sub("Historically, North Korea has .*? support. ", "", text), encoding="utf-8")
    assert all_shown("import", "article.txt")
    assert [line.split("  ")[0] for line in said("diff", "article", "--format", "table")][2:] == [
        *("reworded; now hedged", "gone")
    ]
    assert all_shown("verify")
