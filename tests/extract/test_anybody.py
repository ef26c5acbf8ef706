"""What anybody would say and what is only done is the writer's."""

import pytest

import factdb
from tests.extract.sentences import cases, lines_of


@pytest.mark.parametrize(("text", "whose"), cases(lines_of("anybody_sentences.txt")))
def test_whose_it_is(text: str, whose: str) -> None:
    said = [claim for claim in factdb.extract(text).claims if claim.attribution is not None]
    assert bool(said) is (whose == "somebody's")


@pytest.mark.parametrize("told", ["Jurors were told that", "Residents have been told that"])
def test_whom_something_is_told_does_not_say_it(told: str) -> None:
    found = factdb.extract(f"{told} the miller had hidden the key in a drain.")
    assert [claim.status for claim in found.claims] == ["sourced"]
    assert [attribution.speaker.name for attribution in found.attributions] == [""]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The mill, jurors were told, had been shut for a year.", ["The mill … had been shut for a year"]),
        ("The topic of eels came up, they were told.", ["The topic of eels came up"]),
    ],
)
def test_whom_something_is_told_within_it_is_no_part_of_it(text: str, claims: list[str]) -> None:
    assert [" … ".join(span.of(text) for span in one.spans) for one in factdb.extract(text).claims] == claims


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The key was in a drain, the jury has heard.", ""),
        ("Leeds Crown Court heard that the key was in a drain.", ""),
        ("Magistrates heard that the key was in a drain.", ""),
        ("The committee has heard that the key was in a drain.", ""),
        ("The court heard from Mr Roe that the key was in a drain.", "Roe"),
        ("Ann Roe told the court that the key was in a drain.", "Ann Roe"),
    ],
)
def test_what_a_court_hears_it_is_told(text: str, speaker: str) -> None:
    found = factdb.extract(text)
    assert [one.status for one in found.claims] == ["sourced"]
    assert [one.speaker.name for one in found.attributions] == [speaker]


@pytest.mark.parametrize("why", ["did not want to be identified", "asked not to be named", "declined to give her name"])
def test_why_nobody_is_named_is_no_part_of_what_is_said(why: str) -> None:
    text = f"A parent, who {why}, said the alarm had been broken for months."
    said = [claim for claim in factdb.extract(text).claims if claim.sourced]
    assert [span.of(text) for claim in said for span in claim.spans] == ["the alarm had been broken for months"]


@pytest.mark.parametrize(
    "headline", ["Tenants told they must leave by May", "Court told miller was alone", "Pupils told: “You are late”"]
)
def test_who_is_told_something_does_not_say_it(headline: str) -> None:
    (told,) = factdb.extract(f"{headline}\n\nThe key was in a drain.").attributions
    assert (told.sources, told.speaker.name) == ((), "")


@pytest.mark.parametrize("who", ["jury", "inspectors", "court", "MPs"])
def test_who_hears_something_in_a_headline_does_not_say_it(who: str) -> None:
    text = f"Man stole £40,000 from a widow, {who} told\n\nThe man denied it."
    extraction = factdb.extract(text)
    (headline, *_) = extraction.claims
    assert headline.attribution is not None
    assert extraction.attributions[headline.attribution].speaker.name == ""


def test_whom_an_interviewer_asks_says_nothing_in_the_question() -> None:
    text = (
        "Harbour minister Ann Roe sat down with The Herald on Monday.\n\n"
        "You promised that tolls would be frozen. Why did they rise?\n\nWe froze them for a year.\n\n"
        "Would you raise them again?\n\nWe will look at it in May."
    )
    found = factdb.extract(text)
    assert {one.speaker.name for one in found.attributions} <= {"Ann Roe"}
    assert [one.status for one in found.claims if one.passage == "question"] == ["unsourced"] * 3
