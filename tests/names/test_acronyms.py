"""Names and their initials."""

import pytest

from factdb.names.acronyms import initials, is_acronym


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("bureau of land management", ("blm", "bolm")),
        ("elm dam council", ("edc",)),
        ("poe & sons", ("ps",)),
        ("us air force", ("usaf",)),
        # Of two small words either may be left out alone, of three none.
        ("board of parks and towns", ("bpt", "bopat", "bpat", "bopt")),
        ("board of the parks and towns", ("bpt", "botpat")),
        # A single word, and one beside a small one, has none that anybody would write.
        ("council", ()),
        ("the council", ("tc",)),
        ("", ()),
    ],
)
def test_the_initials_of_a_name(name: str, letters: tuple[str, ...]) -> None:
    assert initials(name.split()) == letters


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("edc", "elm dam council", True),
        ("elm dam council", "edc", True),
        ("e d c", "elm dam council", True),
        ("dec", "dam elm council", True),
        ("e dc", "elm dam council", False),
        ("edc", "elm dam board", False),
        ("edc", "edc", False),
    ],
)
def test_which_name_is_the_acronym_of_another(one: str, other: str, found: bool) -> None:
    assert is_acronym(one.split(), other.split()) is found
