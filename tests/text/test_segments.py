"""Paragraphs and sentences: golden cases of our own, and what must hold for any text at all."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.records import Span
from factdb.text.segments import paragraphs, sentences

# Each case is one paragraph; "|" (or "| ") stands where a sentence begins.
GOLDEN = [
    # plain stops
    "The talks ended. | Nobody signed.",
    "Who won? | Nobody knows! | The count goes on.",
    "A line without a stop",
    "One.  | Two spaces.",
    "First sentence.\u00a0| A no-break space parts them.",
    "What?! | They left.",
    "He left … | The door stayed open.",
    "She paused ... and then left.",
    "She paused... | Then she left.",
    "They had waited. ... | It was late.",
    "He said so. . . . | In the end it rained.",
    "“... and that was all,” she said.",
    "Prices rose 2.5 percent to $1.02 a litre. | Wages fell 0.3 percent.",
    "The index closed at 1,204.50. | Trading was thin.",
    "It ended in 2014. | 15 people stayed.",
    "Visit example.com or write to press@example.org. | We answer.",
    "Read page.html first. | Then reply.",
    "He wrote it in Node.js on Monday. | It works.",
    # titles and names
    "Mr. Harlow met Mrs. Quint and Ms. Adeyemi. | All agreed.",
    "Sen. Tom Bell (R-Tex.) spoke first. | Rep. Ann Roe followed.",
    "Gov. Ruiz, Lt. Gov. Chen and Gen. Park stayed. | Dr. Oyelaran left.",
    "The Rev. John Smith prayed. | Prof. Li listened.",
    "Then-Sen. Jane Poe voted no. | She lost.",
    "SEN. BELL LEADS. | THE REST FOLLOW.",
    "Donald J. Trump won. | Hillary Clinton lost.",
    "J.K. Rowling and George R. R. Martin write. | They sell.",
    "A.E. Dick Howard teaches law. | Students like him.",
    "William Poe Jr. spoke to John Roe Sr. for an hour. | Both smiled.",
    "William Poe Jr. | The elder Poe was away.",
    "St. Louis and Ft. Worth are cities. | Mt. Hood is not.",
    "The case is Roe v. Wade. | It was overturned.",
    "It is Smith vs. Jones again. | Smith leads.",
    # acronyms, places, companies, months, hours
    "He flew to the U.S. on Monday. | She stayed.",
    "He flew to the U.S. | The visit was short.",
    "The U.S. Senate met. | The House did not.",
    "The D.P.R.K. Foreign Ministry objected. | China did not.",
    "He left for the D.P.R.K. | There he met generals.",
    "The U.N. Security Council and the E.U. Commission agreed. | Russia did not.",
    "She works in Washington, D.C. | Her office is small.",
    "Peoria, Ill. is a town. | Lodi, N.J. is one too.",
    "MADISON, Wis. (AP) — The vote is over. | The count begins.",
    "Acme Inc. said so. | Bolt Co. denied it.",
    "He runs Acme Corp. | It makes anvils.",
    "Poe & Sons Ltd. Chairman Al Poe resigned. | His son follows.",
    "The bank S.&P. 500 tracks fell. | It rose later.",
    "It opens on Jan. 5 and closes on Sept. 12. | Entry is free.",
    "The vote is in Nov. | Until then they campaign.",
    "They met at 9 a.m. Tuesday. | By noon it was over.",
    "They met until 9 p.m. | Then they ate.",
    "The meeting begins at 8 p.m. EST. | All may come.",
    "Bill No. 12 passed. | Nos. 13 and 14 failed.",
    "See Fig. 3 and vol. 2, pp. 7-9. | There is more.",
    "Pens, paper, etc. were sold. | Nothing is left.",
    "He has a Ph.D. from Ghent. | She has none.",
    "Some cities, e.g. Paris and Rome, grew. | Others, i.e. Bonn, shrank.",
    # quotation marks and brackets
    "“We will not go there.” | He left.",
    '"We will not go there." | He left.',
    "''We will not go there.'' | He left.",
    "He said, “We won’t.” | “Why not?” | “Because.”",
    "“First. | Second,” he said. | “Third.”",
    "“Why?” he asked. | Nobody answered.",
    "“Why?” asked Poe. | Nobody answered.",
    "“Why now?” Mr. Poe asked. | Nobody answered.",
    "“Never!” Poe shouted. | “Never!”",
    '"Is it over?" Ann Roe said. | "It is."',
    "“Well …” Poe said. | Nothing followed.",
    "“Why?” | The senator smiled.",
    "She shouted “Stop!” and ran. | Nobody stopped.",
    "“He told me, ‘Go.’ | So I went.”",
    "“He told me, ‘Go.’” | So he went.",
    "He called it “great.” | She called it “a ‘mess.’”",
    "“It is over.”|The crowd left.",
    "(He won.) | She lost.",
    "He won (by a hair). | She lost.",
    "He won. | (She lost.)",
    "“It is over.” — Ann Roe, mayor",
    '"It is over." -- Ann Roe, mayor',
    "He said: “[It] is over.” | [Applause.]",
    "The “Mr.” in his name is new. | He likes it.",
    "Yahoo! is back. | Who knew?",
    # lists and odd things
    "1. The economy grew.",
    "2. Jobs came back. | 3. Wages rose.",
    "a. The first point.",
    "The city slept.|Then the storm came.",
    "OMG!!! | That is it.",
    "🎉 They won. | 🎉 They lost.",
    "“Élan,” she said. | Éric laughed.",
]
# What the rules get wrong, and why that is dear to mend.
KNOWN_FAILURES = [
    "He took vitamin C. | Poe took none.",  # an initial before a name looks the same
    "They flew to the U.S. | Poe drove.",  # so does a state or a country
    "The Yahoo! News site is back.",  # a name with an exclamation mark
    "He asked, “Why?” | Poe said nothing.",  # looks like a speaker after his question
    "He waited ... | Poe came at noon.",  # words left out, or a sentence trailing off
    "Prices rose.[1] | Wages fell.",  # a reference between stop and space
    "a. The first point. | b. The second point.",  # a list in one paragraph that goes on with a small letter
]


def segment(text: str) -> list[str]:
    return [sentence.of(text) for paragraph in paragraphs(text) for sentence in sentences(text, paragraph)]


@pytest.mark.parametrize(
    "case",
    [*GOLDEN, *(pytest.param(case, marks=pytest.mark.xfail(strict=True)) for case in KNOWN_FAILURES)],
)
def test_golden(case: str) -> None:
    text = case.replace("| ", "").replace("|", "")
    assert segment(text) == [sentence.strip() for sentence in case.split("|")]


def test_there_are_enough_golden_cases() -> None:
    assert len(set(GOLDEN)) == len(GOLDEN) >= 60


def test_the_sample_article_has_26_sentences_in_7_paragraphs() -> None:
    text = (Path(__file__).parents[2] / "seeds" / "article.txt").read_bytes().decode()
    assert len(paragraphs(text)) == 7
    assert len(segment(text)) == 26


@pytest.mark.parametrize(
    "line_break", ["\n", "\r", "\r\n", "\u2028", "\u2029", "\x85", "\x0c", "\n\n", "\r\n\r\n", " \n\t\n "]
)
def test_every_kind_of_line_break_parts_paragraphs(line_break: str) -> None:
    text = f"\ufeff  One here.{line_break}Two here. {line_break}Three"
    assert [paragraph.of(text) for paragraph in paragraphs(text)] == ["One here.", "Two here.", "Three"]


WRAPPED = """The council met on Tuesday night to talk about the bridge over the
river, which has been closed since March after an engineer found that
two of its pillars had sunk. The repair will take a year.

Nobody at the meeting spoke for the builder, and the mayor said that
the city would have to go to court if the money was not paid soon.
- The first offer was turned down by the council in April because of
  its price.
- The second was late.
"""


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_hard_wrapped_lines_are_one_paragraph(line_break: str) -> None:
    text = WRAPPED.replace("\n", line_break)
    beginnings = [paragraph.of(text)[:12] for paragraph in paragraphs(text)]
    assert beginnings == ["The council ", "Nobody at th", "- The first ", "- The second"]
    assert [sentence[-12:] for sentence in segment(text)[:2]] == ["rs had sunk.", "take a year."]


def test_lines_that_end_their_sentences_are_paragraphs() -> None:
    text = (
        "The council met on Tuesday night to talk about the bridge.\nThe bridge has been closed since early March.\n"
        * 4
    )
    assert len(paragraphs(text)) == 8


ANY_TEXT = st.text() | st.text("ab .!?…\"'“”‘’()[]\n\r\t\u2028\u00a0\ufeffAIU1-—😀\u0301")


@given(ANY_TEXT)
def test_nothing_but_white_space_is_left_out(text: str) -> None:
    blocks = paragraphs(text)
    assert_covers(text.removeprefix("\ufeff").rjust(len(text)), Span(0, len(text)), blocks)
    for block in blocks:
        assert_covers(text, block, sentences(text, block))


def assert_covers(text: str, whole: Span, parts: list[Span]) -> None:
    """The parts are in order, apart, not empty and trimmed, and only white space stands outside of them."""
    outside = whole.start
    for part in parts:
        assert outside <= part.start < part.end
        assert part.of(text) == part.of(text).strip()
        assert not text[outside : part.start].strip()
        outside = part.end
    assert outside <= whole.end
    assert not text[outside : whole.end].strip()


@pytest.mark.parametrize(
    "unit",
    ["a", ".", " .", ". ", "a. ", "A. ", '."', "“", "... Poe ", " ", "said.” Poe ", "1. ", "?” Poe Poe ", "\n", "He. "],
)
def test_a_megabyte_on_a_line_is_no_trouble(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    joined = "".join(segment(text))
    assert re.sub(r"\s", "", joined) == re.sub(r"\s", "", text)
