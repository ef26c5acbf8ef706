"""What part of the page a line is."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.language.wordlists import entries
from factdb.records import Passage, Span
from factdb.text.passages import Part, passage_at, passages, stands_apart
from factdb.text.segments import paragraphs
from tests.data import cases
from tests.text.lines import BODY, kinds, read


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"Q: {'a' * 197}", "question"),
        (f"Q: {'a' * 198}", "body"),
        (f"File photo: {'a' * 488}", "caption"),
        (f"File photo: {'a' * 489}", "body"),
        ("The old dam (Photo: Tim Poe)", "caption"),
        ("The dam (Photo: Tim Poe)", "byline"),
        ("Email Print", "navigation"),
        ("Link", "headline"),
        ("Reporting by Ada Lund; editing by Tom Quint.", "byline"),
        ("(Photo: Ada Lund.)", "byline"),
    ],
)
def test_how_long_a_line_of_a_kind_may_be(line: str, expected: str) -> None:
    assert kinds(BODY, line, BODY)[1] == expected


def test_what_leads_to_other_pages_is_told_from_their_titles() -> None:
    text = f"{BODY}\n\nREAD MORE: Dam holds\n\n{BODY}"
    assert [(part.span.of(text), part.passage) for part in read(text)][1:-1] == [
        ("READ MORE:", Passage.NAVIGATION),
        ("Dam holds", Passage.NAVIGATION),
    ]
    assert kinds(BODY, "READ MORE:", BODY) == ["body", "navigation", "body"]
    assert kinds(BODY, f"More: {BODY} {BODY} {BODY}", BODY) == ["body", "navigation", "body", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "By Ada Lund",
        "By ADA LUND and TOM QUINT, Newswire",
        "Ada Lund",
        "Ada Lund, Newswire Writer",
        "Published: March 3, 2024",
        "Updated 3:04 PM ET, Mon March 3, 2024",
        "March 3, 2024",
        "Image copyright Newswire",
        "— With assistance by Ada Lund and Tom Quint",
        "Tim Poe/AP Photo",
        "Photo: Tim Poe/NNA",
        "*By **Ada Lund***",
        "By Ada Lund, legal affairs correspondent",
        "ada.lund@courier.example",
    ],
)
def test_bylines(line: str) -> None:
    assert kinds("Dam is safe", line, BODY) == ["headline", "byline", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Ada Lund; Editing by Tom Quint)",
        "Ada Lund/The Courier.",
        "(Graphic: The Courier).",
        "Newswire writers Ada Lund and Tom Quint contributed to this report.",
        "Ada Lund and Tom Quint contributed.",
        "Ada Lund reported from Elm.",
        "— Staff writer Ada Lund contributed from Elm, Kent. Quint reported from Lynn and Rome.",
        "With additional reporting from Tom Quint",
        "This article first appeared in The Courier.",
        "This column was originally published in The Courier.",
        "A version of this story appeared in The Courier.",
        "© 2024 The Courier",
        "dpa/afp",
        "AP and Reuters",
        "With Courier wires",
        "With additional wire reports",
        "Courtesy of Elm & Lund, Inc.",
    ],
)
def test_credits(line: str) -> None:
    assert kinds(BODY, BODY, line) == ["body", "body", "byline"]


@pytest.mark.parametrize(("line", "kind"), cases(entries(Path(__file__).parent / "lines_between.txt")))
def test_a_line_between_paragraphs(line: str, kind: str) -> None:
    first, *between, last = kinds(BODY, line, BODY)
    assert (first, set(between), last) == ("body", {kind}, "body")


@pytest.mark.parametrize(
    "line",
    [
        f"{'A mason works at the dam in May. ' * 20}(AP Photo/Ada Lund, File)",
        f"Photos: The dam Ada Lund watches it. Hide Caption 1 of 12 {'A mason works. ' * 50}",
        f"Related Video {BODY} {BODY} {BODY} “Nobody knew” of the cracks in it, its owner tells our reporter.",
    ],
)
def test_long_captions(line: str) -> None:
    assert kinds(BODY, line, BODY) == ["body", "caption", "body"]


def test_questions_of_an_interviewer() -> None:
    assert kinds("Q: Is the dam safe?", "A: It is.", "**Who pays for it?**", BODY)[::2] == ["question", "question"]


def test_a_time_stamp_is_no_part_of_what_is_said() -> None:
    text = "[02:50:05] LUND: We stay."
    assert [(part.span.of(text), part.passage) for part in read(text)] == [
        ("[02:50:05]", Passage.NAVIGATION),
        ("LUND: We stay.", Passage.BODY),
    ]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("16:20 ", "15:47 ", ["16:20", "15:47"]),
        ("9.05am: ", "10.30 pm – ", ["9.05am", "10.30 pm"]),
        ("**12:04 BST** ", "**11:58 BST** ", ["**12:04 BST**", "**11:58 BST**"]),
        ("16:20 ", "", []),
        ("16:20 now, ", "15:47 ", []),
        ("25:20 ", "15:77 ", []),
    ],
)
def test_the_hours_of_a_live_blog_are_no_part_of_it(first: str, second: str, expected: list[str]) -> None:
    text = f"{first}{BODY}\n\n{second}{BODY}"
    parts = read(text)
    assert [part.span.of(text) for part in parts if part.passage is Passage.NAVIGATION] == expected
    assert parts[-1].span.of(text) == (BODY if expected or not second else f"{second}{BODY}")


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("THE FACTS: ", ["THE FACTS"]),
        ("**Verdict:** ", ["**Verdict:**"]),
        ("**Why it matters:** ", ["**Why it matters:**"]),
        ("What’s next: ", ["What’s next"]),
        ("Editor’s note: ", ["Editor’s note"]),
        ("Editor's note: ", ["Editor's note"]),
        ("Lund: ", []),
        ("update: ", []),
    ],
)
def test_a_label_that_names_nobody_is_no_part_of_what_stands_behind_it(label: str, expected: list[str]) -> None:
    parts = read(f"{BODY}\n\n{label}{BODY}")
    text = f"{BODY}\n\n{label}{BODY}"
    assert [part.span.of(text) for part in parts if part.passage is Passage.NAVIGATION] == expected


def test_many_tags_before_a_word_are_read_at_once() -> None:
    assert kinds("Dam is safe", BODY, "<br />" * 60 + "x")[2] == "body"


def test_the_tags_around_a_message_are_no_part_of_it() -> None:
    text = f'{BODY}\n\n<tweet author="@lund">The dam holds, says the town! </tweet>.\n\n<a href="x">It does.\n\n{BODY}'
    assert [(part.span.of(text), part.passage) for part in read(text)][1:-1] == [
        ('<tweet author="@lund">', Passage.NAVIGATION),
        ("The dam holds, says the town!", Passage.BODY),
        ("</tweet>.", Passage.NAVIGATION),
        ('<a href="x">', Passage.NAVIGATION),
        ("It does.", Passage.BODY),
    ]


@pytest.mark.parametrize(
    ("line", "passage", "expected"),
    [
        ("Dam is safe: mayor", Passage.HEADLINE, True),
        ("Who pays?", Passage.HEADLINE, False),
        ("Town council votes to mend dam.", Passage.HEADLINE, False),
        ("“We stay.”", Passage.HEADLINE, False),
        ("The dam in May (by Ann Roe.)", Passage.CAPTION, False),
        ("The dam holds;", Passage.CAPTION, False),
        ("The dam holds", Passage.BODY, False),
        ("OSLO", Passage.DATELINE, False),
        ("Who pays", Passage.QUESTION, False),
    ],
)
def test_a_line_without_a_full_stop_stands_apart(line: str, passage: Passage, expected: bool) -> None:
    assert stands_apart(f"It is. {line} No.", Part(Span(7, 7 + len(line)), passage)) is expected


def test_the_passage_of_a_place() -> None:
    text = f"Dam is safe\n\n{BODY}"
    parts = read(text)
    assert [passage_at(parts, offset) for offset in (0, 5, 13, 40)] == ["headline", "headline", "body", "body"]
    assert passage_at([], 3) is Passage.BODY


LINES = st.sampled_from(
    [
        "OSLO — ",
        "(Oslo) ",
        "By Ada Lund",
        "Dam is safe",
        "READ MORE: x",
        "[02:50:05] ",
        "Q: ",
        "Photo: ",
        "\n",
        "\n\n",
        "\u2028",
        BODY,
        " - ",
        "(AP)",
        "@a",
        "—",
        ":",
        ".",
        "?",
        "“",
        "> ",
        "\u200b",
        "1) ",
        "© 2024",
    ]
)


@given(st.lists(LINES, max_size=40).map("".join) | st.text())
def test_parts_hold_every_letter_in_order(text: str) -> None:
    blocks = paragraphs(text)
    parts = passages(text, blocks)
    inside = {place for part in parts for place in range(part.span.start, part.span.end)}
    assert all(place in inside for block in blocks for place in range(block.start, block.end) if text[place].isalnum())
    assert all(any(block.covers(part.span) for block in blocks) for part in parts)
    ends = [Span(0, 0), *(part.span for part in parts)]
    assert all(one.end <= other.start < other.end for one, other in pairwise(ends))


@pytest.mark.parametrize(
    "unit", ["a", "A ", "by ", "By Ann ", "(", "@", "Share ", "OSLO ", "x\n", "Photo: ", "12 ", "Q"]
)
def test_any_length_is_no_trouble(unit: str) -> None:
    text = unit * (30_000 // len(unit))
    assert len(read(text)) >= 1


def test_the_label_of_highlights_is_no_part_of_the_first() -> None:
    text = f"Story highlights Dam leaks at night\n\nCouncil told nobody\n\n{BODY}"
    assert [(part.span.of(text), part.passage.value) for part in read(text)][:3] == [
        ("Story highlights", "navigation"),
        ("Dam leaks at night", "headline"),
        ("Council told nobody", "headline"),
    ]


def test_highlights_in_a_sentence_are_no_label() -> None:
    text = f"{BODY}\n\nStory highlights from the festival will be shown on Monday.\n\n{BODY}"
    assert [part.passage for part in read(text)] == [Passage.BODY] * 3


def test_the_tag_that_closes_a_films_caption_is_nobodys() -> None:
    text = "00:00.000 --> 00:03.200\n<v Ann Roe>The dam holds.</v>\n\n00:03.200 --> 00:05.000\n<v.loud Tom>Why?</v>"
    assert [part.span.of(text) for part in read(text) if part.passage is not Passage.NAVIGATION] == [
        "<v Ann Roe>The dam holds.",
        "<v.loud Tom>Why?",
    ]
