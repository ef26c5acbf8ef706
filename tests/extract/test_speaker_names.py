"""Which part of a source is its name. Marked as in ``test_speakers``."""

import pytest

from factdb.extract import extract
from factdb.extract.speakers import Mention, resolve_speakers
from factdb.records import Span, SpeakerKind
from tests.extract.test_speakers import last, names


@pytest.mark.parametrize(
    "marked",
    [
        "Ann Reed, the author of a book, spoke. [The author] <says> {it was late}.",
        "It rained. The book is long. It has a plan. It sells. [The author] <says> {it was late}.",
    ],
)
def test_the_author_of_something_else_did_not(marked: str) -> None:
    assert last(marked)[1] is not SpeakerKind.AUTHOR


@pytest.mark.parametrize("blank", [" –    ", ",    ", " —     ", " –    \x0c"])
def test_nothing_but_spaces_behind_a_name_says_what_somebody_is(blank: str) -> None:
    assert names(f"By Ann Reed{blank}\n\nIt rained. [Reed] <said> {{so}}.") == ["Ann Reed"]


def test_a_name_that_a_headline_goes_on_with_is_not_cut_before_a_later_verb() -> None:
    text = "Quay Fire: Gov. Quill Orders Probe, Says It Was Set\n\nGov. Dora Quill came at noon. Quill left."
    source, cue = text.index("Gov."), text.index("Says")
    mention = Mention(Span(source, source + 10), Span(cue, cue + 4), ())
    assert resolve_speakers(text, [mention])[0].speaker.name == "Dora Quill"


@pytest.mark.parametrize("marked", ["[DC Comics] said so.", "[PC World] said so.", "[TD Bank] said so."])
def test_letters_before_another_word_are_no_rank(marked: str) -> None:
    assert len(names(marked)[0].split()) == 2


def test_labels_and_days_are_no_part_of_a_name() -> None:
    said = "Related Coverage Justice Department says it rained. [The Justice Department] said no."
    assert names(said) == ["Justice Department"]
    assert "Super" not in names("It rained on Super Tuesday. [The group] <said> {it rained}.")
    assert "Cyber" not in names("It rained on Cyber Monday. [The company] <said> {it rained}.")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Downing Street said the bridge was safe.", "Downing Street"),
        ("Harding Group said it would pay. The union agreed with Harding Group.", "Harding Group"),
        ("Ann Reed left. Backing Reed said nothing, Cole said it was late.", "Cole"),
    ],
)
def test_a_name_whose_first_word_looks_like_a_verb_keeps_it(text: str, speaker: str) -> None:
    assert speaker in [one.speaker.name for one in extract(text).attributions]


@pytest.mark.parametrize("word", ["a Ph.D in law", "the cry “Hail Reed”"])
def test_what_only_looks_like_a_name_is_none(word: str) -> None:
    assert names(f"Ann Reed left. They heard of {word}. [Reed] said so.") == ["Ann Reed"]
    assert "Ph" not in names(f"They heard of {word}. “It was late,” [he] said.")
