"""What was decided, by whom, when and why: corrections as people read them."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from textwrap import shorten
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from factdb.records import Action, Outcome, State
from factdb.review.decisions import Target
from factdb.review.speakers import Correction
from factdb.review.undoing import undone_by
from factdb.store.corrections import speakers as corrections
from factdb.store.corrections.articles import describe, remove
from factdb.store.dialect import ask
from factdb.store.schema import tables

# What a claim may be in; ``described`` has these beside its spans.
_WORDS = ("source", "cue", "hedges")
_PARTS = ("claim", "spans", "status", "speaker", "quote_type", *_WORDS, "denied", "via")
# Those that are called otherwise than their names.
_CALLED = {"quote_type": "quote type", "via": "told by"}

# Made once, because making a statement takes as long as running it.
_OUTCOMES = select(tables.DecidedClaim.outcome).where(tables.DecidedClaim.article_id == bindparam("article"))

# Letters of a decision in one line, so that what is said behind it is seen.
_LONGEST = 160
_SHORT = 60


def history(session: Session, target: Target | None = None) -> Iterator[Mapping[str, Any]]:
    """Every correction in order, or those of one claim.

    Columns: id, made_at, reviewer, action, claim (its key, None if it is about speakers), article_id, what (in words),
    before, after (as ``decide.describe`` has them, None if there is no claim), engine, reason, undone_by. And
    ``articles``: the ids of the one that it is about, or of those that were removed.
    """
    columns = tables.Correction.__table__.c
    query = select(*columns).order_by(columns.id)
    rows = session.execute(query).mappings().all()
    undone = undone_by([Correction(row["id"], Action(row["action"]), json.loads(row["data"])) for row in rows])
    speakers = {row["id"]: row["what"] for row in corrections.log(session)} if target is None else {}
    for row in rows:
        if target is not None and row["claim"] != target.key:
            continue
        data = json.loads(row["data"])
        yield {
            "id": row["id"],
            "made_at": row["made_at"],
            "reviewer": row["reviewer"],
            "action": row["action"],
            "claim": row["claim"],
            "article_id": row["article_id"],
            "what": speakers.get(row["id"]) or in_words(Action(row["action"]), data, row["article_id"]),
            "before": data.get("before") if row["claim"] else None,
            "after": data.get("after") if row["claim"] else None,
            "engine": " ".join(data.get("engine", ())[:2]),
            "reason": row["reason"],
            "undone_by": undone.get(row["id"]),
            "articles": _articles(Action(row["action"]), data, row["article_id"]),
        }


def _articles(action: Action, data: Mapping[str, Any], article: int | None) -> list[int]:
    if action is Action.REMOVE:
        return [one["article"] for one in data["articles"]]
    return [] if article is None else [article]


def told(session: Session, correction: int) -> str:
    """One decision in a short line: what was done, and to which claim or speakers."""
    made = session.get_one(tables.Correction, correction)
    action, data = Action(made.action), json.loads(made.data)
    if made.claim is not None:
        data = _shortened(data)
    is_of_speakers = made.article_id is None and action is not Action.REMOVE
    what = corrections.in_words(session, action, data) if is_of_speakers else in_words(action, data, made.article_id)
    then = ":" if made.claim is not None and action in (Action.ACCEPT, Action.REJECT) else ""
    return shorten(f"{action}{then} {what}", _LONGEST, placeholder=" …")


def did(session: Session, correction: int) -> str:
    """What a decision about a claim or an article did: "accepted", "rejected", or what it changes from and to."""
    made = session.get_one(tables.Correction, correction)
    if made.action in (Action.ACCEPT, Action.REJECT):
        return f"{made.action}ed"
    return in_words(Action(made.action), json.loads(made.data), made.article_id)


def _shortened(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same with the first words of a claim that was changed to others, so that both are seen."""
    parts = {part: data.get(part) for part in ("before", "after")}
    if len({part["claim"] for part in parts.values() if part}) < 2:  # an undoing has neither
        return data
    short = {
        name: {**part, "claim": shorten(part["claim"], _SHORT, placeholder=" …")}
        for name, part in parts.items()
        if part
    }
    return {**data, **short}


def in_words(action: Action, data: Mapping[str, Any], article: int | None = None) -> str:
    """A decision about a claim or an article in words, from its ``data``: what it changes from and to."""
    if action is Action.UNDO:
        return f"correction {data['correction']}"
    if action is Action.REMOVE:
        return remove.in_words(data)
    if action is Action.DESCRIBE:
        return f"article {article}: {describe.in_words(data)}"
    before, after = data.get("before") or {}, data.get("after") or {}
    if action in (Action.ACCEPT, Action.REJECT) or not before:
        return str((after or before).get("claim", ""))
    changed = [part for part in _PARTS if before.get(part) != after.get(part)]
    if not changed:
        return f"{' and '.join(_CALLED.get(part, part) for part in _PARTS if part in data['change'])} as before"
    return "; ".join(_from_to(part, before, after) for part in changed if part != "spans" or changed == ["spans"])


def _from_to(part: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    was, now = (
        f"“{one[part]}”" if part in _WORDS and one.get(part) else one.get(part) or "none" for one in (before, after)
    )
    return f"{_CALLED.get(part, part)}: {was} to {now}"


def conflicts(session: Session, article: int | None = None) -> Sequence[Mapping[str, Any]]:
    """Decisions that became orphans, conflict with what the engine says now, or are disputed; of current articles.

    Columns: claim (its key), claim_row (None if it is not shown), article_id, name, state, outcome, note, reviewer,
    exact (the claim's words), revision (the last correction).
    """
    decided = tables.DecidedClaim
    open_ones = decided.outcome.in_((Outcome.ORPHANED, Outcome.CONFLICTING))
    query = (
        select(
            decided.claim,
            decided.claim_id.label("claim_row"),
            decided.article_id,
            tables.Article.name,
            decided.state,
            decided.outcome,
            decided.note,
            decided.reviewer,
            decided.exact,
            decided.correction_id.label("revision"),
        )
        .join(tables.Article, tables.Article.id == decided.article_id)
        .where(open_ones | (decided.state == State.DISPUTED), tables.Article.superseded.is_(False))
        .order_by(decided.article_id, decided.claim)
    )
    if article is not None:
        query = query.where(decided.article_id == article)
    return [dict(row) for row in session.execute(query).mappings()]


def outcomes(session: Session, article: int) -> Counter[str]:
    """What became of people's decisions about an article: how many of each outcome."""
    return Counter(outcome for (outcome,) in ask(session.connection(), _OUTCOMES, article=article))
