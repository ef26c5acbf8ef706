"""Quotations in marks of all typographies, from the page to the claim."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factdb.extract import extract
from factdb.extract.tagging.windows import plain
from factdb.records import QuoteType, Span, Status
from factdb.text.quotes import quotations
from factdb.text.segments import paragraphs
from tests.text.test_typographies import EACH_STYLE, STYLES


def said(text: str) -> list[tuple[str, QuoteType, str]]:
    found = extract(text)
    return [
        (
            claim.status,
            found.attributions[claim.attribution].quote_type,
            found.attributions[claim.attribution].speaker.name,
        )
        for claim in found.claims
        if claim.attribution is not None
    ]


@EACH_STYLE
def test_words_in_marks_are_quoted(opening: str, closing: str) -> None:
    text = f"{opening}The dam is safe,{closing} Mayor Ada Brook said. {opening}It is new.{closing}"
    assert set(said(text)) == {(Status.QUOTED, QuoteType.DIRECT, "Ada Brook")}


@pytest.mark.parametrize(("opening", "closing"), STYLES)
def test_short_quotations_side_by_side_keep_their_speakers(opening: str, closing: str) -> None:
    text = "{0}Who is it?{1}, asked Ann Roe. {0}The bank{1}, replied Tom Reed. {0}Again?{1}, said Ann Roe."
    assert said(text.format(opening, closing)) == [
        (Status.QUOTED, QuoteType.DIRECT, name) for name in ("Ann Roe", "Tom Reed", "Ann Roe")
    ]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("„Nein“, sagte Lund.", "“Nein,” sagte Lund."),
        ("»No«, she said.", "“No,” she said."),
        ("&quot;No?&quot;, she asked.", "“     No?” she asked."),
        ("‘No’, he called it ‘mad’.", "“No,” he called it “mad”."),
        ("“He said ‘no’,” she added.", "“He said ‘no’,” she added."),
        ('"No," he said.', '"No," he said.'),
        ("Nothing here, at all.", "Nothing here, at all."),
    ],
)
def test_the_tagger_reads_the_marks_it_learned(text: str, read: str) -> None:
    words = plain(text, Span(0, len(text)), quotations(text, paragraphs(text)))
    assert len(words) == len(text)
    assert words.split() == read.split()


PIECES = st.sampled_from(
    [mark for style in STYLES for mark in style]
    + [f"{opening}It is safe,{closing} Ann Roe said. " for opening, closing in STYLES]
    + ["Ann Roe said ", "the dam is safe", ", ", ". ", "\n\n", " ", "\u2028", "It is."]
)


@given(st.lists(PIECES, max_size=30).map("".join))
@settings(max_examples=60)
def test_what_is_quoted_stands_in_marks_by_its_quote_type_too(text: str) -> None:
    found = extract(text)
    for claim in found.claims:
        assert all(span.start < span.end for span in claim.spans)
        if claim.status is Status.QUOTED:
            assert claim.attribution is not None
            assert found.attributions[claim.attribution].quote_type is not QuoteType.INDIRECT
