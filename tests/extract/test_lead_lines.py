"""Lines that name whose words stand under them in paragraphs without quotation marks."""

import pytest

import factdb
from factdb.extract.attribution.lead_lines import named_in, with_same_voice
from factdb.extract.attribution.set_off import with_all_set_off
from factdb.extract.attribution.shaping import Found
from factdb.text.segments import paragraphs
from tests.extract.sentences import lines_of, span, unmarked

SAID = "The planks rotted for years, and nobody at the harbour cared to look at them."


def named(line: str, below: str = SAID) -> tuple[str, str] | None:
    text = f"{line}\n\n{below}\n\nRain fell on Monday."
    first, second, _ = paragraphs(text)
    found = named_in(text, first, second)
    return (found[0].of(text), found[1].of(text)) if found else None


@pytest.mark.parametrize("marked", lines_of("lead_lines.txt"))
def test_a_line_may_name_whose_words_stand_under_it(marked: str) -> None:
    line, named_there = unmarked(marked)
    assert named(line) == (tuple(named_there) if named_there else None)


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
    source, cue, content = (span(text, words) for words in ("Ann Reed", "argued", "that the pier had never been safe"))
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
