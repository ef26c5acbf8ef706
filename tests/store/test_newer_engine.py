"""What a newer engine says of a claim that people have accepted, where only how sure it is has changed."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from factdb.records import Action, Claim, Holder
from factdb.review.decisions import Target
from factdb.store.connect import reading, writing
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.decide import decide
from factdb.store.corrections.history import conflicts
from factdb.store.read.claims import claims
from factdb.store.save import save
from tests.store.example import ARTICLE, EXTRACTION

WORDS = "talks could fail."


def denied(claim: Claim) -> Claim:
    return replace(claim, denied=True)


def doubted_by_the_writer(claim: Claim) -> Claim:
    return replace(claim, hedges=tuple(replace(hedge, holder=Holder.WRITER) for hedge in claim.hedges))


def without_doubt(claim: Claim) -> Claim:
    return replace(claim, hedges=())


def surer(claim: Claim) -> Claim:
    return replace(claim, confidence=0.99)


@pytest.mark.parametrize(
    ("changed", "outcomes"),
    [
        (denied, ["conflicting"]),
        (doubted_by_the_writer, ["conflicting"]),
        (without_doubt, ["conflicting"]),
        (surer, []),
    ],
)
def test_an_accepted_claim_is_listed_if_the_engine_now_doubts_or_denies_it_otherwise(
    database: Engine, changed: Callable[[Claim], Claim], outcomes: list[str]
) -> None:
    newer = replace(
        EXTRACTION,
        engine=replace(EXTRACTION.engine, version="2", digest="e" * 64),
        claims=tuple(
            changed(claim) if claim.spans[0].of(ARTICLE.text) == WORDS else claim for claim in EXTRACTION.claims
        ),
    )
    with writing(database) as session:
        save(session, ARTICLE, EXTRACTION)
        row = next(row for row in claims(session) if row["claim"] == WORDS)
        decide(session, Target(row["article_id"], row["claim_id"]), Action.ACCEPT, Reviewer("Ann"))
        save(session, ARTICLE, newer)
    with reading(database) as session:
        assert [row["outcome"] for row in conflicts(session)] == outcomes
        # What was accepted is what is shown.
        [shown] = [row for row in claims(session) if row["claim"] == WORDS]
        assert (shown["status"], shown["hedges"], shown["hedged_by"]) == (
            row["status"],
            row["hedges"],
            row["hedged_by"],
        )
