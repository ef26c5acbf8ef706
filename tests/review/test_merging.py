"""Three states of a claim merged, without a database: what the engine said, what people said, what it says now."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from factdb.records import (
    Action,
    Attribution,
    Claim,
    Engine,
    Extraction,
    Hedge,
    Holder,
    Outcome,
    QuoteType,
    Span,
    Speaker,
    SpeakerKind,
    State,
    Status,
)
from factdb.review.claims import AttributedClaim, Change, write, write_change
from factdb.review.decisions import Decision, reviewed_claims
from factdb.review.merge import MergedClaim, corrected, merge

TEXT = "Ann Lee said “all dams hold” and may leave. The bridge could close. It rains."
ENGINE = Engine("toy", "1", "")
LEE, RAY = Speaker("Ann Lee", SpeakerKind.PERSON), Speaker("Bob Ray", SpeakerKind.PERSON)


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


DAMS, BRIDGE, RAIN = at("“all dams hold” and may leave"), at("The bridge could close."), at("It rains.")
SAID = Attribution((at("Ann Lee"),), at("said"), (DAMS,), QuoteType.MIXED, LEE, 0.9)
COULD = Hedge(at("could"), "epistemic", Holder.WRITER, BRIDGE)
QUOTED = AttributedClaim(Claim((DAMS,), 0, quotations=(at("“all dams hold”"),)), SAID)
HEDGED, PLAIN = AttributedClaim(Claim((BRIDGE,), hedges=(COULD,))), AttributedClaim(Claim((RAIN,)))
SEEN = (QUOTED, HEDGED, PLAIN)


def extraction(*claims: AttributedClaim) -> Extraction:
    attributions = list(dict.fromkeys(one.attribution for one in claims if one.attribution))
    numbered = (
        replace(one.claim, attribution=attributions.index(one.attribution) if one.attribution else None)
        for one in claims
    )
    return Extraction(ENGINE, tuple(attributions), tuple(numbered))


def decision(
    number: int,
    action: Action,
    of: AttributedClaim | None,
    change: Change | None = None,
    by: str = "Ann",
    key: str = "k",
) -> Decision:
    data: dict[str, object] = {"machine": of and write(of)}
    if change:
        data["change"] = write_change(change)
    return Decision(number, action, key, 1, by, data)


def merged(
    decisions: Sequence[Decision],
    now: Sequence[AttributedClaim] = SEEN,
    moved: Mapping[str, object] | None = None,
) -> list[MergedClaim]:
    def nowhere(_old: int, _new: int):  # type: ignore[no-untyped-def]
        raise AssertionError("all is in one text")

    reviewed = reviewed_claims(decisions, {1: TEXT}, nowhere)
    return merge(extraction(*now), reviewed, {one.key: None for one in reviewed})


def about(found: Sequence[MergedClaim], key: str = "k") -> MergedClaim:
    [one] = [one for one in found if one.reviewed and one.reviewed.key == key]
    return one


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


def by_ray(one: AttributedClaim) -> AttributedClaim:
    assert one.attribution
    return replace(one, attribution=replace(one.attribution, speaker=RAY))


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
    assert (one.shown, one.outcome) == (sure, Outcome.CONFLICTING)
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


ADDED = Change(spans=(at("The bridge"),), status=Status.UNSOURCED)


def test_an_added_claim_stands_beside_the_engines() -> None:
    one = about(merged([decision(1, Action.ADD, None, ADDED)]))
    assert one.shown is not None
    assert (one.shown.claim.spans, one.machine, one.outcome) == ((at("The bridge"),), None, Outcome.KEPT)


def test_the_engine_may_find_what_was_added() -> None:
    now = AttributedClaim(Claim((at("The bridge"),)))
    one = about(merged([decision(1, Action.ADD, None, ADDED)], [now]))
    assert (one.shown, one.machine, one.outcome) == (now, 0, Outcome.AGREED)


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
        decision(1, Action.CHANGE, PLAIN, Change(status=Status.SPECULATIVE, hedge=at("rains"))),
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
