"""What an outlet tells its readers about itself is navigation."""

from pathlib import Path

import pytest

from factdb.language.wordlists import entries
from factdb.records import Passage, Span
from factdb.text.passages import passages
from factdb.text.passages.plugs import LONGEST, is_plug
from factdb.text.segments import paragraphs
from tests.data import cases
from tests.text.lines import BODY, kinds


@pytest.mark.parametrize(("line", "kind"), cases(entries(Path(__file__).parent / "plugs.txt")))
def test_plugs(line: str, kind: str) -> None:
    assert is_plug(line) is (kind == "a plug")
    assert kind == "news" or kinds(BODY, line, BODY) == ["body", "navigation", "body"]


def test_a_long_paragraph_is_prose() -> None:
    asking = "Sign up for our newsletter. "
    assert is_plug(asking + "x" * (LONGEST - len(asking)))
    assert not is_plug(asking + "x" * (LONGEST - len(asking) + 1))


@pytest.mark.parametrize(
    ("links", "count"),
    [
        ("(RELATED: Ferry Sinks, Says ‘Courier’)", 1),
        ("(RELATED: Ferry Sinks) (RELATED: Mill Closes Too)", 1),
        ("Sign up here for our newsletter. Write to Ann Roe at ann.roe@courier.example.", 1),
        ("The opinions expressed in this commentary are her own.", 1),
        ('Sign up for the Courier\'s "Morning Tide" newsletter here.', 1),
        # A lead-in, an account's signature, what somebody says, and plain sentences are the article's own.
        ("More from the Courier:", 0),
        ("Send tips to desk@courier.example — Kelso Police (@kelsopolice) May 17, 2017", 0),
        ("“It is late. Sign up here for our newsletter.”", 0),
        ("She wanted one thing. Home.", 0),
        ("Prices rose. The weir is shut.", 0),
    ],
)
def test_what_leads_away_behind_a_paragraph_is_no_part_of_it(links: str, count: int) -> None:
    prose = "The ferry is late. It has run for years."
    text = f"The mill is shut.\n\n{prose} {links}\n\nRain fell in the night."
    parts = [part for part in passages(text, paragraphs(text)) if part.span.overlaps(Span(19, 19 + len(prose + links)))]
    assert [part.span.of(text) for part in parts if part.passage is Passage.NAVIGATION] == [links] * count
    assert parts[0].passage is Passage.BODY
    assert parts[0].span.of(text).startswith(prose)


@pytest.mark.parametrize("address", ["www." * 40, "http://" * 25])
def test_a_line_that_goes_on_behind_an_address_is_read_once(address: str) -> None:
    text = f"The mill is shut.\n\n{address}a is where the mayor wrote."
    assert [part.passage for part in passages(text, paragraphs(text))] == [Passage.BODY] * 2


def test_a_paragraph_of_nothing_but_links_is_judged_as_a_line() -> None:
    text = "The mill is shut.\n\nFollow her on Twitter @annroe.\n\nRain fell in the night."
    kinds = [part.passage for part in passages(text, paragraphs(text))]
    assert kinds == [Passage.BODY, Passage.NAVIGATION, Passage.BODY]


def test_a_paragraph_of_nothing_but_links_leads_away() -> None:
    links = "Like “The Tide” on Facebook here. You can also follow the show on Twitter here."
    text = f"The mill is shut.\n\n{links}\n\nRain fell."
    assert [part.passage for part in passages(text, paragraphs(text))] == [
        Passage.BODY,
        Passage.NAVIGATION,
        Passage.BODY,
    ]


@pytest.mark.parametrize("line", ["ANALYSIS/OPINION:", "Photo", "Health Ferry Nurse Leaves Kelso Listen · 3:02 3:02"])
def test_what_a_page_puts_between_paragraphs(line: str) -> None:
    text = f"The ferry sank on Monday near Kelso.\n\n{line}\n\nThe mayor came to the harbour at night."
    assert passages(text, paragraphs(text))[1].passage is Passage.NAVIGATION
