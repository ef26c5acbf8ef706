"""What a page labels as a claim that it checks."""

import pytest

from factdb.extract import extract
from factdb.extract.attribution.lines.checked_claims import checked_claims
from factdb.extract.attribution.shaping import Found
from factdb.records import Span, Status
from factdb.text.passages import passages
from factdb.text.segments import paragraphs

CHECKED = "Mayor Rosa Finch spent two million pounds on a party."


def labelled(text: str, found: list[Found]) -> list[tuple[str, str]]:
    """The cue and the words of each claim behind a label."""
    lines = checked_claims(text, passages(text, paragraphs(text)), found)
    return [(one.cue.of(text), one.contents[0].of(text)) for _, one in lines]


@pytest.mark.parametrize("label", ["The claim:", "Claim:", "CLAIM:", "**Claim:**"])
def test_a_claim_that_a_page_checks(label: str) -> None:
    text = f"{label} {CHECKED}\n\nVerdict: False\n\nIt rained."
    assert labelled(text, []) == [(label.strip("*"), CHECKED)]


@pytest.mark.parametrize("finding", ["Rating: False", "Our ruling: Untrue. He spent less.", "The truth: It was one."])
def test_what_a_page_finds_is_no_part_of_the_claim(finding: str) -> None:
    assert labelled(f"Claim: {CHECKED} {finding}\n\nIt rained.", []) == [("Claim:", CHECKED)]


def test_a_claim_of_somebody_who_is_named_is_theirs() -> None:
    text = "Rosa Finch's claim: bread is free."
    assert [found.speaker.name for found in extract(text).attributions if found.speaker] == ["Rosa Finch"]


@pytest.mark.parametrize("text", ["The claim: false", "Her claim: it rained in Elm on Monday.", "The claim is false."])
def test_other_labels(text: str) -> None:
    assert labelled(text, []) == []


def test_who_is_found_saying_something_behind_the_label_says_it() -> None:
    text = f"Claim: The Herald reported that {CHECKED}"
    source, cue = (Span(at := text.index(words), at + len(words)) for words in ("The Herald", "reported"))
    assert labelled(text, [Found((source,), cue, (Span(cue.end + 1, len(text)),), None)]) == []


def test_it_is_not_the_writers_own() -> None:
    text = f"The claim: {CHECKED}\n\nIt rained on Monday."
    checked, own = extract(text).claims
    assert (checked.status, checked.spans[0].of(text)) == (Status.SOURCED, CHECKED)
    assert own.status is Status.UNSOURCED
