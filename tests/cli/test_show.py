import json
import os

import pytest

from tests.cli.conftest import Run


def test_signs_take_the_place_of_colours_when_piped(ask: Run) -> None:
    result = ask("show", "hard")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "\x1b" not in result.stdout
    assert "[Q win,”] _said_ {Ana 𝒜lvarez}, [Q “and soon.”]" in result.stdout
    assert result.stdout.endswith("*hedge*\n")


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


def test_why_of_no_claim_and_of_several(ask: Run) -> None:
    none = ask("show", "hard", "--why", "nonsense")
    assert (none.exit_code, none.stdout) == (1, "")
    assert "no claim 'nonsense' in hard" in none.stderr
    several = ask("show", "hard", "--why", "")
    assert several.exit_code == 1
    assert "several" in several.stderr


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
