"""Taking a decision back: only whoever made it can, and an undoing can be taken back as well."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, select
from sqlalchemy.orm import Session

from factdb.errors import InputError, NotFoundError, Remedy
from factdb.records import Action
from factdb.review.undoing import effective, undone_by
from factdb.store.corrections.apply import apply_to_all_versions
from factdb.store.corrections.articles.describe import work_out_descriptions
from factdb.store.corrections.chain import Reviewer, append
from factdb.store.corrections.speaker_links import carry_out_undoings
from factdb.store.dialect import is_one_of, own_corrections
from factdb.store.read.load import removed_articles
from factdb.store.schema import tables


@dataclass(frozen=True, slots=True)
class _Made:
    """A correction, with its data only if it is an undoing."""

    id: int
    action: Action
    data: Mapping[str, Any]
    reviewer: str
    claim: str | None
    article_id: int | None


def undo(session: Session, correction: int | None, by: Reviewer, *, of_speakers: bool = False) -> int:
    """Take back a correction; its id. By default it is the last one of ``by`` that holds.

    With ``of_speakers`` only those about speakers are known. Raises NotFoundError if there is no such correction or it
    does not hold, InputError if somebody else made it: who disagrees decides otherwise, and both stay on record.
    """
    connection = session.connection()
    own_corrections(connection)
    made = _made(session)
    if of_speakers:
        for one in made:
            if one.id == correction and one.article_id is not None:
                about = "an article" if one.claim is None else "a claim"
                raise NotFoundError(f"{one.id}: is about {about}, not about speakers").mended_by(Remedy.UNDO_ANY)
        made = [one for one in made if one.article_id is None and one.action is not Action.REMOVE]
    if correction is None:  # what is about an article that was removed cannot be
        removed = removed_articles(connection)
        made = [one for one in made if one.article_id not in removed]
        correction = _own_last(made, by).id
    _undo(session, made, [correction], by)
    return correction


def undo_all(session: Session, corrections: Sequence[int], by: Reviewer) -> None:
    """Take back ``corrections`` one after the other, all or none; raises as ``undo`` does.

    What holds then is worked out once, for whatever they are about.
    """
    own_corrections(session.connection())
    _undo(session, _made(session), corrections, by)


def _undo(session: Session, made: list[_Made], corrections: Sequence[int], by: Reviewer) -> None:
    connection = session.connection()
    known = {one.id: one for one in made}
    undone = undone_by(made)
    there = set(connection.scalars(select(tables.Article.id).where(_is_about(connection, known, corrections))))
    taken_back = []
    for correction in corrections:
        one = _called(known, undone, correction, by)
        if one.action is Action.REMOVE:
            again = "import them again, or undo another by its number"
            raise InputError(f"{one.id}: took articles out, which cannot be taken back; {again}")
        if one.article_id is not None and one.article_id not in there:
            raise InputError(f"{one.id}: is about article {one.article_id}, which was removed; leave it out")
        data = {"correction": one.id}
        number = append(connection, Action.UNDO, data, by, article=one.article_id, claim=one.claim)
        taken_back.append(one)
        known[number] = _Made(number, Action.UNDO, data, by.name, one.claim, one.article_id)
        undone[one.id] = number
        if one.action is Action.UNDO:  # which brings others back
            undone = undone_by([*known.values()])
    if of_speakers := [one for one in taken_back if one.article_id is None]:
        carry_out_undoings(session, len(of_speakers))
    of_articles = [(one.article_id, one.claim) for one in taken_back if one.article_id is not None]
    work_out_descriptions(session, [article for article, claim in of_articles if claim is None])
    apply_to_all_versions(session, [article for article, claim in of_articles if claim is not None])


def _is_about(connection: Connection, known: Mapping[int, _Made], corrections: Sequence[int]) -> ColumnElement[bool]:
    """The condition that an article is one of those that ``corrections`` are about."""
    about = {known[number].article_id for number in corrections if number in known}
    return is_one_of(connection, tables.Article.id, [number for number in about if number is not None])


def _own_last(made: Sequence[_Made], by: Reviewer) -> _Made:
    own = [one for one in effective(made) if one.reviewer == by.name]
    if not own:
        raise NotFoundError(f"nothing of {by.name}'s to undo").mended_by(Remedy.LIST_CORRECTIONS)
    return own[-1]


def _called(known: Mapping[int, _Made], undone: Mapping[int, int], correction: int, by: Reviewer) -> _Made:
    one = known.get(correction)
    if one is None:
        raise NotFoundError(f"{correction}: no such correction").mended_by(Remedy.LIST_CORRECTIONS)
    if correction in undone:
        raise NotFoundError(f"{correction}: is undone already, by correction {undone[correction]}")
    if one.reviewer != by.name:
        raise InputError(f"{correction}: is {one.reviewer}'s decision, not yours; decide otherwise, and both are kept")
    return one


def _made(session: Session) -> list[_Made]:
    return [
        _Made(row.id, Action(row.action), json.loads(row.data), row.reviewer, row.claim, row.article_id)
        for row in session.execute(_every())
    ]


@cache  # because making a statement takes as long as running it
def _every() -> Select[*tuple[Any, ...]]:
    columns = tables.Correction
    data = case((columns.action == Action.UNDO, columns.data), else_="{}")
    query = select(columns.id, columns.action, data.label("data"), columns.reviewer, columns.claim, columns.article_id)
    return query.order_by(columns.id)
