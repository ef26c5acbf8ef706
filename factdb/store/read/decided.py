"""What people decided about one article's claims, and what the engine says of those claims."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from factdb.records import Outcome, State
from factdb.store.schema.tables import (
    Attribution,
    Claim,
    Correction,
    DecidedClaim,
)


@dataclass(frozen=True, slots=True)
class EngineClaim:
    """What the engine says of a claim; ``speaker`` as it named it, and None with ``quote_type`` if there is none."""

    claim: str
    status: str
    speaker: str | None
    quote_type: str | None


@dataclass(frozen=True, slots=True)
class ClaimDecision:
    """What people's decisions about a claim come to, and the reason of the last one.

    ``key`` is its id in the corrections; ``claim`` the id under which it is shown, None if it is rejected or orphaned;
    ``exact`` its words; ``engine_claim`` None if the engine makes no such claim.
    """

    key: str
    claim: str | None
    state: State
    outcome: Outcome
    note: str
    reviewer: str
    reason: str
    exact: str
    engine_claim: EngineClaim | None


def decided_claims(session: Session, article_id: int) -> list[ClaimDecision]:
    """Every claim of the article that somebody decided about, in the order of their ids."""
    machine = aliased(Claim)
    query = (
        select(
            DecidedClaim.claim,
            Claim.uid,
            DecidedClaim.state,
            DecidedClaim.outcome,
            DecidedClaim.note,
            DecidedClaim.reviewer,
            Correction.reason,
            DecidedClaim.exact,
            machine.exact.label("words"),
            machine.status,
            Attribution.named,
            Attribution.quote_type,
        )
        .join(Correction, Correction.id == DecidedClaim.correction_id)
        .outerjoin(Claim, Claim.id == DecidedClaim.claim_id)
        .outerjoin(machine, machine.id == DecidedClaim.machine_claim_id)
        .outerjoin(Attribution, Attribution.id == machine.attribution_id)
        .where(DecidedClaim.article_id == article_id)
        .order_by(DecidedClaim.claim)
    )
    return [
        ClaimDecision(
            row.claim,
            row.uid,
            State(row.state),
            Outcome(row.outcome),
            row.note,
            row.reviewer,
            row.reason,
            row.exact,
            row.words and EngineClaim(row.words, row.status, row.named, row.quote_type),
        )
        for row in session.execute(query)
    ]
