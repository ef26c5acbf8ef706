"""Articles that are proved together: all of those that are sound, and none that is not."""

from random import Random

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy import text

from benchmarks.newsstand import fill
from factdb.records import Action
from factdb.review.decisions import Target
from factdb.store.connect import reading, writing
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.decide import decide
from factdb.store.read.claims import claims
from factdb.store.verify.batches import decided_articles, sound
from factdb.store.verify.proof import proofs, proofs_by

COUNT = 4


@pytest.fixture(scope="module")
def filled(shared_database: Database) -> Database:
    assert fill(shared_database, 31 * COUNT, Random(0)) == COUNT
    return shared_database


def test_what_is_stored_is_sound_and_its_spans_are_all_counted(filled: Database) -> None:
    with reading(filled) as session:
        found = sound(session.connection(), range(1, COUNT + 1))
        assert sorted(found) == list(range(1, COUNT + 1))
        counts = [
            session.scalar(text(f"SELECT count(*) FROM {table}"))
            for table in ("attribution_span", "attribution_role", "claim_span", "hedge", "hedge")
        ]
        assert sum(found.values()) == sum(filter(None, counts))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE article SET title = 'x' WHERE id = 2",
        "UPDATE claim SET exact = 'x' WHERE extraction_id = 2 AND position = 0",
        "UPDATE claim SET machine_claim_id = 1 WHERE extraction_id = 2 AND position = 0",
        "UPDATE attribution SET alias = 'x' WHERE extraction_id = 2",
        """UPDATE attribution SET why = '["x"]' WHERE extraction_id = 2""",
        "UPDATE attribution SET why = '{}' WHERE extraction_id = 2",
        "UPDATE claim_span SET exact = 'x' WHERE claim_id = (SELECT min(id) FROM claim WHERE extraction_id = 2)",
        "UPDATE claim_span SET position = 7 WHERE claim_id = (SELECT min(id) FROM claim WHERE extraction_id = 2)",
        "UPDATE attribution_span SET exact = 'x' WHERE role = 'source' AND attribution_id IN"
        " (SELECT id FROM attribution WHERE extraction_id = 2)",
        "INSERT INTO attribution_span SELECT attribution_id, role, 1, start_offset, end_offset, exact"
        " FROM attribution_span WHERE role = 'cue' AND attribution_id IN"
        " (SELECT id FROM attribution WHERE extraction_id = 2)",
        "DELETE FROM appearance WHERE article_id = 2",
        "UPDATE extraction SET run_checksum = 'x' WHERE article_id = 2",
    ],
)
def test_what_was_changed_is_not_sound_and_is_told(filled: Database, change: str) -> None:
    with writing(filled) as session:
        session.execute(text(change))
        assert sorted(sound(session.connection(), range(1, COUNT + 1))) == [1, 3, 4]
        assert {proof.article_id for proof in proofs(session) if proof.problems} == {2}
        session.rollback()


def test_reasons_are_the_same_however_their_json_is_spaced(filled: Database) -> None:
    with writing(filled) as session:
        before = sound(session.connection(), [2])
        spaced = "replace(CAST(why AS TEXT), '[', '[ ')"
        on_server = filled.dialect.name == "postgresql"
        session.execute(text(f"UPDATE attribution SET why = {f'CAST({spaced} AS JSON)' if on_server else spaced}"))
        assert sound(session.connection(), [2]) == before
        session.rollback()


def test_of_what_people_decided_about_every_version_is_looked_at_alone(filled: Database) -> None:
    with writing(filled) as session:
        first = next(claims(session))
        decide(session, Target(first["article_id"], first["claim_id"]), Action.ACCEPT, Reviewer("Ann"))
        assert decided_articles(session.connection()) == {first["article_id"]}
        assert [proof.problems for proof in proofs(session)] == [()] * COUNT
        session.rollback()


def test_several_processes_prove_what_one_does(database: Database) -> None:
    assert fill(database, 31 * COUNT, Random(0)) == COUNT
    with writing(database) as session:
        session.execute(text("UPDATE article SET title = 'x' WHERE id = 2"))
        # Of the database as a whole, each proved by itself.
        session.execute(text("UPDATE claim_count SET quoted = quoted + 1 WHERE article_id = 3"))
        session.execute(text("UPDATE speaker SET folded = 'x' WHERE id = 1"))
    with reading(database) as session:
        expected = list(proofs(session))
    assert len(expected[-1].problems) > 2
    assert list(proofs_by(database, 2)) == expected
