"""Databases of the schema before corrections of claims, as they were stored then: upgrading loses nothing."""

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy import inspect, text

from factdb.errors import NotFoundError
from factdb.store.connect import reading, writing
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.undo import undo
from factdb.store.read.claims import ClaimFilter, claims
from factdb.store.read.speakers import speakers
from factdb.store.save import Saved, save
from factdb.store.schema import migrate as schema
from factdb.store.verify.proof import proofs
from tests.store.example import ARTICLE, EXTRACTION
from tests.store.thaw import thaw

# Tables that a later schema calls otherwise.
RENAMED = {"speaker_correction": "correction"}

# What a report shows of a claim, in types that are the same without the models.
SHOWN = (
    *("claim", "spans", "status", "quote_type", "certainty", "denied", "hedges", "hedge_kinds", "hedged_by"),
    *("speaker", "speaker_kind", "source_text", "source_spans", "cue", "engine_version"),
)

Rows = list[dict[str, Any]]


@pytest.fixture
def frozen(blank: Database) -> Database:
    """A database of schema 0003."""
    thaw(blank, "0003")
    return blank


def stored(database: Database) -> dict[str, Rows]:
    """The rows of every table, by plain SQL, but for what Alembic and full-text search keep."""
    tables = [name for name in inspect(database).get_table_names() if not name.startswith(("claim_search", "factdb_"))]
    return {table: rows(database, f"SELECT * FROM {table}") for table in tables}


def rows(database: Database, query: str) -> Rows:
    with reading(database) as session:
        return [dict(row) for row in session.execute(text(query)).mappings()]


def only(found: Rows, columns: set[str]) -> list[str]:
    """Rows cut down to ``columns``, in a form and an order that can be compared."""
    return sorted(repr([plain(row[column]) for column in sorted(columns)]) for row in found)


def plain(value: Any) -> Any:
    """A value with JSON as text: PostgreSQL's driver parses it, but not where a later schema keeps it as text."""
    return json.dumps(value) if isinstance(value, dict | list) else value


def test_every_row_is_still_there_proved_and_reported_as_before(frozen: Database) -> None:
    before = stored(frozen)
    assert all(before.values())
    newest = "article_id IN (SELECT max(id) FROM article GROUP BY source)"
    reported = rows(frozen, f"SELECT * FROM attribution_report WHERE {newest}")
    assert reported
    schema.upgrade(frozen)
    assert schema.check(frozen) == []
    after = stored(frozen)
    for table, found in before.items():
        kept = after[table if table in after else RENAMED[table]]
        columns = found[0].keys() & kept[0].keys()
        assert only(kept, columns) == only(found, columns)
    with reading(frozen) as session:
        proved = list(proofs(session))
        now = {row["claim_id"]: row for row in claims(session)}
    assert [problem for proof in proved for problem in proof.problems] == []
    # A hedge has two: its own words and those that it governs.
    spans = sum(len(before[table]) for table in ("attribution_span", "attribution_role", "claim_span"))
    assert sum(proof.spans for proof in proved) == spans + 2 * len(before["hedge"])
    for row in reported:
        assert [row[column] for column in SHOWN] == [now[row["claim_id"]][column] for column in SHOWN]


def test_going_back_gives_what_was_there(frozen: Database) -> None:
    before = stored(frozen)
    schema.upgrade(frozen)
    schema.downgrade(frozen, "0003")
    after = stored(frozen)
    assert after.keys() == before.keys()
    for table, found in before.items():
        assert only(after[table], set(after[table][0])) == only(found, set(found[0]))


def found_by(database: Database, wanted: ClaimFilter) -> list[str]:
    with reading(database) as session:
        return [row["claim"] for row in claims(session, wanted)]


def test_claims_are_found_by_their_words_and_speakers(frozen: Database) -> None:
    schema.upgrade(frozen)
    cost = "the work could cost 𝟙𝟚 million crowns"
    assert found_by(frozen, ClaimFilter(text="12 CROWNS")) == [cost]
    assert cost in found_by(frozen, ClaimFilter(speaker="Thomas Okafor"))
    assert found_by(frozen, ClaimFilter(speaker="tom okafor (the younger)")) == ["‘It is over,’"]
    with writing(frozen) as session:
        assert save(session, ARTICLE, EXTRACTION) is Saved.NEW
    assert found_by(frozen, ClaimFilter(text="talks fail")) == ["talks could fail."]


def meant(database: Database) -> dict[str, Mapping[str, Any]]:
    with reading(database) as session:
        return {row["speaker"]: row for row in speakers(session)}


def test_decisions_from_before_can_be_undone(frozen: Database) -> None:
    [split] = rows(frozen, "SELECT id, reviewer FROM speaker_correction WHERE action = 'split'")
    [rename] = rows(frozen, "SELECT id, reviewer FROM speaker_correction ORDER BY id DESC LIMIT 1")
    schema.upgrade(frozen)
    together = meant(frozen)["Tom Okafor"]["total"]
    with writing(frozen) as session:
        assert undo(session, None, Reviewer(rename["reviewer"])) == rename["id"]
        undo(session, split["id"], Reviewer(split["reviewer"]))
    assert "Tom Okafor (the younger)" not in meant(frozen)
    assert meant(frozen)["Tom Okafor"]["total"] == together + 1
    assert meant(frozen)["Zoe\u0308 Bra\u0308nnstro\u0308m"]["wikidata"] is None


def test_all_decisions_undone_give_what_the_engine_found(frozen: Database) -> None:
    schema.upgrade(frozen)
    for row in rows(frozen, "SELECT DISTINCT reviewer FROM correction"):
        with writing(frozen) as session, suppress(NotFoundError):
            while True:
                undo(session, None, Reviewer(row["reviewer"]))
    assert rows(frozen, "SELECT * FROM speaker WHERE name <> found_name OR wikidata IS NOT NULL") == []
    assert rows(frozen, "SELECT * FROM attribution WHERE joined_by LIKE 'correction%'") == []
    assert rows(frozen, "SELECT * FROM speaker_alias") == []
