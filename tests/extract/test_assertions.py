"""What tells a claim from an act by its grammar alone."""

import pytest

from factdb.extract.attribution.assertions import is_denial, signs
from factdb.records import Attribution, QuoteType, Span, Speaker, SpeakerKind


def said(text: str, cue: str, content: str) -> tuple[Attribution, Span]:
    start, begin = text.index(cue), text.index(content)
    where, what = Span(start, start + len(cue)), Span(begin, begin + len(content))
    nobody = Speaker("Roe", SpeakerKind.PERSON)
    return Attribution((Span(0, 3),), where, (what,), QuoteType.INDIRECT, nobody, 0.9), what


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Roe denied having met the mayor.", "denied", "having met the mayor"),
        ("Roe has repeatedly denied owning a ferry.", "has repeatedly denied", "owning a ferry"),
        ("Roe denies ever signing it.", "denies", "ever signing it"),
        ("Roe went on denying taking the boat.", "went on denying", "taking the boat"),
        ("Roe would deny leaking the plan.", "would deny", "leaking the plan"),
    ],
)
def test_what_somebody_denies_to_have_done_is_a_claim(text: str, cue: str, content: str) -> None:
    one, piece = said(text, cue, content)
    assert is_denial(text, one.cue, piece)


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Roe denied the town a bridge.", "denied", "the town a bridge"),
        ("Roe denied nothing at all.", "denied", "nothing at all"),
        ("Roe defended breaking with them.", "defended", "breaking with them"),
    ],
)
def test_a_thing_denied_and_a_deed_defended_are_none(text: str, cue: str, content: str) -> None:
    one, piece = said(text, cue, content)
    assert not is_denial(text, one.cue, piece)


@pytest.mark.parametrize(
    ("content", "shape"),
    [
        ("the army staged a coup", "clause"),
        ("his rivals sold the mill", "clause"),
        ("Kelso opened its port", "clause"),
        ("the board lied about the rain", "clause"),
        ("some guests crossed the hall", "clause"),
        ("the claims made by the board", "phrase"),
        ("a plan announced on Monday", "phrase"),
        ("the calls for rain", "phrase"),
    ],
)
def test_a_past_with_an_object_makes_a_clause(content: str, shape: str) -> None:
    text = f"Roe denied {content}."
    one, piece = said(text, "denied", content)
    assert f"shape {shape}" in set(signs(text, one, piece, []))


@pytest.mark.parametrize("when", ["recently", "Monday", "again", "quietly", "today"])
def test_the_verb_of_a_cue_is_not_when_it_was_said(when: str) -> None:
    text = f"Roe announced {when} the port is shut."
    one, piece = said(text, f"announced {when}", "the port is shut")
    assert "verb announced" in set(signs(text, one, piece, []))
