"""Lines that say themselves who speaks."""

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.extract import load_extractor
from factdb.extract.attributions import Found
from factdb.extract.engine import Extractor
from factdb.extract.speaker_lines import read_speaker_lines
from factdb.records import Article, QuoteType
from factdb.text.segments import paragraphs

TRANSCRIPT = """Ann Wallace asked Governor Pence about the debate.

WALLACE: Will she be there?

PENCE: No. The mayor said that she stays at home.

UPDATE: An update was made to this page.

WALLACE: Thank you."""


@cache
def extractor() -> Extractor:
    return load_extractor()


def lines(text: str) -> list[tuple[str, str, str]]:
    found = read_speaker_lines(text, paragraphs(text), [])
    return [(one.sources[0].of(text), one.cue.of(text), one.contents[0].of(text)) for one in found]


def is_line(one: Found) -> bool:
    return "speaker's name" in one.rules[0] if one.rules else False


def test_a_transcript_is_read_line_by_line() -> None:
    assert lines(TRANSCRIPT) == [
        ("WALLACE", ":", "Will she be there?"),
        ("PENCE", ":", "No. The mayor said that she stays at home."),
        ("WALLACE", ":", "Thank you."),
    ]


def test_a_line_in_quotation_marks_is_quoted() -> None:
    text = '"WALLACE: Will she be there?"\n\n"PENCE: No."\n\n"WALLACE: And he?"\n\n"PENCE: Neither."'
    assert lines(text)[0] == ("WALLACE", ":", "Will she be there?")
    extraction = extractor().extract(Article(text, "t", "t"))
    assert [one.quote_type for one in extraction.attributions] == [QuoteType.DIRECT] * 4


@pytest.mark.parametrize(
    "text",
    [
        "PENCE: No.\n\nPENCE: Never.",
        "Photo: Ann Roe\n\nVideo: Joe Doe\n\nPhoto: Ann Roe\n\nVideo: a photo and a video",
        "He said: No.\n\nShe said: Yes.\n\nHe said: No.\n\nShe said: Yes.",
        "Ann Roe: No\n\nJoe Doe: Yes",
        "2016: No.\n\n2017: Yes.\n\n2016: No.\n\n2017: Yes.",
        "Roe:\n\nDoe:\n\nRoe:\n\nDoe:",
    ],
)
def test_no_transcript(text: str) -> None:
    assert lines(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“It is over.” — Pamela Padilla", "Pamela Padilla"),
        ("“It is over.”\n― Pamela Padilla.", "Pamela Padilla"),
        ('"It is over." -- Ann Roe, 34, of Ohio', "Ann Roe, 34, of Ohio"),
        ("”It is over.” – John Doe Jr.", "John Doe Jr."),
    ],
)
def test_a_signed_quotation(text: str, name: str) -> None:
    ((source, _, content),) = lines(text)
    assert source == name
    assert content.strip('“”"') == "It is over."


@pytest.mark.parametrize(
    "text",
    [
        "“It is over.” — and so it was",
        "“It is over,” he said. “Go home.” — Ann Roe",
        "The “end” — Ann Roe",
        "“It is over.” — Ann Roe was the first of many people to say so",
        "“It is over.” Ann Roe",
    ],
)
def test_not_signed(text: str) -> None:
    assert lines(text) == []


def test_the_lines_take_the_place_of_what_was_found_in_them() -> None:
    extraction = extractor().extract(Article(TRANSCRIPT, "t", "t"))
    found = [(one.sources[0].of(TRANSCRIPT), one.cue.of(TRANSCRIPT)) for one in extraction.attributions]
    assert found[-3:] == [("WALLACE", ":"), ("PENCE", ":"), ("WALLACE", ":")]
    assert "the line begins with its speaker's name" in extraction.attributions[-1].why
    assert extraction.attributions[-1].speaker.name == "Ann Wallace"


PIECES = st.sampled_from(["“", "”", '"', "WALLACE: ", "PENCE: ", "Wallace", "said", " — ", "\n", "\n\n", ".", " ", "é"])


@given(st.lists(PIECES).map("".join) | st.text())
def test_any_text(text: str) -> None:
    parts = paragraphs(text)
    lines_found: list[Found] = read_speaker_lines(text, parts, extractor().found(text))
    own = sorted(span for one in lines_found for span in (*one.sources, one.cue, *one.contents) if is_line(one))
    assert all(span.of(text).strip() for span in own)
    assert all(before.end <= after.start for before, after in pairwise(own))
    assert read_speaker_lines(text, parts, lines_found) == lines_found
