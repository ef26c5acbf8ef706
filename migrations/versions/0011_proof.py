"""Checksums of articles, appearances, versions, speakers, runs; records and pages that ended alike are told apart."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# On SQLite columns are added in place: to copy a table loses the triggers of the full-text search.
ADDED = (
    ("article", "checksum"),
    ("appearance", "checksum"),
    ("article_version", "checksum"),
    ("extraction", "run_checksum"),
    ("speaker", "checksum"),
)


def upgrade() -> None:
    """What is stored so far is taken as it is: from now on a change is found."""
    for table, column in ADDED:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} TEXT DEFAULT '' NOT NULL")
    connection = op.get_bind()
    part_series(connection)
    fill_articles(connection)
    fill_appearances(connection)
    fill_versions(connection)
    fill_extractions(connection)
    fill_speakers(connection)


def downgrade() -> None:
    for table, column in reversed(ADDED):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")


def rows(connection: sa.Connection, query: str, **values: Any) -> Sequence[sa.RowMapping]:
    return connection.execute(sa.text(query), values).mappings().all()


def fill(connection: sa.Connection, table: str, column: str, checksums: dict[int, str]) -> None:
    filled = [{"id": row_id, "checksum": checksum} for row_id, checksum in checksums.items()]
    if filled:
        connection.execute(sa.text(f"UPDATE {table} SET {column} = :checksum WHERE id = :id"), filled)


def digest(*fields: Any) -> str:
    return hashlib.sha256(json.dumps(fields).encode()).hexdigest()


def moment(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else value.astimezone(UTC).isoformat()


def part_series(connection: sa.Connection) -> None:
    """Give texts that were taken for versions of one another, because their ids or URLs end alike, their own series.

    Where people decided about one of them all stay together, because their decisions may have been taken over.
    """
    decided = {row["article_id"] for row in rows(connection, "SELECT DISTINCT article_id FROM correction")}
    by_series: defaultdict[str, list[sa.RowMapping]] = defaultdict(list)
    for row in rows(
        connection,
        "SELECT article_version.id, series, article_id, name, source, collection FROM article_version"
        " JOIN article ON article.id = article_version.article_id ORDER BY article_version.id",
    ):
        by_series[row["series"]].append(row)
    changed = set()
    for series, versions in by_series.items():
        if decided & {row["article_id"] for row in versions}:
            continue
        for row in versions:
            if series == series_before(row) and (new := series_now(row)) != series:
                changed |= {one["article_id"] for one in versions}
                connection.execute(
                    sa.text("UPDATE article_version SET series = :series WHERE id = :id"),
                    {"series": new, "id": row["id"]},
                )
                if new == row["source"]:
                    connection.execute(
                        sa.text("UPDATE article SET collection = '' WHERE id = :id"), {"id": row["article_id"]}
                    )
    newest = {
        row["article_id"]
        for row in rows(
            connection,
            "SELECT article_id FROM article_version WHERE id IN (SELECT max(id) FROM article_version GROUP BY series)",
        )
    }
    for article in sorted(changed):
        connection.execute(
            sa.text("UPDATE article SET superseded = :superseded WHERE id = :id"),
            {"superseded": article not in newest, "id": article},
        )


def series_before(row: sa.RowMapping) -> str | None:
    if re.match(r"[a-z][a-z0-9+.-]*://", row["source"]):
        return str(row["source"])
    return f"{row['collection']}/{last_part(row['source'])}" if row["collection"] else None


def series_now(row: sa.RowMapping) -> str | None:
    source: str = row["source"]
    file = source.removesuffix(f"#{row['name']}")
    if file == source and not last_part(source):
        return source  # a permalink
    return f"{row['collection']}/{last_part(file)}{source[len(file) :]}" if row["collection"] else series_before(row)


def last_part(source: str) -> str:
    return re.split(r"[/\\]", source)[-1]


def fill_articles(connection: sa.Connection) -> None:
    columns = (
        "id, sha256, words, name, source, title, publisher, author, published, imported_at, collection,"
        " language, extra, locators, sketch"
    )
    checksums = {}
    for row in rows(connection, f"SELECT {columns} FROM article"):
        told = [row[column] for column in ("words", "name", "source", "title", "publisher", "author")]
        dates = [moment(row["published"]), moment(row["imported_at"])]
        sketch = None if row["sketch"] is None else bytes(row["sketch"]).hex()
        rest = [row[column] for column in ("collection", "language", "extra", "locators")]
        checksums[row["id"]] = digest(row["sha256"], *told, *dates, *rest, sketch)
    fill(connection, "article", "checksum", checksums)


def fill_appearances(connection: sa.Connection) -> None:
    last: defaultdict[int, str] = defaultdict(str)
    checksums = {}
    for row in rows(
        connection,
        "SELECT appearance.*, sha256 FROM appearance JOIN article ON article.id = article_id ORDER BY appearance.id",
    ):
        told = [row[column] for column in ("key", "source", "title", "publisher", "author")]
        dates = [moment(row["published"]), moment(row["imported_at"])]
        origin = [row[column] for column in ("original", "media_type", "reader")]
        before = last[row["article_id"]]
        last[row["article_id"]] = checksums[row["id"]] = digest(before, row["sha256"], *told, *dates, *origin)
    fill(connection, "appearance", "checksum", checksums)


def fill_versions(connection: sa.Connection) -> None:
    last: defaultdict[str, str] = defaultdict(str)
    checksums = {}
    for row in rows(
        connection,
        "SELECT article_version.id, series, sha256, article_version.imported_at FROM article_version"
        " JOIN article ON article.id = article_version.article_id ORDER BY article_version.id",
    ):
        series = row["series"]
        last[series] = checksums[row["id"]] = digest(last[series], series, row["sha256"], moment(row["imported_at"]))
    fill(connection, "article_version", "checksum", checksums)


def fill_speakers(connection: sa.Connection) -> None:
    found = rows(connection, "SELECT id, key, found_name, found_kind FROM speaker")
    checksums = {row["id"]: digest(row["key"], row["found_name"], row["found_kind"]) for row in found}
    fill(connection, "speaker", "checksum", checksums)


def fill_extractions(connection: sa.Connection) -> None:
    """Those stored before there were checksums get both."""
    contents, runs = {}, {}
    for row in rows(
        connection,
        "SELECT extraction.id, sha256, engine, version, digest, extraction.language, created_at, extraction.checksum"
        " FROM extraction JOIN article ON article.id = extraction.article_id",
    ):
        checksum = row["checksum"]
        if checksum is None:
            checksum = contents[row["id"]] = content(connection, row["id"])
        engine = [row["engine"], row["version"], row["digest"], row["language"]]
        runs[row["id"]] = digest(row["sha256"], *engine, moment(row["created_at"]), checksum)
    fill(connection, "extraction", "checksum", contents)
    fill(connection, "extraction", "run_checksum", runs)


# What follows is a copy of how an extraction was written for its checksum when this revision was made.


def content(connection: sa.Connection, extraction: int) -> str:
    of = "WHERE extraction_id = :extraction ORDER BY position"
    attributions = rows(connection, f"SELECT * FROM attribution {of}", extraction=extraction)
    claims = rows(connection, f"SELECT * FROM claim {of}", extraction=extraction)
    order = {row["id"]: index for index, row in enumerate(attributions)}
    written = [
        [attribution(connection, row) for row in attributions],
        [[claim(connection, row), order.get(row["attribution_id"])] for row in claims],
    ]
    return hashlib.sha256(json.dumps(written).encode()).hexdigest()


def attribution(connection: sa.Connection, row: sa.RowMapping) -> dict[str, Any]:
    spans: defaultdict[str, list[list[int]]] = defaultdict(list)
    for one in rows(
        connection, "SELECT * FROM attribution_span WHERE attribution_id = :id ORDER BY position", id=row["id"]
    ):
        spans[one["role"]].append([one["start_offset"], one["end_offset"]])
    roles = rows(
        connection, "SELECT * FROM attribution_role WHERE attribution_id = :id ORDER BY position", id=row["id"]
    )
    speaker = {"name": row["named"], "kind": row["named_kind"], "rule": row["named_rule"]}
    if row["chosen_speaker_id"] is not None:
        speaker["chosen"] = row["chosen_speaker_id"]
    return {
        "sources": spans["source"],
        "cue": next(iter(spans["cue"]), None),
        "contents": spans["content"],
        "quote_type": row["quote_type"],
        "speaker": speaker,
        "confidence": row["confidence"],
        "why": json.loads(row["why"]) if isinstance(row["why"], str) else row["why"],
        "roles": [[one["start_offset"], one["end_offset"]] for one in roles],
    }


def claim(connection: sa.Connection, row: sa.RowMapping) -> dict[str, Any]:
    spans: defaultdict[str, list[list[int]]] = defaultdict(list)
    for one in rows(connection, "SELECT * FROM claim_span WHERE claim_id = :id ORDER BY position", id=row["id"]):
        spans[one["role"]].append([one["start_offset"], one["end_offset"]])
    hedges = rows(connection, "SELECT * FROM hedge WHERE claim_id = :id ORDER BY position", id=row["id"])
    return {
        "spans": spans["claim"],
        "quotations": spans["quotation"],
        "hedges": [
            {
                "span": [one["start_offset"], one["end_offset"]],
                "kind": one["kind"],
                "holder": one["holder"],
                "scope": [one["scope_start_offset"], one["scope_end_offset"]],
                "certainty": one["certainty"],
                "confidence": one["confidence"],
            }
            for one in hedges
        ],
        "confidence": row["confidence"],
        "denied": bool(row["denied"]),
    }
