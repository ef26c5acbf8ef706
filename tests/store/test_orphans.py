"""What becomes of a decision whose words are gone: it is rejected for good, or placed anew."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Engine, select

from factdb.errors import InputError, NotFoundError
from factdb.records import (
    Action,
    Claim,
    Extraction,
    QuoteType,
    Span,
    Status,
)
from factdb.review.claims import Change
from factdb.review.decisions import Target
from factdb.store.connect import reading, writing
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.decide import (
    add_claim,
    decide,
)
from factdb.store.corrections.edit import EditRequest, resolve_edit
from factdb.store.corrections.history import conflicts, history
from factdb.store.corrections.undo import undo
from factdb.store.read.claims import claims
from factdb.store.save import save
from factdb.store.schema.tables import Article as ArticleRow
from tests.store.example import ARTICLE, EXTRACTION, TEXT

ANN = Reviewer("Ann")
OLD = replace(ARTICLE, collection="news")
# The second claim, "talks could fail.", is about something else now.
NEW = replace(OLD, text=TEXT.replace("talks could fail.", "the negotiations could collapse."))
NEWER = replace(OLD, text=NEW.text + " More to come.")


def sentence(text: str, words: str) -> Claim:
    start = text.index(words)
    return Claim((Span(start, start + len(words)),))


def rows(database: Engine) -> list[tuple[str, str, str | None]]:
    with reading(database) as session:
        return [(row["claim"], row["status"], row["speaker"]) for row in claims(session)]


@pytest.fixture
def orphan(database: Engine) -> Iterator[Target]:
    """Ann says that the spokesman's claim is Anna Müller's own; then its words are changed."""
    with writing(database) as session:
        save(session, OLD, EXTRACTION)
        second = next(row for row in claims(session) if row["claim"] == "talks could fail.")
        first = Target(second["article_id"], second["claim_id"])
        decide(session, first, Action.CHANGE, ANN, resolve_edit(session, first, EditRequest(speaker="Anna Müller")))
        found = Extraction(EXTRACTION.engine, (), (sentence(NEW.text, "the negotiations could collapse."),))
        save(session, NEW, found)
        [row] = conflicts(session)
        assert row["outcome"] == "orphaned"
    yield Target(row["article_id"], row["claim"])


def save_newer(database: Engine) -> None:
    with writing(database) as session:
        save(session, NEWER, Extraction(EXTRACTION.engine, (), (sentence(NEWER.text, "More to come."),)))


def test_a_rejected_orphan_is_settled_in_later_versions_too(database: Engine, orphan: Target) -> None:
    with writing(database) as session:
        decide(session, orphan, Action.REJECT, ANN)
        assert conflicts(session) == []
        *_, last = history(session, orphan)
        assert (last["what"], last["after"]) == ("talks could fail.", None)
    save_newer(database)
    with reading(database) as session:
        assert conflicts(session) == []
    with writing(database) as session:
        undo(session, None, ANN)
        assert [row["outcome"] for row in conflicts(session)] == ["orphaned"]


def test_an_orphan_whose_words_another_claim_has_can_be_rejected(database: Engine) -> None:
    """Ann adds a claim, takes it back, adds it anew, and brings the first back."""
    with writing(database) as session:
        save(session, OLD, Extraction(EXTRACTION.engine, (), ()))
        article = session.scalars(select(ArticleRow.id)).one()
        start = TEXT.index("talks could fail.")
        change = Change(spans=(Span(start, start + len("talks could fail.")),), status=Status.UNSOURCED)
        add_claim(session, article, change, ANN)
        undone = undo(session, None, ANN)
        add_claim(session, article, change, ANN)
        undo(session, undone + 1, ANN)
        [row] = conflicts(session)
        assert (row["outcome"], row["note"]) == ("orphaned", "another decided claim has the same words")
        decide(session, Target(article, row["claim"]), Action.REJECT, ANN)
        assert conflicts(session) == []
        assert [one["claim"] for one in claims(session)] == ["talks could fail."]


def test_an_orphan_is_placed_anew_on_the_engines_claim(database: Engine, orphan: Target) -> None:
    with writing(database) as session:
        change = resolve_edit(session, orphan, EditRequest(spans=("the negotiations could collapse.",)))
        decide(session, orphan, Action.CHANGE, ANN, change)
        assert conflicts(session) == []
    assert rows(database) == [("the negotiations could collapse.", "sourced", "Anna Müller")]
    save_newer(database)
    assert ("the negotiations could collapse.", "sourced", "Anna Müller") in rows(database)


def test_an_orphan_is_placed_anew_on_other_words(database: Engine, orphan: Target) -> None:
    with writing(database) as session:
        change = resolve_edit(
            session, orphan, EditRequest(spans=("negotiations could collapse",), quote_type=QuoteType.INDIRECT)
        )
        decide(session, orphan, Action.CHANGE, ANN, change)
        assert conflicts(session) == []
    assert rows(database)[-1] == ("negotiations could collapse", "sourced", "Anna Müller")
    save_newer(database)
    with reading(database) as session:
        assert conflicts(session) == []
    assert ("negotiations could collapse", "sourced", "Anna Müller") in rows(database)


def test_what_is_nowhere_cannot_be_accepted_or_half_placed(database: Engine, orphan: Target) -> None:
    with writing(database) as session, pytest.raises(NotFoundError, match="its words are no longer in the article"):
        decide(session, orphan, Action.ACCEPT, ANN)
    with writing(database) as session, pytest.raises(NotFoundError, match="its words are no longer in the article"):
        decide(session, orphan, Action.CHANGE, ANN, Change(status=Status.UNSOURCED))
    with writing(database) as session, pytest.raises(InputError, match="stands nowhere"):
        resolve_edit(session, orphan, EditRequest(spans=("no such words",)))
