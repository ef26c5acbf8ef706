"""Checksums are stored: what they are made of, and in which order, must never change."""

import json
from dataclasses import replace
from hashlib import sha256

from hypothesis import given

from factdb.records import Article, Claim, Extraction, Passage, Span
from factdb.review.checksums import (
    appearance_checksum,
    article_checksum,
    digest,
    run_checksum,
    speaker_checksum,
    version_checksum,
)
from factdb.review.serial import (
    checksum,
    read_attribution,
    read_claim,
    read_speaker,
    write_attribution,
    write_claim,
    write_speaker,
)
from tests.review.story import COULD, ENGINE, LEE, QUOTED, SAID, extraction
from tests.store.strategies import saved


def of(*fields: object) -> str:
    return sha256(json.dumps(fields).encode()).hexdigest()


class Row(dict[str, object]):
    """A row in which each column holds its own name."""

    def __missing__(self, column: str) -> str:
        return column


def test_a_digest_is_of_the_fields_as_json() -> None:
    assert digest("é", None, 1) == sha256(b'["\\u00e9", null, 1]').hexdigest()


def test_what_each_is_made_of() -> None:
    article = ("sha256", "words", "name", "source", "title", "publisher", "author", "published", "imported_at")
    more = ("collection", "language", "extra", "locators")
    assert article_checksum(Row(sketch=None)) == of(*article, *more, None)
    assert article_checksum(Row(sketch=b"\x01\xff")) == of(*article, *more, "01ff")
    place = ("key", "source", "title", "publisher", "author", "published", "imported_at")
    assert appearance_checksum("a", "b", Row()) == of("a", "b", *place, "original", "media_type", "reader")
    assert version_checksum("a", "b", "c", "d") == of("a", "b", "c", "d")
    run = ("engine", "version", "digest", "language", "created_at", "checksum")
    assert run_checksum(Row(), "a") == of("a", *run)
    assert speaker_checksum("a", "b", "c") == of("a", "b", "c")


def test_an_extraction_s_is_of_all_that_it_holds() -> None:
    assert checksum(Extraction(ENGINE, (), (Claim((Span(2, 5),)),))) == (
        sha256(json.dumps([[], [[write_claim(Claim((Span(2, 5),))), None]]]).encode()).hexdigest()
    )
    whole = checksum(extraction(QUOTED))
    assert whole != checksum(Extraction(ENGINE, (SAID,), (Claim(QUOTED.claim.spans, 0),)))
    assert whole != checksum(Extraction(ENGINE, (SAID, SAID), (QUOTED.claim,)))


def as_json(found: Extraction) -> str:
    attributions = [write_attribution(one) for one in found.attributions]
    return json.dumps([attributions, [[write_claim(one), one.attribution] for one in found.claims]])


@given(saved())
def test_it_is_of_the_json_of_attributions_and_claims(stored: tuple[Article, Extraction]) -> None:
    found = stored[1]
    rare = tuple(replace(one, via=0, speaker=replace(one.speaker, chosen=3)) for one in found.attributions)
    where = tuple(replace(one, passage=Passage.CAPTION, reading="[“Žižek”]\n😀", denied=True) for one in found.claims)
    for whole in (found, replace(found, attributions=rare, claims=where)):
        assert checksum(whole) == sha256(as_json(whole).encode()).hexdigest()


def test_who_relays_or_was_chosen_is_written_only_where_somebody_is() -> None:
    written = write_attribution(SAID)
    assert "via" not in written and "chosen" not in written["speaker"]
    relayed = replace(SAID, via=0, speaker=replace(LEE, chosen=3))
    assert write_attribution(relayed) == written | {"via": 0, "speaker": written["speaker"] | {"chosen": 3}}
    assert read_attribution(write_attribution(relayed)) == relayed
    assert read_attribution(written) == SAID


def test_what_of_a_claim_is_written_only_where_it_is() -> None:
    plain = Claim((Span(2, 5),))
    assert set(write_claim(plain)) == {"spans", "quotations", "hedges", "confidence", "denied"}
    more = replace(plain, passage=Passage.CAPTION, reading="[Ann]")
    assert write_claim(more) == write_claim(plain) | {"passage": "caption", "reading": "[Ann]"}


def test_a_claim_as_json_has_all_of_it() -> None:
    hedged = Claim((Span(2, 5),), None, (Span(3, 4),), (replace(COULD, confidence=0.7),), 0.6, denied=True)
    span, scope = ([one.start, one.end] for one in (COULD.span, COULD.scope))
    hedge = {"span": span, "kind": "epistemic", "holder": "writer", "scope": scope}
    assert write_claim(hedged) == {
        "spans": [[2, 5]],
        "quotations": [[3, 4]],
        "hedges": [hedge | {"certainty": "possible", "confidence": 0.7}],
        "confidence": 0.6,
        "denied": True,
    }
    assert write_claim(replace(hedged, hedges=(), denied=False))["denied"] is False


class Ratio(float):
    """A number that Python writes otherwise, as those of NumPy."""

    def __repr__(self) -> str:
        return f"Ratio({float(self)})"


def test_a_confidence_is_a_number_of_json_whatever_its_type() -> None:
    plain = Claim((Span(2, 5),))
    for confidence, written in ((Ratio(0.25), 0.25), (1, 1), (0.1 + 0.2, 0.1 + 0.2)):
        assert write_claim(replace(plain, confidence=confidence))["confidence"] == written


@given(saved())
def test_what_was_written_is_read_as_it_was(stored: tuple[Article, Extraction]) -> None:
    found = stored[1]
    for one in found.attributions:
        relayed = replace(one, via=2, speaker=replace(one.speaker, chosen=3))
        for said in (one, relayed):
            assert read_attribution(write_attribution(said)) == said
            assert read_speaker(write_speaker(said.speaker)) == said.speaker
    for claim in found.claims:
        captioned = replace(claim, passage=Passage.CAPTION, reading="[“Žižek”]")
        for it in (claim, captioned):
            assert read_claim(write_claim(it), it.attribution) == it
