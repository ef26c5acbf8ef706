"""What somebody changed in the cells of a report: decided, told of, or refused with why."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run


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


def test_what_people_disagree_about_is_brought_into_another_database_as_nobodys_decision(
    run: Run, report: Path
) -> None:
    shutil.copy("factdb.db", "hers.db")
    first, *_ = (one["claim_id"] for one in attributed(run))
    for words in (("--accept", "--reviewer", "Ann"), ("--reject", "--reviewer", "Bob")):
        assert run("correct", first, *words).exit_code == 0
    assert run("report", "attribution", "-o", "his.csv").exit_code == 0
    told = run("correct", "--from", "his.csv", "--db", "hers.db", "--reviewer", "Eve")
    assert told.stderr.startswith("0 decided, 0 decided before,") and told.exit_code == 0


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
