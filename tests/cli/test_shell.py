"""What a shell sees: pipes, interrupts, completion."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize("command", ["claims", "claims --format json", "show hard", "export"])
def test_a_reader_that_leaves_is_no_error(stored: Path, command: str) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write) as gone:
        result = subprocess.run(
            [sys.executable, "-m", "factdb", *command.split(), "--db", stored],
            stdout=gone,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert result.stderr == b""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_code(run: Run, shell: str) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0
    assert "_FACTDB_COMPLETE" in result.stdout


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("factdb sh", ["show"]),
        ("factdb show ha", ["hard", "hard-longer"]),
        ("factdb claims --speaker an", ["Ana 𝒜lvarez"]),
        ("factdb claims --status s", ["sourced", "speculative"]),
        ("factdb speakers --publisher th", ["The 'Post'"]),
    ],
)
def test_completion(run: Run, stored: Path, words: str, expected: list[str]) -> None:
    result = run(env=asking(words, stored))
    assert result.stdout.splitlines() == [f"plain,{word}" for word in expected]
    assert result.stderr == ""


def test_completion_asks_the_program(stored: Path) -> None:
    program = "from factdb.cli import main; main()"
    told = subprocess.check_output([sys.executable, "-c", program], env=os.environ | asking("factdb sh", stored))
    assert told == b"plain,show\n"


@pytest.mark.parametrize(
    ("typed", "completed"), [("Ana", r"Ana\ Gil\ \(the\ mayor\)"), ("'Ana", "Ana Gil (the mayor)")]
)
def test_bash_completes_a_name_of_several_words_as_one(run: Run, typed: str, completed: str) -> None:
    line = f"""
        factdb() {{ :; }}
        env() {{ echo 'plain,Ana Gil (the mayor)'; echo 'plain,Ana Gil, Ltd'; }}
        COMP_WORDS=(factdb claims --speaker {shlex.quote(typed)}); COMP_CWORD=3
        _factdb_completion factdb
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    script = run("completion", "bash").stdout + line
    told = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True).stdout.splitlines()
    assert len(told) == 2
    assert told[0] == completed


def asking(words: str, stored: Path) -> dict[str, str]:
    """The environment in which bash asks how a line may go on."""
    return {
        "_FACTDB_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
        "FACTDB_DB": str(stored),
    }
