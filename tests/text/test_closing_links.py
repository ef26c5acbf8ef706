"""What leads to other articles without a bullet, and other lines that a page sets around its article."""

import pytest

from tests.text.lines import BODY, kinds

LINKS = ["Elm council puts off the vote on its dam", "How to leave a town in an hour"]


def test_headlines_of_others_end_a_page() -> None:
    assert kinds("The dam", BODY, BODY, *LINKS) == ["headline", "body", "body", "navigation", "navigation"]
    assert kinds("The dam", BODY, BODY, "What to take:", *LINKS)[-2:] == ["body", "body"]
    assert kinds("The dam", BODY, BODY, LINKS[0])[-1] == "body"
    assert kinds("The dam", BODY, BODY, "Water", "Bread and a map of the town")[-1] == "body"


def test_what_ends_a_page_and_is_more_than_links() -> None:
    four_words = ["Councillors leave for Oslo", "Waterworks closed for good"]
    assert kinds("The dam", BODY, *four_words)[2:] == ["navigation", "navigation"]
    assert kinds("The dam", BODY, LINKS[0], "Share", LINKS[1])[2:] == ["navigation"] * 3
    assert kinds("The dam", BODY, *LINKS, "Source: Elm water board")[2:] == ["body", "body", "byline"]
    assert kinds("The dam", BODY, "40 of the houses", *LINKS)[-2:] == ["body", "body"]


def test_a_title_behind_other_lines_of_the_page_is_no_link() -> None:
    assert kinds("The dam", BODY, "Share", LINKS[0], BODY)[3] != "navigation"


def test_headlines_under_a_heading_of_links() -> None:
    assert kinds("The dam", BODY, "More on this story", *LINKS)[2:] == ["navigation"] * 3
    assert (
        kinds("The dam", BODY, "More on this story", "Waterworks closed", "Councillors leave")[2:] == ["navigation"] * 3
    )
    # The last one heads what is below it.
    assert kinds("The dam", BODY, "More on this story", LINKS[0], BODY)[2:] == ["navigation", "headline", "body"]
    assert kinds("The dam", BODY, "More on this story", *LINKS, BODY)[2:] == ["navigation"] * 2 + ["headline", "body"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Elm council puts off the vote on its dam Read more", "navigation"),
        ("Who puts off the vote on its dam, and why? Read more", "navigation"),
        ("Elm dam:Council puts off the vote for the third time this year", "navigation"),
        ("'No more water':Council puts off the vote for the third time", "navigation"),
        ("Is the dam safe?:Council puts off the vote for the third time", "navigation"),
        ("Mill shares US:EMD rose by a tenth on the news of the vote,", "body"),
        ("((ann.roe@elm.example; +1 555 0100))", "navigation"),
        ("(MORE TO FOLLOW)", "navigation"),
        ("You are receiving this email because you live in Elm.", "navigation"),
        ("Goals: Roe 12, Hill 89.", "navigation"),
        ("Source: Elm water board", "byline"),
        ("The dam in May [Ann Roe/ Elm Pictures]", "caption"),
        ("The dam is said to be “safe.” | AP Photo", "caption"),
        ("‘No more water’", "headline"),
        ("“OUT OF REACH”", "headline"),
        ("Who heard the 'last bell'", "headline"),
        ("“No more water.”", "body"),
        ("Elm\t12\t14", "body"),
    ],
)
def test_a_line_between_paragraphs(line: str, expected: str) -> None:
    assert kinds("The dam", BODY, line, BODY, BODY)[2] == expected


def test_a_place_under_a_signature_heads_no_letter() -> None:
    letter = "SIR – The owl in my barn has been silent since the fireworks."
    assert kinds("Letters", letter, "Jean Hill", "Crewe", letter)[1:] == ["body", "byline", "byline", "body"]


def test_what_an_outlet_promotes_under_a_label() -> None:
    assert kinds("Urgent:", "Should Elm keep its dam? Vote now", "The dam", BODY)[:2] == ["navigation"] * 2
    assert kinds("The dam", BODY, "Editor’s note:", "Five signs that a dam will break", BODY)[2:] == [
        *["navigation"] * 2,
        "body",
    ]
    # Three questions at most, also where a page ends with them.
    asked = [f"Should Elm keep its {one}? Vote now" for one in ("dam", "mill", "ford", "pier")]
    assert kinds("The dam", BODY, "Urgent:", *asked[:2])[2:] == ["navigation"] * 3
    assert kinds("The dam", BODY, "Urgent:", *asked, BODY)[2:6] == ["navigation"] * 4
    assert kinds("The dam", BODY, "Urgent:", *asked, BODY)[6] != "navigation"
    # Only under a label that stands alone, and no sentence.
    assert kinds("The dam", BODY, "Editor’s note:", BODY)[-1] == "body"
    assert kinds("The dam", BODY, "Latest:", BODY)[2] != "navigation"


def test_advertisements_stand_between_links() -> None:
    found = kinds("The dam", BODY, "Read more:", "Advertisement", *LINKS, "— Ann Roe is a writer from Elm.")
    assert found[2:] == ["navigation"] * 4 + ["byline"]


def test_a_headline_in_capitals_between_paragraphs_leads_away() -> None:
    assert kinds(BODY, "ELM COUNCIL PUTS OFF VOTE ON DAM FOR 'LAST' TIME", BODY)[1] == "navigation"
    assert kinds(BODY, "A LAST VOTE ON THE DAM", BODY)[1] == "headline"
    assert kinds(BODY, "LET'S BREAK DOWN WHAT THE DAM MEANS FOR ALL OF ELM", BODY)[1] == "headline"
    assert kinds(BODY.upper(), "ELM COUNCIL PUTS OFF VOTE ON DAM FOR LAST TIME", BODY.upper())[1] == "headline"
