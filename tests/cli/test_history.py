"""Listing what was decided, of claims and of speakers alike, and taking it back."""

import csv
import json
import shutil
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.conftest import Run

SO = "That is so."


@pytest.fixture
def decided(run: Run, stored: Path, here: Path) -> Run:
    """Run a command on a copy of the stored database, in which people decided four things."""
    shutil.copy(stored, here / "factdb.db")
    rows = json.loads(run("claims", "--article", "hard", "--format", "json").stdout)
    ids = [row["claim_id"] for row in rows]
    for arguments in (
        (
            "correct",
            ids[1],
            "--speaker",
            "Jane Doe",
            "--speaker-kind",
            "person",
            "--reviewer",
            "Ann",
            "--reason",
            "she",
        ),
        ("speakers", "rename", "Jane Doe", "Jane Q. Doe", "--reviewer", "Bob"),
        ("correct", ids[3], "--reject", "--reviewer", "Bob"),
        ("correct", ids[3], "--status", "unsourced", "--reviewer", "Ann"),
    ):
        assert run(*arguments).exit_code == 0
    return run


def history(run: Run, *arguments: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(run("history", *arguments, "--format", "csv").stdout, newline=""), strict=True))


def test_all_that_was_decided(decided: Run) -> None:
    rows = history(decided)
    number = rows[1]["what"].split()[0]
    assert [(row["reviewer"], row["action"], row["what"]) for row in rows] == [
        ("Ann", "change", "speaker: Ana 𝒜lvarez to Jane Doe"),
        ("Bob", "rename", f"{number} Jane Doe to Jane Q. Doe"),
        ("Bob", "reject", SO),
        ("Ann", "change", SO),
    ]
    assert rows[0]["before"].startswith("quoted, direct, Ana 𝒜lvarez: “We shall")
    assert (rows[0]["reason"], rows[0]["engine"]) == ("she", "sample 1.0")
    assert (rows[2]["after"], rows[3]["before"]) == ("", "")
    found = json.loads(decided("history", "--format", "json").stdout)
    assert [list(row) for row in found] == [list(row) for row in rows]
    assert found[0]["after"]["speaker"] == "Jane Doe"
    assert found[1]["before"] is None


def test_one_claim(decided: Run) -> None:
    rejected = history(decided)[2]["claim"]
    assert [row["id"] for row in history(decided, rejected[:6])] == ["3", "4"]
    result = decided("history", "ffff")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "ffff: no such claim" in result.stderr
    table = decided("history", rejected, "--format", "table").stdout
    assert rejected[:8] in table
    assert table.count(SO) == 2


def test_nothing_decided_yet(ask: Run) -> None:
    result = ask("history", "--format", "table")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "nobody has decided anything\n")


def test_undo_takes_back_ones_own_last_and_can_be_undone(decided: Run) -> None:
    def state() -> list[str]:
        return [row["state"] for row in json.loads(decided("claims", "--format", "json").stdout)]

    assert "disputed" in state()
    assert decided("undo", "--reviewer", "Ann").stderr == f"correction 4 is undone: change {SO}\n"
    assert "disputed" not in state()
    assert decided("undo", "--reviewer", "Ann").stderr == (
        "correction 1 is undone: change speaker: Ana 𝒜lvarez to Jane Doe\n"
    )
    nothing = decided("undo", "--reviewer", "Ann")
    assert (nothing.exit_code, nothing.stderr) == (
        1,
        "factdb: nothing of Ann's to undo; `factdb history` lists all corrections\n",
    )
    assert "is undone already, by correction 5" in decided("undo", "4", "--reviewer", "Ann").stderr
    assert decided("undo", "5", "--reviewer", "Ann").exit_code == 0
    assert "disputed" in state()
    assert decided("speakers", "undo", "3", "--reviewer", "Bob").stderr == (
        "factdb: 3: is about a claim, not about speakers; `factdb undo` takes back either\n"
    )
    for undo in (("undo",), ("speakers", "undo")):
        others = decided(*undo, "2", "--reviewer", "Ann")
        assert (others.exit_code, "2: is Bob's decision, not yours" in others.stderr) == (1, True)
    assert decided("undo", "2", "--reviewer", "Bob", "--reason", "no").exit_code == 0
    assert [row["undone_by"] for row in history(decided)] == ["6", "8", "", "", "7", "", "", ""]
    assert decided("verify").exit_code == 0


def test_the_history_of_an_article_of_a_person_and_the_last_of_it(run: Run, corrected: Path) -> None:
    def ids(*options: str) -> list[int]:
        told = run("history", *options, "--db", corrected, "-o", "history.json")
        assert (told.exit_code, told.stdout, told.stderr) == (0, "", "")
        return [row["id"] for row in json.loads(Path("history.json").read_text(encoding="utf-8"))]

    every = ids()
    assert ids("--article", "hard") == every
    assert ids("--article", "2") == []
    assert ids("--by", "Bob") == [3, 6]
    assert ids("--last", "2") == every[-2:]
    assert ids("--by", " bob") == [3, 6]
    nobody = run("history", "--by", "Bop", "--db", corrected)
    assert (nobody.exit_code, nobody.stderr) == (0, "Bop: decided nothing; did you mean Bob?\n")


def test_what_was_decided_since_and_holds_is_told(decided: Run) -> None:
    [row, *_] = json.loads(decided("history", "--format", "json").stdout)
    assert decided("correct", row["claim"], "--denied", "--reviewer", "Bob").exit_code == 0
    told = decided("undo", "1", "--reviewer", "Ann").stderr
    assert told.startswith("correction 1 is undone: ")
    assert told.endswith("; what was decided since holds: 5\n")
    assert decided("undo", "5", "--reviewer", "Bob").stderr.endswith("denied: no to yes\n")
