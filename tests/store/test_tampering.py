"""Whichever one character of what is stored is changed, the proof finds it and says where."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Boolean, Table, text
from sqlalchemy import Engine as Database
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from factdb.records import Action, Speaker, SpeakerKind, Status
from factdb.review.claims import Change
from factdb.store.connect import writing
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.decide import decide
from factdb.store.corrections.speakers import rename
from factdb.store.corrections.undo import undo
from factdb.store.read.claims import claims
from factdb.store.read.find_claim import find_claim
from factdb.store.save import save
from factdb.store.schema.base import Base
from factdb.store.verify.proof import prove
from tests.store.example import ARTICLE, EXTRACTION

# What articles say of themselves is the publisher's word; whom names mean is worked out from speakers' corrections.
_UNPROVED = {
    "article": {"id", "name", "source", "title", "publisher", "author", "published", "imported_at", "collection"}
    | {"words", "superseded"},
    "extraction": {"id", "created_at", "engine", "version", "digest"},
    "attribution": {"speaker_id", "joined_by"},
}
_TABLES = (
    "article",
    "extraction",
    "attribution",
    "attribution_span",
    "attribution_role",
    "claim",
    "claim_span",
    "hedge",
    "correction",
    "decided_claim",
)


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
    rename(session, speakers["Anna Müller"], "A. Müller", ann)
    decide(session, targets[2], Action.REJECT, ann)
    undo(session, None, ann)


def another(value: Any, kind: TypeEngine[Any], chance: random.Random) -> Any:
    """``value`` with one character changed."""
    if isinstance(kind, Boolean):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, float):
        return value * 0.99 or 0.01
    place = chance.randrange(len(value))
    return f"{value[:place]}{'x' if value[place] != 'x' else 'y'}{value[place + 1 :]}"


def cells(session: Session) -> Iterator[tuple[Table, dict[str, Any], str]]:
    for name in _TABLES:
        table = Base.metadata.tables[name]
        # As the driver has them: JSON and, on SQLite, times are text.
        for row in session.execute(text(f"SELECT * FROM {name}")).mappings().all():
            for column in row:
                if column not in _UNPROVED.get(name, ()) and isinstance(row[column], str | int | float) and row[column]:
                    yield table, dict(row), column


@pytest.mark.parametrize("share", range(4))
def test_one_changed_character_anywhere_is_found(database: Database, share: int) -> None:
    chance = random.Random()
    with writing(database) as session:
        fill(session)
        assert list(prove(session)) == []
        some = [cell for number, cell in enumerate(cells(session)) if number % 4 == share]
    for table, row, column in some if database.dialect.name == "sqlite" else chance.sample(some, 15):
        assert_found(database, table, row, column, chance)


def assert_found(database: Database, table: Table, row: dict[str, Any], column: str, chance: random.Random) -> None:
    keys = [key.name for key in table.primary_key]
    where = " AND ".join(f"{key} = :old_{key}" for key in keys)
    changed = another(row[column], table.c[column].type, chance)
    with writing(database) as session:
        if database.dialect.name == "sqlite":
            session.execute(text("PRAGMA defer_foreign_keys = ON"))
            session.execute(text("PRAGMA ignore_check_constraints = ON"))
        try:
            session.execute(
                text(f"UPDATE {table.name} SET {column} = :new WHERE {where}"),
                {"new": changed, **{f"old_{key}": row[key] for key in keys}},
            )
        except DatabaseError:
            session.rollback()
            return  # the database itself refuses it
        problems = list(prove(session))
        session.rollback()
    assert problems, f"{table.name}.{column} of {row}: {changed!r} is not found"
    assert any("correction" in line if table.name == "correction" else "(victory)" in line for line in problems)
