"""What two people decide about one claim: they agree, differ, or come too late."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine as Database

from factdb.errors import StaleError
from factdb.records import Action, Span, Speaker, SpeakerKind
from factdb.review.claims import Change
from factdb.review.decisions import Target
from factdb.store.browse import speakers as browse
from factdb.store.connect import reading, writing
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.choose_speaker import chosen_speaker
from factdb.store.corrections.decide import decide
from factdb.store.corrections.history import conflicts
from factdb.store.corrections.speakers import add_alias
from factdb.store.corrections.undo import undo
from factdb.store.read.claims import ClaimFilter, Row, claims
from factdb.store.read.find.claim import find_claim
from factdb.store.read.find.speaker import find_speakers
from factdb.store.read.speakers import speakers
from factdb.store.save import save, save_extraction
from factdb.store.verify.proof import prove
from tests.store.example import ARTICLE, EXTRACTION
from tests.store.newsroom import Page, article, extract, rendered, sentence

ANN, BOB = Reviewer("Ann"), Reviewer("Bob")
PAGE: Page = [[sentence(4)], [sentence(1)]]


def imported(database: Database, page: Page) -> None:
    with writing(database) as session:
        save(session, article(page, "story"), extract(rendered(page)))


def row(database: Database) -> tuple[Row, Target]:
    """The claim about a meeting."""
    with reading(database) as session:
        found = next(row for row in claims(session) if "room" in row["claim"])
        return found, find_claim(session, found["claim_id"])


def words(database: Database, start: str) -> Change:
    """The claim without what stands before ``start``."""
    found, _ = row(database)
    at = found["start"] + found["claim"].index(start)
    return Change(spans=(Span(at, found["end"]),))


def test_the_same_words_in_another_version_are_no_dispute(database: Database) -> None:
    imported(database, PAGE)
    with writing(database) as session:
        decide(session, row(database)[1], Action.CHANGE, ANN, words(database, "met"))
    imported(database, [[sentence(3)], *PAGE])
    assert row(database)[0]["state"] == "accepted"
    with writing(database) as session:
        decide(session, row(database)[1], Action.CHANGE, BOB, words(database, "met"))
    assert row(database)[0]["state"] == "accepted"
    with writing(database) as session:
        decide(session, row(database)[1], Action.CHANGE, BOB, words(database, "room"))
    assert (row(database)[0]["state"], row(database)[0]["claim"]) == ("disputed", "room 4 on Monday.")


def test_whoever_comes_too_late_is_told_who_decided(database: Database) -> None:
    imported(database, PAGE)
    _, target = row(database)
    with writing(database) as session:
        first = decide(session, target, Action.ACCEPT, ANN, seen=0)
    with writing(database) as session, pytest.raises(StaleError, match=r"^Ann has decided .*has it as unsourced"):
        decide(session, target, Action.REJECT, BOB, seen=0)
    with writing(database) as session:
        second = decide(session, target, Action.CHANGE, BOB, words(database, "room"), seen=first)
        undo(session, second, BOB)
    with writing(database) as session, pytest.raises(StaleError, match=r"^Bob has undone what was decided"):
        decide(session, target, Action.REJECT, BOB, seen=second)
    with writing(database) as session:
        decide(session, target, Action.REJECT, BOB, seen=first)


def test_what_was_rejected_does_not_come_back_in_other_words_unseen(database: Database) -> None:
    """An engine that leaves a word out makes another claim of it; once that is rejected too, nothing is listed."""
    imported(database, PAGE)
    found, target = row(database)
    shorter = extract(rendered(PAGE), 2, {found["claim"]: "shorter"})
    with writing(database) as session:
        decide(session, target, Action.REJECT, ANN)
        save_extraction(session, target.article, shorter)
    with reading(database) as session:
        [listed] = conflicts(session)
        assert (listed["claim"], listed["outcome"]) == (target.key, "conflicting")
    with writing(database) as session:
        decide(session, row(database)[1], Action.REJECT, ANN)
        assert conflicts(session) == []
        save_extraction(session, target.article, replace(EXTRACTION, attributions=(), claims=()))
        assert conflicts(session) == []


def test_who_is_meant_is_not_called_as_somebody_else_was(database: Database) -> None:
    """The source's words named the wrong one; they are an alias of whom a person chose only where people say so."""
    with writing(database) as session:
        save(session, ARTICLE, EXTRACTION)
        [said, *_] = claims(session)
        carl = chosen_speaker(session, "Carl Otto", SpeakerKind.PERSON, ARTICLE.sha256)
        decide(session, find_claim(session, said["claim_id"]), Action.CHANGE, ANN, Change(speaker=carl))
        assert [row["claim"] for row in claims(session, ClaimFilter(speaker="Carl Otto"))] == [said["claim"]]
        [found] = find_speakers(session, said["source_text"])
        assert found.name == said["speaker"] == "Anna Müller"
        assert list(claims(session, ClaimFilter(speaker=said["source_text"]))) == []
        [listed] = [row for row in speakers(session) if row["speaker"] == "Carl Otto"]
        assert (listed["aliases"], browse.one(session, found.id)["written_as"]) == ([], [(said["source_text"], 1)])
        assert browse.one(session, carl.chosen or 0)["written_as"] == []
        add_alias(session, carl.chosen or 0, said["source_text"], ANN)
        assert {one.name for one in find_speakers(session, said["source_text"])} == {"Anna Müller", "Carl Otto"}
        assert list(prove(session)) == []


@pytest.mark.parametrize(
    ("written", "listed"),
    [
        (("My agent", "My agent", "Mr Ruiz"), ["Mr Ruiz", "My agent"]),
        (("My agent",), ["Luis Ruiz", "My agent"]),
    ],
)
def test_names_stand_before_descriptions(database: Database, written: tuple[str, ...], listed: list[str]) -> None:
    person = Speaker("Luis Ruiz", SpeakerKind.PERSON)
    with writing(database) as session:
        for day, words in enumerate(written):
            text = f"{words} said “We will win,” on day {day}."
            source, content = Span(0, len(words)), Span(text.index("“"), text.index("”") + 1)
            cue = Span(source.end + 1, source.end + 5)
            said = replace(EXTRACTION.attributions[0], sources=(source,), cue=cue, contents=(content,), speaker=person)
            claim = replace(EXTRACTION.claims[0], spans=(content,), attribution=0, quotations=(content,))
            extraction = replace(EXTRACTION, attributions=(said,), claims=(claim,))
            save(session, replace(ARTICLE, text=text, name=f"day-{day}", source=f"day-{day}.txt"), extraction)
        [row] = speakers(session)
        assert row["aliases"] == listed
        [(first, _), *_] = browse.one(session, row["speaker_id"])["written_as"]
        assert first == written[-1]
