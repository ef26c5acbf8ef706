"""Stations with a channel's number, sons of namesakes, officers of a senate, and groups of which some are named."""

import pytest

from factdb.extract.cast.fields import is_station
from tests.extract.test_speakers import last


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("{It rained}, [Fox 5 DC] <reported>.", "Fox 5 DC"),
        ("{It rained}, [NBC 4 New York] <reported>.", "NBC 4 New York"),
        ("{It rained}, [Fox News] <reported>.", "Fox News"),
        ("[Martin Luther King, Jr.] <said> {it was late}.", "Martin Luther King, Jr."),
        ("[Rev. Martin Luther King Jr.] <said> {it was late}.", "Martin Luther King Jr."),
        ("[Mayor Bo Hill Jr.] <said> {it was late}.", "Bo Hill Jr."),
        ("[Senate President pro Tempore Ann Reed] <said> {it was late}.", "Ann Reed"),
        ("[President Pro Tem Ann Reed] <said> {it was late}.", "Ann Reed"),
        ("[Regent Bo Cole, a lawyer,] <said> {it was late}.", "Bo Cole"),
        ("[Regent University] <said> {it was late}.", "Regent University"),
        ("[Several divers, including Ann Reed and Bo Cole,] <said> {it was late}.", "Several divers"),
        ("[Two mayors, among them Ann Reed of Kelso,] <argued> {it was late}.", "Two mayors"),
        ("[A group of clerks, such as Bo Cole,] <said> {it was late}.", "group of clerks"),
        ("[Two aides, Ann Reed and Bo Cole,] <said> {it was late}.", "Ann Reed; Bo Cole"),
    ],
)
def test_whom_a_source_names(marked: str, name: str) -> None:
    assert last(marked)[0] == name


def test_a_number_is_a_channel_behind_a_broadcaster_only() -> None:
    assert is_station(["fox"], " 5 ")
    assert not is_station(["kelso"], " 5 ")
    assert not is_station(["fox"], " 2020 ")
