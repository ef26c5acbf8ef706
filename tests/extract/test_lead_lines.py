"""Lines that name whose words stand under them in paragraphs without quotation marks."""

import pytest

import factdb
from factdb.extract.attribution.lead_lines import named_in, with_same_voice
from factdb.extract.attribution.set_off import with_all_set_off
from factdb.extract.attribution.shaping import Found
from factdb.records import Span
from factdb.text.segments import paragraphs

SAID = "The planks rotted for years, and nobody at the harbour cared to look at them."


def named(line: str, below: str = SAID) -> tuple[str, str] | None:
    text = f"{line}\n\n{below}\n\nRain fell on Monday."
    first, second, _ = paragraphs(text)
    found = named_in(text, first, second)
    return (found[0].of(text), found[1].of(text)) if found else None


@pytest.mark.parametrize(
    ("line", "source", "cue"),
    [
        ("Here is what the union wrote of it in the spring:", "the union", "wrote"),
        ("The ferry is late. And this is how Ann Reed explained it to the crew:", "Ann Reed", "explained"),
        ("Here’s the Herald’s Ann Reed with more on the pier:", "Ann Reed", "Here’s"),
        ("Here was Roe’s answer, and it was a short one:", "Roe’s", "answer"),
        ("The pier is shut. From the guild’s statement on that:", "the guild’s statement", "From"),
        ("More from Ann Reed:", "Ann Reed", "from"),
        ("Here is the restaurant’s statement on that:", "the restaurant’s", "statement"),
        ("It was a rather rare admission from Roe:", "Roe", "admission"),
        ("But first, Reed’s take on the vote:", "Reed’s", "take"),
        ("It is over, as the Herald’s Ann Reed put it in May:", "the Herald’s Ann Reed", "put"),
        ("Roe, writing in the Herald, adds that nobody was warned:", "Roe", "adds"),
        ("Last week, Ann Reed argued that the pier had never been safe, at least in winter:", "Ann Reed", "argued"),
        ("Roe cites the town’s duty:", "Roe", "cites"),
        ("The Kelso Herald has more on the ferry:", "The Kelso Herald", "has more"),
        ("The audit explains why that is so:", "The audit", "explains"),
        ("In his memoir, Roe had this to say of the planks:", "Roe", "had this to say"),
        ("Please attribute the following to a spokesperson for Roe Gas:", "a spokesperson for Roe Gas", "attribute"),
        ("Attribute this quote to Ann Roe, head of press:", "Ann Roe", "Attribute"),
        ("It rained. The union put out a curt statement on the pier:", "The union", "put out a curt statement"),
        ("Reed, a clerk, has sent this reply to the Herald:", "Reed", "sent this reply"),
        ("Roe clarified the point in a statement on Friday:", "Roe", "clarified"),
        ("The union hit back at the bakers with a curt note:", "The union", "hit"),
        ("UPDATE - Here’s the guild’s rather odd statement:", "the guild’s", "statement"),
        ("Roe’s answer, which took an hour, was short:", "Roe’s", "answer"),
    ],
)
def test_a_line_names_whose_words_stand_under_it(line: str, source: str, cue: str) -> None:
    assert named(line) == (source, cue)


@pytest.mark.parametrize(
    "line",
    [
        "Here is what happened:",
        "Here is what we know so far:",
        "Here is the plan for Monday:",
        "Here’s how the pier was lost:",
        "To make the stew:",
        "On the agenda for the meeting of the guild:",
        "From Kelso to Poe:",
        "From Monday:",
        "Here is this year’s report on the weather:",
        "From France:",
        "Ann Reed won three prizes:",
        "The town that Reed says is safe has two piers:",
        "As I wrote in May:",
        "Watch what Ann Reed said of it:",
        "Ann Reed explained it in a video:",
        "Some say that it will rain:",
        "By noon every abbot in Kelso had explained what he thought of it:",
        "Asked in May, Albanians said that it will rain:",
        "Rather than explain it, Ann Reed spoke of her childhood:",
        "Long ago I wrote in these pages:",
        "Ann Reed said little of it, but here is what we know:",
        "Ann Reed said the pier is safe. There are two of them:",
        "Roe concluded, “It is over and done”:",
        "Roe believes that it will rain:",
        "Roe read this story to the crew:",
        "Roe turned it up a notch with this tweet:",
        "Roe slept on the very day on which Reed gave her statement:",
    ],
)
def test_a_line_that_names_nobody_or_shows_something_leaves_it_to_the_writer(line: str) -> None:
    assert named(line) is None


@pytest.mark.parametrize(
    "below",
    [
        "Doors open at noon, and the first of the boats sails at one",
        "Ann Reed has been the warden of the harbour for years, and likes it.",
        "He has been the warden of the harbour for years, and likes it.",
        "Meanwhile, the ferry goes on sailing at noon as it always has done.",
        "Salt and pepper.",
    ],
)
def test_what_tells_of_whoever_is_named_or_is_no_sentence_is_not_theirs(below: str) -> None:
    assert named("Ann Reed explained the rules of the harbour:", below) is None


def length(*lines: str) -> int:
    """How many paragraphs under the first are one person's."""
    text = "\n\n".join(lines)
    every = paragraphs(text)
    whole = with_same_voice(text, every[0], every[1], every[2:])
    return sum(whole.covers(one) for one in every)


@pytest.mark.parametrize(
    ("below", "count"),
    [
        (("I saw the planks.", "I told my crew of it.", "Roe left in May."), 2),
        (("We saw the planks.", "What we heard was nothing.", "We left.", "It rained."), 3),
        (("I saw the planks.", "“I left,” he said."), 1),
        (("I saw the planks.", "We must not let it be."), 1),
        (("The planks rotted.", "I can’t tell why."), 1),
        (("I saw the planks.", "I went on:"), 1),
        (("We saw our planks.", "Our town has none."), 1),
        (("We saw the planks.", "We have Roe to thank for it."), 1),
        (("I saw the planks.", "He told me so himself."), 1),
    ],
)
def test_the_same_person_goes_on_in_the_paragraphs_behind(below: tuple[str, ...], count: int) -> None:
    assert length("Roe explained it in his diary:", *below) == count


def test_where_the_writer_speaks_of_himself_only_the_first_paragraph_is_sure() -> None:
    assert length("I asked Roe, and he explained it:", "I saw the planks.", "I don’t believe a word.") == 1


@pytest.mark.parametrize(
    ("layout", "count"),
    [
        ("{line}\n\nThe pier is old.\n\n\n\nIt was built of oak.\n\n\n\nReed built it.\n\nRain fell.", 3),
        ("The ferry sails.\n\n{line}\n\nThe pier is old.\n\n\n\nIt was built of oak.\n\nRain fell.", 2),
        ("The ferry sails.\n\n\n\n{line}\n\nThe pier is old.\n\n\n\nRain fell.\n\n\n\nIt hailed.", 1),
        ("The ferry sails.\n\n\n\n{line}\n\n\n\nThe pier is old.\n\n\n\nRain fell.\n\n\n\nIt hailed.", 1),
        ("{line}\n\nThe pier is old.\n\n\n\nWhat next\n\n\n\nRain fell.", 1),
        ("{line}\nThe pier is old.\n\nIt was built of oak.\nRain fell.", 2),
    ],
)
def test_what_stands_wider_apart_than_the_page_is_one_block(layout: str, count: int) -> None:
    text = layout.format(line="Roe explained it in his diary:")
    every = paragraphs(text)
    at = next(number for number, one in enumerate(every) if one.of(text).endswith(":"))
    whole = with_same_voice(text, every[at], every[at + 1], every[at + 2 :])
    assert sum(whole.covers(one) for one in every) == count


def test_whoever_the_line_names_keeps_what_it_says_before_the_colon() -> None:
    line = "Ann Reed argued that the pier had never been safe:"
    text = f"{line}\n\n{SAID}\n\nRain fell."
    source, cue, content = (
        Span(text.index(words), text.index(words) + len(words))
        for words in ("Ann Reed", "argued", "that the pier had never been safe")
    )
    (one,) = with_all_set_off(text, paragraphs(text), [Found((source,), cue, (content,), None)])
    assert [part.of(text) for part in one.contents] == [content.of(text), SAID]


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("Ann Reed is the warden of Kelso. Here was Reed’s answer to the board:", "Ann Reed"),
        ("Here’s the Kelso Herald’s Bo Hill with more on the pier:", "Bo Hill"),
        ("Bo Hill insisted that the pier had never been safe, at least in the winter months:", "Bo Hill"),
    ],
)
def test_the_paragraph_is_a_claim_of_whom_the_line_names(line: str, speaker: str) -> None:
    text = f"The pier of Kelso is shut.\n\n{line}\n\n{SAID}\n\nThe ferry sails on Monday."
    found = factdb.extract(text)
    (claim,) = (one for one in found.claims if any(SAID in part.of(text) for part in one.spans))
    assert claim.attribution is not None
    assert (claim.status, found.attributions[claim.attribution].speaker.name) == ("sourced", speaker)
