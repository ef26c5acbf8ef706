import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from factdb.errors import InputError
from factdb.records import Span
from factdb.review.locate import in_sentences, locate, locate_all, parted
from factdb.text.segments import paragraphs
from tests.store.strategies import texts

TEXT = (
    "He said it was over. The mayor said the bridge is safe, he said.\n"
    "The bridge is safe. “We have won,” the\u00a0mayor  said … and left.\n"
    "The other said no."
)


def at(words: str, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return Span(start, start + len(words))


BRIDGE = at("the bridge is safe")
SECOND = at("The bridge is safe.")


@pytest.mark.parametrize(
    ("words", "near", "found"),
    [
        ("We have won", [], at("We have won")),
        ("the mayor said", [], at("the\u00a0mayor  said")),
        ('"We have\nwon,"', [], at("“We have won,”")),
        ("said", [BRIDGE], at("said", BRIDGE.start - 5)),
        ("he", [BRIDGE], at("he", BRIDGE.end)),
        ("bridge", [SECOND], at("bridge", SECOND.start)),
        ("said", [SECOND], at("said", SECOND.end)),
        ("won", [], at("won")),
        ("ridg", [SECOND], at("ridg", SECOND.start)),
        ("no.", [BRIDGE], at("no.")),
    ],
)
def test_the_nearest_place(words: str, near: list[Span], found: Span) -> None:
    assert locate(TEXT, words, near) == found


@pytest.mark.parametrize(
    ("words", "near", "message"),
    [
        ("a tunnel", [BRIDGE], "“a tunnel” stands nowhere in the article; give the words just as they are there"),
        ("said", [], "“said” stands 5 times in the article; give more of the words around it"),
        ("said", [at("it was over. The mayor")], "“said” stands 2 times equally near to the claim; give more"),
        ("said", [at("said it was over. The mayor said the")], "“said” stands 2 times equally near to the claim"),
        (" \n", [BRIDGE], "no words to look for"),
        ("a" * 60, [], f"“{'a' * 60}” stands nowhere"),
        ("a" * 61, [], f"“{'a' * 60}…” stands nowhere"),
    ],
)
def test_no_place_or_too_many(words: str, near: list[Span], message: str) -> None:
    with pytest.raises(InputError, match=f"^{message}"):
        locate(TEXT, words, near)


def test_the_pieces_of_a_claim() -> None:
    assert locate_all(TEXT, ["and left", "the bridge is safe"], [BRIDGE]) == (BRIDGE, at("and left"))
    # With nothing near, a piece that stands once tells where the others are, and so does its cue.
    assert locate_all(TEXT, ["bridge is safe", "We have won"]) == (
        at("bridge is safe", SECOND.start),
        at("We have won"),
    )
    assert locate_all("a b. a c.", ["a"], beside=["c"]) == (Span(5, 6),)
    with pytest.raises(InputError, match="stands 2 times in the article"):
        locate_all("a b. a c.", ["a"])
    with pytest.raises(InputError, match="“We have” and “have won” overlap"):
        locate_all(TEXT, ["have won", "We have"])


def test_the_words_of_a_listing_are_parted_at_the_gap_unless_they_stand_so() -> None:
    assert parted(TEXT, "said … and left") == ["said … and left"]
    assert parted(TEXT, "We have won … and left") == ["We have won", "and left"]
    assert parted(TEXT, "and left") == ["and left"]


@given(texts, st.data())
def test_whole_words_are_found_where_they_stand(text: str, data: st.DataObject) -> None:
    block = data.draw(st.sampled_from(paragraphs(text) or [Span(0, len(text))]))
    start = data.draw(st.integers(block.start, block.end - 1))
    span = Span(start, data.draw(st.integers(start + 1, block.end)))
    words = span.of(text)
    assume(words == words.strip() and words)
    assume(not re.match(r"\w", text[start - 1 : start]) and not re.match(r"\w", text[span.end : span.end + 1]))
    try:
        assert locate(text, words, [span]) == span
    except InputError as error:  # as “aa” stands in “aaa”
        assert "equally near" in str(error)


@given(texts, st.text(max_size=20), st.lists(st.builds(Span, st.integers(0, 9), st.integers(10, 20)), max_size=2))
def test_no_words_break_it(text: str, words: str, near: list[Span]) -> None:
    try:
        found = locate(text, words, near)
    except InputError as error:
        assert "\n" not in str(error)
    else:
        assert 0 <= found.start < found.end <= len(text)


def test_what_stands_in_a_sentence_of_the_claim() -> None:
    assert in_sentences(TEXT, at("The mayor said"), [BRIDGE])
    assert not in_sentences(TEXT, at("He said it was"), [BRIDGE])
    assert not in_sentences(TEXT, at("We have won"), [BRIDGE])
    assert in_sentences(TEXT, at("We have won"), [BRIDGE, at("and left")])
