"""The values that one part of factdb hands to the next: what they say of themselves."""

import pickle
from copy import copy
from hashlib import sha256

import pytest

from factdb.records import (
    Action,
    Article,
    Certainty,
    Claim,
    Hedge,
    Holder,
    Passage,
    Span,
    Status,
    claim_columns,
    claim_id,
    is_of_speakers,
    joined,
)

FIVE = Span(2, 5)


def test_a_span_is_sent_to_another_process_and_copied_as_it_is() -> None:
    assert pickle.loads(pickle.dumps(FIVE)) == copy(FIVE) == FIVE


@pytest.mark.parametrize(
    ("other", "overlaps", "covers"),
    [
        (Span(2, 5), True, True),
        (Span(3, 4), True, True),
        (Span(2, 3), True, True),
        (Span(1, 3), True, False),
        (Span(4, 6), True, False),
        (Span(0, 9), True, False),
        (Span(0, 2), False, False),
        (Span(5, 7), False, False),
    ],
)
def test_spans_are_half_open(other: Span, overlaps: bool, covers: bool) -> None:
    assert (FIVE.overlaps(other), FIVE.covers(other)) == (overlaps, covers)


def test_the_words_of_spans() -> None:
    text = "The dam holds, and the mill runs."
    assert Span(4, 7).of(text) == "dam"
    assert joined(text, [Span(4, 7), Span(23, 27)]) == "dam … mill"
    assert joined(text, []) == ""


def hedge(certainty: Certainty, holder: Holder = Holder.WRITER) -> Hedge:
    return Hedge(FIVE, "epistemic", holder, FIVE, certainty)


@pytest.mark.parametrize(
    ("claim", "status"),
    [
        (Claim((FIVE,), 0, (FIVE,), (hedge(Certainty.POSSIBLE),)), Status.QUOTED),
        (Claim((FIVE,), 0, hedges=(hedge(Certainty.POSSIBLE),)), Status.SOURCED),
        (Claim((FIVE,), hedges=(hedge(Certainty.POSSIBLE),)), Status.SPECULATIVE),
        (Claim((FIVE,)), Status.UNSOURCED),
        # Words in quotation marks that are attributed to nobody quote nobody.
        (Claim((FIVE,), None, (FIVE,)), Status.UNSOURCED),
    ],
)
def test_the_first_word_that_holds_is_the_status(claim: Claim, status: Status) -> None:
    assert claim.status is status
    assert claim.quoted is (status is Status.QUOTED)
    assert claim.speculative is bool(claim.hedges)


def test_a_claim_is_as_sure_as_the_hedge_that_leaves_it_least_sure() -> None:
    probable, possible = hedge(Certainty.PROBABLE, Holder.SPEAKER), hedge(Certainty.POSSIBLE)
    assert Claim((FIVE,)).certainty is Certainty.CERTAIN
    assert Claim((FIVE,), hedges=(probable,)).certainty is Certainty.PROBABLE
    assert Claim((FIVE,), hedges=(possible, probable)).certainty is Certainty.POSSIBLE
    assert Claim((FIVE,), hedges=(probable, possible)).hedged_by == (Holder.WRITER, Holder.SPEAKER)
    assert Claim((FIVE,), hedges=(probable,)).hedged_by == (Holder.SPEAKER,)
    assert Claim((FIVE,)).hedged_by == ()


def test_the_columns_of_a_claim() -> None:
    both = (hedge(Certainty.PROBABLE, Holder.SPEAKER), hedge(Certainty.PROBABLE))
    claim = Claim((FIVE,), 3, (FIVE,), both, 0.5, True, Passage.CAPTION, "It [the dam] holds")
    assert claim_columns(claim) == {
        "status": "quoted",
        "quoted": True,
        "sourced": True,
        "speculative": True,
        "hedged_by": "writer; speaker",
        "certainty": "probable",
        "denied": True,
        "passage": "caption",
        "reading": "It [the dam] holds",
        "confidence": 0.5,
    }
    assert claim_columns(Claim((FIVE,)))["hedged_by"] is None


def test_what_articles_and_claims_are_known_by() -> None:
    """Stored in every database: what they are made of must never change."""
    digest = sha256("Öl.".encode()).hexdigest()
    assert Article("Öl.", "one", "one.txt").sha256 == digest
    expected = sha256(f"{digest}:0-2;5-9".encode()).hexdigest()[:16]
    assert claim_id(digest, (Span(0, 2), Span(5, 9))) == expected


def test_which_actions_are_of_speakers() -> None:
    of_speakers = {action for action in Action if is_of_speakers(action)}
    assert of_speakers == {Action.MERGE, Action.SPLIT, Action.RENAME, Action.ALIAS, Action.LOAD, Action.KIND}
