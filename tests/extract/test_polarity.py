"""What is put forward as so, as not so, and left open: sentences of our own."""

from pathlib import Path

import pytest

from factdb.extract import extract
from factdb.records import Claim
from factdb.text.spans import letters

SENTENCES = [
    line
    for line in (Path(__file__).parent / "polarity_sentences.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def judgement(claim: Claim) -> str:
    if claim.speculative:
        return "doubted" if claim.denied else "open"
    return "denied" if claim.denied else "so"


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(line.removeprefix("? "), marks=[pytest.mark.xfail(strict=True)] if line.startswith("?") else [])
        for line in SENTENCES
    ],
)
def test_polarity(line: str) -> None:
    text, _, expected = line.partition(" => ")
    claims = extract(text).claims
    assert judgement(max(claims, key=lambda one: sum(letters(text, span) for span in one.spans))) == expected
