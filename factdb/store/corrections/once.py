"""Deciding about claims once: what somebody said of one already, and what still stands, is not said again."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from factdb.records import Action, Outcome, State
from factdb.review.claims import Change
from factdb.review.decisions import Target
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.decide import decide
from factdb.store.corrections.edit import EditRequest, resolve_edit
from factdb.store.corrections.left_over import LeftOver, TakenIn, left_over, spans_shown, standing, taken_in
from factdb.store.corrections.repeated import said_before
from factdb.store.dialect import own_corrections
from factdb.store.schema.tables import DecidedClaim


@dataclass(frozen=True, slots=True)
class Made:
    """A correction by its id, whether it was made just now, and because of it words that are in no claim any more, and
    claims whose words another has as well.
    """

    id: int
    is_new: bool
    left: tuple[LeftOver, ...] = ()
    taken_in: tuple[TakenIn, ...] = ()


def decide_once(
    session: Session,
    target: Target,
    action: Action,
    by: Reviewer,
    change: Change | None = None,
    seen: int | None = None,
) -> Made:
    """Decide as ``decide`` does, unless the reviewer did already and nothing about the claim is open since.

    Then look which words are in no claim any more, and which in two.
    """
    own_corrections(session.connection())
    if _is_settled(session, target, seen) and (before := said_before(session, target, by.name, action, change)):
        return Made(before, is_new=False)
    were = spans_shown(session, target) if change and change.spans else ()
    made = decide(session, target, action, by, change, seen)
    if not change or not change.spans:
        return Made(made, is_new=True)
    here = standing(session, target)
    left, twice = left_over(session, target, here, were), taken_in(here, were)
    return Made(made, is_new=True, left=tuple(left), taken_in=tuple(twice))


def edit_once(session: Session, target: Target, request: EditRequest, by: Reviewer, seen: int | None = None) -> Made:
    """The same of a change as ``request`` says it; raises as ``resolve_edit`` does, too."""
    return decide_once(session, target, Action.CHANGE, by, resolve_edit(session, target, request), seen)


def _is_settled(session: Session, target: Target, seen: int | None) -> bool:
    """True if the claim is decided, but for one that is disputed or in conflict, which saying it again may settle, and
    for one about which somebody has decided since the reviewer looked.
    """
    decided = session.execute(
        select(DecidedClaim.correction_id, DecidedClaim.outcome, DecidedClaim.state).where(
            DecidedClaim.article_id == target.article, DecidedClaim.claim == target.key
        )
    ).one_or_none()
    if decided is None or seen not in (None, decided.correction_id) or decided.state == State.DISPUTED:
        return False
    return decided.outcome not in (Outcome.ORPHANED, Outcome.CONFLICTING)
