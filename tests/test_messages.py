"""What factdb says below the command line is as true for a user of Python: it names no flag and no command."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import factdb
from factdb.cli.remedies import line
from factdb.errors import FactDBError, Remedy

PACKAGE = Path(factdb.__file__).parent
BELOW = [
    path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.relative_to(PACKAGE).parts[0] not in ("cli", "web", "_migrations", "__main__.py")
]
_OF_THE_COMMAND_LINE = re.compile(r"`factdb |(?<!\S)--[a-z]")


def messages(path: Path) -> Iterator[str]:
    """The strings of a module that are no documentation."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def test_no_message_names_a_flag_or_a_command() -> None:
    assert len(BELOW) > 200
    told = {str(path): [one for one in messages(path) if _OF_THE_COMMAND_LINE.search(one)] for path in BELOW}
    assert {path: found for path, found in told.items() if found} == {}


@pytest.mark.parametrize("remedy", Remedy)
def test_the_command_line_names_a_command_for_every_remedy(remedy: Remedy) -> None:
    told = line(FactDBError("so it is").mended_by(remedy))
    assert told.startswith("so it is; ")
    assert _OF_THE_COMMAND_LINE.search(told) or "pip install" in told
