"""``factdb reextract``: this engine over articles that an earlier one extracted, and what becomes of decisions."""

import csv
import json
from dataclasses import replace
from io import StringIO
from pathlib import Path
from shutil import copy

import pytest
from sqlalchemy import select

from factdb.extract import extract
from factdb.records import (
    Action,
    Article,
    Attribution,
    Engine,
    Extraction,
    Span,
    Speaker,
    SpeakerKind,
)
from factdb.review.claims import Change
from factdb.review.decisions import Target
from factdb.store.connect import make_engine, reading, writing
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.decide import decide
from factdb.store.read.claims import Row, claims
from factdb.store.read.find.claim import find_claim
from factdb.store.save import save
from factdb.store.schema import tables
from factdb.store.schema.base import Base
from tests.cli.conftest import Run

TEXT = (
    "“It is five o'clock,” said Ann Lee.\n\nThe mill stands by the river.\n\n"
    "Bob Ray warned that nine was too many.\n\nCarol Day said the mill would close in March."
)
ANN = Reviewer("Ann")
OLD = Engine("factdb", "0.0.1", "an earlier one")


def of_an_earlier_engine(extraction: Extraction) -> Extraction:
    """Bob's speaker is another, and Carol's claim has a word less."""

    def earlier(one: Attribution) -> Attribution:
        match one.speaker.name:
            case "Bob Ray":
                return replace(one, speaker=Speaker("Rob Bay", SpeakerKind.PERSON))
            case "Carol Day":
                return replace(one, contents=tuple(map(shorter, one.contents)))
        return one

    def shorter(span: Span) -> Span:
        return Span(span.start + 4, span.end)

    attributions = tuple(map(earlier, extraction.attributions))
    found = tuple(
        replace(claim, spans=attributions[claim.attribution].contents)
        if claim.attribution is not None and attributions[claim.attribution].speaker.name == "Carol Day"
        else claim
        for claim in extraction.claims
    )
    return Extraction(OLD, attributions, found)


@pytest.fixture(scope="module")
def earlier(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with two articles of an earlier engine; people decided about the claims of the first. To be copied."""
    path = Path(copy(migrated_sqlite, tmp_path_factory.mktemp("earlier")))
    engine = make_engine(str(path))
    for name, text in (("first", TEXT), ("second", f"{TEXT}\n\nNobody came.")):
        article = Article(text, name, f"news/{name}.txt", collection="news")
        with writing(engine) as session:
            save(session, article, of_an_earlier_engine(extract(article)))
    with writing(engine) as session:
        decide(session, of(session, "Ann Lee"), Action.ACCEPT, ANN)
        decide(
            session, of(session, "Rob Bay"), Action.CHANGE, ANN, Change(speaker=Speaker("Bob Ray", SpeakerKind.PERSON))
        )
        decide(session, of(session, "Carol Day"), Action.ACCEPT, ANN)
    engine.dispose()
    return path


@pytest.fixture
def articles(earlier: Path, here: Path) -> list[int]:
    """The same in this folder."""
    copy(earlier, here / "factdb.db")
    return [1, 2]


def of(session: object, speaker: str) -> Target:
    rows = claims(session)  # type: ignore[arg-type]
    row = next(row for row in rows if row["article_id"] == 1 and row["speaker"] == speaker)
    return find_claim(session, row["claim_id"])  # type: ignore[arg-type]


def shown() -> list[Row]:
    with reading(make_engine("factdb.db")) as session:
        return list(claims(session))


def everything() -> dict[str, list[object]]:
    with reading(make_engine("factdb.db")) as session:
        return {
            table.name: list(map(tuple, session.execute(select(table)).all())) for table in Base.metadata.sorted_tables
        }


def test_people_s_decisions_meet_what_the_engine_says_now(run: Run, articles: list[int]) -> None:
    before, rows = everything(), shown()
    would = run("reextract", "--dry-run")
    assert would.exit_code == 0
    assert would.stderr == (
        "would extract 2 articles anew; decisions: 1 kept, 0 moved, 1 now agreed, 0 orphaned, 1 conflicting\n"
    )
    assert everything() == before
    done = run("reextract")
    assert done.exit_code == 0
    assert done.stderr.splitlines() == [
        "extracted 2 articles anew; decisions: 1 kept, 0 moved, 1 now agreed, 0 orphaned, 1 conflicting",
        "`factdb review --conflicts` goes through those that are orphaned or conflicting",
    ]
    [row] = csv.DictReader(StringIO(done.stdout, newline=""))
    assert row == {
        "article_id": "1",
        "name": "first",
        "kept": "1",
        "moved": "0",
        "agreed": "1",
        "orphaned": "0",
        "conflicting": "1",
    }
    assert would.stdout == done.stdout
    now = {row["claim"]: row for row in shown() if row["article_id"] == 1}
    parts = ("spans", "status", "quote_type", "speaker", "cue", "source_text", "state", "reviewer")
    decided = [row for row in rows if row["state"] == "accepted"]
    assert len(decided) == 3
    for one in decided:
        assert {part: now[one["claim"]][part] for part in parts} == {part: one[part] for part in parts}
    assert now["that nine was too many"]["speaker"] == "Bob Ray"
    # What the engine says now stands beside what people had it say before.
    assert {"the mill would close in March", "mill would close in March"} <= now.keys()
    assert run("verify").exit_code == 0


def test_what_this_engine_has_extracted_is_passed_over(run: Run, articles: list[int]) -> None:
    only = run("reextract", "second", "--format", "json")
    assert only.stderr.startswith("extracted 1 article anew; decisions: 0 kept")
    assert json.loads(only.stdout) == []
    assert run("reextract", "--dry-run").stderr.startswith("would extract 1 article anew")
    assert run("reextract", "--jobs", "2").stderr.startswith("extracted 1 article anew")
    before = everything()
    again = run("reextract")
    assert (again.exit_code, again.stderr.splitlines()[-1]) == (0, "this engine has extracted all of them already")
    assert everything() == before
    unknown = run("reextract", "third")
    assert unknown.exit_code == 1
    assert unknown.stderr.startswith("factdb: third: no such article")


def test_only_the_newest_versions_unless_named(run: Run, articles: list[int]) -> None:
    newer = Article(f"Correction.\n\n{TEXT}", "first", "news/first.txt", collection="news")
    with writing(make_engine("factdb.db")) as session:
        save(session, newer, of_an_earlier_engine(extract(newer)))
    assert run("reextract", "1", "--dry-run").stderr.startswith("would extract 1 article anew")
    result = run("reextract")
    assert result.stderr.startswith(
        "extracted 2 articles anew; decisions: 0 kept, 1 moved, 1 now agreed, 0 orphaned, 1 conflicting"
    )
    with reading(make_engine("factdb.db")) as session:
        extracted = session.scalars(
            select(tables.Extraction.article_id).where(
                tables.Extraction.version != OLD.version, tables.Extraction.corrects.is_(None)
            )
        )
        assert sorted(extracted) == [2, 3]


def test_it_says_nothing_of_sources(run: Run, articles: list[int]) -> None:
    """One text of two sources, of which the first has another text by now: extracted anew, it stays so."""
    engine = make_engine("factdb.db")
    extraction = of_an_earlier_engine(extract(TEXT))
    with writing(engine) as session:
        save(session, Article(TEXT, "copy", "https://example.org/copy"), extraction)
        save(session, Article("Gone.", "first", "news/first.txt", collection="news"), Extraction(OLD, (), ()))
    before = everything()
    assert run("reextract").stderr.startswith("extracted 3 articles anew")
    after = everything()
    assert after["article"] == before["article"]
    assert after["article_version"] == before["article_version"]


def test_reextract_moves_between_models(run: Run, articles: list[int]) -> None:
    assert run("reextract", "--fast").stderr.startswith("extracted 2 articles anew")
    assert "this engine has extracted all" in run("reextract", "--fast").stderr
    assert run("reextract", "--fast", "--recall").stderr.startswith("extracted 2 articles anew")
    assert run("reextract").stderr.startswith("extracted 2 articles anew")
    assert run("verify").exit_code == 0


def test_reextract_goes_back_to_an_engine_that_has_read_the_articles_before(run: Run, articles: list[int]) -> None:
    parts = ("article_id", "claim_id", "spans", "status", "speaker", "cue_span", "hedge_spans", "confidence", "state")

    def told() -> list[tuple[object, ...]]:
        return [tuple(row[part] for part in parts) for row in shown()]

    run("reextract")
    first = told()
    run("reextract", "--fast")
    assert told() != first
    assert run("reextract").stderr.startswith("extracted 2 articles anew")
    assert told() == first
    with reading(make_engine("factdb.db")) as session:
        by_engine = session.execute(select(tables.Extraction.digest).where(tables.Extraction.corrects.is_(None))).all()
    assert len(by_engine) == 2 * 3
    assert run("verify").exit_code == 0


def test_reextract_moves_between_operating_points(run: Run, articles: list[int]) -> None:
    assert run("reextract").stderr.startswith("extracted 2 articles anew")
    assert run("reextract", "--precision").stderr.startswith("extracted 2 articles anew")
    assert "this engine has extracted all" in run("reextract", "--precision").stderr
    refused = run("reextract", "--precision", "--recall")
    assert refused.exit_code == 2
    assert "give one of them" in refused.stderr
    assert run("verify").exit_code == 0
