"""Nouns in the singular."""

import pytest

from factdb.language.lexicon import singular


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("spokesmen", "spokesman"),
        ("policewomen", "policewoman"),
        ("deputies", "deputy"),
        ("boxes", "box"),
        ("coaches", "coach"),
        ("bosses", "boss"),
        ("judges", "judge"),
        ("boss", "boss"),
        ("mayor", "mayor"),
    ],
)
def test_the_singular_of_a_noun(plural: str, one: str) -> None:
    assert singular(plural) == one
