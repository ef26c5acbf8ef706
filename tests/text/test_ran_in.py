"""Links to other pages that ran into a name."""

import pytest

from factdb.text.ran_in import ran_in


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
