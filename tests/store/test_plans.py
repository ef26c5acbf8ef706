"""What is asked for in few rows is looked up: no question that few rows answer goes through a whole table."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from random import Random

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy import bindparam, select, text
from sqlalchemy.orm import Session

from benchmarks.newsstand import articles, fill
from factdb.records import Action, Order, State
from factdb.review.decisions import Target
from factdb.store.connect import reading, writing
from factdb.store.corrections import speakers as corrections
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.decide import decide
from factdb.store.corrections.undo import undo
from factdb.store.dialect import ask, ask_one
from factdb.store.read.claims import ClaimFilter, claims
from factdb.store.read.find.claim import find_claim
from factdb.store.read.find.speaker import find_speaker
from factdb.store.read.speakers import speakers
from factdb.store.save import is_stored, save
from factdb.store.schema.tables import Claim
from tests.store.newsroom import extract
from tests.store.statements import listened

ANN = Reviewer("Ann")
DAY = datetime(2024, 3, 1, tzinfo=UTC)
# Those that grow with the archive; who few articles name is looked up in the others.
_LARGE = "article|appearance|extraction|attribution|attribution_span|claim|claim_span|hedge|machine|said|relay"
_SCANS = re.compile(rf"SCAN ({_LARGE})\b(?! USING COVERING INDEX ix_attribution_named)|Seq Scan on ({_LARGE})\b")


@pytest.fixture(scope="module")
def filled(shared_database: Database) -> Database:
    fill(shared_database, 250, Random(0))
    with writing(shared_database) as session:
        first = next(claims(session))
        decide(session, Target(first["article_id"], first["claim_id"]), Action.ACCEPT, ANN)
    if shared_database.dialect.name == "postgresql":
        with shared_database.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("ANALYZE"))
    return shared_database


def plans(session: Session, work: Callable[[], object]) -> Iterator[str]:
    """How the database carries out each statement of ``work``, a line each part."""
    connection = session.connection()
    with listened(connection) as made:
        work()
    is_sqlite = connection.dialect.name == "sqlite"
    if not is_sqlite:
        # Small tables are read whole because that is quicker; what matters is that there is another way.
        connection.execute(text("SET LOCAL enable_seqscan = off"))
    for statement, parameters in made:
        if statement.startswith(("SELECT", "UPDATE", "DELETE", "WITH")) and not isinstance(parameters, list):
            explain = "EXPLAIN QUERY PLAN " if is_sqlite else "EXPLAIN "
            for row in connection.exec_driver_sql(explain + statement, parameters):
                yield f"{row[-1]} in {statement}"


def scans(session: Session, work: Callable[[], object]) -> list[str]:
    return [line for line in plans(session, work) if _SCANS.search(line)]


def test_what_is_asked_of_the_driver_itself_is_planned_as_well(filled: Database) -> None:
    with reading(filled) as session:
        asked = select(Claim.id).where(Claim.confidence > 2)
        one_by_one = select(Claim.id).where(Claim.confidence > bindparam("least"))
        for work in (
            lambda: session.execute(asked).all(),
            lambda: ask(session.connection(), one_by_one, least=2),
            lambda: ask_one(session.connection(), asked),
        ):
            assert len(scans(session, work)) == 1


FILTERS = {
    "speaker": ClaimFilter(speaker="Ann Lee"),
    "words": ClaimFilter(text="quarry"),
    "a day": ClaimFilter(status="quoted", since=DAY, until=datetime(2024, 3, 2, tzinfo=UTC)),
    "an article": ClaimFilter(article=3),
    "a publisher": ClaimFilter(publisher="Wire One"),
    "what people accepted": ClaimFilter(state=State.ACCEPTED),
    "what is relayed by somebody": ClaimFilter(speaker="Ann Lee", relayed=True),
    "a speaker on some days": ClaimFilter(speaker="Ann Lee", since=DAY, order=Order.NEWEST),
}


@pytest.mark.parametrize("name", FILTERS)
def test_no_table_is_scanned_for_few_claims(filled: Database, name: str) -> None:
    with reading(filled) as session:
        assert scans(session, lambda: list(claims(session, FILTERS[name]))) == []


def test_a_cursor_is_planned_for_its_last_row(filled: Database) -> None:
    # PostgreSQL would have the first tenth soon, and all of a speaker's claims in four times as long.
    with reading(filled) as session:
        fraction = text("SELECT current_setting('cursor_tuple_fraction')")
        next(claims(session))
        assert filled.dialect.name == "sqlite" or session.scalar(fraction) == "1"


@pytest.mark.parametrize("shared_database", ["postgresql"], indirect=True)
def test_a_page_of_claims_takes_no_cursor(filled: Database) -> None:
    open_cursors = text("SELECT count(*) FROM pg_cursors")
    for limit, cursors in ((5, 0), (None, 1)):
        with reading(filled) as session:
            next(claims(session, ClaimFilter(limit=limit)))
            assert session.scalar(open_cursors) == cursors


def test_what_few_speakers_are_written_as_is_read_from_an_index(filled: Database) -> None:
    with reading(filled) as session:
        found = list(plans(session, lambda: list(speakers(session, limit=3))))
    # What is shown is listed once from its own index, a row an article, as the counts are that the speakers come from.
    assert not [line for line in found if _SCANS.search(line) and "INDEX ix_extraction_shown" not in line]
    # PostgreSQL reads an index alone only once it knows which of its pages everybody may see.
    way = {"sqlite": "USING COVERING INDEX", "postgresql": "Scan (using|on)"}[filled.dialect.name]
    assert any(re.search(rf"{way} ix_attribution_speaker\b", line) for line in found)


def test_a_claim_is_found_by_the_start_of_its_id(filled: Database) -> None:
    with reading(filled) as session:
        claim = session.scalars(select(Claim.uid).limit(1)).one()
        assert scans(session, lambda: find_claim(session, claim[:8])) == []


def test_the_next_page_is_looked_up(filled: Database) -> None:
    with reading(filled) as session:
        last = list(claims(session, ClaimFilter(limit=100)))[-1]["claim_id"]
        assert scans(session, lambda: list(claims(session, ClaimFilter(limit=5, after=last)))) == []


def test_a_decision_looks_at_what_it_is_about(filled: Database) -> None:
    with writing(filled) as session:
        one, other = find_speaker(session, "Ann Lee"), find_speaker(session, "Bob Ray")

        def decisions() -> None:
            corrections.rename(session, one, "Anna Lee", ANN)
            corrections.merge(session, one, [other], ANN)
            undo(session, None, ANN)
            where = next(claims(session, ClaimFilter(speaker=str(one))))["article_id"]
            corrections.split(session, one, "Ann Lee (2)", [where], [], ANN)
            undo(session, None, ANN)
            corrections.add_alias(session, one, "Annie Lee", ANN)
            undo(session, None, ANN)
            target = next(claims(session, ClaimFilter(speaker=str(one))))
            decide(session, Target(target["article_id"], target["claim_id"]), Action.ACCEPT, ANN)
            undo(session, None, ANN)

        assert scans(session, decisions) == []
        session.rollback()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_what_a_connection_plans_while_little_is_stored_serves_when_much_is(database: Database) -> None:
    database.dispose()  # plans are kept as long as a connection
    for article in islice(articles(Random(0)), 16):  # enough that plans for any values are kept
        extraction = extract(article.text)
        with writing(database) as session:
            assert not is_stored(session, article, extraction.engine)
            save(session, article, extraction)
    with database.connect() as connection:
        kept = connection.execute(text("SELECT name, cardinality(parameter_types) FROM pg_prepared_statements")).all()
        plan = [
            row[0]
            for name, count in kept
            for row in connection.exec_driver_sql(
                f"EXPLAIN EXECUTE {name}" + (f" ({', '.join(['NULL'] * count)})" if count else "")
            )
        ]
    assert len(kept) > 5
    assert not [line for line in plan if re.search(rf"Seq Scan on (speaker|{_LARGE})\b", line)]
