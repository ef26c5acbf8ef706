"""Attributions, sentences and hedges become claims."""

from dataclasses import replace

import pytest

from factdb.extract.claims import Said, claims
from factdb.extract.hedging.governing import Uncertain
from factdb.records import (
    Claim,
    Span,
    Status,
)
from factdb.text.segments import paragraphs, sentences
from tests.extract.sentences import span


def made(
    text: str, said: list[Said] | None = None, hedges: dict[Span, Uncertain] | None = None, acts: tuple[Span, ...] = ()
) -> list[Claim]:
    whole = [sentence for part in paragraphs(text) for sentence in sentences(text, part)]
    return claims(text, whole, said or [], hedges or {}, [1.0] * len(whole), acts)


def words(text: str, found: list[Claim]) -> list[list[str]]:
    return [[part.of(text) for part in claim.spans] for claim in found]


def saying(text: str, source: str, cue: str, *contents: str) -> Said:
    return Said(0, (span(text, source),), span(text, cue), tuple(span(text, c) for c in contents), (), 0.9, "unnamed")


def test_what_nobody_said_is_the_writers() -> None:
    text = "It rained. It snowed."
    assert words(text, made(text)) == [["It rained."], ["It snowed."]]


def test_a_said_sentence_is_one_claim() -> None:
    text = "It rained, she said on Tuesday in the town hall."
    (claim,) = made(text, [saying(text, "she", "said", "It rained")])
    assert (claim.status, claim.attribution, claim.confidence) == (Status.SOURCED, 0, 0.9)


@pytest.mark.parametrize("link", [" and", " but then", ", even as", " in what", ", with", " and later", ", which"])
def test_the_link_to_what_is_said_is_no_part_of_the_writers_words(link: str) -> None:
    text = f"The town was dry{link} she called it wet."
    found = made(text, [saying(text, "she", "called", "it wet")])
    assert words(text, found) == [["The town was dry"], ["it wet"]]


@pytest.mark.parametrize(
    ("clause", "link"), [("The bill raises the toll", ", which"), ("Each May the guild mails a form", " that")]
)
def test_a_clause_before_what_is_said_of_its_last_word_is_the_writers(clause: str, link: str) -> None:
    text = f"{clause}{link} she said would ruin them."
    assert words(text, made(text, [saying(text, "she", "said", "would ruin them")])) == [[clause], ["would ruin them"]]


def test_a_name_alone_before_what_is_said_of_it_is_no_claim() -> None:
    text = "The toll, which she said would ruin them."
    assert words(text, made(text, [saying(text, "she", "said", "would ruin them")])) == [["would ruin them"]]


@pytest.mark.parametrize(
    ("text", "act", "own"),
    [
        ("Roe disagreed with her tactics, saying it was late.", "disagreed with h", ["Roe disagreed with her tactics"]),
        ("Roe upset the board, saying it was late.", "upset t", ["Roe upset the board"]),
        ("Roe spoke with her crew, saying it was late.", "", []),
    ],
)
def test_what_is_done_beside_what_is_said_is_the_writers(text: str, act: str, own: list[str]) -> None:
    found = made(text, [saying(text, "Roe", "saying", "it was late")], acts=(span(text, act),) if act else ())
    assert words(text, found) == [*([own] if own else []), ["it was late"]]


def test_what_somebody_cites_while_he_says_something_is_no_claim() -> None:
    text = "It was late, Roe said, citing the log."
    found = made(text, [saying(text, "Roe", "said", "It was late")], acts=(span(text, "citing t"),))
    assert words(text, found) == [["It was late"]]


@pytest.mark.parametrize(
    "clause", ["as Cole approached the pier", "on Monday as letters arrived", "while he signed it"]
)
def test_a_clause_that_tells_when_something_is_said_is_the_writers(clause: str) -> None:
    text = f"It was late, Roe shouted {clause}."
    assert words(text, made(text, [saying(text, "Roe", "shouted", "It was late")])) == [["It was late"], [f"{clause}."]]


@pytest.mark.parametrize(
    "lead",
    ["If he falls short", "For the abbot, it spoils the trip to", "This prompted the monks to write, and on Monday"],
)
def test_a_clause_that_opens_a_sentence_before_a_frame_is_the_writers(lead: str) -> None:
    text = f"{lead} Cole said that it was late."
    found = made(text, [saying(text, "Cole", "said", "that it was late")])
    assert words(text, found)[0][0].startswith(lead[:20])


@pytest.mark.parametrize("link", ["although", "though", "whereas", "because", "until"])
def test_a_clause_before_a_conjunction_is_the_writers_without_it(link: str) -> None:
    text = f"The bill raises the toll, {link} Roe says it is late."
    found = made(text, [saying(text, "Roe", "says", "it is late")])
    assert words(text, found) == [["The bill raises the toll"], ["it is late"]]


def test_what_goes_on_in_which_ends_before_it() -> None:
    text = "Cole held a long meeting last week in which Roe said it was late."
    found = made(text, [saying(text, "Roe", "said", "it was late")])
    assert words(text, found)[0] == ["Cole held a long meeting last week"]


@pytest.mark.parametrize(
    "what", ["as hail and a strike idled workers", "after talks stalled", "while Cole booed the crew"]
)
def test_what_happened_beside_a_saying_is_the_writers(what: str) -> None:
    text = f"It was late, Roe said on Friday, {what}."
    assert words(text, made(text, [saying(text, "Roe", "said", "It was late")])) == [["It was late"], [f"{what}."]]


def test_what_is_said_before_a_frame_may_end_in_that() -> None:
    text = "Roe would never do that, Cole said."
    assert words(text, made(text, [saying(text, "Cole", "said", "that")])) == [["Roe would never do that"]]


def test_a_long_account_is_a_claim_for_each_paragraph() -> None:
    told = [f"I sold fish {day} times." for day in range(9)]
    for some, expected in ((told[:8], [told[:8]]), (told, [[one] for one in told])):
        text = "\n\n".join(["Ann Roe said:", *some])
        assert words(text, made(text, [saying(text, "Ann Roe", "said", *some)])) == expected


@pytest.mark.parametrize(
    "where",
    [
        "in a long talk with the mill on Monday",
        "at a meeting of the harbour board in Kent",
        "during a visit to her old school",
        "on “The Late Ferry”",
        "before a crowd of a thousand farmers",
    ],
)
def test_where_and_when_something_short_was_said_is_no_claim(where: str) -> None:
    text = f"Roe called it “late” {where}."
    assert words(text, made(text, [saying(text, "Roe", "called", "it “late”")])) == [["it “late”"]]


@pytest.mark.parametrize(
    "more",
    [
        "despite the old law of the harbour",
        "without any proof of that at all",
        "on Monday, handing out prizes to the crew",
    ],
)
def test_what_the_writer_says_of_what_was_said_is_a_claim(more: str) -> None:
    text = f"Roe called it “late” {more}."
    assert words(text, made(text, [saying(text, "Roe", "called", "it “late”")])) == [["it “late”"], [f"{more}."]]


@pytest.mark.parametrize(
    "when", ["after protests organized in May", "when asked", "as an aide hired in May", "as expected"]
)
def test_a_phrase_that_tells_when_something_is_said_is_no_claim(when: str) -> None:
    text = f"It was late, Roe shouted {when}."
    assert words(text, made(text, [saying(text, "Roe", "shouted", "It was late")])) == [["It was late"]]


def test_what_a_sentence_says_of_a_thing_before_which_is_the_writers() -> None:
    text = "On Monday, it launched a small steam boat which it said was new."
    found = made(text, [saying(text, "it said", "said", "was new")])
    assert words(text, found) == [["On Monday, it launched a small steam boat"], ["was new"]]


def test_a_thing_alone_before_which_is_no_claim() -> None:
    text = "The boat which she said was new."
    assert words(text, made(text, [saying(text, "she", "said", "was new")])) == [["was new"]]


@pytest.mark.parametrize("rest", ["lies on a river", "has nine mills", "burned", "voted no"])
def test_the_rest_of_a_sentence_is_the_writers(rest: str) -> None:
    text = f"The town, which she called wet, {rest}."
    found = made(text, [saying(text, "she", "called", "wet")])
    assert words(text, found) == [["The town", f"{rest}."], ["wet"]]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "before"),
    [
        ("Only by hard work, he argued, can they see it.", "he", "argued", "can they see it", "Only by hard work"),
        ("To shut it now would be, as Roe put it, “unwise.”", "Roe", "put it", "“unwise.”", "To shut it now would be"),
        ("As far as Roe knows, Cole said, none were lost.", "Cole", "said", "none were lost", "As far as Roe knows"),
        ("In nine of ten towns, guides say, it rains.", "guides", "say", "it rains", "In nine of ten towns"),
        ("The whole of the pier, Cole wrote, is rotten.", "Cole", "wrote", "is rotten", "The whole of the pier"),
    ],
)
def test_what_opens_a_sentence_before_a_frame_between_commas_is_said(
    text: str, source: str, cue: str, content: str, before: str
) -> None:
    (claim,) = made(text, [saying(text, source, cue, content)])
    assert [part.of(text).rstrip(".") for part in claim.spans] == [before, content.rstrip(".")]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "Footage showed Hale, in white, following him, guards said.",
            "guards",
            "said",
            "Hale, in white, following him",
        ),
        ("An audit reveals that the pier leaks, Roe said.", "Roe", "said", "that the pier leaks"),
        ("Such carnage “ruins trade,” she said.", "she", "said", "“ruins trade,”"),
        ("The pier here is “old and wet,” said Cole.", "Cole", "said", "“old and wet,”"),
        ("The town said it would pay, Reed wrote.", "Reed", "wrote", "it would pay"),
    ],
)
def test_what_opens_a_sentence_before_a_frame_behind_it_is_said(text: str, source: str, cue: str, content: str) -> None:
    (claim,) = made(text, [saying(text, source, cue, content)])
    assert claim.spans == (Span(0, text.index(content) + len(content)),)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "behind"),
    [
        ("The pier, according to a guide, was sold twice.", "a guide", "according to", "The pier", "was sold twice."),
        ("The guards met a man who, Roe said, was late.", "Roe", "said", "who", "was late."),
        ("The pier, Roe said in an interview, was late.", "Roe", "said", "The pier", "was late."),
    ],
)
def test_what_goes_on_behind_a_frame_between_commas_is_said(
    text: str, source: str, cue: str, content: str, behind: str
) -> None:
    *_, claim = (found for found in made(text, [saying(text, source, cue, content)]) if found.attribution == 0)
    assert [part.of(text) for part in claim.spans] == [content, behind]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The pier was sold, according to a guide, and rots.", "a guide", "according to", "The pier was sold"),
        ("The town sold a pier, which, Roe said, was wet.", "Roe", "said", "was wet"),
        ("The pier, according to a guide, who rents it.", "a guide", "according to", "The pier"),
    ],
)
def test_what_stands_beside_a_clause_and_its_frame_is_the_writers(
    text: str, source: str, cue: str, content: str
) -> None:
    (claim,) = (found for found in made(text, [saying(text, source, cue, content)]) if found.attribution == 0)
    assert [part.of(text).rstrip(".") for part in claim.spans] == [content]


def test_what_leads_in_a_quotation_is_the_writers() -> None:
    text = "He stood by the old wall and frowned: “Look,” he said."
    found = made(text, [saying(text, "he said", ".", "“Look,”")])
    assert words(text, found) == [["He stood by the old wall and frowned"], ["“Look,”"]]


def test_a_clause_that_follows_a_content_up_to_another_frame_ends_with_a_word() -> None:
    text = 'Roe said: "It is shut." which is so he added that it rained.'
    first, second = saying(text, "Roe", "said", '"It is shut."'), saying(text, "he", "added", "that it rained")
    found = made(text, [first, replace(second, index=1)])
    assert words(text, found) == [['"It is shut." which is so'], ["that it rained"]]


@pytest.mark.parametrize(
    ("behind", "is_said"),
    [
        ("which it has for years", True),
        ("because it rains", True),
        ("despite its price", True),
        ("up from 3 days in May", True),
        ("about 10 hours longer than it would have been in May", True),
        ("even though it is new", False),
        ("even as it rains", False),
        ("despite the many years that the town has paid for it", False),
    ],
)
def test_what_follows_a_content(behind: str, is_said: bool) -> None:
    text = f"Roe said the pier is shut, {behind}."
    first, *others = words(text, made(text, [saying(text, "Roe", "said", "the pier is shut")]))
    assert (f"the pier is shut, {behind}" in first[0]) is is_said
    assert bool(others) is not is_said


def test_what_something_is_said_of_is_no_claim() -> None:
    text = "“It is late,” Reed said of the money spent on the ferry."
    assert words(text, made(text, [saying(text, "Reed", "said of", "“It is late,”")])) == [["“It is late,”"]]


@pytest.mark.parametrize("joined", ["and this is so in the whole of the valley", "though it could not be confirmed"])
def test_who_speaks_is_no_subject_of_a_clause_with_its_own(joined: str) -> None:
    text = f"It is late, said Reed, {joined}."
    own = words(text, made(text, [saying(text, "Reed", "said", "It is late")]))[1]
    assert own == [f"{joined}."]


@pytest.mark.parametrize("link", ["was how", "is what", "is"])
def test_what_ties_words_to_who_says_them_is_no_claim(link: str) -> None:
    text = f"“It is late,” {link} Reed put it."
    assert words(text, made(text, [saying(text, "Reed", "put it", "“It is late,”")])) == [["“It is late,”"]]


def test_what_stands_before_a_bracket_is_not_said_in_it() -> None:
    text = "The guild sued over the ferry, the locks (a trifle, Reed said) and the weir."
    assert words(text, made(text, [saying(text, "Reed", "said", "a trifle")]))[1] == ["a trifle"]
