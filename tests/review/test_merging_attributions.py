"""Attributions where claims are merged: whose words are whose, and who relays them."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from factdb.records import (
    Action,
    Attribution,
    Claim,
    Extraction,
    Outcome,
    QuoteType,
    Span,
    Speaker,
    SpeakerKind,
    Status,
)
from factdb.review.claims import AttributedClaim, Change
from factdb.review.decisions import Decision, reviewed_claims
from factdb.review.merge import corrected, merge
from factdb.review.relayers import Relayer
from tests.review.story import (
    BRIDGE,
    COULD,
    DAMS,
    DENIED,
    ENGINE,
    LEE,
    PLAIN,
    QUOTED,
    RAIN,
    RAY,
    SAID,
    TEXT,
    about,
    at,
    by_ray,
    decision,
    extraction,
    merged,
    shifted,
)


def test_each_claim_has_its_own_attribution() -> None:
    rain = Attribution((), at("rains"), (RAIN,), QuoteType.INDIRECT, RAY, 0.5)
    machine = extraction(QUOTED, AttributedClaim(Claim((RAIN,), 0), rain))
    found = merge(machine, [], {})
    assert [one.shown and one.shown.claim.attribution for one in found] == [0, 0]
    assert corrected(machine, found) == machine


def test_attributions_without_claims_stay_and_replaced_ones_go() -> None:
    alone = Attribution((), at("rains"), (RAIN,), QuoteType.INDIRECT, RAY, 0.5)
    machine = replace(extraction(QUOTED, PLAIN), attributions=(SAID, alone))
    reviewed = reviewed_claims([decision(1, Action.CHANGE, QUOTED, Change(speaker=RAY))], {1: TEXT}, lambda *_: shifted)
    made = corrected(machine, merge(machine, reviewed, {"k": None}))
    assert made.engine == ENGINE
    assert [(one.cue, one.speaker) for one in made.attributions] == [(SAID.cue, RAY), (alone.cue, RAY)]
    assert [claim.attribution for claim in made.claims] == [0, None]


def test_a_claim_rejected_before_keeps_no_speaker_from_the_others() -> None:
    parts = [AttributedClaim(replace(QUOTED.claim, spans=(at(words),)), SAID) for words in ("“all", "dams", "hold”")]
    both = [
        decision(1, Action.REJECT, parts[0]),
        decision(2, Action.CHANGE, parts[1], Change(speaker=RAY), key="other"),
    ]
    found = merged(both, parts)
    assert [one.shown and one.shown.attribution and one.shown.attribution.speaker for one in found] == [RAY, RAY, None]


def test_words_that_people_gave_keep_their_attribution_where_the_engine_now_has_none() -> None:
    shorter = (at("“all dams hold”"),)
    change = decision(1, Action.CHANGE, QUOTED, Change(spans=shorter))
    one = about(merged([change], [AttributedClaim(Claim(shorter))]))
    assert one.outcome is Outcome.AGREED
    assert one.shown and one.shown.attribution == replace(SAID, contents=shorter)


def test_the_later_of_two_corrections_of_one_attribution_holds_for_the_others() -> None:
    parts = [AttributedClaim(replace(QUOTED.claim, spans=(at(words),)), SAID) for words in ("“all", "dams", "hold”")]
    cy = Speaker("Cy Day", SpeakerKind.PERSON)
    both = [
        decision(5, Action.CHANGE, parts[0], Change(speaker=RAY)),
        decision(3, Action.CHANGE, parts[1], Change(speaker=cy), key="other"),
    ]
    found = merged(both, parts)
    assert [one.shown and one.shown.attribution and one.shown.attribution.speaker for one in found] == [RAY, cy, RAY]


CREW = Speaker("The bridge", SpeakerKind.GROUP)
OUTER = Attribution((at("The bridge"),), at("could"), (BRIDGE,), QuoteType.INDIRECT, CREW, 0.8)
UNSOURCED = Change(status=Status.UNSOURCED)
RELAYING = Extraction(
    ENGINE, (OUTER, replace(SAID, via=0)), (replace(QUOTED.claim, attribution=1), Claim((BRIDGE,), 0), PLAIN.claim)
)


@pytest.mark.parametrize(
    ("decisions", "relayer"),
    [
        ([], CREW),
        ([decision(1, Action.CHANGE, QUOTED, Change(speaker=RAY))], CREW),
        # It is relayed by whom people name, and by nobody if the outer words are rejected.
        ([decision(1, Action.CHANGE, AttributedClaim(Claim((BRIDGE,), 0), OUTER), Change(speaker=RAY))], RAY),
        ([decision(1, Action.REJECT, AttributedClaim(Claim((BRIDGE,), 0), OUTER))], None),
    ],
)
def test_who_relays_what_is_said_stays(decisions: Sequence[Decision], relayer: Speaker | None) -> None:
    reviewed = reviewed_claims(decisions, {1: TEXT}, lambda *_: shifted)
    made = corrected(RELAYING, merge(RELAYING, reviewed, {one.key: None for one in reviewed}))
    inner, *outer = made.attributions
    assert inner.cue == SAID.cue
    assert (None if inner.via is None else made.attributions[inner.via].speaker) == relayer
    assert all(one.via is None for one in outer)
    assert made.claims[0].attribution == 0


def test_what_people_add_is_relayed_by_nobody() -> None:
    added = Change(spans=(at("It rains"),), status=Status.SOURCED, cue=at("said"), speaker=LEE)
    reviewed = reviewed_claims([decision(1, Action.ADD, None, added)], {1: TEXT}, lambda *_: shifted)
    made = corrected(RELAYING, merge(RELAYING, reviewed, {"k": None}))
    [one] = [one for one in made.attributions if one.contents == (at("It rains"),)]
    assert (one.speaker, one.via) == (LEE, None)


@pytest.mark.parametrize(
    ("cue", "outer_via", "inner_via", "expected"),
    [
        (OUTER.cue, None, None, (CREW, None)),
        (None, None, None, (CREW, None)),  # by the speaker, where the words that say it have no place
        (OUTER.cue, None, 0, (CREW, None)),
        # The engine now says it the other way round: nobody tells of it by way of itself, and people's word holds.
        (OUTER.cue, 1, None, (CREW, None)),
    ],
)
def test_people_say_who_relays_it(
    cue: Span | None, outer_via: int | None, inner_via: int | None, expected: tuple[Speaker | None, Speaker | None]
) -> None:
    said = decision(1, Action.CHANGE, QUOTED, Change(via=(Relayer(cue, CREW),)))
    reviewed = reviewed_claims([said], {1: TEXT}, lambda *_: shifted)
    attributions = (replace(OUTER, via=outer_via), replace(SAID, via=inner_via))
    now = replace(RELAYING, attributions=attributions)
    found = merge(now, reviewed, {"k": None})
    made = corrected(now, found)
    whom = {one.cue: None if one.via is None else made.attributions[one.via].speaker for one in made.attributions}
    assert (whom[SAID.cue], whom[OUTER.cue]) == expected
    assert about(found).outcome is (Outcome.AGREED if inner_via == 0 else Outcome.KEPT)


@pytest.mark.parametrize(("action", "change"), [(Action.REJECT, None), (Action.CHANGE, UNSOURCED)])
def test_whoever_people_say_relays_it_stays_where_nothing_else_of_theirs_does(
    action: Action, change: Change | None
) -> None:
    decisions = [
        decision(1, action, AttributedClaim(Claim((BRIDGE,), 0), OUTER), change, key="outer"),
        decision(2, Action.CHANGE, QUOTED, Change(via=(Relayer(OUTER.cue, CREW),))),
    ]
    reviewed = reviewed_claims(decisions, {1: TEXT}, lambda *_: shifted)
    now = replace(RELAYING, attributions=(OUTER, SAID))
    made = corrected(now, merge(now, reviewed, {one.key: None for one in reviewed}))
    [inner] = [one for one in made.attributions if one.cue == SAID.cue]
    assert inner.via is not None
    assert made.attributions[inner.via].speaker == CREW


OUTER_SAID = AttributedClaim(Claim((BRIDGE,), 0), OUTER)
BY_CREW, BY_RAY = (Relayer(OUTER.cue, CREW),), (Relayer(at("rains"), RAY),)
RAINS = AttributedClaim(Claim((RAIN,), 0), Attribution((), at("rains"), (RAIN,), QuoteType.INDIRECT, RAY, 0.5))
HEDGED_QUOTED = replace(QUOTED, claim=replace(QUOTED.claim, hedges=(replace(COULD, span=at("may")),)))


def changed(of: AttributedClaim = QUOTED, number: int = 1, **change: object) -> Decision:
    return decision(number, Action.CHANGE, of, Change(**change))  # type: ignore[arg-type]


def relayed(one: AttributedClaim, now: Sequence[AttributedClaim], via: int) -> Extraction:
    """The claim and others, the first relayed by the attribution of that number."""
    found = extraction(one, *now)
    first, *others = found.attributions
    return replace(found, attributions=(replace(first, via=via), *others))


def test_a_denial_is_kept_on_whatever_else_the_engine_now_says() -> None:
    bare = AttributedClaim(Claim((DAMS,)))
    for now, outcome in ((QUOTED, Outcome.KEPT), (by_ray(QUOTED), Outcome.KEPT), (bare, Outcome.KEPT)):
        one = about(merged([changed(denied=True)], [now]))
        assert (one.shown, one.outcome) == (replace(now, claim=replace(now.claim, denied=True)), outcome)
    assert about(merged([changed(denied=True)], [DENIED])).outcome is Outcome.AGREED
    direct = replace(QUOTED, attribution=replace(SAID, quote_type=QuoteType.DIRECT))
    one = about(merged([changed(denied=True), changed(number=2, speaker=RAY)], [direct]))
    assert one.shown == by_ray(replace(direct, claim=DENIED.claim))


def test_who_relays_it_is_kept_on_whatever_else_the_engine_now_says() -> None:
    one = about(merged([changed(via=BY_CREW)], [HEDGED_QUOTED, OUTER_SAID]))
    assert (one.shown, one.outcome) == (replace(HEDGED_QUOTED, relayers=BY_CREW), Outcome.KEPT)
    everything = changed(via=BY_CREW, speaker=RAY, denied=True, quote_type=QuoteType.DIRECT)
    one = about(merged([everything], [HEDGED_QUOTED, OUTER_SAID]))
    said = replace(SAID, speaker=RAY, quote_type=QuoteType.DIRECT)
    hedged = replace(HEDGED_QUOTED.claim, denied=True)
    assert (one.shown, one.outcome) == (AttributedClaim(hedged, said, BY_CREW), Outcome.KEPT)
    one = about(merged([changed(speaker=RAY)], [HEDGED_QUOTED, OUTER_SAID]))
    assert one.shown == by_ray(HEDGED_QUOTED)


@pytest.mark.parametrize(
    ("base", "outcome", "note"),
    [
        (QUOTED, Outcome.CONFLICTING, "the engine now has another relayer"),
        (replace(QUOTED, relayers=BY_RAY), Outcome.KEPT, ""),
        # What it said of that was not kept.
        (replace(QUOTED, relayers=None), Outcome.KEPT, ""),
    ],
)
def test_the_engine_may_name_a_third_relayer(base: AttributedClaim, outcome: Outcome, note: str) -> None:
    now = relayed(QUOTED, [OUTER_SAID, RAINS], 2)
    reviewed = reviewed_claims([changed(base, via=BY_CREW)], {1: TEXT}, lambda *_: shifted)
    one = about(merge(now, reviewed, {"k": None}))
    assert (one.outcome, one.note, one.shown and one.shown.relayers) == (outcome, note, BY_CREW)


@pytest.mark.parametrize(
    ("other", "note"),
    [
        ({}, ""),
        ({"via": BY_CREW}, "the engine now has another relayer"),
        ({"speaker": LEE}, "the engine now has another speaker"),
        (
            {"denied": True, "speaker": LEE},
            "the engine now has another status, certainty or denial and speaker and denial",
        ),
    ],
)
def test_of_an_added_claim_a_note_names_what_the_engine_finds_otherwise(other: dict[str, object], note: str) -> None:
    said = {"spans": (RAIN,), "status": Status.SOURCED, "cue": at("rains"), "speaker": RAY, **other}
    one = about(merged([decision(1, Action.ADD, None, Change(**said))], [RAINS, OUTER_SAID]))  # type: ignore[arg-type]
    assert (one.outcome, one.note) == (Outcome.CONFLICTING if note else Outcome.AGREED, note)
    assert one.shown and one.shown.relayers == other.get("via", ())


@pytest.mark.parametrize(
    ("base", "note"),
    [
        (replace(QUOTED, relayers=BY_CREW), "whoever is to relay it is quoted nowhere in the article"),
        (QUOTED, "the engine now has another relayer"),
    ],
)
def test_whoever_is_quoted_nowhere_relays_nothing(base: AttributedClaim, note: str) -> None:
    nobody = (Relayer(None, Speaker("Cy Day", SpeakerKind.PERSON)),)
    reviewed = reviewed_claims([changed(base, via=nobody)], {1: TEXT}, lambda *_: shifted)
    one = about(merge(relayed(QUOTED, [OUTER_SAID], 1), reviewed, {"k": None}))
    assert (one.outcome, one.note) == (Outcome.CONFLICTING, note)
    assert one.shown == replace(QUOTED, relayers=BY_CREW)


def test_nobody_relays_what_nobody_says_or_people_say_nobody_relays() -> None:
    now = relayed(QUOTED, [OUTER_SAID], 1)
    for change in (Change(via=()), UNSOURCED):
        reviewed = reviewed_claims([decision(1, Action.CHANGE, QUOTED, change)], {1: TEXT}, lambda *_: shifted)
        found = merge(now, reviewed, {"k": None})
        one = about(found)
        assert one.shown and one.shown.relayers == ()
        assert all(said.via is None for said in corrected(now, found).attributions)


def test_the_other_claims_of_an_attribution_are_relayed_by_whom_people_say() -> None:
    first, second = (AttributedClaim(Claim((at(words),), 0), SAID) for words in ("“all dams hold”", "may leave"))
    now = extraction(first, second, OUTER_SAID)
    reviewed = reviewed_claims([changed(second, via=BY_CREW)], {1: TEXT}, lambda *_: shifted)
    found = merge(now, reviewed, {"k": None})
    assert [one.shown and one.shown.relayers for one in found] == [BY_CREW, BY_CREW, ()]
    made = corrected(now, found)
    assert [(one.cue, one.via) for one in made.attributions] == [(SAID.cue, 1), (OUTER.cue, None)]
    assert [one.attribution for one in made.claims] == [0, 0, 1]
    # What is corrected otherwise later is no word of that.
    third = AttributedClaim(Claim((at("hold”"),), 0), SAID)
    denied = decision(2, Action.CHANGE, first, Change(denied=True), key="other")
    found = merged([changed(second, via=BY_CREW), denied], [first, second, third, OUTER_SAID])
    assert [one.shown and one.shown.relayers for one in found] == [(), BY_CREW, BY_CREW, ()]


def test_whoever_people_quote_themselves_may_relay_it() -> None:
    outer = Change(spans=(BRIDGE,), status=Status.SOURCED, cue=OUTER.cue, speaker=CREW)
    rains = Change(spans=(at("It rains"),), status=Status.SOURCED, cue=at("rains"), speaker=RAY)
    decisions = [decision(1, Action.ADD, None, outer, key="outer"), decision(2, Action.ADD, None, rains, key="rains")]
    now = extraction(QUOTED, PLAIN)
    reviewed = reviewed_claims([*decisions, changed(number=3, via=BY_CREW)], {1: TEXT}, lambda *_: shifted)
    made = corrected(now, merge(now, reviewed, {one.key: None for one in reviewed}))
    assert [(one.speaker, one.via) for one in made.attributions] == [(LEE, 1), (CREW, None), (RAY, None)]


def test_of_two_with_one_cue_the_engine_says_which_relays_it() -> None:
    twice = (OUTER, replace(OUTER, contents=(RAIN,)), replace(SAID, via=1))
    now = Extraction(ENGINE, twice, (replace(QUOTED.claim, attribution=2), Claim((BRIDGE,), 0), Claim((RAIN,), 1)))
    made = corrected(now, merge(now, [], {}))
    assert [one.contents for one in made.attributions if one.via is None] == [(BRIDGE,), (RAIN,)]
    assert [made.attributions[one.via].contents for one in made.attributions if one.via is not None] == [(RAIN,)]
