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


@pytest.mark.parametrize("thing", ["The rumour", "A popular rumor", "The banner", "A long trailer"])
def test_what_only_ends_like_a_person_is_none(thing: str) -> None:
    assert names(f"Ann Reed left. [{thing}] claimed it was late. In her book, [she] said so.")[1] == "Ann Reed"
    assert last(f"[{thing}] claimed it was late.")[1] is SpeakerKind.DOCUMENT


@pytest.mark.parametrize("younger", ["Holt Jr.", "Holt, Jr.", "Holt Sr."])
def test_a_son_called_by_surname_is_a_person(younger: str) -> None:
    text = f"Karl {younger} met Holt. Holt left. [{younger}] <said> {{so}}. [He] <said> {{no}} to Holt. Holt wept."
    assert names(text) == [f"Karl {younger}"] * 2
    assert last(f"Holt left. Holt wept. [{younger}] <said> {{so}}.") == (younger, SpeakerKind.PERSON)
