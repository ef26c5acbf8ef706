import csv
import json
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pyarrow import parquet

from factdb.records import Status
from factdb.store.schema.view import MACHINE_COLUMNS, REPORT_COLUMNS
from tests.cli.conftest import Run

LISTINGS = [["articles"], ["claims"], ["speakers"], ["report", "attribution"], ["report", "summary"]]


def rows(output: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(output, newline=""), strict=True))


@pytest.mark.parametrize("command", LISTINGS, ids=" ".join)
def test_what_is_piped_is_csv_and_nothing_else(ask: Run, command: list[str]) -> None:
    result = ask(*command)
    assert (result.exit_code, result.stderr) == (0, "")
    found = rows(result.stdout)
    assert found
    assert all(None not in row and None not in row.values() for row in found)


@pytest.mark.parametrize("command", LISTINGS, ids=" ".join)
def test_json_has_the_same_rows_and_columns(ask: Run, command: list[str]) -> None:
    found: list[dict[str, Any]] = json.loads(ask(*command, "--format", "json").stdout)
    table = rows(ask(*command).stdout)
    assert [list(row) for row in found] == [list(row) for row in table]


@pytest.mark.parametrize("command", LISTINGS, ids=" ".join)
def test_a_table_cuts_nothing_when_piped(ask: Run, command: list[str]) -> None:
    result = ask(*command, "--format", "table")
    assert result.exit_code == 0
    assert "…" not in result.stdout.replace("win,” … “and", "")
    assert max(map(len, result.stdout.splitlines())) < 400


def test_how_many_claims_are_left_out_as_no_news_is_said(run: Run, here: Path) -> None:
    Path("mill.txt").write_text(
        "Mill may close\n\nBy Ann Lee\n\nLOWFIELD (Courier) - The mill may close, its owner Berta Holm said.\n",
        encoding="utf-8",
    )
    run("import", "mill.txt")
    every, news = (rows(run("claims", *asked).stdout) for asked in (["--all-passages"], []))
    more = len(every) - len(news)
    assert more > 0
    assert [row["claims"] for row in rows(run("articles").stdout)] == [str(len(news))]
    told = f"{more} more claims in bylines, datelines or navigation; --all-passages "
    assert run("claims").stderr == told + "lists those as well\n"
    assert run("claims", "--status", "unsourced").stderr == told + "lists those as well\n"
    assert run("report", "summary").stderr == run("report", "counts", "--by", "status").stderr
    assert run("report", "summary").stderr == told + "counts those as well\n"
    for asked in (["--all-passages"], ["--passage", "headline"], ["--limit", "9"], ["--status", "quoted"]):
        assert run("claims", *asked).stderr == ""


def test_claims_have_the_columns_of_the_report(ask: Run) -> None:
    assert list(rows(ask("claims").stdout)[0]) == list(REPORT_COLUMNS)


def test_claims_find_their_speakers_by_an_id(ask: Run) -> None:
    told = rows(ask("claims", "--with-speaker-id", "--machine").stdout)
    assert list(told[0])[-2:] == ["revision", "speaker_id"]
    names = {row["speaker_id"]: row["speaker"] for row in rows(ask("speakers").stdout)}
    assert {row["speaker_id"] for row in told} == {*names, ""}
    assert all(names.get(row["speaker_id"], "") == row["speaker"] for row in told)
    ask("claims", "--with-speaker-id", "-o", "claims.parquet")
    column = parquet.read_table("claims.parquet").column("speaker_id").to_pylist()
    assert ["" if number is None else str(number) for number in column] == [row["speaker_id"] for row in told]


@pytest.mark.parametrize(
    ("conditions", "words"),
    [
        (["--speaker", "alvarez"], ["“We shall\nwin,” … “and soon.”"] * 2),
        (["--status", "unsourced"], ["That is so."] * 2),
        (
            ["--speaker", "alvarez", "--speaker", "minister", "--article", "hard"],
            ["'=SUM(A1)", "“We shall\nwin,” … “and soon.”"],
        ),
        (
            ["--status", "quoted", "--status", "unsourced", "--article", "hard"],
            ["“We shall\nwin,” … “and soon.”", "That is so."],
        ),
        (["--status", "QUOTED", "--article", "hard"], ["“We shall\nwin,” … “and soon.”"]),
        (["--hedged"], ["'- She might, it seems, leave."] * 2),
        (["--hedged-by", "speaker"], []),
        (["--hedged-by", "writer", "--certainty", "possible"], ["'- She might, it seems, leave."] * 2),
        (["--certainty", "probable"], []),
        (["--certainty", "certain", "--status", "unsourced"], ["That is so."] * 2),
        (["--quote-type", "indirect", "--limit", "1"], ["'=SUM(A1)"]),
        (["--text", "SOON win", "--publisher", "post"], ["“We shall\nwin,” … “and soon.”"] * 2),
        (["--since", "2024-06-20", "--until", "2024-06-20", "--status", "unsourced"], ["That is so."] * 2),
        (["--since", "2024-06", "--until", "2024-06", "--status", "unsourced"], ["That is so."] * 2),
        (["--since", "2024", "--until", "2024", "--status", "unsourced", "--limit", "1"], ["That is so."]),
        (["--since", "2024-07"], []),
        (["--until", "2023"], []),
        (["--speaker-kind", "unnamed", "--min-confidence", "0.75"], ["'=SUM(A1)"] * 2),
        (["--speaker-kind", "unnamed", "--min-confidence", "0.76"], []),
        (["--since", "2024-06-21"], []),
        (["--until", "2024-06-20T09:00:00"], []),
        (["--until", "2024-06-20T11:30:00+02:00", "--limit", "1"], ["'=SUM(A1)"]),
        (["--text", '" OR (a* -'], ["no match"]),
    ],
    ids=" ".join,
)
def test_conditions(ask: Run, conditions: list[str], words: list[str]) -> None:
    result = ask("claims", *conditions)
    assert result.exit_code == 0
    assert [row["claim"] for row in rows(result.stdout)] == [word for word in words if word != "no match"]


def test_a_table_without_rows_says_so_on_stderr(ask: Run) -> None:
    result = ask("claims", "--speaker", "Álvarez", "--hedged", "--format", "table")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no such claims\n")


def test_an_unknown_publisher_is_said(ask: Run) -> None:
    result = ask("claims", "--publisher", "Nobody")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Nobody: no article is from a publisher called that" in result.stderr


def test_a_report_of_chosen_articles_once_each(ask: Run) -> None:
    result = ask("report", "attribution", "2", "hard", "hard")
    assert [row["article_id"] for row in rows(result.stdout)] == ["2"] * 4 + ["1"] * 4


@pytest.mark.parametrize("style", ["csv", "json", "table"])
def test_a_report_with_what_the_engine_says(ask: Run, style: str) -> None:
    result = ask("report", "attribution", "hard", "--machine", "--format", style)
    assert (result.exit_code, result.stderr) == (0, "")
    if style == "table":
        assert "engine's status" in result.stdout
        return
    found = rows(result.stdout) if style == "csv" else json.loads(result.stdout)
    assert list(found[0]) == [*REPORT_COLUMNS, *MACHINE_COLUMNS]
    assert all(row["machine_claim"] == row["claim"] for row in found)


def test_a_report_in_a_file(ask: Run) -> None:
    result = ask("report", "attribution", "-o", "report.csv")
    assert (result.exit_code, result.output) == (0, "")
    assert Path("report.csv").read_bytes() == ask("report", "attribution").stdout_bytes


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx", "parquet"])
def test_claims_in_a_file_whose_name_says_the_format(ask: Run, ending: str) -> None:
    conditions = ("claims", "--status", "unsourced", "--machine")
    told = rows(ask(*conditions).stdout)
    name = f"claims.{ending}"
    assert ask(*conditions, "-o", name).stdout == ""
    found: list[dict[str, Any]]
    match ending:
        case "csv":
            found = list(rows(Path(name).read_text(encoding="utf-8")))
        case "json":
            found = json.loads(Path(name).read_text(encoding="utf-8"))
        case "xlsx":
            heading, *lines = load_workbook(name).worksheets[0].iter_rows(values_only=True)
            found = [dict(zip(map(str, heading), line, strict=True)) for line in lines]
            assert {row["published"] for row in found} == {datetime(2024, 6, 20, 9, 30)}
        case _:
            found = parquet.read_table(name).to_pylist()
    assert [list(row) for row in found] == [list(row) for row in told]
    assert [row["claim_id"] for row in found] == [row["claim_id"] for row in told]


def test_a_report_that_cannot_be_written_says_where(ask: Run) -> None:
    result = ask("report", "attribution", "-o", "missing/report.csv")
    assert result.exit_code == 1
    assert result.stderr.startswith("factdb: ")
    assert "missing" in result.stderr
    assert "its folder does not exist; make it" in result.stderr


def test_the_summary_adds_up(ask: Run) -> None:
    found = rows(ask("report", "summary").stdout)
    assert {row["per"] for row in found} == {"article", "speaker"}
    for row in found:
        assert int(row["claims"]) == sum(int(row[status]) for status in Status)
        assert int(row["hedged"]) == int(row["probable"]) + int(row["possible"])
    assert sum(int(row["denied"]) for row in found if row["per"] == "article") == 2
    assert sum(int(row["claims"]) for row in found if row["per"] == "article") == 8
    assert ask("report", "summary", "-o", "summary.csv").stdout == ""
    assert rows(Path("summary.csv").read_text(encoding="utf-8")) == found
    assert ask("report", "summary", "-o", "summary.json").exit_code == 0
    assert len(json.loads(Path("summary.json").read_text(encoding="utf-8"))) == len(found)
    assert ask("report", "summary", "-o", "summary.xlsx").exit_code == 0
    assert len(list(load_workbook("summary.xlsx").active.rows)) == len(found) + 1  # type: ignore[union-attr]
    for ending in ("parquet", "txt", "html"):
        form = ("--format", "table") if ending == "txt" else ()
        refused = ask("report", "summary", "-o", f"summary.{ending}", *form)
        assert (refused.exit_code, Path(f"summary.{ending}").exists()) == (2, False)
    tables = ask("report", "summary", "--format", "table").stdout
    assert tables.index("article") < tables.index("hard-longer") < tables.index("speaker") < tables.index("Ana 𝒜lvarez")


@pytest.mark.parametrize(
    "command",
    [["articles"], ["claims"], ["speakers"], ["report", "summary"], ["report", "counts", "--by", "month"]],
    ids=" ".join,
)
def test_what_is_wrong_with_a_condition_is_said_alone(ask: Run, command: list[str]) -> None:
    result = ask(*command, "--publisher", "Nobody's Herald")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)


def test_articles_of_an_outlet_and_of_some_days(run: Run, here: Path) -> None:
    Path("pier.txt").write_text("The pier is shut.", encoding="utf-8")
    Path("later.txt").write_text("The pier is shut.", encoding="utf-8")
    Path("rain.txt").write_text("It rains.", encoding="utf-8")
    run("import", "pier.txt", "--publisher", "The Post", "--published", "2025-03-04")
    run("import", "later.txt", "--publisher", "The Echo", "--published", "2025-04-01")
    run("import", "rain.txt")

    def names(*conditions: str) -> list[str]:
        return [row["name"] for row in rows(run("articles", *conditions).stdout)]

    assert names() == ["pier", "rain"]
    assert (names("--publisher", "post"), names("--publisher", "echo")) == (["pier"], ["later"])
    assert (names("--until", "2025-03"), names("--since", "2025-04")) == (["pier"], ["later"])
    # Whatever is listed has claims that are, and nothing else has.
    for asked, many in (("--publisher=echo", 1), ("--since=2025-04", 1), ("--until=2025-02", 0)):
        assert len(rows(run("claims", asked).stdout)) == len(names(asked)) == many
    for both in (("--publisher=echo", "--until=2025-03"), ("--publisher=post", "--since=2025-04")):
        assert (names(*both), rows(run("claims", *both).stdout)) == ([], [])
    for listing in (["articles"], ["claims"], ["speakers"], ["report", "attribution"], ["report", "summary"]):
        said = run(*listing, "--since", "2025-03").stderr
        assert said == "left out 1 article without a date; `factdb articles set ARTICLE --published` sets it\n"
    for other in (("--publisher", "post"), ("--text", "otherwhere"), ("--status", "quoted", "--text", "otherwhere")):
        assert run("claims", "--since", "2025-03", *other).stderr == ""
    assert names("--versions", "--publisher", "echo", "--publisher", "post") == ["pier", "later"]
    assert names("--publisher", "echo", "--until", "2025-03") == []
    told = rows(run("articles", "--appearances", "--since", "2025-04", "--format", "csv").stdout)
    assert [row["source"] for row in told] == ["later.txt"]
    assert run("articles", "-o", "articles.xlsx").stdout == ""
    assert len(list(load_workbook("articles.xlsx").worksheets[0].rows)) == 3
    assert run("articles", "-o", "articles.parquet").exit_code == 2


def test_near_copies_are_left_out_if_asked(run: Run, here: Path) -> None:
    told = ("The mill makes {} tons a day, said Ann Lee, who runs it with her brother.",) * 12
    text = " ".join(line.format(number * 7) for number, line in enumerate(told))
    Path("wire.txt").write_text(text, encoding="utf-8")
    Path("cut.txt").write_text(f"A mill.\n\n{text}", encoding="utf-8")
    assert run("import", "wire.txt", "cut.txt").exit_code == 0
    [copy] = rows(run("articles", "--copies", "--format", "csv").stdout)
    for command in (["claims"], ["speakers"], ["report", "summary"]):
        every, counted = (
            rows(run(*command, *option, "--format", "csv").stdout) for option in ([], ["--without-copies"])
        )
        assert every != counted, command
        assert copy["id"] not in {row.get("article_id") for row in counted}
    [speaker] = [row for row in rows(run("speakers", "--without-copies", "--format", "csv").stdout) if row["speaker"]]
    assert int(speaker["total"]) * 2 == int(rows(run("speakers", "--format", "csv").stdout)[0]["total"])


def test_a_time_that_ends_before_it_begins_is_refused(ask: Run) -> None:
    told = ask("claims", "--since", "2025-02-01", "--until", "2024-01-01")
    assert (told.exit_code, "--since is after --until" in told.stderr) == (2, True)
    assert ask("claims", "--since", "2025-02-01", "--until", "2025-02-01").exit_code == 0


def test_a_report_after_no_claim_has_no_heading_either(ask: Run) -> None:
    result = ask("report", "attribution", "--after", "f" * 16)
    assert (result.exit_code, result.stdout) == (1, "")


@pytest.mark.parametrize("about", [[], ["--versions"], ["--appearances"], ["--copies"]], ids=" ".join)
def test_at_most_so_many_articles(ask: Run, about: list[str]) -> None:
    every = ask("articles", *about).stdout.splitlines()
    assert ask("articles", *about, "--limit", "1").stdout.splitlines() == every[:2]


def test_a_report_of_an_outlet_and_some_days(ask: Run) -> None:
    every = ask("report", "attribution").stdout
    assert ask("report", "attribution", "--publisher", "post", "--since", "2024-06").stdout == every
    assert ask("report", "attribution", "--since", "2024-07").stdout.splitlines() == every.splitlines()[:1]
    assert ask("report", "attribution", "--publisher", "Nobody").exit_code == 1


def test_an_article_called_as_anothers_id_is_told_of(run: Run, here: Path) -> None:
    (here / "rows.csv").write_text('id,text\n2,"Ann Lee said no."\n1,"Bo Ray said so."\n')
    assert run("import", "rows.csv").exit_code == 0
    listed = run("claims", "--article", "1", "--format", "json")
    assert [row["claim"] for row in json.loads(listed.stdout)] == ["Ann Lee said no."]
    assert listed.stderr == "1 is taken for an id; the article called 1 has the id 2\n"
    assert run("claims", "--article", "Bo Ray said so.").stderr == ""


def test_whoever_names_a_file_or_a_format_where_it_means_something_else_is_told_what_does_it(ask: Run) -> None:
    assert "; -o new.csv writes a file of that name\n" in ask("report", "attribution", "new.csv").stderr
    assert "`factdb report attribution -o FILE` writes a table" in ask("export", "--format", "csv").stderr
    assert "'xml' is not one of" in ask("export", "--format", "xml").stderr
    assert "as `factdb history` lists them" in ask("undo", "3f2a").stderr
