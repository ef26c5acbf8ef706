"""The README tells the truth: its Python runs, and it names every command."""

import re
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
