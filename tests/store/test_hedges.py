"""Hedges that people take off or give stay so through a later engine and a later version, and are undone."""

import pytest
from sqlalchemy import Engine as Database

from factdb.records import Article
from factdb.store.connect import writing
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.edit import EditRequest
from factdb.store.corrections.once import edit_once
from factdb.store.corrections.undo import undo
from factdb.store.read.claims import claims
from factdb.store.read.find.claim import find_claim
from factdb.store.save import save, save_extraction
from factdb.store.verify.proof import prove
from tests.store.newsroom import extract

ANN = Reviewer("Ann")
TEXT = "Ann Lee said “all of the 3 dams” may perhaps hold for a year."


@pytest.mark.parametrize(("said", "hedges"), [("none", None), ("perhaps", "perhaps"), ("perhaps; may", "may; perhaps")])
def test_what_people_say_of_hedges_holds(database: Database, said: str, hedges: str | None) -> None:
    with writing(database) as session:
        save(session, Article(TEXT, "dams", "dams.txt", collection="news"), extract(TEXT))
        [before] = claims(session)
        edit_once(session, find_claim(session, before["claim_id"]), EditRequest(hedge=said), ANN)

        def shown() -> list[tuple[str, str | None]]:
            return [(row["status"], row["hedges"]) for row in claims(session)]

        assert shown() == [("quoted", hedges)]
        save_extraction(session, 1, extract(TEXT, 2))
        assert shown() == [("quoted", hedges)]
        later = f"It rained. {TEXT}"
        save(session, Article(later, "dams", "dams.txt", collection="news"), extract(later, 2))
        assert ("quoted", hedges) in shown()
        assert list(prove(session)) == []
        undo(session, None, ANN)
        assert (before["status"], before["hedges"]) in shown()
        assert list(prove(session)) == []
