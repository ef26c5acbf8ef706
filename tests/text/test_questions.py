"""Questions without a label, and what only asks now and then."""

import pytest

from tests.text.lines import BODY, kinds

INTRODUCTION = f"Ada Lund spoke to us at the dam. {BODY}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Is the dam safe?", "Who pays for it?"),
        ("Is the dam safe? — Lena, Oslo", "Who pays for it? (Omar, Elm)"),
        ("You built it. Is it safe?", "**Who pays for it?**"),
    ],
)
def test_what_stands_alone_and_asks_above_an_answer_is_a_question(one: str, other: str) -> None:
    asked = ["question", "body"]
    assert kinds(INTRODUCTION, one, "It is.", other, "We do.", BODY)[1:5] == asked * 2
    assert kinds(INTRODUCTION, one, "It is.", "And then?", "It holds.", other, "We do.", BODY)[1:7] == asked * 3


@pytest.mark.parametrize(
    "lines",
    [
        ["Is it?", "It is.", "Who does?", "We do."],  # of two words
        ["Is the dam safe?", BODY, BODY],  # one question alone
        ["Is the dam safe?", "Who pays for it?"],  # nothing answers
        ["Is the dam safe?", "It is.", "Who pays for it?"],  # nothing answers the second
        ["“Is the dam safe?”", "It is.", "“Who pays for it?”", "We do."],  # quotations
        ["Lund: Is the dam safe?", "It is.", "Roe: Who pays for it?", "We do."],  # a talk
        ["Is the dam safe?", *[BODY] * 5, "Who pays for it?", *[BODY] * 4],  # far between
        [f"{BODY * 5} Is it?", BODY, f"{BODY * 5} Who pays?", BODY],  # long
    ],
)
def test_what_is_no_question_of_an_interview(lines: list[str]) -> None:
    assert "question" not in kinds(INTRODUCTION, *lines)


@pytest.mark.parametrize(
    ("introduction", "between", "expected"),
    [
        (INTRODUCTION, [BODY] * 3, True),
        (BODY, [BODY], True),
        (BODY, [BODY] * 3, False),
        (f"{BODY * 20} Ada Lund spoke to us.", [BODY] * 3, False),
    ],
)
def test_where_no_interview_is_announced_most_lines_have_to_ask(
    introduction: str, between: list[str], expected: bool
) -> None:
    found = kinds(introduction, "Is the dam safe?", *between, "Who pays for it?", *between)
    assert (found.count("question") == 2) is expected


def test_a_question_above_all_else_is_a_headline() -> None:
    assert kinds("Is the dam safe?", BODY, "Who pays for it?", BODY, "Who mends it?", BODY)[0] == "headline"


LONG = [f"{BODY * 5} {question}" for question in ("Is it safe, do you think?", "And who pays you for it?")]
TALK = [LONG[0], "It is.", LONG[1], "We do."]
NOTE = "This conversation has been edited and condensed."


@pytest.mark.parametrize(
    ("lines", "asking"),
    [
        (TALK, []),
        ([NOTE, *TALK], LONG),
        ([*TALK, BODY, NOTE], LONG),
        # What asks above the note is none of the talk, unless the note stands at the end.
        (["Is the dam safe?", "It is.", NOTE, *TALK, BODY], LONG),
        ([*TALK, NOTE, BODY, BODY], []),
        # Whoever says so much and asks nobody tells something.
        ([NOTE, f"{BODY * 5} Is it safe?", "It is.", f"{BODY * 5} Who pays for it?", "We do."], []),
    ],
)
def test_who_asks_in_a_talk_that_a_note_tells_of_may_say_a_good_deal(lines: list[str], asking: list[str]) -> None:
    found = kinds(BODY, *lines, BODY)[1:]
    assert [line for line, kind in zip(lines, found, strict=False) if kind == "question"] == asking


@pytest.mark.parametrize(
    "talk",
    [
        ["**Is the dam safe?**", "It is.", "**Who pays for it?**"],
        ["- Is the dam safe?", "- It is.", "- Who pays for it?", "- We do."],
    ],
)
def test_where_signs_tell_who_asks_whoever_answers_may_ask_back(talk: list[str]) -> None:
    back = ["What else could the town do?", "It is cold.", "Why would anybody sell it?"]
    found = kinds(INTRODUCTION, *talk, *back, BODY)
    assert [number for number, kind in enumerate(found) if kind == "question"] == [1, 3]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (["I hope so, and who am I to doubt it?"], ["body"]),
        (["I hope so, and who am I to doubt it?", "It is new."], ["body", "body"]),
        (["It is new.", "I hope so, and who am I to doubt it?"], ["body", "body"]),
        (["It is new.", "Who am I to doubt it?", "It is old."], ["body", "question", "body"]),
        (["It is, and who would doubt it?"], ["question"]),
    ],
)
def test_who_tells_of_himself_beside_a_question_answers_it_though_he_asks(
    answer: list[str], expected: list[str]
) -> None:
    asked = ["Is the dam safe?", *answer, "Who pays for it?", "They do.", "Who mends it?", "They do."]
    assert kinds(INTRODUCTION, *asked, BODY)[2 : 2 + len(answer)] == expected


@pytest.mark.parametrize(
    ("introduction", "turns", "asking"),
    [
        (INTRODUCTION, ["Is it safe?", "It is.", "You built it.", "We did.", "Who paid?", "They did."], [1, 3, 5]),
        # Where no page says that it holds a talk, whoever begins it asks each time.
        (BODY, ["Is it safe?", "It is.", "Who paid?", "They did."], [1, 3]),
        (BODY, ["Is it safe?", "It is.", "You built it.", "We did.", "Who paid?", "They did."], []),
        (BODY, ["Is it safe?", "I spoke to them.", "You built it.", "We did."], []),
        # Who answers asks as often, nobody asks, and there is too little of it.
        (INTRODUCTION, ["Is it safe?", "Is it?", "You built it.", "We did."], []),
        (INTRODUCTION, ["You built it.", "We did.", "It is old.", "It is."], []),
        (INTRODUCTION, ["Is it safe?", "It is."], []),
    ],
)
def test_of_turns_behind_dashes_every_second_one_asks(introduction: str, turns: list[str], asking: list[int]) -> None:
    found = kinds(introduction, *[f"- {turn}" for turn in turns], BODY)
    assert [number for number, kind in enumerate(found) if kind == "question"] == asking
