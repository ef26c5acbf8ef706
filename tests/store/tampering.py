"""A database with every kind of row in it, and what is said of it once somebody has been at it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Engine, Table, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from factdb.records import Action, Speaker, SpeakerKind, Status
from factdb.review.claims import Change
from factdb.store.connect import writing
from factdb.store.corrections import speakers as people
from factdb.store.corrections.articles.describe import describe_article
from factdb.store.corrections.articles.remove import remove_articles
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.decide import decide
from factdb.store.corrections.undo import undo
from factdb.store.read.claims import claims
from factdb.store.read.find.claim import find_claim
from factdb.store.save import note_repeated, save
from factdb.store.schema.base import Base
from factdb.store.schema.tables import Article
from factdb.store.verify.proof import proofs
from factdb.store.verify.seal import Statement, gone
from tests.store.every_kind import fill_kinds
from tests.store.example import ARTICLE, EXTRACTION, TEXT, span

# Who may log in is no part of what is proved.
TABLES = [table for table in Base.metadata.sorted_tables if table.name not in ("account", "access_token")]

# Greater than the id of any article of these.
_NO_ARTICLE = 1_000_000

PAGE = replace(ARTICLE, source="https://example.org/page", name="page", title="A page", publisher="Other")


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
    """The same, a page in three versions, and rows of every kind."""
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
    people.set_kind(session, by_name["spokesman for Anna Müller"], SpeakerKind.PERSON, ann)
    number = session.scalars(select(Article.id).where(Article.name == "third")).one()
    describe_article(session, number, {"publisher": "The Desk", "author": "Another"}, ann)
    mistake = replace(ARTICLE, text="A mistake.", source="mistake.txt", name="mistake")
    save(session, mistake, replace(EXTRACTION, attributions=(), claims=()))
    remove_articles(session, [session.scalars(select(Article.id).where(Article.name == "mistake")).one()], ann)
    fill_kinds(session)


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


Says = Callable[[Session], str]


def executing(statement: str) -> Callable[[Session], object]:
    """Tampers by one statement of SQL."""
    return lambda session: session.execute(text(statement))


def tampered(database: Engine, tamper: Callable[[Session], object], says: Says) -> str | None:
    """What is said of a state that is then forgotten; None if the database itself refuses it."""
    with writing(database) as session:
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
        found = says(session)
        session.rollback()
    return found


def proof_says(session: Session, naming: str = "", first: int = 0) -> str:
    """The first thing (with a word in it) that the proof finds, for all of it takes long; empty if there is none.

    It begins with the article ``first``, and goes through all of them only if there is nothing from that on.
    """
    # What is looked at as a whole, whatever the number of articles, is looked at first, and once more in the end.
    begins = (_NO_ARTICLE, first, 0) if first else (_NO_ARTICLE, 0)
    found = (line for begin in begins for proof in proofs(session, begin) for line in proof.problems)
    return next((line for line in found if naming in line), "")


def article_of(session: Session, table: Table, row: Mapping[Any, Any]) -> int:
    """The article that a row is part of; 0 if it is part of none alone."""
    if table.name == "article":
        return int(row["id"])
    if "article_id" in row:
        return row["article_id"] or 0
    for part in ("extraction", "claim", "attribution"):
        if f"{part}_id" in row:
            whole = Base.metadata.tables[part]
            found = session.execute(whole.select().where(whole.c.id == row[f"{part}_id"])).mappings().one()
            return article_of(session, whole, found)
    return 0


def seal_says(sealed: Statement) -> Says:
    """The first thing that is not as a seal says; empty if there is none."""

    def says(session: Session) -> str:
        try:
            return next(gone(session, sealed), "")
        except (LookupError, ValueError, TypeError) as error:
            return repr(error)

    return says
