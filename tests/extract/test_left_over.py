"""What a sentence says beside what somebody says in it: whose subject it has, and whether it is a claim at all."""

import pytest

from tests.extract.sentences import cases, lines_of, unmarked
from tests.extract.test_claims import made, saying, words


def test_a_source_stays_the_subject_of_what_is_left() -> None:
    text = "Hill tied the rain to the river, suggesting that it floods."
    found = made(text, [saying(text, "Hill", "suggesting", "that it floods")])
    assert words(text, found) == [["Hill tied the rain to the river"], ["that it floods"]]


@pytest.mark.parametrize(("marked", "left"), cases(lines_of("left_over.txt")))
def test_what_is_left_of_a_sentence_is_the_writers(marked: str, left: str) -> None:
    text, (source, cue, content) = unmarked(marked)
    found = words(text, made(text, [saying(text, source, cue, content)]))
    found.remove([content])
    assert found == ([] if left == "nothing" else [[left]])


def test_a_source_that_ends_in_a_comma_stays_the_subject_too() -> None:
    text = "Ann Lind, chair of the harbour board, summoned the pilots to her office and demanded that it rain."
    source = "Ann Lind, chair of the harbour board,"
    found = made(text, [saying(text, source, "demanded", "that it rain")])
    assert words(text, found) == [[f"{source} summoned the pilots to her office"], ["that it rain"]]


@pytest.mark.parametrize(
    "judged", ["a claim bakers rejected", "a view that few shared", "a characterization Hill denies"]
)
def test_what_is_thought_of_a_saying_is_the_writers(judged: str) -> None:
    text = f"It rained, Roe said, {judged}."
    assert words(text, made(text, [saying(text, "Roe", "said", "It rained")]))[1:] == [[f"{judged}."]]


def test_what_was_written_where_is_the_frames() -> None:
    text = "It rained, wrote Roe, in a letter sent to the paper."
    assert words(text, made(text, [saying(text, "Roe", "wrote", "It rained")]))[1:] == []


@pytest.mark.parametrize(
    ("behind", "left"),
    [
        ("in a letter posted on Monday", []),
        ("at a forum hosted by the guild", []),
        ("in a letter that he later burned", [["in a letter that he later burned."]]),
        ("in a note to the guild, whose hall is shut", [["in a note to the guild, whose hall is shut."]]),
        ("after she and other bakers carried in the sacks", [["after she and other bakers carried in the sacks."]]),
        ("after her talk of sacks carried in by bakers", []),
        (", and walked to the mill", [["and walked to the mill."]]),
        ("on Monday, and walked to the mill", [["on Monday, and walked to the mill."]]),
    ],
)
def test_where_it_is_said_behind_who_says_it_is_no_claim(behind: str, left: list[list[str]]) -> None:
    text = f"It rained, said Roe {behind}.".replace(" ,", ",")
    assert words(text, made(text, [saying(text, "Roe", "said", "It rained")]))[1:] == left


def test_what_a_source_says_of_itself_is_no_second_claim_where_it_stands_in_what_the_source_did() -> None:
    text = "Roe, who leads the council, has been hitting Hill on this, claiming he is late."
    found = words(text, made(text, [saying(text, "Roe, who leads the council,", "claiming", "he is late")]))
    assert found == [["Roe, who leads the council, has been hitting Hill on this"], ["he is late"]]
