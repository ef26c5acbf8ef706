"""Whom an age, a place on the field or a description means, of those spoken of. Marked as in ``test_speakers``."""

import pytest

from tests.extract.test_speakers import last, names


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ben Lund left. “I am free,” [the goalkeeper] said. Striker Ada Roe came.", "Ben Lund"),
        ("Ben Lund left. “I am free,” [the Kent winger] said.", "Kent winger"),
        ("Winger Ada Roe came. Ben Lund left. “I am free,” [the pitcher] said.", "Ben Lund"),
        ("Winger Ada Roe came. Coach Ben Lund left. “I am free,” [the player] said.", "Ada Roe"),
        ("Ben Lund left. “I am free,” said [the 52-year-old baker].", "Ben Lund"),
        ("Ben Lund, 52, came. Ada Roe, 61, left. [The 52-year-old baker] spoke.", "Ben Lund"),
        ("Ben Lund, 61, left. [The 52-year-old baker] spoke.", "52-year-old baker"),
        ("Ben Lund left. A baker came. [The 52-year-old baker] spoke.", "52-year-old baker"),
    ],
)
def test_whom_an_age_or_a_place_on_the_field_means(text: str, speaker: str) -> None:
    assert names(text) == [speaker]


@pytest.mark.parametrize(
    "source", ["its chair, *Laura Marsh*", "the minister, **Laura Marsh**,", "**Laura Marsh**, the mayor,"]
)
def test_marks_of_emphasis_are_no_part_of_a_name(source: str) -> None:
    assert names(f"The plan is late. It would cost more, [{source}] said.") == ["Laura Marsh"]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("the former clerk of the harbour", "Dora Quill"),
        ("the former clerk of the harbour she wrote for", "former clerk of the harbour she wrote for"),
    ],
)
def test_whom_a_description_tells_of_is_not_described_by_it(source: str, name: str) -> None:
    about = "Dora Quill sailed. Quill left. Quill came. On Monday Quill slept. Quill woke. Quill ate. Quill sang. "
    assert last(f"{about}On Friday [{source}] <said> {{that it rained}}.")[0] == name
