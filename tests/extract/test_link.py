"""Cues, sources and contents are tied together by the link scores, and what the labels missed is mended."""

from itertools import pairwise

import numpy as np

from factdb.extract.tagging.decode import Run
from factdb.extract.tagging.labels import TAGS
from factdb.extract.tagging.link import Linked, linked
from factdb.extract.tagging.tagger import Scores
from factdb.extract.tagging.windows import Words
from factdb.records import Role

SURE = 9.0


def scores(
    count: int, members: dict[int, int], sources: dict[int, int], likely: dict[int, str] | None = None
) -> Scores:
    """Scores of ``count`` words: word -> first word of its cue, cue -> first word of its source, word -> likely tag."""
    starts = range(0, 2 * count, 2)
    nothing = np.zeros(count, dtype=np.int64)
    tags = np.full((count, len(TAGS)), -SURE, dtype=np.float32)
    tags[:, 0] = 0
    for word, tag in (likely or {}).items():
        tags[word] = -SURE
        tags[word, TAGS.index(tag)] = 0
    links = np.zeros((count, count), dtype=np.float32)
    asks = np.zeros((count, count), dtype=np.float32)
    for word, cue in members.items():
        links[word, cue] = SURE
    for cue, source in sources.items():
        asks[cue, source] = SURE
    return Scores(
        Words(starts, [start + 1 for start in starts], nothing, nothing, nothing),
        tags,
        links,
        asks.__getitem__,
        np.zeros(count, dtype=np.float32),
    )


def run(role: Role, begin: int, end: int) -> Run:
    return Run(role, begin, end, 0.9)


def places(found: Linked) -> tuple[list[tuple[int, int]], tuple[int, int], list[tuple[int, int]]]:
    return (
        [(r.begin, r.end) for r in found.sources],
        (found.cue.begin, found.cue.end),
        [(r.begin, r.end) for r in found.contents],
    )


def test_each_content_goes_to_its_cue() -> None:
    runs = [
        run(Role.SOURCE, 0, 1),
        run(Role.CUE, 1, 2),
        run(Role.CONTENT, 2, 5),
        run(Role.CUE, 5, 6),
        run(Role.CONTENT, 6, 8),
    ]
    found = linked(scores(8, {2: 1, 3: 1, 4: 1, 6: 5, 7: 5}, {1: 0, 5: 5}), runs)
    assert [places(one) for one in found] == [([(0, 1)], (1, 2), [(2, 5)]), ([], (5, 6), [(6, 8)])]


def test_a_source_may_serve_two_cues() -> None:
    runs = [
        run(Role.SOURCE, 0, 1),
        run(Role.CUE, 1, 2),
        run(Role.CONTENT, 2, 3),
        run(Role.CUE, 4, 5),
        run(Role.CONTENT, 5, 6),
    ]
    found = linked(scores(6, {2: 1, 5: 4}, {1: 0, 4: 0}), runs)
    assert [one.sources for one in found] == [(runs[0],), (runs[0],)]


def test_a_content_interrupted_by_its_cue_is_one_attribution() -> None:
    runs = [run(Role.CONTENT, 0, 3), run(Role.SOURCE, 3, 4), run(Role.CUE, 4, 5), run(Role.CONTENT, 5, 8)]
    (found,) = linked(scores(8, dict.fromkeys([0, 1, 2, 5, 6, 7], 4), {4: 3}), runs)
    assert places(found) == ([(3, 4)], (4, 5), [(0, 3), (5, 8)])


def test_parts_of_a_content_are_joined_over_a_small_gap() -> None:
    runs = [run(Role.CUE, 0, 1), run(Role.CONTENT, 1, 3), run(Role.CONTENT, 4, 6)]
    (found,) = linked(scores(6, dict.fromkeys([1, 2, 4, 5], 0), {0: 0}), runs)
    assert places(found) == ([], (0, 1), [(1, 6)])


def test_a_cue_without_content_is_none() -> None:
    assert list(linked(scores(3, {}, {1: 0}), [run(Role.SOURCE, 0, 1), run(Role.CUE, 1, 2)])) == []


def test_a_content_that_no_cue_asks_for_is_nobodys() -> None:
    runs = [run(Role.CUE, 0, 1), run(Role.CONTENT, 1, 2), run(Role.CONTENT, 7, 9)]
    (found,) = linked(scores(9, {1: 0}, {0: 0}), runs)
    assert places(found) == ([], (0, 1), [(1, 2)])


def test_a_cue_that_only_its_content_points_at_is_found() -> None:
    runs = [run(Role.SOURCE, 0, 1), run(Role.CONTENT, 3, 6)]
    likely = {1: "O", 2: "I-cue"}
    (found,) = linked(scores(6, dict.fromkeys([3, 4, 5], 1), {1: 0}, likely), runs)
    assert places(found) == ([(0, 1)], (1, 3), [(3, 6)])
    assert found.rules == ("a cue that only its content points at",)


def test_a_source_that_only_its_cue_points_at_is_found() -> None:
    runs = [run(Role.CUE, 3, 4), run(Role.CONTENT, 4, 6)]
    likely = {1: "B-source", 2: "I-source"}
    (found,) = linked(scores(6, {4: 3, 5: 3}, {3: 1}, likely), runs)
    assert places(found) == ([(1, 3)], (3, 4), [(4, 6)])
    assert found.rules == ("a source that only its cue points at",)


def test_attributions_come_in_the_order_of_their_cues() -> None:
    runs = [run(Role.CONTENT, 0, 1), run(Role.CUE, 1, 2), run(Role.CUE, 3, 4), run(Role.CONTENT, 4, 5)]
    found = list(linked(scores(5, {0: 3, 4: 1}, {}), runs))
    assert all(one.cue.begin < other.cue.begin for one, other in pairwise(found))
    assert len(found) == 2
