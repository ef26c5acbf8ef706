"""Which hedges govern the main assertion: sentences of our own, several of each kind."""

from collections import Counter
from pathlib import Path

import pytest

from factdb.extract import extract
from factdb.language.wordlists import entries
from factdb.text.spans import letters

LINES = entries(Path(__file__).parent / "governing_sentences.txt")


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(line.removeprefix("? "), marks=[pytest.mark.xfail(strict=True)] if line.startswith("?") else [])
        for line in LINES
    ],
)
def test_what_governs(line: str) -> None:
    text, _, judged = line.partition(" => ")
    claims = extract(text).claims
    longest = max(claims, key=lambda one: sum(letters(text, span) for span in one.spans))
    assert longest.speculative == judged.startswith("yes")


def test_there_are_five_of_each_kind() -> None:
    assert min(Counter(line.partition(" => ")[2].partition(", ")[2] for line in LINES).values()) >= 5
