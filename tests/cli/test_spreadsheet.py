"""A report that a spreadsheet or pandas saved again: proved, and its decisions come back."""

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from factdb.cli import cli
from factdb.formats.csv import protect, read, unprotect
from tests.cli.conftest import SEED, Run
from tests.text.stories import FILES

# What LibreOffice Calc saved of a report of the sample articles with decisions (see the end of this file): a table in
# the usual form, one with semicolons, and one that went through its own format.
BY_LIBREOFFICE = ("report-libreoffice.csv", "report-libreoffice-semicolons.csv", "report-libreoffice-ods.csv")
DECIDED = {0: "TRUE", 1: "reject", 2: ""}


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an article, the database that it was imported into, and its report; to be copied."""
    folder = tmp_path_factory.mktemp("imported")
    with chdir(folder):
        shutil.copy(SEED, "article.txt")
        for words in (["import", "article.txt"], ["report", "attribution", "-o", "report.csv"]):
            assert CliRunner().invoke(cli, [*words, "--db", "factdb.db"]).exit_code == 0
    return folder


@pytest.fixture
def report(imported: Path, here: Path) -> Path:
    return shutil.copytree(imported, here, dirs_exist_ok=True) / "report.csv"


def decided(path: Path) -> tuple[list[str], list[list[str]]]:
    """The cells with a column of decisions."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return [*header, "decision"], [[*row, DECIDED.get(number, "")] for number, row in enumerate(rows)]


def as_excel(header: list[str], rows: list[list[str]]) -> bytes:
    """As Excel saves it where a comma parts decimals: a byte-order mark, semicolons, truth values in capitals."""

    def cell(value: str) -> str:
        if value in ("true", "false"):
            return value.upper()
        return value.replace(".", ",") if value.replace(".", "", 1).isdigit() and "." in value else value

    file = StringIO(newline="")
    csv.writer(file, delimiter=";").writerows([header, *([cell(value) for value in row] for row in rows)])
    return file.getvalue().encode("utf-8-sig")


def states(run: Run) -> dict[str, int]:
    found: dict[str, int] = {}
    for arguments in (("claims",), ("claims", "--state", "rejected")):
        for row in json.loads(run(*arguments, "--format", "json").stdout):
            found[row["state"]] = found.get(row["state"], 0) + 1
    return found


def check(run: Run, name: str, rows: int) -> None:
    proved = run("verify", name, "article.txt")
    assert (proved.exit_code, proved.stdout) == (0, ""), proved.stdout + proved.stderr
    result = run("correct", "--from", name, "--reviewer", "Ann")
    assert result.exit_code == 0, result.stderr
    assert result.stderr.startswith(f"2 decided, 0 decided before, {rows - 2} without a decision, 0 failed")
    assert states(run)["accepted"] == states(run)["rejected"] == 1


def test_as_excel_saves_it(run: Run, report: Path) -> None:
    header, rows = decided(report)
    report.write_bytes(as_excel(header, rows))
    check(run, "report.csv", len(rows))


@pytest.mark.parametrize("name", BY_LIBREOFFICE)
def test_as_libreoffice_saves_it(run: Run, stored: Path, here: Path, name: str) -> None:
    shutil.copy(stored, here / "factdb.db")
    shutil.copy(FILES / name, here / "report.csv")
    proved = run("verify", "report.csv", "--db", "factdb.db")
    assert (proved.exit_code, proved.stdout) == (0, ""), proved.stdout + proved.stderr
    result = run("correct", "--from", "report.csv", "--reviewer", "Ann")
    assert result.exit_code == 0 and result.stderr.startswith("2 decided, 0 decided before,"), result.stderr
    assert states(run)["accepted"] == states(run)["rejected"] == 1


def test_as_excel_saves_it_in_windows_1252(run: Run, report: Path) -> None:
    header, rows = decided(report)
    place = header.index("title")
    rows = [[*row[:place], "Złoty", *row[place + 1 :]] for row in rows]
    assert run("articles", "set", "1", "--title", rows[0][place], "--reviewer", "Ann").exit_code == 0
    report.write_bytes(as_excel(header, rows).decode("utf-8-sig").encode("cp1252", "replace"))
    result = run("correct", "--from", "report.csv", "--reviewer", "Ann")
    assert result.stderr.startswith(f"2 decided, 0 decided before, {len(rows) - 2} without a decision, 0 failed")


def test_as_pandas_saves_it(run: Run, report: Path) -> None:
    pandas = pytest.importorskip("pandas")
    header, rows = decided(report)
    report.write_bytes(as_excel(header, rows).replace(b"\xef\xbb\xbf", b""))
    frame = pandas.read_csv(report, sep=";", decimal=",", keep_default_na=False)
    frame.to_csv(report, index=False)
    check(run, "report.csv", len(rows))


def test_an_excel_table_brings_decisions_back(run: Run, report: Path, here: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    assert run("report", "attribution", "--format", "xlsx").exit_code == 2
    assert run("report", "attribution", "--format", "xlsx", "-o", "report.xlsx").exit_code == 0
    workbook = openpyxl.load_workbook(here / "report.xlsx")
    sheet = workbook.active
    header = [cell.value for cell in sheet[1]]
    assert sheet.auto_filter.ref == sheet.dimensions
    widths = {cell.value: sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]}
    assert widths["claim"] > 2 * widths["claim_id"] > 2 * len("0123456789abcdef")
    assert all(sheet.cell(row, header.index("claim_id") + 1).data_type in "ns" for row in range(2, 5))
    with report.open(encoding="utf-8", newline="") as file:
        ids = [row["claim_id"] for row in read(file)[1]]
    assert [sheet.cell(row, header.index("claim_id") + 1).value for row in range(2, len(ids) + 2)] == ids
    sheet.cell(1, len(header) + 1, "decision")
    for number, decision in DECIDED.items():
        sheet.cell(number + 2, len(header) + 1, decision)
    workbook.save(here / "report.xlsx")
    result = run("correct", "--from", "report.xlsx", "--reviewer", "Ann")
    assert result.stderr.startswith(f"2 decided, 0 decided before, {len(ids) - 2} without"), result.stderr


def test_an_excel_table_in_which_nothing_is_changed_says_nothing(run: Run, here: Path) -> None:
    quoted = "Ann Lee said:\n\n'No consultation'\n\nShe said '=1+1' was “not 1;-2”."
    (here / "q.jsonl").write_text(
        json.dumps({"text": quoted, "date": "2024-03-04", "title": "'Elm'"}), encoding="utf-8"
    )
    assert run("import", "q.jsonl", "--db", "q.db").exit_code == 0
    assert run("report", "attribution", "--db", "q.db", "-o", "q.xlsx").exit_code == 0
    told = run("correct", "--from", "q.xlsx", "--db", "q.db", "--reviewer", "Ann").stderr
    assert told.startswith("0 decided, 0 decided before,") and " 0 failed\n" in told


def test_a_report_in_which_nothing_is_changed_says_what_it_needs(run: Run, report: Path) -> None:
    told = run("correct", "--from", "report.csv", "--reviewer", "Ann")
    assert (told.exit_code, told.stderr.splitlines()[1].split("; ")[1]) == (
        0,
        "change cells, or add a column decision (accept, reject)",
    )


def edited(report: Path, changes: dict[int, dict[str, str]], columns: list[str] | None = None) -> None:
    """Change cells of the report's rows, as in a spreadsheet; keep some of its columns only."""
    with report.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, cells in changes.items():
        rows[number].update(cells)
    names = columns or [*rows[0], *({name for cells in changes.values() for name in cells} - {*rows[0]})]
    with report.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, extrasaction="ignore", restval="")
        writer.writeheader()
        writer.writerows(rows)


def correct(run: Run) -> list[str]:
    return run("correct", "--from", "report.csv", "--reviewer", "Ann").stderr.splitlines()


def attributed(run: Run) -> list[dict[str, Any]]:
    rows = json.loads(run("claims", "--format", "json").stdout)
    return [row | {"row": number} for number, row in enumerate(rows) if row["speaker"] and not row["via"]]


def test_cells_that_were_changed_change_the_claims(run: Run, report: Path) -> None:
    first, second, *_ = attributed(run)
    edited(report, {first["row"]: {"speaker": "Nobody Here"}, second["row"]: {"denied": "TRUE", "hedges": ""}})
    assert correct(run)[-1].startswith("2 decided, 0 decided before,")
    now = json.loads(run("claims", "--format", "json").stdout)
    assert (now[first["row"]]["speaker"], now[first["row"]]["reviewer"]) == ("Nobody Here", "Ann")
    assert now[first["row"]]["speaker_kind"] == first["speaker_kind"]
    assert now[second["row"]]["denied"] is True
    assert run("verify").exit_code == 0
    # Given again, it says what is already so.
    assert correct(run)[0].startswith("0 decided,")


def test_a_row_that_says_two_things_is_refused(run: Run, report: Path) -> None:
    first, second, third, *_ = attributed(run)
    edited(
        report,
        {
            first["row"]: {"speaker": "Jane Doe", "decision": "accept"},
            second["row"]: {"reading": "another"},
            third["row"]: {"cue": ""},
        },
    )
    told = correct(run)
    assert f"speaker is Jane Doe, and of the claim {first['speaker']}; say change, or leave the cell" in told[0]
    assert "reading is worked out, so is not changed there" in told[1]
    assert "cue is empty; say status unsourced if nobody says it" in told[2]
    assert told[3].startswith("0 decided, 0 decided before,")


def test_that_no_source_is_given_is_said_by_the_kind(run: Run, report: Path) -> None:
    first, *_ = attributed(run)
    edited(report, {first["row"]: {"speaker": "", "speaker_kind": "none"}})
    assert correct(run)[-1].startswith("1 decided,")
    now = json.loads(run("claims", "--format", "json").stdout)[first["row"]]
    assert (now["speaker"], now["speaker_kind"], now["status"]) == (None, "none", first["status"])


@pytest.mark.parametrize("column", ["spans", "cue_span"])
def test_a_place_that_was_changed_is_not_passed_over(run: Run, report: Path, column: str) -> None:
    first, *_ = attributed(run)
    edited(report, {first["row"]: {column: "1-9"}})
    assert f"{column} is worked out, so is not changed there; change status, speaker," in correct(run)[0]


def test_a_report_that_others_have_overtaken_is_refused(run: Run, report: Path) -> None:
    first, *_ = attributed(run)
    assert run("correct", first["claim_id"], "--accept", "--reviewer", "Bob").exit_code == 0
    edited(report, {first["row"]: {"speaker": "Jane Doe"}})
    assert "but its state is accepted by now: make the report anew" in correct(run)[0]


def test_columns_of_a_report_that_cannot_tell_which_is_newer_take_back_no_decision(run: Run, report: Path) -> None:
    first, second, *_ = attributed(run)
    edited(report, {second["row"]: {"speaker": "Jane Doe"}}, ["claim_id", "speaker", "speaker_kind"])
    other = ("--speaker", "Somebody Else", "--speaker-kind", "person")
    assert run("correct", first["claim_id"], *other, "--reviewer", "Bob").exit_code == 0
    told = correct(run)
    assert f"speaker is {first['speaker']}, and of the claim Somebody Else; so it was before Bob decided" in told[0]
    assert told[-1].startswith("1 decided,")
    assert correct(run)[-1].startswith("0 decided,")


def test_a_speaker_whom_a_report_makes_is_told_once_with_who_may_be_meant(run: Run, report: Path) -> None:
    first, second, third, *_ = attributed(run)
    known = third["speaker"]
    edited(report, {one["row"]: {"speaker": f"{known}e", "speaker_kind": "person"} for one in (first, second)})
    told = correct(run)
    place = f"report.csv: row {first['row'] + 2}"
    assert told[0].startswith(f"{place}: new speaker {known}e, person (did you mean {known}")
    assert told[0].endswith("?); `factdb undo 1` takes it back")
    assert told[-1].startswith("2 decided,")
    assert len(told) == 2


def test_a_speaker_whom_a_report_makes_may_be_one_whom_it_made_before(run: Run, report: Path) -> None:
    names = ("Jane Doelan", "Jane Doelann")
    rows = [one["row"] for one in attributed(run)[:2]]
    edited(report, {row: {"speaker": name, "speaker_kind": "person"} for row, name in zip(rows, names, strict=True)})
    one, other, _ = correct(run)
    assert "new speaker Jane Doelan, person; " in one
    assert "new speaker Jane Doelann, person (did you mean Jane Doelan?); " in other


def test_a_report_given_again_decides_nothing_and_a_row_that_nobody_edited_is_not_refused(
    run: Run, report: Path
) -> None:
    first, second, third, fourth = attributed(run)
    edited(
        report,
        {
            first["row"]: {"status": "unsourced", "decision": "change"},
            second["row"]: {"denied": "yes", "hedges": ""},
            fourth["row"]: {"decision": "accept"},
        },
    )
    for claim in (third, fourth):
        other = ("--speaker", "Somebody Else", "--speaker-kind", "person")
        assert run("correct", claim["claim_id"], *other, "--reviewer", "Bob").exit_code == 0
    told = correct(run)
    assert "of the claim Somebody Else; but its state is accepted by now" in told[0]
    assert told[1].startswith("2 decided, 0 decided before,")
    again = correct(run)
    assert (again[0], again[1][:12], len(again)) == (told[0], "0 decided, 0", 2)
    edited(report, {first["row"]: {"decision": "", "cue": "says"}, fourth["row"]: {"decision": ""}})
    told = correct(run)
    # Whoever decided may say more of it.
    assert told[0].endswith("cue: “says” stands nowhere in the article; give the words just as they are there")
    assert len(told) == 2


def test_a_report_that_is_mended_and_given_again_is_not_taken_for_unchanged(run: Run, report: Path) -> None:
    first, second, *_ = attributed(run)
    wrong = {"speaker": f"{first['speaker']}e"}
    edited(report, {first["row"]: wrong, second["row"]: {"status": "unsourced"}})
    assert correct(run)[-1].startswith("2 decided,")
    # All the cells that follow of the status say again what they said: none of them takes back anything.
    assert correct(run)[0].startswith("0 decided, 0 decided before,")
    edited(report, {first["row"]: {"speaker": first["speaker"]}, second["row"]: {"status": second["status"]}})
    told = correct(run)
    assert f"speaker is {first['speaker']}, and of the claim {first['speaker']}e; so it was before you" in told[0]
    assert f"status is {second['status']}, and of the claim unsourced; " in told[1]
    assert told[2].startswith("0 decided, 0 decided before,") and " 2 failed" in told[2]
    # To whoever did not decide it is a row that nobody edited.
    assert " 0 failed" in run("correct", "--from", "report.csv", "--reviewer", "Bob").stderr
    edited(report, {first["row"]: {"speaker": "Jane Doe"}})
    assert correct(run)[-1].startswith("1 decided,")


def test_a_report_brings_decisions_into_another_database_of_the_same_articles(run: Run, report: Path) -> None:
    shutil.copy("factdb.db", "hers.db")
    first, second, third, fourth = (one["claim_id"] for one in attributed(run))
    [fifth, *_] = (
        one["claim_id"] for one in json.loads(run("claims", "--status", "unsourced", "--format", "json").stdout)
    )
    for words in ([first, "--accept"], [second, "--status", "unsourced"], [third, "--reject"], [fourth, "--denied"]):
        assert run("correct", *words, "--reviewer", "Bob").exit_code == 0
    assert run("report", "attribution", "-o", "his.csv").exit_code == 0
    assert run("claims", "--state", "rejected", "-o", "rejected.csv").exit_code == 0
    into = ("--db", "hers.db", "--reviewer", "Ann")
    assert run("correct", "--from", "his.csv", *into).stderr.startswith("3 decided,")
    assert run("correct", "--from", "rejected.csv", *into).stderr.startswith("1 decided,")
    assert run("verify", "his.csv", "--db", "hers.db").exit_code == 0
    again = run("correct", "--from", "his.csv", *into)
    assert again.stderr.startswith("0 decided,") and again.exit_code == 0
    # What is taken back there is not brought again.
    assert run("undo", "2", "--db", "hers.db", "--reviewer", "Bob").exit_code == 0
    told = run("correct", "--from", "his.csv", *into).stderr
    assert "but what was decided of it is undone by now: make the report anew" in told
    # Nor is it where somebody decided there.
    assert run("correct", fifth, "--accept", "--reviewer", "Bob").exit_code == 0
    assert run("correct", fifth, "--denied", *into).exit_code == 0
    assert run("report", "attribution", "-o", "his.csv").exit_code == 0
    assert "but so Ann decided it: make the report anew" in run("correct", "--from", "his.csv", *into).stderr


def test_what_is_changed_of_the_article_is_told_with_what_sets_it(run: Run, report: Path) -> None:
    edited(report, {0: {"title": "Pact"}, 1: {"title": "Pact"}, 2: {"published": "4 March 2024"}})
    told = correct(run)
    assert told[0].startswith("report.csv: row 2: title is Pact, and of the article ")
    assert told[0].endswith("; `factdb articles set 1 --title` sets it")
    assert told[1].endswith("; `factdb articles set 1 --published` sets it")
    assert told[2].startswith("0 decided, 0 decided before, ")


def test_the_kind_alone_is_said_of_a_speaker_not_of_a_claim(run: Run, report: Path) -> None:
    first, *_ = attributed(run)
    edited(report, {first["row"]: {"speaker_kind": "document"}})
    assert "; `factdb speakers kind SPEAKER KIND` sets that of one who is there" in correct(run)[0]


def test_cells_of_a_claim_that_is_rejected_by_now_are_not_passed_over(run: Run, report: Path) -> None:
    first, *_ = attributed(run)
    assert run("correct", first["claim_id"], "--reject", "--reviewer", "Bob").exit_code == 0
    edited(report, {first["row"]: {"speaker": "Jane Doe"}})
    assert "but its state is rejected by now: make the report anew" in correct(run)[0]


def test_cells_of_a_claim_whose_words_were_changed_are_not_passed_over(run: Run, report: Path) -> None:
    first, *_ = attributed(run)
    words = first["claim"].split(" … ")[0].split()[-1].strip("“”.,")
    edited(report, {first["row"]: {"claim": words}}, ["claim_id", "claim"])
    told = correct(run)
    assert told[-1].startswith("1 decided,")
    assert told[0].startswith("in no claim any more: “")
    # Given again, it says what is already so.
    assert correct(run)[0].startswith("0 decided,")
    edited(report, {first["row"]: {"claim": first["claim"]}}, ["claim_id", "claim"])
    assert correct(run)[-1].startswith("1 decided,")


@pytest.mark.parametrize("shape", [lambda one: one[:10], str.upper, lambda one: f" {one} "])
def test_an_id_may_be_shorter_in_a_report_and_its_words_in_any_case(
    run: Run, report: Path, shape: Callable[[str], str]
) -> None:
    first, second, *_ = attributed(run)
    other = {"speaker": "Nobody Here", "speaker_kind": "Organisation "}
    edited(report, {first["row"]: {"claim_id": shape(first["claim_id"]), "status": " Unsourced"}, second["row"]: other})
    assert correct(run)[-1].startswith("2 decided,")
    now = json.loads(run("claims", "--format", "json").stdout)
    assert (now[first["row"]]["status"], now[second["row"]]["speaker_kind"]) == ("unsourced", "organisation")


def test_rows_of_claims_that_are_not_there_are_counted_and_a_nul_is_refused(run: Run, report: Path) -> None:
    first, second, *_ = attributed(run)
    edited(report, {first["row"]: {"claim_id": "0" * 16, "speaker": "Jane Doe"}})
    assert correct(run)[0].endswith(" without a decision, 0 failed, 1 of claims that are not there")
    edited(report, {second["row"]: {"speaker": "Jane\0Doe"}})
    assert "holds a NUL character" in correct(run)[0]


def test_a_row_of_an_earlier_version_changes_nothing_and_is_counted_or_refused(run: Run, here: Path) -> None:
    def brought(text: str) -> None:
        (here / "v.jsonl").write_text(json.dumps({"url": "https://x.example/1", "text": text}))
        assert run("import", "v.jsonl", "--db", "v.db").exit_code == 0

    def told() -> str:
        return run("correct", "--from", "v.csv", "--reviewer", "Ann", "--db", "v.db").stderr

    brought("Ann Lee said that the road is late.")
    assert run("claims", "--db", "v.db", "-o", "v.csv").exit_code == 0
    brought("Ann Lee said that the lane is late.")
    edited(here / "v.csv", {0: {"speaker": "Bob Ray"}})
    assert told().startswith(
        "0 decided, 0 decided before, 0 without a decision, 0 failed, 1 of claims that are not there"
    )
    edited(here / "v.csv", {0: {"decision": "change"}})
    assert "reports show it no more; make the report anew" in told()


def test_some_columns_of_a_report_will_do(run: Run, report: Path) -> None:
    first, *_ = attributed(run)
    edited(report, {first["row"]: {"status": "unsourced"}}, ["claim_id", "claim", "status"])
    assert correct(run)[-1].startswith("1 decided,")
    assert json.loads(run("claims", "--format", "json").stdout)[first["row"]]["status"] == "unsourced"


@pytest.mark.parametrize(
    "cell",
    ["12345678", "1e5", "12345e6789012345", "1-12", "3/4", "1:20", "2024", "0.5", "TRUE", "false", "'x", "=1", "12,5"],
)
def test_what_a_spreadsheet_would_change_is_protected(cell: str) -> None:
    assert protect(cell) == f"'{cell}" and unprotect(protect(cell)) == cell


@pytest.mark.parametrize("cell", ["0-27", "120-345", "3f2a9c", "It rained.", "1-12;20-30", ""])
def test_what_it_would_not_change_is_left_alone(cell: str) -> None:
    assert protect(cell) == cell


def save_by_libreoffice(database: str) -> None:
    """Make the files BY_LIBREOFFICE anew: python -m tests.cli.test_spreadsheet DATABASE, that of ``stored``."""
    report = Path("report.csv")
    subprocess.run(
        [sys.executable, "-m", "factdb", "report", "attribution", "--db", database, "-o", report], check=True
    )
    header, rows = decided(report)
    with report.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    table = "csv:Text - txt - csv (StarCalc):{},34,76,1"
    for name, steps in zip(
        BY_LIBREOFFICE, ((table.format(44),), (table.format(59),), ("ods", table.format(44))), strict=True
    ):
        made = report
        for number, form in enumerate(steps):
            into = Path(f"{name}-{number}")
            reading = ["--infilter=CSV:44,34,76,1"] if made.suffix == ".csv" else []
            subprocess.run(
                ["soffice", "--headless", *reading, "--convert-to", form, "--outdir", into, made], check=True
            )
            [made] = into.iterdir()
        shutil.copy(made, FILES / name)


if __name__ == "__main__":
    save_by_libreoffice(sys.argv[1])
