import json
import os
from pathlib import Path

import pytest

from factdb.records import claim_id
from tests.cli.conftest import Run
from tests.formats.samples import ARTICLE, EXTRACTION

FIRST, SECOND, THIRD, LAST = (claim_id(ARTICLE.sha256, claim.spans) for claim in EXTRACTION.claims)


def test_signs_take_the_place_of_colours_when_piped(ask: Run) -> None:
    result = ask("show", "hard")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "\x1b" not in result.stdout
    assert "[Q win,”] _said_ {Ana 𝒜lvarez}, [Q “and soon.”]" in result.stdout
    assert result.stdout.endswith("*hedge*  accepted✓  disputed⚠\n")


def test_colours_where_they_are_wanted(ask: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[32m" in ask("show", "hard").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "[Q " in ask("show", "hard").stdout


def test_why(ask: Run) -> None:
    claims = json.loads(ask("claims", "--article", "hard", "--status", "quoted", "--format", "json").stdout)
    result = ask("show", "hard", "--why", claims[0]["claim_id"][:6].upper())
    assert result.exit_code == 0
    for words in ("Ana 𝒜lvarez (person, full name)", "the source follows the cue", "42-57;76-87", "direct"):
        assert words in result.stdout


def test_why_needs_no_article_and_an_article_is_no_claim(ask: Run) -> None:
    claims = json.loads(ask("claims", "--article", "hard", "--status", "quoted", "--format", "json").stdout)
    uid = claims[0]["claim_id"]
    assert ask("show", "--why", uid[:8]).stdout == ask("show", "hard", "--why", uid).stdout != ""
    taken_for_an_article = ask("show", uid[:8])
    assert (taken_for_an_article.exit_code, taken_for_an_article.stderr) == (
        1,
        f"factdb: {uid[:8]}: no article but a claim; `factdb show --why {uid[:8]}` explains it\n",
    )
    assert ask("show").exit_code == 2
    assert "no such article" in ask("show", "ffffff").stderr


@pytest.mark.parametrize(("start", "why"), [("nonsense", "no claim's id"), ("ffff", "no such claim"), ("", "no claim")])
def test_why_of_no_claim(ask: Run, start: str, why: str) -> None:
    none = ask("show", "hard", "--why", start)
    assert (none.exit_code, none.stdout) == (1, "")
    assert why in none.stderr


def test_why_of_a_claim_of_another_article(ask: Run) -> None:
    rows = json.loads(ask("claims", "--article", "hard-longer", "--format", "json").stdout)
    result = ask("show", "hard", "--why", rows[0]["claim_id"])
    assert (result.exit_code, "no such claim" in result.stderr) == (1, True)
    assert ask("show", "hard-longer", "--why", rows[0]["claim_id"]).exit_code == 0


def test_an_article_by_id_name_title_or_hash(ask: Run) -> None:
    found = json.loads(ask("articles", "--format", "json").stdout)
    assert len({ask("show", wanted).stdout for wanted in ("1", "hard", found[0]["sha256"][:8])}) == 1


def test_an_ambiguous_article_lists_the_candidates(ask: Run) -> None:
    result = ask("show", "@home")
    assert result.exit_code == 1
    assert result.stderr.startswith("factdb: ")
    assert "1 (@home" in result.stderr
    assert "2 (@home" in result.stderr


def test_an_unknown_article(ask: Run) -> None:
    result = ask("show", "nowhere")
    assert result.exit_code == 1
    assert "nowhere" in result.stderr


def test_a_title_cannot_play_tricks_on_the_terminal(ask: Run) -> None:
    assert os.linesep in ask("show", "hard").stdout
    assert "\r" not in ask("show", "hard").stdout


def test_what_people_decided_is_marked_and_noted(run: Run, corrected: Path) -> None:
    result = run("show", "hard", "--db", corrected)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert "[S =SUM(A1)]✓, {the minister} _said_ on Monday.✓" in lines
    assert "[Q win,”]✓ _said_ {Ana 𝒜lvarez}, [Q “and soon.”]✓" in lines
    assert "[? - She might, *it seems*, leave.]⚠ That is so." in lines
    assert "  ↳ 87610e3d speculative  possible, hedged by the writer: “it seems”  disputed by Ann (heard it)" in lines
    assert any(line.endswith("unsourced  accepted by Ann (heard it)") for line in lines)
    assert lines[-3] == f"  ✗ {LAST[:8]} rejected by Bob (no claim): “That is so.”"


def test_colours_mark_what_people_decided(run: Run, corrected: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    shown = run("show", "hard", "--db", corrected).stdout
    assert "\x1b[7;36m=SUM(A1)\x1b[0m" in shown
    assert "✓" not in shown


def why(run: Run, corrected: Path, start: str) -> list[str]:
    result = run("show", "hard", "--why", start, "--db", corrected)
    assert (result.exit_code, result.stderr) == (0, "")
    return [" ".join(line.split()) for line in result.stdout.splitlines()]


def test_why_tells_what_people_decided_and_what_the_engine_says(run: Run, corrected: Path) -> None:
    changed = why(run, corrected, SECOND[:8])
    assert "speaker Bo Li (person, by hand)" in changed
    assert "state accepted, decided last by Ann" in changed
    assert any(line.endswith("by Ann: change: speaker: Ana 𝒜lvarez to Bo Li (heard it)") for line in changed)
    assert [line for line in changed if line.startswith("engine's")] == ["engine's speaker Ana 𝒜lvarez"]
    disputed = why(run, corrected, THIRD[:8])
    assert "state disputed, decided last by Ann" in disputed
    assert len([line for line in disputed if line.startswith("decided")]) == 2


def test_why_of_what_a_person_added_and_of_what_one_rejected(run: Run, corrected: Path) -> None:
    added = json.loads(run("claims", "--text", "Monday", "--format", "json", "--db", corrected).stdout)
    assert "engine makes no such claim" in why(run, corrected, added[0]["claim_id"])
    rejected = why(run, corrected, LAST[:8])
    assert rejected[0] == "claim That is so."
    assert "state rejected, decided last by Bob" in rejected
    assert "engine's status unsourced" in rejected
