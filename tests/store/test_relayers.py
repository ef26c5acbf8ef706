"""Whoever relays what another says: as the engine finds it, and as people correct it together with what is denied."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy.orm import Session

from factdb.errors import InputError, NotFoundError
from factdb.records import Action, Article, Extraction, Outcome
from factdb.store.connect import reading, writing
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.edit import EditRequest
from factdb.store.corrections.history import conflicts, history
from factdb.store.corrections.once import decide_once, edit_once
from factdb.store.corrections.undo import undo
from factdb.store.read.claims import ClaimFilter, claims
from factdb.store.read.find.claim import find_claim
from factdb.store.read.load import load
from factdb.store.save import save, save_extraction
from factdb.store.verify.proof import prove
from tests.store.newsroom import engine, extract

TEXT = "Ann Lee said that 3 boats left. Bob Ray said that 4 boats left. Carol Day said that 5 boats left."
CONFLICT = Outcome.CONFLICTING
ANN, BOB = Reviewer("Ann"), Reviewer("Bob")


def told(text: str, version: int = 1, **via: int) -> Extraction:
    """What the toy engine finds, with ``first``, ``second`` and ``third`` relayed by the attribution given."""
    found = extract(text, version)
    names = ("first", "second", "third")
    relayed = (replace(one, via=via.get(name)) for one, name in zip(found.attributions, names, strict=True))
    return replace(found, engine=engine(version), attributions=tuple(relayed))


@pytest.fixture
def stored(database: Database) -> Database:
    with writing(database) as session:
        save(session, Article(TEXT, "boats", "boats.txt", collection="news"), told(TEXT, second=0))
    return database


def correct(session: Session, boats: int, by: Reviewer = ANN, **said: Any) -> int:
    [row] = [row for row in claims(session) if f" {boats} " in row["claim"]]
    return edit_once(session, find_claim(session, row["claim_id"]), EditRequest(**said), by).id


def shown(session: Session, column: str = "via") -> dict[str, object]:
    return {row["claim"][5]: row[column] for row in claims(session)}


def test_a_relayer_who_comes_last_is_stored(database: Database) -> None:
    found = told(TEXT, first=2)
    with writing(database) as session:
        save(session, Article(TEXT, "boats", "boats.txt", collection="news"), found)
    with reading(database) as session:
        assert load(session, 1)[1] == found


def test_who_relays_and_what_is_denied_is_corrected_and_undone(stored: Database) -> None:
    with writing(stored) as session:
        before = load(session, 1)[1]
        assert shown(session) == {"3": None, "4": "Ann Lee", "5": None}
        made = correct(session, 5, via="ann lee", denied=True)
        correct(session, 4, via="None")
        assert shown(session) == {"3": None, "4": None, "5": "Ann Lee"}
        assert shown(session, "denied") == {"3": False, "4": False, "5": True}
        what = [row["what"] for row in history(session)]
        assert what == ["denied: no to yes; told by: none to Ann Lee", "told by: Ann Lee to none"]
        for denied, boats in ((True, "5"), (False, "34")):
            assert {row["claim"][5] for row in claims(session, ClaimFilter(denied=denied))} == {*boats}
        [five] = claims(session, ClaimFilter(relayed=True, speaker="Ann Lee"))
        assert five["claim"] == "that 5 boats left"
        assert list(prove(session)) == []
        # Who relays it may be relayed as well.
        correct(session, 3, via="Bob Ray")
        assert shown(session) == {"3": "Bob Ray", "4": None, "5": "Ann Lee; Bob Ray"}
        assert list(prove(session)) == []
        undo(session, None, ANN)
        undo(session, None, ANN)
        undo(session, made, ANN)
        assert load(session, 1)[1] == before
        assert list(prove(session)) == []


@pytest.mark.parametrize(
    ("boats", "said", "message"),
    [
        (5, {"via": "Eve Hill"}, "Eve Hill is quoted nowhere in the article, so tells of nobody else; those quoted"),
        (5, {"via": "Carol Day"}, "Carol Day is who says it, so cannot tell of it; none says that nobody else does"),
        (5, {"speaker": "Bob Ray", "via": "Bob Ray"}, "Bob Ray is who says it, so cannot tell of it"),
        (5, {"speaker": "bob ray", "cue": "@45-49", "via": "Bob Ray"}, "Bob Ray is who says it, so cannot tell of it"),
        (3, {"speaker": "Ann Lee", "via": "Ann Lee"}, "Ann Lee is who says it, so cannot tell of it"),
        (3, {"via": "Bob Ray"}, "who says this claim tells what Bob Ray says, so Bob Ray cannot tell of it"),
        (3, {"status": "unsourced", "via": "Carol Day"}, "the claim is attributed to nobody, so nobody tells of it"),
    ],
)
def test_who_cannot_relay_it(stored: Database, boats: int, said: dict[str, Any], message: str) -> None:
    with writing(stored) as session:
        save(
            session,
            Article("Eve Hill said that 9 boats left.", "x", "x.txt"),
            extract("Eve Hill said that 9 boats left."),
        )
    with writing(stored) as session, pytest.raises((InputError, NotFoundError), match=f"^{message}"):
        correct(session, boats, **said)


def test_whoever_told_of_it_and_now_says_it_tells_of_nobody(stored: Database) -> None:
    with writing(stored) as session:
        assert shown(session)["4"] == "Ann Lee"
        made = correct(session, 4, speaker="Ann Lee")
        assert (shown(session)["4"], shown(session, "speaker")["4"]) == (None, "Ann Lee")
        assert list(prove(session)) == []
        undo(session, made, ANN)
        assert shown(session)["4"] == "Ann Lee"
        correct(session, 4, speaker="Carol Day")
        assert shown(session)["4"] == "Ann Lee"


def test_who_said_it_so_far_may_tell_of_it(database: Database) -> None:
    text = "Ann Lee said that 3 boats left. Ann Lee said that 4 boats left. Carol Day said that 5 boats left."
    with writing(database) as session:
        save(session, Article(text, "boats", "boats.txt", collection="news"), told(text))
        with pytest.raises(InputError, match="Ann Lee is who says it"):
            correct(session, 4, via="Ann Lee")
        made = correct(session, 4, speaker="Carol Day", via="Ann Lee")
        assert shown(session) == {"3": None, "4": "Ann Lee", "5": None}
        assert shown(session, "speaker") == {"3": "Ann Lee", "4": "Carol Day", "5": "Carol Day"}
        assert list(prove(session)) == []
        undo(session, made, ANN)
        assert shown(session, "speaker") == {"3": "Ann Lee", "4": "Ann Lee", "5": "Carol Day"}


@pytest.mark.parametrize(
    ("said", "later", "via", "denied", "outcomes"),
    [
        # The engine says what it said.
        ({"via": "Ann Lee"}, {"second": 0}, "Ann Lee", False, {}),
        ({"denied": True}, {"second": 0}, None, True, {}),
        # It comes round.
        ({"via": "Ann Lee"}, {"third": 0}, "Ann Lee", False, {}),
        # It says a third thing.
        (
            {"via": "Ann Lee"},
            {"third": 1},
            "Ann Lee",
            False,
            {Outcome.CONFLICTING: "the engine now has another relayer"},
        ),
        # What was not said follows the engine.
        ({"denied": True}, {"third": 0}, "Ann Lee", True, {}),
        ({"speaker": "Bob Ray"}, {"third": 0}, "Ann Lee", False, {}),
    ],
)
def test_a_later_engine(
    stored: Database,
    said: dict[str, Any],
    later: dict[str, int],
    via: str | None,
    denied: bool,
    outcomes: dict[Outcome, str],
) -> None:
    with writing(stored) as session:
        correct(session, 5, **said)
        save_extraction(session, 1, told(TEXT, 2, **later))
        assert (shown(session)["5"], shown(session, "denied")["5"]) == (via, denied)
        assert {row["outcome"]: row["note"] for row in conflicts(session)} == outcomes
        assert list(prove(session)) == []


def test_a_relayer_of_whom_the_engine_hears_nothing_more(stored: Database) -> None:
    with writing(stored) as session:
        correct(session, 5, via="Bob Ray")
        gone = extract(TEXT, 2, {"that 4 boats left": "gone"})
        save_extraction(session, 1, gone)
        assert shown(session) == {"3": None, "5": None}
        [row] = conflicts(session)
        assert row["note"] == "whoever is to relay it is quoted nowhere in the article"
        assert list(prove(session)) == []


def test_a_relayer_is_heard_by_name_whatever_rule_finds_it(stored: Database) -> None:
    with writing(stored) as session:
        correct(session, 5, via="Bob Ray")
        later = told(TEXT, 2)
        first, bob, third = later.attributions
        found_otherwise = replace(bob.speaker, rule="another")
        moved = replace(bob, speaker=found_otherwise, cue=replace(bob.cue, end=bob.cue.end + len(" that")))
        save_extraction(session, 1, replace(later, attributions=(first, moved, third)))
        assert (shown(session)["5"], list(conflicts(session))) == ("Bob Ray", [])
        assert list(prove(session)) == []


def test_a_relayer_goes_with_the_words_into_a_later_version(stored: Database) -> None:
    with writing(stored) as session:
        correct(session, 5, via="Bob Ray", denied=True)
        later = f"It rained for {10**6} days.\n\n{TEXT}"
        save(session, Article(later, "boats", "boats.txt", collection="news"), extract(later, 1))
        assert {key: value for key, value in shown(session).items() if key in "345"} == {
            "3": None,
            "4": None,
            "5": "Bob Ray",
        }
        assert shown(session, "denied")["5"] is True
        assert list(prove(session)) == []


def test_people_may_disagree_about_it(stored: Database) -> None:
    with writing(stored) as session:
        correct(session, 5, denied=True)
        correct(session, 5, BOB, denied=True)
        assert shown(session, "state")["5"] == "accepted"
        correct(session, 5, BOB, denied=False)
        assert shown(session, "state")["5"] == "disputed"
        correct(session, 3, via="Carol Day")
        correct(session, 3, BOB, via="none")
        assert shown(session, "state")["3"] == "disputed"
        assert list(prove(session)) == []


def test_the_other_claims_of_the_same_words_follow(database: Database) -> None:
    found = told(TEXT)
    first = found.claims[2]
    [span] = first.spans
    spans = (replace(span, end=span.start + 4), replace(span, start=span.start + len("that")))
    halves = tuple(replace(first, spans=(half,)) for half in spans)
    with writing(database) as session:
        save(
            session,
            Article(TEXT, "boats", "boats.txt", collection="news"),
            replace(found, claims=(*found.claims[:2], *halves)),
        )
        correct(session, 5, via="Ann Lee")
        assert [row["via"] for row in claims(session)] == [None, None, "Ann Lee", "Ann Lee"]
        assert list(prove(session)) == []


def test_the_same_is_not_decided_twice(stored: Database) -> None:
    with writing(stored) as session:
        [row] = [row for row in claims(session) if " 5 " in row["claim"]]
        target = find_claim(session, row["claim_id"])
        request = EditRequest(via="Ann Lee", denied=True)
        assert [(one.id, one.is_new) for one in (edit_once(session, target, request, ANN) for _ in range(2))] == [
            (1, True),
            (1, False),
        ]
        assert edit_once(session, target, request, BOB).id == 2
        assert edit_once(session, target, EditRequest(denied=False), ANN).id == 3
        assert edit_once(session, target, EditRequest(denied=True), ANN).id == 4


def test_what_is_said_again_is_told_by_the_decision_that_says_it(stored: Database) -> None:
    with writing(stored) as session:
        [row] = [row for row in claims(session) if " 5 " in row["claim"]]
        target = find_claim(session, row["claim_id"])

        def said(**said: Any) -> int:
            return edit_once(session, target, EditRequest(**said), ANN).id

        assert [said(denied=True), said(via="Ann Lee"), said(denied=True), said(via="Ann Lee")] == [1, 2, 1, 2]
        assert said(via="Ann Lee", denied=True) == 2
        assert decide_once(session, target, Action.ACCEPT, ANN).id == 3
        assert said(denied=True) == 1
        assert said(denied=False) == 4
        assert [decide_once(session, target, Action.ACCEPT, ANN).id, said(denied=False), said(via="Ann Lee")] == [
            3,
            4,
            2,
        ]
