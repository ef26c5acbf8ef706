"""Dialogue behind dashes: whose turn a line is, and which lines that begin with a dash are no dialogue."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.extract import extract
from factdb.extract.attribution.lines.dialogues import DASHED, TURN_ABOUT, dialogues
from factdb.records import QuoteType, Status
from factdb.text.passages import passages
from factdb.text.segments import paragraphs


def turns(text: str) -> list[tuple[str, str]]:
    """Who speaks, "?" where nothing tells, and what is said."""
    return [
        (one.sources[0].of(text) if one.sources else "?", " / ".join(content.of(text) for content in one.contents))
        for _, one in dialogues(text, passages(text, paragraphs(text)))
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("— I never sold it, said Una.\n— You did.", [("Una", "I never sold it"), ("?", "You did.")]),
        (
            "— Who rang? asked Brid.\n— The bank, said Con.\n— Again?\n— Again.",
            [("Brid", "Who rang?"), ("Con", "The bank"), ("Brid", "Again?"), ("Con", "Again.")],
        ),
        ("—The wells are dry —said Inés Roe, 61—. Even ours.", [("Inés Roe", "The wells are dry / Even ours.")]),
        ("– We are closed, explained Luc Roe, the miller.", [("Luc Roe", "We are closed")]),
        ("― My mule, said Dr. Roe, is lame.", [("Dr. Roe", "My mule / is lame.")]),
        ("-- Are you in? the old keeper asked from the gate.", [("the old keeper", "Are you in?")]),
        ("— They shot at us, his wife, Ewa, added. It grew dark.", [("his wife, Ewa", "They shot at us")]),
        (
            "— The goat is gone, said Una.\n— Sell the cart, said Con.",
            [("Una", "The goat is gone"), ("Con", "Sell the cart")],
        ),
        (
            "— I am late, said Una.\nShe sat down.\n— So are you.",
            [("Una", "I am late"), ("?", "So are you.")],
        ),
    ],
)
def test_whose_turn_a_line_is(text: str, said: list[tuple[str, str]]) -> None:
    assert turns(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "You need:\n— two litres of milk\n— a map",
        "The bill has two parts.\n— It ends the toll.\n— It shuts two gates.",
        "In short:\n— Rents rose, said the mayor.\n— Wages fell, said the bank.",
        "— The mayor said we pay too much.\n— Nobody asked us.",
        "— Rents rose in May, officials said.\n— Wages fell.",
        "— He was born in Kelso, a clerk said.\n— He came here in 1988.\n— Who paid is not known to us.\n— He rode.",
        "— “I am late,” said Una.\n— “You are,” said Con.",
        "> Be kind to me.\n> — Una Roe",
    ],
)
def test_lists_and_signatures_are_no_dialogue(text: str) -> None:
    assert turns(text) == []


def test_a_turn_is_quoted_and_one_without_a_frame_is_less_sure() -> None:
    text = "— Where are my boys? asked Una Roe.\n— Gone, said Con Lund.\n— Gone where?"
    extraction = extract(text)
    assert {claim.status for claim in extraction.claims} == {Status.QUOTED}
    assert {one.quote_type for one in extraction.attributions} == {QuoteType.DIRECT}
    said = sorted(extraction.attributions, key=lambda one: one.contents)
    assert [one.speaker.name for one in said] == ["Una Roe", "Con Lund", "Una Roe"]
    assert all(DASHED in one.why for one in said)
    assert [TURN_ABOUT in one.why for one in said] == [False, False, True]
    assert said[2].confidence < said[0].confidence


PIECES = st.sampled_from(
    ["— ", "—", "I am late", ", said Una", " —asked Con—", "? ", ". ", ":", "\n", " the old ", "é"]
)


@given(st.lists(PIECES).map("".join) | st.text())
def test_any_text(text: str) -> None:
    found = [one for _, one in dialogues(text, passages(text, paragraphs(text)))]
    spans = [content for one in found for content in one.contents]
    assert all(span.of(text).strip() for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))


def test_a_long_line_is_read_fast_enough() -> None:
    text = "— I am late, said the " + "very, " * 100_000 + "old man.\n— So are you."
    assert turns(text)
