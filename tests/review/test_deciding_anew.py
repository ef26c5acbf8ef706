"""What was decided about one text, and is decided about again in another."""

from dataclasses import replace

from factdb.records import Action, Span
from factdb.review.claims import AttributedClaim, Change, Place
from factdb.review.decisions import ReviewedClaim, reviewed_claims
from tests.review.story import QUOTED, RAY, TEXT, at, by_ray, decision, later, shifted

SHORTER = at("“all dams hold”")


def decided(change: Change, place: Place, now: AttributedClaim | None) -> ReviewedClaim:
    """What comes of a change, and of an acceptance in a text that has ten characters more before it."""
    first = decision(1, Action.CHANGE, QUOTED, change)
    second = replace(decision(2, Action.ACCEPT, now, by="Bo"), article=2)
    [one] = reviewed_claims([first, second], {1: TEXT, 2: f"Ten chars {TEXT}"}, lambda _old, _new: place)
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


def test_without_a_word_of_the_engine_it_is_as_people_had_it() -> None:
    assert decided(Change(speaker=RAY), shifted, None).ours == by_ray(later(QUOTED))
    assert decided(Change(speaker=RAY), nowhere, None).ours is None
