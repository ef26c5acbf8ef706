"""What of a person's name tells one from another."""

import pytest

from factdb.names.persons import (
    INITIAL,
    NICKNAME,
    SAME,
    SHORT,
    core,
    generation,
    likeness,
    same_given,
    without_middle,
    without_titles,
)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("ann", "ann", SAME),
        ("bob", "robert", NICKNAME),
        ("robert", "bob", NICKNAME),
        ("j", "john", INITIAL),
        ("john", "j", INITIAL),
        ("j", "ann", ""),
        ("jo", "ann", ""),
        ("chris", "christabel", SHORT),
        ("ada", "adabel", SHORT),
        ("christabel", "chris", SHORT),
        # Two letters begin too many names, and the same first letter says nothing of two whole names.
        ("jo", "joanna", ""),
        ("joanna", "jo", ""),
        ("john", "jane", ""),
    ],
)
def test_how_two_given_names_may_be_one_persons(one: str, other: str, found: str) -> None:
    assert likeness(one, other) == found


def test_what_tells_a_son_from_his_father() -> None:
    assert generation(["john", "marsh", "jr"]) == {"jr"}
    assert generation(["john", "marsh"]) == set()
    assert core(["john", "marsh", "iii"]) == ("john", "marsh")
    assert core(["jr"]) == ("jr",)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ann lee", "ann lee", True),
        ("ann lee", "eve lee", False),
        ("a lee", "ann lee", True),
        ("bob lee", "robert lee", True),
        # The first name of one may be the second of the other, but not its third.
        ("john ann lee", "ann lee", True),
        ("ann lee", "john ann lee", True),
        ("john eve ann lee", "ann lee", False),
        ("ann lee", "john eve ann lee", False),
        ("john ann lee", "eve ann lee", False),
        # Initials in the middle tell two of one name apart.
        ("george hw bush", "george w bush", False),
        ("ann m lee", "ann k lee", False),
        ("ann a lee", "ann k lee", False),
        ("ann marie lee", "ann k lee", True),
        ("ann ng", "ann k ng", True),
        ("ann lee jr", "ann lee sr", False),
        ("ann lee jr", "ann lee", True),
        ("ann m lee", "ann lee", True),
        ("ann m lee", "ann marie lee", True),
        ("j m lee", "john m lee", True),
        # A longer name is too bold a guess here, and a lone surname tells nothing.
        ("chris lee", "christabel lee", False),
        ("lee", "ann lee", False),
        ("ann lee", "lee", False),
        ("ann lee jr", "ann lee", True),
    ],
)
def test_which_names_with_one_surname_may_be_one_persons(one: str, other: str, same: bool) -> None:
    assert same_given(one.split(), other.split()) is same


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("ann lee", "ann lee"),
        ("ann jo lee", "ann lee"),
        ("ann j lee", "ann lee"),
        ("ann jo lee jr", "ann lee jr"),
        ("ann lee jr", "ann lee jr"),
        ("george h w bush", "george h w bush"),
        ("george h walker bush", "george bush"),
        ("j jo lee", "j jo lee"),
        ("lee", "lee"),
        ("ann iv lee", "ann lee"),
        ("jr", "jr"),
        ("", ""),
    ],
)
def test_the_middle_of_a_name_is_left_out(name: str, kept: str) -> None:
    assert without_middle(name.split()) == kept.split()


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("professor dr jane hill", "jane hill"),
        ("jane hill", "jane hill"),
        ("jane dr hill", "jane dr hill"),
        ("attorney general", "attorney general"),
    ],
)
def test_titles_stand_before_a_name_and_are_not_all_of_it(name: str, bare: str) -> None:
    assert without_titles(name) == bare
