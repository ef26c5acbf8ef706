"""Claims counted by what is known of them, and by what people know of speakers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy.orm import Session

from factdb.records import Speaker, SpeakerKind
from factdb.store.connect import reading, writing
from factdb.store.read.claims import ClaimFilter
from factdb.store.read.speakers.tally import articles_known, speakers_known, tally
from factdb.store.save import save
from tests.store.example import ARTICLE, EXTRACTION, TEXT

LATER = replace(ARTICLE, text=TEXT + " Later.", name="later", published=datetime(2024, 6, 30, 23, 59, tzinfo=UTC))
LATER = replace(LATER, author="Ann Lee", extra={"Topic": ["tax", "flood"], "rank": 3, "note": ""})
UNDATED = replace(ARTICLE, text=TEXT + " Undated.", name="undated", publisher="", published=None)
PEOPLE = [{"name": "anna muller", "wikidata": "", "gender": "f"}, {"name": "Bo Quist", "gender": "m"}]


@pytest.fixture(scope="module")
def stored(shared_database: Database) -> Database:
    together = Speaker("Anna Müller; Bo Quist", SpeakerKind.PERSON)
    joint = replace(
        EXTRACTION, attributions=(replace(EXTRACTION.attributions[0], speaker=together),), claims=EXTRACTION.claims[:1]
    )
    for article, extraction in ((ARTICLE, EXTRACTION), (LATER, EXTRACTION), (UNDATED, joint)):
        with writing(shared_database) as session:
            save(session, article, extraction)
    return shared_database


@pytest.fixture
def session(stored: Database) -> Iterator[Session]:
    with reading(stored) as session:
        yield session


def test_by_outlet_and_month(session: Session) -> None:
    found = list(tally(session, ClaimFilter(), ("publisher", "month")))
    courier = {
        **{"publisher": "The Daily Courier", "claims": 4, "quoted": 1, "sourced": 1, "speculative": 1, "unsourced": 1},
        **{"hedged": 2, "speakers": 2, "articles": 1},
    }
    assert [row["month"] for row in found] == [None, "2024-05", "2024-06"]
    assert found[1:] == [courier | {"month": "2024-05"}, courier | {"month": "2024-06"}]
    assert (found[0]["publisher"], found[0]["claims"], found[0]["speakers"]) == (None, 1, 1)
    [all_of_it] = tally(session, ClaimFilter(), ("engine",))
    assert (all_of_it["claims"], all_of_it["speakers"], all_of_it["articles"]) == (9, 4, 3)


def test_by_what_people_know_of_speakers(session: Session) -> None:
    known = speakers_known(session, PEOPLE)
    found = list(tally(session, ClaimFilter(speaker_kind="person"), ("gender", "year"), known))
    assert [(row["gender"], row["year"], row["claims"]) for row in found] == [("f", 2024, 2), ("f; m", None, 1)]


@pytest.mark.parametrize(
    ("row", "is_known"),
    [
        ({"speaker_id": "{id}", "name": "Bo"}, True),
        ({"speaker_id": "{id}0", "name": "Anna Müller"}, False),
        ({"speaker": "ANNA MULLER", "kind": "Person"}, True),
        ({"name": "Anna Müller", "kind": "group"}, False),
        ({"name": "A. M.", "aliases": "Annie; Anna Müller"}, True),
        ({"name": "", "aliases": ";"}, False),
    ],
)
def test_whom_a_row_is_about(session: Session, row: dict[str, str], is_known: bool) -> None:
    [anna] = {one["speaker_id"] for one in tally(session, ClaimFilter(speaker="Anna Müller", limit=1), ("speaker_id",))}
    known = speakers_known(session, [{name: cell.format(id=anna) for name, cell in row.items()}])
    assert (anna in known) is is_known


def test_what_files_say_of_their_articles(session: Session) -> None:
    known = articles_known(session, ["topic", "rank", "note", "author", "nothing"])
    assert [said for said in known.values() if "topic" in said] == [
        {"topic": "tax; flood", "rank": "3", "author": "Ann Lee"}
    ]
    rows = tally(session, ClaimFilter(), ["topic"], articles=known)
    assert [(row["topic"], row["articles"]) for row in rows] == [(None, 2), ("tax; flood", 1)]
