"""Whom who, which and that mean. Sources are marked as in ``test_speakers``."""

import pytest

from factdb.records import SpeakerKind
from tests.extract.test_speakers import last


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Bo Cole, a diver who knew Ann Reed's plan for the pier and [who] <said> {it leaked}, left.", "Bo Cole"),
        ("They met LANTERN, the charity that sent him to Ghent and [that] <says> {it will pay}.", "LANTERN"),
        # But where "and" joins no two relatives, it is the name before.
        ("They met Bo Cole, a diver, and Ann Reed, [who] <said> {it leaked}.", "Ann Reed"),
        (
            "Bo Cole said that it leaked and that Harbour Watch, [which] <says> {it is safe}, lied.",
            "Harbour Watch",
        ),
        # Behind a closing quotation mark, and behind a dash.
        ("Bo Cole did not count Ann Reed among the “people” [who] <believe> {that the pier is safe}.", "people"),
        ("Bo Cole had few friends -- [who] <said> {it leaked} -- left in Ghent.", "few friends"),
        ("Bo Cole -- [who] <said> {it leaked} -- left Ghent.", "Bo Cole"),
        # A body that is described behind its name.
        ("It was told by PIER, the harbour's largest union, [which] <says> {it leaked}.", "PIER"),
        # Those who are told apart from somebody are not who that is.
        ("“Instead of Mr. Cole, those [who] <believe> {it leaked} should swim,” Ann Reed said.", "those"),
        ("“They asked Bo Cole, the diver [who] <believes> {it leaked},” Ann Reed said.", "Bo Cole"),
    ],
)
def test_relatives(marked: str, name: str) -> None:
    assert last(marked)[0] == name


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("[Everyone] <says> {it leaks}.", SpeakerKind.GROUP),
        ("[Some in the crowd] <said> {it leaked}.", SpeakerKind.GROUP),
        ("[No one] <believes> {that it leaks}.", SpeakerKind.GROUP),
        ("[Every mayor] <says> {it leaks}.", SpeakerKind.GROUP),
        ("[Members of the crew] <said> {it leaked}.", SpeakerKind.GROUP),
        ("[More than 200 divers] <said> {it leaked}.", SpeakerKind.GROUP),
        ("[Someone] <said> {it leaked}.", SpeakerKind.UNNAMED),
        ("[One of the divers] <said> {it leaked}.", SpeakerKind.UNNAMED),
        ("[Two divers] <said> {it leaked}.", SpeakerKind.UNNAMED),
        ("[A member of the crew] <said> {it leaked}.", SpeakerKind.UNNAMED),
    ],
)
def test_kinds_of_those_without_a_name(marked: str, kind: SpeakerKind) -> None:
    assert last(marked)[1] == kind


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Mayor Ann Reed left. It was told by the mayor, [who] <said> {it leaked}.", "Ann Reed"),
        # But what is not set off tells which mayor.
        ("Mayor Ann Reed left. It was told by the mayor [who] <said> {it leaked}.", "mayor"),
        ("It was told by the mayor, [who] <said> {it leaked}.", "mayor"),
    ],
)
def test_whoever_was_called_so_before(marked: str, name: str) -> None:
    assert last(marked)[0] == name


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("[BUTTIGIEG] <says> {it leaks}.", SpeakerKind.PERSON),
        ("[The rest] <said> {it leaked}.", SpeakerKind.GROUP),
        ("[The faculty] <said> {it leaked}.", SpeakerKind.GROUP),
        ("[The Daily Quay] <says> {it leaks}.", SpeakerKind.ORGANISATION),
        ("[The reading] <shows> {it leaks}.", SpeakerKind.DOCUMENT),
    ],
)
def test_kinds_of_those_who_are_hardly_told(marked: str, kind: SpeakerKind) -> None:
    assert last(marked)[1] == kind


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("They beat Harlow United, [who] <said> {it was late}.", "Harlow United"),
        ("It was written by the Daily Herald, [who] <claimed> {so}.", "Daily Herald"),
        ("Dora Quill met the Harlow Council, [who] <said> {so}.", "Dora Quill"),
        ("They beat Harlow United in May, [who] <said> {it was late}.", "who"),
        ("They met in Brussels, [who] <said> {it was late}.", "who"),
    ],
)
def test_who_behind_a_body_is_the_body_where_nobody_is_named(marked: str, name: str) -> None:
    assert last(marked)[0] == name


@pytest.mark.parametrize(
    ("family", "younger", "elder"),
    [
        ("Clerk Karl Holt spoke. Holt wept. Holt met Karl Holt Jr.", "Karl Holt Jr.", "Karl Holt"),
        ("Karl Holt is the son of Peter Holt. Holt wept. Holt sang.", "Karl Holt", "Peter Holt"),
        ("Peter Holt wept. Holt sang. Holt met Laura Holt, his daughter, in May.", "Laura Holt", "Peter Holt"),
    ],
)
def test_the_younger_of_one_name_is_the_child(family: str, younger: str, elder: str) -> None:
    assert last(f"{family} {{It was late}}, [the younger Holt] said.")[0] == younger
    assert last(f"{family} {{It was late}}, [the elder Holt] said.")[0] == elder
