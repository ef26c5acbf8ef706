"""A claim's words with what they refer to in square brackets."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factdb.extract.layout import Layout
from factdb.extract.readings import with_readings
from factdb.extract.speakers import Mention, resolve_in
from factdb.extract.speakers.reading import Reading
from factdb.records import Attribution, Claim, QuoteType, Span, Speaker, SpeakerKind

BRACKETED = [
    (
        "Maria Holt leads the council. She opened the new bridge on Friday.",
        "She opened the new bridge on Friday.",
        "She [Maria Holt] opened the new bridge on Friday.",
    ),
    (
        "Peter Vance runs the ferry company. Vance sold two boats.",
        "Vance sold two boats.",
        "Vance [Peter Vance] sold two boats.",
    ),
    (
        "Maria Holt leads the council. Her plan has three parts.",
        "Her plan has three parts.",
        "Her [Maria Holt’s] plan has three parts.",
    ),
    (
        "Maria Holt leads the council. The vote went against her.",
        "The vote went against her.",
        "The vote went against her [Maria Holt].",
    ),
    (
        "Holt Motors closed its plant. Maria Holt, the founder, wept. Holt left the town.",
        "Holt left the town.",
        "Holt [Maria Holt] left the town.",
    ),
]
BARE = [
    # Two men: nobody knows whom "he" means.
    ("Peter Vance met Paul Reed. He was late.", "He was late."),
    # The name stands there already.
    ("Maria Holt leads the council. Maria Holt said that she was tired.", "Maria Holt said that she was tired."),
    # Nobody is meant.
    ("The Harbour Bank closed. It rained all day.", "It rained all day."),
    ("They rarely agree on anything.", "They rarely agree on anything."),
    # A book is no person.
    ("James Bible wrote a novel. People read the Bible on Sunday.", "People read the Bible on Sunday."),
]


def _reading_of(text: str, words: str, speaker: str = "") -> str:
    at = text.index(words)
    claim = Claim((Span(at, at + len(words)),), attribution=0 if speaker else None)
    reading = Reading.of(text, Layout.of(text))
    resolve_in(reading, [Mention(None, None, claim.spans)])
    said = Attribution(
        (), Span(0, 1), claim.spans, QuoteType.DIRECT, Speaker(speaker, SpeakerKind.PERSON), confidence=1.0
    )
    (found,) = with_readings(reading, [claim], [said] if speaker else [])
    return found.reading


@pytest.mark.parametrize(("text", "words", "reading"), BRACKETED)
def test_what_is_meant_stands_in_brackets(text: str, words: str, reading: str) -> None:
    assert _reading_of(text, words) == reading


@pytest.mark.parametrize(("text", "words"), BARE)
def test_nothing_is_added_where_it_is_not_sure(text: str, words: str) -> None:
    assert _reading_of(text, words) == ""


def test_the_first_person_of_a_quotation_is_its_speaker() -> None:
    text = "“I sold my boat,” Peter Vance said."
    assert _reading_of(text, "“I sold my boat,”", "Peter Vance") == "“I [Peter Vance] sold my boat,”"


def test_several_spans_keep_their_gap() -> None:
    text = "Maria Holt leads the council. “She is late,” a clerk said, “and she knows it.”"
    claim = Claim((Span(text.index("“She"), text.index(" a clerk")), Span(text.index("“and"), len(text))))
    reading = Reading.of(text, Layout.of(text))
    resolve_in(reading, [])
    (found,) = with_readings(reading, [claim], [])
    assert found.reading.count(" … ") == 1
    assert found.reading.endswith("“and she knows it.”")


@given(st.text(alphabet='AaB .,he sIit’"“”\n', max_size=200), st.integers(0, 200), st.integers(0, 200))
@settings(deadline=None)
def test_without_the_brackets_the_words_are_the_claims_own(text: str, start: int, end: int) -> None:
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    reading = Reading.of(text, Layout.of(text))
    resolve_in(reading, [])
    (found,) = with_readings(reading, [Claim((Span(start, end),))], [])
    if found.reading:
        outside = "".join(part.split("]")[-1] for part in found.reading.split(" ["))
        assert outside == text[start:end]
