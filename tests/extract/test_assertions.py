"""What tells a claim from an act by its grammar alone."""

import pytest

from factdb.extract.attribution.assertions import by_rule, signs
from factdb.extract.attribution.no_ones import is_no_ones
from factdb.records import Attribution, QuoteType, Span, Speaker, SpeakerKind


def said(text: str, cue: str, content: str) -> tuple[Attribution, Span]:
    start, begin = text.index(cue), text.index(content)
    where, what = Span(start, start + len(cue)), Span(begin, begin + len(content))
    nobody = Speaker("Roe", SpeakerKind.PERSON)
    return Attribution((Span(0, 3),), where, (what,), QuoteType.INDIRECT, nobody, 0.9), what


def ruled(text: str, cue: str, content: str) -> bool | None:
    one, piece = said(text, cue, content)
    return by_rule(text, one, piece)


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Roe denied having met the mayor.", "denied", "having met the mayor"),
        ("Roe has repeatedly denied owning a ferry.", "has repeatedly denied", "owning a ferry"),
        ("Roe denies ever signing it.", "denies", "ever signing it"),
        ("Roe went on denying taking the boat.", "went on denying", "taking the boat"),
        ("Roe would deny leaking the plan.", "would deny", "leaking the plan"),
        ("Roe announced the ferry would stop.", "announced", "the ferry would stop"),
        ("Roe has announced that she will pay for the pier.", "has announced", "that she will pay for the pier"),
        ("Roe went online to announce it will be shut.", "to announce", "it will be shut"),
        ("Roe accused the board of hiding the bill.", "accused", "the board of hiding the bill"),
        ("Roe left, accusing him of fraud.", "accusing", "him of fraud"),
        ("Roe repeated his pledge that it will rain.", "repeated", "his pledge that it will rain"),
        ("Roe is spreading the old idea that it rains.", "is spreading", "the old idea that it rains"),
        ("Roe denies that he lied.", "denies", "that he lied"),
        ("Roe has ruled that the toll was fair.", "has ruled", "that the toll was fair"),
        ("Roe conceded that it rained.", "conceded", "that it rained"),
        ("Roe put the toll of the flood at about 10,000.", "put", "the toll of the flood at about 10,000"),
        ("Roe has pegged the cost at $2 million.", "has pegged", "the cost at $2 million"),
        ("Roe is adamant that it rained.", "is adamant", "that it rained"),
        ("Roe let it be known that she will leave.", "let it be known", "that she will leave"),
        ("The board is of the view that it rains.", "is of the view", "that it rains"),
        ("Roe never tires of telling the crew that it rains.", "never tires of telling the crew", "that it rains"),
        ("Roe is fond of saying that it rains.", "is fond of saying", "that it rains"),
        ("Roe (@annroe) May 5, 2020 Rain, again", "(@annroe) May 5, 2020", "Rain, again"),
        ("It rains here, lamented Roe.", "lamented", "It rains here"),
        ("Roe has stressed that it rains.", "has stressed", "that it rains"),
        ("Roe has suggested that it should be shut.", "has suggested", "that it should be shut"),
        ("Roe has claimed all along that it rains.", "has claimed", "all along that it rains"),
        ("Roe has warned for many years that it rains.", "has warned", "for many years that it rains"),
        ("Roe reported it was late.", "reported", "it was late"),
        ("Roe has warned the old mill will burn.", "has warned", "the old mill will burn"),
        ("As Roe put it, rain is good.", "put it", "rain is good"),
        ("Roe described the ferry as slow but dry.", "described", "the ferry as slow but dry"),
        ("Roe criticized the move as overreach.", "criticized", "the move as overreach"),
        ("Roe has mocked the plan as a joke.", "has mocked", "the plan as a joke"),
        ("Roe defended the toll as necessary to pay for it.", "defended", "the toll as necessary to pay for it"),
        ("Roe opposed the toll, as “we have enough trouble.”", "opposed", "the toll, as “we have enough trouble.”"),
        ("Roe also doubted it, because “nobody counted it.”", "also doubted", "it, because “nobody counted it.”"),
        ("Roe has denounced it as a “sham” vote.", "has denounced", "it as a “sham” vote"),
        ("Roe denies any part in it.", "denies", "any part in it"),
        ("Roe rejected the claim that it rains.", "rejected", "the claim that it rains"),
        ("Roe pushed back on the idea that it rains.", "pushed back on", "the idea that it rains"),
        ("Roe pushed back against criticism that it leaks.", "pushed back against criticism", "that it leaks"),
        ("Roe dismissed as idle reports the mill would shut.", "dismissed", "as idle reports the mill would shut"),
        ("The claim that it leaks was rejected by Roe.", "was rejected by", "The claim that it leaks"),
        ("Roe called the long speech of the mayor a “sham.”", "called", "the long speech of the mayor a “sham.”"),
    ],
)
def test_what_is_put_forward_as_so_without_a_doubt(text: str, cue: str, content: str) -> None:
    assert ruled(text, cue, content) is True


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Roe demanded that the mill be shut.", "demanded", "that the mill be shut"),
        ("Roe has requested in a letter that rain be counted.", "has requested in a letter", "that rain be counted"),
        ("Roe suggested that the mayor be fired.", "suggested", "that the mayor be fired"),
        ("Roe insists the old mill not be sold.", "insists", "the old mill not be sold"),
        ("Roe never accused the board of fraud.", "never accused", "the board of fraud"),
        ("Roe recommends that nobody sail.", "recommends", "that nobody sail"),
        ("Roe defended breaking with them.", "defended", "breaking with them"),
        ("Roe announced a ban that would last.", "announced", "a ban that would last"),
        ("Roe announced a walk to see who will win.", "announced", "a walk to see who will win"),
        ("Roe announced a curfew.", "announced", "a curfew"),
        ("Roe has hailed the ruling.", "has hailed", "the ruling"),
        ("Roe agreed the cut.", "agreed", "the cut"),
        ("Roe praised the crew of the ferry.", "praised", "the crew of the ferry"),
        ("Roe condemned the sale of the mill.", "condemned", "the sale of the mill"),
        ("Roe welcomes a new bridge.", "welcomes", "a new bridge"),
        ("Roe is testing the idea that goats can swim.", "is testing", "the idea that goats can swim"),
        ("Roe dismissed a report that appeared in May.", "dismissed", "a report that appeared in May"),
        ("Roe hopes to refute the claim that it rains.", "hopes to refute", "the claim that it rains"),
        ("Roe misses the fact that it rains.", "misses", "the fact that it rains"),
        ("Roe reported it briefly on Monday.", "reported", "it briefly on Monday"),
        ("The dean was confirmed by Roe and Cole.", "was confirmed", "The dean"),
        ("Roe admits large numbers of guests.", "admits", "large numbers of guests"),
        ("Roe told the old crew to wait.", "told", "the old crew to wait"),
        ("Roe warned those who swim to beware of eels.", "warned", "those who swim to beware of eels"),
        ("Roe told them not to believe polls.", "told", "not to believe polls"),
        ("Roe had promised damning papers on the mill.", "had promised", "damning papers on the mill"),
    ],
)
def test_what_somebody_demands_or_is_for_is_neither_so_nor_not_so(text: str, cue: str, content: str) -> None:
    assert ruled(text, cue, content) is False


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Roe denied the town a bridge.", "denied", "the town a bridge"),
        ("Roe denied nothing at all.", "denied", "nothing at all"),
        ("Roe would not announce that it will rain.", "would not announce", "that it will rain"),
        ("Roe was accused of fraud.", "was accused", "of fraud"),
        ("Roe testified to the belief that it rains.", "testified to", "the belief that it rains"),
        ("Roe mocked the idea that it rains.", "mocked", "the idea that it rains"),
        ("Roe repeated the vote that failed.", "repeated", "the vote that failed"),
        ("Roe admitted taking the boat.", "admitted", "taking the boat"),
        ("Roe praised the crew as it left.", "praised", "the crew as it left"),
        ("Roe mocked nations such as France.", "mocked", "nations such as France"),
        (
            "Roe criticized the crew for talks as the mill burned.",
            "criticized",
            "the crew for talks as the mill burned",
        ),
        ("The ferry was described as slow by Roe.", "was described", "as slow"),
        ("Roe demanded a new mill.", "demanded", "a new mill"),
        ("Roe told the crew the plan to sail is late.", "told", "the crew the plan to sail is late"),
        ("Roe warned of plans to sail.", "warned", "of plans to sail"),
        ("Roe told him to “get lost”.", "told", "him to “get lost”"),
        ("Roe denies the plan.", "denies", "the plan"),
        ("Roe called for the mill to be “torn down”.", "called", "for the mill to be “torn down”"),
        ("Roe asked the crew what it is to “do”.", "asked", "the crew what it is to “do”"),
        ("The chart shows a fall that is steep.", "shows", "a fall that is steep"),
        ("Roe told parliament the crew stood ready to sail.", "told", "the crew stood ready to sail"),
        ("The crew found it was late.", "found", "it was late"),
        ("The chart indicates a fall as it stays low.", "indicates", "a fall as it stays low"),
        ("It rains here, and, according to Roe, snows.", "according to", "It rains here"),
        ("When it rained, the clerk shrugged.", "shrugged", "When it rained"),
        ("While it rained; the clerk emailed a plan.", "emailed", "While it rained"),
    ],
)
def test_other_things_are_weighed(text: str, cue: str, content: str) -> None:
    assert ruled(text, cue, content) is None


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Roe asked her to wait.", "asked", "her to wait"),
        ("Roe urged the whole town to go to “Rise and Sing”.", "urged", "the whole town to go to “Rise and Sing”"),
        ("Roe asked whether to “rise up and sing”.", "asked", "whether to “rise up and sing”"),
        ("Roe urged the whole town to “drain it”.", "urged", "the whole town to “drain it”"),
        ("Roe urged the town to pass the “clean sea act”.", "urged", "the town to pass the “clean sea act”"),
        ("Roe vowed to sail.", "vowed", "to sail"),
    ],
)
def test_what_somebody_is_urged_to_do_is_no_claim(text: str, cue: str, content: str) -> None:
    assert ruled(text, cue, content) is False


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Roe urged the whole town to “rise up and sing”.", "urged", "the whole town to “rise up and sing”"),
        (
            "Roe has ordered the guards “not to sail before noon today”.",
            "has ordered",
            "the guards “not to sail before noon today”",
        ),
        ("Roe called on them all to “rise up and sing”.", "called on", "them all to “rise up and sing”"),
        ("Roe vowed to “fight to the end”.", "vowed", "to “fight to the end”"),
        (
            "Roe has pledged to stay and to “steady the old ship”.",
            "has pledged",
            "to stay and to “steady the old ship”",
        ),
    ],
)
def test_what_is_urged_or_vowed_in_his_own_words_is_quoted_of_him(text: str, cue: str, content: str) -> None:
    assert ruled(text, cue, content) is True


def test_what_stands_on_both_sides_of_a_frame_is_put_forward_as_so() -> None:
    text = "Rain, she ventured, is good."
    she, ventured = (Span(text.index(word), text.index(word) + len(word)) for word in ("she", "ventured"))
    parts = (Span(0, 4), Span(text.index("is"), len(text)))
    nobody = Speaker("Roe", SpeakerKind.PERSON)
    one = Attribution((she,), ventured, parts, QuoteType.INDIRECT, nobody, 0.9)
    assert [by_rule(text, one, part) for part in parts] == [True, True]
    behind = Attribution((she,), ventured, parts[1:], QuoteType.INDIRECT, nobody, 0.9)
    assert by_rule(text, behind, parts[1]) is None


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "expected"),
    [
        ("The flood was worse than the harbour office admits.", "harbour office", "admits", "The flood", True),
        ("It is bigger than most towns say.", "most towns", "say", "It is bigger than", True),
        ("The hold was as full as the captain said.", "captain", "said", "The hold was as full as", True),
        ("The hold was full, the captain said.", "captain", "said", "The hold was full", False),
        ("Police found a sword in the font.", "Police", "found", "a sword in the font", True),
        ("Two young divers have discovered a bell.", "Two young divers", "have discovered", "a bell", True),
        ("Police found that it was a sword.", "Police", "found", "that it was a sword", False),
        ("Police found the sword was a fake.", "Police", "found", "the sword was a fake", False),
        ("Police found “a mess” in the hold.", "Police", "found", "“a mess” in the hold", False),
        ("The clerk failed to mention that it rained.", "The clerk", "failed to mention", "that it rained", True),
        (
            "The clerk would not confirm or deny that it rained.",
            "clerk",
            "would not confirm or deny",
            "it rained",
            True,
        ),
        ("The clerk did not deny that it rained.", "The clerk", "did not deny", "that it rained", True),
        ("The clerk decided to mention that it rained.", "The clerk", "decided to mention", "that it rained", False),
        ("The clerk did not only deny that it rained.", "The clerk", "did not only deny", "that it rained", False),
        ("The thief said nothing of the bell.", "The thief", "said", "nothing of the bell", True),
        ("The thief said nothing was stolen.", "The thief", "said", "nothing was stolen", False),
        ("No court has ruled that it was late.", "No court", "has ruled", "that it was late", True),
        ("Nothing in the deed says that it was late.", "Nothing in the deed", "says", "that it was late", True),
        ("No 10 denied that it was late.", "No 10", "denied", "that it was late", False),
        ("Contrary to what the mayor says, it rained.", "the mayor", "says", "it rained", True),
        ("There are no old maps that say it is deep.", "old maps", "say", "it is deep", True),
        ("The ads let people think the moat is deep.", "people", "think", "the moat is deep", True),
        ("The ads led the judge to rule the moat is deep.", "the judge", "to rule", "the moat is deep", False),
        ("What makes the clerk think that it is deep?", "the clerk", "think", "that it is deep", True),
        ("Even so, guests feel the moat will freeze.", "guests", "feel", "the moat will freeze", False),
        ("The audit found three faults in the lock.", "The audit", "found", "three faults in the lock", False),
        ("The lock was declared a monument by decree.", "decree", "was declared", "a monument", True),
        ("The moat is listed as a hazard in the guide.", "the guide", "is listed", "as a hazard", True),
        ("The diet confirmed Ann Lind as its clerk.", "The diet", "confirmed", "Ann Lind as its clerk", True),
        ("The diet confirmed Ann Lind as missing.", "The diet", "confirmed", "Ann Lind as missing", False),
        ("The note stops short of saying it sank.", "The note", "stops short of saying", "it sank", True),
        ("The flood has proven that the moat is deep.", "The flood", "has proven", "that the moat is deep", True),
        ("A book on the flood shows that it is deep.", "A book on the flood", "shows", "that it is deep", False),
        ("Lind told the guests that were waiting.", "Lind", "told", "that were waiting", True),
        ("Lind told the guests that they were waiting.", "Lind", "told", "that they were waiting", False),
        ("Lind talked about whether the moat leaks.", "Lind", "talked", "whether the moat leaks", True),
        ("Lind is asking whether the moat leaks.", "Lind", "is asking", "whether the moat leaks", False),
    ],
)
def test_what_is_compared_or_found_is_no_claim_of_anybody(
    text: str, source: str, cue: str, content: str, expected: bool
) -> None:
    who, how, what = (Span(text.index(words), text.index(words) + len(words)) for words in (source, cue, content))
    assert is_no_ones(text, (who,), how, what) is expected


@pytest.mark.parametrize(
    ("content", "shape"),
    [
        ("the army staged a coup", "clause"),
        ("his rivals sold the mill", "clause"),
        ("Kelso opened its port", "clause"),
        ("the board lied about the rain", "clause"),
        ("some guests crossed the hall", "clause"),
        ("the claims made by the board", "phrase"),
        ("a plan announced on Monday", "phrase"),
        ("the calls for rain", "phrase"),
    ],
)
def test_a_past_with_an_object_makes_a_clause(content: str, shape: str) -> None:
    text = f"Roe denied {content}."
    one, piece = said(text, "denied", content)
    assert f"shape {shape}" in set(signs(text, one, piece, []))


@pytest.mark.parametrize("when", ["recently", "Monday", "again", "quietly", "today"])
def test_the_verb_of_a_cue_is_not_when_it_was_said(when: str) -> None:
    text = f"Roe announced {when} the port is shut."
    one, piece = said(text, f"announced {when}", "the port is shut")
    assert "verb announced" in set(signs(text, one, piece, []))
