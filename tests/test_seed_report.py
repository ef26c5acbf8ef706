"""The attribution report of the sample article is the one that was reviewed by eye, line by line."""

import csv
import shutil
import subprocess
import sys
from pathlib import Path

SEEDS = Path(__file__).parents[1] / "seeds"
# Processors round the model's arithmetic differently; the engine's version is no part of what was reviewed.
ROUNDED, PASSING = {"confidence"}, {"engine_version"}


def rows(report: Path) -> list[dict[str, str]]:
    with report.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def factdb(folder: Path, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "factdb", *arguments], cwd=folder, check=True, capture_output=True)


def test_the_report_is_the_reviewed_one(tmp_path: Path) -> None:
    shutil.copy(SEEDS / "article.txt", tmp_path)
    factdb(tmp_path, "import", "article.txt")
    factdb(tmp_path, "report", "attribution", "-o", "report.csv")
    expected, found = rows(SEEDS / "report.csv"), rows(tmp_path / "report.csv")
    assert len(found) == len(expected)
    for one, other in zip(found, expected, strict=True):
        assert one.keys() == other.keys()
        same = one.keys() - ROUNDED - PASSING
        assert {column: one[column] for column in same} == {column: other[column] for column in same}
        assert all(abs(float(one[column]) - float(other[column])) < 0.02 for column in ROUNDED)
    factdb(tmp_path, "verify", str(SEEDS / "report.csv"), "article.txt")
