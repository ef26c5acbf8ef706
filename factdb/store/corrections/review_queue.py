"""What waits for a person's decision, and one claim as it is at this moment."""

from dataclasses import dataclass, replace
from operator import itemgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from factdb.records import Article, Outcome, State
from factdb.review.claims import AttributedClaim, attributed_claims
from factdb.review.decisions import Target
from factdb.review.locate import written_places
from factdb.review.merge import MergedClaim
from factdb.store.corrections.apply import corrected_article
from factdb.store.corrections.decide import find_merged_claim
from factdb.store.corrections.history import conflicts
from factdb.store.read.claims import ClaimFilter, claims
from factdb.store.read.load import load_article
from factdb.store.schema.view import attribution_report

_report = attribution_report.columns


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A claim as it was when somebody looked.

    ``speaker`` is who says it by the name that people gave; ``machine`` what the engine says of it; ``decided_in`` the
    text in which people decided about it last, empty if they did not. ``speakers`` are those of the article, by id.
    """

    target: Target
    article: Article
    merged: MergedClaim
    machine: AttributedClaim | None
    speaker: str
    decided_in: str
    speakers: dict[int, str]

    @property
    def shown(self) -> AttributedClaim | None:
        """The claim as people have it; None if it is rejected or orphaned."""
        return self.merged.shown

    @property
    def was(self) -> AttributedClaim | None:
        """The claim as people had it in ``decided_in``."""
        reviewed = self.merged.reviewed
        return None if reviewed is None else reviewed.ours or reviewed.machine

    @property
    def revision(self) -> int:
        """The last correction about it, 0 if there is none."""
        return self.merged.reviewed.correction if self.merged.reviewed else 0

    @property
    def state(self) -> State:
        """What people say of it."""
        return self.merged.reviewed.state if self.merged.reviewed else State.OPEN

    @property
    def in_conflict(self) -> bool:
        """True if it is one of ``history.conflicts``."""
        settled = self.merged.outcome not in (Outcome.ORPHANED, Outcome.CONFLICTING)
        return not settled or self.state is State.DISPUTED


def claims_to_review(session: Session, wanted: ClaimFilter) -> list[Target]:
    """The open claims that meet ``wanted``, least certain first, else in the order of the text.

    Raises NotFoundError as ``query.claims`` does.
    """
    rows = claims(session, replace(wanted, state=State.OPEN, limit=None))
    found = [(row["confidence"], Target(row["article_id"], row["claim_id"])) for row in rows]
    return [target for _, target in sorted(found, key=itemgetter(0))][: wanted.limit]


def conflicts_to_review(session: Session, article: int | None, limit: int | None) -> list[Target]:
    """Decisions that became orphans, are in conflict with the engine or are disputed."""
    return [Target(row["article_id"], row["claim"]) for row in conflicts(session, article)][:limit]


def review_item(session: Session, target: Target) -> ReviewItem:
    """The claim now. Raises NotFoundError if it is no longer there."""
    now = corrected_article(session, target.article)
    one = find_merged_claim(now, target.key)
    in_article = _report.article_id == target.article
    named = session.execute(select(_report.speaker_id, _report.speaker).where(in_article).distinct())
    speaker = select(_report.speaker).where(in_article, _report.spans == _spans(one.shown))
    return ReviewItem(
        target,
        now.article,
        one,
        None if one.machine is None else attributed_claims(now.extraction)[one.machine],
        session.scalars(speaker).first() or "",
        load_article(session, one.reviewed.article).text if one.reviewed else "",
        {number: name for number, name in named if name},
    )


def _spans(one: AttributedClaim | None) -> str:
    return written_places(one.claim.spans) if one else ""
