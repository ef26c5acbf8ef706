"""Which claims lean on the words around them, and which are torn out of their sentence."""

import pytest

from factdb.extract.context.leaning import is_item, leans, pointed_at, told_again, told_alone
from factdb.extract.context.torn import is_torn
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
    # A first noun that nothing tells of, one of its own, and a thing like it.
    "Clearly, the flyer was meant to scare people in Kelso.",
    "The high-schoolers of Kelso never heard of the outcome.",
    "So the town of Kelso will build its own.",
    "Holt has never seen the ferry board buy such a tool.",
    "Peter Vance of Kelso bought one last year.",
    "Its apologists in Kelso have no grounds to sneer at Maria Holt.",
    # "It" of the captain's sentence, which "Kelso" can't be.
    "On Friday, the captains defied it and left Kelso.",
    "As late as last month, it was closed to the people of Kelso.",
    "It would be a bold step for Kelso to take.",
    # Others than those told of.
    "Another demanded that Kelso sell the ferry.",
    "Both spoke on condition that nobody in Kelso learned of that.",
    "In Kelso, Maria Holt told of both of those basic truths.",
    "None of the three entered the harbour of Kelso on Friday.",
    "For Kelso as it is now, that marked the biggest gain in years.",
    "In Kelso one hears of them if they are well known.",
    "And if not, you will not hear of Kelso again this year.",
    # "That" of a verb, a share of those told of, and what is asked of one.
    "Kelso would not tolerate that from any other town.",
    "For Kelso to allow that and to praise Holt was wrong.",
    "Holt and Vance would perform that task with great care.",
    "Maybe that's a question you should ask Maria Holt.",
    "Holt hinted at that in Kelso on Friday.",
    "Maria Holt said that none of it had reached Kelso.",
    "The people of Kelso hear that from Maria Holt.",
    "Kelso and Dover followed closely behind.",
    "The towns of Kelso make up that shortfall by selling boats.",
    "The old ferry of Kelso was thus sold to Maria Holt.",
    "Another captain, Peter Vance, spoke of the storms of Kelso.",
    "Second was the town of Kelso with ten boats.",
    "Even Maria Holt of Kelso has admitted as much.",
    "Those who left Kelso consider that a mistake.",
    "Maria Holt of the Kelso board agreed.",
    "Peter Vance of Kelso is second, with 396.",
    "Kelso saw that the 17-year-old was tired.",
    "Maria Holt called Friday's decision a gain for Kelso.",
    "A captain saw a close race in the town.",
    "“You can win, Maria Holt.”",
    "Others, though, spoke well of the town of Kelso.",
    "Like all captains, they left Kelso.",
    "Maria Holt met ten captains who had been there.",
    "One is what will happen to the town of Kelso.",
    "But many name the town of Kelso only in passing.",
    "On money, more call themselves friends of Kelso.",
    "Would it be open to the people of Kelso?",
    "In Evans, they hear a captain of Kelso.",
    # Somebody called by what he is, whom no name before tells of.
    "The Kelso Harbour captain has praised Maria Holt.",
    "On Friday, the senator praised the town of Kelso.",
    "Maria Holt asked the town to look at the senator's notes.",
    # What is meant by a place, by the ones asked, and by what one talks of.
    "Captains there would not sell a boat to Kelso.",
    "There he wept for the people of Kelso.",
    "Some 12 percent of those asked want the ferry of Kelso.",
    "“I'm talking about the boats of Maria Holt,” a captain said.",
    "Kelso has a plan to lower that risk by selling boats.",
    "However, that doesn't mend the bridge of Kelso.",
    "Nobody in Kelso expects the dredge to sink.",
    # "Others however", the days told of, what one did, and a "that" which is made into something.
    "Others however are old boats of Kelso.",
    "Maria Holt asked what Kelso sold in those 10 days.",
    "If one lives in Kelso as Maria Holt does, you probably did!",
    "Cutting that to a half helped the people of Kelso.",
    "At the time, nobody in Kelso had seen Maria Holt.",
    "In Kelso there was no place where the two could meet Maria Holt.",
    "....and then Maria Holt sold the ferry to Kelso.",
    "“Yes, I saw that Maria Holt sold the ferry to Kelso.”",
    "However, that simply doesn't help the people of Kelso.",
    "Which won't help the people of Kelso to sell a boat.",
    "Others continue to sell boats to Maria Holt in Kelso.",
    "No one else has sold a boat to Maria Holt of Kelso.",
    "In Kelso, Maria Holt took aim at both weaknesses this evening.",
    "In another respect, Maria Holt has helped the town of Kelso.",
    # Items of a list.
    "⦁ Selling ferries without asking the town of Kelso.",
    # Too little is said.
    "A search had begun in the evening.",
    "Maria Holt and Peter Vance: Nope.",
]
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
    "Sen. Maria Holt praised the town of Kelso, and the senator was glad.",
    "Some captains of Kelso sold their boats.",
    "In Kelso, Evans and Holt said they had wept.",
    "In 2012 a ferry sank near the harbour of Kelso.",
    "Unemployment fell by 12 percent in the year before.",
    "Others of Kelso have sold boats to Maria Holt.",
    "Maria Holt has sold both boats and nets to Kelso.",
    "Yes, Maria Holt has sold the ferry to Kelso.",
    # A day, a season and a kind of captain are known; what is said of a noun tells which one is meant.
    "This week's harbour news told of Maria Holt.",
    "This February, Maria Holt sold a boat to Kelso.",
    "These days, boats of Kelso have rarely been sold.",
    "The limited rules for boats are good for Kelso.",
    "The forceful defense of Maria Holt has been noticed.",
    "The editor of a harbour newspaper in Kelso has wept.",
    'Holt said that "a captain of Kelso should mend the bridge" in May.',
    "There would be boats in Kelso, captains said.",
    "Captains said there will be boats in Kelso.",
    "Kelso has sold boats to Maria Holt across the country.",
]


@pytest.mark.parametrize("words", LEANING)
def test_what_points_to_something_told_before_leans(words: str) -> None:
    assert leans(words, Claim((Span(0, len(words)),)))


@pytest.mark.parametrize("words", ALONE)
def test_what_can_be_understood_alone_does_not(words: str) -> None:
    assert not leans(words, Claim((Span(0, len(words)),)))


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
    ("The plan, |published by the board of Kelso|, is old.", True),
    ("Holt accused |a well-known captain of stealing a boat|.", True),
    ("Holt calls |the captain as biased as ever|.", True),
    ("|The meeting in Kelso came a day| after Holt had left.", True),
    ("|Holt was angry when the board released| a list, Vance said.", True),
    ("|In the letters that Holt published in May|, Vance said that he was glad.", True),
    ("Vance calls |for a loan “that can save the ferry”|.", True),
    ("Vance warned Holt |and tells the town that the ferry is old|.", True),
    # A first word alone, a clause that is another's, what is gone on with, and a noun with clauses alone.
    ("|Now| that Holt has left, |the captain is in charge|.", True),
    ("|When Vance asked if Holt had left|, she wept.", True),
    ("Holt sold the ferry – |but nobody saw it|.", True),
    ("Holt accused |the town of a theft after captains left the harbour|.", True),
    ("“It rained,” according to |a letter that praised captains for their contributions to it|.", True),
    ("|Holt met a captain who suggested| that the ferry was old.", True),
    ("|Holt read a page headlined|, “A ferry sinks.”", True),
    # "That" of a relative clause, which stands for what was told before it.
    ("Holt drew up a plan, |that already has the praise of Kelso|.", True),
    ("Holt met a captain |who sold the ferry to Kelso|.", True),
    ("|Holt sold the town| and Vance said that he was glad.", False),
    ("Holt said that |the man who led the harbour board resigned|.", False),
    ("Holt said |that the board has met three times|.", False),
    ("Holt said that |if he was elected they would sell the ferry|.", False),
    ("Vance asked: |has the board met this year?|", False),
    ("|As he shook hands with the crowd, it rained.|", False),
]


@pytest.mark.parametrize(("marked", "torn"), TORN)
def test_a_part_without_a_subject_or_a_verb_of_its_own_is_torn(marked: str, torn: bool) -> None:
    text, ends, at = marked.replace("|", ""), [], 0
    for part in marked.split("|")[:-1]:
        at += len(part)
        ends.append(at)
    claim = Claim(tuple(map(Span, ends[::2], ends[1::2])))
    assert is_torn(text, claim, Span(0, len(text))) is torn
