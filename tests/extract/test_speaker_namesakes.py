"""Who of one name is meant: the dead, the widow, whom a title or "she" tells. Marked as in ``test_speakers``."""

import pytest

from factdb.records import SpeakerKind
from tests.extract.test_speakers import last, names, resolve

DEAD = [
    "Alex Barnes, 44, died in May.",
    "The late Alex Barnes sold boats.",
    "After the death of Alex Barnes the shop was shut.",
    "Alex Barnes was shot dead in Ghent.",
    "Alex Barnes sold boats. Barnes's widow went home.",
    "Alex Barnes, who sold boats, was murdered.",
]


@pytest.mark.parametrize("said", DEAD)
def test_the_widow_is_not_the_dead(said: str) -> None:
    widow = resolve(f"{said} [Mrs Barnes] wept.")[0]
    assert widow.speaker.name == "Mrs Barnes"
    assert widow.confidence < 0.5
    assert "Alex Barnes" in widow.candidates
    assert names(f"{said} Mrs Barnes met Ann Cole. Mrs Barnes sat. [She] wept.") == ["Mrs Barnes"]


@pytest.mark.parametrize("said", DEAD)
def test_a_man_who_died_is_he_himself(said: str) -> None:
    assert names(f"{said} Mr Barnes was asleep. [Mr Barnes] had said so. “Late,” [he] had said.") == ["Alex Barnes"] * 2


def test_whoever_lives_has_the_title() -> None:
    assert last("Alex Barnes sold boats. [Mrs Barnes] wept.")[0] == "Alex Barnes"
    assert last("Alex Barnes was killed. Tom and Linda Barnes wept. [Mrs Barnes] left.")[0] == "Linda Barnes"


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        # a couple
        ("Ms. Marsh left. [Mr. Marsh] stayed with Bo Cole. “It was late,” [he] said.", ["Mr. Marsh"] * 2),
        ("Mr. Marsh left. [Mrs. Marsh] stayed with Ann Cole. “It was late,” [she] said.", ["Mrs. Marsh"] * 2),
        # who is known by the surname is a man
        ("[Mrs. Obama] spoke. “It was late,” [she] said. The room heard [Michelle Obama].", ["Michelle Obama"] * 3),
        (
            "[Mr. Obama] spoke. “It was late,” [he] said. The room heard [Michelle Obama].",
            ["Obama"] * 2 + ["Michelle Obama"],
        ),
    ],
)
def test_a_title_tells_a_woman_from_a_man_of_her_name(text: str, speakers: list[str]) -> None:
    assert names(text) == speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("[She] walked along the quay. Ann Cole, a clerk, met Eve Marsh. Ms. Marsh wept. Marsh sang.", "Eve Marsh"),
        ("“I was late,” [he] said. Dan Cole was there. Tom Marsh sang. Marsh wept, and Marsh slept.", "Tom Marsh"),
        ("[He] walked along the quay. Dan Cole, a clerk, met Bo Marsh.", "Dan Cole"),
    ],
)
def test_who_opens_an_article_as_a_pronoun_is_named_most_often_behind(text: str, speaker: str) -> None:
    assert names(text) == [speaker]


@pytest.mark.parametrize("thing", ["The rumour", "A popular rumor", "The banner", "A long trailer"])
def test_what_only_ends_like_a_person_is_none(thing: str) -> None:
    assert names(f"Ann Reed left. [{thing}] claimed it was late. In her book, [she] said so.")[1] == "Ann Reed"
    assert last(f"[{thing}] claimed it was late.")[1] is SpeakerKind.DOCUMENT


TITLED = [
    ("Mr Hall was bitten. [Mrs Hall] <said> {so}.", "Mrs Hall"),
    ("[Mr Hall] <said> {so}. Mrs Hall did not.", "Mr Hall"),
    ("Sir Keith Hall died. [Lady Hall] <said> {so}.", "Lady Hall"),
    ("[Lord Grange] <said> {so}.", "Lord Grange"),
    ("[Mrs Obama] <said> {so}.", "Mrs Obama"),
    ("Barack Obama left. [Mrs Obama] <said> {so}.", "Mrs Obama"),
    ("Ann Hall left. [Ms Hall] <said> {so}.", "Ann Hall"),
    ("[Mrs Hall] <said> {so}.", "Hall"),
    ("Mr Hall left. [Miss Hall] <said> {so}. Mrs Hall did not.", "Hall"),
]


@pytest.mark.parametrize(("marked", "name"), TITLED)
def test_a_title_tells_two_of_a_surname_apart(marked: str, name: str) -> None:
    assert last(marked)[0] == name


@pytest.mark.parametrize("younger", ["Holt Jr.", "Holt, Jr.", "Holt Sr."])
def test_a_son_called_by_surname_is_a_person(younger: str) -> None:
    text = f"Karl {younger} met Holt. Holt left. [{younger}] <said> {{so}}. [He] <said> {{no}} to Holt. Holt wept."
    assert names(text) == [f"Karl {younger}"] * 2
    assert last(f"Holt left. Holt wept. [{younger}] <said> {{so}}.") == (younger, SpeakerKind.PERSON)


def test_a_son_called_by_surname_is_not_who_is_meant_without_it() -> None:
    text = "Karl Holt met Karl Holt Jr. in May. Holt Jr. swam. Holt Jr. sang. It was late, and it was too far for most."
    assert names(f"{text} {'It rained. ' * 40}[Mr. Holt] <said> {{so}}.") == ["Karl Holt"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Tom Reed left. The hall was built by Bo Reed. It is named for Bo Reed. “No,” [Reed] said.", "Tom Reed"),
        ("Tom Reed left. He is the son of Bo Reed and the brother of Al Reed. “No,” [Reed] said.", "Tom Reed"),
        ("Park Min-ho left with his son, Park Ji-ho. It rained. “No,” [Park] said.", "Park Min-ho"),
        (
            f"Bo Reed led it for years. Al Reed came. Al Reed won. Al Reed ran. {'It rained. ' * 40}“No,” [Reed] said.",
            "Al Reed",
        ),
    ],
)
def test_whoever_is_named_first_and_not_beside_another_has_the_surname(text: str, speaker: str) -> None:
    assert names(text) == [speaker]
