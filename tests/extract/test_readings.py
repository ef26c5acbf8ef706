"""A claim's words with what they refer to in square brackets."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.extract.layout import Layout
from factdb.extract.readings import with_readings
from factdb.extract.speakers import Mention, resolve_in
from factdb.extract.speakers.reading import Reading
from factdb.records import Attribution, Claim, QuoteType, Span, Speaker, SpeakerKind
from tests.extract.readings import reading_of
from tests.extract.sentences import lines_of, span

# What has its sentence behind it as well: no name stands in the claim.
UNNAMED = [
    ("Peter Vance left. The former Vance aide said that he was late.", "he was late."),
    ("PETER VANCE: The boat sank.\nKELSO: Who is late?", "Who is late?"),
    # Another was "he" before.
    ("Peter Vance won. He is late. Not even Paul Reed said that he was ill.", "he was ill."),
    # What is told of the cats, not of the town, and a body right before "who".
    ("Kelso read a study of cats in Dover, which ended.", "which ended."),
    ("Peter Vance blamed the Freedom Caucus, who called it late.", "who called it late."),
    # What somebody else has said or done.
    ("Peter Vance spoke. Voters left. Paul Reed dismissed his talk of boats.", "dismissed his talk of boats."),
]


@pytest.mark.parametrize("marked", lines_of("reading_sentences.txt"))
def test_what_is_meant_stands_in_brackets_where_it_is_sure(marked: str) -> None:
    before, reading, behind = re.split("[{}]", marked.replace("\\n", "\n"))
    words = re.sub(r" \[.*?\]", "", reading)
    assert reading_of(before + words + behind, words) == (reading if reading != words else "")


def test_whom_the_article_names_in_brackets_is_not_named_again() -> None:
    assert reading_of("Maria Holt leads the council. “[Holt’s] friends left.”", "“[Holt’s] friends left.”") == ""


@pytest.mark.parametrize(("text", "words"), UNNAMED)
def test_nobody_is_named_in_a_part_of_a_sentence_where_it_is_not_sure(text: str, words: str) -> None:
    assert reading_of(text, words).startswith(words)


def test_the_first_person_of_a_quotation_is_its_speaker() -> None:
    text = "“I sold my boat,” Peter Vance said."
    assert reading_of(text, "“I sold my boat,”", "said", "Peter Vance") == "“I [Peter Vance] sold my boat,”"


def test_a_number_is_not_the_first_person() -> None:
    assert reading_of("“Title I was cut,” said Peter Vance.", "“Title I was cut,”", "said", "Peter Vance") == ""


def test_nobody_calls_himself_he_in_his_own_line() -> None:
    assert reading_of("PETER VANCE: It was in his briefing.", "It was in his briefing.", ":", "PETER VANCE") == ""


def test_he_of_words_that_may_be_his_own_is_nobody() -> None:
    text = "Peter Vance left. Vance wept over what was said: “He was late.”"
    at = text.index("“")
    claim = Claim((Span(at, len(text)),), attribution=0)
    names = Reading.of(text, Layout.of(text))
    resolve_in(names, [])
    for speaker, kind, reading in (
        ("words", SpeakerKind.DOCUMENT, "“He was late.”"),
        ("Maria Holt", SpeakerKind.PERSON, "“He [Peter Vance] was late.”"),
    ):
        told = Attribution(
            (Span(0, 11),), Span(12, 16), claim.spans, QuoteType.DIRECT, Speaker(speaker, kind), confidence=1.0
        )
        (found,) = with_readings(names, [claim], [told])
        assert reading in found.reading and (kind is SpeakerKind.PERSON or "[Peter" not in found.reading)


def test_whom_one_speaks_for_may_be_meant() -> None:
    said = "the town would let her in and that she was glad."
    assert "let her in" in reading_of(f"Maria Holt left. Ann Reed said {said}", said, "said", "Ann Reed")


def test_he_who_may_be_another_is_not_written_behind_i() -> None:
    said = "“I sold my boat,” he said."
    for text, reading in (
        (f"Peter Vance met Paul Reed. {said}", ""),
        (f"Peter Vance left. {said}", "“I [Peter Vance] sold my boat,”"),
    ):
        at, he = text.index("“I"), text.index(" he said") + 1
        claim = Claim((Span(at, he - 1),), attribution=0)
        by = Speaker("Peter Vance", SpeakerKind.PERSON)
        told = Attribution((Span(he, he + 2),), Span(he + 3, he + 7), claim.spans, QuoteType.DIRECT, by, confidence=1.0)
        names = Reading.of(text, Layout.of(text))
        resolve_in(names, [Mention(told.sources[0], told.cue, claim.spans)])
        assert [found.reading for found in with_readings(names, [claim], [told])] == [reading]


def test_i_of_somebody_who_is_only_described_is_left_bare() -> None:
    text = "“I sold my boat,” her husband said. Maria Holt left."
    at = text.index(" her")
    claim = Claim((Span(0, at),), attribution=0)
    by = Speaker("Maria Holt", SpeakerKind.PERSON, rule="described, named later")
    told = Attribution(
        (Span(at + 1, at + 12),), Span(at + 13, at + 17), claim.spans, QuoteType.DIRECT, by, confidence=1.0
    )
    names = Reading.of(text, Layout.of(text))
    resolve_in(names, [])
    assert [found.reading for found in with_readings(names, [claim], [told])] == [""]


def test_the_first_person_of_a_quotation_in_a_quotation_is_nobodys() -> None:
    text = "“She called out, ‘I sold my boat,’ and left,” Peter Vance said."
    assert "[Peter" not in reading_of(text, text[: text.index(" Peter")], "said", "Peter Vance")


def test_the_first_person_of_whom_a_post_quotes_is_nobody() -> None:
    text = "“I cannot pay,” she told them. Nobody believed it. — Maria Holt (@mariaholt)"
    read = reading_of(text, "“I cannot pay,” she told them. Nobody believed it.", "(@mariaholt)", "Maria Holt")
    assert "[Maria Holt]" not in read


def test_the_first_person_behind_a_colon_is_not_who_is_told_of_before_it() -> None:
    text = "He raged against Peter Vance: “I went home.”"
    assert reading_of(text, "“I went home.”", ":", "Peter Vance") == ""
    assert (
        reading_of("Peter Vance: “I went home.”", "“I went home.”", ":", "Peter Vance")
        == "“I [Peter Vance] went home.”"
    )


def test_who_is_asked_to_do_something_is_somebody_else() -> None:
    assert reading_of("Peter Vance suggested he resign.", "he resign.", "suggested", "Peter Vance") == ""
    read = reading_of("Peter Vance suggested he was ill.", "he was ill.", "suggested", "Peter Vance")
    assert read == "he [Peter Vance] was ill."


def test_the_first_person_of_a_line_that_others_say_is_nobodys() -> None:
    text = "“Drivers say, ‘What’s in it for me?’” Peter Vance said."
    assert "[Peter Vance]" not in reading_of(text, "“Drivers say, ‘What’s in it for me?’”", "said", "Peter Vance")


def test_the_first_person_of_a_quotation_in_a_sentence_of_its_own_is_nobodys() -> None:
    text = "Peter Vance wept, he said. Her remark that “I sold my boat” was late."
    assert "[Peter Vance]" not in reading_of(text, "“I sold my boat”", "said", "Peter Vance")


def test_the_first_person_of_whom_somebody_recalls_is_nobody() -> None:
    for behind in ("the clerk saying", "hearing from the clerk"):
        text = f"“I sold it,” Peter Vance recalled {behind}."
        assert "[Peter Vance]" not in reading_of(text, "“I sold it,”", "recalled", "Peter Vance")


def test_the_first_person_of_what_may_be_an_answer_is_nobodys() -> None:
    asked, answered = "“Boats?”", "“Look, I sold mine.”"
    text = f"{asked} asked Peter Vance.\n\n{answered}"
    contents = (span(text, asked), span(text, answered))
    source, cue = span(text, "Peter Vance"), span(text, "asked")
    reading = Reading.of(text, Layout.of(text))
    resolve_in(reading, [Mention(None, None, contents)])
    said = Attribution(
        (source,), cue, contents, QuoteType.DIRECT, Speaker("Peter Vance", SpeakerKind.PERSON), confidence=1.0
    )
    assert "[Peter Vance]" not in next(with_readings(reading, [Claim(contents, attribution=0)], [said])).reading


def test_several_spans_keep_their_gap() -> None:
    text = "Maria Holt leads the council. “She is late,” a clerk said, “and she knows it.”"
    claim = Claim((Span(text.index("“She"), text.index(" a clerk")), Span(text.index("“and"), len(text))))
    reading = Reading.of(text, Layout.of(text))
    resolve_in(reading, [])
    (found,) = with_readings(reading, [claim], [])
    assert found.reading.count(" … ") == 1
    assert found.reading.endswith("“and she knows it.”")


WORDS = [
    *("Maria Holt", "Peter Vance", "Holt", "She", "her", "he", "his", "I", "the mayor"),
    *("left", "was late", "it’s", ". ", ", ", "“", "”", ".\n\n"),
]


@given(*[st.lists(st.sampled_from(WORDS), max_size=15).map(" ".join)] * 2)
def test_without_the_brackets_the_words_are_the_claims_own(before: str, words: str) -> None:
    text = f"{before} {words}"
    reading = Reading.of(text, Layout.of(text))
    resolve_in(reading, [])
    (found,) = with_readings(reading, [Claim((Span(len(before) + 1, len(text)),))], [])
    assert re.sub(r" \[[^]]*\]", "", found.reading) in ("", words)
