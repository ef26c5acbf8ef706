"""Taking back many decisions at once: all is as before the first, and none is worked out more than once."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy.orm import Session

from factdb.errors import NotFoundError
from factdb.records import Action
from factdb.store.connect import writing
from factdb.store.corrections.articles.describe import describe_article
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.decide import decide
from factdb.store.corrections.speakers import add_alias, merge, rename
from factdb.store.corrections.undo import undo, undo_all
from factdb.store.read.articles import articles
from factdb.store.read.claims import claims
from factdb.store.read.find.claim import find_claim
from factdb.store.read.speakers import speakers
from factdb.store.save import save
from factdb.store.verify.proof import prove
from tests.store.example import ARTICLE, EXTRACTION
from tests.store.statements import listened

ANN = Reviewer("Ann")


def shown(session: Session) -> list[Any]:
    listed = [{**row, "claim_row": 0, "extraction_id": 0} for row in claims(session)]
    return [listed, list(articles(session)), list(speakers(session))]


def test_decisions_of_every_sort_are_taken_back_together_or_not_at_all(database: Database) -> None:
    with writing(database) as session:
        save(session, ARTICLE, EXTRACTION)
        before = shown(session)
        one, other = (row["speaker_id"] for row in speakers(session))
        rename(session, one, "Anna Holt", ANN)
        add_alias(session, other, "the voice", ANN)
        merge(session, one, [other], ANN, any_kind=True)
        undo(session, 3, ANN)
        describe_article(session, 1, {"publisher": "Gazette"}, ANN)
        decide(session, find_claim(session, next(claims(session))["claim_id"]), Action.REJECT, ANN)
        undo(session, 5, ANN)
        decided = shown(session)
        assert decided != before
    with pytest.raises(NotFoundError, match="3: is undone already"), writing(database) as session:
        undo_all(session, [6, 3], ANN)
    with writing(database) as session:
        assert shown(session) == decided
        # With the undoings, the one of which brings back what it took.
        undo_all(session, [7, 6, 5, 4, 3, 2, 1], ANN)
        assert shown(session) == before
        assert list(prove(session)) == []


def test_versions_of_which_others_are_versions_elsewhere_are_described_anew(database: Database) -> None:
    nothing = replace(EXTRACTION, attributions=(), claims=())

    def came(session: Session, source: str, text: str) -> None:
        save(session, replace(ARTICLE, source=source, text=f"{text}. {ARTICLE.text}", is_fetched=True), nothing)

    with writing(database) as session:
        came(session, "https://a.example/1", "Text one")
        came(session, "https://c.example/3", "Text one")
        came(session, "https://a.example/1", "Text two")
        before = shown(session)
        first = describe_article(session, 1, {"publisher": "Gazette"}, ANN)
        came(session, "https://c.example/3", "Text three")
        second = describe_article(session, 2, {"publisher": "Herald"}, ANN)
        undo_all(session, [second, first], ANN)
        assert {row["publisher"] for row in articles(session)} == {row["publisher"] for row in before[1]}
        assert list(prove(session)) == []


def test_what_a_range_costs_rises_with_its_length_alone(database: Database) -> None:
    def cost(session: Session, number: int) -> int:
        first = [rename(session, 1, f"Anna the {n}th of {number}", ANN) for n in range(number)]
        with listened(database) as statements:
            undo_all(session, first[::-1], ANN)
        return len(statements)

    with writing(database) as session:
        save(session, ARTICLE, EXTRACTION)
        few, many = cost(session, 4), cost(session, 24)
        assert many - few <= 3 * 20
        assert list(prove(session)) == []
