from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.errors import InputError
from factdb.evaluate import (
    Score,
    Scored,
    gold_files,
    load,
    scores,
)
from factdb.formats.brat import Annotation
from factdb.records import Span

TEXT = "Ann said “it is so”, and Bob said that, well, it may not be."


def annotation(content: str, source: str = "") -> Annotation:
    def span(words: str) -> tuple[Span, ...]:
        start = TEXT.index(words)
        return (Span(start, start + len(words)),) if words else ()

    return Annotation(span(source), (), span(content))


GOLD = [annotation("“it is so”", "Ann"), annotation("that, well, it may not be", "Bob")]


def score(gold: list[Annotation], predicted: list[Annotation]) -> dict[tuple[str, str], Score]:
    return {(found.attributions, found.measure): found for found in scores([Scored(TEXT, gold, predicted)])}


def test_the_same_is_perfect_and_quotation_marks_are_counted_apart() -> None:
    found = score(GOLD, GOLD)
    assert len(found) == 10
    assert {(one.precision, one.recall, one.f1) for one in found.values()} == {(100.0, 100.0, 100.0)}
    assert found["all", "content@0.3"].matched == 2
    assert found["starts in quotation marks", "content@0.3"].matched == 1
    assert found["starts in quotation marks", "chars"].gold == len("itisso")


def test_quotation_marks_just_before_the_content_count_and_edges_cost_nothing() -> None:
    found = score([annotation("“it is so”", "Ann")], [annotation("it is so", "Ann")])
    assert found["starts in quotation marks", "attribution@0.8"].f1 == 100.0


def test_a_part_matches_loosely_and_another_source_is_no_attribution() -> None:
    found = score(GOLD, [annotation("it may not be", "Ann")])
    assert found["all", "content@0.3"] == Score("all", "content@0.3", 100.0, 50.0, 66.7, matched=1, gold=2, predicted=1)
    assert found["all", "content@0.8"].matched == 0
    assert found["all", "attribution@0.3"].matched == 0


def test_no_source_on_either_side_agrees() -> None:
    assert score([annotation("it may not be")], [annotation("it may not be")])["all", "attribution@0.8"].matched == 1
    assert (
        score([annotation("it may not be", "Bob")], [annotation("it may not be")])["all", "attribution@0.8"].matched
        == 0
    )


def test_each_is_paired_once_and_the_best_first() -> None:
    whole, part = annotation("that, well, it may not be"), annotation("well, it may not be")
    found = score([whole], [part, whole])
    assert (found["all", "content@0.8"].matched, found["all", "content@0.8"].predicted) == (1, 2)


def test_nothing_scores_nothing() -> None:
    assert {(one.precision, one.recall, one.f1) for one in score([], []).values()} == {(0.0, 0.0, 0.0)}


SPANS = st.tuples(st.integers(0, 70), st.integers(1, 30)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
PIECES = st.lists(SPANS, min_size=1, max_size=2).map(tuple)
ANNOTATIONS = st.lists(st.builds(Annotation, st.just(()) | PIECES, PIECES, PIECES), max_size=4)


@given(ANNOTATIONS, ANNOTATIONS)
def test_precision_one_way_is_recall_the_other(one: list[Annotation], other: list[Annotation]) -> None:
    forth, back = score(one, other), score(other, one)
    for key, found in forth.items():
        assert 0 <= found.matched <= min(found.gold, found.predicted)
        assert (found.gold, found.predicted) == (back[key].predicted, back[key].gold)
    assert forth["all", "chars"].precision == back["all", "chars"].recall


def test_both_layouts_are_found_and_the_first_annotator_counts(tmp_path: Path) -> None:
    for folder in ("text", "attributions"):
        (tmp_path / folder).mkdir()
    for name in ("a_b", "c", "alone"):
        (tmp_path / "text" / f"{name}.txt").touch()
    for name in ("a_b_zoe", "a_b_amy", "c", "nothing_amy"):
        (tmp_path / "attributions" / f"{name}.ann").touch()
    pairs = [(text.name, annotations.name) for text, annotations in gold_files(tmp_path)]
    assert pairs == [("a_b.txt", "a_b_amy.ann"), ("c.txt", "c.ann")]
    for name in ("x.txt", "x.ann", "y.txt"):
        (tmp_path / "text" / name).touch()
    assert [text.name for text, _ in gold_files(tmp_path / "text")] == ["x.txt"]


def test_an_empty_folder_and_a_text_that_is_not_utf_8_say_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no annotated texts"):
        list(gold_files(tmp_path))
    (tmp_path / "a.txt").write_bytes(b"\xff")
    with pytest.raises(InputError, match="cannot read the text"):
        load(tmp_path / "a.txt", tmp_path / "a.ann")
