"""Deciding about claims: accept, reject, change, add; each a row in the chain, and then applied to the article."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factdb.errors import InputError, NotFoundError, Remedy, StaleError
from factdb.records import AND, Action, Claim, Outcome, Span, claim_id, joined
from factdb.review.claims import (
    AttributedClaim,
    Change,
    apply_change,
    attributed_claims,
    refuse_incomplete,
    words,
)
from factdb.review.decisions import Target
from factdb.review.kept import write, write_change
from factdb.review.locate import written_places
from factdb.review.merge import MergedClaim, mostly_same
from factdb.store.corrections.apply import CorrectedArticle, apply_to_versions, corrected_article
from factdb.store.corrections.chain import Reviewer, append
from factdb.store.dialect import own_corrections
from factdb.store.read.load import load_article
from factdb.store.schema import tables


def decide(
    session: Session,
    target: Target,
    action: Action,
    by: Reviewer,
    change: Change | None = None,
    seen: int | None = None,
) -> int:
    """Accept, reject or change a claim; the correction's id.

    ``seen`` is the id of the last correction about it that the person knew of (0 for none): raises StaleError if there
    is a later one. An orphan can be rejected, or placed anew by a change that says all of it (see ``edit``), also onto
    a claim of the engine that nobody decided about. Raises InputError if the change does not fit the claim,
    NotFoundError if there is no such claim.
    """
    own_corrections(session.connection())
    now = corrected_article(session, target.article)
    one = find_merged_claim(now, target.key)
    _refuse_stale(session, target.key, one, seen)
    onto = _undecided_at(now, change.spans) if one.outcome is Outcome.ORPHANED and change else None
    index = onto.machine if onto else one.machine
    machine = None if index is None else attributed_claims(now.extraction)[index]
    before = one.shown or (one.reviewed and one.reviewed.article == target.article and one.reviewed.ours) or machine
    if before is None and change and change.spans:
        before = AttributedClaim(Claim(change.spans))
    if before is None and action is not Action.REJECT:
        raise NotFoundError(
            f"claim {target.key}: its words are no longer in the article; give other words of it, or reject it"
        )
    if before and change:
        refuse_incomplete(before, change)
    after = apply_change(before, change, now.article.text) if before and change else before
    if after is not None and action is not Action.REJECT:
        _refuse_twin(now, (one, onto), after)
    data = {
        "sha256": now.article.sha256,
        "engine": [now.extraction.engine.name, now.extraction.engine.version, now.extraction.engine.digest],
        "machine": machine and write(machine),
        "before": _describe_orphan(session, one) or describe(now.article.text, one.shown),
        "after": None if action is Action.REJECT else describe(now.article.text, after),
    }
    if change is not None:
        data["change"] = write_change(change)
    return _record(session, target, action, data, by, now)


def add_claim(session: Session, article: int, change: Change, by: Reviewer) -> Target:
    """Add a claim that the engine missed: its spans and status, and what shows it.

    Raises InputError if there is a claim of just these words already, or the change lacks what shows its status.
    """
    own_corrections(session.connection())
    now = corrected_article(session, article)
    if not change.spans:
        raise InputError("which words are the claim?")
    bare = AttributedClaim(Claim(change.spans))
    refuse_incomplete(bare, change)
    one = apply_change(bare, replace(change, spans=None), now.article.text)
    _refuse_twin(now, (), one)
    target = Target(article, _free_key(session, now, change.spans))
    engine = now.extraction.engine
    data = {
        "sha256": now.article.sha256,
        "engine": [engine.name, engine.version, engine.digest],
        "machine": None,
        "before": None,
        "after": describe(now.article.text, one),
        "change": write_change(change),
    }
    _record(session, target, Action.ADD, data, by, now)
    return target


def alike(session: Session, article: int, spans: Sequence[Span]) -> Mapping[str, str]:
    """The claims of mostly these words that are shown of an article: their words by their ids."""
    now = corrected_article(session, article)
    shown = (one.shown for one in now.merged if one.shown and mostly_same(one.shown.claim.spans, spans))
    return {claim_id(now.article.sha256, one.claim.spans): words(now.article.text, one) for one in shown}


def find_merged_claim(now: CorrectedArticle, key: str) -> MergedClaim:
    """The claim with this key, or this id. Raises NotFoundError."""
    claims = attributed_claims(now.extraction)
    for one in now.merged:
        if one.reviewed is not None and one.reviewed.key == key:
            return one
    for one in now.merged:
        its = one.shown or (None if one.machine is None else claims[one.machine])
        if its and claim_id(now.article.sha256, its.claim.spans) == key and one.reviewed is None:
            return one
    raise NotFoundError(f"claim {key}: no longer there").mended_by(Remedy.LIST_CLAIMS)


def describe(text: str, one: AttributedClaim | None) -> dict[str, Any] | None:
    """A claim as people read it in a history: its words, each thing that can be changed of it, and what shows these."""
    if one is None:
        return None
    said = one.attribution
    return {
        "claim": words(text, one),
        "spans": written_places(one.claim.spans),
        "status": str(one.claim.status),
        "speaker": said and said.speaker.name,
        "quote_type": said and str(said.quote_type),
        "source": said and joined(text, said.sources),
        "cue": said and said.cue.of(text),
        "hedges": AND.join(hedge.span.of(text) for hedge in one.claim.hedges),
        "denied": "yes" if one.claim.denied else "no",
        "via": ", ".join(relayer.speaker.name for relayer in one.relayers or ()) or None,
    }


def _record(
    session: Session, target: Target, action: Action, data: Mapping[str, Any], by: Reviewer, now: CorrectedArticle
) -> int:
    made = append(session.connection(), action, data, by, article=target.article, claim=target.key)
    apply_to_versions(session, target.article, now)
    return made


def _refuse_stale(session: Session, key: str, one: MergedClaim, seen: int | None) -> None:
    last = one.reviewed.correction if one.reviewed else 0
    if seen is None or seen == last:
        return
    if last < seen:
        about = select(tables.Correction.reviewer).where(tables.Correction.claim == key)
        by = session.scalars(about.order_by(tables.Correction.id.desc()).limit(1)).first() or "somebody"
        raise StaleError(f"{by} has undone what was decided about this claim; look at it again")
    row = session.get_one(tables.Correction, last)
    after = json.loads(row.data)["after"]
    says = "rejected it" if after is None else f"has it as {after['status']}, {after['speaker'] or 'no speaker'}"
    raise StaleError(f"{row.reviewer} has decided about this claim since (correction {last}: {says}); look at it again")


def _refuse_twin(now: CorrectedArticle, itself: Sequence[MergedClaim | None], after: AttributedClaim) -> None:
    for other in now.merged:
        if other.shown and other.shown.claim.spans == after.claim.spans and all(other is not one for one in itself):
            number = claim_id(now.article.sha256, other.shown.claim.spans)
            raise InputError(f"another claim has just these words, {number}; correct that one")


def _undecided_at(now: CorrectedArticle, spans: Sequence[Span] | None) -> MergedClaim | None:
    """The engine's claim of just these words, if nobody decided about it."""
    found = (one for one in now.merged if one.reviewed is None and one.shown and one.shown.claim.spans == spans)
    return next(found, None)


def _describe_orphan(session: Session, one: MergedClaim) -> dict[str, Any] | None:
    """What an orphan was, in the text that it was decided in; None if it is none."""
    if one.reviewed is None or one.outcome is not Outcome.ORPHANED:
        return None
    decided_in = load_article(session, one.reviewed.article).text
    return describe(decided_in, one.reviewed.ours or one.reviewed.machine)


def _free_key(session: Session, now: CorrectedArticle, spans: Sequence[Span]) -> str:
    """The id that the claim has by its words; with a number if corrections of another claim have that already."""
    key = claim_id(now.article.sha256, spans)
    same = func.count(tables.Correction.claim.distinct())
    taken = session.scalars(select(same).where(tables.Correction.claim.startswith(key))).one()
    return f"{key}-{taken + 1}" if taken else key
