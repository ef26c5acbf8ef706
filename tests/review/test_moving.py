"""Decisions merged in another version of the text, without a database: where their words went."""

from dataclasses import replace

import pytest

from factdb.records import Action, Claim, Outcome, Span, Status
from factdb.review.claims import AttributedClaim, Change, change_placed, placed, together
from factdb.review.relayers import Relayer
from tests.review.story import (
    ADDED,
    BRIDGE,
    COULD,
    DAMS,
    HEDGED,
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
    one = about(merged([decision(1, Action.REJECT, PLAIN)], [QUOTED], lambda _: None))
    assert (one.shown, one.outcome) == (None, Outcome.ORPHANED)
    one = about(merged([decision(1, Action.ADD, None, ADDED)], [QUOTED], lambda _: None))
    assert (one.shown, one.outcome) == (None, Outcome.ORPHANED)


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


def test_a_claim_goes_where_the_whole_of_it_goes_as_the_engine_or_as_people_had_it() -> None:
    shorter = at("“all dams hold”")
    change = decision(1, Action.CHANGE, QUOTED, Change(spans=(shorter,)))
    for last in (DAMS, shorter):
        one = about(merged([change], [PLAIN], only(Span(0, last.end))))
        assert one.shown and one.shown.claim.spans == (shifted(shorter),)


def test_a_rejected_claim_may_come_back_in_another_version() -> None:
    near = AttributedClaim(Claim((shifted(at("bridge could close.")),)))
    one = about(merged([decision(1, Action.REJECT, HEDGED)], [near], shifted))
    assert (one.shown, one.outcome) == (None, Outcome.CONFLICTING)


def test_all_that_belongs_to_a_claim_moves_with_it() -> None:
    roles = (at("Ann"), at("It rains"))
    relayers = (Relayer(at("could"), RAY), Relayer(None, LEE))
    told = AttributedClaim(replace(QUOTED.claim, hedges=(COULD,)), replace(SAID, roles=roles), relayers)
    there = placed(told, shifted)
    assert there and there.attribution
    assert there.claim == replace(
        told.claim,
        spans=(shifted(DAMS),),
        quotations=(shifted(at("“all dams hold”")),),
        hedges=(replace(COULD, span=shifted(COULD.span), scope=shifted(COULD.scope)),),
    )
    assert there.attribution == replace(
        SAID,
        sources=(shifted(at("Ann Lee")),),
        cue=shifted(at("said")),
        contents=(shifted(DAMS),),
        roles=tuple(map(shifted, roles)),
    )
    assert there.relayers == (Relayer(shifted(at("could")), RAY), Relayer(None, LEE))


def test_a_hedge_far_from_a_claim_moves_with_the_whole_of_it() -> None:
    far = replace(QUOTED.claim, hedges=(replace(COULD, scope=DAMS),))
    whole = Span(0, COULD.span.end)
    there = placed(AttributedClaim(far, SAID), together(AttributedClaim(far, SAID), only(whole)))
    assert there == placed(AttributedClaim(far, SAID), shifted)


def test_of_roles_and_contents_what_has_a_place_moves() -> None:
    roles, contents = (at("Ann"), at("It rains")), (DAMS, RAIN)
    told = AttributedClaim(QUOTED.claim, replace(SAID, roles=roles, contents=contents))

    def before_the_bridge(span: Span) -> Span | None:
        return shifted(span) if span.end < BRIDGE.start else None

    there = placed(told, before_the_bridge)
    assert there and there.attribution
    assert (there.attribution.roles, there.attribution.contents) == ((shifted(at("Ann")),), (shifted(DAMS),))
    elsewhere = placed(AttributedClaim(QUOTED.claim, replace(SAID, contents=(RAIN,))), before_the_bridge)
    assert elsewhere and elsewhere.attribution
    assert elsewhere.attribution.contents == (shifted(DAMS),)


def test_pieces_that_would_lie_over_one_another_have_no_place() -> None:
    pieces = AttributedClaim(Claim((at("Ann"), at("Lee"), RAIN)))
    assert placed(pieces, shifted) is not None
    assert placed(pieces, lambda span: Span(5, 9)) is None
    assert placed(pieces, lambda span: Span(span.start, span.start + 4)) is not None  # they may touch


CHANGE = Change(
    spans=(DAMS, RAIN),
    status=Status.SPECULATIVE,
    source=at("Ann Lee"),
    cue=at("said"),
    hedges=(at("may"),),
    speaker=RAY,
    contents=(DAMS,),
    denied=True,
    via=(Relayer(at("could"), RAY),),
)


def test_a_change_moves_with_all_its_words() -> None:
    assert change_placed(CHANGE, shifted) == replace(
        CHANGE,
        spans=(shifted(DAMS), shifted(RAIN)),
        source=shifted(at("Ann Lee")),
        cue=shifted(at("said")),
        hedges=(shifted(at("may")),),
        contents=(shifted(DAMS),),
        via=(Relayer(shifted(at("could")), RAY),),
    )
    assert change_placed(Change(hedges=(), via=()), shifted) == Change(hedges=(), via=())
    assert change_placed(Change(speaker=RAY), shifted) == Change(speaker=RAY)


@pytest.mark.parametrize("lost", [RAIN, at("Ann Lee"), at("said"), at("may"), DAMS])
def test_a_change_without_one_of_its_words_has_no_place(lost: Span) -> None:
    assert change_placed(CHANGE, lambda span: None if span == lost else shifted(span)) is None
