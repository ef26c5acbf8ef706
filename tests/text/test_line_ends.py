"""Lines of a page put together: which hyphens at their ends part a word, and which belong to one."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.text.readers import read_document
from factdb.text.readers.document import Document
from factdb.text.readers.prose.lines import Line, put_together
from tests.text.documents import pdf_of_lines


def together(*words: str) -> str:
    lines = [Line(one, 1, 60, 300, 700 - 14 * number, 10, 792) for number, one in enumerate(words)]
    return put_together(lines)[0]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("It was noth-", "ing of the sort"), "It was nothing of the sort"),
        (("the long-", "term plan"), "the long-term plan"),
        (("the long-", "est day"), "the longest day"),
        (("years of decision-", "making"), "years of decision-making"),
        (("a state-", "of-the-art yard"), "a state-of-the-art yard"),
        (("a state-of-", "the-art yard"), "a state-of-the-art yard"),
        (("a twenty-seven-year-", "old ferry"), "a twenty-seven-year-old ferry"),
        (("the Saxe-", "Coburg line"), "the Saxe-Coburg line"),
        (("from 1998-", "2004"), "from 1998-2004"),
        (("in pre-", "and post-war years"), "in pre- and post-war years"),
        (("whatever they said -", "it rained"), "whatever they said - it rained"),
        (("incom\u00ad", "plete"), "incomplete"),
        (("a long\u00ad", "term"), "a longterm"),
        (("a co-op, and the co-", "op said"), "a co-op, and the co-op said"),
        (("the shipyards, the ship-", "yards"), "the shipyards, the shipyards"),
        (
            ("see https://example.org/a/long-", "story/", "of-2026 for more"),
            "see https://example.org/a/long-story/of-2026 for more",
        ),
        (("see https://exam\u2010", "ple.org now"), "see https://example.org now"),
        (("write to desk@north-", "sea.example"), "write to desk@north-sea.example"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line(lines: tuple[str, ...], text: str) -> None:
    assert together(*lines) == text


@given(st.lists(st.text("ab -/\u00ad\u20101A.@:", min_size=1).map(str.strip).filter(bool), min_size=1))
def test_nothing_is_lost_but_hyphens_and_nothing_comes_but_white_space(lines: list[str]) -> None:
    def letters(text: str) -> str:
        return "".join(one for one in text if one.isalnum() or one in ".@:/")

    assert letters(together(*lines)) == letters("".join(lines))


def test_a_pdf_whose_lines_end_in_hyphens() -> None:
    data = pdf_of_lines(
        ["The ferrymen said noth-", "ing of the long-", "term plan. The decision-", "making took years."]
    )
    [article] = read_document(Document(BytesIO(data), "ferry.pdf", "ferry.pdf"))
    assert article.text == "The ferrymen said nothing of the long-term plan. The decision-making took years."  # type: ignore[union-attr]
