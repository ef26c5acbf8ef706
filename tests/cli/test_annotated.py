"""A folder of brat that a person edited comes back as corrections."""

import csv
import json
import re
import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.formats.samples import TEXT, span

FILE = Path("out/hard.ann")
# As brat itself writes it: a new attribution has a trigger and roles, and no notes.
NEW = ("T9\tSource {she}\tShe", "T10\tContent {leave}\tleave", "T11\tAttribution {seems}\tit seems")


@pytest.fixture
def ann(run: Run, stored: Path, here: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on a copy of the stored database, as Ann, with the sample article exported to out/."""
    shutil.copy(stored, here / "factdb.db")
    monkeypatch.setenv("FACTDB_REVIEWER", "Ann")
    assert run("export", "hard", "--format", "brat", "-o", "out").exit_code == 0
    return run


def at(words: str) -> str:
    return f"{span(words).start} {span(words).end}"


def edit(*changes: tuple[str, str]) -> None:
    """Put other words in the file, each of which must be there once."""
    text = FILE.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    FILE.write_text(text, encoding="utf-8")


def without(*ids: str) -> None:
    """Delete lines, as brat does when an attribution goes."""
    kept = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line.split("\t")[0] not in ids]
    FILE.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")


def add(*lines: str) -> None:
    with FILE.open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)


def rows(run: Run) -> list[dict[str, str]]:
    result = run("claims", "--article", "hard", "--machine")
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(StringIO(result.stdout, newline=""), strict=True))


def taken(run: Run, *, says: str) -> None:
    result = run("correct", "--from", "out")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", says + "\n"), result.output


def test_of_what_nobody_edited_that_is_told(ann: Run) -> None:
    result = ann("correct", "--from", "out")
    assert (result.exit_code, result.output) == (0, "out: holds no edit, so nothing is decided\n")


def test_a_span_moved_a_source_a_cue_and_a_speaker(ann: Run) -> None:
    edit(
        (f"Content {at('=SUM(A1)')}\t=SUM(A1)", f"Content {at('SUM(A1)')}\tSUM(A1)"),
        (f"Source {at('the minister')}\tthe minister", f"Source {at('minister')}\tminister"),
        # Brat moves the trigger with the cue, or only one of the two.
        (f"T2\tCue {at('said')}\tsaid", f"T2\tCue {at('said on')}\tsaid on"),
        ("#3\tSpeaker E2\tAna 𝒜lvarez", "#3\tSpeaker E2\tBo Li"),
        ("#4\tSpeakerKind E2\tperson", "#4\tSpeakerKind E2\torganisation\n#9\tAnnotatorNotes E2\theard it"),
    )
    new = "out/hard.ann: E2: new speaker Bo Li, organisation; `factdb undo 2` takes it back\n"
    taken(ann, says=f"{new}2 decided, 0 decided before, 0 without a decision, 0 failed")
    first, second, *_ = rows(ann)
    assert (first["claim"], first["source_text"], first["cue"]) == ("SUM(A1)", "minister", "said on")
    assert (first["reviewer"], first["state"]) == ("Ann", "accepted")
    assert (second["speaker"], second["speaker_kind"], second["status"]) == ("Bo Li", "organisation", "quoted")
    log = json.loads(ann("history", "--format", "json").stdout)
    assert sorted(one["reason"] for one in log) == ["", "heard it"]
    taken(ann, says="0 decided, 2 decided before, 0 without a decision, 0 failed")
    # What is exported now is what the person marked, but for the trigger that stayed behind and the note.
    assert ann("export", "hard", "--format", "brat", "-o", "again").exit_code == 0
    wanted = FILE.read_text(encoding="utf-8").replace("#9\tAnnotatorNotes E2\theard it\n", "")
    wanted = wanted.replace(f"Attribution {at('said')}\tsaid\nE1", f"Attribution {at('said on')}\tsaid on\nE1")
    assert Path("again/hard.ann").read_text(encoding="utf-8") == wanted
    assert ann("verify").exit_code == 0


def test_a_title_before_a_name_makes_nobody_new(ann: Run) -> None:
    edit(("#3\tSpeaker E2\tAna 𝒜lvarez", "#3\tSpeaker E2\tCllr Ana 𝒜lvarez"))
    assert "new speaker" not in ann("correct", "--from", "out").stderr
    assert rows(ann)[1]["speaker"] == "Ana 𝒜lvarez"


def test_a_deleted_attribution_leaves_its_words_to_the_writer(ann: Run) -> None:
    without("T1", "T2", "T3", "T4", "E1", "#1", "#2")
    taken(ann, says="1 decided, 0 decided before, 0 without a decision, 0 failed")
    assert [(row["status"], row["speaker"]) for row in rows(ann)][:2] == [
        ("unsourced", ""),
        ("quoted", "Ana 𝒜lvarez"),
    ]
    taken(ann, says="0 decided, 1 decided before, 0 without a decision, 0 failed")


def test_a_new_attribution_is_added_or_takes_the_writers_claim(ann: Run) -> None:
    places = {"she": at("She"), "leave": at("leave"), "seems": at("it seems")}
    add(*(line.format(**places) for line in NEW), "E9\tAttribution:T11 Content:T10 Source:T9")
    # All words of the last claim are in the next.
    add(f"T12\tSource {at('That')}\tThat", f"T13\tCue {at('is so')}\tis so")
    add(f"T14\tContent {at('so.')}\tso.", "E10\tAttribution:T13 Cue:T13 Content:T14 Source:T12")
    add("#20\tSpeaker E10\tThe Post", "#21\tSpeakerKind E10\torganisation")
    new = "out/hard.ann: E10: new speaker The Post, organisation; `factdb undo 2` takes it back\n"
    taken(ann, says=f"{new}2 decided, 0 decided before, 0 without a decision, 0 failed")
    found = {row["claim"]: row for row in rows(ann)}
    leave, so = found["leave"], found["so."]
    assert (leave["status"], leave["source_text"], leave["cue"], leave["machine_claim"]) == (
        "sourced",
        "She",
        "it seems",
        "",
    )
    assert (so["status"], so["speaker"], so["machine_claim"]) == ("sourced", "The Post", "That is so.")
    taken(ann, says="0 decided, 2 decided before, 0 without a decision, 0 failed")
    assert ann("verify").exit_code == 0


def refer(line: str) -> Callable[[], None]:
    return lambda: add(line)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda: edit((f"{at('=SUM(A1)')}\t=SUM", f"{at('SUM(A1)')}\t=SUM")), "E1: the words of T3 are not those at"),
        (lambda: edit((f"Content {at('=SUM(A1)')}", "Content 5 9999")), "E1: T3 stands outside the text"),
        (lambda: without("T3"), "E1: refers to T3, which is not there"),
        (lambda: edit((" Source:T1", "")), "E1: its source is gone"),
        (lambda: edit((" Content:T3", "")), "E1: nothing is attributed; delete the attribution"),
        (
            lambda: edit((f"{at('the minister')}\tthe minister", f"{at('the')};{at('minister')}\tthe minister")),
            "E1: its source is in pieces",
        ),
        (lambda: edit(("E1\tunnamed", "E1\tboss")), "E1: 'boss' is no kind of speaker; there are person, "),
        (lambda: edit(("E1\tunnamed", "E1\tauthor")), "E1: has a speaker of the kind author, who has no name"),
        (lambda: edit(("#2\tSpeakerKind E1\tunnamed\n", "")), "E1: its notes on the speaker are gone"),
        (refer("A1\tNegation E1"), "A1: is no attribution, so nothing is decided by it"),
        (refer("#9\tAnnotatorNotes E2\tis that so?"), "E2: has a note, but nothing of it is changed"),
        (refer(f"T9\tContent {at('leave')}\tleave\nE9\tAttribution:T9 Content:T9"), "E9: who is it? give it a source"),
        (refer(f"T9\tContent {at('leave')}\tleave\nE9\tContent:T9\n#9\tSpeaker E9\tBo"), "E9: it has no cue; mark"),
    ],
)
def test_what_is_not_clear_is_named_and_changes_nothing(ann: Run, change: Callable[[], None], says: str) -> None:
    before = rows(ann)
    change()
    result = ann("correct", "--from", "out")
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"factdb: {FILE}: {says}" in result.stderr
    assert rows(ann) == before


def test_part_of_a_claim_in_pieces_and_a_speaker_who_is_known(ann: Run) -> None:
    we, shall = "“We shall\nwin,”", "shall\nwin"
    edit((f"Content {at(we)};", f"Content {at(shall)};"), ("\t“We shall win,” ", "\tshall win "))
    edit(("E1\tthe minister", "E1\tana alvarez"), ("E1\tunnamed", "E1\tperson"))
    taken(ann, says="2 decided, 0 decided before, 0 without a decision, 0 failed")
    first, second, *_ = rows(ann)
    assert (first["speaker"], second["claim"]) == ("Ana 𝒜lvarez", "shall\nwin … “and soon.”")
    # The part that is left out of the marks is not quoted.
    assert ann("verify").exit_code == 0


def test_what_was_decided_since_the_export_is_not_overruled(ann: Run) -> None:
    [claim] = [row["claim_id"] for row in rows(ann) if row["speaker"] == "the minister"]
    assert ann("correct", claim, "--source", "minister", "--reviewer", "Bob").exit_code == 0
    edit((f"Source {at('the minister')}\tthe minister", f"Source {at('the')}\tthe"))
    result = ann("correct", "--from", "out")
    assert result.exit_code == 1
    assert "E1: was decided about or extracted anew since it was exported" in result.stderr
    assert rows(ann)[0]["source_text"] == "minister"


def test_without_what_was_exported_an_edit_is_what_differs_from_now(ann: Run) -> None:
    Path("out/exported.jsonl").unlink()
    without("T1", "T2", "T3", "T4", "E1", "#1", "#2")
    # Another program numbers anew.
    text = FILE.read_text(encoding="utf-8")
    FILE.write_text(re.sub(r"\bE2\b", "E1", text), encoding="utf-8")
    taken(ann, says="1 decided, 0 decided before, 0 without a decision, 0 failed")
    assert [row["status"] for row in rows(ann)][:2] == ["unsourced", "quoted"]


def test_a_folder_or_a_file_that_cannot_be_taken_is_named(ann: Run) -> None:
    Path("empty").mkdir()
    assert "empty: holds no .ann file" in ann("correct", "--from", "empty").stderr
    Path("out/hard.txt").write_bytes(TEXT.replace("\r\n", "\n").encode())
    assert "hard.txt: is not the text that was exported" in ann("correct", "--from", "out").stderr
    Path("out/exported.jsonl").unlink()
    assert "hard.ann: its text is not in the database" in ann("correct", "--from", "out").stderr
    Path("out/hard.txt").unlink()
    assert "hard.txt: is missing" in ann("correct", "--from", "out").stderr
    FILE.write_bytes(b"\xff")
    Path("out/exported.jsonl").write_text("{}\n", encoding="utf-8")
    assert "exported.jsonl: is not as factdb wrote it" in ann("correct", "--from", "out").stderr
