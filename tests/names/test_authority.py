"""The authority list: what its lines say, and who is found by them."""

from hypothesis import given
from hypothesis import strategies as st

from factdb.names.authority import (
    Known,
    known_offices,
    known_organisation,
    known_person,
    organisations,
    people,
    without_legal_form,
    written_organisations,
)
from factdb.names.folding import plain


def test_a_person_is_known_by_every_name_of_the_line() -> None:
    ada = Known("Ada Poe", "f", frozenset({"mayor", "judge"}))
    assert people(["Ada Poe | f | mayor, judge | Poe;  A. Poe"]) == {"ada poe": ada, "poe": ada, "a poe": ada}
    assert people(["Tom Roe | m | mayor |"]) == {"tom roe": Known("Tom Roe", "m", frozenset({"mayor"}))}
    assert people(["Tom Roe | m | |"]) == {"tom roe": Known("Tom Roe", "m")}


def test_so_is_an_organisation() -> None:
    board = Known("Elm Dam Board", sort="agency")
    assert organisations(["Elm Dam Board | agency | E.D.B.; the Board"]) == {
        "elm dam board": board,
        "edb": board,
        "board": board,
    }


def test_of_two_with_one_name_the_later_line_holds() -> None:
    found = people(["Ada Poe | f | mayor | Poe", "Tom Poe | m | judge | Poe"])
    assert {name: known.name for name, known in found.items()} == {
        "ada poe": "Ada Poe",
        "tom poe": "Tom Poe",
        "poe": "Tom Poe",
    }


def test_names_are_looked_up_as_they_are_compared() -> None:
    merkel = known_person("MERKEL")
    assert merkel is not None
    assert (merkel.name, merkel.gender) == ("Angela Merkel", "f")
    fed = known_organisation("The Fed.")
    assert fed is not None
    assert fed.name == "Federal Reserve"
    assert known_person("Dora Quill") is None
    assert known_organisation("Merkel") is None


def test_organisations_are_known_by_all_that_the_list_calls_them() -> None:
    written = written_organisations()
    assert {"Federal Reserve", "Fed", "US Federal Reserve"} <= {*written}
    assert all(one == one.strip() != "" and known_organisation(one) for one in written)


def test_the_offices_are_those_that_anybody_held() -> None:
    assert {"president", "prime minister"} < known_offices()
    assert not {"obama", "f", ""} & known_offices()


@given(st.lists(st.sampled_from(["elm", "dams", "co", "inc", "plc"]), min_size=1).map(" ".join) | st.text().map(plain))
def test_only_what_a_company_is_by_law_is_taken_off_its_end(name: str) -> None:
    left = without_legal_form(name)
    words = name.split()
    assert left.split() == words[: len(left.split())]
    assert bool(left) is bool(name)
    assert {"elm", "dams"}.isdisjoint(words[len(left.split()) :])
    assert without_legal_form(left) == left
