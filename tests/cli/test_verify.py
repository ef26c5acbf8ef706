import sqlite3
from pathlib import Path
from shutil import copy

import pytest
from openpyxl import load_workbook

from factdb.store.verify import batches, proof
from tests.cli.conftest import Run
from tests.formats.samples import TEXT


def report(ask: Run) -> str:
    Path("hard.txt").write_bytes(TEXT.encode())
    ask("report", "attribution", "hard", "-o", "report.csv")
    return Path("report.csv").read_bytes().decode()


def test_a_report_is_proved_without_a_database(ask: Run, run: Run) -> None:
    report(ask)
    result = run("verify", "report.csv", "hard.txt")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "proved 4 rows of report.csv\n"
    assert {path.name for path in Path().iterdir()} == {"hard.txt", "report.csv"}


def test_tampering_is_named_by_row(ask: Run, run: Run) -> None:
    changed = report(ask).replace("That is so.,", "That is not so.,")
    Path("report.csv").write_text(changed, encoding="utf-8", newline="")
    result = run("verify", "report.csv", "hard.txt")
    assert result.exit_code == 1
    assert result.stdout == "row 5: claim: 'That is not so.', but at spans 118-129 the text has 'That is so.'\n"
    assert result.stderr == "factdb: report.csv: 1 of 4 rows not as the texts have it\n"


def test_a_text_that_is_not_given_is_told_once(ask: Run, run: Run) -> None:
    report(ask)
    Path("other.txt").write_text("That is so.")
    result = run("verify", "report.csv", "other.txt")
    told = "no text given for 1 article (news/hard.txt)"
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"factdb: report.csv: {told}; proved 0 of 4 rows\n"


def test_a_picture_in_a_folder_of_texts_is_told_and_passed_over(ask: Run, run: Run) -> None:
    report(ask)
    Path("texts").mkdir()
    Path("hard.txt").rename("texts/hard.txt")
    Path("texts/logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    result = run("verify", "report.csv", "texts")
    assert result.exit_code == 0
    assert result.stderr.startswith("factdb: texts/logo.png: an image (PNG); there is no article in it\n")
    assert result.stderr.endswith("proved 4 rows of report.csv\n")
    Path("texts/another.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert "; and 1 more could not be read\n" in run("verify", "report.csv", "texts").stderr


def test_a_text_that_is_another_by_now_is_told_once(ask: Run, run: Run) -> None:
    report(ask)
    Path("hard.txt").write_text("That is so.")
    result = run("verify", "report.csv", "hard.txt")
    assert result.stdout.startswith("rows 2 to 5: sha256: none of the texts is news/hard.txt, with the digest ")
    assert result.stdout.count("\n") == 1
    assert result.stderr == "factdb: report.csv: 4 of 4 rows not as the texts have it\n"


def test_a_row_that_is_wrong_is_told_beside_texts_that_are_not_given(ask: Run, run: Run) -> None:
    report(ask)
    ask("report", "attribution", "-o", "report.csv")
    changed = Path("report.csv").read_bytes().replace(b"That is so.,", b"That is not so.,")
    Path("report.csv").write_bytes(changed)
    result = run("verify", "report.csv", "hard.txt")
    assert result.stdout.startswith("row 5: claim: ")
    not_given = "no text given for 1 article (news/longer.txt)"
    assert result.stderr == f"factdb: report.csv: 1 of 8 rows not as the texts have it; {not_given}\n"


def test_a_report_saved_by_a_spreadsheet_with_a_byte_order_mark(ask: Run, run: Run) -> None:
    Path("marked.csv").write_text(report(ask), encoding="utf-8-sig", newline="")
    assert run("verify", "marked.csv", "hard.txt").exit_code == 0


def test_a_report_needs_its_text(ask: Run, run: Run) -> None:
    report(ask)
    alone = run("verify", "report.csv")
    assert (alone.exit_code, "There is no factdb.db here: " in alone.stderr) == (2, True)
    missing = run("verify", "report.csv", "nowhere.txt")
    assert missing.exit_code == 1
    assert "nowhere.txt" in missing.stderr
    assert ask("export", "-o", "whole.jsonl").exit_code == 0
    assert "holds whole articles" in (other := ask("verify", "whole.jsonl", "hard.txt")).stderr
    assert other.exit_code == 2
    nothing = run("verify", "nothing.csv", "hard.txt")
    assert nothing.exit_code == 1
    assert nothing.stderr == "factdb: nothing.csv: No such file or directory\n"


def test_a_proof_that_was_interrupted_goes_on(ask: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(proof, "_AT_ONCE", 1)
        prove = batches.sound
        patched.setattr(
            proof, "sound", lambda connection, articles: prove(connection, articles) if 1 in articles else stop()
        )
        begun = ask("verify")
    assert (begun.exit_code, begun.stdout) == (130, "")
    assert begun.stderr.startswith("proved 18 spans of 1 article so far; go on with `factdb verify --from 2`\n")
    for jobs in (1, 2):
        assert ask("verify", "--from", "2", "--jobs", jobs).stderr == "proved 18 spans of 1 article\n"
    assert ask("verify", "report.csv", "--from", "2").exit_code == 2


def stop() -> None:
    raise KeyboardInterrupt


def test_the_database_is_proved(ask: Run, run: Run, stored: Path) -> None:
    result = ask("verify")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("proved 36 spans of 2 articles")
    copy(stored, "changed.db")
    connection = sqlite3.connect("changed.db")
    connection.execute("UPDATE claim_span SET exact = 'That is not so.' WHERE exact = 'That is so.'")
    connection.commit()
    connection.close()
    changed = run("verify", "--db", "changed.db")
    assert changed.exit_code == 1
    assert "That is not so." in changed.stdout
    assert changed.stderr.startswith("factdb: ")


@pytest.mark.parametrize("ending", ["xlsx", "json", "parquet", "csv"])
def test_a_report_is_proved_however_it_is_saved(ask: Run, run: Run, stored: Path, here: Path, ending: str) -> None:
    copy(stored, here / "factdb.db")
    name = f"claims.{ending}"
    assert run("claims", "--all-passages", "-o", name).exit_code == 0
    proved = run("verify", name)
    assert (proved.exit_code, proved.stdout) == (0, "")
    assert proved.stderr.endswith(f" rows of {name}, by the database factdb.db\n")


@pytest.mark.parametrize("ending", ["xlsx", "json"])
def test_a_changed_cell_is_found_however_it_is_saved(run: Run, stored: Path, here: Path, ending: str) -> None:
    copy(stored, here / "factdb.db")
    name = f"claims.{ending}"
    run("claims", "-o", name)
    if ending == "json":
        Path(name).write_text(Path(name).read_text("utf-8").replace("That is so.", "That is not so.", 1), "utf-8")
    else:
        book = load_workbook(name)
        cell = next(cell for row in book.active.iter_rows() for cell in row if cell.value == "That is so.")  # type: ignore[union-attr]
        cell.value = "That is not so."
        book.save(name)
    found = run("verify", name)
    assert found.exit_code == 1
    assert "That is not so." in found.stdout


def test_a_selection_is_proved_as_one(run: Run, stored: Path, here: Path) -> None:
    copy(stored, here / "factdb.db")
    run("claims", "--text", "so", "-o", "some.csv")
    whole = run("verify", "some.csv")
    assert (whole.exit_code, "; if it is a selection, --part proves it as one" in whole.stderr) == (1, True)
    assert "is in the database, and not in the report" in whole.stdout
    part = run("verify", "some.csv", "--part")
    assert (part.exit_code, part.stdout) == (0, "")
    assert "more claims of the same articles are not in it" in part.stderr
    assert run("verify", "--part").exit_code == run("verify", "some.csv", "hard.txt", "--part").exit_code == 2


@pytest.mark.parametrize(
    ("name", "data"), [("no.xlsx", b"x"), ("no.json", b"{"), ("no.json", b'{"a": 1}'), ("no.parquet", b"x")]
)
def test_what_is_no_table_is_said(run: Run, stored: Path, here: Path, name: str, data: bytes) -> None:
    copy(stored, here / "factdb.db")
    Path(name).write_bytes(data)
    found = run("verify", name)
    assert (found.exit_code, found.stderr.startswith(f"factdb: {name}: no")) == (1, True)


def test_bylines_are_not_missing_where_a_report_has_none(run: Run, here: Path) -> None:
    Path("ferry.txt").write_text("Ferry laid up\n\nBy Ann Lee\n\nThe ferry is laid up, the harbour master said.\n")
    run("import", "ferry.txt")
    run("claims", "-o", "claims.csv")
    assert ",byline," not in Path("claims.csv").read_text("utf-8")
    assert run("verify", "claims.csv").exit_code == 0
    run("claims", "--all-passages", "-o", "all.csv")
    assert ",byline," in Path("all.csv").read_text("utf-8")
    assert run("verify", "all.csv").exit_code == 0
