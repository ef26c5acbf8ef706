"""Decisions merged in another version of the text, without a database: where their words went."""

from factdb.records import Action, Claim, Outcome
from factdb.review.claims import AttributedClaim, Change
from tests.review.story import (
    ADDED,
    DAMS,
    HEDGED,
    PLAIN,
    QUOTED,
    RAY,
    SEEN,
    about,
    at,
    by_ray,
    decision,
    later,
    merged,
    only,
    shifted,
)


def test_a_decision_moves_with_its_words() -> None:
    now = [later(one) for one in SEEN]
    one = about(merged([decision(1, Action.ACCEPT, QUOTED)], now, shifted))
    assert (one.shown, one.machine, one.outcome) == (now[0], 0, Outcome.MOVED)
    one = about(merged([decision(1, Action.CHANGE, QUOTED, Change(speaker=RAY))], now, shifted))
    assert (one.shown, one.outcome) == (by_ray(now[0]), Outcome.MOVED)
    one = about(merged([decision(1, Action.REJECT, HEDGED)], now, shifted))
    assert (one.shown, one.machine, one.outcome) == (None, 1, Outcome.MOVED)


def test_an_added_claim_moves_with_its_words() -> None:
    one = about(merged([decision(1, Action.ADD, None, ADDED)], [], shifted))
    assert one.shown is not None
    assert (one.shown.claim.spans, one.machine, one.outcome) == ((shifted(at("The bridge")),), None, Outcome.MOVED)


def test_words_without_a_place_make_an_orphan() -> None:
    one = about(merged([decision(1, Action.ACCEPT, PLAIN)], [QUOTED], lambda _: None))
    assert (one.shown, one.machine, one.outcome) == (None, None, Outcome.ORPHANED)
    assert one.note == "its words stand in no one place of the text"


def test_what_was_rejected_as_an_orphan_is_settled() -> None:
    one = about(merged([decision(1, Action.REJECT, None)], [QUOTED], lambda _: None))
    assert (one.shown, one.machine, one.outcome, one.note) == (None, None, Outcome.KEPT, "")


def test_words_without_their_evidence() -> None:
    accepted = [decision(1, Action.ACCEPT, QUOTED)]
    one = about(merged(accepted, [PLAIN], only(DAMS)))
    assert (one.shown, one.outcome) == (None, Outcome.ORPHANED)
    assert one.note == "its words are there, but not its source, its cue or its hedges"
    again = AttributedClaim(Claim((shifted(DAMS),)))
    one = about(merged(accepted, [PLAIN, again], only(DAMS)))
    assert (one.shown, one.machine, one.outcome) == (again, 1, Outcome.CONFLICTING)
    assert one.note == "its source, cue or hedges were changed"


def test_a_rejected_claim_whose_evidence_is_gone_stays_rejected() -> None:
    again = AttributedClaim(Claim((shifted(DAMS),)))
    one = about(merged([decision(1, Action.REJECT, QUOTED)], [again], only(DAMS)))
    assert (one.shown, one.machine, one.outcome) == (None, 0, Outcome.MOVED)
