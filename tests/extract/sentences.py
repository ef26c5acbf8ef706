"""Sentences of our own, each with what must come of it; a question mark stands before what doesn't come of it yet."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from factdb.extract import extract
from factdb.language.wordlists import entries
from factdb.records import Claim, Span
from factdb.text.spans import letters


def lines_of(name: str | Path) -> Sequence[str]:
    """Those of a file in this folder."""
    return entries(Path(__file__).parent / name)


def cases(lines: Sequence[str]) -> list[object]:
    """Each sentence, and what must come of it."""
    return [
        pytest.param(
            *line.removeprefix("? ").split(" => ", 1),
            id=line[:40],
            marks=[pytest.mark.xfail(strict=True)] if line.startswith("? ") else [],
        )
        for line in lines
    ]


def longest_claim(text: str) -> Claim:
    """That with most letters."""
    return max(extract(text).claims, key=lambda one: sum(letters(text, span) for span in one.spans))


def span(text: str, words: str) -> Span:
    """Where the words stand first."""
    start = text.index(words)
    return Span(start, start + len(words))
