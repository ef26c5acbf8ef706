"""Reviewing claims a key a decision: by lines of a script, and at a real terminal."""

import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from factdb.cli import cli
from factdb.records import Claim, Extraction
from factdb.store.connect import make_engine, writing
from factdb.store.save import save
from tests.cli.conftest import Run
from tests.formats.samples import ARTICLE, EXTRACTION, TEXT, span

WIN = "“We shall\nwin,” … “and soon.”"
SUM = "=SUM(A1)"
MIGHT = "- She might, it seems, leave."
SO = "That is so."

# Makes the terminal that of the process, so that Ctrl-C reaches it.
_OWN_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
)

Press = Callable[..., Result]


@pytest.fixture
def press(run: Run, stored: Path, here: Path, monkeypatch: pytest.MonkeyPatch) -> Press:
    """Review the first article of a copy of the stored database as Ann, with these keys and answers."""
    shutil.copy(stored, here / "factdb.db")
    monkeypatch.setenv("FACTDB_REVIEWER", "Ann")

    def press(*lines: str, options: tuple[str, ...] = ("hard",)) -> Result:
        typed = "".join(f"{line}\n" for line in lines)
        result = CliRunner().invoke(cli, ["review", *options], input=typed, prog_name="factdb")
        assert result.exit_code == 0, result.output
        return result

    return press


def claims(run: Run, *conditions: str) -> dict[str, Any]:
    result = run("claims", "--article", "hard", "--machine", "--format", "json", *conditions)
    return {row["claim"]: row for row in json.loads(result.stdout)}


def test_accept_reject_skip_and_quit_least_certain_first(press: Press, run: Run) -> None:
    result = press("a", "r", "", "q")
    # Confidences: 0.75, 0.98, 1, 1; those as certain as one another in the order of the text.
    assert result.stdout.count("a accept · r reject") == 4
    assert "── 1 of 4 · @home, “quoted”, and, 'so' ──\n>>=SUM(A1)<<, {the minister} _said_ on Monday." in result.stdout
    assert "sourced · indirect · the minister · “the minister … said” · confidence 0.75" in result.stdout
    assert ">>“We shall<<\n>>win,”<< _said_ {Ana 𝒜lvarez}, >>“and soon.”<<" in result.stdout
    assert ">>- She *might*, *it seems*, leave.<< That is so." in result.stdout
    assert "speculative · possible, hedged by the writer: “might”, “it seems”" in result.stdout
    assert "unsourced · denied · confidence 1.00" in result.stdout
    summary = "2 decisions: 1 accepted, 1 rejected, 0 changed; 0 decided by others meanwhile, 1 not looked at\n"
    assert result.stderr == summary
    assert claims(run)[SUM]["state"] == "accepted"
    assert list(claims(run, "--state", "rejected")) == [WIN]
    # What is decided is not shown again; where the keys end, so does the review.
    assert "── 1 of 2 " in press().stdout


def test_who_goes_back_has_looked_at_what_came_before(press: Press) -> None:
    assert "1 decision: 1 accepted" in (end := press("a", "n", "n", "b", "b", "b", "q").stderr)
    assert end.endswith(", 1 not looked at\n")


def test_change_status_speaker_type_and_words(press: Press, run: Run) -> None:
    result = press("s", "u", "t", "i", "s", "s", "alvarez", "it seems", "She", "w", "That is", "q")
    found = claims(run)
    assert (found[SUM]["status"], found[SUM]["machine_status"]) == ("unsourced", "sourced")
    assert "✓ status: sourced to unsourced; speaker: the minister to none" in result.stdout
    assert re.search(r"alvarez is taken for \d+ Ana 𝒜lvarez, person\n", result.stdout)
    assert (found[WIN]["quote_type"], found[WIN]["status"]) == ("indirect", "sourced")
    assert (found[MIGHT]["speaker"], found[MIGHT]["cue"], found[MIGHT]["source_text"]) == (
        "Ana 𝒜lvarez",
        "it seems",
        "She",
    )
    assert found["That is"]["machine_claim"] == SO
    assert "4 decisions: 0 accepted, 0 rejected, 4 changed" in result.stderr
    assert run("verify").exit_code == 0


def test_a_key_that_means_nothing_is_told_in_a_line_and_all_are_told_when_asked(press: Press) -> None:
    result = press("x", "q")
    assert "x means nothing here; ? tells of all keys\n" in result.stderr
    assert "accept it: all of it" not in result.stdout
    assert "accept it: all of it" in press("?", "q").stdout


def test_words_that_a_change_leaves_in_no_claim_are_told(press: Press) -> None:
    told = press("n", "n", "w", "leave.", "q").stderr
    assert re.search(
        r"^in no claim any more: “She might, it seems”; `factdb claims add 1 --span @\d+-\d+` adds it$", told, re.M
    )


def test_an_attribution_for_what_has_none(press: Press, run: Run) -> None:
    press("n", "n", "p", "Jane Doe", "o", "it seems", "", "s", "p", "so", options=("hard",))
    found = claims(run)
    assert (found[MIGHT]["speaker"], found[MIGHT]["speaker_kind"]) == ("Jane Doe", "organisation")
    assert (found[SO]["status"], found[SO]["hedges"]) == ("speculative", "so")


def test_other_words_for_the_cue_and_the_source(press: Press, run: Run) -> None:
    press("n", "c", "said Ana", "𝒜lvarez", "c", "alvarez", "it seems", "", "q")
    found = claims(run)
    assert (found[WIN]["cue"], found[WIN]["source_text"], found[WIN]["status"]) == ("said Ana", "𝒜lvarez", "quoted")
    assert (found[MIGHT]["cue"], found[MIGHT]["speaker"], found[MIGHT]["status"]) == (
        "it seems",
        "Ana 𝒜lvarez",
        "sourced",
    )


def test_answers_that_decide_nothing(press: Press, run: Run) -> None:
    result = press(
        "s", "x", "t", "", "p", "", "w", "", "p", "nobody", "x", "", "u", "?", "w", "no such words", "t", "d"
    )
    assert "no such speaker" in result.stderr
    assert "nothing decided in this session yet" in result.stderr
    assert "“no such words” stands nowhere in the article" in result.stderr
    assert "none of it stands in quotation marks" in result.stderr
    assert "w  words: the claim's words as they stand" in result.stdout
    assert result.stdout.count("── 1 of 4 ") == 1
    assert "── 2 of 4 " not in result.stdout
    assert {row["state"] for row in claims(run).values()} == {"open"}


def test_undo_and_back_show_the_claim_again(press: Press, run: Run) -> None:
    result = press("a", "r", "u", "n", "b", "a", "b", "b", "s", "u", "q")
    assert result.stdout.count("── 1 of 4 ") == 2
    assert result.stdout.count("── 2 of 4 ") == 4
    assert "accepted by Ann" in result.stdout
    assert claims(run)[SUM]["status"] == "unsourced"
    assert claims(run)[WIN]["state"] == "accepted"
    assert "3 decisions: 2 accepted, 0 rejected, 1 changed; 0 decided by others" in result.stderr
    actions = [row["action"] for row in json.loads(run("history", "--format", "json").stdout)]
    assert actions == ["accept", "reject", "undo", "accept", "change"]


def test_only_some(press: Press, run: Run) -> None:
    assert "── 1 of 2 " in press(options=("--status", "quoted")).stdout
    assert "── 1 of 1 " in press(options=("--speaker", "alvarez", "--limit", "1")).stdout
    assert press("a", options=("--status", "quoted", "hard-longer")).stdout.count("──") == 2
    nothing = press(options=("--conflicts",))
    assert (nothing.stdout, nothing.stderr) == ("", "nothing waits for a decision\n")
    assert run("review", "--conflicts", "--status", "quoted").exit_code == 2
    missing = run("review", "nowhere")
    assert (missing.exit_code, missing.stdout) == (1, "")


@pytest.fixture
def conflicts(press: Press, run: Run) -> Iterator[Press]:
    """Ann and Bob disagree on the first claim; the second is another now, and the third is gone from the text."""
    ids = {words: row["claim_id"] for words, row in claims(run).items()}
    collected = replace(ARTICLE, collection="news")
    newer = replace(collected, text=TEXT.replace("She might, it seems, leave.", "It seems that he might quit."))
    now = Extraction(
        EXTRACTION.engine,
        EXTRACTION.attributions,
        (
            EXTRACTION.claims[0],
            replace(EXTRACTION.claims[1], attribution=None, quotations=()),
            Claim((span("- It seems that he might quit.", newer.text),)),
        ),
    )
    engine = make_engine("factdb.db")
    for arguments in (
        (ids[SUM], "--accept"),
        (ids[SUM], "--reject", "--reviewer", "Bob"),
        (ids[WIN], "--speaker", "Jane Doe", "--speaker-kind", "person"),
        (ids[MIGHT], "--status", "sourced", "--speaker", "1", "--cue", "it seems", "--source", "She"),
    ):
        assert run("correct", *arguments).exit_code == 0
    with writing(engine) as session:
        save(session, collected, EXTRACTION)
        save(session, newer, now)
    engine.dispose()
    yield press


def test_conflicts(conflicts: Press, run: Run) -> None:
    result = conflicts("n", "n", "n", options=("--conflicts",))
    assert result.stdout.count("──\n") == 3
    assert "Ann, Bob disagree" in result.stdout
    assert "conflicting: the engine now has another" in result.stdout
    assert "the engine says: unsourced" in result.stdout
    assert f"no longer in the article: {MIGHT}\n" in result.stdout
    assert "orphaned: its words stand in no one place of the text" in result.stdout


def test_an_orphan_is_placed_anew_or_dropped(conflicts: Press, run: Run) -> None:
    asked = ("--conflicts", "--limit", "1")  # the orphan is the first
    result = conflicts(
        "a",
        "s",
        "u",
        "w",
        "It seems that he might quit",
        "",
        "",
        "r",
        "u",
        "q",
        options=("--conflicts", "--limit", "2"),
    )
    assert result.stderr.count("its words are no longer in the article") == 2
    assert "“it seems” stands nowhere in the article" in result.stderr
    assert result.stdout.count("no longer in the article") == 2
    assert "1 changed" in conflicts("w", "It seems that he might quit", "It seems", "he", options=asked).stderr
    placed = claims(run)["It seems that he might quit"]
    assert (placed["speaker"], placed["cue"], placed["source_text"], placed["status"]) == (
        "Ana 𝒜lvarez",
        "It seems",
        "he",
        "sourced",
    )
    assert conflicts(options=("--conflicts",)).stdout.count("──\n") == 1
    assert run("undo").exit_code == 0
    assert "1 rejected" in conflicts("r", options=asked).stderr
    assert "no longer" not in conflicts(options=("--conflicts",)).stdout
    assert run("verify").exit_code == 0


class Process:
    """A review in a process of its own, at a pseudo-terminal or with pipes."""

    def __init__(self, *options: str, terminal: bool) -> None:
        settings = {key: value for key, value in os.environ.items() if key not in ("FORCE_COLOR", "NO_COLOR")}
        settings |= {"TERM": "xterm-256color", "COLUMNS": "100", "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "-m", "factdb", "review", *options]
        if terminal:
            self.keys, side = pty.openpty()
            self.screen = self.keys
            command = [sys.executable, "-c", _OWN_TERMINAL, *command]
            self.running = subprocess.Popen(
                command, stdin=side, stdout=side, stderr=side, env=settings, start_new_session=True
            )
            os.close(side)
            return
        (reads, self.keys), (self.screen, writes) = os.pipe(), os.pipe()
        self.running = subprocess.Popen(command, stdin=reads, stdout=writes, stderr=writes, env=settings)
        os.close(reads)
        os.close(writes)

    @property
    def interrupted_by(self) -> bytes:
        """The key at which the terminal sends an interrupt."""
        return bytes(termios.tcgetattr(self.screen)[6][termios.VINTR])

    def type(self, keys: str) -> None:
        os.write(self.keys, keys.encode())

    def until(self, words: str) -> str:
        """What is shown up to these words, or to the end."""
        shown = b""
        while words.encode() not in shown and (some := self._more()):
            shown += some
        return shown.decode()

    def _more(self) -> bytes:
        for _ in range(2):
            try:
                return os.read(self.screen, 4096)
            except OSError:  # a pseudo-terminal whose other side is closed
                # Linux may say so a moment before it hands over what was written last.
                self.running.wait()
        return b""


@pytest.fixture
def process(press: Press) -> Iterator[Callable[..., Process]]:
    started: list[Process] = []

    def start(*options: str, terminal: bool = True) -> Process:
        started.append(Process(*options, terminal=terminal))
        return started[-1]

    yield start
    for one in started:
        one.running.kill()
        one.running.wait()
        for end in {one.keys, one.screen}:
            os.close(end)


def test_single_keys_at_a_terminal(process: Callable[..., Process], run: Run) -> None:
    review = process("hard")
    shown = review.until("more: ")
    assert "\x1b[" in shown
    assert ">>" not in shown
    review.type("a")  # and no Enter
    assert "2 of 4" in review.until("more: ")
    review.type(" ")
    assert "3 of 4" in review.until("more: ")
    review.type("w")
    assert "She might, it seems, leave." in review.until("leave.")  # there to be edited
    review.type("\x01\x04\x04\r")  # the first two characters deleted
    assert "4 of 4" in review.until("more: ")
    review.type("q")
    assert "2 decisions: 1 accepted, 0 rejected, 1 changed" in review.until("not looked at")
    assert review.running.wait() == 0
    found = claims(run)
    assert found[SUM]["state"] == "accepted"
    assert found["She might, it seems, leave."]["machine_claim"] == MIGHT


def test_interrupted_and_killed_nothing_is_lost(process: Callable[..., Process], run: Run) -> None:
    review = process("hard")
    review.until("more: ")
    review.type("a")
    review.until("more: ")
    review.running.send_signal(signal.SIGKILL)
    review.running.wait()
    assert claims(run)[SUM]["state"] == "accepted"
    review = process("hard")
    assert "1 of 3" in review.until("more: ")
    review.type("r")
    review.until("more: ")
    # As soon as it asks, Ctrl-C is a key: as a signal it could get lost, and what was printed with it.
    assert review.interrupted_by != b"\x03"
    review.type("\x03")
    # On a line of its own.
    assert review.until("not looked at").startswith("\r\n1 decision: 0 accepted, 1 rejected")
    assert review.running.wait() == 130
    assert review.interrupted_by == b"\x03"
    assert list(claims(run, "--state", "rejected")) == [WIN]


def test_what_others_decide_meanwhile(process: Callable[..., Process], run: Run) -> None:
    ids = {words: row["claim_id"] for words, row in claims(run).items()}
    review = process("hard", terminal=False)
    review.until("more: ")
    bob = ("--reviewer", "Bob")
    assert run("correct", ids[SUM], "--status", "unsourced", *bob).exit_code == 0
    assert run("correct", ids[WIN], "--accept", *bob).exit_code == 0
    review.type("a\n")
    shown = review.until("more: ")
    assert "Bob has decided about this claim since (correction 1: has it as unsourced, no speaker)" in shown
    assert shown.count("1 of 4") == 1
    assert "accepted by Bob" in shown
    review.type("a\n")
    assert "3 of 4" in review.until("more: ")
    review.type("q\n")
    assert "1 decision: 1 accepted, 0 rejected, 0 changed; 1 decided by others meanwhile" in review.until("at all")
