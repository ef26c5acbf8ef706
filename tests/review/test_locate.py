import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from factdb.errors import InputError
from factdb.records import Span
from factdb.review.locate import locate, locate_all, locate_hedge, parted, written_place, written_places
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
        ("won", [BRIDGE], at("won")),  # in the paragraph beside
        ("mayor", [at("it was over")], at("mayor")),
        ("over", [SECOND], at("over")),
        ("other", [SECOND], at("other")),
        ("said", [at("safe, he")], at("said", BRIDGE.end)),
        (written_place(at("no.")), [], at("no.")),
        (written_place(at("He")), [BRIDGE], at("He")),
        (" @0-2 ", [], at("He")),
    ],
)
def test_the_nearest_place(words: str, near: list[Span], found: Span) -> None:
    assert locate(TEXT, words, near) == found


@pytest.mark.parametrize(
    ("words", "near", "message"),
    [
        ("a tunnel", [BRIDGE], "“a tunnel” stands nowhere in the article; give the words just as they are there"),
        (
            "said",
            [],
            "“said” stands 5 times in the article, at @3-7 .He said it was over.*; @31-35 .*; .* and 1 more; "
            "give more of the words around it, or the place, as @3-7",
        ),
        ("said", [at("it was over. The mayor")], "“said” stands 2 times equally near to the claim, at @3-7"),
        ("said", [at("said it was over. The mayor said the")], "“said” stands 2 times equally near to the claim"),
        (
            "no.",
            [BRIDGE],
            f"“no.” stands only far from the claim, at @{at('no.').start}-{len(TEXT)} .….*said no..; give words beside "
            f"the claim, or the place, as @{at('no.').start}-",
        ),
        ("@5-5", [], "@5-5 is no place of words in the article, which goes from 0 to"),
        ("@2-3", [], "@2-3 is no place of words"),
        ("@2-999", [], "@2-999 is no place of words"),
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
    assert locate_all("We won. We lost.", ["We"], beside=["lost"]) == (Span(8, 10),)
    assert locate_all("We won. We lost.", ["We", "@11-15"]) == (Span(8, 10), Span(11, 15))
    with pytest.raises(InputError, match="stands 2 times in the article"):
        locate_all("We won. We lost.", ["We"])
    with pytest.raises(InputError, match="“We have” and “have won” overlap"):
        locate_all(TEXT, ["have won", "We have"])


def test_a_piece_of_a_claim_is_no_nearest_word_of_several() -> None:
    text = "Ann sees the dog. The cat and the bird saw the tree, and the fox.\nBo left."
    the_tree = Span(text.index("saw the"), text.index(", and"))
    assert locate_all(text, ["the"], [the_tree]) == (Span(the_tree.start + 4, the_tree.start + 7),)
    assert locate_all(text, ["Bo"], [the_tree]) == (Span(text.index("Bo"), text.index("Bo") + 2),)
    with pytest.raises(InputError, match=r"“the” stands 3 times beside the claim, at @.*; give more of the words"):
        locate_all(text, ["the"], [Span(text.index("cat"), text.index("cat") + 3)])
    with pytest.raises(InputError, match=r"“the” stands 4 times in the article, at @[^;]*(; @[^;]*){3}\); give more"):
        locate_all(text + "\nCy left.", ["the"], [Span(len(text) + 1, len(text) + 3)])
    assert locate_all(text, ["@9-12", "Bo left"], [the_tree])[0].of(text) == "the"


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


def test_a_hedge_stands_in_a_sentence_of_the_claim() -> None:
    assert locate_hedge(TEXT, "The mayor said", [BRIDGE]) == at("The mayor said")
    assert locate_hedge(TEXT, "said", [at("and left")]) == at("said", at("We have won").end)
    assert locate_hedge(TEXT, "won") == at("won")
    nowhere = "“He said it was” stands in no sentence of the claim, but at @0-14 .*; give the words there that hedge it"
    for words in ("He said it was", "@0-14"):
        with pytest.raises(InputError, match=nowhere):
            locate_hedge(TEXT, words, [BRIDGE])
    with pytest.raises(InputError, match="stands in no sentence of the claim"):
        locate_hedge(TEXT, "We have won", [BRIDGE])
    assert locate_hedge(TEXT, "We have won", [BRIDGE, at("and left")]) == at("We have won")
    with pytest.raises(
        InputError, match=r"“said” stands 2 times equally near to the claim, at @.*; give more of the words"
    ):
        locate_hedge(TEXT, "said", [at("said the bridge is safe, he said")])


@pytest.mark.parametrize(
    ("before", "behind", "shown"),
    [
        ("", "", "(here)"),
        ("Reed saw it ", " and then left.", "(Reed saw it here and then left.)"),
        # As much as is whole words.
        (
            "Reed and Holt saw it in time ",
            " and then all of them left.",
            "(…and Holt saw it in time here and then all of them…)",
        ),
        ("ab cdefghijklm nopqrstuvw ", "", "(…cdefghijklm nopqrstuvw here)"),
        ("abcdefghijklmnopqrstuvwxyz ab", "bc abcdefghijklmnopqrstuvwxyz", "(…abherebc…)"),
        ("a" * 30, "b" * 30, "(…here…)"),
        ("abcdefghij klmnopq rstuv ", "", "(…klmnopq rstuv here)"),
    ],
)
def test_a_place_is_told_with_the_words_around_it(before: str, behind: str, shown: str) -> None:
    text = f"{before}here{behind}"
    place = Span(len(before), len(before) + 4)
    with pytest.raises(InputError) as raised:
        locate(f"{text}\n\nOne.\n\nTwo.", "here", [Span(len(text) + 8, len(text) + 12)])
    assert f"at {written_place(place)} {shown.removesuffix(')')}" in str(raised.value)


def test_several_places_are_written_one_behind_the_other() -> None:
    assert written_places([Span(12, 40), Span(50, 61)]) == "12-40;50-61"
