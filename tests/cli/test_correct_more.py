"""Correcting several claims at once, who tells of them and what is denied; deciding once; what a message lacks."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_correct import MIGHT, SO, WIN, claim, failed, ids


@pytest.fixture
def talk(ann: Run, here: Path) -> dict[str, str]:
    """The ids of an article in which Ann Reed tells what others say."""
    (here / "talk.txt").write_text(
        "Ann Reed, the mayor, met the Gazette.\n\nReed said Bo Lund had promised that wages would be paid. "
        "Reed said he denied that the port was bankrupt.\n\nReed added that Cy Hart told her strikes were likely.\n"
    )
    assert ann("import", "talk.txt").exit_code == 0
    return {row["claim"]: row["claim_id"] for row in rows_of(ann, "--article", "talk")}


def rows_of(run: Run, *conditions: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(run("claims", *conditions).stdout, newline="")))


def test_several_claims_at_once(ann: Run, talk: dict[str, str]) -> None:
    bankrupt, wages = talk["that the port was bankrupt"], talk["that wages would be paid"]
    made = ann("correct", bankrupt, wages, bankrupt[:8], "--via", "none")
    assert made.stderr.splitlines() == [
        "correction 1: change told by: Ann Reed to none",
        "correction 2: change told by: Ann Reed to none",
        "`factdb undo 1-2` takes them back",
    ]
    relayed = [row["claim"] for row in rows_of(ann, "--article", "talk", "--relayed")]
    assert relayed == ["her strikes were likely"]
    again = ann("correct", bankrupt, talk["her strikes were likely"], "--via", "none").stderr.splitlines()
    assert again[0] == "you decided so already: correction 1, change told by: Ann Reed to none"
    assert again[1:] == ["correction 3: change told by: Ann Reed to none", "`factdb undo 3` takes it back"]
    failed(ann("correct", bankrupt, "ffff", "--reject"), "ffff: no such claim")  # and none of them is decided
    failed(ann("correct", bankrupt, talk["Ann Reed, the mayor, met the Gazette."], "--via", "Cy Hart"), "to nobody, so")
    assert len(json.loads(ann("history", "--format", "json").stdout)) == 3
    assert ann("undo", "1-3").exit_code == 0
    assert len(rows_of(ann, "--article", "talk", "--relayed")) == 3
    assert "give one CLAIM" in ann("correct", bankrupt, wages, "--span", "paid").stderr
    assert ann("verify").exit_code == 0


def test_what_is_denied(ann: Run, here: Path, talk: dict[str, str]) -> None:
    bankrupt, wages = talk["that the port was bankrupt"], talk["that wages would be paid"]
    assert [row["claim_id"] for row in rows_of(ann, "--article", "talk", "--denied")] == [bankrupt]
    assert ann("correct", bankrupt, "--not-denied").stderr.startswith("correction 1: change denied: yes to no; ")
    assert rows_of(ann, "--article", "talk", "--denied") == []
    assert bankrupt in [row["claim_id"] for row in rows_of(ann, "--article", "talk", "--not-denied")]
    (here / "decisions.csv").write_text(f"claim,denied,via\n{wages},YES,Cy Hart\n{bankrupt},maybe,\n{bankrupt},no,\n")
    told = ann("correct", "--from", "decisions.csv").stderr
    assert "row 3: 'maybe' in denied is neither yes nor no" in told
    assert "1 decided, 1 decided before" in told
    [row] = rows_of(ann, "--article", "talk", "--denied")
    assert (row["claim_id"], row["via"]) == (wages, "Cy Hart; Ann Reed")
    assert ann("verify").exit_code == 0


def test_the_same_is_decided_once(ann: Run) -> None:
    known = ids(ann)
    assert ann("correct", known[SO], "--accept").exit_code == 0
    again = ann("correct", known[SO], "--accept")
    assert (again.exit_code, again.stderr) == (0, f"you decided so already: correction 1, accept: {SO}\n")
    assert ann("correct", known[SO], "--accept", "--reviewer", "Bob").stderr.startswith("correction 2: accept")
    assert ann("correct", known[SO], "--reject", "--reviewer", "Bob").stderr.startswith("correction 3: reject")
    # It is disputed by now, and whoever says so again says it of that.
    assert ann("correct", known[SO], "--accept").stderr.startswith("correction 4: accept")


def test_the_quote_type_follows_other_words(ann: Run, here: Path) -> None:
    (here / "won.txt").write_text("Ann Reed said that “the boats have won” and that they may soon leave the harbour.\n")
    assert ann("import", "won.txt").exit_code == 0
    [row] = rows_of(ann, "--article", "won")
    assert (row["quote_type"], row["status"]) == ("mixed", "quoted")
    for words, quote_type, status in (
        ("“the boats have won”", "direct", "quoted"),
        ("they may soon leave", "indirect", "sourced"),
        ("that “the boats have won” and that they may soon leave", "mixed", "quoted"),
        ("the boats have won", "direct", "quoted"),
        ("leave the harbour", "indirect", "sourced"),
    ):
        changed = ann("correct", row["claim_id"], "--span", words, "--cue", "said")
        assert changed.exit_code == 0, changed.output
        [now] = rows_of(ann, "--article", "won")
        assert (now["claim"], now["quote_type"], now["status"]) == (words, quote_type, status)
        assert ann("undo").exit_code == 0
        assert ann("correct", row["claim_id"], "--span", words).exit_code == 0
        [now] = rows_of(ann, "--article", "won")
        assert (now["quote_type"], now["status"]) == (quote_type, status)
    said_otherwise = ("--span", "“the boats have won”", "--quote-type", "mixed")
    assert ann("correct", row["claim_id"], *said_otherwise).exit_code == 0
    assert [now["quote_type"] for now in rows_of(ann, "--article", "won")] == ["mixed"]
    assert ann("verify").exit_code == 0


def test_what_lacks_is_named_and_no_more(ann: Run) -> None:
    so, might = ids(ann)[SO], ids(ann)[MIGHT]
    both = "who says it, and with which words? give speaker and cue as well"
    failed(
        ann("correct", so, "--status", "sourced"),
        both + ", and source, if words of the article name the speaker; --cue ",
    )
    failed(ann("correct", might, "--source", "She"), both + "; --cue WORDS gives them\n")
    failed(ann("correct", so, "--status", "speculative"), "such as could or allegedly; --hedge WORDS gives them\n")
    failed(
        ann("correct", so, "--speaker", "ana alvarez"), "with which words is it said? give cue as well, such as said"
    )
    failed(ann("correct", might, "--cue", "it seems"), "who says it? give speaker as well\n")
    failed(
        ann("correct", so, "--quote-type", "direct"), "to nobody, so it cannot have a quote type; give speaker and cue"
    )
    nobody = ("--speaker-kind", "none", "--speaker", "ana alvarez")
    failed(ann("correct", ids(ann)[WIN], *nobody), "the kind none says that no source is given; leave ana alvarez out")
    failed(
        ann("correct", ids(ann)[WIN], "--speaker", "ana alverez"),
        "no such speaker; did you mean Ana 𝒜lvarez? A new one needs a kind, such as person; --speaker-kind person",
    )
    assert "--cue is empty" in ann("correct", so, "--cue", " ").stderr
    assert "--span is empty" in ann("correct", so, "--span", "").stderr


def test_whoever_is_quoted_nowhere_tells_of_it_once_a_claim_of_theirs_is_added(ann: Run, talk: dict[str, str]) -> None:
    wages = talk["that wages would be paid"]
    failed(ann("correct", wages, "--via", "The Gazette"), "The Gazette is quoted nowhere in the article, so tells of ")
    failed(ann("correct", wages, "--via", "Ann Rede"), "did you mean Ann Reed? Whoever is quoted nowhere in the")
    how = ann("correct", wages, "--via", "The Gazette").stderr
    assert how.endswith("; `factdb claims add` does that, with --speaker, --speaker-kind and --cue\n")
    gazette = ("--speaker", "The Gazette", "--speaker-kind", "organisation", "--cue", "met the Gazette")
    added = ann("claims", "add", "talk", "--span", "Reed said Bo Lund had promised", "--status", "sourced", *gazette)
    assert added.exit_code == 0, added.stderr
    assert "told by: " in ann("correct", wages, "--via", "The Gazette").stderr
    assert next(row["via"] for row in rows_of(ann, "--article", "talk") if row["claim_id"] == wages) == "The Gazette"


def test_an_id_that_several_begin_with_lists_them_with_their_words(ann: Run, here: Path) -> None:
    (here / "many.txt").write_text("".join(f"The boat number {number} is blue.\n\n" for number in range(30)))
    assert ann("import", "many.txt").exit_code == 0
    known = {row["claim_id"]: row["claim"] for row in rows_of(ann)}
    start = next(one[0] for one in sorted(known) if sum(other[0] == one[0] for other in known) > 1)
    alike = sorted(one for one in known if one[0] == start)
    told = f"{start}: {len(alike)} claims' ids begin so: {alike[0]} (“"
    failed(ann("correct", start, "--accept"), told, "; give more of it")


def test_hedges_are_taken_off_and_several_are_given(ann: Run) -> None:
    def hedged(claim: str) -> tuple[str, str, str]:
        [row] = [row for row in rows_of(ann) if row["claim_id"].startswith(claim)]
        return row["status"], row["hedges"], row["certainty"]

    known = ids(ann)
    might, win = known[MIGHT], known[WIN]
    assert ann("correct", win, "--hedge", "soon").exit_code == 0
    status = hedged(win)[0]
    assert hedged(win) == (status, "soon", "possible")
    made = ann("correct", win, "--hedge", "None")
    assert made.stderr.startswith("correction 2: change hedges: “soon” to none; ")
    assert hedged(win) == (status, "", "certain")
    assert ann("correct", win, "--hedge", "none").stderr.startswith("you decided so already: correction 2")
    assert ann("verify").exit_code == 0
    assert ann("undo", "2").exit_code == 0
    assert hedged(win) == (status, "soon", "possible")
    before = hedged(might)
    assert before[:2] == ("speculative", "might; it seems")
    assert ann("correct", might, "--hedge", "none").exit_code == 0
    assert hedged(might) == ("unsourced", "", "certain")
    assert ann("correct", might, "--hedge", "it seems", "--hedge", "might").exit_code == 0
    assert hedged(might)[:2] == before[:2]
    assert ann("verify").exit_code == 0
    failed(ann("correct", might, "--hedge", "none", "--status", "speculative"), "a claim without a hedge is not")
    assert "--hedge is empty" in ann("correct", might, "--hedge", " ").stderr


def test_words_that_no_claim_has_any_more_are_told_and_can_be_added(ann: Run, talk: dict[str, str]) -> None:
    def add(line: str) -> None:
        command = line.split("`")[1].split()
        assert command[:3] == ["factdb", "claims", "add"]
        assert ann(*command[1:]).exit_code == 0

    strikes = talk["her strikes were likely"]
    narrower = ann("correct", strikes, "--span", "strikes were").stderr.splitlines()
    assert [line.split(";")[0] for line in narrower[1:]] == [
        "in no claim any more: “likely”",
    ]
    add(narrower[1])
    added = next(row for row in rows_of(ann, "--article", "talk") if row["claim"] == "likely")
    changed = next(row for row in rows_of(ann, "--article", "talk") if row["claim"] == "strikes were")
    same = ("status", "speaker", "cue")
    assert [added[name] for name in same] == [changed[name] for name in same]
    assert ann("correct", strikes, "--span", "strikes were").stderr.startswith("you decided so already: correction 1, ")
    assert len(ann("correct", strikes, "--span", "her strikes were").stderr.splitlines()) == 1
    met = talk["Ann Reed, the mayor, met the Gazette."]
    [_, told] = ann("correct", met, "--span", "Ann Reed, the mayor, met the").stderr.splitlines()
    assert told.startswith("in no claim any more: “Gazette.”; `factdb claims add ")
    add(told)
    assert {"Gazette.", "Ann Reed, the mayor, met the"} <= {row["claim"] for row in rows_of(ann, "--article", "talk")}
    [_, told] = ann("correct", ids(ann)[WIN], "--span", "“We shall\nwin,”").stderr.splitlines()
    add(told)
    assert claim(ann, "“and soon.”")["status"] == "quoted"
    assert ann("verify").exit_code == 0


def test_a_claim_whose_words_another_takes_in_is_told_with_what_rejects_it(
    ann: Run, here: Path, talk: dict[str, str]
) -> None:
    wages, bankrupt = talk["that wages would be paid"], talk["that the port was bankrupt"]
    both = "that wages would be paid. Reed said he denied that the port was bankrupt"
    [_, told] = ann("correct", wages, "--span", both).stderr.splitlines()
    assert told == (
        f"claim {bankrupt} (“that the port was bankrupt”) is in this one now; "
        f"`factdb correct {bankrupt} --reject` takes it out"
    )
    assert ann("undo").exit_code == 0
    assert told in ann("claims", "add", "talk", "--span", f"promised {both}").stderr.splitlines()
    assert ann("undo").exit_code == 0
    some = "that wages would be paid. Reed said he denied that the port"
    (here / "decisions.csv").write_text(f"claim,span\n{wages},{some}\n")
    told = ann("correct", "--from", "decisions.csv").stderr
    assert f"(“that the port was bankrupt”) has some of its words in this one now; `factdb correct {bankrupt}" in told
    assert ann(*told.split("`")[3].split()[1:]).exit_code == 0  # rejects it
    assert "that the port was bankrupt" not in {row["claim"] for row in rows_of(ann, "--article", "talk")}
    assert "in this one" not in ann("correct", wages, "--span", "that wages would be").stderr
    # What Reed tells that another said is within what Reed said.
    strikes = talk["her strikes were likely"]
    assert "in this one" not in ann("correct", strikes, "--span", "that Cy Hart told her strikes were likely").stderr
