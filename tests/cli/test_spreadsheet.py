"""A report that a spreadsheet or pandas saved again: proved, and its decisions come back."""

import csv
import json
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from factdb.formats.csv import protect, read, unprotect
from tests.cli.conftest import Run
from tests.text.stories import FILES

# What LibreOffice Calc saved of a report of the sample articles with decisions (see the end of this file): a table in
# the usual form, one with semicolons, and one that went through its own format.
BY_LIBREOFFICE = ("report-libreoffice.csv", "report-libreoffice-semicolons.csv", "report-libreoffice-ods.csv")
DECIDED = {0: "TRUE", 1: "reject", 2: ""}


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
