"""Which hedges govern the main assertion: sentences of our own, several of each kind."""

from collections import Counter

import pytest

from factdb.extract import extract
from tests.extract.sentences import cases, lines_of, longest_claim

LINES = lines_of("governing_sentences.txt")


@pytest.mark.parametrize(("text", "judged"), cases(LINES))
def test_what_governs(text: str, judged: str) -> None:
    assert longest_claim(text).speculative == judged.startswith("yes")


def test_there_are_five_of_each_kind() -> None:
    assert min(Counter(line.partition(" => ")[2].partition(", ")[2] for line in LINES).values()) >= 5


@pytest.mark.parametrize(
    ("sentences", "speculative"),
    [
        ("The tank was full in March. It may have cracked since. Nobody told us to look.", False),
        ("It might rain. Perhaps it will snow. The road could close by noon.", True),
        ("It could be the frost.", True),
    ],
)
@pytest.mark.parametrize("turn", [False, True])
def test_one_hedge_leaves_several_sentences_of_somebody_certain(sentences: str, speculative: bool, turn: bool) -> None:
    said = "ROE: Why?\n\nLUND: {}\n\nROE: And then?\n\nLUND: I left." if turn else "“{},” Ann Lund said."
    text = said.format(sentences if turn else sentences.rstrip("."))
    assert longest_claim(text).speculative is speculative


def test_one_open_question_after_another_is_one_claim() -> None:
    text = "It is unclear when the duke will sign the deed, and whether the town will be asked."
    assert [claim.speculative for claim in extract(text).claims] == [True]


@pytest.mark.parametrize(
    ("said", "speculative"),
    [
        ("because the two dams leak, drawing water for the mills could drown the meadow", True),
        ("while selling the ferry is no crime, “the sale of its lamps seems hardly decent.”", True),
        ("when the frost comes, the pears of the whole valley may rot", True),
        ("since the beam cracked, the roof of the old mill has probably sunk", True),
        ("while it may be “costly,” the way to mend the pier is to close it", False),
        ("although it could be “late,” the town will pay for the bells", False),
    ],
)
def test_a_clause_that_leads_what_is_said_leaves_the_main_clause_what_it_is(said: str, speculative: bool) -> None:
    text = f"Reed said that {said}" + ("" if said.endswith("”") else ".")
    assert longest_claim(text).speculative is speculative
