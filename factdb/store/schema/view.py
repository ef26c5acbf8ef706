"""The views that reports read: a row for each claim of each article's newest version, as people have it.

What they rejected stands in a view of its own, with the same columns.
"""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, get_type_hints

from sqlalchemy import Boolean, Column, Double, Integer, MetaData, Table, Text
from sqlalchemy.types import TypeEngine

from factdb.store.schema.moments import UTCDateTime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One claim as reports show it; its columns are in the order of the report. An absent value is None.

    ``start`` and ``end`` are code points of the article's text. Of a claim that was rejected, and that the engine does
    not make, only the article, the words and what people said of it are known.
    """

    article_id: int
    title: str | None
    source: str | None
    publisher: str | None
    published: datetime | None
    sha256: str
    claim_id: str
    claim: str
    start: int | None
    end: int | None
    spans: str | None
    status: str | None
    quoted: bool | None
    sourced: bool | None
    speculative: bool | None
    quote_type: str | None
    speaker: str | None
    speaker_kind: str | None
    source_text: str | None
    source_spans: str | None
    cue: str | None
    cue_span: str | None
    hedges: str | None
    hedge_spans: str | None
    hedged_by: str | None
    confidence: float | None
    prefix: str | None
    suffix: str | None
    engine: str | None
    engine_version: str | None
    certainty: str | None
    denied: bool | None
    hedge_kinds: str | None
    state: str
    reviewer: str | None
    passage: str | None
    reading: str | None
    via: str | None
    link: str | None
    also_in: str | None
    language: str | None
    engine_language: str | None
    # What the engine says, where people may say otherwise; looked up only where it is asked for.
    machine_claim: str | None = None
    machine_spans: str | None = None
    machine_status: str | None = None
    machine_quote_type: str | None = None
    machine_speaker: str | None = None
    # What follows serves filters and order.
    article_name: str
    extraction_id: int | None
    position: int | None
    claim_row: int | None
    speaker_id: int | None
    outcome: str | None
    revision: int | None


_COLUMNS = tuple(field.name for field in fields(ReportRow))
# The columns of the attribution report, in order, and those that tell beside each claim what the engine says of it.
REPORT_COLUMNS = _COLUMNS[: _COLUMNS.index("machine_claim")]
MACHINE_COLUMNS = _COLUMNS[_COLUMNS.index("machine_claim") : _COLUMNS.index("article_name")]
# In which all rows of an article agree.
ARTICLE_COLUMNS = (
    *("article_id", "title", "source", "publisher", "published", "sha256"),
    *("engine", "engine_version", "also_in", "language", "engine_language"),
)

_TYPES: dict[type, type[TypeEngine[Any]]] = {
    bool: Boolean,
    datetime: UTCDateTime,
    float: Double,
    int: Integer,
    str: Text,
}
# They have a metadata of their own, because a migration makes them as SQL.
_METADATA = MetaData()


def _report(name: str) -> Table:
    hints = get_type_hints(ReportRow)
    return Table(name, _METADATA, *(Column(column, _TYPES[value_type(hints[column])]) for column in _COLUMNS))


def value_type(hint: object) -> type:
    """The type of a column's values, from its annotation: that beside None."""
    [kind] = {kind for kind in getattr(hint, "__args__", (hint,)) if kind is not type(None)}
    assert isinstance(kind, type)
    return kind


attribution_report = _report("attribution_report")
rejected_report = _report("rejected_report")
