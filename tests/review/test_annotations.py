"""Attributions marked anew in another program, as changes of claims."""

from dataclasses import replace

import pytest

from factdb.errors import InputError
from factdb.records import Attribution, Claim, Extraction, QuoteType, Span, Speaker, SpeakerKind, Status
from factdb.review.annotations import ClaimEdit, MarkedAttribution, claim_edits, marked
from factdb.review.claims import AttributedClaim, Change
from tests.review.story import BRIDGE, DAMS, ENGINE, HEDGED, LEE, PLAIN, QUOTED, RAIN, RAY, SAID, TEXT, at, extraction

BEFORE = MarkedAttribution((at("Ann Lee"),), (at("said"),), (DAMS,), LEE)
FOUND = extraction(QUOTED, HEDGED, PLAIN)
FIRST, SECOND = at("“all dams hold”"), at("and may leave")
# Two claims of one attribution.
PARTED = Extraction(
    ENGINE,
    (replace(SAID, contents=(FIRST, SECOND)),),
    (Claim((FIRST,), 0, (FIRST,)), Claim((SECOND,), 0), Claim((BRIDGE,))),
)
PAIR = replace(BEFORE, contents=(FIRST, SECOND))


def edits(
    after: MarkedAttribution | None, found: Extraction = FOUND, before: MarkedAttribution | None = BEFORE
) -> list[ClaimEdit]:
    return claim_edits(TEXT, found, before, after)


def test_what_a_program_is_given() -> None:
    assert marked(SAID) == BEFORE
    backwards = replace(SAID, sources=(RAIN, at("Ann")), contents=(RAIN, DAMS))
    assert (marked(backwards).sources, marked(backwards).contents) == ((at("Ann"), RAIN), (DAMS, RAIN))
    for kind in (SpeakerKind.AUTHOR, SpeakerKind.NONE):
        assert marked(replace(SAID, speaker=Speaker("The Courier", kind))).speaker == Speaker("", kind)


def test_what_is_taken_away_is_the_writers() -> None:
    assert edits(None) == [ClaimEdit((DAMS,), Change(status=Status.UNSOURCED))]
    doubted = AttributedClaim(replace(QUOTED.claim, hedges=HEDGED.claim.hedges), SAID)
    assert edits(None, extraction(doubted)) == [ClaimEdit((DAMS,), Change(status=Status.SPECULATIVE))]


def test_source_cue_and_speaker_of_all_its_claims() -> None:
    other = replace(PAIR, sources=(at("Ann"),), cues=(at("leave"),), speaker=RAY)
    first, second = edits(other, PARTED, PAIR)
    assert first == ClaimEdit((FIRST,), Change(status=Status.QUOTED, source=at("Ann"), cue=at("leave"), speaker=RAY))
    assert second == ClaimEdit((SECOND,), Change(status=Status.SOURCED, source=at("Ann"), cue=at("leave"), speaker=RAY))
    assert edits(replace(BEFORE, speaker=RAY)) == [ClaimEdit((DAMS,), Change(speaker=RAY))]
    assert edits(replace(BEFORE, cues=(at("leave"),))) == [
        ClaimEdit((DAMS,), Change(status=Status.QUOTED, cue=at("leave")))
    ]
    assert edits(replace(BEFORE, speaker=None)) == [ClaimEdit((DAMS,), Change())]


def test_contents_go_to_the_claim_that_they_touch() -> None:
    wider = Span(SECOND.start, SECOND.end + 1)
    moved = replace(PAIR, contents=(FIRST, wider))
    assert [(one.claim, one.change.spans, one.change.contents) for one in edits(moved, PARTED, PAIR)] == [
        ((FIRST,), (FIRST,), (FIRST, wider)),
        ((SECOND,), (wider,), (FIRST, wider)),
    ]
    gone = edits(replace(PAIR, contents=(FIRST,)), PARTED, PAIR)
    assert gone[1] == ClaimEdit((SECOND,), Change(status=Status.UNSOURCED))
    first, second = edits(replace(PAIR, contents=(SECOND,)), PARTED, PAIR)
    assert first == ClaimEdit((FIRST,), Change(status=Status.UNSOURCED))
    assert second == ClaimEdit((SECOND,), Change(spans=(SECOND,), contents=(SECOND,)))
    narrower = Span(SECOND.start, SECOND.end - 6)
    moved = replace(PAIR, contents=(FIRST, narrower))
    assert [one.change.spans for one in edits(moved, PARTED, PAIR)] == [(FIRST,), (narrower,)]
    # Of one claim alone whatever is marked is part.
    assert edits(replace(BEFORE, contents=(RAIN,)))[0].change.spans == (RAIN,)
    assert edits(replace(BEFORE, contents=(DAMS, RAIN)))[0].change.spans == (DAMS, RAIN)


def test_other_contents_are_quoted_as_much_as_they_stand_in_marks() -> None:
    said = Claim((at("may leave"),), 0)
    plain = Extraction(ENGINE, (replace(SAID, contents=said.spans, quote_type=QuoteType.INDIRECT),), (said,))
    for found, old, new, kind, status in (
        (FOUND, DAMS, at("may leave"), QuoteType.INDIRECT, Status.SOURCED),
        (FOUND, DAMS, FIRST, QuoteType.DIRECT, Status.QUOTED),
        (plain, at("may leave"), DAMS, QuoteType.MIXED, Status.QUOTED),
    ):
        before = replace(BEFORE, contents=(old,))
        moved = Change(spans=(new,), contents=(new,), quote_type=kind)
        assert edits(replace(before, contents=(new,)), found, before) == [ClaimEdit((old,), moved)]
        other = replace(before, contents=(new,), cues=(at("leave"),))
        assert edits(other, found, before) == [ClaimEdit((old,), replace(moved, cue=at("leave"), status=status))]


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (
            replace(PAIR, contents=(Span(FIRST.start, SECOND.end),)),
            r"it has 2 claims, and it is not clear whose \d+-\d+ is",
        ),
        (replace(PAIR, contents=(FIRST, SECOND, RAIN)), "it has 2 claims, and it is not clear whose"),
        (replace(PAIR, contents=()), "nothing is attributed; delete the attribution"),
        (replace(PAIR, speaker=Speaker("", SpeakerKind.AUTHOR)), "the article's writer is no speaker"),
        (replace(PAIR, sources=()), "its source is gone"),
        (replace(PAIR, sources=(FIRST, RAIN)), "its source is in pieces"),
        (replace(PAIR, cues=()), "it has no cue; mark one"),
        (replace(PAIR, cues=(FIRST, RAIN)), "its cue is in pieces"),
    ],
)
def test_what_is_not_clear_is_refused(after: MarkedAttribution, told: str) -> None:
    with pytest.raises(InputError, match=told):
        edits(after, PARTED, PAIR)


def test_an_attribution_without_claims_is_left_to_the_database() -> None:
    alone = Attribution((at("Ann Lee"),), at("said"), (DAMS,), QuoteType.MIXED, LEE, 0.9)
    with pytest.raises(InputError, match="no claim is attributed by it"):
        edits(replace(BEFORE, speaker=RAY), Extraction(ENGINE, (alone,), (Claim((DAMS,)),)))
    assert edits(None, Extraction(ENGINE, (alone,), ())) == []


def test_what_is_new_takes_the_writers_claim_if_it_is_all_of_it() -> None:
    rest = Span(at("It").end + 1, RAIN.end)
    new = MarkedAttribution((at("It"),), (at("rains"),), (rest,), RAY)
    change = Change(spans=(rest,), status=Status.SOURCED, source=at("It"), cue=at("rains"), speaker=RAY)
    assert edits(new, before=None) == [ClaimEdit((RAIN,), change)]
    part = replace(new, sources=(), cues=(at("could"),), contents=(at("The bridge"),))
    added = Change(spans=(at("The bridge"),), status=Status.SOURCED, cue=at("could"), speaker=RAY)
    assert edits(part, before=None) == [ClaimEdit(None, added)]
    # What is attributed already stays so, and words in quotation marks are quoted.
    again = edits(replace(new, contents=(DAMS,)), before=None)
    assert [(one.claim, one.change.status) for one in again] == [(None, Status.QUOTED)]


@pytest.mark.parametrize(
    ("lacking", "told"),
    [
        ({"contents": ()}, "nothing is attributed; mark its content"),
        ({"speaker": None}, "who is it"),
        ({"sources": (at("It"), at("Ann"))}, "its source is in pieces"),
        ({"cues": ()}, "it has no cue"),
    ],
)
def test_what_is_new_must_be_whole(lacking: dict[str, object], told: str) -> None:
    whole = MarkedAttribution((at("It"),), (at("rains"),), (RAIN,), RAY)
    with pytest.raises(InputError, match=told):
        edits(replace(whole, **lacking), before=None)  # type: ignore[arg-type]
