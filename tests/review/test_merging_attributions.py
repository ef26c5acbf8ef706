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


def test_whoever_people_say_relays_it_stays_where_nothing_else_of_theirs_does() -> None:
    decisions = [
        decision(1, Action.REJECT, AttributedClaim(Claim((BRIDGE,), 0), OUTER), key="outer"),
        decision(2, Action.CHANGE, QUOTED, Change(via=(Relayer(OUTER.cue, CREW),))),
    ]
    reviewed = reviewed_claims(decisions, {1: TEXT}, lambda *_: shifted)
    now = replace(RELAYING, attributions=(OUTER, SAID))
    made = corrected(now, merge(now, reviewed, {one.key: None for one in reviewed}))
    [inner] = [one for one in made.attributions if one.cue == SAID.cue]
    assert inner.via is not None
    assert made.attributions[inner.via].speaker == CREW
