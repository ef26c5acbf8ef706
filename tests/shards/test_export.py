"""A database as Parquet says what its reports say."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from sqlalchemy import Engine

from factdb.shards.exporting import export, export_schema
from factdb.shards.schema import TABLES
from factdb.store.connect import reading, writing
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.speakers import load_authorities
from factdb.store.read.claims import claims
from factdb.store.save import save
from tests.formats.samples import ARTICLE, EXTRACTION, TEXT, correct
from tests.store.example import ARTICLE as VICTORY
from tests.store.example import EXTRACTION as OF_VICTORY


def exported(database: Engine, folder: Path, *articles: int) -> dict[str, list[dict[str, Any]]]:
    with reading(database) as session:
        written = sum(export(session, folder, articles))
    found = {table: pq.read_table(folder / f"{table}.parquet") for table in TABLES}
    assert {table: rows.schema for table, rows in found.items()} == {table: export_schema(table) for table in TABLES}
    assert written == sum(map(len, found.values()))
    return {table: rows.to_pylist() for table, rows in found.items()}


def by_id(row: Mapping[str, Any]) -> str:
    return str(row["claim_id"])


def test_it_says_what_the_report_says(database: Engine, tmp_path: Path) -> None:
    with writing(database) as session:
        save(session, ARTICLE, EXTRACTION)
        save(session, VICTORY, OF_VICTORY)
        correct(session)
    found = exported(database, tmp_path)
    with reading(database) as session:
        report = list(claims(session))
    attributions = {(row["sha256"], row["position"]): row for row in found["attributions"]}
    spans: dict[tuple[str, str, int, str], list[str]] = {}
    texts = {row["sha256"]: row["text"] for row in found["articles"]}
    for row in sorted(found["spans"], key=lambda row: row["position"]):
        assert texts[row["sha256"]][row["start"] : row["end"]] == row["exact"]
        spans.setdefault((row["sha256"], row["owner"], row["owner_position"], row["role"]), []).append(row["exact"])
    assert len(found["claims"]) == len(report) > 6
    same = ("sha256", "claim_id", "claim", "start", "end", "status", "quoted", "sourced", "speculative", "certainty")
    report.sort(key=by_id)
    for row, shown in zip(sorted(found["claims"], key=by_id), report, strict=True):
        more = (*same, "denied", "passage", "confidence", "hedged_by", "state", "reviewer")
        assert {name: row[name] for name in more} == {name: shown[name] for name in more}
        assert " … ".join(spans[row["sha256"], "claim", row["position"], "claim"]) == row["claim"]
        if row["attribution"] is not None:
            behind = attributions[row["sha256"], row["attribution"]]
            assert (behind["speaker"], behind["quote_type"]) == (shown["speaker"] or "", shown["quote_type"])
            [cue] = spans[row["sha256"], "attribution", row["attribution"], "cue"]
            assert cue == shown["cue"]
    assert {row["state"] for row in found["claims"]} >= {"open", "accepted"}
    assert len(found["hedges"]) == sum(len(row["hedges"].split("; ")) for row in report if row["hedges"])


def test_whom_wikidata_knows(database: Engine, tmp_path: Path) -> None:
    ana = {"name": "Ana Gil", "kind": "person", "wikidata": "Q42", "aliases": ["Ana 𝒜lvarez"]}
    with writing(database) as session:
        save(session, ARTICLE, EXTRACTION)
        load_authorities(session, [ana], Reviewer("Ann"))
    found = {(row["speaker"], row["wikidata"]) for row in exported(database, tmp_path)["attributions"]}
    assert ("Ana Gil", "Q42") in found
    assert {wikidata for name, wikidata in found if name != "Ana Gil"} == {None}


def test_some_articles_alone(database: Engine, tmp_path: Path) -> None:
    with writing(database) as session:
        save(session, ARTICLE, EXTRACTION)
        save(session, VICTORY, OF_VICTORY)
    found = exported(database, tmp_path / "one", 1)
    assert [row["text"] for row in found["articles"]] == [TEXT]
    assert {row["sha256"] for rows in found.values() for row in rows} == {ARTICLE.sha256}
    assert [row["article_id"] for row in exported(database, tmp_path / "all")["articles"]] == [1, 2]
