"""A text in disguise says the same, and each of its characters knows where it comes from."""

import random

import pytest

from training.disguise import MANNERS, bare_headline, disguised, edited, lower_case, straight_marks, tokens_apart

TEXT = "Mayor Wins.\n\n“It’s over,” Ann said (twice). She didn’t smile."


def test_marks_become_those_of_a_typewriter() -> None:
    assert edited(TEXT, list(straight_marks(TEXT))).text == TEXT.translate(str.maketrans("“”‘’", "\"\"''"))


def test_capitals_become_small() -> None:
    assert edited(TEXT, list(lower_case(TEXT))).text == TEXT.lower()


def test_tokens_stand_apart_as_in_treebanks() -> None:
    text = edited(TEXT, list(tokens_apart(TEXT))).text
    assert "`` It ’s over , ''" in text
    assert "-LRB- twice -RRB-" in text
    assert "did n’t smile ." in text


def test_a_headline_loses_its_full_stop_and_may_be_in_capitals() -> None:
    assert edited(TEXT, bare_headline(TEXT, capitals=False)).text.startswith("Mayor Wins \n\n“It")
    assert edited(TEXT, bare_headline(TEXT, capitals=True)).text.startswith("MAYOR WINS \n\n“It")


def test_a_first_paragraph_that_is_no_headline_stays() -> None:
    assert bare_headline("word " * 60, capitals=True) == []


@pytest.mark.parametrize("seed", range(12))
def test_letters_come_from_the_same_letters(seed: int) -> None:
    found = disguised(TEXT, random.Random(seed), share=0.9)
    assert len(found.origin) == len(found.text)
    assert found.origin == sorted(found.origin)
    added = set("lrb")
    for new, origin in zip(found.text, found.origin, strict=True):
        if new.isalnum() and TEXT[origin].isalnum():
            assert new.lower() == TEXT[origin].lower()
        elif new.isalnum():
            assert new.lower() in added


def test_of_edits_that_overlap_the_first_is_made() -> None:
    assert edited("abc", [(0, 2, "x"), (1, 3, "y")]).text == "xc"


def test_there_are_several_manners() -> None:
    texts = {edited(TEXT, list(manner(TEXT))).text for manner in MANNERS}
    assert len(texts) == 3
