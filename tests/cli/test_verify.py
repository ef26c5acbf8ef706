import sqlite3
from pathlib import Path
from shutil import copy

import pytest

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
    assert result.stdout.startswith("rows 2 to 5: sha256: none of the texts is news/hard.txt, with the digest ")
    assert result.stdout.count("\n") == 1
    assert result.stderr == "factdb: report.csv: 4 of 4 rows not as the texts have it\n"


def test_a_report_saved_by_a_spreadsheet_with_a_byte_order_mark(ask: Run, run: Run) -> None:
    Path("marked.csv").write_text(report(ask), encoding="utf-8-sig", newline="")
    assert run("verify", "marked.csv", "hard.txt").exit_code == 0


def test_a_report_needs_its_text(ask: Run, run: Run) -> None:
    report(ask)
    assert run("verify", "report.csv").exit_code == 2
    missing = run("verify", "report.csv", "nowhere.txt")
    assert missing.exit_code == 1
    assert "nowhere.txt" in missing.stderr
    for name in ("report.xlsx", "report.json"):  # not as a CSV that cannot be decoded
        assert ask("report", "attribution", "-o", name).exit_code == 0
        assert "is proved as CSV or HTML" in (other := ask("verify", name, "hard.txt")).stderr
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
