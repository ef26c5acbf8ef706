"""Correcting claims, one by one or from a file; adding them; listing what people decided of them."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from factdb.formats.csv import unprotect
from tests.cli.conftest import Run
from tests.formats.samples import span

WIN = "“We shall\nwin,” … “and soon.”"
SUM = "'=SUM(A1)"
MIGHT = "'- She might, it seems, leave."
SO = "That is so."


def listed(run: Run, *conditions: str) -> list[dict[str, Any]]:
    result = run("claims", "--article", "hard", "--machine", *conditions)
    assert result.exit_code == 0, result.output
    rows = csv.DictReader(StringIO(result.stdout, newline=""), strict=True)
    # A place such as 23-27 is guarded, lest a spreadsheet takes it for a day.
    return [row | {place: unprotect(row[place]) for place in ("spans", "cue_span")} for row in rows]


def place(words: str) -> str:
    found = span(words)
    return f"{found.start}-{found.end}"


def ids(run: Run) -> dict[str, str]:
    return {row["claim"]: row["claim_id"] for row in listed(run)}


def claim(run: Run, words: str) -> dict[str, Any]:
    [row] = [row for row in listed(run) if row["claim"] == words]
    return row


def failed(result: Result, *parts: str) -> None:
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1
    for part in parts:
        assert part in result.stderr


def test_accept_reject_change_and_undo(ann: Run) -> None:
    known = ids(ann)
    accepted = ann("correct", known[SO][:6], "--accept", "--reason", "I saw it")
    assert (accepted.exit_code, accepted.stdout) == (0, "")
    assert accepted.stderr == f"correction 1: accept: {SO}; `factdb undo 1` takes it back\n"
    assert ann("correct", known[MIGHT], "--reject", "--reviewer", "Bob").exit_code == 0
    failed(ann("correct", known[WIN], "--speaker", "the minister"), "2 speakers are called that: ", "give the id")
    changed = ann("correct", known[WIN], "--status", "sourced")
    assert changed.exit_code == 0
    assert changed.stderr.startswith("correction 3: change status: quoted to sourced; ")
    assert changed.stderr.endswith("; `factdb undo 3` takes it back\n")
    assert (claim(ann, SO)["state"], claim(ann, SO)["reviewer"], claim(ann, SO)["revision"]) == ("accepted", "Ann", "1")
    assert (claim(ann, WIN)["status"], claim(ann, WIN)["machine_status"]) == ("sourced", "quoted")
    [rejected] = listed(ann, "--state", "rejected")
    assert (rejected["claim"], rejected["status"], rejected["reviewer"]) == (MIGHT, "speculative", "Bob")
    assert (rejected["spans"], rejected["hedges"]) == (place(MIGHT[1:]), "might; it seems")
    assert [row["claim"] for row in listed(ann, "--state", "open")] == [SUM]
    assert [row["claim"] for row in listed(ann, "--state", "accepted")] == [WIN, SO]
    assert ann("undo", "2", "--reviewer", "Bob").stderr == f"correction 2 is undone: reject: {MIGHT[1:]}\n"
    assert claim(ann, MIGHT)["state"] == "open"
    # The last that Ann decided and that holds.
    undone = ann("undo", "--reviewer", "Ann").stderr
    assert undone.startswith("correction 3 is undone: change status: quoted to sourced; ")
    assert claim(ann, WIN)["status"] == "quoted"
    assert ann("verify").exit_code == 0


def test_words_are_found_beside_the_claim(ann: Run) -> None:
    known = ids(ann)
    change = ["--status", "sourced", "--speaker", "ana alvarez", "--source", "She", "--cue", "it seems"]
    assert ann("correct", known[MIGHT], *change).exit_code == 0
    row = claim(ann, MIGHT)
    assert (row["speaker"], row["source_text"], row["cue"], row["cue_span"]) == (
        "Ana 𝒜lvarez",
        "She",
        "it seems",
        place("it seems"),
    )
    assert ann("correct", known[MIGHT], "--span", "She might", "--span", "leave").exit_code == 0
    assert claim(ann, "She might … leave")["machine_claim"] == MIGHT
    assert ann("correct", known[MIGHT], "--span", "She might, it\tseems, leave").exit_code == 0
    assert claim(ann, "She might, it seems, leave")["claim_id"] != known[MIGHT]
    failed(ann("correct", known[SO], "--span", "That was so"), "“That was so” stands nowhere in the article")
    failed(ann("correct", known[SO], "--span", SUM[1:]), "another claim has just these words")
    failed(ann("correct", known[SO], "--status", "quoted"), "who says it, and with which words?")


def test_words_far_from_the_claim_are_taken_only_by_their_place(ann: Run, here: Path) -> None:
    (here / "walk.txt").write_text(
        "Ann Reed said the harbour is closed.\n\nIt rained.\n\nThe boats and the nets were dry.\n\nBo Lund denied it.\n"
    )
    assert ann("import", "walk.txt").exit_code == 0
    rows = csv.DictReader(StringIO(ann("claims", "--article", "walk").stdout, newline=""))
    known = {row["claim"]: row["claim_id"] for row in rows}
    harbour, dry = known["the harbour is closed"], known["The boats and the nets were dry."]
    refused = "cue: “denied” stands only far from the claim, at @92-98 (…nets were dry. Bo Lund denied it.); give"
    failed(ann("correct", harbour, "--cue", "denied"), refused, "or the place, as @92-98, if that is meant")
    failed(ann("correct", harbour, "--source", "Bo Lund"), "source: “Bo Lund” stands only far from the claim")
    failed(
        ann("correct", harbour, "--hedge", "denied"), "hedge: “denied” stands in no sentence of the claim, but at @92"
    )
    assert ann("correct", harbour, "--cue", "@92-98").stderr.startswith(
        "correction 1: change cue: “said” to “denied”; "
    )
    failed(ann("correct", dry, "--span", "e"), "“e” stands 5 times beside the claim, at @")
    assert ann("verify").exit_code == 0


def test_words_that_show_a_status_say_it_as_well(ann: Run) -> None:
    known = ids(ann)
    assert ann("correct", known[WIN], "--cue", "said Ana 𝒜lvarez").exit_code == 0
    assert (claim(ann, WIN)["status"], claim(ann, WIN)["cue"]) == ("quoted", "said Ana 𝒜lvarez")
    assert ann("correct", known[SO], "--hedge", "so").exit_code == 0
    assert (claim(ann, SO)["status"], claim(ann, SO)["hedges"]) == ("speculative", "so")
    assert ann("correct", known[MIGHT], "--cue", "it seems", "--speaker", "ana alvarez").exit_code == 0
    assert (claim(ann, MIGHT)["status"], claim(ann, MIGHT)["cue"]) == ("sourced", "it seems")
    assert ann("correct", known[WIN], "--hedge", "soon").exit_code == 0
    hedged = claim(ann, WIN)
    assert (hedged["status"], hedged["hedges"], hedged["hedged_by"]) == ("quoted", "soon", "speaker")
    failed(ann("correct", known[SUM], "--status", "unsourced", "--hedge", SUM[1:]), "a hedge shows that a claim is")
    failed(ann("correct", known[SUM], "--status", "unsourced", "--cue", "said"), "give that status, or leave")
    failed(ann("claims", "add", "hard", "--span", "Monday", "--cue", "said"), "who says it")


def test_a_part_of_a_name_decides_nothing(ann: Run) -> None:
    said = ("--speaker", "alvarez", "--cue", "it seems")
    failed(ann("correct", ids(ann)[MIGHT], *said), "alvarez: nobody's whole name or alias; did you mean ")
    assert claim(ann, MIGHT)["status"] == "speculative"
    for decided in (["merge", "alvarez", "1"], ["rename", "alvarez", "X"], ["alias", "alvarez", "X"]):
        failed(ann("speakers", *decided), "Give the id, or the whole name")
    assert ann("claims", "--speaker", "alvarez").exit_code == 0


def test_a_new_speaker_needs_a_kind(ann: Run) -> None:
    known = ids(ann)
    failed(
        ann("correct", known[SUM], "--speaker", "Jane Doe"),
        "no such speaker; a new one needs a kind, such as person; --speaker-kind person makes one",
    )
    failed(ann("correct", known[SUM], "--speaker", "?!", "--speaker-kind", "person"), "no name")
    assert ann("correct", known[SUM], "--speaker", " Jane  Doe", "--speaker-kind", "person").exit_code == 0
    assert (claim(ann, SUM)["speaker"], claim(ann, SUM)["machine_speaker"]) == ("Jane Doe", "the minister")
    assert ann("correct", known[WIN], "--speaker", "jane doe").exit_code == 0
    assert claim(ann, WIN)["speaker"] == "Jane Doe"
    assert ann("correct", known[WIN], "--speaker-kind", "none").exit_code == 0
    assert (claim(ann, WIN)["speaker"], claim(ann, WIN)["speaker_kind"]) == ("", "none")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "give the start of a claim's id"),
        (["3f2a"], "say what it is: --accept, --reject"),
        (["3f2a", "--accept", "--status", "quoted"], "give nothing to change beside it"),
        (["3f2a", "--accept", "--reject"], "--accept and --reject contradict one another: give one"),
        (["3f2a", "--from", "x.csv"], "--from FILE says all of it"),
        (["--from", "x.csv", "--reject"], "--from FILE says all of it"),
        (["3f2a", "--speaker-kind", "person"], "give --speaker NAME as well"),
    ],
)
def test_misuse(ann: Run, arguments: list[str], message: str) -> None:
    result = ann("correct", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize(
    "line", [("history", "--by", ""), ("correct", "3f2a", "--accept", "--reviewer", " "), ("undo", "--reviewer", "")]
)
def test_nobody_without_a_name_is_meant(ann: Run, line: tuple[str, ...]) -> None:
    refused = ann(*line)
    assert (refused.exit_code, "nobody is called that; give a name" in refused.stderr) == (2, True)


def test_a_file_of_decisions_twice(ann: Run, here: Path) -> None:
    known = ids(ann)
    file = here / "decisions.csv"
    rows = [
        ["Claim", "decision", "status", "speaker", "speaker_kind", "span", "reviewer", "seen", "reason"],
        [known[SO], "accept", "", "", "", "", "", "0", "heard it"],
        [known[WIN], "", "sourced", "Jane Doe", "person", "", "Bob", "", ""],
        [known[MIGHT][:8], "CHANGE", "", "", "", "She might … leave", "", "", ""],
        [known[SUM], "", "", "", "", "", "", "", ""],
        [known[SUM], "reject", "", "", "", "", "", "", "'=not a formula"],
    ]
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        csv.writer(opened).writerows(rows)
    result = ann("correct", "--from", file)
    assert result.exit_code == 0, result.output
    new = f"{file}: row 3: new speaker Jane Doe, person; `factdb undo 2` takes it back\n"
    left = "in no claim any more: “it seems”; `factdb claims add 1 --span @101-109` adds it\n"
    assert (result.stdout, result.stderr) == (
        "",
        new + left + "4 decided, 0 decided before, 1 without a decision, 0 failed\n",
    )
    before = ann("history", "--format", "json").stdout
    again = ann("correct", "--from", file)
    assert (again.exit_code, again.stderr) == (0, "0 decided, 4 decided before, 1 without a decision, 0 failed\n")
    assert ann("history", "--format", "json").stdout == before
    history = json.loads(before)
    assert [row["reviewer"] for row in history] == ["Ann", "Bob", "Ann", "Ann"]
    assert [row["reason"] for row in history] == ["heard it", "", "", "=not a formula"]
    assert claim(ann, WIN)["speaker"] == "Jane Doe"
    # Who has changed their mind since has not decided so.
    assert ann("correct", known[SO], "--reject").exit_code == 0
    file.write_text(f"claim,decision\n{known[SO]},accept\n")
    assert ann("correct", "--from", file).stderr.startswith("1 decided")
    assert ann("verify").exit_code == 0


def test_bad_rows_are_named_and_the_rest_goes_on(ann: Run, here: Path) -> None:
    known = ids(ann)
    assert ann("correct", known[SO], "--status", "unsourced", "--reviewer", "Bob").exit_code == 0
    file = here / "decisions.csv"
    file.write_text(
        "claim,decision,status,seen\n"
        f"{known[SO]},accept,,0\n"
        "ffff,accept,,\n"
        f"{known[SUM]},maybe,,\n"
        f"{known[SUM]},reject,quoted,\n"
        f"{known[SUM]},change,,\n"
        f"{known[SUM]},,certain,\n"
        f"{known[SUM]},accept,,soon\n"
        ",accept,,\n"
        f"{known[SUM]},accept\n"
        "\n"
        f"{known[MIGHT]},quoted,,\n"
        f"{known[SUM]},accept,,0\n"
        f'{known[WIN]},"accept\n'
    )
    result = ann("correct", "--from", file)
    assert (result.exit_code, result.stdout) == (1, "")
    *lines, summary = result.stderr.splitlines()
    assert summary == (
        "1 decided, 0 decided before, 0 without a decision, 11 failed; what was decided is kept; "
        "mend the rest and give all of it again, which decides nothing twice"
    )
    for line, (row, part) in zip(
        lines,
        [
            (2, "Bob has decided about this claim since (correction 1: has it as unsourced, no speaker)"),
            (3, "ffff: no such claim"),
            (4, "'maybe' is no decision; there are accept, reject, change"),
            (5, "says reject and also what to change"),
            (6, "says change, but not to what"),
            (7, "'certain' is no status; there are quoted, sourced, speculative, unsourced"),
            (8, "'soon' in seen is no number"),
            (9, "names no claim"),
            (10, "has not as many cells as row 1"),
            (12, "'quoted' is no decision"),
            (14, "unexpected end of data"),
        ],
        strict=True,
    ):
        assert line.startswith(f"factdb: {file}: row {row}: ")
        assert part in line
    assert claim(ann, SUM)["state"] == "accepted"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "row 1: has no column claim"),
        (b"id,decision\n", "row 1: has no column claim"),
        (b"claim,verdict\n", "row 1: 'verdict' is no column of it"),
        (b"claim,seen,seen\n", "row 1: has a column twice"),
        (b"claim\n\x81\n", "is not UTF-8 text"),
    ],
)
def test_a_file_that_is_none(ann: Run, here: Path, content: bytes, message: str) -> None:
    (here / "decisions.csv").write_bytes(content)
    failed(ann("correct", "--from", "decisions.csv"), f"factdb: decisions.csv: {message}")


def test_a_file_without_a_decision_says_so(ann: Run, here: Path) -> None:
    (here / "decisions.csv").write_text("claim,decision\n")
    told = ann("correct", "--from", "decisions.csv")
    assert (told.exit_code, told.stderr) == (0, "decisions.csv: holds no row, so nothing is decided\n")


def test_a_file_that_is_missing(ann: Run) -> None:
    failed(ann("correct", "--from", "none.csv"), "none.csv: No such file or directory")


def test_add_a_claim(ann: Run) -> None:
    result = ann("claims", "add", "hard", "--span", "on Monday.")
    assert result.exit_code == 0
    assert result.stderr == "correction 1: add on Monday.; `factdb undo 1` takes it back\n"
    row = claim(ann, "on Monday.")
    assert (row["claim_id"], row["status"], row["state"]) == (result.stdout.strip(), "unsourced", "accepted")
    # “said” stands twice: the one beside the claim is meant.
    said = ["--status", "sourced", "--speaker", "ana alvarez", "--cue", "said", "--source", "the minister"]
    alike = ann("claims", "add", "hard", "--span", "on Monday", *said).stderr.splitlines()
    assert alike[1:] == [
        f"claim {row['claim_id']} has mostly the same words (“on Monday.”); `factdb correct {row['claim_id']} --span` "
        "changes those"
    ]
    assert claim(ann, "on Monday")["cue_span"] == place("said")
    failed(ann("claims", "add", "hard", "--span", "on Monday."), f"has just these words, {row['claim_id']}; ")
    failed(ann("claims", "add", "hard", "--span", "said"), "stands 2 times in the article")
    failed(ann("claims", "add", "hard", "--span", "Monday", "--status", "speculative"), "give hedge as well")
    assert ann("claims", "add", "hard").exit_code == 2
    assert ann("verify").exit_code == 0
