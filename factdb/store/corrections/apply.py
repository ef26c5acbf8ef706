"""What people made of an article: their decisions merged with the engine's newest extraction, and stored beside it.

What the engine found is never touched. Its extraction, and the corrected one that is made of it here and made again
with every decision, stand in the same tables, so all that asks, lists, searches and exports sees the corrected one.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Delete, Integer, Select, bindparam, delete, insert, select
from sqlalchemy.orm import Session

from factdb.records import Action, Article, Engine, Extraction
from factdb.review.anchor import Anchors
from factdb.review.claims import Place, words
from factdb.review.decisions import Decision, ReviewedClaim, reviewed_claims
from factdb.review.merge import MergedClaim, corrected, merge
from factdb.review.undoing import effective
from factdb.store.dialect import own_corrections
from factdb.store.read.load import current_extraction, load_article, load_extraction
from factdb.store.read.versions import earlier_versions, versions_with
from factdb.store.schema import tables
from factdb.store.write.extraction import take_out, write_extraction
from factdb.store.write.shown import show_newest


@dataclass(frozen=True, slots=True)
class CorrectedArticle:
    """An article as people have it: the engine's newest extraction, with its id, and the merged claims."""

    article: Article
    extraction_id: int
    extraction: Extraction
    merged: tuple[MergedClaim, ...]


def corrected_article(
    session: Session, article_id: int, decisions: Sequence[Decision] | None = None
) -> CorrectedArticle:
    """Work out from the corrections what people made of the article. Raises NotFoundError.

    ``decisions`` that a caller has read are not read again.
    """
    article = load_article(session, article_id)
    number = current_extraction(session, article_id, machine=True)
    return merged_article(session, article_id, article, number, load_extraction(session, number), decisions)


def merged_article(
    session: Session,
    article_id: int,
    article: Article,
    extraction_id: int,
    extraction: Extraction,
    decisions: Sequence[Decision] | None = None,
) -> CorrectedArticle:
    """The state as it would be if ``extraction`` were the engine's newest of the article."""
    connection = session.connection()
    decisions = _decisions(connection, article_id) if decisions is None else decisions
    found, places = _reviewed_claims(connection, article_id, decisions)
    return CorrectedArticle(article, extraction_id, extraction, tuple(merge(extraction, found, places)))


def apply_corrections(session: Session, article_id: int, known: CorrectedArticle | None = None) -> None:
    """Store the article as people have it, in place of how they had it before; nothing if nobody decided anything.

    What is ``known`` of the article from before the last decision is not read again.
    """
    connection = session.connection()
    _forget(connection, article_id)
    if decisions := _decisions(connection, article_id):
        _compose(session, article_id, decisions, known)
    show_newest(connection, [article_id])
    session.expire_all()


def _compose(session: Session, article_id: int, decisions: Sequence[Decision], known: CorrectedArticle | None) -> None:
    connection = session.connection()
    if known is None:
        now = corrected_article(session, article_id, decisions)
    else:
        now = merged_article(session, article_id, known.article, known.extraction_id, known.extraction, decisions)
    machine = _claim_ids(session, now.extraction_id)
    ids = write_extraction(
        connection,
        now.article,
        article_id,
        _corrected(now),
        corrects=now.extraction_id,
        machine=_engines_claims(now, machine),
    )
    assert ids is not None, "what was composed before is forgotten"
    connection.execute(insert(tables.DecidedClaim), _decided(session, article_id, now, ids, machine))


def apply_to_versions(session: Session, article: int, known: CorrectedArticle | None = None) -> None:
    """Apply the corrections to the article, and to the later versions that they reach."""
    for one in versions_with(session.connection(), [article]):
        apply_corrections(session, one, known if one == article else None)


def apply_to_all_versions(session: Session, articles: Iterable[int]) -> None:
    """The same of several articles; what two of them reach is applied once."""
    for one in versions_with(session.connection(), articles):
        apply_corrections(session, one)


def apply_changed_states(session: Session) -> list[int]:
    """Apply the corrections of each article of which they come to another state than what is stored; which those are.

    For what was stored by other rules of what people agree on.
    """
    connection, decided = session.connection(), tables.DecidedClaim
    own_corrections(connection)
    stored: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for row in connection.execute(select(decided.article_id, decided.claim, decided.state)):
        stored[row.article_id][row.claim] = row.state
    changed = []
    for article, states in sorted(stored.items()):
        found, _ = _reviewed_claims(connection, article, _decisions(connection, article))
        if states != {one.key: one.state.value for one in found}:
            apply_corrections(session, article)
            changed.append(article)
    return changed


def correction_problems(
    session: Session, article_id: int, article: Article, load: Callable[[int], Extraction]
) -> Iterator[str]:
    """Where what is shown of the article is not what its corrections make of it, a line each.

    ``load`` gives a stored extraction by its id.
    """
    connection = session.connection()
    newest, last = current_extraction(session, article_id, machine=True), current_extraction(session, article_id)
    decided = _decisions(connection, article_id)
    if not decided and last == newest:
        return
    if not decided or last == newest:
        yield "people's decisions and what is shown of them do not go together"
        return
    now = merged_article(session, article_id, article, newest, load(newest), decided)
    found = [dict(row) for row in connection.execute(_decided_of(), {"article": article_id}).mappings()]
    states = {one.reviewed.key: one.reviewed.state.value for one in now.merged if one.reviewed}
    stored = {row["claim"]: row["state"] for row in found}
    if states.keys() == stored.keys() and states != stored:
        # What is shown may differ for the same reason: whether a claim is rejected is a state.
        told = "people's decisions come to other states of its claims than are stored, perhaps by an earlier factdb"
        yield f"{told}; an upgrade of the database works them out anew"
        return
    machine = _claim_ids(session, now.extraction_id)
    shown = connection.execute(_claims_of(), {"extraction": last}).all()
    of = session.scalars(select(tables.Extraction.corrects).where(tables.Extraction.id == last)).one()
    if of != newest or load(last) != _corrected(now) or [row[1] for row in shown] != _engines_claims(now, machine):
        yield "its claims are not as people corrected them"
    expected = _decided(session, article_id, now, [row[0] for row in shown], machine)
    if sorted(found, key=itemgetter("claim")) != sorted(expected, key=itemgetter("claim")):
        yield "its list of decided claims is not what the corrections come to"


def _corrected(now: CorrectedArticle) -> Extraction:
    return replace(corrected(now.extraction, now.merged), engine=_engine(now))


def _claim_ids(session: Session, extraction_id: int) -> Sequence[int]:
    return session.scalars(_claims_of(), {"extraction": extraction_id}).all()


def _engines_claims(now: CorrectedArticle, machine: Sequence[int]) -> list[int | None]:
    """For each claim that is shown the engine's own, by its id; ``machine`` are the ids of all of those."""
    return [None if one.machine is None else machine[one.machine] for one in now.merged if one.shown]


def _decided(
    session: Session, article_id: int, now: CorrectedArticle, ids: Sequence[int], machine: Sequence[int]
) -> list[dict[str, Any]]:
    """The rows of decided_claim; ``ids`` are those of the claims that are shown, ``machine`` of the engine's."""
    rows = dict(zip((id(one) for one in now.merged if one.shown), ids, strict=False))
    return [
        {
            "article_id": article_id,
            "claim": reviewed.key,
            "claim_id": rows.get(id(one)),
            "machine_claim_id": None if one.machine is None else machine[one.machine],
            "correction_id": reviewed.correction,
            "state": reviewed.state.value,
            "outcome": one.outcome.value,
            "note": one.note,
            "reviewer": reviewed.reviewer,
            "exact": _words(session, one, reviewed, now.article.text),
        }
        for one in now.merged
        if (reviewed := one.reviewed)
    ]


def _words(session: Session, one: MergedClaim, reviewed: ReviewedClaim, text: str) -> str:
    """The claim's words; those of an orphan as they stand in the text that it was decided in."""
    if one.shown:
        return words(text, one.shown)
    was = reviewed.ours or reviewed.machine
    if was is None:
        return ""
    decided_in = session.scalars(select(tables.Article.text).where(tables.Article.id == reviewed.article)).one()
    return words(decided_in, was)


def _engine(now: CorrectedArticle) -> Engine:
    """The engine, with a digest that tells of the corrections too."""
    last = max((one.reviewed.correction for one in now.merged if one.reviewed), default=0)
    engine = now.extraction.engine
    return replace(engine, digest=hashlib.sha256(f"{engine.digest}:{last}".encode()).hexdigest())


def _reviewed_claims(
    connection: Connection, article_id: int, decided: Sequence[Decision]
) -> tuple[list[ReviewedClaim], dict[str, Place | None]]:
    wanted = {decision.article for decision in decided} | {article_id}
    texts = dict(connection.execute(_texts(), {"articles": list(wanted)}).all())

    @cache
    def between(old: int, new: int) -> Place:
        return Anchors(texts[old], texts[new]).one

    found = reviewed_claims(decided, texts, between)
    places = {
        reviewed.key: None if reviewed.article == article_id else between(reviewed.article, article_id)
        for reviewed in found
    }
    return found, places


def _decisions(connection: Connection, article_id: int) -> list[Decision]:
    """The corrections of claims of the article and of its earlier versions that hold, in their order."""
    versions = [*earlier_versions(connection, article_id), article_id]
    made = connection.execute(_corrections_of(), {"articles": versions})
    decisions = [
        Decision(row.id, Action(row.action), row.claim, row.article_id, row.reviewer, json.loads(row.data))
        for row in made
    ]
    return effective(decisions)


@cache  # because making a statement takes as long as running it
def _corrections_of() -> Select[Any]:
    """The corrections of claims of ``articles``."""
    columns = tables.Correction.__table__.c
    wanted = bindparam("articles", expanding=True, type_=Integer())
    return select(*columns).where(columns.claim.is_not(None), columns.article_id.in_(wanted)).order_by(columns.id)


@cache
def _texts() -> Select[int, str]:
    """The texts of ``articles``, by id."""
    wanted = bindparam("articles", expanding=True, type_=Integer())
    return select(tables.Article.id, tables.Article.text).where(tables.Article.id.in_(wanted))


@cache
def _claims_of() -> Select[int, int | None]:
    """The claims of ``extraction`` in their order, each with that of the engine for which it stands."""
    wanted = tables.Claim.extraction_id == bindparam("extraction")
    return select(tables.Claim.id, tables.Claim.machine_claim_id).where(wanted).order_by(tables.Claim.position)


@cache
def _decided_of() -> Select[Any]:
    """The rows of decided_claim of ``article``."""
    of = tables.DecidedClaim.article_id == bindparam("article")
    return select(*tables.DecidedClaim.__table__.c).where(of)


def _forget(connection: Connection, article_id: int) -> None:
    """Take away what was composed of the article before."""
    forget, composed = _forgetting()
    connection.execute(forget, {"article": article_id})
    take_out(connection, connection.scalars(composed, {"article": article_id}).all())


@cache
def _forgetting() -> tuple[Delete, Select[int]]:
    """What takes away the decided claims of ``article``; its extractions that people corrected."""
    of = bindparam("article", type_=Integer())
    corrected = (tables.Extraction.article_id == of, tables.Extraction.corrects.is_not(None))
    return (
        delete(tables.DecidedClaim).where(tables.DecidedClaim.article_id == of),
        select(tables.Extraction.id).where(*corrected),
    )
