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
    assert kinds(INTRODUCTION, one, "It is.", other, "We do.", BODY)[1:5] == ["question", "body", "question", "body"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Is it?", "It is.", "Who does?", "We do."],  # of two words
        ["Is the dam safe?", BODY, BODY],  # one question alone
        ["Is the dam safe?", "Who pays for it?"],  # nothing answers
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
