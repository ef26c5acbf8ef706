"""The one form in which names and words are compared."""

import pytest

from factdb.names.folding import LONGEST_TEXT, LONGEST_WORD, fold, plain, without_apostrophes


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Ann   LEE, mayor ", "ann lee mayor"),
        ("José Straße", "jose strasse"),
        ("ﬁve\u00a0km²", "five km2"),
        ("snake_case", "snake case"),
        ("—", ""),
        ("“No—never… It’s X’s ‘Élan’”", "no never it s x s elan"),
    ],
)
def test_what_words_are_folded_to(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_what_is_too_long_is_cut_off_by_the_word_and_by_the_text() -> None:
    assert fold(f"{'a' * LONGEST_WORD} b") == f"{'a' * LONGEST_WORD} b"
    assert fold(f"{'a' * (LONGEST_WORD + 1)} b") == f"{'a' * LONGEST_WORD} b"
    assert fold("ab " * LONGEST_TEXT) == ("ab " * LONGEST_TEXT)[:LONGEST_TEXT]


@pytest.mark.parametrize(
    ("name", "compared"),
    [
        ("The F.B.I.", "fbi"),
        ("Theo Lee", "theo lee"),
        ("In the Elm", "in the elm"),
        ("Tim O'Brien", "tim obrien"),
        ("St. Elm", "st elm"),
    ],
)
def test_what_names_are_compared_as(name: str, compared: str) -> None:
    assert plain(name) == compared


def test_an_apostrophe_goes_only_from_between_letters() -> None:
    assert without_apostrophes("O'Brien’s ’Nan'") == "OBriens ’Nan'"
