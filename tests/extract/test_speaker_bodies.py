"""Which words are the name of a body. Marked as in ``test_speakers``."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.extract.cast.fields import is_station
from factdb.extract.cast.known_bodies import with_known_bodies
from factdb.extract.cast.names import find_names
from factdb.extract.layout import Layout
from factdb.records import SpeakerKind
from tests.extract.test_speakers import last, names


@pytest.mark.parametrize(
    ("body", "letters"),
    [
        ("Centers for Medicare and Medicaid Services", "CMS"),
        ("National Institutes of Health", "NIH"),
        ("Bureau of Alcohol, Tobacco, Firearms and Explosives", "ATF"),
        ("House of Representatives", "House"),
    ],
)
def test_a_body_whose_name_is_known_has_all_of_it(body: str, letters: str) -> None:
    assert names(f"It was late, [the {body}] said on Monday. [The {letters}] said no more.") == [body] * 2
    assert names(f"It was late, [{body} director Ann Reed] said. [Reed] said no more.") == ["Ann Reed"] * 2


@pytest.mark.parametrize("whose", ["Texas", "South Ruritania", "U.S."])
def test_whose_a_known_body_is_goes_before_its_name(whose: str) -> None:
    body = f"{whose} House of Representatives"
    assert names(f"It was late, [the {body}] said on Monday.") == [body]


@given(st.text(alphabet="Centers for Medicare and Medicaid Services, .&\n", max_size=80))
def test_names_stand_in_order_and_overlap_nowhere(text: str) -> None:
    found = with_known_bodies(text, find_names(text, Layout.of(text)))
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    "body",
    [
        "Office of the Director of National Intelligence",
        "Office of the Commissioner of Public Safety",
        "Office of the Attorney General",
        "Office of the Vice President",
        "Office for Harbour Statistics",
        "Office of Rail and Road",
        "Campaign to End the War",
        "Coalition to Stop the Barrage",
    ],
)
def test_a_body_is_called_by_whose_office_it_is_and_what_it_is_for(body: str) -> None:
    assert last(f"It was late. [The {body}] <said> {{it was late}}.") == (body, SpeakerKind.ORGANISATION)
    assert names(f"The {body} is shut. [Dora Quill] of the {body} <said> {{so}}.") == ["Dora Quill"]


@pytest.mark.parametrize("town", ["Rock Hill, South Carolina", "Coconut Creek, Fla.", "Cass County, North Dakota"])
def test_what_is_in_a_state_is_a_place(town: str) -> None:
    assert names(f"Karl Holt went home. A crowd met in {town}, in May. [He] <said> {{so}}.") == ["Karl Holt"]
    found = find_names(f"A crowd met in {town}", Layout.of(town))
    assert [name.kind for name in found] == ["place", "place"]


def test_a_number_is_a_channel_behind_a_broadcaster_only() -> None:
    assert is_station(["fox"], " 5 ")
    assert not is_station(["kelso"], " 5 ")
    assert not is_station(["fox"], " 2020 ")
