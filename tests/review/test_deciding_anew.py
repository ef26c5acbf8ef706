"""What was decided about one text, and is decided about again in another."""

from dataclasses import replace

from factdb.records import Action, Claim, QuoteType, Span, State, Status
from factdb.review.claims import WHOLE, AttributedClaim, Change, Place
from factdb.review.decisions import Decision, ReviewedClaim, reviewed_claims
from factdb.review.relayers import Relayer
from tests.review.story import (
    ADDED,
    BRIDGE,
    DAMS,
    DENIED,
    LEE,
    PLAIN,
    QUOTED,
    RAY,
    TEXT,
    at,
    by_ray,
    decision,
    later,
    shifted,
)

SHORTER = at("“all dams hold”")


def decided(change: Change, place: Place, now: AttributedClaim | None) -> ReviewedClaim:
    """What comes of a change, and of an acceptance in a text that has ten characters more before it."""
    first = decision(1, Action.CHANGE, QUOTED, change)
    second = replace(decision(2, Action.ACCEPT, now, by="Bo"), article=2)
    [one] = reviewed_claims([first, second], {1: TEXT, 2: f"Ten chars {TEXT}"}, lambda *ids: {(1, 2): place}[ids])
    assert one.article == 2
    return one


def nowhere(_span: Span) -> None:
    return None


def test_what_was_changed_goes_along() -> None:
    assert decided(Change(speaker=RAY), shifted, later(QUOTED)).ours == by_ray(later(QUOTED))
    moved = decided(Change(spans=(SHORTER,)), shifted, later(QUOTED))
    assert moved.changes == [Change(spans=(shifted(SHORTER),))]
    assert moved.ours is not None
    assert moved.ours.claim.spans == (shifted(SHORTER),)


def test_what_has_no_place_there_is_left_behind() -> None:
    left = decided(Change(spans=(SHORTER,)), nowhere, later(QUOTED))
    assert (left.changes, left.ours) == ([], later(QUOTED))
    # Who speaks needs no place.
    assert decided(Change(speaker=RAY), nowhere, later(QUOTED)).ours == by_ray(later(QUOTED))


def test_what_has_no_place_is_said_anew() -> None:
    """Nothing that was said of it before is in the way, unless it is still there."""
    first = decision(1, Action.CHANGE, QUOTED, Change(speaker=RAY))
    rain = Change(spans=(shifted(at("It rains")),), status=Status.UNSOURCED)
    second = replace(decision(2, Action.CHANGE, None, rain), article=2)
    [one] = reviewed_claims([first, second], {1: TEXT, 2: f"Ten chars {TEXT}"}, lambda *_: nowhere)
    assert (one.changes, one.misfit) == ([rain], "")
    assert one.ours == AttributedClaim(Claim((shifted(at("It rains")),)))
    here = Change(spans=(SHORTER,), status=Status.QUOTED)
    [one] = reviewed_claims([first, decision(2, Action.CHANGE, QUOTED, here)], {1: TEXT}, lambda *_: nowhere)
    assert one.changes == [Change(speaker=RAY), here]


def test_people_agree_who_mean_the_same_words_wherever_they_stand() -> None:
    first = decision(1, Action.CHANGE, QUOTED, Change(spans=(SHORTER,)))
    for words, state in ((SHORTER, State.ACCEPTED), (at("dams hold”"), State.DISPUTED)):
        change = Change(spans=(shifted(words),))
        second = replace(decision(2, Action.CHANGE, later(QUOTED), change, by="Bo"), article=2)
        [one] = reviewed_claims([first, second], {1: TEXT, 2: f"Ten chars {TEXT}"}, lambda *_: shifted)
        assert one.state is state


def test_without_a_word_of_the_engine_it_is_as_people_had_it() -> None:
    assert decided(Change(speaker=RAY), shifted, None).ours == by_ray(later(QUOTED))
    assert decided(Change(speaker=RAY), nowhere, None).ours is None


def state(*decisions: Decision) -> State:
    [one] = reviewed_claims(decisions, {1: TEXT}, lambda *_: nowhere)
    return one.state


def test_whoever_accepts_a_claim_disagrees_with_what_is_made_of_it_then() -> None:
    accepted = decision(1, Action.ACCEPT, QUOTED)
    ray = decision(2, Action.CHANGE, QUOTED, Change(speaker=RAY), "Bo")
    assert state(accepted, ray) is State.DISPUTED
    assert state(accepted, ray, decision(3, Action.ACCEPT, QUOTED)) is State.ACCEPTED
    assert state(accepted, decision(2, Action.CHANGE, QUOTED, Change(speaker=RAY))) is State.ACCEPTED
    for change in (Change(spans=(SHORTER,)), Change(status=Status.UNSOURCED), Change(quote_type=QuoteType.DIRECT)):
        assert state(accepted, decision(2, Action.CHANGE, QUOTED, change, "Bo")) is State.DISPUTED
    # The one whom the engine found, chosen from those known, and all else as it is.
    same = Change((DAMS,), Status.QUOTED, speaker=replace(LEE, chosen=4), quote_type=QuoteType.MIXED)
    assert state(accepted, decision(2, Action.CHANGE, QUOTED, same, "Bo")) is State.ACCEPTED
    # Of one name, and chosen as two.
    chosen = [decision(4 + n, Action.CHANGE, QUOTED, Change(speaker=replace(LEE, chosen=n)), f"{n}") for n in (1, 2)]
    assert state(*chosen) is State.DISPUTED
    assert state(chosen[0], replace(chosen[0], id=8, reviewer="Cy")) is State.ACCEPTED
    assert state(decision(1, Action.ACCEPT, PLAIN), decision(2, Action.CHANGE, PLAIN, Change(speaker=RAY), "Bo")) is (
        State.DISPUTED
    )
    # Whoever gives no more than the name agrees with each of them, and they don't with one another.
    assert state(decision(3, Action.CHANGE, QUOTED, Change(speaker=LEE)), *chosen) is State.DISPUTED


def test_of_what_nobody_takes_for_a_claim_nobody_disagrees_who_said_it() -> None:
    said = [decision(1, Action.ACCEPT, QUOTED), decision(2, Action.CHANGE, QUOTED, Change(speaker=RAY), "Bo")]
    rejected = [decision(3, Action.REJECT, QUOTED), decision(4, Action.REJECT, QUOTED, by="Bo")]
    assert state(*said, rejected[0]) is State.DISPUTED
    assert state(*said, *rejected) is State.REJECTED


def test_whether_it_is_denied_people_agree_on_or_not() -> None:
    accepted, yes = decision(1, Action.ACCEPT, QUOTED), Change(denied=True)
    assert state(accepted, decision(2, Action.CHANGE, QUOTED, yes, "Bo")) is State.DISPUTED
    assert state(accepted, decision(2, Action.CHANGE, QUOTED, Change(denied=False), "Bo")) is State.ACCEPTED
    assert state(decision(1, Action.ACCEPT, DENIED), decision(2, Action.CHANGE, DENIED, yes, "Bo")) is State.ACCEPTED
    denied = decision(1, Action.CHANGE, QUOTED, yes)
    assert state(denied, decision(2, Action.CHANGE, QUOTED, yes, "Bo")) is State.ACCEPTED
    assert state(denied, decision(2, Action.CHANGE, QUOTED, Change(denied=False), "Bo")) is State.DISPUTED
    # Of what a person added the engine says nothing.
    added = decision(1, Action.ADD, None, replace(ADDED, denied=False))
    assert state(added, decision(2, Action.CHANGE, None, Change(denied=False), "Bo")) is State.ACCEPTED
    assert state(added, decision(2, Action.CHANGE, None, yes, "Bo")) is State.DISPUTED


def test_who_relays_it_people_agree_on_by_name() -> None:
    ray, elsewhere = (Relayer(at("could"), RAY),), (Relayer(BRIDGE, replace(RAY, chosen=4)),)
    told, nobody = Change(via=ray), Change(via=())
    accepted = decision(1, Action.ACCEPT, QUOTED)
    assert state(accepted, decision(2, Action.CHANGE, QUOTED, told, "Bo")) is State.DISPUTED
    assert state(accepted, decision(2, Action.CHANGE, QUOTED, nobody, "Bo")) is State.ACCEPTED
    relayed = replace(QUOTED, relayers=ray)
    accepted = decision(1, Action.ACCEPT, relayed)
    assert state(accepted, decision(2, Action.CHANGE, relayed, Change(via=elsewhere), "Bo")) is State.ACCEPTED
    assert state(accepted, decision(2, Action.CHANGE, relayed, nobody, "Bo")) is State.DISPUTED
    both = [
        decision(number, Action.CHANGE, QUOTED, Change(via=via), str(number))
        for number, via in ((1, ray), (2, elsewhere))
    ]
    assert state(*both) is State.ACCEPTED
    assert state(both[0], decision(2, Action.CHANGE, QUOTED, Change(via=(Relayer(None, LEE),)), "Bo")) is State.DISPUTED
    added = decision(1, Action.ADD, None, Change(spans=(BRIDGE,), status=Status.UNSOURCED, via=ray))
    assert state(added, decision(2, Action.CHANGE, None, told, "Bo")) is State.ACCEPTED
    # What the engine said of it was not kept, so nobody is not what it says anyway.
    unkept = replace(QUOTED, relayers=None)
    accepted = decision(1, Action.ACCEPT, unkept)
    assert state(accepted, decision(2, Action.CHANGE, unkept, nobody, "Bo")) is State.DISPUTED


def test_what_was_said_before_a_claim_is_accepted_stays_decided() -> None:
    both = [decision(1, Action.CHANGE, QUOTED, Change(denied=True)), decision(2, Action.ACCEPT, QUOTED)]
    [one] = reviewed_claims(both, {1: TEXT}, lambda *_: nowhere)
    assert one.pinned == {*WHOLE, "denied"}


def test_whoever_rejects_it_says_no_longer_what_it_is() -> None:
    said = [
        decision(1, Action.CHANGE, QUOTED, Change(speaker=RAY)),
        decision(2, Action.CHANGE, QUOTED, Change(speaker=LEE), "Bo"),
    ]
    assert (
        state(*said, decision(3, Action.REJECT, QUOTED), decision(4, Action.ACCEPT, QUOTED, by="Bo")) is State.DISPUTED
    )
    rejected = [*said, decision(3, Action.REJECT, QUOTED), decision(4, Action.REJECT, QUOTED, by="Bo")]
    assert (
        state(
            *rejected,
            decision(5, Action.CHANGE, QUOTED, Change(denied=True)),
            decision(6, Action.CHANGE, QUOTED, Change(denied=True), "Bo"),
        )
        is State.ACCEPTED
    )
