"""Whose a quotation is that the tagger ties to nobody, as the words around it say."""

import pytest

import factdb
from factdb.extract.attribution.loose_quotations import tied
from factdb.extract.attribution.shaping import Found
from factdb.text.quotes import outermost, quotations
from factdb.text.segments import paragraphs
from tests.extract.sentences import span


def by_page_alone(text: str, found: list[Found], link: str = "") -> list[tuple[str, str, list[str]]]:
    """What the page makes of quotations that the tagger ties to nobody: source, cue and contents."""
    blocks = paragraphs(text)
    links = [span(text, link)] if link else []
    some = tied(text, blocks, outermost(quotations(text, blocks)), found, links)
    return [(one.sources[0].of(text), one.cue.of(text), [part.of(text) for part in one.contents]) for one in some]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Ann Roe, a vet from Kelso, wrote:\n\n{}", "Ann Roe", "wrote"),
        ("On Friday Ann Roe, who lost the vote, tweeted: {}", "Ann Roe", "tweeted"),
        ("They carried a banner reading: {}", "a banner", "reading"),
        ("On the door hung a small sign that says, {}", "a small sign", "that says"),
        ("{} states Hill. Rain fell.", "Hill", "states"),
        ("It rained. Via The Kelso Herald:\n\n{}", "The Kelso Herald", "Via"),
        ("In May the harbour committee said of its plans for a pier:\n\n{}", "the harbour committee", "said"),
        ("It rained. Ann Roe said of the plans of the board for a new pier: {}", "Ann Roe", "said"),
        ("They asked about the Kelso Rule. Roe said:\n\n{}", "Roe", "said"),
    ],
)
def test_the_page_says_whose_quotation_it_is(text: str, source: str, cue: str) -> None:
    quotation = "“The mill was sold for nothing,”"
    assert by_page_alone(text.format(quotation), []) == [(source, cue, [quotation])]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Here is Roe’s answer in full:\n\n{}", "Roe’s", "answer"),
        ("Please attribute this to a clerk at Roe Gas: {}", "a clerk at Roe Gas", "attribute"),
        ("The Roe board put out a statement on Friday:\n\n{}", "The Roe board", "put out a statement"),
        ("It rained. The mayor turned it up with this tweet:\n\n{}", "The mayor", "turned"),
    ],
)
def test_a_line_above_a_quotation_names_whose_it_is(text: str, source: str, cue: str) -> None:
    quotation = "“The mill was sold for nothing, and nobody asked us.”"
    assert by_page_alone(text.format(quotation), []) == [(source, cue, [quotation])]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("It rained. Added her brother, Bo Hill: {}", "her brother, Bo Hill", "Added"),
        ("Said Ann Roe of the school board: {}", "Ann Roe of the school board", "Said"),
        ("Roe shook her head. {} It rained.", "Roe", "shook"),
        ("It rained. The mayor was furious. {}", "The mayor", "was"),
    ],
)
def test_whose_quotation_it_is_that_is_a_sentence(text: str, source: str, cue: str) -> None:
    quotation = "“The mill was sold for nothing.”"
    assert by_page_alone(text.format(quotation), []) == [(source, cue, [quotation])]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("It rained. Bo Hill hit out at the board of the Kelso Mill on Monday. {} It rained.", "Bo Hill", "hit out at"),
        ("Mr. Hill, who ran the mill, has slammed the sale.\n\n{}\n\nIt rained.", "Mr. Hill", "slammed"),
        ("She tore into the board.\n\n{}", "She", "tore into"),
    ],
)
def test_who_judges_before_a_quotation_says_it(text: str, source: str, cue: str) -> None:
    quotation = "“The mill was sold for nothing.”"
    assert by_page_alone(text.format(quotation), []) == [(source, cue, [quotation])]


@pytest.mark.parametrize(
    "text",
    [
        "Roe slammed the sale. It rained. “The mill was sold for nothing.”",
        "Roe slammed the sale.\n\n“The mill was sold for nothing” is on the wall.",
        "Roe slammed the sale. “The mill was sold for nothing” is on the wall.",
        "Roe slammed the door behind “the mill.”\n\n“The mill was sold for nothing.”",
    ],
)
def test_who_judges_something_may_say_no_more(text: str) -> None:
    assert by_page_alone(text, []) == []


@pytest.mark.parametrize(
    "text",
    [
        "Roe died. “He was the last of the vets.”",
        "Roe met Hill. “The mill was sold for nothing.”",
        "Roe shook her head. “The mill was sold for nothing” was on the wall.",
        "The rain stopped. “The mill was sold for nothing.”",
        "It rained. “The mill was sold for nothing.”",
    ],
)
def test_who_acts_before_a_quotation_may_not_be_its_speaker(text: str) -> None:
    assert by_page_alone(text, []) == []


def test_a_speaker_before_the_colon_takes_a_quotation_from_the_one_behind() -> None:
    first, second = "“The mill was sold.”", "“It stood empty for many years.”"
    text = f"Added Ann Roe: {first} Said Bo Hill: {second}"
    found = [Found((span(text, "Bo Hill"),), span(text, "Said"), (span(text, first),), None)]
    assert by_page_alone(text, found) == [("Ann Roe", "Added", [first]), ("Bo Hill", "Said", [second])]


@pytest.mark.parametrize(
    ("ends", "parted"),
    [("was another.", True), ("read others.", True), ("was another sign of it.", False), ("was old.", False)],
)
def test_what_another_says_is_not_what_one_says(ends: str, parted: bool) -> None:
    first, second = "“The mill leaks,”", "“Shut it,”"
    text = f"{first} read one. {second} {ends}"
    found = [Found((span(text, "one"),), span(text, "read"), (span(text, first), span(text, second)), None)]
    some = by_page_alone(text, found)
    assert some[0] == ("one", "read", [first] if parted else [first, second])
    assert [contents for _, _, contents in some[1:]] == ([[second]] if parted else [])


@pytest.mark.parametrize(
    "text",
    [
        "From Kelso, “the mill was sold for nothing” is all one hears.",
        "In Kelso, a small town by the sea, it is said: “The mill was sold for nothing.”",
        "The banner, reading “The mill was sold for nothing,” fell.",
        "In May the harbour said of its plans for a pier:\n\n“The mill was sold for nothing.”",
        "In May Ann Roe said to the board that nobody came and so it voted: “The mill was sold for nothing.”",
        "Ann Roe, whom nobody knew, had a sign: “The mill was sold for nothing.”",
    ],
)
def test_what_stands_before_is_not_always_its_speaker(text: str) -> None:
    assert by_page_alone(text, []) == []


@pytest.mark.parametrize(
    ("between", "link", "goes_on"),
    [
        ("", "", True),
        (" on Monday.", "", True),
        (" on Monday.\n\nADVERTISEMENT", "ADVERTISEMENT", True),
        (".\n\nADVERTISEMENT", "ADVERTISEMENT", True),
        (" on Monday. Rain fell.", "", False),
        (".\n\nRain fell.", "", False),
    ],
)
def test_a_paragraph_of_quotation_goes_on_with_the_one_before(between: str, link: str, goes_on: bool) -> None:
    first, second = "“The mill was sold,”", "“It stood empty for many years.”"
    text = f"{first} Roe wrote{between}\n\n{second}"
    found = [Found((span(text, "Roe"),), span(text, "wrote"), (span(text, first),), None)]
    assert by_page_alone(text, found, link) == [("Roe", "wrote", [first, second] if goes_on else [first])]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The horses ran before the fire came,” a farmer who had left his house at dawn told the paper.", "farmer"),
        ("“The horses ran before the fire came,” Ann Roe, a vet who has worked there for years, said.", "Ann Roe"),
        ("According to The Kelso Herald:\n\n“The claim that the mill was sold is wrong.”", "Kelso Herald"),
        ("Roe, who had waited for an hour, declared,\n\n“The search for the boat must go on tonight.”", "Roe"),
        (
            "“The mill was sold in May. It stood empty for years, and then it burned,” Roe said.",
            "Roe",
        ),
        ("Ann Roe issued the following statement:\n\n“The mill was sold in May and it stood empty.”", "Ann Roe"),
        ("“The mill was sold far too late to be saved,” Ann Roe, whose firm valued it. “It is a pity.”", "Ann Roe"),
        ("“The mill was sold far too late to be saved,” Dr. Bo Hill, dean of a school of mills.", "Bo Hill"),
        ("“The mill was sold far too late to be saved,” Ann Roe.\n\nIt burned in May.", "Ann Roe"),
    ],
)
def test_whose_quotation_it_is(text: str, speaker: str) -> None:
    found = factdb.extract(text)
    (claim,) = [claim for claim in found.claims if claim.quotations]
    assert claim.attribution is not None
    assert speaker in found.attributions[claim.attribution].speaker.name
    assert not any(claim.status == "unsourced" and "“" in claim.spans[0].of(text) for claim in found.claims)


@pytest.mark.parametrize(
    "text",
    [
        "He read “The Horse Who Ran Before the Fire,” which the paper said was long.",
        "“The horses ran before the fire came,” and everybody who was there ran as well.",
        "She read “The Long Walk to the Sea by Night,” Ann Roe.",
        "“The horses ran before the fire came,” Ann Roe, the vet, was not there.",
    ],
)
def test_what_stands_behind_a_quotation_is_not_its_speaker(text: str) -> None:
    assert not [claim for claim in factdb.extract(text).claims if claim.quotations and claim.attribution is not None]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ('"Who is it?", asked Ann. "The bank", replied Tom. "Again?", said Ann.', ["Ann", "Tom", "Ann"]),
        ("“Again?” sighed Ann Reed. “Always,” laughed Tom Hill.", ["Ann Reed", "Tom Hill"]),
        ("“Is it far?”, asked Peter. “An hour”, answered Mary.", ["Peter", "Mary"]),
        ("“Stay here!”, shouted Ann. “Never”, snapped Tom.", ["Ann", "Tom"]),
        ("“Who won?”, asked Eve Roe. “Nobody”, said Ann Hill.", ["Eve Roe", "Ann Hill"]),
        ("“Is it dead?”, whispered Tom. “Asleep”, murmured Ann.", ["Tom", "Ann"]),
    ],
)
def test_two_short_quotations_side_by_side(text: str, speakers: list[str]) -> None:
    found = factdb.extract(text)
    quoted = [claim for claim in found.claims if claim.quotations and claim.attribution is not None]
    assert [found.attributions[claim.attribution or 0].speaker.name for claim in quoted] == speakers


def test_a_quotation_behind_the_sentence_of_another_is_its_speakers() -> None:
    text = (
        "“The mill was sold in May,” Ann Roe wrote after the count was published. "
        "“It stood empty for many years and was then burned down.”"
    )
    found = factdb.extract(text)
    speakers = [
        found.attributions[claim.attribution].speaker.name for claim in found.claims if claim.attribution is not None
    ]
    assert set(speakers) == {"Ann Roe"}
    assert not any(
        "empty" in span.of(text) for claim in found.claims if claim.attribution is None for span in claim.spans
    )


def test_what_a_quotation_is_said_about_is_part_of_its_frame() -> None:
    text = "“It will be well over a million by the time it is done,” Ann Holt said about the money spent on her race."
    assert [claim.status for claim in factdb.extract(text).claims] == ["quoted"]


def test_a_line_introduces_the_quotation_past_a_link() -> None:
    text = "It rained. Ann Roe said:\n\nAdvertisement:\n\n“The mill was sold for nothing.”"
    found = by_page_alone(text, [], link="Advertisement:")
    assert found == [("Ann Roe", "said", ["“The mill was sold for nothing.”"])]


def test_a_quotation_in_a_link_is_nobodys() -> None:
    said, link = (
        "“The mill was sold for nothing, and nobody told us.”",
        "(RELATED: ‘The mill is sold and shut for good’: Hill)",
    )
    text = f"“It rained,” Roe said. {said} {link}"
    found = Found((span(text, "Roe"),), span(text, "said"), (span(text, "“It rained,”"),), None)
    assert by_page_alone(text, [found], link) == [("Roe", "said", ["“It rained,”", said])]


def test_a_link_says_nothing_of_the_quotation_behind_it() -> None:
    link = "READ MORE: Bridge “a disgrace,” says council"
    text = f"{link}\n\n“This bridge has been a disgrace for years”\n\nIt opened on Monday."
    found = factdb.extract(text)
    assert not [claim for claim in found.claims if len(claim.spans) > 1]


def test_who_speaks_in_a_link_does_not_speak_behind_it() -> None:
    text = (
        "“The ovens were cold again today,” the email read.\n\n"
        "RELATED: Roe Floats Possibility of 'Virtual Bakery' To Choose Baker\n\n"
        "“We were told that the last check for all bakers will come in April.”\n\nThe mill is old."
    )
    found = factdb.extract(text)
    (quoted,) = [claim for claim in found.claims if claim.status == "quoted" and claim.passage == "body"]
    assert [text[span.start] + text[span.end - 1] for span in quoted.spans] == ["“”", "“”"]
    assert found.attributions[quoted.attribution or 0].speaker.name == "email"
