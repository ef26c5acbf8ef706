"""Whose a quotation is that the tagger ties to nobody, as the words around it say."""

import pytest

import factdb
from factdb.extract.attribution.loose_quotations import tied
from factdb.extract.attribution.shaping import Found
from factdb.text.quotes import outermost, quotations
from factdb.text.segments import paragraphs
from tests.extract.sentences import lines_of, span, unmarked


def by_page_alone(text: str, found: list[Found], link: str = "") -> list[tuple[str, str, list[str]]]:
    """What the page makes of quotations that the tagger ties to nobody: source, cue and contents."""
    blocks = paragraphs(text)
    links = [span(text, link)] if link else []
    some = tied(text, blocks, outermost(quotations(text, blocks)), found, links)
    return [(one.sources[0].of(text), one.cue.of(text), [part.of(text) for part in one.contents]) for one in some]


@pytest.mark.parametrize("marked", lines_of("loose_quotations.txt"))
def test_the_page_may_say_whose_quotation_it_is(marked: str) -> None:
    text, said = unmarked(marked)
    assert by_page_alone(text, []) == ([(*said[:2], said[2:])] if said else [])


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
