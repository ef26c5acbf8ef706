"""What surrounds the words of letters and e-mail is none of them."""

import pytest

from tests.text.lines import BODY, kinds


def test_the_head_of_a_message_is_no_part_of_it() -> None:
    head = ["From: Ann Roe <ann@elm.example>", "Sent: 3 March 2024 10:14", "Subject: The dam"]
    assert kinds(BODY, *head, BODY) == ["body", *["navigation"] * 3, "body"]
    assert kinds(BODY, "Subject: the dam, which the council wants to sell.", BODY)[1] == "body"


@pytest.mark.parametrize(
    "line",
    ["Hi Tom,", "Hey Dr. Roe:", "Hello all", "Hi Ann and Tom,", "On Mon, 3 Mar 2024 at 10:14, Ann Roe wrote:"],
)
def test_a_greeting_is_said_to_nobody_who_reads_the_article(line: str) -> None:
    assert kinds(BODY, line, BODY) == ["body", "navigation", "body"]


def test_a_title_is_no_greeting_outside_a_letter() -> None:
    assert kinds(BODY, "Hello Dolly", BODY)[1] != "navigation"
    assert kinds("Hello Dolly", BODY, "Regards,", "Osk Lund")[0] == "navigation"


def test_a_letter_that_nobody_signs_says_to_whom_it_speaks() -> None:
    assert "navigation" not in kinds("Dear Mr. Roe,", BODY, BODY)
    assert kinds(BODY, "Dear Mr. Roe,", BODY, "Regards,", "Osk Lund")[1:4] == ["navigation", "body", "navigation"]


@pytest.mark.parametrize(
    "line",
    [
        "Dear is the water that the town drinks.",
        "Hello Tom, she said.",
        "Hi.",
        "On March 3, Mr. Roe wrote:",
        "On March 3, 2024, at 10:14 p.m., Mr. Roe wrote:",
    ],
)
def test_a_sentence_is_no_greeting(line: str) -> None:
    assert kinds(BODY, line, BODY)[1] == "body"


@pytest.mark.parametrize("end", ["Best,", "Kind regards", "Yours faithfully,", "Many thanks –"])
def test_below_the_end_of_a_letter_stands_who_wrote_it(end: str) -> None:
    below = ["Osk Lund", "Head of Water", "Elm Water Co."]
    assert kinds(BODY, end, *below, BODY) == ["body", "navigation", *["byline"] * 3, "body"]


def test_thanks_are_no_end() -> None:
    assert kinds(BODY, "Thanks", "Osk Lund held it.", BODY)[2:] == ["body", "body"]
    assert kinds(BODY, "Thanks,", "Osk Lund held it. He did.", BODY)[2:] == ["body", "body"]
