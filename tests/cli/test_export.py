import json
from pathlib import Path

import pyarrow.parquet
import pytest

from factdb.formats import brat
from tests.cli.conftest import Run
from tests.formats.samples import EXTRACTION, TEXT


def test_json_lines(ask: Run) -> None:
    result = ask("export")
    assert (result.exit_code, result.stderr) == (0, "")
    articles = [json.loads(line) for line in result.stdout.splitlines()]
    assert [article["name"] for article in articles] == ["hard", "hard-longer"]
    assert articles[0]["text"] == TEXT
    assert ask("export", "hard", "-o", "one.jsonl").exit_code == 0
    assert Path("one.jsonl").read_bytes().decode() == result.stdout.splitlines(keepends=True)[0]


def test_a_name_that_is_no_json_lines_is_refused(ask: Run) -> None:
    for name, says in (
        ("tables/", "names a folder"),
        ("all.csv", "report attribution -o all.csv"),
        ("t.parquet", "JSON"),
    ):
        result = ask("export", "-o", name)
        assert result.exit_code == 2
        assert says in result.stderr
        assert not Path(name).exists()


@pytest.mark.parametrize(("ending", "begins"), [("xlsx", b"PK"), ("parquet", b"PAR1"), ("JSON", b"["), ("txt", b"art")])
def test_a_report_is_what_its_name_ends_in(ask: Run, ending: str, begins: bytes) -> None:
    assert ask("report", "attribution", "-o", f"report.{ending}").exit_code == 0
    assert Path(f"report.{ending}").read_bytes().startswith(begins)
    assert ask("report", "attribution", "-o", f"report.{ending}", "--format", "csv").exit_code == 0
    assert Path(f"report.{ending}").read_bytes().startswith(b"article_id,")


@pytest.mark.parametrize(
    ("ending", "says"), [("tsv", ".parquet"), ("jsonl", "factdb export"), ("HTML", "report html"), ("ods", "--format")]
)
def test_a_report_is_not_csv_where_its_name_says_otherwise(ask: Run, ending: str, says: str) -> None:
    for command in (("report", "attribution"), ("claims",)):
        result = ask(*command, "-o", f"report.{ending}")
        assert result.exit_code == 2
        assert says in result.stderr
        assert not Path(f"report.{ending}").exists()
    assert ask("report", "attribution", "-o", f"report.{ending}", "--format", "csv").exit_code == 0


def test_a_folder_is_no_file_to_write(ask: Run) -> None:
    result = ask("report", "attribution", "-o", "reports/")
    assert (result.exit_code, Path("reports").exists()) == (2, False)


def test_an_export_is_imported_again_as_the_same_texts(ask: Run, run: Run) -> None:
    ask("export", "-o", "all.jsonl")
    result = run("import", "all.jsonl", "--db", "again.db")
    assert result.exit_code == 0, result.output
    assert ("without what people decided" in result.stderr) is ('"state": "accepted"' in Path("all.jsonl").read_text())
    again, before = (
        json.loads(output.stdout)
        for output in (run("articles", "--db", "again.db", "--format", "json"), ask("articles", "--format", "json"))
    )
    assert [(article["name"], article["sha256"]) for article in again] == [
        (article["name"], article["sha256"]) for article in before
    ]


def test_brat(ask: Run) -> None:
    result = ask("export", "--format", "brat", "-o", "out")
    assert (result.exit_code, result.stdout) == (0, "")
    assert {path.name for path in Path("out").iterdir()} == {
        "exported.jsonl",
        "hard.ann",
        "hard.txt",
        "hard-longer.ann",
        "hard-longer.txt",
    }
    assert brat.read(Path("out/hard.ann")) == [brat.annotation(found) for found in EXTRACTION.attributions]


@pytest.mark.parametrize("machine", [[], ["--machine"]])
def test_the_report_as_parquet_holds_what_its_json_holds(ask: Run, machine: list[str]) -> None:
    expected = json.loads(ask("report", "attribution", "--format", "json", *machine).stdout)
    assert ask("report", "attribution", "--format", "parquet", *machine).exit_code == 2
    result = ask("report", "attribution", "--format", "parquet", "-o", "report.parquet", *machine)
    assert (result.exit_code, result.output) == (0, "")
    table = pyarrow.parquet.read_table("report.parquet")
    assert [str(table.schema.field(name).type) for name in ("start", "quoted", "confidence", "published", "claim")] == [
        *("int64", "bool", "double", "timestamp[us, tz=UTC]", "string")
    ]
    moments = {"published": lambda moment: moment and moment.isoformat()}
    rows = [
        {name: moments.get(name, lambda one: one)(value) for name, value in row.items()} for row in table.to_pylist()
    ]
    assert rows == expected


def test_brat_needs_a_folder(ask: Run) -> None:
    result = ask("export", "--format", "brat")
    assert result.exit_code == 2
    assert "-o FOLDER" in result.stderr


@pytest.mark.parametrize("ending", ["docx", "PDF"])
@pytest.mark.parametrize("names", [("report", "attribution"), ("report", "html", "1"), ("claims",), ("export",)])
def test_nothing_else_is_written_under_the_name_of_a_document(ask: Run, names: tuple[str, ...], ending: str) -> None:
    result = ask(*names, "-o", f"report.{ending}")
    assert (result.exit_code, Path(f"report.{ending}").exists()) == (2, False)
    assert f"factdb writes no {ending.upper()}" in result.stderr
    assert "report html ARTICLE" in result.stderr
