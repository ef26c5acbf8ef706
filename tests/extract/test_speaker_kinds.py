"""Kinds of speakers that readers of other news found wrong. Sources are marked as in ``test_speakers``."""

import pytest

from factdb.extract import extract
from factdb.extract.cast.names import find_names
from factdb.extract.layout import Layout
from factdb.records import SpeakerKind
from tests.extract.test_speakers import last, names, resolve


@pytest.mark.parametrize("count", range(30, 39))
def test_what_a_headline_goes_on_with_is_no_name(count: int) -> None:
    """How many words are left over behind two runs of thirteen, the most that one has, must not decide it."""
    words = ("Every", "Word", "With", "One") * 10
    line = f"It rained. {' '.join(words[:count])}"
    assert find_names(line, Layout.of(line)) == []


@pytest.mark.parametrize("body", ["Police Scotland", "Midtown Manhattan", "Recount Minnesota", "UC Quillham"])
def test_what_ends_in_a_place_or_begins_with_a_college_is_nobody(body: str) -> None:
    assert last(f"{body} came first. [{body}] said so.")[:2] == (body, SpeakerKind.ORGANISATION)
    assert last(f"{body} came first. [{body.split()[1]}] said so.")[1] == SpeakerKind.ORGANISATION
    assert last(f"Dora Quill went to {body}. [She] said so.")[0] == "Dora Quill"


def test_people_are_called_as_places_are() -> None:
    assert last("Whitney Houston sang. [Houston] said so.")[:2] == ("Whitney Houston", SpeakerKind.PERSON)


def test_letters_before_questions_and_answers_are_nobody_s_name() -> None:
    _, kind = last("Questions were cut.\n\nQ: Who came?\n\n[A]: I came home.")[:2]
    assert kind == SpeakerKind.UNNAMED


@pytest.mark.parametrize("asks", ["HOST", "INTERVIEWER", "Q"])
@pytest.mark.parametrize("pronoun", ["They", "He", "She"])
def test_nobody_speaks_of_who_asks(asks: str, pronoun: str) -> None:
    text = f"{asks}: Were you warned?\n\nDORA QUILL: {pronoun} told me so.\n\n{asks}: By whom?\n\nDORA QUILL: Nobody."
    spoke = {one.speaker.name for one in extract(text).attributions if one.cue.of(text) == "told"}
    assert asks not in spoke


def test_the_only_outlet_that_spoke_is_the_newspaper() -> None:
    found = resolve("[The Quill] wrote that it rained. [The newspaper] was sure.")
    assert [one.speaker.name for one in found] == ["Quill", "Quill"]
    assert found[1].confidence <= 0.5


HANDED_ON = [
    ("{“It is late,”} Dora Quill said, <according to> [the Times].", "Dora Quill"),
    ("{The quay was closed}, [the BBC] <reported>, citing court documents.", "court documents"),
    ("[Reuters], citing a friend, <reported> {that the quay was closed}.", "friend"),
    ("An aide, Dora Quill, was quoted by the daily [Courier] <as saying> {the quay was closed}.", "Dora Quill"),
    ("Dora Quill was quoted by [Reuters] <as saying> {the quay was closed}.", "Dora Quill"),
    (
        "[CNN] <quoted> a “source with a view of the quay” as saying {that it was late}.",
        "source with a view of the quay",
    ),
]


@pytest.mark.parametrize(("marked", "name"), HANDED_ON)
def test_an_outlet_hands_on(marked: str, name: str) -> None:
    (found,) = resolve(marked)
    assert name in found.speaker.name.replace("“", "").replace("”", "")
    assert "handed on by" in found.speaker.rule


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Officials believe the storm sank four boats over the weekend, according to Reuters.", {"Officials"}),
        (
            "Dora Quill said “the quay is a part of every town,” “a place to live,” according to NBC News.",
            {"Dora Quill"},
        ),
        ("The harbour office closed the quay at noon on Friday, according to Reuters.", {"Reuters"}),
    ],
)
def test_what_an_outlet_hands_on_is_the_other_s(text: str, speakers: set[str]) -> None:
    """What others think as well as say, and quotations that go on; but not what they do."""
    found = extract(text)
    said = [found.attributions[one.attribution] for one in found.claims if one.attribution is not None]
    assert {one.speaker.name for one in said} == speakers


@pytest.mark.parametrize(
    "marked",
    [
        "[Quillan] joked so.",
        "Quillan’s mother left. [Quillan] said so.",
        "[Niamh] said so.",
        "Quillan told the paper that he was late. [Quillan] said so.",
    ],
)
def test_a_lone_name_is_a_persons_where_no_company_has_or_does_so(marked: str) -> None:
    assert last(marked)[1] == SpeakerKind.PERSON
    assert (
        last(
            marked.replace("joked", "said").replace("’s mother", "").replace("he ", "it ").replace("Niamh", "Zaltron")
        )[1]
        != SpeakerKind.PERSON
    )


@pytest.mark.parametrize(
    "body", ["Al Qaeda", "Boko Haram", "Lockheed Martin", "Fannie Mae", "St. Louis Post-Dispatch", "Jones Day"]
)
def test_a_body_that_is_known_is_none_of_the_people_of_whom_it_has_the_name(body: str) -> None:
    assert last(f"It was late, [{body}] said.") == (body, SpeakerKind.ORGANISATION)
    assert names(f"Tom Fox spoke of {body}. [He] said so. [It] said so.") == ["Tom Fox", body]


@pytest.mark.parametrize(("pronoun", "name"), [("He", "Jerrold Poe"), ("She", "Pramila Roe")])
def test_a_given_name_tells_whom_a_pronoun_means(pronoun: str, name: str) -> None:
    assert names(f"Pramila Roe met Jerrold Poe. [{pronoun}] said so.") == [name]
    assert names(f"Jerrold Poe met Pramila Roe. [{pronoun}] said so.") == [name]
