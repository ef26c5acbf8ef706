"""What the extractor makes of sentences with traps for hedges: see hedge_sentences.txt."""

from pathlib import Path

from factdb.extract import extract
from factdb.language.wordlists import entries
from factdb.records import Claim

CASES = [line.removeprefix("? ").split(" => ") for line in entries(Path(__file__).parent / "hedge_sentences.txt")]


def found(sentence: str) -> str:
    """The claims as the file writes them."""
    claims = extract(sentence).claims
    return " | ".join(written(sentence, claim) for claim in claims)


def written(text: str, claim: Claim) -> str:
    hedges = sorted(f"{hedge.span.of(text).replace(' ', '_')}:{hedge.holder[0]}" for hedge in claim.hedges)
    return f"{claim.status} {','.join(hedges) or '-'} {claim.certainty}{'!' if claim.denied else ''}"


def test_at_least_ninety_of_a_hundred_sentences_are_right() -> None:
    assert len(CASES) == 100
    misses = [f"{sentence} {got}, not {claims}" for sentence, claims in CASES if (got := found(sentence)) != claims]
    assert len(misses) <= 10, "\n".join(misses)
