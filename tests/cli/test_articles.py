import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def ann(run: Run, stored: Path, here: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on a copy of the stored database, as Ann."""
    shutil.copy(stored, here / "factdb.db")
    monkeypatch.setenv("FACTDB_REVIEWER", "Ann")
    return run


def listed(ann: Run) -> list[tuple[str, str]]:
    rows = json.loads(ann("articles", "--format", "json").stdout)
    return [(row["publisher"], (row["published"] or "")[:10]) for row in rows]


def test_what_is_said_of_articles_is_set_and_taken_back(ann: Run) -> None:
    before = listed(ann)
    told = ann("articles", "set", "hard", "2", "--publisher", "The Gazette", "--published", "4 March 2025")
    assert (told.exit_code, told.stdout) == (0, "")
    assert told.stderr.splitlines()[1].startswith("correction 2: describe article 2: publisher: ")
    assert told.stderr.splitlines()[2] == "`factdb undo 1-2` takes them back"
    assert listed(ann) == [("The Gazette", "2025-03-04")] * 2
    assert ann("claims", "--publisher", "gazette").stdout.count("The Gazette,2025-03-04") == 8
    assert ann("verify").exit_code == 0
    again = ann("articles", "set", "1", "--publisher", "The Gazette")
    assert (again.exit_code, again.stderr.count("\n")) == (1, 1)
    assert "has that already" in again.stderr
    more = ann("articles", "set", "1", "2", "--publisher", "The Gazette", "--author", "Bo")
    assert more.stderr.splitlines()[-1] == "`factdb undo 3-4` takes them back"
    some = ann("articles", "set", "1", "--author", "Cy")
    assert some.stderr.startswith("correction 5: ") and some.stderr.endswith("; `factdb undo 5` takes it back\n")
    rest = ann("articles", "set", "1", "2", "--author", "Cy").stderr.splitlines()
    assert (rest[0], rest[1][:13]) == ("article 1: has that already", "correction 6:")
    assert ann("undo").stderr.startswith("correction 6 is undone: describe article 2: ")
    assert ann("undo", "9", "1-5").stderr.startswith("factdb: 9: no such correction")
    assert ann("undo", "1-0").exit_code == ann("undo", "one").exit_code == 2
    assert listed(ann) == [("The Gazette", "2025-03-04")] * 2
    undone = ann("undo", "1-2", "3-5").stderr.splitlines()
    assert [line[:13] for line in undone] == [f"correction {number} " for number in (5, 4, 3, 2, 1)]
    assert listed(ann) == before
    assert ann("speakers", "undo", "1").stderr.startswith("factdb: 1: is about an article, not about speakers; ")


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        (("1",), 2, "set what? --publisher, "),
        (("1", "--published", "soon"), 2, "'soon' is no date"),
        (("99", "--title", "X"), 1, "99: no such article"),
    ],
)
def test_what_cannot_be_set_is_said(ann: Run, line: tuple[str, ...], code: int, says: str) -> None:
    result = ann("articles", "set", *line)
    assert (result.exit_code, says in result.stderr) == (code, True)


@pytest.mark.parametrize("day", ["12 March 2026", "March 12, 2026", "2026/03/12", "2026-03-12"])
def test_days_are_taken_as_people_write_them(ann: Run, day: str) -> None:
    assert ann("articles", "set", "1", "--published", day).exit_code == 0
    found = ann("articles", "--since", day, "--until", day)
    assert found.stdout.count("2026-03-12") == 1


def test_a_day_that_may_be_two_is_refused_with_both(ann: Run) -> None:
    for line in (("articles", "set", "1", "--published"), ("claims", "--since")):
        refused = ann(*line, "12/03/2026")
        assert refused.exit_code == 2
        assert (
            "'12/03/2026' may be either of two days; write 2026-03-12 (12 March) or 2026-12-03 (3 December)"
            in " ".join(refused.stderr.split())
        )


def test_what_was_imported_by_mistake_is_told_and_taken_out(ann: Run) -> None:
    asked = ann("articles", "remove", "hard-longer")
    assert (asked.exit_code, asked.stdout, len(listed(ann))) == (2, "", 2)
    assert asked.stderr.splitlines()[0] == "article 2: @home, “quoted”, and, 'so' · The 'Post' · 4 claims"
    assert "--yes removes these" in asked.stderr
    done = ann("articles", "remove", "hard-longer", "--yes", "--reason", "twice")
    assert (done.exit_code, done.stderr.splitlines()[1]) == (0, "correction 1: removed 1 article")
    assert len(listed(ann)) == 1
    assert ann("verify").stderr.endswith("of 1 article and 1 correction\n")
    assert ann("history", "--article", "hard-longer").stdout == ann("history", "--article", "2").stdout
    assert "article 2 (hard-longer)" in ann("history", "--article", "2").stdout
    assert ann("history", "--article", "hard-long").exit_code == 1
    assert ann("undo").stderr.startswith("factdb: 1: took articles out, which cannot be taken back; import ")


def test_what_was_decided_about_goes_if_that_is_meant(ann: Run) -> None:
    rejected = json.loads(ann("claims", "--article", "2", "--format", "json").stdout)[0]["claim_id"]
    ann("correct", rejected, "--reject")
    refused = ann("articles", "remove", "2", "--yes")
    assert (refused.exit_code, refused.stderr) == (
        1,
        "factdb: article 2 (hard-longer): correction 1 by Ann about its claims holds; undo it;"
        " `factdb history --article` tells more; --with-decisions takes out both, for good\n",
    )
    done = ann("articles", "remove", "2", "--with-decisions", "--yes")
    assert done.stderr.splitlines()[1:] == [
        "1 decision about its claims goes for good: to import it again brings none back, though it stays on record",
        "correction 2: removed 1 article",
    ]
    assert ann("history", rejected).stdout.count("\n") == 2
    assert ann("verify").exit_code == 0


def test_all_versions_go_together_or_none(ann: Run, here: Path) -> None:
    for text in ("The pier is shut.", "The pier is open."):
        (here / "pier.txt").write_text(text, encoding="utf-8")
        ann("import", "pier.txt")
    refused = ann("articles", "remove", "pier@1", "--yes")
    assert (refused.exit_code, refused.stderr.count("\n")) == (1, 1)
    assert "has a newer version, article 4; remove that as well" in refused.stderr
    told = ann("articles", "remove", "pier", "--yes").stderr.splitlines()
    assert told[1] == "the newest version again: article 3"
    (here / "pier.txt").write_text("The pier is new.", encoding="utf-8")
    ann("import", "pier.txt")
    assert ann("articles", "remove", "pier", "--versions", "--yes").exit_code == 0
    assert len(listed(ann)) == 2
    assert ann("verify").exit_code == 0


def test_a_day_that_was_set_is_cleared_by_an_empty_text(ann: Run) -> None:
    assert ann("articles", "set", "1", "--published", "2025-03-04").exit_code == 0
    cleared = ann("articles", "set", "1", "--published", "")
    assert (cleared.exit_code, "date: 2025-03-04 to none" in cleared.stdout + cleared.stderr) == (0, True)


def test_a_month_is_all_of_its_days(ann: Run) -> None:
    assert ann("articles", "set", "1", "--published", "31 March 2026").exit_code == 0
    for since, until, count in (("March 2026", "March 2026", 1), ("April 2026", "2026", 0), ("2026", "Q1 2026", 1)):
        found = ann("articles", "--since", since, "--until", until)
        assert (found.exit_code, found.stdout.count("2026-03-31")) == (0, count)
    turned = ann("articles", "--since", "April 2026", "--until", "March 2026")
    assert (turned.exit_code, "--since is after --until" in turned.stderr) == (2, True)


def test_a_day_that_is_to_come_is_taken_and_told_of(ann: Run) -> None:
    told = ann("articles", "set", "1", "--published", "4 March 2098")
    assert told.exit_code == 0
    assert told.stderr.startswith("4 March 2098: that day is still to come; ")
    assert "to come" not in ann("articles", "set", "1", "--published", "4 March 2025").stderr
