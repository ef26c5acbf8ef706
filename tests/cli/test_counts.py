"""``factdb report counts``, with tables of people's own."""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.cli.conftest import Run
from tests.cli.test_listings import rows


def test_counts_by_outlet_and_month(ask: Run) -> None:
    result = ask(
        "report", "counts", "--by", "publisher", "--by", "month", "--by", "status", "--speaker-kind", "unnamed"
    )
    assert (result.exit_code, result.stderr) == (0, "")
    [row] = rows(result.stdout)
    assert ",'" not in ask("report", "counts", "--by", "year").stdout
    asked = ask("report", "counts")
    assert (asked.exit_code, "count by what? Give --by publisher, month, speaker," in asked.stderr) == (2, True)
    assert (row["month"], row["status"], row["claims"], row["articles"]) == ("2024-06", "sourced", "2", "2")


def test_a_column_of_ones_own_in_a_spreadsheet(ask: Run, here: Path) -> None:
    assert ask("speakers", "-o", "people.xlsx", "--speaker-kind", "person").exit_code == 0
    [header, *people] = load_workbook(here / "people.xlsx").active.iter_rows(values_only=True)  # type: ignore[union-attr]
    book = Workbook()
    for cells in ([*header, "Gender"], *([*row, "f"] for row in people)):
        book.active.append(list(cells))  # type: ignore[union-attr]
    book.save(here / "people.xlsx")
    result = ask("report", "counts", "--by", "Gender", "--people", "people.xlsx", "--format", "json")
    found = {row["gender"]: row["claims"] for row in json.loads(result.stdout)}
    assert set(found) == {None, "f"}
    assert found["f"] == len(rows(ask("claims", "--speaker-kind", "person").stdout))


def test_a_field_of_the_files(run: Run, here: Path) -> None:
    articles = [{"text": f"Ann Lee said {word}.", "topic": topic} for word, topic in (("no", "tax"), ("yes", "flood"))]
    (here / "batch.jsonl").write_text("\n".join(map(json.dumps, articles)))
    assert run("import", "batch.jsonl", "--db", "batch.db").exit_code == 0
    found = rows(run("report", "counts", "--by", "Topic", "--db", "batch.db").stdout)
    assert [(row["topic"], row["articles"]) for row in found] == [("flood", "1"), ("tax", "1")]


@pytest.mark.parametrize(
    ("line", "table", "says"),
    [
        (["--by", "gender"], "", "no such column; there are year, month, day, "),
        (["--by", "months"], "", "did you mean month?"),
        (["--by", "sex", "--people", "people.csv"], "name;gender\nAna;f\n", "people.csv has name, gender"),
    ],
)
def test_a_column_that_is_none_is_refused(ask: Run, here: Path, line: list[str], table: str, says: str) -> None:
    (here / "people.csv").write_text(table)
    result = ask("report", "counts", *line)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in " ".join(result.stderr.split())


@pytest.mark.parametrize("table", ["gender\nf\n", 'name,gender\n"Ana\n', '"gender'])
def test_a_table_that_is_of_nobody_is_one_clear_line(ask: Run, here: Path, table: str) -> None:
    (here / "people.csv").write_text(table)
    result = ask("report", "counts", "--by", "gender", "--people", "people.csv")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "people.csv: row " in result.stderr
