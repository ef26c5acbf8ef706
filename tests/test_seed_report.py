"""The attribution report of the sample article is the one that was reviewed by eye, line by line."""

import csv
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from factdb.cli import cli

SEEDS = Path(__file__).parents[1] / "seeds"
# Processors round the model's arithmetic differently; the engine's version is no part of what was reviewed.
ROUNDED, PASSING = {"confidence"}, {"engine_version"}


def rows(report: Path) -> list[dict[str, str]]:
    with report.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def factdb(*arguments: str) -> None:
    done = CliRunner().invoke(cli, arguments)
    assert done.exit_code == 0, done.output


def test_the_report_is_the_reviewed_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FACTDB_DB", raising=False)
    shutil.copy(SEEDS / "article.txt", tmp_path)
    factdb("import", "article.txt")
    factdb("report", "attribution", "-o", "report.csv")
    expected, found = rows(SEEDS / "report.csv"), rows(tmp_path / "report.csv")
    assert len(found) == len(expected)
    for one, other in zip(found, expected, strict=True):
        assert one.keys() == other.keys()
        same = one.keys() - ROUNDED - PASSING
        assert {column: one[column] for column in same} == {column: other[column] for column in same}
        assert all(abs(float(one[column]) - float(other[column])) < 0.02 for column in ROUNDED)
    factdb("verify", str(SEEDS / "report.csv"), "article.txt")
