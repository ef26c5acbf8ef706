"""What is put forward as so, as not so, and left open: sentences of our own."""

import pytest

from factdb.records import Claim
from tests.extract.sentences import cases, lines_of, longest_claim


def judgement(claim: Claim) -> str:
    if claim.speculative:
        return "doubted" if claim.denied else "open"
    return "denied" if claim.denied else "so"


@pytest.mark.parametrize(("text", "expected"), cases(lines_of("polarity_sentences.txt")))
def test_polarity(text: str, expected: str) -> None:
    assert judgement(longest_claim(text)) == expected
