"""A database as Parquet: the tables of extraction, as people have corrected what is in them.

    out/articles.parquet    out/claims.parquet    out/attributions.parquet    out/spans.parquet    out/hedges.parquet

To the columns of what was extracted come the ids of articles and speakers, and what people say of each claim. The
speaker is the stored one, whom people may have named otherwise than the engine.
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import Executable, Select, func, literal, select
from sqlalchemy.orm import Session, aliased

from factdb.formats.files import whole_binary_file
from factdb.records import State
from factdb.shards.schema import TABLES
from factdb.store.read.load import current_extractions
from factdb.store.schema import tables

# Rows in memory at a time, and rows of a group in the file: enough to be packed well.
_AT_ONCE = 20_000

_OTHERWISE: dict[str, tuple[tuple[str, Any, str], ...]] = {
    "articles": (("article_id", pa.int64(), "its id in this database"),),
    "attributions": (
        ("speaker_id", pa.int64(), "the speaker's id in this database"),
        ("wikidata", pa.string(), "the speaker's id in Wikidata, as people gave it"),
    ),
    "claims": (
        ("state", pa.string(), "what people say of it: open, accepted or disputed"),
        ("reviewer", pa.string(), "who decided last"),
    ),
}
# Where among the files of an import an article stood is not kept, nor by how much its publisher's clock differs.
_NOT_STORED = ("file", "number", "published_offset")


def export_schema(table: str) -> Any:
    """The columns of an exported table."""
    more = [
        pa.field(name, kind, nullable=name in ("reviewer", "wikidata"), metadata={"description": meaning})
        for name, kind, meaning in _OTHERWISE.get(table, ())
    ]
    return pa.schema([*(field for field in TABLES[table] if field.name not in _NOT_STORED), *more])


def export(session: Session, folder: Path, articles: Collection[int] = ()) -> Iterator[int]:
    """Write the current articles, or these, to ``folder``, a file a table; how many rows were written, now and then.

    The files take their names together, once all are whole. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as whole:
        for table, query in _QUERIES.items():
            file = whole.enter_context(whole_binary_file(folder / f"{table}.parquet"))
            schema = export_schema(table)
            with pq.ParquetWriter(file, schema, compression="zstd") as writer:
                for batch in _batches(session, query(_extractions(articles)), schema):
                    writer.write_batch(batch)
                    yield batch.num_rows


def _extractions(articles: Collection[int]) -> Select[int]:
    current = current_extractions()
    return current.where(tables.Extraction.article_id.in_(articles)) if articles else current


def _batches(session: Session, query: Executable, schema: Any) -> Iterator[Any]:
    result = session.connection().execute(query.execution_options(yield_per=_AT_ONCE))
    made = [_MADE.get(name) for name in result.keys()]  # noqa: SIM118 a result has no other way to tell its columns
    for rows in result.partitions():
        columns = [
            pa.array(map(make, values) if make else values, type=field.type)
            for make, values, field in zip(made, zip(*rows, strict=True), schema, strict=True)
        ]
        yield pa.RecordBatch.from_arrays(columns, schema=schema)


def _locators(stored: str) -> Sequence[Mapping[str, Any]]:
    return [{"start": start, "fragment": fragment} for start, fragment in json.loads(stored)]


# What is stored otherwise than it is written.
_MADE: Mapping[str, Callable[[Any], Any]] = {"locators": _locators}


def _articles(extractions: Select[int]) -> Executable:
    article, run, place = tables.Article, tables.Extraction, tables.Appearance
    first = select(func.min(place.id)).where(place.article_id == article.id).correlate(article).scalar_subquery()
    return (
        select(
            *(article.name, article.source, article.title, article.publisher, article.author, article.published),
            *(article.collection, article.language, article.text, article.extra, article.locators),
            *(place.original, place.media_type, place.reader, article.sha256, article.words),
            *(run.engine, run.version, run.digest, run.language.label("engine_language"), article.id),
        )
        .join(run, run.article_id == article.id)
        .join(place, place.id == first)
        .where(run.id.in_(extractions))
        .order_by(article.id)
    )


def _attributions(extractions: Select[int]) -> Executable:
    one, speaker, relays = tables.Attribution, tables.Speaker, aliased(tables.Attribution)
    return (
        select(
            *(_sha256(one), one.position, speaker.name, speaker.kind, one.named_rule, one.quote_type, one.confidence),
            *(one.why, relays.position.label("via"), speaker.id.label("speaker_id"), speaker.wikidata),
        )
        .join(speaker, speaker.id == one.speaker_id)
        .outerjoin(relays, relays.id == one.via_id)
        .where(one.extraction_id.in_(extractions))
        .order_by(one.id)
    )


def _claims(extractions: Select[int]) -> Executable:
    claim, behind, decided = tables.Claim, tables.Attribution, tables.DecidedClaim
    return (
        select(
            *(_sha256(claim), claim.position, claim.uid, claim.exact, claim.start_offset, claim.end_offset),
            *(claim.status, claim.quoted, claim.sourced, claim.speculative, behind.position.label("attribution")),
            *(claim.hedged_by, claim.certainty, claim.denied, claim.passage, claim.reading, claim.confidence),
            *(func.coalesce(decided.state, State.OPEN.value), decided.reviewer),
        )
        .outerjoin(behind, behind.id == claim.attribution_id)
        .outerjoin(decided, decided.claim_id == claim.id)
        .where(claim.extraction_id.in_(extractions))
        .order_by(claim.id)
    )


def _spans(extractions: Select[int]) -> Executable:
    def of(owner: Any, span: Any, role: Any, key: Any, kind: str) -> Select[Any]:
        place = span.position.label("place")
        return (
            select(
                _sha256(owner),
                literal(kind),
                owner.position,
                role,
                place,
                span.start_offset,
                span.end_offset,
                span.exact,
            )
            .join(span, key == owner.id)
            .where(owner.extraction_id.in_(extractions))
        )

    said, role, told = tables.AttributionSpan, tables.AttributionRole, tables.ClaimSpan
    attributions, claims = tables.Attribution, tables.Claim
    return of(attributions, said, said.role, said.attribution_id, "attribution").union_all(
        of(attributions, role, literal("role"), role.attribution_id, "attribution"),
        of(claims, told, told.role, told.claim_id, "claim"),
    )


def _hedges(extractions: Select[int]) -> Executable:
    hedge, claim = tables.Hedge, tables.Claim
    return (
        select(
            *(_sha256(claim), claim.position, hedge.position.label("place"), hedge.kind, hedge.holder),
            *(hedge.start_offset, hedge.end_offset, hedge.exact),
            *(hedge.scope_start_offset, hedge.scope_end_offset, hedge.scope_exact, hedge.certainty, hedge.confidence),
        )
        .join(claim, claim.id == hedge.claim_id)
        .where(claim.extraction_id.in_(extractions))
        .order_by(hedge.claim_id, hedge.position)
    )


def _sha256(owner: Any) -> Any:
    """The digest of the text that an attribution or a claim was found in."""
    of = select(tables.Article.sha256).join(tables.Extraction, tables.Extraction.article_id == tables.Article.id)
    return of.where(tables.Extraction.id == owner.extraction_id).scalar_subquery().label("sha256")


_QUERIES: Mapping[str, Callable[[Select[int]], Executable]] = {
    "articles": _articles,
    "attributions": _attributions,
    "claims": _claims,
    "spans": _spans,
    "hedges": _hedges,
}
