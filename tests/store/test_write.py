import shutil
import sqlite3
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Engine as Database
from sqlalchemy import event, func, select

from factdb.errors import InputError
from factdb.records import (
    Article,
    Attribution,
    Claim,
    Engine,
    Extraction,
    QuoteType,
    Span,
    Speaker,
    SpeakerKind,
)
from factdb.store.connect import make_engine, reading, writing
from factdb.store.read.claims import claims
from factdb.store.read.load import load
from factdb.store.save import Saved, is_stored, save
from factdb.store.schema.base import Base
from factdb.store.verify.proof import proofs
from tests.store.example import ARTICLE, ENGINE, EXTRACTION
from tests.store.loading import load_all
from tests.store.processes import at_once
from tests.store.strategies import saved

# The database is one for all examples, each of which is rolled back.
with_one_database = settings(max_examples=25, suppress_health_check=list(HealthCheck))


def counts(database: Database) -> dict[str, int]:
    with reading(database) as session:
        return {
            table.name: session.scalars(select(func.count()).select_from(table)).one()
            for table in Base.metadata.sorted_tables
        }


@with_one_database
@given(stored=saved())
def test_what_is_loaded_is_what_was_saved_and_saving_again_changes_nothing(
    database: Database, stored: tuple[Article, Extraction]
) -> None:
    article, extraction = stored
    with writing(database) as session:
        assert save(session, article, extraction) is Saved.NEW
        assert is_stored(session, article, extraction.engine)
        [loaded] = load_all(session)
        assert loaded == stored
        [proof] = proofs(session)
        assert proof.problems == ()
        rows = list(claims(session))
        assert [row["claim_row"] for row in rows] == sorted(row["claim_row"] for row in rows)
        assert len(rows) == len(extraction.claims)
        assert save(session, replace(article, name="another name"), extraction) is Saved.UNCHANGED
        assert list(claims(session)) == rows
        assert list(load_all(session)) == [stored]
        session.rollback()


def test_another_engine_adds_its_extraction_and_takes_over(database: Database) -> None:
    newer = replace(EXTRACTION, engine=Engine("tagger", "2", ""), claims=EXTRACTION.claims[2:])
    with writing(database) as session:
        assert save(session, ARTICLE, EXTRACTION) is Saved.NEW
        assert not is_stored(session, ARTICLE, newer.engine)
        assert save(session, ARTICLE, newer) is Saved.EXTRACTED
        assert save(session, ARTICLE, EXTRACTION) is Saved.UNCHANGED
        assert load(session, 1) == (ARTICLE, newer)
        assert {row["engine"] for row in claims(session)} == {"tagger"}
        [proof] = proofs(session)
        assert proof.spans == 29


def test_the_same_person_is_one_speaker_in_two_articles_and_a_spokesman_is_two(database: Database) -> None:
    other = replace(ARTICLE, text=ARTICLE.text.upper() + " More.")
    assert len(ARTICLE.text.upper()) == len(ARTICLE.text)
    with writing(database) as session:
        save(session, ARTICLE, EXTRACTION)
        save(session, other, EXTRACTION)
    assert counts(database)["speaker"] == 3
    with reading(database) as session:
        assert list(load_all(session)) == [(ARTICLE, EXTRACTION), (other, EXTRACTION)]


def test_a_failure_halfway_leaves_nothing(database: Database) -> None:
    twice = replace(EXTRACTION, claims=(*EXTRACTION.claims, EXTRACTION.claims[0]))
    with pytest.raises(Exception, match=r"(?i)unique"), writing(database) as session:
        save(session, ARTICLE, twice)
    assert set(counts(database).values()) == {0}


def test_more_speakers_than_a_statement_takes_parameters(migrated_sqlite: Path, tmp_path: Path) -> None:
    """On SQLite, of which PostgreSQL takes twice as many."""
    database = make_engine(str(shutil.copy(migrated_sqlite, tmp_path / "x.db")))
    # Fewer than it takes of itself, so that fewer speakers show it.
    most, number = 10_050, 10_100
    event.listen(database, "connect", lambda raw, _: raw.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, most))
    article = replace(ARTICLE, text="it said so")
    attributions = tuple(
        Attribution(
            (Span(0, 2),),
            Span(3, 7),
            (Span(8, 10),),
            QuoteType.INDIRECT,
            Speaker(f"speaker number {position}", SpeakerKind.PERSON),
            1.0,
        )
        for position in range(number)
    )
    with writing(database) as session:
        save(session, article, Extraction(ENGINE, attributions, ()))
    assert counts(database)["speaker"] == number
    database.dispose()


def test_an_endless_word_and_a_huge_claim_are_stored(database: Database) -> None:
    text = "x" * 3_000 + " " + " ".join(f"word{number}" for number in range(200_000))
    attribution = replace(EXTRACTION.attributions[0], sources=(Span(0, 3_000),), cue=Span(0, 1), contents=(Span(0, 1),))
    extraction = Extraction(ENGINE, (attribution,), (Claim((Span(0, len(text)),)),))
    with writing(database) as session:
        save(session, replace(ARTICLE, text=text), extraction)
        assert load(session, 1)[1] == extraction


@pytest.mark.parametrize(
    "article",
    [
        replace(ARTICLE, text="a\0b"),
        replace(ARTICLE, title="\0"),
        replace(ARTICLE, text="half \ud83d"),
        replace(ARTICLE, published=datetime(2024, 1, 1)),
    ],
)
def test_what_a_database_cannot_hold_is_refused_in_one_line(database: Database, article: Article) -> None:
    with pytest.raises(InputError, match=r"^'news/victory.txt': [^\n]*$"), writing(database) as session:
        save(session, article, Extraction(ENGINE, (), ()))
    assert set(counts(database).values()) == {0}


def store_many(url: str, first: int) -> None:
    """Save forty articles, half of which another process saves as well."""
    engine = make_engine(url)
    for number in range(first, first + 40):
        with writing(engine) as session:
            save(session, replace(ARTICLE, text=f"{ARTICLE.text} {number}"), EXTRACTION)


def test_two_processes_at_once_store_each_article_once(database: Database, database_url: str) -> None:
    assert at_once(store_many, (database_url, 0), (database_url, 20)) == [0, 0]
    found = counts(database)
    assert found["article"] == found["extraction"] == 60
    assert found["claim"] == 240
    with reading(database) as session:
        assert not any(proof.problems for proof in proofs(session))
