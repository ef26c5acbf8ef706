"""Contents against quotation marks, and what a content says."""

import pytest

from factdb.extract.attribution.assertions import says_something
from factdb.extract.attribution.contents import (
    quote_type,
    quoted_parts,
    settled,
)
from factdb.records import QuoteType, Span
from factdb.text.quotes import outermost, quotations
from factdb.text.segments import paragraphs


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def quoted(text: str) -> list[Span]:
    return outermost(quotations(text, paragraphs(text)))


TEXT = "“It rains a lot here in spring,” she said, and called the town “wet.”"


@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        (["“It rains a lot here in spring,”"], QuoteType.DIRECT),
        (["the town “wet.”"], QuoteType.MIXED),
        (["the town"], QuoteType.INDIRECT),
        (["“It rains a lot here in spring,”", "“wet.”"], QuoteType.DIRECT),
        (["“It rains a lot here in spring,”", "the town"], QuoteType.MIXED),
    ],
)
def test_quote_type(contents: list[str], expected: QuoteType) -> None:
    assert quote_type(TEXT, [span(TEXT, words) for words in contents], quoted(TEXT)) == expected


def test_quoted_parts_keep_their_marks() -> None:
    (part,) = quoted_parts(TEXT, [span(TEXT, "the town “wet.”")], quoted(TEXT))
    assert part.of(TEXT) == "“wet.”"


def test_a_content_that_fills_most_of_a_quotation_takes_it_all() -> None:
    (content,) = settled(TEXT, [span(TEXT, "rains a lot here in spring")], quoted(TEXT), lambda _: True)
    assert content.of(TEXT) == "“It rains a lot here in spring,”"


def test_a_content_does_not_grow_over_somebody_elses_words() -> None:
    content = span(TEXT, "rains a lot here in spring")
    assert settled(TEXT, [content], quoted(TEXT), lambda _: False) == (content,)


def test_parts_between_which_only_marks_stand_are_joined() -> None:
    text = "She said it rains - often - and snows."
    parts = [span(text, "it rains"), span(text, "often"), span(text, "and snows")]
    assert [s.of(text) for s in settled(text, parts, [], lambda _: True)] == ["it rains - often - and snows"]


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("said", "that it rains", True),
        ("said", "it was raining", True),
        ("said", "rain fell all day here", True),
        ("asked", "whether it rains", True),
        ("is believed", "to have left", True),
        ("signed", "a mutual defense pact", False),
        ("mocked", "the ambitions of three hopefuls", False),
        ("praised", "the people who are here", False),
        ("wants", "to cut taxes", False),
        ("talked", "about the weather in the hills", False),
        ("echoed", "This sentiment", False),
        ("warned", "against a new war", False),
    ],
)
def test_what_can_be_so(cue: str, content: str, expected: bool) -> None:
    text = f"{cue} | {content}"
    assert says_something(text, span(text, cue), [span(text, content)], quoted=False, sourced=True) == expected


def test_quoted_words_say_something() -> None:
    text = "called | “a mess”"
    assert says_something(text, span(text, "called"), [span(text, "“a mess”")], quoted=True, sourced=True)


@pytest.mark.parametrize(("cue", "expected"), [("reportedly", True), ("can be seen", False), ("was said", True)])
def test_without_a_source_the_cue_must_tell_of_saying(cue: str, expected: bool) -> None:
    text = f"{cue} | that he has left"
    content = span(text, "that he has left")
    assert says_something(text, span(text, cue), [content], quoted=False, sourced=False) == expected
