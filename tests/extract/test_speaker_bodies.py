"""Which words are the name of a body. Marked as in ``test_speakers``."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.extract.cast.known_bodies import with_known_bodies
from factdb.extract.cast.names import find_names
from factdb.extract.layout import Layout
from factdb.records import SpeakerKind
from tests.extract.test_speakers import last, names


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("[Iran's Supreme Court] <ruled> {that it was late}.", ["Iran's Supreme Court"]),
        ("[Chicago’s Department of Health] <said> {it was late}.", ["Chicago’s Department of Health"]),
        ("[South Korea's Joint Chiefs of Staff] <said> {it was late}.", ["South Korea's Joint Chiefs of Staff"]),
        ("[The Joint Chiefs of Staff] <said> {it was late}.", ["Joint Chiefs of Staff"]),
        # by its place's adjective, or without its place
        (
            "[China's Foreign Ministry] <said> {no}. [The Chinese Foreign Ministry] <said> {yes}. [It] <said> {no}.",
            ["China's Foreign Ministry"] * 3,
        ),
        ("[Japan's Navy] <said> {no}. [South Korea's Navy] <said> {yes}.", ["Japan's Navy", "South Korea's Navy"]),
        # another's
        (
            "[The Supreme Court] <said> {no}. [Texas's Supreme Court] <said> {yes}.",
            ["Supreme Court", "Texas's Supreme Court"],
        ),
        # there is one alone
        ("[Britain's Labour Party] <said> {no}.", ["Labour Party"]),
        ("[Florida's Harbour Bank] <said> {no}.", ["Harbour Bank"]),
    ],
)
def test_whose_a_body_is_that_many_have_is_a_part_of_its_name(text: str, speakers: list[str]) -> None:
    assert names(text) == speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("[Our Harbour] <said> {no}. Reed founded Our Harbour.", "Our Harbour"),
        (
            "Reed, once of Our Harbour Now, left. [Our Harbour Now] <said> {no}. [The group] <said> {so}.",
            "Our Harbour Now",
        ),
        ("She gave to My Quay, a charity. [My Quay] <said> {no}.", "My Quay"),
        # in no sentence
        ("[Our Harbour] <said> {no}.", "Harbour"),
        ("It was to, he told Our Mayor. [Our Mayor] <said> {no}.", "Our Mayor"),
    ],
)
def test_a_name_begins_with_whose_it_is_where_a_sentence_writes_it_so(text: str, speaker: str) -> None:
    assert set(names(text)) == {speaker}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("[The Reed-controlled Harbour Bank] <said> {no}. [The Harbour Bank] <said> {so}.", "Harbour Bank"),
        ("[The GOP-led Senate] <said> {no}. [The Senate] <said> {so}.", "Senate"),
        ("[The Lund-funded Quay Institute] <said> {no}. [The institute] <said> {so}.", "Quay Institute"),
        ("[The Harlow-linked Quay News Agency] <said> {no}.", "Quay News Agency"),
        ("[Kent-born Ann Reed] <said> {no}.", "Ann Reed"),
        ("[The Reed-led coalition] <said> {no}.", "Reed-led coalition"),
        # The office is somebody's own.
        ("[President-elect Ann Reed] <said> {no}. [Reed] <said> {so}.", "Ann Reed"),
    ],
)
def test_who_leads_or_pays_a_body_is_no_part_of_its_name(text: str, speaker: str) -> None:
    assert set(names(text)) == {speaker}


@pytest.mark.parametrize(
    "name",
    [
        "Centers for Medicare and Medicaid Services",
        "College of Obstetricians and Gynaecologists",
        "Society of Teachers and Lecturers",
        "Institute of Allergy and Infectious Diseases",
        "Department of Corrections and Rehabilitation",
        "Office of Public Integrity and Accountability",
        "Harbour Center for Law and Justice",
    ],
)
def test_a_body_has_what_it_is_for_in_its_name_on_both_sides_of_and(name: str) -> None:
    assert names(f"[The {name}] <said> {{no}}.") == [name]


@pytest.mark.parametrize(
    ("source", "speakers"),
    [
        ("The Office of Economic Opportunity and Reed", "Office of Economic Opportunity; Reed"),
        ("The Department of Justice and Congress", "Department of Justice; Congress"),
        ("The Bank of England and Lloyds", "Bank of England; Lloyds"),
        ("The Department of Health and University of Leeds", "Department of Health; University of Leeds"),
        ("The Institute of Directors and Federation of Nurses", "Institute of Directors; Federation of Nurses"),
        ("The Committee on Health and Mayor Ann Reed", "Committee on Health; Ann Reed"),
    ],
)
def test_another_behind_and_is_no_part_of_its_name(source: str, speakers: str) -> None:
    assert names(f"[{source}] <said> {{no}}.") == [speakers]


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
    ("text", "speakers"),
    [
        ("[The Harlow Police] <said> {no}. [Harlow police] <said> {so}.", ["Harlow Police"] * 2),
        (
            "[The Harlow Police Department] <said> {no}. [The Harlow Police] <said> {so}.",
            ["Harlow Police Department"] * 2,
        ),
        ("[Harlow police] <said> {so}. [The Harlow Police Department] <said> {no}.", ["Harlow Police Department"] * 2),
        ("[The Harbour bank] <said> {no}. [The Harbour Bank] <said> {so}.", ["Harbour Bank"] * 2),
        ("[Kent police] <said> {no}. [The Harlow Police] <said> {so}.", ["Kent police", "Harlow Police"]),
        ("[Kent bank] <said> {no}. [The Kent Bank Board] <said> {so}.", ["Kent bank", "Kent Bank Board"]),
    ],
)
def test_a_body_with_and_without_a_capital_is_one(text: str, speakers: list[str]) -> None:
    assert names(text) == speakers


GIVEN_A_NAME = ["Fern Hotel", "Ruby Theatre", "Poppy Records", "Tilda Media", "Rupert Airlines"]
GIVEN_A_NAME += ["Poppy Appeal", "Daisy Trust", "Rose Cottage", "Dexter Lodge", "Merlin Entertainments"]


@pytest.mark.parametrize("body", GIVEN_A_NAME)
def test_a_body_that_a_given_name_opens_is_nobody(body: str) -> None:
    assert last(f"[{body}] <said> {{it was late}}.") == (body, SpeakerKind.ORGANISATION)


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


@pytest.mark.parametrize("place", ["the Lincoln Memorial", "Ellis Island", "Harlow Tower", "Cedar Creek"])
def test_a_place_is_whom_no_pronoun_means(place: str) -> None:
    assert names(f"Karl Holt went home. A crowd filled {place}. [He] <said> {{so}}.") == ["Karl Holt"]


@pytest.mark.parametrize("town", ["Rock Hill, South Carolina", "Coconut Creek, Fla.", "Cass County, North Dakota"])
def test_what_is_in_a_state_is_a_place(town: str) -> None:
    assert names(f"Karl Holt went home. A crowd met in {town}, in May. [He] <said> {{so}}.") == ["Karl Holt"]
    found = find_names(f"A crowd met in {town}", Layout.of(town))
    assert [name.kind for name in found] == ["place", "place"]


def test_who_stands_before_a_state_or_de_is_no_place() -> None:
    assert names("It was told by Stalin Garba, De Roe said. [Garba] <said> {so}.") == ["Stalin Garba"]
    assert names("The campaign of Karl Holt, Florida’s Democratic candidate, won. [Holt] <said> {so}.") == ["Karl Holt"]


def test_an_office_is_nobodys_name() -> None:
    assert names("The Director of National Intelligence left. [National Intelligence] <said> {so}.") == [
        "National Intelligence"
    ]
    assert names("Ann Reed is Director of Harbour Affairs (DHA). [The DHA] <said> {so}.") == ["DHA"]
    assert names("The Office of the Vice President closed. It was the Vice President’s. [He] <said> {so}.") == ["He"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("It was sent to the Senate for Trump’s trial. [The Senate] <said> {so}.", ["Senate"]),
        ("[Nadia Reed], a former Kent Department of Health clerk, <said> {so}.", ["Nadia Reed"]),
        ("[Quorum Research], a consulting firm, <said> {so}.", ["Quorum Research"]),
        ("It rained. Second Amendment groups left. [The group] <says> {so}.", ["group"]),
        ("Remember Nadia Reed. [Reed] <said> {so}.", ["Nadia Reed"]),
        ("Tern Motors fell. Sadly, it rained. Don’t laugh. Twenty people left. [It] <said> {so}.", ["Tern Motors"]),
        ("First Bill Reed came. [Reed] <said> {so}.", ["Bill Reed"]),
        ("Facebook Twitter Pinterest Nadia Reed on the quay. [Reed] <said> {so}.", ["Nadia Reed"]),
        ("It rained.\n\nFacebook Twitter Pinterest Children sang. [Facebook] <said> {so}.", ["Facebook"]),
    ],
)
def test_what_stands_beside_a_name_is_no_part_of_it(text: str, speakers: list[str]) -> None:
    assert names(text) == speakers


def test_what_a_person_is_told_to_be_makes_no_body_of_them() -> None:
    assert last("[Nadia Reed], a former Kent Department of Health clerk, <said> {so}.")[1] is SpeakerKind.PERSON
    assert last("[Quorum Research], a consulting firm, <said> {so}.")[1] is SpeakerKind.ORGANISATION


def test_a_regulator_is_a_body() -> None:
    assert names("Harlow Bank paid a fine. [The regulator] was late. [It] warned the bank.") == ["regulator"] * 2
    assert names("The Tern Prosecution Service was late. [The regulator] left.") == ["regulator"]
    assert names("The Tern Prosecution Authority was late. [The regulator] left.") == ["Tern Prosecution Authority"]


def test_who_is_called_an_operator_is_a_firm_unless_a_given_name_tells_a_person() -> None:
    assert last("Port operator [Tern Quays] left.")[1] == SpeakerKind.ORGANISATION
    assert last("Crane operator [Ann Roe] left.")[1] == SpeakerKind.PERSON


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Harlow Search and Rescue Team", "Harlow Search and Rescue Team"),
        ("Growth and Quay Project", "Growth and Quay Project"),
        ("Army and Missile Harbour Agency", "Army; Missile Harbour Agency"),
        ("White House and State Department", "White House; State Department"),
    ],
)
def test_what_one_article_stands_before_is_one_body_but_for_two_that_there_are(body: str, name: str) -> None:
    assert names(f"It was late. [The {body}] said so.") == [name]
