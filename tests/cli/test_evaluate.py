import json
from pathlib import Path
from shutil import copy

from tests.cli.conftest import SEED, Run


def test_the_engine_agrees_with_its_own_export(run: Run) -> None:
    run("import", SEED)
    run("export", "--format", "brat", "-o", "gold")
    result = run("evaluate", "gold", "--format", "json")
    assert result.exit_code == 0
    scores = json.loads(result.stdout)
    assert len(scores) == 10
    assert {(score["precision"], score["recall"], score["f1"]) for score in scores} == {(100.0, 100.0, 100.0)}
    assert scores[0]["gold"] > 3


def test_separate_folders_and_a_table(run: Run, here: Path) -> None:
    for folder in ("text", "attributions"):
        (here / "gold" / folder).mkdir(parents=True)
    copy(SEED, here / "gold" / "text" / "article.txt")
    (here / "gold" / "attributions" / "article_amy.ann").write_text("")
    result = run("evaluate", "gold", "--format", "table")
    assert result.exit_code == 0
    assert "content@0.3" in result.stdout


def test_a_folder_without_annotations(run: Run, here: Path) -> None:
    result = run("evaluate", here)
    assert result.exit_code == 1
    assert "no annotated texts" in result.stderr
