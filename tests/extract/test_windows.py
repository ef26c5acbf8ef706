"""Text as the model reads it: words with offsets, features, windows of whole paragraphs."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from factdb import extract
from factdb.extract.tagging.files import MODEL
from factdb.extract.tagging.windows import (
    NO_FEATURE,
    WINDOW,
    Words,
    joined,
    part,
    windows,
    words_of,
)
from factdb.records import Span
from factdb.text.quotes import quotations
from factdb.text.segments import paragraphs

TEXTS = st.lists(
    st.sampled_from(
        ["The mayor ", "said ", "“", "”", ", ", ". ", "\n", "1990s ", "U.S. ", "𝔸𝔹 ", "straße ", "e\u0301", "'"]
    ),
    max_size=200,
).map("".join)


@cache
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(MODEL / "tokenizer.json"))


def read(text: str, limit: int = WINDOW) -> list[Words]:
    parts = paragraphs(text)
    return list(windows(text, parts, quotations(text, parts), tokenizer(), limit))


def features_of(text: str, words: Sequence[str]) -> list[int]:
    (window,) = read(text)
    return [
        int(window.features[first])
        for span, first in zip(window.spans, window.first, strict=True)
        if span.of(text) in words
    ]


@given(TEXTS | st.text(st.characters(exclude_categories=["Cs"]), max_size=200), st.integers(120, 254))
def test_windows_fit_and_words_stand_in_order(text: str, limit: int) -> None:
    found = read(text, limit)
    spans = [span for window in found for span in window.spans]
    assert spans == sorted(spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    for window in found:
        assert len(window.pieces) == len(window.features) <= limit
        assert len(window.spans) == len(window.first)
        assert all(0 <= feature < NO_FEATURE for feature in window.features)
        assert np.all(np.diff(window.first) > 0)


@given(TEXTS)
def test_small_windows_hold_the_words_of_large_ones(text: str) -> None:
    small, large = read(text, 120), read(text)
    assert [s for w in small for s in w.spans] == [s for w in large for s in w.spans]
    assert np.array_equal(
        np.concatenate([np.zeros(0, dtype=np.int64), *(w.pieces for w in small)]),
        np.concatenate([np.zeros(0, dtype=np.int64), *(w.pieces for w in large)]),
    )


@given(TEXTS | st.text(st.characters(exclude_categories=["Cs"]), max_size=200), st.integers(30, 60))
def test_what_the_tokenizer_is_given_in_parts_is_read_as_in_one(text: str, most: int) -> None:
    spaced = " ".join(text[at : at + 20] for at in range(0, len(text), 20))  # no word is longer than a part
    whole = words_of(spaced, Span(0, len(spaced)), [], tokenizer())
    with patch("factdb.extract.tagging.windows._AT_ONCE", most):
        parts = words_of(spaced, Span(0, len(spaced)), [], tokenizer())
    assert parts.spans == whole.spans
    for one, other in ((parts.pieces, whole.pieces), (parts.features, whole.features), (parts.first, whole.first)):
        assert np.array_equal(one, other)


@given(
    TEXTS
    | st.text(st.sampled_from("AbcIé ßÿ×9_.,'-“”‘’…\n\t[]$\x7f"))
    | st.lists(st.sampled_from([" ", "[MASK]", "a" * 120, "Mayor", "Ångström’s", "don't", "3.5"])).map("".join)
)
def test_words_that_are_known_are_read_as_the_tokenizer_reads_the_whole(text: str) -> None:
    known = words_of(text, Span(0, len(text)), [], tokenizer())
    with patch("factdb.extract.tagging.windows._USUAL", re.compile("(?!)")):
        whole = words_of(text, Span(0, len(text)), [], tokenizer())
    assert known.spans == whole.spans
    for one, other in ((known.pieces, whole.pieces), (known.features, whole.features), (known.first, whole.first)):
        assert np.array_equal(one, other)


def test_a_word_without_end_is_read_in_parts() -> None:
    text = "\U0001f600" * 25_000 + " said"
    words = words_of(text, Span(0, len(text)), [], tokenizer())
    assert [(span.start, span.end) for span in words.spans] == [
        (0, 10_000),
        (10_000, 20_000),
        (20_000, 25_000),
        (25_001, 25_005),
    ]


def test_paragraphs_are_not_cut_where_they_fit() -> None:
    text = "\n".join(["The mayor said that it rains a lot."] * 100)
    for window in read(text):
        last = window.spans[-1]
        assert last.of(text) == "."


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    text = "The mayor said that it rains a lot. " * 100
    assert len(read(text)) > 1
    assert all(window.spans[-1].of(text) == "." for window in read(text))


def test_case_quotation_and_paragraph_are_features() -> None:
    text = "Kim said “rain” in NASA today."
    kim, said, rain, nasa = (features_of(text, [word])[0] for word in ("Kim", "said", "rain", "NASA"))
    assert len({kim, said, rain, nasa}) == 4
    assert features_of(text, ["said"]) == features_of(text, ["today"])


def test_parts_joined_are_the_whole() -> None:
    (window,) = read("The mayor said unbelievably: “It rains.”")
    middle = len(window.spans) // 2
    again = joined([part(window, 0, middle), part(window, middle, len(window.spans))])
    assert again.spans == window.spans
    assert np.array_equal(again.first, window.first)
    assert np.array_equal(again.pieces, window.pieces)


def test_links_that_ran_into_a_name_are_not_read() -> None:
    text = "Sen. Ann Reed Ann Lee ReedSenate votes on dues Cole says 'too late' MORE (Ohio) said so."
    assert [span.of(text) for window in read(text) for span in window.spans][:4] == ["Sen", ".", "Ann", "Reed"]
    assert "Cole" not in [span.of(text) for window in read(text) for span in window.spans]


def test_who_stands_before_such_links_speaks() -> None:
    text = (
        "Mayor Dora Quill Dora (Dot) Ann QuillTown votes on dues Bo Cole says dues are low MORE (Ohio) said on Monday "
        "that the dues would rise.\n\n“It is late,” Quill said."
    )
    assert {one.speaker.name for one in extract(text).attributions} == {"Dora Quill"}
