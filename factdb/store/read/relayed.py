"""Claims that one speaker relays of another."""

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, aliased

from factdb.store.read.find.speaker import find_speakers, with_joint
from factdb.store.schema.tables import Attribution, Claim


def relayed_claims(session: Session, speaker: str | None) -> Select[int]:
    """The ids of the claims that somebody, or ``speaker``, relays of another, be it through a third.

    Raises NotFoundError if nobody is called so.
    """
    relay, first_relay = aliased(Attribution), aliased(Attribution)
    claims = (
        select(Claim.id)
        .join(Attribution, Attribution.id == Claim.attribution_id)
        .join(relay, relay.id == Attribution.via_id)
        .outerjoin(first_relay, first_relay.id == relay.via_id)
    )
    if speaker is None:
        return claims
    ids = with_joint(session, find_speakers(session, speaker))
    return claims.where(or_(relay.speaker_id.in_(ids), first_relay.speaker_id.in_(ids)))
