"""Who is told of as another than who spoke before is not named by that description."""

import pytest

from tests.extract.test_engine import extract
from tests.extract.test_speakers import names


@pytest.mark.parametrize(
    "marked",
    [
        "[A relative] said it. [The relative] asked for time. Another relative, [Bo Cole], said no.",
        "[A witness] said it. It was dark, [the witness] said. A second witness, [Dora Quill], hid.",
        "[A senator] said it was late. [The senator] left. The other senator, [Ann Reed], stayed.",
        "[An aide] said so. [The aide] said it twice. A separate aide, [Dora Quill], denied it.",
        "[A neighbor] heard it. [The neighbor] said so. Dora Quill, another neighbor, said [she] hid.",
    ],
)
def test_another_is_not_who_was_described_before(marked: str) -> None:
    first, again, other = names(marked)
    assert first == again
    assert other not in (first, again)


def test_the_only_one_is_who_was_described_before() -> None:
    assert names("[A witness] said it was dark. “We hid,” [Dora Quill], a witness, said.")[0] == "Dora Quill"


def test_a_page_s_links_name_nobody_who_speaks() -> None:
    text = "Related Stories:\n\nOfficers, it says, are “afraid of the fog, so they stay in the harbour.”"
    assert "Stories" not in {one.speaker.name for one in extract(text).attributions}


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("It moved on, [WHO officials] said.", "WHO officials"),
        ("He's not all wrong: As [The Harbour Times] notes, it comes by sea.", "Harbour Times"),
        ("He asked, “‘Will Ann Reed be brave?’” [Reed] said no.", "Ann Reed"),
        ("He asked, ‘If Harbour Assembly closed, who would care?’ [Harbour Assembly] said so.", "Harbour Assembly"),
        ("The Courier cited “[a few” harbour officials] who said so.", "few harbour officials"),
        ('[One so-called "Dreamer"] shouted.', 'One so-called "Dreamer"'),
        ("AP Photo/Dora Quill\n\nIt sank, [the AP] said.", "AP"),
    ],
)
def test_names_hold_no_word_of_what_stands_beside_them(marked: str, name: str) -> None:
    assert names(marked)[-1] == name
