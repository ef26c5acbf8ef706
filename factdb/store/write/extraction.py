"""Writing one extraction's attributions and claims into their tables."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import BindParameter, Connection, Delete, bindparam, delete, select

from factdb.records import (
    Article,
    Attribution,
    Extraction,
)
from factdb.review.speakers import Mention, SpeakerLink
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
    ids = rows.Ids(extraction_id, attribution_ids, claim_ids)
    speakers = _speakers(connection, article, article_id, extraction.attributions)
    for table, made in rows.rows_of(article, article.sha256, extraction, ids, speakers, machine):
        insert_all(connection, table, made)
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


def _speakers(
    connection: Connection, article: Article, article_id: int, attributions: Sequence[Attribution]
) -> Sequence[SpeakerLink]:
    """Whom each attribution means; speakers not yet known are added."""
    decided = taken(connection)
    named = [(one.speaker.name, one.speaker.kind, article.sha256) for one in attributions]
    ids = stored_speakers(connection, named, decided.speakers)
    speakers = (attribution.speaker for attribution in attributions)
    mentions = [
        Mention(article_id, one.name, one.kind, ids[key] if one.chosen is None else one.chosen, one.chosen is not None)
        for key, one in zip(named, speakers, strict=True)
    ]
    links = {mention: decided.decisions.link(mention) for mention in set(mentions)}
    return [links[mention] for mention in mentions]
