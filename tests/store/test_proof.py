import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy import event, select, text

from factdb.records import Action, Article, Claim, Extraction, Span
from factdb.store.connect import make_engine, reading, writing
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.decide import decide
from factdb.store.dialect import is_one_of
from factdb.store.read.claims import claims
from factdb.store.read.find.claim import find_claim
from factdb.store.save import save
from factdb.store.schema import tables
from factdb.store.verify.proof import proofs, prove
from tests.store.example import ARTICLE, EXTRACTION


def test_what_was_saved_proves(database: Database) -> None:
    with writing(database) as session:
        save(session, ARTICLE, EXTRACTION)
        assert list(prove(session)) == []
        assert [proof.spans for proof in proofs(session)] == [18]


@pytest.mark.parametrize(
    ("tampering", "noticed"),
    [
        (
            "UPDATE article SET text = replace(text, 'rain', 'snow')",
            ["SHA-256", "scope of a hedge", "It might snow"],
        ),
        ("UPDATE article SET text = ''", ["SHA-256", "the text has ''"]),
        ("UPDATE claim_span SET exact = 'We lost' WHERE role = 'quotation'", ["quotation of claim", "0-14", "We lost"]),
        (
            "UPDATE claim_span SET end_offset = end_offset + 1 WHERE role = 'claim'",
            ["words of", "id of claim", "outer"],
        ),
        ("UPDATE attribution_span SET start_offset = 1 WHERE role = 'source'", ["source of attribution 0", "1-36"]),
        ("UPDATE attribution_span SET exact = 'SAID' WHERE role = 'cue'", ["cue of attribution 1", "SAID"]),
        ("UPDATE attribution_span SET end_offset = 9999 WHERE role = 'content'", ["content of attribution 0", "-9999"]),
        ("UPDATE hedge SET exact = 'would'", ["hedge of claim", "would", "could"]),
        ("UPDATE hedge SET scope_end_offset = scope_end_offset - 1", ["scope of a hedge"]),
        ("UPDATE claim SET uid = '0' WHERE position = 2", ["id of claim 0 "]),
        ("UPDATE claim SET exact = 'x'", ["words of claim", "stored 'x'"]),
        ("UPDATE claim SET prefix = 'x'", ["prefix of claim"]),
        ("UPDATE claim SET suffix = 'x'", ["suffix of claim"]),
        ("UPDATE claim SET end_offset = end_offset + 1", ["outer span of claim"]),
        ("DELETE FROM claim_span WHERE role = 'claim'", ["has no spans"]),
    ],
)
def test_tampering_is_found(shared_database: Database, tampering: str, noticed: list[str]) -> None:
    with writing(shared_database) as session:
        save(session, ARTICLE, EXTRACTION)
        number = session.scalar(text("SELECT id FROM article"))
        session.execute(text(tampering))
        problems = list(prove(session))
        session.rollback()
    assert all(line.startswith(f"article {number} (victory): ") and "\n" not in line for line in problems)
    assert all(any(part in line for line in problems) for part in noticed)


def test_a_row_that_refers_to_none_is_found(migrated_sqlite: Path, tmp_path: Path) -> None:
    # PostgreSQL never lets such a row in.
    path = shutil.copy(migrated_sqlite, tmp_path / "x.db")
    engine = make_engine(str(path))
    with writing(engine) as session:
        save(session, ARTICLE, EXTRACTION)
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM speaker")
    with reading(engine) as session:
        assert any("attribution: a row refers to one of speaker" in line for line in prove(session))


def test_a_text_with_more_claims_than_a_statement_has_parameters_proves(migrated_sqlite: Path, tmp_path: Path) -> None:
    path = tmp_path / "long.db"
    shutil.copy(migrated_sqlite, path)
    engine = make_engine(str(path))
    event.listen(engine, "connect", lambda driver, _: driver.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 150))
    text, sentence = "It rains. " * 200, len("It rains.")
    found = [Claim((Span(start, start + sentence),)) for start in range(0, len(text), sentence + 1)]
    with writing(engine) as session:
        save(session, Article(text, name="long", source="long.txt"), Extraction(EXTRACTION.engine, (), tuple(found)))
        first = next(iter(claims(session)))
        decide(session, find_claim(session, first["claim_id"]), Action.ACCEPT, Reviewer("Ann"))
    with reading(engine) as session:
        assert [(proof.problems, proof.spans) for proof in proofs(session)] == [((), 400)]
    engine.dispose()


def test_there_may_be_more_ids_than_a_statement_has_parameters(shared_database: Database) -> None:
    with writing(shared_database) as session:
        save(session, ARTICLE, EXTRACTION)
        [number] = session.scalars(select(tables.Article.id))
        among = is_one_of(session.connection(), tables.Article.id, range(number, number + 300_000))
        assert session.scalars(select(tables.Article.id).where(among)).all() == [number]
        session.rollback()
