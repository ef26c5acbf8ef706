"""Finding the claim that a person means, also one that is rejected, orphaned, of an earlier version or removed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from textwrap import shorten

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, func, select, true, union
from sqlalchemy.orm import Session

from factdb.errors import NotFoundError, Remedy
from factdb.review.decisions import Target
from factdb.store.schema.tables import (
    Article,
    Claim,
    Correction,
    DecidedClaim,
    Extraction,
)
from factdb.store.schema.view import attribution_report

_MOST_LISTED = 10
_SHORT = 40  # letters of a claim that is listed
_ID = re.compile(r"[0-9a-f]{1,16}(-\d+)?")
_report = attribution_report.columns


@dataclass(frozen=True, slots=True)
class _Known:
    """A claim that goes by an id: its own, or the one under which it was first decided about."""

    id: str
    target: Target


def find_claim(session: Session, wanted: str, article: int | None = None, *, removed: bool = False) -> Target:
    """The claim, of one ``article`` if that is given, with an id that begins with ``wanted``.

    Of the newest versions first; else of earlier ones; with ``removed`` also one that went with its article. Raises
    NotFoundError, listing the candidates if several have such an id.
    """
    start = wanted.strip().lower()
    if not _ID.fullmatch(start):
        raise NotFoundError(f"{wanted!r}: no claim's id; give the start of one").mended_by(Remedy.LIST_CLAIMS)
    for ways in (_shown, partial(_decided, article=article), _engines, _removed):
        known = ways(session, start)
        targets = {one.target: one.id for one in known if article in (None, one.target.article)}
        if len(targets) == 1 and (ways is not _removed or removed):
            return next(iter(targets))
        if ways is _removed and targets and not removed:
            numbers = ", ".join(sorted({str(target.article) for target in targets}))
            message = f"{wanted}: went with article {numbers}, which was removed"
            raise NotFoundError(message).mended_by(Remedy.TELL_HISTORY)
        if targets:
            raise NotFoundError(
                f"{wanted}: {len(targets)} claims' ids begin so: {_listed(session, targets)}; give more of it"
            )
    raise NotFoundError(f"{wanted}: no such claim").mended_by(Remedy.LIST_CLAIMS)


def _listed(session: Session, targets: Mapping[Target, str]) -> str:
    """Some claims by their ids, each with its first words if it is shown."""
    ids = sorted(targets.values())
    shown = select(_report.claim_id, _report.claim).where(_report.claim_id.in_(ids[:_MOST_LISTED]))
    words = {row.claim_id: f" (“{shorten(row.claim, _SHORT, placeholder='…')}”)" for row in session.execute(shown)}
    listed = ", ".join(f"{one}{words.get(one, '')}" for one in ids[:_MOST_LISTED])
    return f"{listed} and {len(ids) - _MOST_LISTED} more" if len(ids) > _MOST_LISTED else listed


def shown_id(session: Session, target: Target) -> str | None:
    """The id under which reports show the claim; None if they no longer do."""
    key = func.coalesce(DecidedClaim.claim, _report.claim_id)
    query = select(_report.claim_id).outerjoin(DecidedClaim, DecidedClaim.claim_id == _report.claim_row)
    return session.scalar(query.where(_report.article_id == target.article, key == target.key))


def ids_from(session: Session, start: str, most: int) -> Sequence[str]:
    """At most so many ids of claims as reports show them, that begin with ``start``."""
    ids = select(_report.claim_id).where(_begins(_report.claim_id, start))
    return session.scalars(ids.order_by(_report.claim_id).limit(most)).all()


def _begins(claim: SQLColumnExpression[str], start: str) -> ColumnElement[bool]:
    """The condition that an id begins so; it stands between two others, because LIKE alone uses no index."""
    return and_(claim >= start, claim < f"{start}g", claim.startswith(start, autoescape=True))


def _shown(session: Session, start: str) -> list[_Known]:
    """What reports show, under its own id; its key is another if its words or its text were changed."""
    found = session.execute(
        select(_report.claim_id, _report.article_id, DecidedClaim.claim.label("key"))
        .outerjoin(DecidedClaim, DecidedClaim.claim_id == _report.claim_row)
        .where(_begins(_report.claim_id, start))
    )
    return [_Known(row.claim_id, Target(row.article_id, row.key or row.claim_id)) for row in found]


def _decided(session: Session, start: str, article: int | None) -> list[_Known]:
    """What people decided about, under the id it had then; in this article, else in the newest version that has it."""
    decided = session.execute(
        select(DecidedClaim.claim, DecidedClaim.article_id)
        .join(Article, Article.id == DecidedClaim.article_id)
        .where(DecidedClaim.claim.startswith(start), true() if article is None else Article.id == article)
        .order_by(Article.superseded.desc(), Article.id)
    )
    newest = {row.claim: row.article_id for row in decided}
    return [_Known(key, Target(number, key)) for key, number in newest.items()]


def _engines(session: Session, start: str) -> list[_Known]:
    """What an engine found, now or in an earlier extraction or version, and who decided about it since."""
    decided = select(Claim.uid, DecidedClaim.article_id, DecidedClaim.claim.label("key")).join(
        DecidedClaim, DecidedClaim.machine_claim_id == Claim.id
    )
    plain = select(Claim.uid, Extraction.article_id, Claim.uid.label("key")).join(
        Extraction, Extraction.id == Claim.extraction_id
    )
    for query in (decided, plain):
        found = session.execute(union(query.where(_begins(Claim.uid, start)))).all()
        if found:
            return [_Known(row.uid, Target(row.article_id, row.key)) for row in found]
    return []


def _removed(session: Session, start: str) -> list[_Known]:
    """What people decided about that went with its article."""
    made = select(Correction.claim, Correction.article_id).where(Correction.claim.startswith(start)).distinct()
    there = select(Article.id).where(Article.id == Correction.article_id).exists()
    return [_Known(key, Target(number, key)) for key, number in session.execute(made.where(~there)) if key and number]
