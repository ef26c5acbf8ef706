"""Taking out what was imported by mistake: nothing of it stays, and all else is as if it had never been there."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from factdb.errors import InputError, NotFoundError
from factdb.records import Action
from factdb.store.connect import writing
from factdb.store.corrections.articles.describe import describe_article
from factdb.store.corrections.articles.remove import removable, remove_articles
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.decide import decide
from factdb.store.corrections.history import history, told
from factdb.store.corrections.speakers import rename, split
from factdb.store.corrections.undo import undo
from factdb.store.read.articles import articles
from factdb.store.read.claims import claims
from factdb.store.read.find.article import find_with_removed, removed_before
from factdb.store.read.find.claim import find_claim
from factdb.store.read.speakers import speakers
from factdb.store.save import Saved, save
from factdb.store.schema import tables
from factdb.store.schema.counts import ClaimCount
from factdb.store.verify.proof import prove
from factdb.store.verify.seal import gone, statement
from tests.store.example import ARTICLE, EXTRACTION, TEXT

ANN = Reviewer("Ann", "the wrong folder")
STORY = replace(ARTICLE, collection="desk", source="desk/story.txt", name="story")
OTHER = replace(ARTICLE, text=f"{TEXT} Other.", source="desk/other.txt", name="other", collection="desk")
_OF_AN_ARTICLE = (tables.Article, tables.Appearance, tables.ArticleVersion, tables.Extraction, tables.Claim)
_PARTS = (tables.Attribution, tables.AttributionSpan, tables.ClaimSpan, tables.Hedge, tables.DecidedClaim, ClaimCount)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """Two articles: the first has a decision, which a later version would have as well."""
    with writing(database) as session:
        for one in (STORY, OTHER):
            save(session, one, EXTRACTION)
        decide(session, find_claim(session, next(claims(session))["claim_id"]), Action.ACCEPT, Reviewer("Bo"))
        yield session


def rows(session: Session) -> dict[str, int]:
    counted = (*_OF_AN_ARTICLE, *_PARTS)
    return {one.__tablename__: session.scalars(select(func.count()).select_from(one)).one() for one in counted}


def shown(session: Session) -> list[Any]:
    listed = [{**row, "claim_row": 0, "extraction_id": 0} for row in claims(session)]
    return [listed, list(articles(session, every=True)), list(speakers(session))]


def test_all_is_as_if_it_had_never_been_there(session: Session) -> None:
    before, listed, sealed = rows(session), shown(session), statement(session)
    save(session, replace(STORY, text=f"{TEXT} More."), EXTRACTION)
    save(session, replace(OTHER, text=f"{TEXT} Third.", source="desk/third.txt", name="third"), EXTRACTION)
    goes, newest = removable(session, [3, 4])
    assert [(one.article, one.name, one.claims) for one in goes] == [(3, "story", 4), (4, "third", 4)]
    assert newest == [1]
    later = statement(session)
    assert remove_articles(session, [3, 4], ANN) == 2
    assert (rows(session), shown(session)) == (before, listed)
    assert list(prove(session)) == []
    assert list(gone(session, sealed)) == []
    removed = "was there when it was sealed, and was removed by Ann (correction 2)"
    assert list(gone(session, later)) == [f"article 3 (story): {removed}", f"article 4 (third): {removed}"]
    assert told(session, 2) == "remove article 3 (story), article 4 (third)"
    assert [row["what"] for row in history(session)][1:] == ["article 3 (story), article 4 (third)"]


def test_an_id_is_never_given_again_and_the_file_can_be_imported_again(session: Session) -> None:
    third = replace(OTHER, text=f"{TEXT} Third.", source="desk/third.txt", name="third")
    save(session, third, EXTRACTION)
    remove_articles(session, [3], ANN)
    remove_articles(session, [2], ANN)
    assert save(session, third, EXTRACTION) is Saved.NEW
    assert save(session, OTHER, EXTRACTION) is Saved.NEW
    assert session.scalars(select(tables.Article.id).order_by(tables.Article.id)).all() == [1, 4, 5]
    assert list(prove(session)) == []


def test_what_decisions_hold_about_or_what_came_before_stays(session: Session) -> None:
    for text in ("More", "Most"):
        save(session, replace(OTHER, text=f"{TEXT} {text}."), EXTRACTION)
    before = rows(session)
    with pytest.raises(InputError, match=r"article 1 \(story\): correction 1 by Bo about its claims holds; undo it"):
        remove_articles(session, [1, 2, 3, 4], ANN)
    with pytest.raises(InputError, match=r"article 2 \(other\): has a newer version, article 3; remove that as well"):
        remove_articles(session, [2, 4], ANN)
    for target in [find_claim(session, row["claim_id"]) for row in claims(session) if row["article_id"] == 4][:2]:
        decide(session, target, Action.ACCEPT, ANN)
    with pytest.raises(InputError, match=r"corrections 2, 3 by Ann about its claims hold; undo them"):
        remove_articles(session, [4], ANN)
    assert rows(session)["article"] == before["article"]
    for _ in range(2):
        undo(session, None, ANN)
    remove_articles(session, [4], ANN)
    save(session, replace(OTHER, text=f"{TEXT} 5.", source="desk/fifth.txt"), EXTRACTION)
    speaker = next(row["speaker_id"] for row in claims(session) if row["speaker"] == "Anna Müller")
    split(session, speaker, "Another Anna", [5], [], ANN)
    with pytest.raises(InputError, match=r"article 5 \(other\): correction 7 by Ann about its claims holds"):
        remove_articles(session, [5], ANN)
    assert list(prove(session)) == []


def test_decisions_go_along_if_they_are_meant_to_and_stay_on_record(session: Session) -> None:
    second = replace(STORY, text=f"{TEXT} More.")
    save(session, second, EXTRACTION)
    [one, other] = [row for row in claims(session) if row["article_id"] == 3][:2]
    decide(session, find_claim(session, other["claim_id"]), Action.REJECT, ANN)
    speaker = next(row["speaker_id"] for row in claims(session) if row["speaker"] == "Anna Müller")
    rename(session, speaker, "Anna M.", ANN)
    split(session, speaker, "Another Anna", [1, 2], [], Reviewer("Bo"))
    sealed = statement(session)
    goes, _ = removable(session, [1, 3], with_decisions=True)
    assert [(one.article, one.decisions) for one in goes] == [(1, 2), (3, 1)]
    assert remove_articles(session, [1, 3], ANN, with_decisions=True) == 5
    assert told(session, 5) == (
        "remove article 1 (story), about which corrections 1, 4 held, article 3 (story), about which correction 2 held"
    )
    assert list(prove(session)) == []
    assert {line.partition(":")[0] for line in gone(session, sealed)} == {"article 1 (story)", "article 3 (story)"}
    # Each is found still, by the claim's id as well, and none can be taken back.
    assert [row["id"] for row in history(session, find_claim(session, other["claim_id"], removed=True))] == [2]
    with pytest.raises(NotFoundError, match="went with article 3, which was removed"):
        find_claim(session, other["claim_id"])
    with pytest.raises(InputError, match="2: is about article 3, which was removed"):
        undo(session, 2, ANN)
    with pytest.raises(InputError, match="5: took articles out"):
        undo(session, None, ANN)
    assert undo(session, None, Reviewer("Bo")) == 4
    for again in (STORY, second):
        save(session, again, EXTRACTION)
    assert {row["state"] for row in claims(session)} == {"open"}
    # Under other ids, and what was decided of the texts before is told.
    assert find_with_removed(session, "story") == {1, 3, 4, 5}
    assert [(number, by) for number, by, _ in removed_before(session, [STORY.sha256])] == [(1, "Ann")]
    assert find_with_removed(session, "other") == {2}
    assert one["claim_id"] in {row["claim_id"] for row in claims(session)}
    assert list(prove(session)) == []


def test_it_cannot_be_taken_back_and_is_no_decision_about_speakers(session: Session) -> None:
    speaker = next(row["speaker_id"] for row in claims(session) if row["speaker"] == "Anna Müller")
    rename(session, speaker, "Anna M.", ANN)
    remove_articles(session, [2], ANN)
    with pytest.raises(InputError, match="3: took articles out, which cannot be taken back; import them again"):
        undo(session, None, ANN)
    assert undo(session, None, ANN, of_speakers=True) == 2
    assert "Anna Müller" in {row["speaker"] for row in speakers(session)}
    assert list(prove(session)) == []


def test_what_was_said_of_an_article_beside_its_text_does_not_keep_it(session: Session) -> None:
    describe_article(session, 2, {"author": "Bo"}, ANN)
    remove_articles(session, [2], ANN)
    assert list(prove(session)) == []
    with pytest.raises(InputError, match="2: is about article 2, which was removed"):
        undo(session, 2, ANN)
    assert [row["what"] for row in history(session)][1] == "article 2: author: A. Writer to Bo"
    session.execute(delete(tables.Correction).where(tables.Correction.id == 3))
    assert "article 2: is gone, and nobody removed it; people had decided about it" in list(prove(session))


def test_an_article_that_is_not_there_is_told(session: Session) -> None:
    with pytest.raises(NotFoundError, match="99: no such article"):
        removable(session, [99])
