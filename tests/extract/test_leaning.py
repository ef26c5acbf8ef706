"""Which claims lean on the words around them, and which are torn out of their sentence."""

import pytest

from factdb.extract.context.leaning import is_item, leans, pointed_at, told_again, told_alone
from factdb.extract.context.torn import is_torn
from factdb.records import Claim, Span
from tests.extract.sentences import cases, lines_of

TOLD_AGAIN = [
    ("Holt asked for the footage.", [["footage"]]),
    ("Holt saw the two old ferries sink.", [["ferries", "old"]]),
    ("Nobody saw the walker turned.", [["walker"]]),
    # What every reader knows, what is told behind, and what the claim has told itself.
    ("Holt saw the world.", []),
    ("Nobody of the right hasn't praised him more than the most.", []),
    ("Holt saw the captain of the ferry.", [["ferry"]]),
    ("A ferry sank, and the ferry was old.", []),
    # What is somebody's, unless the words behind tell it.
    ("Holt and Vance told their plan.", [["plan"]]),
    ("Holt mocked Vance’s remarks.", [["remarks"]]),
    ("Holt mocked Vance’s plan to sell boats.", []),
    ("Vance had a plan, and Holt mocked his plan.", []),
]


@pytest.mark.parametrize(("words", "expected"), cases(lines_of("leaning_sentences.txt")))
def test_what_points_to_something_told_before_leans(words: str, expected: str) -> None:
    assert leans(words, Claim((Span(0, len(words)),))) is (expected == "leans")


@pytest.mark.parametrize(("words", "nouns"), TOLD_AGAIN)
def test_the_nouns_of_which_a_claim_may_tell_more(words: str, nouns: list[list[str]]) -> None:
    assert list(told_again(words, Claim((Span(0, len(words)),)))) == nouns


TOLD_ALONE = [
    ("Holt asked for the footage.", ["footage"]),
    ("Nobody in Kelso expects the dredge to sink.", ["dredge"]),
    ("Holt denied the reporting.", ["reporting"]),
    # An adjective or words behind tell which one, and what the claim itself has told is known.
    ("Holt asked for the harbour footage.", []),
    ("Holt feared the sweeping, cheap reforms.", []),
    ("Holt found the way to mend it in the dredge of Kelso.", []),
    ("Holt sold a dredge, and the dredge sank.", []),
]


@pytest.mark.parametrize(("words", "nouns"), TOLD_ALONE)
def test_the_nouns_of_which_nothing_says_which_one_is_meant(words: str, nouns: list[str]) -> None:
    assert list(told_alone(words, Claim((Span(0, len(words)),)))) == nouns


def test_an_item_of_a_list_has_no_subject() -> None:
    for words, item in (
        ("Sold two ferries: 40", True),
        ("Funded a bridge", True),
        ("Refused to say", True),
        ("Ferries were sold", False),
    ):
        assert is_item(words, Claim((Span(0, len(words)),))) is item


def test_every_part_of_a_claim_is_looked_at() -> None:
    text = "“The harbour of Kelso is a lovely place,” Holt said, “but Vance does not understand it.”"
    first, second = Span(0, text.index(" Holt")), Span(text.index("“but"), len(text))
    assert not leans(text, Claim((first,)))
    assert leans(text, Claim((first, second)))


def test_the_nouns_that_were_told_before() -> None:
    text = "The plan and the two ferries were dropped, but a lawsuit goes on, and the lawsuit is old."
    assert pointed_at(text, Claim((Span(0, len(text)),))) == ["plan", "ferries"]


@pytest.mark.parametrize(("marked", "torn"), cases(lines_of("torn_sentences.txt")))
def test_a_part_without_a_subject_or_a_verb_of_its_own_is_torn(marked: str, torn: str) -> None:
    text, ends, at = marked.replace("|", ""), [], 0
    for part in marked.split("|")[:-1]:
        at += len(part)
        ends.append(at)
    claim = Claim(tuple(map(Span, ends[::2], ends[1::2])))
    assert is_torn(text, claim, Span(0, len(text))) is (torn == "torn")
