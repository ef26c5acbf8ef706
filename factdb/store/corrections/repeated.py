"""What one person has said of a claim, to tell whether they say it again."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factdb.records import GAP, Action
from factdb.review.claims import Change
from factdb.review.decisions import Target
from factdb.review.kept import write_change
from factdb.review.speakers import Correction
from factdb.review.undoing import effective
from factdb.store.schema import tables


def repeats_own_decision(
    session: Session, target: Target, reviewer: str, action: Action, change: Change | None
) -> bool:
    """True if what the reviewer last said of the claim is this already, as far as this goes.

    Places are compared by their words, so that what was said of an earlier version of the text counts as well.
    """
    word = _own_word(session, target, reviewer)
    if change is None:
        return word.get("action") is action
    said = _said(write_change(change), _text(session, target.article))
    return word.get("action", Action.REJECT) is not Action.REJECT and said.items() <= word.items()


def own_corrections_of(session: Session, target: Target, reviewer: str) -> list[int]:
    """The ids of the reviewer's corrections of the claim that hold, in their order."""
    return [one.id for one, _ in _own(session, target, reviewer)]


def _own(session: Session, target: Target, reviewer: str) -> Iterator[tuple[Correction, int | None]]:
    """The reviewer's corrections of the claim that hold, each with the article in which it was made."""
    columns = tables.Correction.__table__.c
    rows = session.execute(select(*columns).where(columns.claim == target.key).order_by(columns.id)).all()
    made = {row.id: row for row in rows}
    for one in effective([Correction(row.id, Action(row.action), json.loads(row.data)) for row in rows]):
        if made[one.id].reviewer == reviewer:
            yield one, made[one.id].article_id


def _own_word(session: Session, target: Target, reviewer: str) -> dict[str, Any]:
    """What the reviewer said that still holds, the later over the earlier; empty if nothing."""
    word: dict[str, Any] = {}
    for one, article in _own(session, target, reviewer):
        match one.action:
            case Action.REJECT:
                word = {"action": Action.REJECT}
            case Action.ACCEPT:
                word["action"] = Action.ACCEPT
            case Action.CHANGE | Action.ADD:
                said = _said(one.data["change"], _text(session, article))
                kept = {} if word.get("action") is Action.REJECT else word
                word = {"action": Action.CHANGE} | kept | said
            case _:
                raise ValueError(f"correction {one.id} is none of a claim: {one.action}")
    return word


def _said(change: Mapping[str, Any], text: str) -> dict[str, Any]:
    """A change, as ``claims.write_change`` has it, with words for places."""
    found = dict(change)
    for name in ("spans", "contents"):
        if name in found:
            found[name] = GAP.join(text[start:end] for start, end in found[name])
    if "via" in found:
        found["via"] = [one["speaker"]["name"] for one in found["via"]]
    for name in ("source", "cue", "hedge"):
        if name in found:
            found[name] = text[slice(*found[name])]
    return found


def _text(session: Session, article: int | None) -> str:
    return session.scalars(select(tables.Article.text).where(tables.Article.id == article)).one()
