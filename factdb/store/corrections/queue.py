"""What waits for a person's decision, and one claim as it is at this moment."""

from dataclasses import dataclass, replace
from operator import itemgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from factdb.records import Article, Outcome, State
from factdb.review.claims import Stated, stated
from factdb.review.decisions import Target
from factdb.review.merge import Merged
from factdb.store.corrections.compose import state
from factdb.store.corrections.decide import merged_claim
from factdb.store.corrections.history import conflicts
from factdb.store.read.claims import ClaimFilter, claims
from factdb.store.read.load import load_article
from factdb.store.schema.view import attribution_report

_report = attribution_report.columns


@dataclass(frozen=True, slots=True)
class Look:
    """A claim as it was when somebody looked.

    ``speaker`` is who says it by the name that people gave; ``machine`` what the engine says of it; ``decided_in`` the
    text in which people decided about it last, empty if they did not. ``speakers`` are those of the article, by id.
    """

    target: Target
    article: Article
    merged: Merged
    machine: Stated | None
    speaker: str
    decided_in: str
    speakers: dict[int, str]

    @property
    def shown(self) -> Stated | None:
        """The claim as people have it; None if it is rejected or orphaned."""
        return self.merged.shown

    @property
    def was(self) -> Stated | None:
        """The claim as people had it in ``decided_in``."""
        subject = self.merged.subject
        return None if subject is None else subject.ours or subject.machine

    @property
    def revision(self) -> int:
        """The last correction about it, 0 if there is none."""
        return self.merged.subject.correction if self.merged.subject else 0

    @property
    def state(self) -> State:
        """What people say of it."""
        return self.merged.subject.state if self.merged.subject else State.OPEN

    @property
    def in_conflict(self) -> bool:
        """True if it is one of ``history.conflicts``."""
        settled = self.merged.outcome not in (Outcome.ORPHANED, Outcome.CONFLICTING)
        return not settled or self.state is State.DISPUTED


def waiting(session: Session, wanted: ClaimFilter) -> list[Target]:
    """The open claims that meet ``wanted``, least certain first, else in the order of the text.

    Raises NotFoundError as ``query.claims`` does.
    """
    rows = claims(session, replace(wanted, state=State.OPEN, limit=None))
    found = [(row["confidence"], Target(row["article_id"], row["claim_id"])) for row in rows]
    return [target for _, target in sorted(found, key=itemgetter(0))][: wanted.limit]


def conflicting(session: Session, article: int | None, limit: int | None) -> list[Target]:
    """Decisions that became orphans, are in conflict with the engine or are disputed."""
    return [Target(row["article_id"], row["claim"]) for row in conflicts(session, article)][:limit]


def look(session: Session, target: Target) -> Look:
    """The claim now. Raises NotFoundError if it is no longer there."""
    now = state(session, target.article)
    one = merged_claim(now, target.key)
    in_article = _report.article_id == target.article
    named = session.execute(select(_report.speaker_id, _report.speaker).where(in_article).distinct())
    speaker = select(_report.speaker).where(in_article, _report.spans == _spans(one.shown))
    return Look(
        target,
        now.article,
        one,
        None if one.machine is None else stated(now.extraction)[one.machine],
        session.scalars(speaker).first() or "",
        load_article(session, one.subject.article).text if one.subject else "",
        {number: name for number, name in named if name},
    )


def _spans(one: Stated | None) -> str:
    return ";".join(f"{span.start}-{span.end}" for span in one.claim.spans) if one else ""
