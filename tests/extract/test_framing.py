"""Words that only frame what is said, brackets around a frame, and frames that interrupt."""

import pytest

from factdb.extract import extract
from factdb.extract.attribution.framing import only_frames, with_both_sides
from factdb.extract.attribution.interrupted import with_all_up_to_frames
from factdb.extract.attribution.shaping import Found
from factdb.records import Passage, Span
from tests.extract.sentences import span


@pytest.mark.parametrize(
    "words",
    ["is", "was how", "he said.", "the appeals court said", "another also said", "have also said", "they say."],
)
def test_words_that_only_frame(words: str) -> None:
    assert only_frames(words, Span(0, len(words)))


@pytest.mark.parametrize(
    "words", ["it is", "the said mill burned", "he said so", "is late", "said the king", "the mill"]
)
def test_words_that_say_something(words: str) -> None:
    assert not only_frames(words, Span(0, len(words)))


@pytest.mark.parametrize("words", ["There are", "But there were also", "There’s still", "and there is"])
def test_that_there_is_somebody_frames_what_they_say_and_nothing_else(words: str) -> None:
    whole = Span(0, len(words))
    assert only_frames(words, whole, before_source=True)
    assert not only_frames(words, whole)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("There are many bakers who believe that rye is dear.", ["that rye is dear"]),
        ("But there were also those in the town who said that rye is dear.", ["that rye is dear"]),
        ("There were some who said that rye is dear.", ["that rye is dear"]),
        ("There is an inn in the town, says Ann Lind.", ["There is an inn in the town"]),
    ],
)
def test_there_are_is_no_claim_by_itself(text: str, claims: list[str]) -> None:
    assert [" ".join(span.of(text) for span in claim.spans) for claim in extract(text).claims] == claims


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (
            "Asked whether she would sell the mill, Reed said that she had no plans.",
            "Asked whether she would sell the mill",
        ),
        (
            "But when pressed by the guild on how it is paid, Reed told the Herald that flour is dear.",
            "But when pressed by the guild on how it is paid",
        ),
        ("“It will open in May,” Reed said when asked if it is shut.", "when asked if it is shut."),
    ],
)
def test_what_somebody_answers_is_a_question_and_no_news_of_the_writers(text: str, question: str) -> None:
    rows = [(claim.passage, "".join(part.of(text) for part in claim.spans)) for claim in extract(text).claims]
    assert [words for passage, words in rows if passage is Passage.QUESTION] == [question]
    assert len(rows) == 2


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Reed, asked by her guests whether the mill would close, said that it was fine.", []),
        ("Asked why the mill had burned, Reed shrugged.", ["Asked why the mill had burned, Reed shrugged."]),
        (
            "Pressed by the bakers, who want a tax, Reed said that it is late.",
            ["Pressed by the bakers, who want a tax"],
        ),
        ("She wept and asked if it was late, and Reed said that it was not.", ["She wept and asked if it was late"]),
    ],
)
def test_what_is_more_than_asked_stays_the_writers(text: str, own: list[str]) -> None:
    found = [claim for claim in extract(text).claims if claim.attribution is None]
    assert [claim.spans[0].of(text) for claim in found] == own
    assert all(claim.passage is Passage.BODY for claim in found)


@pytest.mark.parametrize(
    ("text", "said", "own"),
    [
        ("Bakers said the mill was old, but that wasn't true.", "the mill was old", "but that wasn't true."),
        ("Reed said that rye is dear, which is false.", "that rye is dear", "which is false."),
        (
            "Reed claimed the mill was shut, though this was simply not the case.",
            "the mill was shut",
            "though this was simply not the case.",
        ),
        (
            "Reed said that the claim, which was untrue, had hurt him.",
            "that the claim, which was untrue, had hurt him",
            "",
        ),
        ("“I said rye was dear, but that was wrong,” Reed said.", "“I said rye was dear, but that was wrong,”", ""),
        (
            "Reed said rye is cheap, which is so good for bakers that they sing.",
            "rye is cheap, which is so good for bakers that they sing",
            "",
        ),
    ],
)
def test_the_writers_verdict_is_no_part_of_what_is_said(text: str, said: str, own: str) -> None:
    rows = ["".join(part.of(text) for part in claim.spans).rstrip(".") for claim in extract(text).claims]
    assert rows == [said, own.rstrip(".")][: 1 + bool(own)]


def test_both_sides_of_brackets_are_kept() -> None:
    text = "The clerks (who said so) left."
    parts = [span(text, "The clerks ("), span(text, ") left.")]
    assert with_both_sides(text, parts, [False, False]) == [True, True]
    assert with_both_sides(text, [span(text, "The clerks"), span(text, "left.")], [False, True]) == [False, True]
    assert with_both_sides(text, [], []) == []


@pytest.mark.parametrize(
    ("text", "said", "whole"),
    [
        ("It is, as the bakers said, a loaf of rye.", "It", "It is"),
        ("To bake, you have to, the bakers said, get up early.", "To bake", "To bake, you have to"),
        # What is no few words before a comma isn't theirs.
        ("It rose. Then, as the bakers said, it fell.", "It rose.", "It rose."),
        ("It was late and wet and dark and cold and grey, the bakers said, and windy.", "It was", "It was"),
    ],
)
def test_what_is_said_goes_on_up_to_the_frame_that_interrupts_it(text: str, said: str, whole: str) -> None:
    behind = text[text.index("said, ") + len("said, ") : -1]
    one = Found((span(text, "the bakers"),), span(text, "said"), (span(text, said), span(text, behind)), None)
    sentences = [Span(0, len(text))] if ". " not in text else [span(text, "It rose."), span(text, text[9:])]
    (found,) = with_all_up_to_frames(text, sentences, [one])
    assert [content.of(text) for content in found.contents] == [whole, behind]


def test_what_is_around_brackets_is_one_claim_of_the_writers() -> None:
    text = "Some bakers (who claim rye is healthier than wheat) charge more for their loaves."
    rows = extract(text)
    own = [claim for claim in rows.claims if claim.attribution is None]
    assert [[part.of(text) for part in claim.spans] for claim in own] == [
        ["Some bakers (", ") charge more for their loaves."]
    ]
    assert {one.speaker.name for one in rows.attributions} == {"Some bakers"}


def test_a_verb_behind_also_belongs_to_the_cue() -> None:
    text = "Ms. Vane runs the mill. She also made it clear that the mill would not be sold to any rival."
    (said,) = extract(text).attributions
    assert said.cue.of(text).startswith("also made it clear")
