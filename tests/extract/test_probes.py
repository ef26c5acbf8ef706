"""Linear probes: what the middle layers say of stretches of words."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from factdb.extract import chosen
from factdb.extract.tagging.probes import Probe, Probes
from factdb.records import EngineChoice, Span

NUMBERS = st.lists(st.floats(-4, 4, width=32), min_size=len(Probe), max_size=len(Probe))


@given(st.lists(st.lists(NUMBERS, min_size=1, max_size=5), max_size=4), st.integers(0, 60), st.integers(0, 60))
def test_the_mean_and_the_first_are_of_the_words_that_begin_in_the_span(
    windows: list[list[list[float]]], start: int, length: int
) -> None:
    rows = [row for window in windows for row in window]
    starts = [3 * number for number in range(len(rows))]
    probes = Probes.of(starts, [np.array(window, dtype=np.float32) for window in windows])
    span = Span(start, start + length)
    inside = [row for begin, row in zip(starts, rows, strict=True) if span.start <= begin < span.end]
    nothing = np.zeros(len(Probe))
    np.testing.assert_allclose(probes.mean(span), np.mean(inside, axis=0) if inside else nothing, atol=1e-5)
    np.testing.assert_allclose(probes.opening(span), inside[0] if inside else nothing, atol=1e-5)


def test_a_decision_adds_what_its_own_probes_say() -> None:
    row = np.zeros((3, len(Probe)), dtype=np.float32)
    row[0, Probe.CUE], row[1, Probe.OPENING], row[1, Probe.PIECE], row[2, Probe.PIECE] = 1, 2, 3, 5
    row[2, Probe.HEDGE] = 7
    probes = Probes.of([0, 5, 9], [row])
    assert probes.claim(Span(0, 4), Span(5, 12)) == 1 + 2 + (3 + 5) / 2
    assert probes.governing(Span(9, 12)) == 7


def test_the_shipped_probes_tell_what_is_said_from_what_is_done() -> None:
    extractor = chosen(EngineChoice())

    def leaning(text: str, cue: str, piece: str) -> float:
        begin, said = text.index(cue), text.index(piece)
        return extractor.page(text).probes.claim(Span(begin, begin + len(cue)), Span(said, said + len(piece)))

    said = leaning("The mayor said the bridge was safe for buses.", "said", "the bridge was safe for buses")
    done = leaning("The mayor announced a ban on heavy buses.", "announced", "a ban on heavy buses")
    assert said > 0 > done
