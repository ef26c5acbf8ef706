"""What one person has said of a claim, to tell whether they say it again."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, exists, select
from sqlalchemy.orm import Session

from factdb.records import AND, GAP, Action
from factdb.review.claims import Change
from factdb.review.decisions import Target
from factdb.review.kept import write_change
from factdb.review.speakers import Correction
from factdb.review.undoing import effective
from factdb.store.schema import tables


def said_before(session: Session, target: Target, reviewer: str, action: Action, change: Change | None) -> int | None:
    """The last correction in which the reviewer said it, if what they last said of the claim is this as far as it goes.

    Places are compared by their words, so that what was said of an earlier version of the text counts as well.
    """
    word = _own_word(session, target, reviewer)
    if change is None:
        said: dict[str, Any] = {"action": action}
    elif "action" in word and word["action"].says is not Action.REJECT:
        said = _said(write_change(change), _text(session, target.article))
    else:
        return None
    if not all(name in word and word[name].says == says for name, says in said.items()):
        return None
    return max((word[name].correction for name in said), default=None)


def own_corrections_of(session: Session, target: Target, reviewer: str) -> list[int]:
    """The ids of the reviewer's corrections of the claim that hold, in their order."""
    return [one.id for one, _ in _own(session, target, reviewer)]


def has_corrections(session: Session, target: Target) -> bool:
    """True if anybody has ever decided about the claim here, also what was undone since."""
    return session.scalar(select(exists().where(tables.Correction.claim == target.key))) or False


def since(session: Session, correction: int) -> list[int]:
    """The ids of the later corrections, whoever made them, that hold of the claim that this one is about."""
    claim = session.get_one(tables.Correction, correction).claim
    return [one.id for one, _ in _holding(session, claim) if one.id > correction] if claim else []


def undecided(session: Session, claim: str) -> Mapping[str, str | None]:
    """What the claim was before anybody decided about it, as ``describe`` has it; empty if nobody did, or made it."""
    first = next((one for one, _ in _holding(session, claim)), None)
    return (first and first.data["before"]) or {}


def _own(session: Session, target: Target, reviewer: str) -> Iterator[tuple[Correction, int | None]]:
    """The reviewer's corrections of the claim that hold, each with the article in which it was made."""
    return ((one, row.article_id) for one, row in _holding(session, target.key) if row.reviewer == reviewer)


def _holding(session: Session, claim: str) -> Iterator[tuple[Correction, Row[Any]]]:
    """The corrections of the claim that hold, each with its row."""
    columns = tables.Correction.__table__.c
    rows = session.execute(select(*columns).where(columns.claim == claim).order_by(columns.id)).all()
    made = {row.id: row for row in rows}
    for one in effective([Correction(row.id, Action(row.action), json.loads(row.data)) for row in rows]):
        yield one, made[one.id]


@dataclass(frozen=True, slots=True)
class _Word:
    """What somebody said of one thing, and in which correction."""

    says: Any
    correction: int


def _own_word(session: Session, target: Target, reviewer: str) -> dict[str, _Word]:
    """What the reviewer said that still holds, the later over the earlier; empty if nothing."""
    word: dict[str, _Word] = {}
    for one, article in _own(session, target, reviewer):
        verdict = {"action": _Word(one.action, one.id)}
        match one.action:
            case Action.REJECT:
                word = verdict
            case Action.ACCEPT:
                word |= verdict
            case Action.CHANGE | Action.ADD:
                said = _said(one.data["change"], _text(session, article))
                kept = {} if "action" in word and word["action"].says is Action.REJECT else word
                verdict["action"] = _Word(Action.CHANGE, one.id)
                word = verdict | kept | {name: _Word(says, one.id) for name, says in said.items()}
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
    if "hedge" in found:  # as a change had it that had one only
        found["hedges"] = [found.pop("hedge")]
    if "hedges" in found:
        found["hedges"] = AND.join(text[start:end] for start, end in found["hedges"])
    for name in ("source", "cue"):
        if name in found:
            found[name] = text[slice(*found[name])]
    return found


def _text(session: Session, article: int | None) -> str:
    return session.scalars(select(tables.Article.text).where(tables.Article.id == article)).one()
