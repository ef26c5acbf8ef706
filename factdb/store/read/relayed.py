"""Claims that one speaker relays of another."""

from collections.abc import Sequence

from sqlalchemy import Select, select, union
from sqlalchemy.orm import Session, aliased

from factdb.store.dialect import is_one_of
from factdb.store.read.find.speaker import find_speakers, with_joint
from factdb.store.schema.tables import Attribution, Claim


def relayed_claims(session: Session, speakers: Sequence[str] = ()) -> Select[int]:
    """The ids of the claims that somebody, or one of ``speakers``, relays of another, be it through a third.

    Raises NotFoundError if nobody is called so.
    """
    claims = select(Claim.id).join(Attribution, Attribution.id == Claim.attribution_id)
    if not speakers:
        return claims.where(Attribution.via_id.is_not(None))
    relay, farther = aliased(Attribution), aliased(Attribution)
    meant = [number for name in speakers for number in with_joint(session, find_speakers(session, name))]
    own = select(relay.id).where(is_one_of(session.connection(), relay.speaker_id, meant))
    # Not one condition or the other, for which no database takes two indexes.
    relays = union(own, select(farther.id).where(farther.via_id.in_(own)))
    return claims.where(Attribution.via_id.in_(relays))
