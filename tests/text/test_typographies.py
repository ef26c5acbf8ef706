"""Quotation marks of all typographies: the scanner finds the words, whatever stands around them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.text.quotes import outermost, quotations
from factdb.text.segments import paragraphs, sentences

STYLES = [
    ("“", "”"),
    ('"', '"'),
    ("‘", "’"),
    ("'", "'"),
    ("«", "»"),
    ("« ", " »"),
    ("»", "«"),
    ("„", "“"),
    ("„", "”"),
    ("‚", "‘"),
    ("‹", "›"),
    ("›", "‹"),
    ("「", "」"),
    ("『", "』"),
    ("＂", "＂"),
    ("‟", "”"),
    ("〝", "〞"),
    ("<<", ">>"),
    (",,", "''"),
    ("``", "''"),
    ("''", "''"),
    ('"', "''"),
    ("“", "''"),
    ("`", "'"),
    ("&quot;", "&quot;"),
    ("&ldquo;", "&rdquo;"),
    ('" ', ' "'),
    ("“ ", " ”"),
    ("”", "”"),
]
# Named by their code points: `make mutants` collects the tests several times in one process, and pytest escapes the
# letters of such a list anew each time.
EACH_STYLE = pytest.mark.parametrize(
    ("opening", "closing"), STYLES, ids=["-".join(f"{ord(mark):04X}" for mark in a + b) for a, b in STYLES]
)


def quoted(text: str) -> list[str]:
    return [quotation.inner.of(text).strip() for quotation in quotations(text, paragraphs(text))]


def segment(text: str) -> list[str]:
    return [one.of(text) for paragraph in paragraphs(text) for one in sentences(text, paragraph)]


@EACH_STYLE
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lund said: {}The dam holds.{} He left.", ["The dam holds."]),
        ("{}The dam holds,{} Lund said. {}It is new.{}", ["The dam holds,", "It is new."]),
        ("{}Who is it?{}, asked Ann. {}The bank{}, replied Tom.", ["Who is it?", "The bank"]),
        ("He called it {}a dam{}, not {}a wall{}.", ["a dam", "a wall"]),
        ("The dam ({}a wall{}) holds.", ["a wall"]),
        ("{}It won't hold{} – Lund", ["It won't hold"]),
    ],
)
def test_words_in_marks(opening: str, closing: str, text: str, words: list[str]) -> None:
    whole = text.replace("{}", "{0}", 1).replace("{}", "{1}", 1).replace("{}", "{0}", 1).replace("{}", "{1}", 1)
    assert quoted(whole.format(opening, closing)) == words


@EACH_STYLE
def test_sentences_end_behind_the_closing_mark(opening: str, closing: str) -> None:
    text = f"Lund left. {opening}The dam holds.{closing} Nobody else spoke. She said: {opening}We won.{closing}"
    assert segment(text) == [
        "Lund left.",
        f"{opening}The dam holds.{closing}",
        "Nobody else spoke.",
        f"She said: {opening}We won.{closing}",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("„Er sagte ‚nein‘ zu ihr“, so Lund.", ["Er sagte ‚nein‘ zu ihr", "nein"]),
        ("« Il a dit ‹ non › à Lund », dit-elle.", ["Il a dit ‹ non › à Lund", "non"]),
        ("「彼は『いいえ』と言った」 Lund said.", ["彼は『いいえ』と言った", "いいえ"]),
        ('"“We lost,” he said.', ["We lost,"]),
        ("The price,, he said, is high.", []),
        ("Run `make` and the workers' pumps start.", []),
        ("1 << 2 and 4 >> 1", []),
        ("He left a ” here and a » there, and 」 too.", []),
        ('A 6\'2" man and a 5 " pipe.', []),
        ("I don&#39;t know, Lund&rsquo;s men said.", []),
        ("x &lt; y &amp; z", []),
    ],
)
def test_nested_and_odd_marks(text: str, words: list[str]) -> None:
    assert quoted(text) == words


MARKS = st.sampled_from([mark for style in STYLES for mark in style] + list(" ab.,?\nsS6—\u200b\u2028"))


@given(st.lists(MARKS, max_size=60).map("".join))
def test_outermost_quotations_are_apart_and_not_empty(text: str) -> None:
    parts = paragraphs(text)
    found = quotations(text, parts)
    outer = outermost(found)
    assert all(one.end <= other.start for one, other in pairwise(outer))
    assert all(quotation.inner.start < quotation.inner.end for quotation in found)
    assert all(any(part.covers(span) for part in parts) for span in outer)


@pytest.mark.parametrize(
    "unit", ['"', "“", "”", "‘a “b ", '" a ', "„a", "«", "<<a", ",,a ", "&quot;", "'", "「", "a” “b"]
)
def test_any_number_of_marks_is_no_trouble(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    assert len(quotations(text, paragraphs(text))) <= len(text)
