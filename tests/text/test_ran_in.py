"""Links to other pages that ran into a name."""

import pytest

from factdb.records import Span
from factdb.text.ran_in import blanked, ran_in


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Sen. Ann Reed Ann Lee ReedSenate votes MORE said so.", ["Ann Lee ReedSenate votes MORE"]),
        ("Ann Reed Ann (Nan) Lee Reed2020 votes: “No” MORE, too.", ["Ann (Nan) Lee Reed2020 votes: “No” MORE"]),
        ("Bo Cole Bo ColeMORE said so.", ["Bo ColeMORE"]),
        ("Reed Lee ReedA rose MORE and Cole Bo ColeB rose MORE", ["Lee ReedA rose MORE", "Bo ColeB rose MORE"]),
        ("Ann Reed wants MORE.", []),
        ("Reed, Ann Reed said. READ MORE", []),
        ("Ann Reed Ann ReedSenate votes\non dues MORE", []),
    ],
)
def test_where_links_ran_in(text: str, links: list[str]) -> None:
    assert [found.of(text) for found in ran_in(text)] == links


TWO = "Reed Lee ReedA rose MORE and Cole Bo ColeB rose MORE left."


@pytest.mark.parametrize(
    ("words", "links"),
    [
        (TWO, ["Lee ReedA rose MORE", "Bo ColeB rose MORE"]),
        ("Reed Lee ReedA rose MORE and", ["Lee ReedA rose MORE"]),
        ("Cole Bo ColeB rose MORE left.", ["Bo ColeB rose MORE"]),
        ("Reed Lee ReedA rose", []),
        ("MORE and Cole Bo ColeB rose", []),
    ],
)
def test_within_a_stretch_alone(words: str, links: list[str]) -> None:
    start = TWO.index(words)
    assert [found.of(TWO) for found in ran_in(TWO, Span(start, start + len(words)))] == links


def test_what_ran_in_is_blank_and_all_else_where_it_was() -> None:
    assert blanked(TWO, list(ran_in(TWO))) == f"Reed {' ' * 19} and Cole {' ' * 18} left."
    assert blanked("Nothing ran in.", []) == "Nothing ran in."
