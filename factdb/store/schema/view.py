"""The views that reports read: a row for each claim of each article's newest version, as people have it.

What they rejected stands in a view of its own, with the same columns.
"""

from sqlalchemy import Boolean, Column, Double, Integer, MetaData, Table, Text

from factdb.store.schema.base import UTCDateTime

# They have a metadata of their own, because a migration makes them as SQL.
_METADATA = MetaData()


def _report(name: str) -> Table:
    return Table(
        name,
        _METADATA,
        Column("article_id", Integer),
        Column("title", Text),
        Column("source", Text),
        Column("publisher", Text),
        Column("published", UTCDateTime),
        Column("sha256", Text),
        Column("claim_id", Text),
        Column("claim", Text),
        Column("start", Integer),
        Column("end", Integer),
        Column("spans", Text),
        Column("status", Text),
        Column("quoted", Boolean),
        Column("sourced", Boolean),
        Column("speculative", Boolean),
        Column("quote_type", Text),
        Column("speaker", Text),
        Column("speaker_kind", Text),
        Column("source_text", Text),
        Column("source_spans", Text),
        Column("cue", Text),
        Column("cue_span", Text),
        Column("hedges", Text),
        Column("hedge_spans", Text),
        Column("hedged_by", Text),
        Column("confidence", Double),
        Column("prefix", Text),
        Column("suffix", Text),
        Column("engine", Text),
        Column("engine_version", Text),
        Column("certainty", Text),
        Column("denied", Boolean),
        Column("hedge_kinds", Text),
        Column("state", Text),
        Column("reviewer", Text),
        Column("passage", Text),
        # What the engine says, where people may say otherwise.
        Column("machine_claim", Text),
        Column("machine_spans", Text),
        Column("machine_status", Text),
        Column("machine_quote_type", Text),
        Column("machine_speaker", Text),
        # What follows serves filters and order.
        Column("article_name", Text),
        Column("extraction_id", Integer),
        Column("position", Integer),
        Column("claim_row", Integer),
        Column("speaker_id", Integer),
        Column("outcome", Text),
        Column("revision", Integer),
    )


attribution_report = _report("attribution_report")
rejected_report = _report("rejected_report")
