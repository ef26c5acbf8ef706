"""Sentences of our own, and what of them the tests look at."""

import re
from collections.abc import Sequence
from pathlib import Path

from factdb.extract import extract
from factdb.language.wordlists import entries
from factdb.records import Claim, Span
from factdb.text.spans import letters
from tests.data import cases

__all__ = ["cases", "lines_of", "longest_claim", "span", "unmarked"]


def lines_of(name: str | Path) -> Sequence[str]:
    """Those of a file in this folder."""
    return entries(Path(__file__).parent / name)


def longest_claim(text: str) -> Claim:
    """That with most letters."""
    return max(extract(text).claims, key=lambda one: sum(letters(text, span) for span in one.spans))


def span(text: str, words: str) -> Span:
    """Where the words stand first."""
    start = text.index(words)
    return Span(start, start + len(words))


def unmarked(marked: str) -> tuple[str, list[str]]:
    """A text without its marks, and the words of those that it has: the [source], the <cue>, the {content}."""
    marked = marked.replace("\\n", "\n")
    parts = [re.search(marks, marked, re.S) for marks in (r"\[(.*?)\]", "<(.*?)>", "{(.*?)}")]
    return re.sub(r"[][<>{}]", "", marked), [part[1] for part in parts if part]
