"""Two stored versions of an article, as ``diff`` compares them."""

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from factdb.records import Speaker, SpeakerKind
from factdb.review.claims import AttributedClaim, attributed_claims
from factdb.review.comparison import Version
from factdb.store.read.load import current_extraction, load_article, load_extraction
from factdb.store.schema import tables


def compared(session: Session, old: int, new: int) -> tuple[Version, Version]:
    """The claims of two articles, with the speakers that they mean.

    What people decided counts where it is known of both. What was decided about one of them alone says nothing of how
    the text changed: there the engine's claims are compared.
    """
    decided = tables.DecidedClaim
    keys = (set(session.scalars(select(decided.claim).where(decided.article_id == article))) for article in (old, new))
    common = set.intersection(*keys)
    return _version(session, old, common), _version(session, new, common)


def _version(session: Session, article: int, common: Collection[str]) -> Version:
    claims = _claims(session, current_extraction(session, article, machine=True))
    shown = _claims(session, current_extraction(session, article)) if common else {}
    decided = tables.DecidedClaim
    rows = select(decided.claim, decided.claim_id, decided.machine_claim_id).where(decided.article_id == article)
    people = []
    for key, claim_id, machine_claim_id in session.execute(rows):
        if key in common:
            claims.pop(machine_claim_id or 0, None)
            if claim_id is not None:
                people.append(shown[claim_id])
    return Version(load_article(session, article).text, [*_unlike(claims.values(), people), *people])


def _unlike(claims: Collection[AttributedClaim], others: Collection[AttributedClaim]) -> list[AttributedClaim]:
    """Those of ``claims`` that are not of the same words as one of ``others``."""
    taken = {one.claim.spans for one in others}
    return [one for one in claims if one.claim.spans not in taken]


def _claims(session: Session, extraction_id: int) -> dict[int, AttributedClaim]:
    """The claims of an extraction by their ids, each with the speaker that is meant."""
    attribution, speaker = tables.Attribution, tables.Speaker
    meant = [
        Speaker(row.name, SpeakerKind(row.kind), row.joined_by, row.id)
        for row in session.execute(
            select(speaker.id, speaker.name, speaker.kind, attribution.joined_by)
            .join(attribution, attribution.speaker_id == speaker.id)
            .where(attribution.extraction_id == extraction_id)
            .order_by(attribution.position)
        )
    ]
    extraction = load_extraction(session, extraction_id)
    attributions = tuple(map(lambda one, who: replace(one, speaker=who), extraction.attributions, meant))
    claim = tables.Claim
    ids = session.scalars(select(claim.id).where(claim.extraction_id == extraction_id).order_by(claim.position))
    return dict(zip(ids, attributed_claims(replace(extraction, attributions=attributions)), strict=True))
