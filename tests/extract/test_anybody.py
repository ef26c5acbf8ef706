"""What anybody would say and what is only done is the writer's."""

import pytest

import factdb


@pytest.mark.parametrize(
    "text",
    [
        "You recall that the pier burned in May.",
        "You may remember that the duke sold the forest.",
        "One would think that the abbot knew the thief.",
        "One might say that the moat froze too early.",
        "One could argue that the ferry was never safe.",
        "Nobody in the harbour thinks that the ferry was full.",
        "No one on the board – neither Ann nor Bo – believes it is right to sell the pier.",
        "None of the pilots said that the ferry was full.",
        "No pilot has said that the ferry was full.",
        "The duchess signed a law that bans kites on the pier.",
        "The senate passed a bill that would cut the fees of ferries.",
        "Last May the duke signed an order which ends the tax on salt.",
        "Did Ann Roe say that the ferry was never safe?",
        "So say that the dam is broken and the ferry is late.",
        "Let’s say the toll is five pounds and the ferry is full.",
        "The next time someone says that the ferry is never safe, show them the moat.",
        "Every time somebody claims that the dam is old, the miller rows across it.",
        "Whenever people say the moat is deep, the duke goes for a swim.",
        "Rumours have it that the abbot sold the bells.",
        "The harbour board adopted a rule that makes pilots rest.",
        "The regent vetoed a law that gave the forest to the town.",
        "The miller would be a fool if he thinks that the dam is safe.",
        "It would help if the duke said that the forest is open.",
        "Unless the bailiff says that the moat is deep, nobody will swim there.",
        "Ann Roe has not said that she will sell the pier.",
        "The harbour office could not confirm that the ferry was full.",
        "He has never told the town “it is yours”.",
        "The new tower is known as the “pepper pot” among the sailors of the bay.",
        "The wounds of the groom are said to be “not grave” for now.",
        "The abbot called for the bells to be rung.",
        "The governor of the islands has declared a state of emergency because of the heavy rain.",
        "The harbour board declared Friday a day of mourning for the lost pilots.",
        "Ann Roe declared victory in the race for the pier.",
        "The regent has declared the last Monday of May to be a public holiday.",
        "In May the duke declared war on the salt tax of the islands.",
        "Ann Roe then asked if the miller would want to take the ferry.",
        "The harbour board asked whether it is true or false that “the pier was sold in May”.",
        "The reeve also asks if the duchess thinks that “all geese should be fed”.",
        "Bo Finch asked the pilots whether the tide had turned.",
        "The abbot has asked if the bells are cracked.",
        "The old mayor would have said that the pier was safe.",
        "The mayor should have said, “I was wrong.”",
        "The mayor should have known that the pier was old.",
        "The mayor does not appear to have indicated that the pier was shut.",
        "Ann Barr has not hinted, even once, that the pier is shut.",
        "If anyone had asked, the duchess would have told them that the forest was sold.",
        "A braver editor would surely have written that the abbot lied.",
        "The harbour office does not know that the ferry was full.",
        "The pilots wouldn’t have claimed that the tide was late.",
        "Ann Roe is not saying that the pier should be sold.",
        "The new ferries of the harbour, as the saying goes, did not age well.",
        "The regent has not called the ferry a wreck.",
    ],
)
def test_it_is_the_writers(text: str) -> None:
    assert not [claim for claim in factdb.extract(text).claims if claim.attribution is not None]


@pytest.mark.parametrize(
    "text",
    [
        "One of the pilots said that the ferry was full.",
        "You said that the ferry was full.",
        "The mayor said nothing happened on the pier.",
        "No Pier Tax said that the ferry was full.",
        "No. 12 said that the ferry was full.",
        "If the ferry is late, the pilots said, the fair will be late too.",
        "Ann Roe did not only say that the pier is old.",
        "Bo Lund didn’t merely say that the moat is dry.",
        "Ann Roe called it “a pier for all” on Monday.",
        "Ann Roe said she told the pilots that “nobody is declaring victory yet”.",
    ],
)
def test_somebody_said_it(text: str) -> None:
    assert [claim for claim in factdb.extract(text).claims if claim.attribution is not None]


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
