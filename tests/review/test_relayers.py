"""Whoever tells what another said: found in an article, taken to another text, and never by way of themselves."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.records import Attribution, QuoteType, Span, Speaker
from factdb.review.relayers import Relayer, heard, relayers_of, relayers_placed, without_rounds
from tests.review.story import LEE, QUOTED, RAY, SAID, extraction, shifted


def saying(start: int, speaker: Speaker) -> Attribution:
    return Attribution((), Span(start, start + 4), (), QuoteType.INDIRECT, speaker, 1.0)


KNOWN = dict(enumerate([saying(10, RAY), saying(40, LEE), saying(60, RAY), saying(60, LEE)]))


@pytest.mark.parametrize(
    ("relayer", "number"),
    [
        (Relayer(Span(10, 14), LEE), 0),  # whoever has the cue, before the same speaker with another
        (Relayer(Span(60, 64), LEE), 3),  # of two with that cue the same speaker
        (Relayer(Span(60, 64), RAY), 2),
        (Relayer(Span(36, 39), RAY), 2),  # of the same speaker whoever is nearest
        (Relayer(Span(30, 34), RAY), 0),
        (Relayer(Span(90, 94), LEE), 3),
        (Relayer(None, LEE), 1),
        (Relayer(None, RAY), 0),
        (Relayer(Span(10, 15), replace(RAY, name="Cy Day")), None),
    ],
)
def test_where_a_relayer_speaks(relayer: Relayer, number: int | None) -> None:
    assert heard(relayer, KNOWN) == number


def test_whoever_relays_it_does_so_with_a_cue() -> None:
    relayed = replace(SAID, via=1)
    found = replace(extraction(QUOTED), attributions=(relayed, KNOWN[0]))
    assert relayers_of(found, relayed) == (Relayer(Span(10, 14), RAY),)
    assert relayers_of(found, KNOWN[0]) == ()


def test_relayers_go_to_another_text_be_it_without_their_words() -> None:
    both = (Relayer(Span(1, 2), RAY), Relayer(None, LEE))
    assert relayers_placed(both, shifted) == (Relayer(Span(11, 12), RAY), Relayer(None, LEE))
    assert relayers_placed(both, lambda span: None) == (Relayer(None, RAY), Relayer(None, LEE))
    assert (relayers_placed((), shifted), relayers_placed(None, shifted)) == ((), None)


@given(st.lists(st.none() | st.integers(0, 5), min_size=6, max_size=6), st.sets(st.integers(0, 5)))
def test_nobody_tells_of_it_by_way_of_itself(relays: list[int | None], told: set[int]) -> None:
    everyone = [saying(start, LEE) for start in range(6)]
    said = {everyone[one]: None if by is None else everyone[by] for one, by in enumerate(relays)}
    found = without_rounds(said, [everyone[one] for one in sorted(told)])
    for one in everyone:
        at: Attribution | None = one
        for _ in everyone:
            at = at and found[at]
        assert at is None


def test_what_people_told_holds_where_the_engine_says_it_the_other_way_round() -> None:
    one, other, third, fourth = KNOWN.values()
    for told in (one, other):
        found = without_rounds({one: other, other: one, third: one}, [told])
        assert found == {one: None, other: None, third: one} | {told: other if told is one else one}
    longer = {one: other, other: third, third: one, fourth: one}
    assert without_rounds(longer, [other, third, fourth]) == longer | {one: None}
