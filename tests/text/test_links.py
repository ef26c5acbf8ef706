"""Links into originals: the words of a web page, the page of a PDF, the moment of a recording."""

from dataclasses import replace

import pytest

from factdb.records import Article, Locator, Span
from factdb.text.links import link_to

RAIN = "It rained. It may rain again - and/or snow, R&D says.\nThe mill closed in May after nine years. It rained."
URL = "https://post.example/rain"


def fragment(text: str, *words: str) -> str:
    """The text fragment of a link to what stands from the first of ``words`` to the last."""
    first, last = text.index(words[0]), text.rindex(words[-1])
    link = link_to(Article(text, "rain", URL), [Span(first, first + len(words[0])), Span(last, last + len(words[-1]))])
    assert link
    before, found, after = link.partition("#:~:text=")
    assert (before, found) == (URL, "#:~:text=")
    return after


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The mill closed in May", "The%20mill%20closed%20in%20May"),
        ("again - and/or snow, R&D says.", "again%20%2D%20and%2For%20snow%2C%20R%26D%20says."),
    ],
)
def test_words_of_a_page(words: str, expected: str) -> None:
    assert fragment(RAIN, words) == expected


def test_words_that_stand_twice_are_given_with_their_neighbours() -> None:
    article = Article(RAIN, "rain", URL)
    first, last = Span(0, len("It rained.")), Span(len(RAIN) - len("It rained."), len(RAIN))
    assert link_to(article, [first]) == f"{URL}#:~:text=It%20rained.,-It%20may%20rain"
    assert link_to(article, [last]) == f"{URL}#:~:text=after%20nine%20years.-,It%20rained."


def test_neighbours_are_of_the_same_line() -> None:
    text = "Ann Roe\nIt rained. Nobody came.\nIt rained.\nTim Poe"
    second = Span(text.rindex("It"), text.rindex("It") + len("It rained."))
    assert link_to(Article(text, "rain", URL), [Span(8, 18)]) == f"{URL}#:~:text=It%20rained.,-Nobody%20came."
    assert link_to(Article(text, "rain", URL), [second]) == f"{URL}#:~:text=It%20rained."


def test_a_long_passage_is_told_by_how_it_begins_and_ends() -> None:
    words = [f"w{number}" for number in range(13)]
    assert fragment(" ".join(words[:12]), "w0", "w11") == "%20".join(words[:12])
    assert fragment(" ".join(words), "w0", "w12") == "w0%20w1%20w2%20w3%20w4%20w5,w7%20w8%20w9%20w10%20w11%20w12"


def test_a_passage_of_several_lines_is_told_by_its_first_and_its_last() -> None:
    assert fragment("It rained.\nIt was wet.\nWe left early.", "rained.", "We left") == "rained.,We%20left"


def test_words_far_from_either_end_are_not_looked_at() -> None:
    long = " ".join(f"word{number:03}" for number in range(400))
    text = f"{'x' * 400}{long}"
    beginning, end = fragment(text, "x" * 400, "word399").split(",")
    assert beginning == "x" * 300
    assert end == "%20".join(f"word{number}" for number in range(394, 400))


def test_in_a_very_long_text_the_neighbours_are_given_without_a_search() -> None:
    at_most, more = ("The mill closed in May. " + "a" * (length - 24) for length in (200_000, 200_001))
    assert fragment(at_most, "mill closed") == "mill%20closed"
    assert fragment(more, "mill closed") == "The-,mill%20closed,-in%20May.%20" + "a" * 291


def test_a_fragment_of_the_address_stays() -> None:
    article = Article("It rained.", "rain", f"{URL}#top")
    assert link_to(article, [Span(3, 9)]) == f"{URL}#top:~:text=rained"


@pytest.mark.parametrize(
    ("start", "page"),
    [(0, "page=1"), (10, "page=1"), (11, "page=2"), (20, "page=2"), (21, "page=3"), (50, "page=3")],
)
def test_the_page_where_the_words_begin(start: int, page: str) -> None:
    pages = (Locator(0, "page=1"), Locator(11, "page=2"), Locator(21, "page=3"))
    article = Article("It rained. " * 9, "paper", "paper #3.pdf", locators=pages)
    later = Span(60, 64)
    assert link_to(article, [later, Span(start, start + 4)]) == f"paper #3.pdf#{page}"
    for source in ("https://x.example/p.pdf", "https://x.example/p.pdf#view"):
        online = replace(article, source=source)
        assert link_to(online, [Span(start, start + 4)]) == f"https://x.example/p.pdf#{page}"


def test_words_before_the_first_place_are_led_to_it() -> None:
    article = Article("Title. It rained.", "talk", "talk.vtt", locators=(Locator(7, "t=12.5"),))
    assert link_to(article, [Span(0, 5)]) == "talk.vtt#t=12.5"


def test_nothing_leads_into_a_file_of_text() -> None:
    assert link_to(Article(RAIN, "rain", "rain.txt"), [Span(0, 9)]) is None
    assert link_to(Article(RAIN, "rain", "http://post.example/rain"), [Span(0, 2)]) is not None
