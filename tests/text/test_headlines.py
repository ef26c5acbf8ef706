"""Headlines, headings between paragraphs, and who wrote it: lines that are told by what stands around them."""

import pytest

from tests.text.lines import BODY, kinds


@pytest.mark.parametrize(
    "line",
    [
        "Why the Elm dam fell, according to the engineers who built it",
        "Dam is safe: mayor",
        "Lund: Taxes must rise",
        "Who Pays For The Dam?",
        "‘Nobody told us’: a town waits for the water",
        "Town Council Votes To Mend Ancient Dam Before Winter.",
        "# The dam",
        "“Who pays?”",
        "It fell!",
        f"The {'o' * 190}ld dam",
    ],
)
def test_headlines_above_the_body(line: str) -> None:
    assert kinds(line, BODY, BODY) == ["headline", "body", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "- The dam",
        "1. The dam",
        "The dam holds:",
        "The dam,",
        "The dam —",
        "The dam –",
        "It fell. Who pays?",
        "It fell.",
        f"The {'o' * 191}ld dam",
    ],
)
def test_no_headlines_above_the_body(line: str) -> None:
    assert kinds(line, BODY, BODY) == ["body", "body", "body"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # A question is a headline only as the first of them, and above something longer.
        (["Dam is safe", "Who pays?", BODY], ["headline", "body", "body"]),
        (["Who pays?", "We do it.", BODY], ["body", "body", "body"]),
        # A talk has none.
        (["Lund: The dam holds", f"Roe: {BODY}"], ["body", "body"]),
        (["The dam holds", f"Roe: {BODY}"], ["headline", "body"]),
        ([BODY, "7", BODY], ["body", "body", "body"]),
        ([f"Image caption {'x' * 180}", "Dam is safe", BODY], ["caption", "headline", "body"]),
        # Seven lines further on nothing belongs to it.
        (["Dam is safe", *["Advertisement"] * 6, BODY], ["headline", *["navigation"] * 6, "body"]),
        (
            ["Dam is safe", *["Advertisement"] * 7, "Town votes", BODY],
            ["body", *["navigation"] * 7, "headline", "body"],
        ),
    ],
)
def test_what_stands_around_a_headline(lines: list[str], expected: list[str]) -> None:
    assert kinds(*lines, BODY) == [*expected, "body"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada Mary Roe Lund", True),
        ("Ada Mary Roe Lund Quint", False),
        ("Ada Lund | The Elm Grove Courier", True),
        ("Ada Lund and Tom Quint for Newswire", True),
        ("Ada Lund, Tom Quint, Ann Roe, Tim Poe, Newswire", True),
        ("Ada Lund, Tom Quint, Ann Roe, Tim Poe, Elm Newswire", False),
        ("Ada de Lund", True),
        ("Ada van Lund", True),
        ("Ada von Lund", True),
        ("Ada Lund of Elm", True),
        ("Ada Lund, the Courier", True),
        ("Ada in Elm", False),
        ("Elm Grove", False),
        ("Ada Lund:", False),
        (f"Ada Lund, N{'e' * 79}", True),
        (f"Ada Lund, N{'e' * 80}", False),
    ],
)
def test_a_name_alone_above_the_body_is_the_authors(name: str, expected: bool) -> None:
    assert (kinds("Dam is safe", name, BODY, BODY)[1] == "byline") == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Newswire", True),
        ("The Elm Grove Courier", True),
        ("The Old Elm Grove Courier", False),
        ("Newswire today", False),
        ("№ 7", False),
        (f"N{'e' * 89}", True),
        (f"N{'e' * 90}", False),
    ],
)
def test_the_outlet_may_stand_below_the_author(line: str, expected: bool) -> None:
    assert (kinds("Dam is safe", "By Ada Lund", line, BODY, BODY)[2] == "byline") == expected
    assert kinds("Dam is safe", line, BODY, BODY)[1] != "byline"


@pytest.mark.parametrize(
    "line",
    [
        "What happens next",
        "The long way home",
        "A town divided",
        "## Costs",
        "**At a glance**",
        "__At a glance__",
        "2019 and after",
        "Costs",
        "One or two or six or ten men who dig it up",
        f"What the {'o' * 75}ld dam",
        "One or two or six or ten men who dig it up and put it there",
    ],
)
def test_headings_between_paragraphs(line: str) -> None:
    assert kinds(BODY, line, BODY) == ["body", "headline", "body"]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (BODY, f"The dam {'h' * 12}olds.", "headline"),
        (BODY, f"The dam {'h' * 11}olds.", "body"),
        ("“We hold it”", BODY, "headline"),
        (BODY, BODY.rstrip("."), "body"),
        (BODY, BODY.rstrip(".") + ":", "headline"),
        ("The dam holds, she says to them,", BODY, "body"),
        ("“The dam holds.”", BODY, "headline"),
        ("“The dam holds.” — Ada C. Lund, The Elm Courier", BODY, "headline"),
        ("The dam holds! LOL — Ada Lund (@adalund) March 3, 2019", BODY, "headline"),
        (f"{BODY[:-1]} — and nobody knows for how long", BODY, "body"),
        ("The dam needs three things:", BODY, "headline"),
    ],
)
def test_a_heading_stands_between_sentences_the_next_of_some_length(before: str, after: str, expected: str) -> None:
    assert kinds(BODY, before, "Costs", after, BODY)[2] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Town Council Mends Ancient Dam", "headline"),
        ("Town Fund Pays Harbour Engineers", "body"),  # of too few long words nothing is told
        ("Harbour Engineers Council Mended ancient Dam", "body"),
        ("Harbour Engineers Council Mended Broken ancient Dam", "headline"),
    ],
)
def test_a_line_in_title_case_is_a_headline_whatever_follows(line: str, expected: str) -> None:
    assert kinds("# The dam", line, "It holds.", BODY) == ["headline", expected, "body", "body"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("What happens next?", "Who pays?", "headline"),
        ("Is it safe?", "A flood ahead?", "headline"),
        ("What happens next?", "But who pays?", "body"),  # goes on from the paragraph above
        ("What happens next?", "Who pays? Nobody knows?", "body"),
        ("What happens next?", "“Who pays?”", "body"),
        ("What happens next?", f"Who pays for what {'o' * 80}?", "body"),
        ("What happens next?", "Who pays for one or two or six or ten men?", "body"),
        ("What happens next?", "It holds.", "body"),
        ("WHAT HAPPENS NEXT?", "It holds.", "headline"),
        ("What Happens After Next Friday?", "It holds.", "headline"),
    ],
)
def test_a_heading_may_ask_if_another_does(one: str, other: str, expected: str) -> None:
    found = kinds(BODY, BODY, BODY, BODY, one, BODY, BODY, BODY, other, BODY, BODY, BODY)
    assert (found[4], found[8]) == (expected, "body" if other == "It holds." else expected)


@pytest.mark.parametrize("line", ["Now: costs", "Costs of 1950", "Whoever has been seen at the dam in May or June"])
def test_items_below_a_colon_are_no_headings(line: str) -> None:
    assert kinds(BODY, "The dam has two prices:", line, BODY)[2] == "body"


def test_more_words_than_a_heading_has_are_a_sentence_without_a_stop() -> None:
    assert kinds(BODY, "One or two or six or ten men who dig it up and put it there now", BODY)[1] == "body"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Is the dam safe?", "headline"),
        ("It leaks. Is it safe?", "body"),
        ("It leaks! Is it safe?", "body"),
        ("Is it safe? Who pays?", "body"),
        ("Tell us, is it safe?", "body"),
        ("The dam: is it safe?", "body"),
        ("And is the dam safe?", "body"),
        ("Is it safe now that the water of the lake has come?", "body"),
    ],
)
def test_questions_head_what_answers_them_where_each_is_one_of_few_words(question: str, expected: str) -> None:
    assert kinds("The dam holds", BODY, question, BODY, BODY, question, BODY, BODY)[2::3] == [expected] * 2


def test_a_question_that_no_paragraph_answers_is_no_heading() -> None:
    assert kinds(BODY, *[BODY] * 4, "Who pays?", "Who mends it?", BODY, BODY, BODY)[5:7] == ["body", "body"]
    assert kinds("The dam holds", BODY, "IS IT SAFE?", "Photo: Ada Lund at the dam in May.", BODY)[2] == "body"


def test_below_the_author_a_question_is_no_second_headline() -> None:
    assert kinds("The dam holds", "Ada Lund", "Who pays?", BODY, BODY)[:3] == ["headline", "byline", "body"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [("ROE: Never again", "body"), ("Roe: Taxes must rise", "headline"), ("THE DAM: A HISTORY", "headline")],
)
def test_what_somebody_says_is_no_heading(line: str, expected: str) -> None:
    assert kinds(BODY, line, BODY) == ["body", expected, "body"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Wanjiru Kamau", "byline"),
        ("Jan-Pieter de Vlieger in Antwerp", "byline"),
        ("Wanjiru Kamau, East Africa correspondent", "byline"),
        ("*Wanjiru Kamau*", "byline"),
        ("_Wanjiru Kamau in Antwerp_", "byline"),
        ("Climate change in Elm", "headline"),
        ("ELM GROVE", "headline"),
        ("Elm University", "headline"),
    ],
)
def test_an_author_whose_name_is_in_no_list_stands_under_the_headline(name: str, expected: str) -> None:
    assert kinds("The town votes to mend its dam", name, BODY, BODY)[1] == expected
    assert kinds("Elm news", name, BODY, BODY)[1] != "byline"


def test_whom_a_notice_is_about_is_its_headline() -> None:
    assert kinds("Ada Lund", f"Ada Lund, 84, died on Monday. {BODY}", BODY)[0] == "headline"
    assert kinds("Ada Lund", f"The dam is safe. {BODY}", BODY)[0] == "byline"


def test_letters_are_signed_below() -> None:
    lines = ["Letters", BODY, "Ada Lund", "Oslo", "Leave the swans alone", BODY, "Tom Quint, Elm Grove"]
    expected = ["headline", "body", "byline", "byline", "headline", "body", "byline"]
    assert kinds(*lines) == expected
    # The name of whom a part of an article is about stands above it.
    assert kinds(BODY, "Ada Lund", BODY) == ["body", "headline", "body"]
    assert kinds(BODY, "The dam", "Oslo", BODY)[1:3] == ["headline", "headline"]


def test_a_heading_has_two_lines_at_most() -> None:
    assert kinds(BODY, "PERU", "Dam breaks near Cusco", BODY) == ["body", "headline", "headline", "body"]
    assert kinds(BODY, "PERU", "NORTH", "Dam breaks", BODY)[1] == "body"


def test_a_number_before_a_heading_is_no_list() -> None:
    numbered = ["Briefing", "1. Ferries", BODY, "2. Schools", BODY]
    assert kinds(*numbered) == ["headline", "headline", "body", "headline", "body"]
    assert kinds(BODY, "1. Ferries", "2. Schools", BODY) == ["body"] * 4
    assert kinds(BODY, "1. Ferries", BODY, "3. Schools", BODY) == ["body"] * 5
    assert kinds(BODY, "1. One or two or six or seven", BODY)[1] == "body"


@pytest.mark.parametrize(
    ("following", "expected"),
    [("Dividend: 4.2p", "headline"), ("Claim: the dam leaks.", "headline"), ("Roe: the dam leaks.", "body")],
)
def test_a_headline_with_a_colon_above_another_label(following: str, expected: str) -> None:
    assert kinds("Elm Mills: the dam leaks", following, BODY)[0] == expected


def test_what_a_list_of_links_holds_leads_away() -> None:
    assert kinds(BODY, "Most read", "1. The dam in pictures", "- Why it leaks")[1:] == ["navigation"] * 3
    assert kinds(BODY, "Most read", "1. The dam leaks.", BODY)[2] == "body"
    assert kinds(BODY, "Advertisement", "- The dam leaks", BODY)[2] == "body"


def test_a_line_above_pictures_alone_is_their_headline() -> None:
    assert kinds("In pictures: the dam", "File photo: The dam in May") == ["headline", "caption"]
    assert kinds("It holds.", "File photo: The dam in May") == ["body", "caption"]
