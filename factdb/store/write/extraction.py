"""Writing one extraction's attributions and claims into their tables."""

from collections.abc import Collection, Sequence
from functools import cache

from sqlalchemy import BindParameter, Connection, Delete, bindparam, delete, select

from factdb.records import (
    Article,
    Attribution,
    Claim,
    Extraction,
)
from factdb.review.speakers import Mention
from factdb.store.dialect import insert_all, insert_one, next_ids
from factdb.store.read.speakers.corrections import taken
from factdb.store.schema import tables
from factdb.store.write import rows
from factdb.store.write.speakers import stored_speakers


def write_extraction(
    connection: Connection,
    article: Article,
    article_id: int,
    extraction: Extraction,
    *,
    corrects: int | None = None,
    machine: Sequence[int | None] = (),
    is_shown: bool = False,
) -> Sequence[int] | None:
    """Store an extraction of a stored article; the ids of its claims, or None if this engine's is there already.

    What people made of the extraction ``corrects`` comes with ``machine``: for each claim the engine's own, by its id.
    Of an article that is new the first extraction ``is_shown``; of any other ``show_newest`` is to be told.
    """
    row = {**rows.extraction_row(article_id, article.sha256, extraction, corrects), "is_shown": is_shown}
    extraction_id = insert_one(connection, tables.Extraction, row)
    if extraction_id is None:
        return None
    wanted = {tables.Attribution: len(extraction.attributions), tables.Claim: len(extraction.claims)}
    attribution_ids, claim_ids = next_ids(connection, wanted)
    _write_attributions(connection, article, article_id, extraction_id, extraction.attributions, attribution_ids)
    machine = machine or [None] * len(extraction.claims)
    _write_claims(connection, article, extraction_id, extraction.claims, claim_ids, attribution_ids, machine)
    return claim_ids


def take_out(connection: Connection, ids: Sequence[int]) -> None:
    """Take out extractions, with all that they found."""
    if ids:
        for statement in _taking_out():
            connection.execute(statement, {"extractions": ids})


@cache  # because making a statement takes as long as running it
def _taking_out() -> Sequence[Delete]:
    """The statements that take out ``extractions``, what depends on others first."""
    wanted: BindParameter[int] = bindparam("extractions", expanding=True)
    claims = select(tables.Claim.id).where(tables.Claim.extraction_id.in_(wanted))
    attributions = select(tables.Attribution.id).where(tables.Attribution.extraction_id.in_(wanted))
    return (
        *(delete(table).where(table.claim_id.in_(claims)) for table in (tables.Hedge, tables.ClaimSpan)),
        delete(tables.Claim).where(tables.Claim.extraction_id.in_(wanted)),
        *(
            delete(part).where(part.attribution_id.in_(attributions))
            for part in (tables.AttributionSpan, tables.AttributionRole)
        ),
        delete(tables.Attribution).where(tables.Attribution.extraction_id.in_(wanted)),
        delete(tables.Extraction).where(tables.Extraction.id.in_(wanted)),
    )


def _write_attributions(
    connection: Connection,
    article: Article,
    article_id: int,
    extraction_id: int,
    attributions: Sequence[Attribution],
    ids: Sequence[int],
) -> None:
    decided = taken(connection)
    mentions = _mentions(connection, article, article_id, attributions, decided.speakers)
    links = {mention: decided.decisions.link(mention) for mention in set(mentions)}
    text = article.text
    new = [
        rows.attribution_row(text, ids, extraction_id, position, links[mention], attribution)
        for position, (mention, attribution) in enumerate(zip(mentions, attributions, strict=True))
    ]
    # Row by row a database asks whether the one who relays is there already, and the text may name that one last.
    insert_all(connection, tables.Attribution, sorted(new, key=lambda row: _relayers(attributions, row["position"])))
    numbered = list(zip(ids, attributions, strict=True))
    spans = [row for row_id, attribution in numbered for row in rows.attribution_span_rows(text, row_id, attribution)]
    insert_all(connection, tables.AttributionSpan, spans)
    roles = [row for row_id, attribution in numbered for row in rows.attribution_role_rows(text, row_id, attribution)]
    insert_all(connection, tables.AttributionRole, roles)


def _relayers(attributions: Sequence[Attribution], number: int) -> int:
    """How many relay what this attribution says, one telling of the other."""
    found, via = 0, attributions[number].via
    while via is not None and found < len(attributions):
        found, via = found + 1, attributions[via].via
    return found


def _mentions(
    connection: Connection,
    article: Article,
    article_id: int,
    attributions: Sequence[Attribution],
    decided: Collection[int],
) -> list[Mention]:
    """Whom the engine names in each attribution; speakers not yet known are added."""
    named = [(one.speaker.name, one.speaker.kind, article.sha256) for one in attributions]
    ids = stored_speakers(connection, named, decided)
    speakers = (attribution.speaker for attribution in attributions)
    return [
        Mention(article_id, one.name, one.kind, ids[key] if one.chosen is None else one.chosen, one.chosen is not None)
        for key, one in zip(named, speakers, strict=True)
    ]


def _write_claims(
    connection: Connection,
    article: Article,
    extraction_id: int,
    claims: Sequence[Claim],
    ids: Sequence[int],
    attribution_ids: Sequence[int],
    machine: Sequence[int | None],
) -> None:
    text, sha256 = article.text, article.sha256
    claim_rows = [
        rows.claim_row(
            article,
            sha256,
            claim,
            id=row_id,
            extraction_id=extraction_id,
            position=position,
            attribution_id=None if claim.attribution is None else attribution_ids[claim.attribution],
            machine_claim_id=machine_id,
        )
        for position, (row_id, claim, machine_id) in enumerate(zip(ids, claims, machine, strict=True))
    ]
    numbered = list(zip(ids, claims, strict=True))
    insert_all(connection, tables.Claim, claim_rows)
    spans = [row for row_id, claim in numbered for row in rows.claim_span_rows(text, row_id, claim)]
    insert_all(connection, tables.ClaimSpan, spans)
    hedges = [row for row_id, claim in numbered for row in rows.hedge_rows(text, row_id, claim)]
    insert_all(connection, tables.Hedge, hedges)
