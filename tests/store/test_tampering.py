"""Whatever is changed, swapped, deleted or dropped, the proof finds it; what it cannot find, a seal does."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Boolean, Engine, Table, text
from sqlalchemy import Engine as Database
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from factdb.records import Action, Speaker, SpeakerKind, Status
from factdb.review.checksums import (
    appearance_checksum,
    article_checksum,
    run_checksum,
    speaker_checksum,
    version_checksum,
)
from factdb.review.claims import Change
from factdb.review.serial import checksum
from factdb.store.connect import writing
from factdb.store.corrections import speakers as people
from factdb.store.corrections.apply import apply_corrections
from factdb.store.corrections.chain import _NOTHING, Reviewer, _hash
from factdb.store.corrections.decide import decide
from factdb.store.corrections.speaker_links import work_out
from factdb.store.corrections.undo import undo
from factdb.store.read.claims import claims
from factdb.store.read.find_claim import find_claim
from factdb.store.read.load import load_extraction
from factdb.store.save import note_repeated, save
from factdb.store.schema import tables as models
from factdb.store.schema.base import Base
from factdb.store.verify.articles import told_rows
from factdb.store.verify.proof import prove
from factdb.store.verify.seal import Statement, gone, statement
from tests.store.example import ARTICLE, EXTRACTION, TEXT, span

PAGE = replace(ARTICLE, source="https://example.org/page", name="page", title="A page", publisher="Other")

# Nothing else in the database says what these are, so a change of one alone takes a seal to be found.
NEEDS_A_SEAL = {("article_version", "id"), ("appearance", "id")}


def fill(session: Session) -> None:
    """An article whose four claims were accepted, changed twice and rejected; a speaker renamed; one undoing."""
    save(session, ARTICLE, EXTRACTION)
    targets = [find_claim(session, row["claim_id"]) for row in claims(session)]
    speakers = {row["speaker"]: row["speaker_id"] for row in claims(session) if row["speaker"]}
    ann, bob = Reviewer("Ann", "she knows"), Reviewer("Bob")
    anna = Speaker("Anna Müller", SpeakerKind.PERSON, "", speakers["Anna Müller"])
    decide(session, targets[0], Action.ACCEPT, ann)
    decide(session, targets[1], Action.CHANGE, ann, Change(speaker=anna))
    decide(session, targets[2], Action.CHANGE, bob, Change(status=Status.UNSOURCED))
    decide(session, targets[3], Action.REJECT, bob)
    people.rename(session, speakers["Anna Müller"], "A. Müller", ann)
    decide(session, targets[2], Action.REJECT, ann)
    undo(session, None, ann)


def fill_more(session: Session) -> None:
    """The same, a page in three versions, and every kind of decision about speakers."""
    fill(session)
    for ending in ("", " One.", " Two."):
        save(session, replace(PAGE, text=f"Page. {TEXT}{ending}"), replace(EXTRACTION, attributions=(), claims=()))
    third = replace(ARTICLE, text=f"{TEXT} Third.", source="third.txt", name="third", title="Third")
    with_role = replace(EXTRACTION.attributions[0], roles=(span("President"), span("Anna")))
    save(session, third, replace(EXTRACTION, attributions=(with_role, EXTRACTION.attributions[1])))
    elsewhere = replace(ARTICLE, source="https://example.org/copy", publisher="A copyist")
    assert note_repeated(session, elsewhere)
    ann = Reviewer("Ann")
    by_name = {str(row["speaker"]): row["speaker_id"] for row in claims(session) if row["speaker"]}
    people.add_alias(session, by_name["A. Müller"], "Madame President", ann)
    people.load_authorities(
        session, [{"name": "Cora Dunn", "kind": "person", "wikidata": "Q1", "aliases": ["C. Dunn"]}], ann
    )
    people.split(
        session, by_name["A. Müller"], "Another Müller", [row["article_id"] for row in claims(session)][-1:], [], ann
    )


@pytest.fixture(scope="module")
def filled(shared_database: Engine) -> Engine:
    with writing(shared_database) as session:
        fill_more(session)
        assert list(prove(session)) == []
    return shared_database


def another(value: Any, kind: TypeEngine[Any], chance: random.Random) -> Any:
    """``value`` with one character changed."""
    if isinstance(kind, Boolean):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, float):
        return value * 0.99 or 0.01
    if not isinstance(value, str):
        return None
    place = chance.randrange(len(value) or 1)
    return f"{value[:place]}{'x' if value[place : place + 1] != 'x' else 'y'}{value[place + 1 :]}"


def rows_of(session: Session, table: Table) -> list[dict[str, Any]]:
    # As the driver has them: JSON and, on SQLite, times are text.
    return [dict(row) for row in session.execute(text(f"SELECT * FROM {table.name}")).mappings()]


def set_values(session: Session, table: Table, row: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    keys = [key.name for key in table.primary_key]
    where = " AND ".join(f"{key} = :old_{key}" for key in keys)
    session.execute(
        text(f"UPDATE {table.name} SET {', '.join(f'{column} = :{column}' for column in values)} WHERE {where}"),
        {**values, **{f"old_{key}": row[key] for key in keys}},
    )


def tampered(database: Database, tamper: Callable[[Session], object]) -> tuple[list[str], list[str]] | None:
    """What the proof says, and what a seal made before says, of a state that is then forgotten.

    None if the database itself refuses it.
    """
    with writing(database) as session:
        sealed = statement(session)
        if database.dialect.name == "sqlite":
            session.execute(text("PRAGMA defer_foreign_keys = ON"))
            session.execute(text("PRAGMA ignore_check_constraints = ON"))
        try:
            tamper(session)
            session.flush()
        except DatabaseError:
            session.rollback()
            return None
        session.expire_all()
        found = list(prove(session)), sealed_says(session, sealed)
        session.rollback()
    return found


def sealed_says(session: Session, sealed: Statement) -> list[str]:
    try:
        return list(gone(session, sealed))
    except (LookupError, ValueError, TypeError) as error:
        return [repr(error)]


# Who may log in is no part of what is proved; nor is whether an original is kept, which may change at any time.
TABLES = [table for table in Base.metadata.sorted_tables if table.name not in ("account", "access_token")]
COLUMNS = [
    (table.name, column.name)
    for table in TABLES
    for column in table.columns
    if (table.name, column.name) != ("appearance", "is_kept")
]


@pytest.mark.parametrize(("table_name", "column"), COLUMNS)
def test_a_changed_cell_is_found(filled: Database, table_name: str, column: str) -> None:
    chance = random.Random(f"{table_name}.{column}")
    table = Base.metadata.tables[table_name]
    with writing(filled) as session:
        rows = rows_of(session, table)
        session.rollback()
    assert rows, table_name
    filled_in = [row for row in rows if row[column] not in (None, "")]
    of_each = chance.sample(filled_in, min(2, len(filled_in))) + [row for row in rows if row not in filled_in][:1]
    for row in of_each:
        for changed in {another(row[column], table.c[column].type, chance), None if row[column] else "1"}:
            if changed == row[column] or (isinstance(changed, str) and isinstance(row[column], int | float)):
                continue

            def change(session: Session, row: Any = row, changed: Any = changed) -> None:
                set_values(session, table, row, {column: changed})

            found = tampered(filled, change)
            if found is not None:
                needed = found[1] if (table_name, column) in NEEDS_A_SEAL else found[0]
                assert needed, f"{row}: {changed!r} is not found"


@pytest.mark.parametrize(("table_name", "column"), COLUMNS)
def test_swapped_cells_are_found(filled: Database, table_name: str, column: str) -> None:
    chance = random.Random(f"{table_name}.{column}")
    table = Base.metadata.tables[table_name]
    with writing(filled) as session:
        rows = rows_of(session, table)
        session.rollback()
    keys = {key.name for key in table.primary_key}

    def differs(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
        return repr(one[column]) < repr(other[column]) and (
            column not in keys or any(one[part] != other[part] for part in one.keys() - keys)
        )

    pairs = [(one, other) for one in rows for other in rows if differs(one, other)]
    for one, other in chance.sample(pairs, min(2, len(pairs))):

        def swap(session: Session, one: Any = one, other: Any = other) -> None:
            if column in keys:
                rest = {part: other[part] for part in other.keys() - keys}
                others = {part: one[part] for part in one.keys() - keys}
                set_values(session, table, one, rest)
                set_values(session, table, other, others)
            else:
                set_values(session, table, one, {column: other[column]})
                set_values(session, table, other, {column: one[column]})

        found = tampered(filled, swap)
        if found is not None:
            needed = found[1] if (table_name, column) in NEEDS_A_SEAL else found[0]
            assert needed, f"{one} and {other}"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_deleted_row_is_found(filled: Database, table: Table) -> None:
    """With a seal every one, without it all but the last correction, and the last of several places of a text."""
    with writing(filled) as session:
        rows = rows_of(session, table)
        session.rollback()
    keys = [key.name for key in table.primary_key]
    where = " AND ".join(f"{key} = :{key}" for key in keys)
    chance = random.Random(table.name)
    for row in chance.sample(rows, min(4, len(rows))):
        found = tampered(
            filled,
            lambda session, row=row: session.execute(  # type: ignore[misc]
                text(f"DELETE FROM {table.name} WHERE {where}"), {key: row[key] for key in keys}
            ),
        )
        if found is not None:
            assert found[0] or (table.name == "appearance" and found[1]), row


def test_nothing_of_a_table_is_found(filled: Database) -> None:
    for table in TABLES:
        found = tampered(filled, lambda session, name=table.name: session.execute(text(f"DELETE FROM {name}")))  # type: ignore[misc]
        assert found is None or found[0], table.name


def parts(session: Session) -> Iterator[str]:
    """What drops each trigger, index and view that is ours."""
    if session.get_bind().dialect.name == "sqlite":
        for kind, name in session.execute(
            text("SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL AND type <> 'table'")
        ):
            yield f"DROP {kind} {name}"
    else:
        yield "DROP VIEW attribution_report"
        for name in session.scalars(
            text(
                "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() AND indexname NOT IN"
                " (SELECT conname FROM pg_constraint)"
            )
        ):
            yield f"DROP INDEX {name}"
        for table, name in session.execute(
            text(
                "SELECT conrelid::regclass, conname FROM pg_constraint"
                " WHERE connamespace = current_schema()::regnamespace AND contype IN ('c', 'f', 'u')"
            )
        ):
            yield f"ALTER TABLE {table} DROP CONSTRAINT {name}"


def test_what_is_dropped_is_found(filled: Database) -> None:
    with writing(filled) as session:
        drops = list(parts(session))
        session.rollback()
    assert len(drops) > 10
    for drop in drops:
        found = tampered(filled, lambda session, drop=drop: session.execute(text(drop)))  # type: ignore[misc]
        assert found is None or any(drop.split()[-1] in line for line in found[0]), drop


@pytest.mark.parametrize(
    "forgery",
    [
        ("DROP VIEW attribution_report", "CREATE TABLE attribution_report (claim TEXT)"),
        ("DROP VIEW attribution_report", "CREATE VIEW attribution_report AS SELECT 'All is well' AS claim"),
        ("ALTER TABLE hedge ADD COLUMN extra TEXT",),
    ],
)
def test_what_stands_in_the_place_of_a_part_is_found(filled: Database, forgery: tuple[str, ...]) -> None:
    def forge(session: Session) -> None:
        for step in forgery:
            session.execute(text(step))

    found = tampered(filled, forge)
    assert found is not None
    assert found[0]


def test_a_trigger_of_somebody_else_is_found(filled: Database) -> None:
    def forge(session: Session) -> None:
        if filled.dialect.name == "sqlite":
            session.execute(text("CREATE TRIGGER helpful AFTER INSERT ON claim BEGIN DELETE FROM hedge; END"))
        else:
            session.execute(
                text("CREATE FUNCTION helpful() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'")
            )
            session.execute(
                text("CREATE TRIGGER helpful BEFORE INSERT ON claim FOR EACH ROW EXECUTE FUNCTION helpful()")
            )

    found = tampered(filled, forge)
    assert found is not None
    assert any("helpful" in line for line in found[0])


@pytest.mark.parametrize(
    "forgery",
    [
        "INSERT INTO claim_search (claim_search, rowid, folded) SELECT 'delete', id, folded FROM claim LIMIT 1",
        "INSERT INTO claim_search (rowid, folded) SELECT id, 'forged' FROM claim LIMIT 1",
        "INSERT INTO claim_search (rowid, folded) VALUES (9999, 'nowhere')",
        "INSERT INTO claim_search (claim_search) VALUES ('delete-all')",
        "DELETE FROM claim_search_data",
        "UPDATE claim_search_data SET block = x'00'",
    ],
)
def test_a_forged_search_index_is_found(filled: Database, forgery: str) -> None:
    if filled.dialect.name == "postgresql":
        return  # makes and keeps its own
    found = tampered(filled, lambda session: session.execute(text(forgery)))
    assert found is not None
    assert found[0]


# What somebody does who knows how factdb works: all checksums, the chain and what people's decisions come to are made
# again.


def remake(session: Session) -> None:
    connection = session.connection()
    for stored in session.execute(text("SELECT id, text FROM article")):
        session.execute(
            text("UPDATE article SET sha256 = :sha256, words = :words WHERE id = :id"),
            {"id": stored.id, "sha256": replace(ARTICLE, text=stored.text).sha256, "words": len(stored.text.split())},
        )
    sha256 = {}
    for told in list(told_rows(connection, models.Article)):
        sha256[told["id"]] = told["sha256"]
        one = {"checksum": article_checksum(told), "id": told["id"]}
        session.execute(text("UPDATE article SET checksum = :checksum WHERE id = :id"), one)
    place: dict[int, str] = {}
    for told in list(told_rows(connection, models.Appearance)):
        of = told["article_id"]
        place[of] = appearance_checksum(place.get(of, ""), sha256[of], told)
        one = {"checksum": place[of], "id": told["id"]}
        session.execute(text("UPDATE appearance SET checksum = :checksum WHERE id = :id"), one)
    last: dict[str, str] = {}
    for told in list(told_rows(connection, models.ArticleVersion)):
        series = told["series"]
        last[series] = version_checksum(last.get(series, ""), series, sha256[told["article_id"]], told["imported_at"])
        one = {"checksum": last[series], "id": told["id"]}
        session.execute(text("UPDATE article_version SET checksum = :checksum WHERE id = :id"), one)
    for told in list(told_rows(connection, models.Speaker)):
        one = {"checksum": speaker_checksum(told["key"], told["found_name"], told["found_kind"]), "id": told["id"]}
        session.execute(text("UPDATE speaker SET checksum = :checksum WHERE id = :id"), one)
    session.expire_all()
    for told in list(told_rows(connection, models.Extraction)):
        row = dict(told) | {"checksum": checksum(load_extraction(session, told["id"]))}
        one = {"checksum": row["checksum"], "run": run_checksum(row, sha256[row["article_id"]]), "id": row["id"]}
        session.execute(text("UPDATE extraction SET checksum = :checksum, run_checksum = :run WHERE id = :id"), one)
    previous = _NOTHING
    for number, told in enumerate(list(told_rows(connection, models.Correction)), 1):
        row = dict(told) | {"previous": previous, "id": number}
        previous = _hash(row, row["made_at"])
        one = {"previous": row["previous"], "hash": previous, "id": told["id"], "number": number}
        session.execute(
            text("UPDATE correction SET previous = :previous, hash = :hash, id = :number WHERE id = :id"), one
        )
    session.expire_all()
    work_out(session)
    for number in sha256:
        apply_corrections(session, number)


def forged(*statements: str) -> Callable[[Session], None]:
    def forge(session: Session) -> None:
        for one in statements:
            session.execute(text(one))
        remake(session)

    return forge


_LAST_ARTICLE = "(SELECT max(id) FROM article)"
_ITS_EXTRACTIONS = f"(SELECT id FROM extraction WHERE article_id = {_LAST_ARTICLE})"
_ITS_CLAIMS = f"(SELECT id FROM claim WHERE extraction_id IN {_ITS_EXTRACTIONS})"
_ITS_ATTRIBUTIONS = f"(SELECT id FROM attribution WHERE extraction_id IN {_ITS_EXTRACTIONS})"

FORGERIES = {
    "the last correction deleted": (
        "DELETE FROM decided_claim",
        "DELETE FROM correction WHERE id = (SELECT max(id) FROM correction)",
    ),
    "all corrections deleted": ("DELETE FROM decided_claim", "DELETE FROM correction"),
    "a correction in the middle deleted": ("DELETE FROM decided_claim", "DELETE FROM correction WHERE id = 1"),
    "a reviewer changed": ("UPDATE correction SET reviewer = 'Eve' WHERE reviewer = 'Bob'",),
    "a reason changed": ("UPDATE correction SET reason = 'no idea' WHERE id = 1",),
    "an article deleted with its rows": (
        f"DELETE FROM hedge WHERE claim_id IN {_ITS_CLAIMS}",
        f"DELETE FROM claim_span WHERE claim_id IN {_ITS_CLAIMS}",
        f"DELETE FROM claim WHERE id IN {_ITS_CLAIMS}",
        f"DELETE FROM attribution_span WHERE attribution_id IN {_ITS_ATTRIBUTIONS}",
        f"DELETE FROM attribution_role WHERE attribution_id IN {_ITS_ATTRIBUTIONS}",
        f"DELETE FROM attribution WHERE id IN {_ITS_ATTRIBUTIONS}",
        f"DELETE FROM extraction WHERE id IN {_ITS_EXTRACTIONS}",
        f"DELETE FROM article_version WHERE article_id = {_LAST_ARTICLE}",
        f"DELETE FROM appearance WHERE article_id = {_LAST_ARTICLE}",
        f"DELETE FROM article WHERE id = {_LAST_ARTICLE}",
    ),
    **{
        f"the {column} of an article changed": (f"UPDATE article SET {column} = 'x' WHERE id = {_LAST_ARTICLE}",)
        for column in ("title", "publisher", "author", "name", "source")
    },
    "titles swapped": ("UPDATE article SET title = CASE title WHEN 'Third' THEN 'A page' ELSE 'Third' END",),
    "the newest place of a text taken out": (
        "DELETE FROM appearance WHERE id = (SELECT max(id) FROM appearance WHERE article_id = 1)",
    ),
    "a place changed": ("UPDATE appearance SET publisher = 'Other' WHERE id = 1",),
    "a date changed": ("UPDATE article SET published = imported_at",),
    "the last version of a page taken out": (
        "DELETE FROM article_version WHERE id = (SELECT max(id) FROM article_version)",
        "INSERT INTO article_version (series, article_id, imported_at, checksum)"
        " SELECT 'https://example.org/other', max(id) - 1, max(imported_at), '' FROM article",
    ),
    "an engine renamed": ("UPDATE extraction SET engine = 'other' WHERE corrects IS NULL",),
    "a speaker named otherwise": ("UPDATE attribution SET named = 'Cora Dunn' WHERE named = 'Anna Müller'",),
    "a certainty changed": (
        "UPDATE hedge SET certainty = 'probable'",
        "UPDATE claim SET certainty = 'probable' WHERE speculative",
    ),
    "a claim denied": (f"UPDATE claim SET denied = NOT denied WHERE id IN {_ITS_CLAIMS}",),
    "a confidence changed": (f"UPDATE claim SET confidence = 0.5 WHERE id IN {_ITS_CLAIMS}",),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_seal_finds_what_was_forged_with_every_checksum(filled: Database, name: str) -> None:
    found = tampered(filled, forged(*FORGERIES[name]))
    assert found is not None, "the database refuses it"
    assert found[1], f"{name}: {found[0]}"


def test_a_seal_of_what_nobody_changed_finds_nothing(filled: Database) -> None:
    found = tampered(filled, lambda _: None)
    assert found == ([], [])


def test_the_readme_says_what_takes_a_seal() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    only_sealed = [line.split("|")[1].strip() for line in readme.splitlines() if line.endswith("| | found |")]
    assert only_sealed == [
        "the newest corrections taken out, and what they come to made again",
        "an article with all its rows, the newest of its extractions, or of the places where it appeared, taken out",
        "the number of a row that tells of a version or of a place",
        "anything, with every checksum made again and the chain as well",
    ]
    assert {("article_version", "id"), ("appearance", "id")} == NEEDS_A_SEAL
