"""Who readers say a source is, is found in the text, and only where it stands is kept."""

import json

import pytest

from factdb.records import Span
from training.own_speakers import LABELS, placed

TEXT = "Ann and Bob Reed run Clinton's campaign. The campaign said so; 70 percent agreed. Reed is a Reed."


def named(speaker: str, source: str) -> list[str]:
    at = TEXT.index(source)
    places = placed(speaker, TEXT, [Span(at, at + len(source))])
    return [" ".join(TEXT[begin:end] for begin, end in parts) for parts in places]


def test_names_are_found_where_they_stand() -> None:
    assert named("Bob Reed", "Reed is") == ["Bob Reed"]


def test_a_name_that_stands_apart_has_several_spans() -> None:
    assert named("Ann Reed", "Reed is") == ["Ann Reed"]
    assert named("Clinton campaign", "The campaign") == ["Clinton campaign"]


def test_several_speakers_have_a_place_each() -> None:
    assert named("Ann Reed; Bob Reed", "Reed is") == ["Ann Reed", "Bob Reed"]


def test_what_is_in_the_source_is_found_there() -> None:
    assert placed("Reed", TEXT, [Span(TEXT.index("a Reed"), len(TEXT) - 1)]) == [[[len(TEXT) - 5, len(TEXT) - 1]]]


def test_words_that_a_reader_put_together_are_found_one_by_one() -> None:
    assert named("70 percent Clinton", "70 percent") == ["70 percent Clinton"]


def test_a_word_that_is_nowhere_is_told() -> None:
    with pytest.raises(ValueError, match="“Zoe” is not found"):
        placed("Zoe Reed", TEXT, [Span(0, 3)])


def test_the_labels_hold_offsets_and_no_words() -> None:
    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    assert len(labels) >= 150
    for row in labels:
        assert set(row) == {"id", "speakers"}
        for one in row["speakers"]:
            assert set(one) == {"number", "names", "kind", "sure"}
            assert all(isinstance(place, int) for name in one["names"] for span in name for place in span)
