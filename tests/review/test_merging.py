"""Three states of a claim merged, without a database: what the engine said, what people said, what it says now."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from factdb.records import (
    Action,
    Attribution,
    Claim,
    Holder,
    Outcome,
    QuoteType,
    Speaker,
    SpeakerKind,
    State,
    Status,
)
from factdb.review.claims import AttributedClaim, Change
from factdb.review.decisions import Decision
from factdb.review.merge import corrected
from tests.review.story import (
    ADDED,
    BRIDGE,
    COULD,
    DAMS,
    DENIED,
    HEDGED,
    INDIRECT,
    LEE,
    PLAIN,
    QUOTED,
    RAIN,
    RAY,
    SAID,
    SEEN,
    about,
    at,
    by_ray,
    decision,
    extraction,
    merged,
)


def test_what_nobody_decided_is_the_engines_in_the_order_of_the_text() -> None:
    found = merged([], now=SEEN[::-1])
    assert [one.shown for one in found] == list(SEEN)
    assert [one.machine for one in found] == [2, 1, 0]
    assert all(one.outcome is Outcome.KEPT and one.reviewed is None for one in found)


def test_an_accepted_claim_stays_while_the_engine_says_the_same() -> None:
    one = about(merged([decision(1, Action.ACCEPT, QUOTED)]))
    assert (one.shown, one.outcome, one.machine, one.note) == (QUOTED, Outcome.KEPT, 0, "")
    surer = AttributedClaim(replace(QUOTED.claim, confidence=0.2), SAID)
    assert about(merged([decision(1, Action.ACCEPT, QUOTED)], [surer])).outcome is Outcome.KEPT


@pytest.mark.parametrize(
    ("now", "note"),
    [
        (by_ray(QUOTED), "the engine now has another speaker"),
        (
            AttributedClaim(Claim((DAMS,))),
            "the engine now has another status, certainty or denial and speaker and quote type",
        ),
        (
            AttributedClaim(replace(QUOTED.claim, denied=True), SAID),
            "the engine now has another status, certainty or denial",
        ),
        (
            replace(QUOTED, attribution=replace(SAID, quote_type=QuoteType.DIRECT)),
            "the engine now has another quote type",
        ),
    ],
)
def test_a_third_opinion_about_what_was_accepted_is_a_conflict(now: AttributedClaim, note: str) -> None:
    one = about(merged([decision(1, Action.ACCEPT, QUOTED)], [now]))
    assert (one.shown, one.outcome, one.note) == (QUOTED, Outcome.CONFLICTING, note)


def test_another_who_doubts_it_is_a_third_opinion() -> None:
    theirs = AttributedClaim(replace(HEDGED.claim, hedges=(replace(COULD, holder=Holder.SPEAKER),)))
    assert about(merged([decision(1, Action.ACCEPT, HEDGED)], [theirs])).outcome is Outcome.CONFLICTING


def test_a_changed_speaker_is_kept_on_whatever_else_the_engine_now_says() -> None:
    change = decision(1, Action.CHANGE, QUOTED, Change(speaker=RAY))
    assert about(merged([change])).shown == by_ray(QUOTED)
    denied = AttributedClaim(replace(QUOTED.claim, denied=True), SAID)
    one = about(merged([change], [denied]))
    assert (one.shown, one.outcome) == (by_ray(denied), Outcome.KEPT)


def test_the_engine_may_come_round() -> None:
    change = decision(1, Action.CHANGE, QUOTED, Change(speaker=RAY))
    one = about(merged([change], [by_ray(QUOTED)]))
    assert (one.shown, one.outcome) == (by_ray(QUOTED), Outcome.AGREED)


def test_the_engine_may_name_a_third_speaker() -> None:
    change = decision(1, Action.CHANGE, QUOTED, Change(speaker=RAY))
    third = replace(QUOTED, attribution=replace(SAID, speaker=Speaker("Cy Day", SpeakerKind.PERSON)))
    one = about(merged([change], [third]))
    assert (one.shown, one.outcome, one.note) == (
        by_ray(QUOTED),
        Outcome.CONFLICTING,
        "the engine now has another speaker",
    )


def test_who_speaks_is_corrected_for_all_claims_of_the_attribution() -> None:
    second = AttributedClaim(Claim((at("may leave"),), 0), SAID)
    first = AttributedClaim(replace(QUOTED.claim, spans=(at("“all dams hold”"),)), SAID)
    found = merged([decision(1, Action.CHANGE, first, Change(speaker=RAY))], [first, second, PLAIN])
    assert [one.shown and one.shown.attribution and one.shown.attribution.speaker for one in found] == [RAY, RAY, None]
    made = corrected(extraction(first, second, PLAIN), found)
    assert [one.speaker for one in made.attributions] == [RAY]
    assert [claim.attribution for claim in made.claims] == [0, 0, None]


def test_a_rejected_claim_is_not_shown() -> None:
    found = merged([decision(1, Action.REJECT, HEDGED)])
    one = about(found)
    assert (one.shown, one.machine, one.outcome) == (None, 1, Outcome.KEPT)
    assert [claim.spans for claim in corrected(extraction(*SEEN), found).claims] == [(DAMS,), (RAIN,)]
    assert found[-1] is one


def test_a_rejected_claim_of_which_the_engine_now_says_something_else_is_shown_and_listed() -> None:
    sure = AttributedClaim(Claim((BRIDGE,)))
    one = about(merged([decision(1, Action.REJECT, HEDGED)], [sure]))
    assert (one.shown, one.machine, one.outcome) == (sure, 0, Outcome.CONFLICTING)
    assert one.note == "rejected, but now of another status, certainty or denial"


def test_the_engine_that_no_longer_makes_a_rejected_claim_agrees() -> None:
    one = about(merged([decision(1, Action.REJECT, HEDGED)], [QUOTED, PLAIN]))
    assert (one.shown, one.machine, one.outcome) == (None, None, Outcome.AGREED)


@pytest.mark.parametrize(
    ("words", "listed"),
    [("bridge could close.", True), ("could close.", True), ("close.", False), ("It rains.", False)],
)
def test_a_rejected_claim_that_comes_back_in_mostly_the_same_words_is_listed(words: str, listed: bool) -> None:
    one = about(merged([decision(1, Action.REJECT, HEDGED)], [AttributedClaim(Claim((at(words),)))]))
    assert (one.outcome is Outcome.CONFLICTING) == listed
    assert ("mostly the same words" in one.note) == listed


def test_a_claim_that_the_engine_lost_is_shown_and_listed() -> None:
    one = about(merged([decision(1, Action.ACCEPT, PLAIN)], [QUOTED]))
    assert (one.shown, one.machine, one.outcome) == (PLAIN, None, Outcome.CONFLICTING)
    assert one.note == "the engine no longer makes a claim of just these words"


def test_a_claim_that_is_not_rejected_does_not_come_back() -> None:
    near = AttributedClaim(Claim((at("bridge could close."),)))
    one = about(merged([decision(1, Action.ACCEPT, HEDGED)], [near]))
    assert (one.shown, one.note) == (HEDGED, "the engine no longer makes a claim of just these words")
    change = decision(1, Action.CHANGE, HEDGED, Change(status=Status.UNSOURCED))
    sure = AttributedClaim(Claim((BRIDGE,)))
    one = about(merged([change], [sure, near]))
    assert (one.shown, one.outcome, one.note) == (sure, Outcome.AGREED, "")


def test_what_a_person_added_and_rejected_is_settled_whatever_the_engine_says() -> None:
    both = [decision(1, Action.ADD, None, ADDED), decision(2, Action.REJECT, None)]
    near = AttributedClaim(Claim((at("The bridge could"),)))
    assert about(merged(both, [near])).outcome is Outcome.AGREED


def test_an_added_claim_stands_beside_the_engines() -> None:
    one = about(merged([decision(1, Action.ADD, None, ADDED)]))
    assert one.shown is not None
    assert (one.shown.claim.spans, one.machine, one.outcome) == ((at("The bridge"),), None, Outcome.KEPT)


def test_the_engine_may_find_what_was_added() -> None:
    now = AttributedClaim(Claim((at("The bridge"),)))
    one = about(merged([decision(1, Action.ADD, None, ADDED)], [now]))
    assert (one.shown, one.machine, one.outcome) == (now, 0, Outcome.AGREED)


def test_what_was_added_stays_so_whatever_is_said_of_it_later() -> None:
    both = [decision(1, Action.ADD, None, ADDED), decision(2, Action.ACCEPT, None)]
    one = about(merged(both))
    assert one.reviewed is not None
    assert one.reviewed.added
    assert not any(found.reviewed.added for found in merged([decision(1, Action.ACCEPT, PLAIN)]) if found.reviewed)


def test_of_what_was_added_all_was_decided() -> None:
    added = Change(spans=(RAIN,), status=Status.SOURCED, cue=at("said"), speaker=LEE)
    attribution = Attribution((), at("said"), (RAIN,), QuoteType.INDIRECT, LEE, 1.0)
    for kind, outcome in ((QuoteType.INDIRECT, Outcome.AGREED), (QuoteType.DIRECT, Outcome.CONFLICTING)):
        now = AttributedClaim(Claim((RAIN,), 0), replace(attribution, quote_type=kind))
        assert about(merged([decision(1, Action.ADD, None, added)], [now])).outcome is outcome


def test_of_two_decisions_about_one_place_the_later_is_an_orphan() -> None:
    both = [decision(1, Action.ACCEPT, PLAIN), decision(2, Action.ACCEPT, PLAIN, key="other")]
    found = merged(both)
    assert about(found).outcome is Outcome.KEPT
    assert about(found, "other").outcome is Outcome.ORPHANED
    assert about(found, "other").note == "another decision is about the claim at its place"


def test_two_decided_claims_of_the_same_words_are_one() -> None:
    moved = Change(spans=(RAIN,))
    both = [decision(1, Action.ACCEPT, PLAIN), decision(2, Action.CHANGE, HEDGED, moved, key="other")]
    assert about(merged(both), "other").note == "another decided claim has the same words"


def test_a_change_that_no_longer_fits_says_why() -> None:
    both = [
        decision(1, Action.CHANGE, PLAIN, Change(status=Status.SPECULATIVE, hedges=(at("rains"),))),
        decision(2, Action.CHANGE, PLAIN, Change(quote_type=QuoteType.DIRECT)),
    ]
    one = about(merged(both))
    assert one.outcome is Outcome.CONFLICTING
    assert one.note == "the claim is attributed to nobody, so it has not a quote type; it must be sourced first"


@pytest.mark.parametrize(
    ("decisions", "state"),
    [
        ([decision(1, Action.ACCEPT, PLAIN)], State.ACCEPTED),
        ([decision(1, Action.REJECT, PLAIN)], State.REJECTED),
        ([decision(1, Action.ACCEPT, PLAIN), decision(2, Action.REJECT, PLAIN)], State.REJECTED),
        ([decision(1, Action.ACCEPT, PLAIN), decision(2, Action.REJECT, PLAIN, by="Bo")], State.DISPUTED),
        ([decision(1, Action.ACCEPT, PLAIN), decision(2, Action.ACCEPT, PLAIN, by="Bo")], State.ACCEPTED),
        (
            [
                decision(1, Action.CHANGE, QUOTED, Change(speaker=RAY)),
                decision(2, Action.CHANGE, QUOTED, Change(speaker=LEE), by="Bo"),
            ],
            State.DISPUTED,
        ),
        (
            [
                decision(1, Action.CHANGE, QUOTED, Change(speaker=RAY)),
                decision(2, Action.CHANGE, QUOTED, Change(quote_type=QuoteType.DIRECT), by="Bo"),
            ],
            State.ACCEPTED,
        ),
        (
            [
                decision(1, Action.CHANGE, QUOTED, Change(speaker=RAY)),
                decision(2, Action.CHANGE, QUOTED, Change(speaker=LEE), by="Bo"),
                decision(3, Action.ACCEPT, QUOTED),
            ],
            State.ACCEPTED,
        ),
        # What the later correction is not about is disputed still.
        (
            [
                decision(1, Action.CHANGE, QUOTED, Change(speaker=RAY)),
                decision(2, Action.CHANGE, QUOTED, Change(speaker=LEE), by="Bo"),
                decision(3, Action.CHANGE, QUOTED, INDIRECT, by="Bo"),
            ],
            State.DISPUTED,
        ),
        (
            [
                decision(1, Action.CHANGE, PLAIN, Change(spans=(at("It rains"),))),
                decision(2, Action.CHANGE, PLAIN, Change(spans=(at("rains"),)), by="Bo"),
            ],
            State.DISPUTED,
        ),
    ],
)
def test_people_agree_or_dispute(decisions: Sequence[Decision], state: State) -> None:
    one = about(merged(decisions))
    assert one.reviewed is not None
    assert one.reviewed.state is state


@pytest.mark.parametrize("action", [Action.MERGE, Action.SPLIT, Action.RENAME, Action.ALIAS, Action.LOAD, Action.UNDO])
def test_what_is_no_decision_about_a_claim_is_refused(action: Action) -> None:
    with pytest.raises(ValueError, match="correction 1 is none of a claim"):
        merged([decision(1, action, PLAIN)])


def test_a_changed_quote_type_is_kept_on_whatever_else_the_engine_now_says() -> None:
    one = about(merged([decision(1, Action.CHANGE, QUOTED, INDIRECT)], [DENIED]))
    assert one.outcome is Outcome.KEPT
    assert one.shown == AttributedClaim(
        replace(DENIED.claim, quotations=()), replace(SAID, quote_type=QuoteType.INDIRECT)
    )
    assert one.shown.attribution != SAID
    both = [decision(1, Action.CHANGE, QUOTED, INDIRECT), decision(2, Action.CHANGE, QUOTED, Change(speaker=RAY))]
    one = about(merged(both, [DENIED]))
    assert one.shown == AttributedClaim(
        replace(DENIED.claim, quotations=()), replace(SAID, quote_type=QuoteType.INDIRECT, speaker=RAY)
    )


def test_what_is_not_decided_comes_from_the_engine() -> None:
    now = AttributedClaim(replace(DENIED.claim, quotations=(at("“all"),)), replace(SAID, quote_type=QuoteType.DIRECT))
    one = about(merged([decision(1, Action.CHANGE, QUOTED, Change(speaker=RAY))], [now]))
    assert one.shown == by_ray(now)


def test_a_speaker_is_not_put_on_what_the_engine_now_attributes_to_nobody() -> None:
    one = about(merged([decision(1, Action.CHANGE, QUOTED, Change(speaker=RAY))], [AttributedClaim(Claim((DAMS,)))]))
    assert (one.shown, one.outcome) == (by_ray(QUOTED), Outcome.CONFLICTING)
    assert one.note == "the engine now has another speaker"


def test_a_change_to_what_a_person_added_that_does_not_fit() -> None:
    both = [decision(1, Action.ADD, None, ADDED), decision(2, Action.CHANGE, None, Change(quote_type=QuoteType.DIRECT))]
    one = about(merged(both, []))
    assert one.shown is not None
    assert (one.shown.claim.spans, one.outcome) == ((at("The bridge"),), Outcome.CONFLICTING)
    assert "attributed to nobody" in one.note


def test_words_that_share_just_half_are_other_words() -> None:
    # “It rains.” has nine characters: five are more than half of it, four are not.
    for words, listed in (("rains", True), ("rain", False)):
        now = [AttributedClaim(Claim((at(words),)))]
        assert (about(merged([decision(1, Action.REJECT, PLAIN)], now)).outcome is Outcome.CONFLICTING) == listed
    # Of pieces all count.
    pieces = AttributedClaim(Claim((at("The bridge"), at("close."))))
    assert about(merged([decision(1, Action.REJECT, HEDGED)], [pieces])).outcome is Outcome.CONFLICTING


def test_a_rejected_claim_does_not_come_back_in_what_somebody_decided_about() -> None:
    shorter = AttributedClaim(Claim((at("bridge could close."),)))
    both = [decision(1, Action.REJECT, HEDGED), decision(2, Action.ACCEPT, shorter, key="other")]
    assert about(merged(both, [shorter])).outcome is Outcome.AGREED
