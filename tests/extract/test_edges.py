"""The outer edges of a content go where the weights have them, and no further than they may."""

from itertools import accumulate

import numpy as np
import pytest

from factdb.extract.attribution.edges import FEATURES, Edges, Weighed, kinds_of, moved, room, weights_of
from factdb.extract.tagging.decode import Run
from factdb.extract.tagging.labels import TAGS
from factdb.extract.tagging.link import Linked
from factdb.extract.tagging.tagger import Scores
from factdb.extract.tagging.windows import Words
from factdb.records import Role, Span

TEXT = "Ann said that rain may fall because clouds came . Bob left ."
SOURCE, CUE, CONTENT = Run(Role.SOURCE, 0, 1, 0.9), Run(Role.CUE, 1, 2, 0.9), Run(Role.CONTENT, 2, 9, 0.9)
FOUND = Linked(CUE, (SOURCE,), (CONTENT,), 0.9, 0.9)


def scores(likely: range) -> Scores:
    """Scores of TEXT, whose words in ``likely`` are likely to be content."""
    words = TEXT.split()
    starts = list(accumulate((len(word) + 1 for word in words), initial=0))
    ends = [start - 1 for start in starts[1:]]
    count = len(words)
    inside = np.where(np.isin(np.arange(count), list(likely)), 0.9, 0.1)
    chances = np.full((count, len(TAGS)), 1e-6)
    chances[:, TAGS.index(f"I-{Role.CONTENT}")] = inside
    chances[:, 0] = 1 - inside
    nothing = np.zeros(count, dtype=np.int64)
    links = np.zeros((count, count), dtype=np.float32)
    tags = np.log(chances).astype(np.float32)
    read = Words(starts[:-1], ends, nothing, nothing, np.arange(count))
    return Scores(read, tags, links, links.__getitem__, np.zeros(count, np.float32))


def weighed(**weights: float) -> list[float]:
    return [weights.get(name.replace(" ", "_"), 0.0) for name in FEATURES]


SENTENCES = [Span(0, TEXT.index("Bob") - 1), Span(TEXT.index("Bob"), len(TEXT))]


def edges_of(left: list[float], right: list[float], likely: range = range(2, 9)) -> tuple[int, int]:
    runs = [SOURCE, CUE, CONTENT]
    one = next(
        moved(scores(likely), TEXT, SENTENCES, runs, [FOUND], weights_of({"edges": {"left": left, "right": right}}))
    )
    return one.contents[0].begin, one.contents[-1].end


def test_without_weights_nothing_moves() -> None:
    assert list(moved(scores(range(2, 9)), TEXT, SENTENCES, [SOURCE, CUE, CONTENT], [FOUND], {})) == [FOUND]


def test_edges_that_are_told_to_stay_stay() -> None:
    assert edges_of(weighed(stays=1), weighed(stays=1)) == (2, 9)


def test_an_edge_takes_in_what_is_likely_and_leaves_out_what_is_not() -> None:
    by_odds = weighed(odds_between=1)
    assert edges_of(by_odds, by_odds, range(3, 6)) == (3, 6)
    assert edges_of(by_odds, by_odds, range(2, 10)) == (2, 10)


def test_a_kind_of_word_outside_draws_the_edge() -> None:
    assert edges_of(weighed(stays=1), weighed(stays=1, because_outside=2)) == (2, 6)


def test_an_edge_ends_where_a_sentence_does() -> None:
    assert edges_of(weighed(stays=1), weighed(stays=1, sentence_here=2, grows_far=-0.1)) == (2, 10)


def test_an_edge_stops_at_what_belongs_to_another_run() -> None:
    everywhere = weighed(grows_far=1)
    begin, end = edges_of(everywhere, everywhere)
    assert begin == CUE.end
    assert end == len(TEXT.split())


def test_an_edge_that_moved_is_told_and_one_that_stayed_is_not() -> None:
    def rules(right: list[float]) -> tuple[str, ...]:
        weights = weights_of({"edges": {"left": weighed(stays=1), "right": right}})
        return next(moved(scores(range(2, 9)), TEXT, SENTENCES, [SOURCE, CUE, CONTENT], [FOUND], weights)).rules

    assert rules(weighed(stays=1)) == ()
    assert rules(weighed(grows=1)) == ("the edges of the content were weighed again",)


@pytest.mark.parametrize("side", ["left", "right"])
def test_what_lies_between_counts_for_what_is_taken_in_and_against_what_is_left_out(side: str) -> None:
    edges = Edges(scores(range(2, 9)), TEXT, SENTENCES, [SOURCE, CUE, CONTENT])
    at, features = edges.places(side, CONTENT, CUE, room(CONTENT, {SOURCE, CUE, CONTENT}, edges.count))
    between = dict(zip(at.tolist(), features[:, FEATURES.index("odds between")], strict=True))
    stays, further_in = (2, 3) if side == "left" else (9, 8)
    assert between[stays] == 0
    assert between[further_in] < 0
    assert side == "left" or between[10] < 0


def test_room_reaches_from_the_run_before_to_the_run_after() -> None:
    after = Run(Role.SOURCE, 11, 12, 0.9)
    found = room(CONTENT, {SOURCE, CUE, CONTENT, after}, 13)
    assert (found.begin, found.end) == (2, 11)


def test_words_are_of_several_kinds() -> None:
    names = [name.removesuffix(" inside") for name in FEATURES if name.endswith(" inside")][-len(kinds_of("x")) :]
    kinds = {name for name, there in zip(names, kinds_of("That"), strict=True) if there}
    assert {"complementisers", "that", "capital", "letters"} <= kinds
    assert "prepositions" not in kinds


@pytest.mark.parametrize("side", ["left", "right"])
def test_what_is_added_up_once_a_window_chooses_as_the_features_of_each_place_do(side: str) -> None:
    taken = {SOURCE, CUE, CONTENT}
    edges = Edges(scores(range(3, 8)), TEXT, SENTENCES, [SOURCE, CUE, CONTENT])
    free = room(CONTENT, taken, edges.count)
    at, features = edges.places(side, CONTENT, CUE, free)
    for weights in np.random.default_rng(3).normal(size=(200, len(FEATURES))).astype(np.float32):
        assert Weighed(edges, side, weights).best(CONTENT, CUE, free) == at[(features @ weights).argmax()]
