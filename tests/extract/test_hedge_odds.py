"""How likely words that may hedge do so: what the tagger says and the words around both count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.extract.hedging.hedges import hedge_cues
from factdb.extract.hedging.odds import Tagged, chance, signs
from factdb.records import Span

RARE = "The council would take the money until June."


def told(text: str, hedged: float) -> Tagged:
    """A tagger that gives each word of ``text`` the same probability."""
    starts = [place for place, char in enumerate(text) if char.isalnum() and not text[place - 1 : place].isalnum()]
    return Tagged(starts, [hedged] * len(starts))


def test_the_odds_are_those_of_the_mean_over_the_words_of_a_span() -> None:
    tagged = Tagged([0, 4, 8], [0.0, 0.9, 0.1])
    assert tagged.odds(Span(4, 12)) == pytest.approx(0)
    assert tagged.odds(Span(4, 7)) == pytest.approx(2.197, abs=0.001)


def test_the_odds_are_bounded_and_words_that_the_tagger_does_not_know_are_unlikely() -> None:
    assert Tagged([0], [1.0]).odds(Span(0, 3)) == pytest.approx(-Tagged([0], [0.0]).odds(Span(0, 3)))
    assert Tagged([0], [1.0]).odds(Span(4, 7)) == Tagged([0], [0.0]).odds(Span(0, 3))


def test_a_sure_tagger_makes_a_hedge_of_a_rare_word() -> None:
    cues = hedge_cues(RARE, Span(0, len(RARE)), told(RARE, 0.999))
    assert [(cue.span.of(RARE), cue.kind) for cue in cues] == [("would", "condition"), ("until", "condition")]
    assert not [cue for cue in hedge_cues(RARE, Span(0, len(RARE)), told(RARE, 0.001)) if cue.kind != "future"]


def test_a_tagger_that_is_against_it_makes_a_permission_of_may() -> None:
    text = "Members may not leave the hall."
    (cue,) = hedge_cues(text, Span(0, len(text)), told(text, 0.9))
    assert cue.span.of(text) == "may"
    assert hedge_cues(text, Span(0, len(text)), told(text, 0.001)) == []


def test_the_same_words_around_are_the_same_signs() -> None:
    first, second = "If he may go, ‘he’d win’.", "Nothing. If HE may  go, ‘he’d win’."
    for news in (True, False):
        assert set(signs(first, Span(0, len(first)), Span(6, 9), False, news=news)) == set(
            signs(second, Span(9, len(second)), Span(15, 18), False, news=news)
        )


def test_could_doubts_in_news_and_tells_of_an_ability_elsewhere() -> None:
    text = "The new engine could pull twelve carriages."
    (cue,) = hedge_cues(text, Span(0, len(text)), told(text, 0.3))
    assert cue.span.of(text) == "could"
    assert hedge_cues(text, Span(0, len(text)), told(text, 0.3), news=False) == []


@given(
    st.text(min_size=1), st.integers(0), st.integers(1), st.booleans(), st.booleans(), st.floats(0, 1), st.floats(0, 1)
)
def test_a_surer_tagger_makes_a_hedge_likelier(
    text: str, start: int, length: int, rare: bool, news: bool, less: float, more: float
) -> None:
    span = Span(start % len(text), min(len(text), start % len(text) + length))
    low, high = (
        chance(text, Span(0, len(text)), span, rare, Tagged([span.start], [one]), news=news)
        for one in sorted((less, more))
    )
    assert 0 < low <= high < 1
