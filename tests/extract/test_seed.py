"""What must come out of the sample article, word by word."""

from functools import cache
from pathlib import Path

import pytest

from factdb.extract import extract
from factdb.records import (
    Attribution,
    Claim,
    Extraction,
    Holder,
    QuoteType,
    Span,
    SpeakerKind,
    Status,
)
from factdb.text.quotes import quotations
from factdb.text.segments import paragraphs, sentences

SEED = Path(__file__).parents[2] / "seeds" / "article.txt"
TEXT = SEED.read_bytes().decode("utf-8")


@cache
def extraction() -> Extraction:
    return extract(TEXT)


def claim_with(words: str) -> Claim:
    start = TEXT.index(words)
    wanted = Span(start, start + len(words))
    (found,) = [claim for claim in extraction().claims if any(span.covers(wanted) for span in claim.spans)]
    return found


def attribution_of(claim: Claim) -> Attribution:
    assert claim.attribution is not None
    return extraction().attributions[claim.attribution]


def sources(attribution: Attribution) -> list[str]:
    return [span.of(TEXT) for span in attribution.sources]


def test_alliance_is_quoted_by_kim() -> None:
    claim = claim_with("“alliance,”")
    attribution = attribution_of(claim)
    assert claim.status == Status.QUOTED
    assert [span.of(TEXT) for span in claim.quotations] == ["“alliance,”"]
    assert attribution.quote_type == QuoteType.MIXED
    assert (attribution.speaker.name, attribution.speaker.kind) == ("Kim Jong Un", SpeakerKind.PERSON)
    assert attribution.cue.of(TEXT) in {"described", "described as"}


def test_the_spokesperson_is_quoted_directly() -> None:
    claim = claim_with("“Deepening cooperation")
    attribution = attribution_of(claim)
    (span,) = claim.spans
    assert span.of(TEXT).startswith("“Deepening cooperation between Russia")
    assert span.of(TEXT).endswith("Korean Peninsula.”")
    assert (claim.status, attribution.quote_type) == (Status.QUOTED, QuoteType.DIRECT)
    assert sources(attribution) == ["A spokesperson for the United States (U.S.) State Department"]
    assert attribution.speaker.kind == SpeakerKind.UNNAMED
    assert attribution.cue.of(TEXT) == "stating"


def test_experts_warn_with_could() -> None:
    words = (
        "such an alliance could destabilize the region and complicate efforts to manage North Korea’s nuclear ambitions"
    )
    claim = claim_with(words)
    attribution = attribution_of(claim)
    assert [span.of(TEXT).removeprefix("that ") for span in claim.spans] == [words]
    assert (claim.status, claim.speculative) == (Status.SOURCED, True)
    assert (attribution.speaker.name, attribution.speaker.kind) == ("experts", SpeakerKind.GROUP)
    assert attribution.cue.of(TEXT) == "warn"
    assert [(hedge.span.of(TEXT), hedge.holder) for hedge in claim.hedges] == [("could", Holder.SPEAKER)]


def test_putin_is_the_source_of_the_countering() -> None:
    claim = claim_with("Russia is countering Western military aid with strengthened ties to North Korea")
    attribution = attribution_of(claim)
    assert claim.status == Status.SOURCED
    assert (attribution.speaker.name, attribution.speaker.kind) == ("Vladimir Putin", SpeakerKind.PERSON)
    assert sources(attribution) == ["Putin"]


@pytest.mark.parametrize(
    ("words", "hedge"),
    [
        ("could dramatically shift", "could"),
        ("could have significant implications", "could"),
        ("The potential for increased military cooperation", "potential"),
        ("including possible aid", "possible"),
        ("could escalate", "could"),
        ("might embolden", "might"),
        ("can be seen as a response", "can"),
    ],
)
def test_the_writer_speculates(words: str, hedge: str) -> None:
    claim = claim_with(words)
    assert (claim.status, claim.hedged_by) == (Status.SPECULATIVE, (Holder.WRITER,))
    assert any(hedge in found.span.of(TEXT) for found in claim.hedges)


def test_nothing_else_is_speculative() -> None:
    assert sum(claim.status == Status.SPECULATIVE for claim in extraction().claims) == 6
    assert sum(claim.speculative for claim in extraction().claims) == 7


@pytest.mark.parametrize(
    "words",
    [
        "In a landmark development, Russian President Vladimir Putin and North Korean leader Kim Jong Un signed",
        "Reactions to this pact have been swift and varied.",
        "Historically, North Korea has relied heavily on China",
    ],
)
def test_the_writers_own(words: str) -> None:
    assert claim_with(words).status == Status.UNSOURCED


def test_every_sentence_is_covered_and_no_claim_runs_on() -> None:
    parts = paragraphs(TEXT)
    whole = [sentence for part in parts for sentence in sentences(TEXT, part)]
    quoted = [quotation.span for quotation in quotations(TEXT, parts)]
    assert len(whole) == 26
    spans = [span for claim in extraction().claims for span in claim.spans]
    assert all(any(span.overlaps(sentence) for span in spans) for sentence in whole)
    for span in spans:
        assert any(sentence.covers(span) for sentence in whole) or any(q.overlaps(span) for q in quoted)


def test_each_leader_is_one_speaker_and_the_spokesperson_keeps_the_affiliation() -> None:
    speakers = {(one.speaker.name, one.speaker.kind) for one in extraction().attributions}
    # Both together are said to signal something.
    people = {one for name, kind in speakers if kind == SpeakerKind.PERSON for one in name.split("; ")}
    assert people == {"Vladimir Putin", "Kim Jong Un"}
    # What they say of others is theirs: "of great concern to anyone interested".
    outer = [one.speaker for one in extraction().attributions if one.via is None]
    [name] = {speaker.name for speaker in outer if speaker.kind == SpeakerKind.UNNAMED}
    assert "State Department" in name
    assert ("experts", SpeakerKind.GROUP) in speakers
    roles = {role.of(TEXT) for one in extraction().attributions for role in one.roles}
    assert {"Russian President", "North Korean leader"} <= roles
