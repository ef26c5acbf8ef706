"""Where paragraphs begin and end: at line breaks, unless lines are wrapped or a sentence is cut by hand."""

import pytest

from factdb.text.segments import paragraphs, sentences

WRAPPED = """The council met on Tuesday night to talk about the bridge over the
river, which has been closed since March after an engineer found that
two of its pillars had sunk. The repair will take a year.

Nobody at the meeting spoke for the builder, and the mayor said that
the city would have to go to court if the money was not paid soon.
- The first offer was turned down by the council in April because of
  its price.
- The second was late.
"""

LINE = "the council wants to sell it to the town of Kelso before"


@pytest.mark.parametrize(
    "line_break",
    [
        "\n",
        "\r",
        "\r\n",
        "\u2028",
        "\u2029",
        "\x85",
        "\x0b",
        "\x0c",
        "\x1c",
        "\x1d",
        "\x1e",
        "\n\n",
        "\r\n\r\n",
        " \n\t\n ",
    ],
)
def test_every_kind_of_line_break_parts_paragraphs(line_break: str) -> None:
    text = f"\ufeff \u200b One here.{line_break}Two here. {line_break}Three"
    assert [paragraph.of(text) for paragraph in paragraphs(text)] == ["One here.", "Two here.", "Three"]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_hard_wrapped_lines_are_one_paragraph(line_break: str) -> None:
    text = WRAPPED.replace("\n", line_break)
    beginnings = [paragraph.of(text)[:12] for paragraph in paragraphs(text)]
    assert beginnings == ["The council ", "Nobody at th", "- The first ", "- The second"]
    found = [sentence.of(text)[-12:] for sentence in sentences(text, paragraphs(text)[0])]
    assert found == ["rs had sunk.", "take a year."]


def test_lines_that_end_their_sentences_are_paragraphs() -> None:
    text = (
        "The council met on Tuesday night to talk about the bridge.\nThe bridge has been closed since early March.\n"
        * 4
    )
    assert len(paragraphs(text)) == 8


def test_a_sentence_cut_by_hand_is_one_paragraph() -> None:
    text = (
        "The council met on Tuesday. It went home at nine.\n"
        "Note: the bridge that the council wanted to sell to the town of Kelso\n"
        "Harbour last spring is the same that was built by the county, the mayor\n"
        "says, and by its people.\n"
        "Ann Reed wrote this.\n"
        "A list of all that the harbour board has sold since the spring of 2012\n"
        "by Ann Reed"
    )
    assert [paragraph.of(text)[-9:] for paragraph in paragraphs(text)] == [
        " at nine.",
        "s people.",
        "ote this.",
        "g of 2012",
        " Ann Reed",
    ]


@pytest.mark.parametrize(
    ("line", "following", "joined"),
    [
        (LINE, "the end of spring.", True),
        (f"{LINE},", "the end of spring.", True),
        (f"{LINE}.", "the end of spring.", False),
        (f"{LINE} (it)", "the end of spring.", False),
        (LINE, "Spring is over.", False),
        (LINE, "by Ann Reed", False),
        (LINE, "photo of the bridge", False),
        ("a" * 50, "the end of spring.", True),
        ("a" * 49, "the end of spring.", False),
    ],
)
def test_which_line_breaks_a_sentence_off(line: str, following: str, joined: bool) -> None:
    text = f"It rained for days.\n\n{line}\n{following}\n\nNobody came."
    assert [paragraph.of(text) for paragraph in paragraphs(text)][1:-1] == (
        [f"{line}\n{following}"] if joined else [line, following]
    )


def test_a_text_may_end_with_the_rest_of_a_sentence() -> None:
    assert len(paragraphs(f"{LINE}\nthe end of spring.")) == 1


def test_three_lines_as_wide_as_mail_are_wrapped() -> None:
    text = "It rained for days.\n\n" + "\n".join(
        ["Lund and Quint asked the council to sell it to the town of Kelso"] * 3
    )
    assert len(paragraphs(text)) == 2


@pytest.mark.parametrize(
    "stamp",
    [
        "[14/03/2023, 08:1{0}:44] ",
        "[3/14/23, 9:0{0} PM] ",
        "(14.03.2023 08:1{0}) ",
        "14/03/2023, 08:1{0} - ",
        "2023-03-14 08:1{0} – ",
        "[9:0{0} PM] ",
        "9:0{0} pm ",
    ],
)
def test_the_lines_of_a_chat_are_as_wide_as_mail_and_not_wrapped(stamp: str) -> None:
    messages = ["Ann: has anyone here got hot water in the flat today", "Tom: none at all and the light is red again"]
    text = "\n".join(stamp.format(n) + messages[n % 2] for n in range(6))
    assert len(paragraphs(text)) == 6
