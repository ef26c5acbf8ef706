"""Which claims lean on the words around them, and which are torn out of their sentence."""

import pytest

from factdb.extract.leaning import is_torn, leans, pointed_at
from factdb.records import Claim, Span

LEANING = [
    "They rarely agree on anything at all.",
    "It opened in the spring of that year.",
    "And now it takes its place among the best.",
    "It's billed to the owner of each boat.",
    "All day it was said to be open.",
    "It is a plan nobody has read in full.",
    "But that wasn't what the mayor had hoped for.",
    "And that is why the ferry was sold.",
    "Nobody in Kelso wanted more than that",
    "Holt asked the harbour board to look at it",
    "Forty percent would rather have kept the ferry.",
    "Only 12% approved of how the bridge was built.",
    "Holt has at least 40, and Vance has 63.",
    "The two ferries will be sold in the autumn.",
    "The company will close its yard in Kelso.",
    "The harbour board turned down the proposal.",
    "Both candidates live within a mile of the harbour.",
    "which the council of Kelso called a mistake",
    "at which point the council of Kelso left",
    "Which means that nobody will mend the bridge.",
    "Those ferries were built sixty years ago.",
    "Not this time.",
    "The two had met in Kelso the year before.",
    "For the mayor of Kelso, it was a day of celebration.",
    "Holt is trying hard to convince Vance that he should.",
    "Nobody in Kelso supported the idea.",
    "Clearly, it’s the beginning of the end for the ferry.",
    "If that’s what the people of Kelso want.",
    "One hour later, they were back on the ferry.",
    "By morning, the campaign’s money was gone.",
    "Nobody in Kelso can begin that process before May.",
    "As Holt soon learned, that crisis was not the last.",
    "Legal or not, selling it could pay for a bridge.",
]
ALONE = [
    "In Kelso, it rained for most of the summer.",
    "It is clear that the ferry has to be sold.",
    "It was Maria Holt who sold the ferry.",
    "It's hard to say who sold the ferry to Kelso.",
    "It rained in Kelso for most of the summer.",
    "It takes two hours to walk around the harbour.",
    "It would be a mistake to sell the harbour ferry.",
    "Both men and women voted for Maria Holt on Friday.",
    "The company that built the ferry has closed its yard.",
    "The group Friends of Kelso sold its boats.",
    "The plan to sell the ferry has failed.",
    "Kelso has a plan, and the plan has failed.",
    "Those who built the ferry are old now.",
    "In 2012 a ferry sank near the harbour of Kelso.",
    "Unemployment fell by 12 percent in the year before.",
]


@pytest.mark.parametrize("words", LEANING)
def test_what_points_to_something_told_before_leans(words: str) -> None:
    assert leans(words, Claim((Span(0, len(words)),)))


@pytest.mark.parametrize("words", ALONE)
def test_what_can_be_understood_alone_does_not(words: str) -> None:
    assert not leans(words, Claim((Span(0, len(words)),)))


def test_every_part_of_a_claim_is_looked_at() -> None:
    text = "“The harbour of Kelso is a lovely place,” Holt said, “but Vance does not understand it.”"
    first, second = Span(0, text.index(" Holt")), Span(text.index("“but"), len(text))
    assert not leans(text, Claim((first,)))
    assert leans(text, Claim((first, second)))


def test_the_nouns_that_were_told_before() -> None:
    text = "The plan and the two ferries were dropped, but a lawsuit goes on, and the lawsuit is old."
    assert list(pointed_at(text, Claim((Span(0, len(text)),)))) == ["plan", "ferries"]


TORN = [
    ("Holt ran for mayor, |hoping to win and vowing to mend what was broken|.", True),
    ("Vance sold the ferry, |a boat that was built in Kelso|, and left.", True),
    ("|As he shook hands with the crowd|, Vance said that he was glad.", True),
    ("|On the same day that the ferry sank|, the board met, Holt said.", True),
    ("Holt, who leads the board, |has been unfair to the town|, Vance said.", True),
    ("Holt promised |and vowed to mend the bridge in Kelso|.", True),
    ("Vance, who says that Holt |wants to sell the ferry|, left.", True),
    ("|Asked whether the ferry had sunk|, Holt said that it had.", True),
    ("|What Holt sold in Kelso was| “a boat” and no more.", True),
    ("|Holt sold the ferry, but only| on Friday, Vance said.", True),
    ("Holt said that |the man who led the harbour board resigned|.", False),
    ("Holt said |that the board has met three times|.", False),
    ("Holt said that |if he was elected they would sell the ferry|.", False),
    ("Vance asked: |has the board met this year?|", False),
    ("|As he shook hands with the crowd, it rained.|", False),
]


@pytest.mark.parametrize(("marked", "torn"), TORN)
def test_a_part_without_a_subject_or_a_verb_of_its_own_is_torn(marked: str, torn: bool) -> None:
    before, words, behind = marked.split("|")
    text = before + words + behind
    claim = Claim((Span(len(before), len(before) + len(words)),))
    assert is_torn(text, claim, Span(0, len(text))) is torn
