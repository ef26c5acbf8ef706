"""Every letter or digit of any text lies in a claim, or in the frame of one, which says nothing else."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.extract import extract
from factdb.language import ENGLISH
from factdb.records import Extraction, Span
from factdb.text.segments import paragraphs, sentences
from factdb.text.spans import merged, overlapping, without

FINITE = re.compile(rf"\b(?:{ENGLISH.any_of('finite_verbs')})\b")
NEWS = (
    "Roe said",
    "the mayor told reporters on Monday that",
    "according to the survey",
    "“We won,”",
    "he added",
    "she wrote:",
    "it rained all day",
    "but the dam may break",
    "which cost a million",
    "and",
    "If the vote fails",
    "who leads the council",
    "Mr. Kerr",
    "announced a ban",
    "declined to comment",
    "the U.S. Senate",
    "did not say whether",
    "“a disgrace”",
    "experts",
    "believe",
    "in May",
    "the bridge was closed",
    "because nobody came",
    "Not only",
    "\n\n",
    "\n",
    "--",
    ":",
    ";",
    ".",
    ",",
    "?",
    "!",
    "“",
    "”",
    '"',
    "’",
    "(",
    ")",
    "1,200",
    "é",
    "😀",
    "\u2028",
    "\u00a0",
    "\t",
)


def uncovered(text: str, found: Extraction) -> Iterator[Span]:
    """What lies in no claim, and in no source, cue or words between the two."""
    claims = [span for claim in found.claims for span in claim.spans]
    frames = []
    for one in (found.attributions[claim.attribution] for claim in found.claims if claim.attribution is not None):
        around = [*one.sources, one.cue]
        frames.append(Span(min(span.start for span in around), max(span.end for span in around)))
    for left in without(Span(0, len(text)), merged([*claims, *frames])):
        if any(map(str.isalnum, left.of(text))):
            yield left


def told_twice(text: str) -> list[str]:
    """What lies in two claims."""
    spans = sorted(span for claim in extract(text).claims for span in claim.spans)
    shared = (
        Span(after.start, min(before.end, after.end)) for before, after in pairwise(spans) if after.start < before.end
    )
    return [words for words in (span.of(text) for span in shared) if any(map(str.isalnum, words))]


def check(text: str) -> None:
    found = extract(text)
    cues = merged(found.attributions[claim.attribution].cue for claim in found.claims if claim.attribution is not None)
    sources = merged(
        source
        for claim in found.claims
        if claim.attribution is not None
        for source in found.attributions[claim.attribution].sources
    )
    for left in uncovered(text, found):
        for part in paragraphs(text):
            for sentence in sentences(text, part):
                shared = Span(max(left.start, sentence.start), min(left.end, max(sentence.end, left.start)))
                if shared.start < shared.end and any(map(str.isalnum, shared.of(text))):
                    assert overlapping(cues, sentence) or overlapping(sources, sentence), shared.of(text)
                    assert not FINITE.search(shared.of(text)), shared.of(text)


@given(st.lists(st.sampled_from(NEWS), max_size=40).map(" ".join))
def test_every_letter_of_news_is_in_a_claim_or_a_frame(text: str) -> None:
    check(text)


@given(st.lists(st.sampled_from(NEWS), max_size=40).map(" ".join))
def test_no_letter_of_news_is_in_two_claims(text: str) -> None:
    assert told_twice(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Roe points out that the court backed Cole's contention that the mill is old.",
        "Captains point out that a town judge last month backed the chief clerk's contention that Roe lied about his "
        "talks with Konrad Holt, an aide alleged to have ties to the mill.",
        "From the Herald:\n\nTom Roe, the mill's owner, said the fault is the result of “most flour being old.” The "
        "mill keeps lists. “If you look at where people eat, most of it is here,” Roe said. He said results come from "
        "what is largely a “flour list,” meaning that flour is old. As a result, pies don't rank high… “If their job "
        "is just to bake, they’re doing fine,” he said. “… If they think their job is to feed people, that is bad.”",
        "But to do that would, in Roe’s view, be unfair to Holt, who cannot be heard, according to the court’s rules.",
    ],
)
def test_what_several_relay_is_the_claim_of_one(text: str) -> None:
    assert told_twice(text) == []


@given(st.text(max_size=200))
def test_every_letter_of_any_text_is_in_a_claim_or_a_frame(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "While the guild has backed the levy, it also warned the quarry, telling the Herald that “it is too low.”",
        "As the rain cleared toward the end of the fair, the reeve pointed up, saying, “You see the blue sky now!”",
        "Because the masons have left the abbey, the prior also wrote to the crown, arguing that “it will fall.”",
        "When the ferry had reached the far bank, the pilot waved to the crowd, shouting, “We are never late!”",
        "Although the duchess has sold the forest, she also kept the mill, telling the court that “the mill is ours.”",
    ],
)
def test_a_claim_has_each_letter_once(text: str) -> None:
    for claim in extract(text).claims:
        assert all(one.end <= other.start for one, other in pairwise(claim.spans)), [s.of(text) for s in claim.spans]
        assert claim.spans == tuple(sorted(claim.spans, key=lambda span: span.start))
