"""Whom "they" and "I" mean where no name and no quotation mark tells, and sources that something ran into."""

import pytest

from factdb.extract.speakers import Mention, resolve_speakers
from factdb.records import Span
from tests.extract.test_speakers import names


def test_who_writes_a_letter_is_meant_by_i_in_it() -> None:
    text = "Dora Quill wrote to the town:\n\nThe quay is old.\n\nAnd I fear for it."
    place = text.index("I fear")
    letter = Mention(Span(0, 10), Span(11, 16), (Span(text.index("The quay"), len(text)),))
    in_it = Mention(Span(place, place + 1), Span(place + 2, place + 6), (Span(place + 7, len(text) - 1),))
    assert [one.speaker.name for one in resolve_speakers(text, [letter, in_it])] == ["Dora Quill", "Dora Quill"]
    assert resolve_speakers(text, [in_it])[0].speaker.name == "AUTHOR"


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Dora Quill was late. “The quay,” [s]he said, “is shut.”", "[s]he", "Dora Quill"),
        ("Dora Quill never saw it. By her own admission, she was late.", "her own", "Dora Quill"),
        ("Sen. Dora Quill Dora Ann QuillDues MORE left.", "Sen. Dora Quill Dora Ann QuillDues MORE", "Dora Quill"),
        ("President Moon Tae-ho came. Moon was tired.", "Moon", "Moon Tae-ho"),
        ("Bo Cole left. A Palm Bay-based Dora Quill stayed.", "Palm Bay-based Dora Quill", "Dora Quill"),
        ("Dora Quill left. In Quill’s view, it was late.", "Quill’s view", "Dora Quill"),
    ],
)
def test_what_ran_into_a_source_hides_nobody(text: str, source: str, name: str) -> None:
    begin = text.rindex(source)
    (found,) = resolve_speakers(text, [Mention(Span(begin, begin + len(source)), None, ())])
    assert found.speaker.name == name


def test_a_document_s_name_holds_no_clause() -> None:
    text = "The board addressed the letter to Cole. The letter names a date."
    begin = text.index("The letter")
    (found,) = resolve_speakers(text, [Mention(Span(begin, begin + 10), None, ())])
    assert found.speaker.name == "letter"


def test_who_relays_stays_where_another_says_most_of_it() -> None:
    text = "“It is late,” Dora Quill told reporters, according to Reuters."
    content = Span(0, 13)
    said = Mention(Span(14, 24), Span(25, 29), (content,))
    relayed = Mention(Span(text.index("Reuters"), len(text) - 1), Span(41, 53), (content,))
    assert [one.speaker.name for one in resolve_speakers(text, [said, relayed])] == ["Dora Quill", "Reuters"]
    assert resolve_speakers(text, [relayed])[0].speaker.name == "Dora Quill"


@pytest.mark.parametrize(
    "marked",
    [
        "The Lunds left. Bo Lund waved. [He] <said> {no}.",
        "Ann Lund met the Lunds. [She] <said> {no}.",
        "The Marshes spoke. It rained on Tom Marsh. [He] <said> {no}.",
    ],
)
def test_a_family_is_neither_he_nor_she(marked: str) -> None:
    assert names(marked)[-1] in ("Bo Lund", "Ann Lund", "Tom Marsh")
