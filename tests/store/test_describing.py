"""What people say of an article beside its text, and what a new version has of the one before it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from factdb.errors import InputError
from factdb.store.connect import writing
from factdb.store.corrections.articles.describe import describe_article
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.history import history, told
from factdb.store.corrections.undo import undo
from factdb.store.read.articles import articles
from factdb.store.read.claims import ClaimFilter, claims
from factdb.store.save import Saved, is_known_place, save
from factdb.store.schema.tables import Appearance, Article
from factdb.store.verify.proof import prove
from factdb.store.verify.seal import gone, statement
from tests.store.example import ARTICLE, EXTRACTION, TEXT

ANN = Reviewer("Ann", "her desk")
DAY = datetime(2025, 3, 4, tzinfo=UTC)
PLAIN = replace(ARTICLE, title="", publisher="", author="", published=None, collection="desk", source="desk/story.txt")


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with writing(database) as session:
        save(session, PLAIN, EXTRACTION)
        yield session


def said(session: Session, number: int = 1) -> tuple[Any, ...]:
    columns = Article.title, Article.publisher, Article.author, Article.published
    return session.execute(select(*columns).where(Article.id == number)).one()


def test_what_people_say_is_told_everywhere_proved_and_undone(session: Session) -> None:
    sealed = statement(session)
    assert describe_article(session, 1, {"publisher": "Gazette", "published": DAY}, ANN) == 1
    assert describe_article(session, 1, {"publisher": "The Gazette", "author": "Bo"}, ANN) == 2
    assert said(session) == ("", "The Gazette", "Bo", DAY)
    [row, *_] = claims(session, ClaimFilter(publisher="gazette", since=DAY))
    assert (row["publisher"], row["published"], row["also_in"]) == ("The Gazette", DAY, None)
    assert next(iter(articles(session)))["publisher"] == "The Gazette"
    assert told(session, 2) == "describe article 1: publisher: Gazette to The Gazette; author: none to Bo"
    first, second = (row["what"] for row in history(session))
    assert (first, second) == (
        "article 1: publisher: none to Gazette; date: none to 2025-03-04",
        "article 1: publisher: Gazette to The Gazette; author: none to Bo",
    )
    assert list(prove(session)) == []
    assert list(gone(session, sealed)) == []
    with pytest.raises(InputError, match=r"article 1: has that already \(publisher The Gazette\)"):
        describe_article(session, 1, {"publisher": "The Gazette"}, ANN)
    assert undo(session, 1, ANN) == 1
    assert said(session) == ("", "The Gazette", "Bo", None)
    assert undo(session, None, ANN) == 2
    assert said(session) == ("", "", "", None)
    assert session.scalars(select(Article.as_imported)).all() == [None]
    undo(session, 3, ANN)
    assert said(session) == ("", "Gazette", "", DAY)
    assert list(prove(session)) == []
    assert list(gone(session, sealed)) == []


def test_what_was_said_without_a_decision_is_found(session: Session) -> None:
    describe_article(session, 1, {"publisher": "Gazette"}, ANN)
    session.execute(text("UPDATE article SET publisher = 'Post'"))
    assert any(
        "publisher is stored as 'Post', and the corrections come to 'Gazette'" in line for line in prove(session)
    )
    session.execute(text("UPDATE article SET publisher = 'Gazette'"))
    session.execute(text("UPDATE appearance SET publisher = 'Post'"))
    assert any("the corrections come to 'Gazette'" in line for line in prove(session))
    session.execute(text("UPDATE appearance SET publisher = 'Gazette'"))
    assert list(prove(session)) == []
    session.execute(text("UPDATE article SET as_imported = NULL"))
    assert any("do not go together" in line for line in prove(session))
    other = json.dumps({"title": "", "publisher": "X", "author": "", "published": None})
    session.execute(text("UPDATE article SET as_imported = :other"), {"other": other})
    assert any("was changed after it was stored" in line for line in prove(session))


def test_a_new_version_has_what_it_does_not_say_itself_of_the_one_before(session: Session) -> None:
    describe_article(session, 1, {"publisher": "Gazette", "author": "Bo", "published": DAY}, ANN)
    second = replace(PLAIN, text=f"{TEXT} More.", author="Ann Lee")
    assert save(session, second, EXTRACTION) is Saved.CHANGED
    assert said(session, 2) == ("", "Gazette", "Ann Lee", DAY)
    assert said(session, 1) == ("", "Gazette", "Bo", DAY)
    # It says again what it said, and stood nowhere else.
    assert is_known_place(session, second)
    assert save(session, second, EXTRACTION) is Saved.UNCHANGED
    assert save(session, replace(PLAIN, text=f"{TEXT} Another.", source="desk/other.txt"), EXTRACTION) is Saved.NEW
    assert said(session, 3) == ("", "", "", None)
    page = replace(PLAIN, collection="", source="https://example.org/a", publisher="Post", text=f"{TEXT} 1")
    for one in (page, changed := replace(page, publisher="", text=f"{TEXT} 2"), changed):
        save(session, replace(one, is_fetched=True), EXTRACTION)
    assert said(session, 5)[1] == "Post"
    assert len(session.scalars(select(Appearance.id).where(Appearance.article_id == 5)).all()) == 1
    assert list(prove(session)) == []


def test_what_people_said_holds_where_a_new_version_says_again_what_they_replaced(session: Session) -> None:
    page = replace(PLAIN, source="desk/page.html", publisher="Pots", title="Quay shut", published=DAY, author="Bo")
    save(session, replace(page, text=f"{TEXT} 1"), EXTRACTION)
    later = DAY.replace(day=9)
    describe_article(session, 2, {"publisher": "Post", "published": later}, ANN)
    save(session, second := replace(page, text=f"{TEXT} 2", author="Cy"), EXTRACTION)
    assert said(session, 3) == ("Quay shut", "Post", "Cy", later)
    assert save(session, second, EXTRACTION) is Saved.UNCHANGED
    # What it says anew is its own; and the third version knows of the decision about the first.
    save(session, replace(page, text=f"{TEXT} 3", publisher="The Post Ltd"), EXTRACTION)
    assert said(session, 4) == ("Quay shut", "The Post Ltd", "Bo", later)
    save(session, replace(page, text=f"{TEXT} 4"), EXTRACTION)
    assert said(session, 5) == ("Quay shut", "Post", "Bo", later)
    assert list(prove(session)) == []


def test_undoing_reaches_the_versions_that_had_it_from_the_one_before(session: Session) -> None:
    describe_article(session, 1, {"publisher": "Gazette", "author": "Bo"}, ANN)
    save(session, replace(PLAIN, text=f"{TEXT} 2", author="Cy"), EXTRACTION)
    save(session, replace(PLAIN, text=f"{TEXT} 3"), EXTRACTION)
    describe_article(session, 3, {"author": "Di"}, ANN)
    # What is said of an earlier version now is of that alone.
    describe_article(session, 1, {"title": "Quay shut"}, ANN)
    assert [said(session, number)[:3] for number in (1, 2, 3)] == [
        ("Quay shut", "Gazette", "Bo"),
        ("", "Gazette", "Cy"),
        ("", "Gazette", "Di"),
    ]
    sealed = statement(session)
    undo(session, 1, ANN)
    assert [said(session, number)[:3] for number in (1, 2, 3)] == [
        ("Quay shut", "", ""),
        ("", "", "Cy"),
        ("", "", "Di"),
    ]
    assert list(prove(session)) == []
    undo(session, 4, ANN)
    assert [said(session, number)[1] for number in (1, 2, 3)] == ["Gazette"] * 3
    undo(session, 2, ANN)
    assert said(session, 3)[2] == "Cy"
    assert list(prove(session)) == []
    assert list(gone(session, sealed)) == []
    session.execute(text("UPDATE article SET publisher = 'Post' WHERE id = 3"))
    assert any("publisher is stored as 'Post'" in line for line in prove(session))


def test_blanks_are_no_publisher(session: Session) -> None:
    describe_article(session, 1, {"publisher": " Gazette "}, ANN)
    assert said(session)[1] == "Gazette"
    describe_article(session, 1, {"publisher": "  "}, ANN)
    assert said(session)[1] == ""


def test_a_known_text_that_becomes_a_version_of_a_described_one_has_what_people_said(session: Session) -> None:
    describe_article(session, 1, {"publisher": "Gazette"}, ANN)
    other = replace(PLAIN, text=TEXT + "\n\nIt rained.", name="other", source="desk/other.txt")
    save(session, other, EXTRACTION)
    assert save(session, replace(other, name=PLAIN.name, source=PLAIN.source), EXTRACTION) is Saved.CHANGED
    assert said(session, 2)[1] == "Gazette"
    assert list(prove(session)) == []
