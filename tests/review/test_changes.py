"""A change of a claim: what it makes of it, and what it needs to be shown."""

from dataclasses import replace

import pytest

from factdb.errors import InputError, Remedy
from factdb.records import Attribution, Certainty, Claim, Hedge, Holder, Passage, QuoteType, Span, Speaker, Status
from factdb.review.claims import (
    AttributedClaim,
    Change,
    apply_change,
    attributed_claims,
    quote_type_moved,
    refuse_incomplete,
    stands_in_marks,
    words,
)
from factdb.review.kept import read, read_change, write, write_change
from factdb.review.relayers import Relayer
from tests.review.story import BRIDGE, COULD, DAMS, HEDGED, LEE, PLAIN, QUOTED, RAIN, RAY, SAID, TEXT, at, extraction

MARKS = at("“all dams hold”")


def changed(one: AttributedClaim, **change: object) -> AttributedClaim:
    return apply_change(one, Change(**change), TEXT)  # type: ignore[arg-type]


def attribution(one: AttributedClaim) -> Attribution:
    assert one.attribution is not None
    return one.attribution


def test_other_words_have_other_quotations_and_no_reading() -> None:
    told = AttributedClaim(replace(QUOTED.claim, reading="[Ann Lee] all dams hold"), SAID)
    shorter = (at("all dams hold” and"),)
    moved = changed(told, spans=shorter)
    assert moved.claim == replace(QUOTED.claim, spans=shorter, quotations=(at("all dams hold”"),))
    assert attribution(moved) == replace(SAID, contents=shorter)
    wider = AttributedClaim(QUOTED.claim, replace(SAID, contents=(DAMS, RAIN)))
    assert attribution(changed(wider, spans=shorter)).contents == (DAMS, RAIN)
    assert changed(PLAIN, spans=(BRIDGE,)) == AttributedClaim(Claim((BRIDGE,)))
    with pytest.raises(InputError, match="none of it stands in quotation marks"):
        changed(QUOTED, spans=(at("may leave"),))


@pytest.mark.parametrize("one", [QUOTED, HEDGED, PLAIN])
def test_what_is_nobody_s_has_neither_attribution_nor_hedge(one: AttributedClaim) -> None:
    assert changed(one, status=Status.UNSOURCED) == AttributedClaim(Claim(one.claim.spans))


def test_what_is_speculative_needs_its_hedge() -> None:
    may = at("may")
    doubted = changed(QUOTED, status=Status.SPECULATIVE, hedges=(may,))
    assert doubted == AttributedClaim(Claim((DAMS,), hedges=(Hedge(may, "epistemic", Holder.WRITER, DAMS),)))
    assert changed(HEDGED, status=Status.SPECULATIVE) == HEDGED
    by_speaker = AttributedClaim(replace(QUOTED.claim, hedges=(replace(COULD, holder=Holder.SPEAKER),)), SAID)
    assert changed(by_speaker, status=Status.SPECULATIVE).claim.hedges == (COULD,)
    with pytest.raises(InputError, match="which words make it speculative"):
        changed(PLAIN, status=Status.SPECULATIVE)
    pieces = AttributedClaim(Claim((at("close."), at("The bridge"))))
    assert changed(pieces, status=Status.SPECULATIVE, hedges=(at("could"),)).claim.hedges == (COULD,)


def test_what_is_sourced_needs_who_says_it_and_with_which_words() -> None:
    rains = at("rains")
    made = changed(PLAIN, status=Status.SOURCED, speaker=RAY, cue=rains, source=at("It"))
    assert made.claim == Claim((RAIN,), 0)
    assert made.attribution == Attribution((at("It"),), rains, (RAIN,), QuoteType.INDIRECT, RAY, 1.0)
    assert attribution(changed(PLAIN, status=Status.SOURCED, speaker=RAY, cue=rains)).sources == ()
    for lacking in ({"speaker": RAY}, {"cue": rains}):
        with pytest.raises(InputError, match="who says it, and with which words"):
            changed(PLAIN, status=Status.SOURCED, **lacking)
    assert changed(QUOTED, status=Status.SOURCED) == AttributedClaim(
        replace(QUOTED.claim, quotations=()), replace(SAID, quote_type=QuoteType.INDIRECT)
    )
    for status in (Status.SOURCED, Status.QUOTED):
        other = attribution(changed(QUOTED, status=status, source=at("Ann"), cue=at("leave")))
        assert (other.sources, other.cue) == ((at("Ann"),), at("leave"))


@pytest.mark.parametrize(("hedge", "holder"), [("may", Holder.SPEAKER), ("could", Holder.WRITER)])
def test_whose_hedge_it_is_is_where_it_stands(hedge: str, holder: Holder) -> None:
    found = changed(QUOTED, status=Status.QUOTED, hedges=(at(hedge),))
    assert found.claim.hedges == (Hedge(at(hedge), "epistemic", holder, DAMS),)
    assert found.claim.quotations == (MARKS,)


def test_what_is_quoted_is_direct_if_nothing_else_is_left() -> None:
    said = AttributedClaim(Claim((DAMS,), 0), SAID)
    assert changed(said, status=Status.QUOTED) == QUOTED
    whole = AttributedClaim(Claim((MARKS,), 0), replace(SAID, quote_type=QuoteType.INDIRECT))
    assert attribution(changed(whole, status=Status.QUOTED)).quote_type is QuoteType.DIRECT


def test_a_quote_type_needs_an_attribution_and_marks() -> None:
    assert changed(QUOTED, quote_type=QuoteType.INDIRECT).claim.quotations == ()
    back = changed(AttributedClaim(Claim((DAMS,), 0), SAID), quote_type=QuoteType.DIRECT)
    assert (back.claim.quotations, attribution(back).quote_type) == ((MARKS,), QuoteType.DIRECT)
    with pytest.raises(InputError, match="attributed to nobody, so it has not a quote type"):
        changed(PLAIN, quote_type=QuoteType.DIRECT)


def test_another_speaker_has_neither_the_titles_nor_the_reading_of_the_first() -> None:
    told = AttributedClaim(replace(QUOTED.claim, reading="[Ann Lee] may"), replace(SAID, roles=(at("Ann"),)))
    assert changed(told, speaker=RAY) == AttributedClaim(QUOTED.claim, replace(SAID, speaker=RAY))
    again = replace(LEE, chosen=3)
    assert changed(told, speaker=again) == AttributedClaim(told.claim, replace(attribution(told), speaker=again))
    with pytest.raises(InputError, match="attributed to nobody, so it has not a speaker"):
        changed(PLAIN, speaker=RAY)


def test_contents_are_those_of_an_attribution() -> None:
    assert attribution(changed(QUOTED, contents=(DAMS, RAIN))).contents == (DAMS, RAIN)
    assert changed(PLAIN, contents=(DAMS,)) == PLAIN


def test_words_in_marks_and_words_of_a_claim() -> None:
    assert stands_in_marks(TEXT, [at("dams hold")])
    assert not stands_in_marks(TEXT, [at("may leave"), RAIN])
    assert words(TEXT, AttributedClaim(Claim((at("The bridge"), at("close."))))) == "The bridge … close."


def test_claims_and_changes_are_read_as_they_were_written() -> None:
    hedge = replace(COULD, certainty=Certainty.PROBABLE, confidence=0.5)
    full = Claim((DAMS,), 0, (MARKS,), (hedge,), 0.25, True, Passage.CAPTION, "all [Ann Lee's] dams")
    by = replace(SAID, why=("said",), roles=(at("Ann"),), speaker=Speaker("Ann Lee", LEE.kind, "rule", 7))
    for one in (AttributedClaim(full, by), QUOTED, HEDGED, PLAIN):
        assert read(write(one)) == one
    # Who relays it is known by a number of the extraction, which a claim alone does not have.
    assert read(write(AttributedClaim(full, replace(by, via=1)))) == AttributedClaim(full, by)
    everything = Change(
        (DAMS,), Status.QUOTED, at("Ann"), at("said"), (at("may"), at("could")), RAY, QuoteType.MIXED, (RAIN, DAMS)
    )
    told = Change(denied=False, via=(Relayer(at("said"), RAY), Relayer(None, LEE)))
    for change in (
        everything,
        Change(),
        Change(cue=at("said")),
        Change(contents=(RAIN,)),
        told,
        Change(via=(), hedges=()),
    ):
        assert read_change(write_change(change)) == change
    assert write_change(Change(status=Status.QUOTED, hedges=(Span(1, 2),))) == {"status": "quoted", "hedges": [[1, 2]]}
    # As it was written while there could be one only.
    assert read_change({"hedge": [1, 2]}) == Change(hedges=(Span(1, 2),))


def test_what_is_kept_of_a_claim_before_relayers_were_kept() -> None:
    relayed = replace(QUOTED, relayers=(Relayer(at("could"), RAY),))
    assert read(write(relayed)) == relayed
    old = write(relayed)
    del old["relayers"]
    assert read(old) == replace(relayed, relayers=None)


def test_what_is_denied_and_who_relays_it() -> None:
    via = (Relayer(at("could"), RAY),)
    assert changed(PLAIN, denied=True).claim.denied
    assert changed(changed(QUOTED, via=via), speaker=RAY, status=Status.SOURCED, denied=True).relayers == via
    assert changed(changed(QUOTED, via=via), via=()).relayers == ()
    with pytest.raises(InputError, match="attributed to nobody, so nobody tells of it"):
        changed(PLAIN, via=via)


@pytest.mark.parametrize(
    "change",
    [
        {"speaker": RAY},
        {"spans": (MARKS,)},
        {"status": Status.QUOTED},
        {"status": Status.SOURCED},
        {"quote_type": QuoteType.DIRECT},
        {"quote_type": QuoteType.INDIRECT},
        {"contents": (RAIN,)},
        {"denied": True},
    ],
)
def test_who_relays_it_stays_whatever_else_is_changed(change: dict[str, object]) -> None:
    via = (Relayer(at("could"), RAY),)
    assert changed(replace(QUOTED, relayers=via), **change).relayers == via
    assert not changed(replace(QUOTED, relayers=via), status=Status.UNSOURCED, denied=False).relayers


def test_claims_of_an_extraction_have_who_relays_them() -> None:
    relay = Attribution((), at("could"), (BRIDGE,), QuoteType.INDIRECT, RAY, 0.5)
    found = replace(extraction(QUOTED, PLAIN), attributions=(replace(SAID, via=1), relay))
    relayed = AttributedClaim(QUOTED.claim, found.attributions[0], (Relayer(at("could"), RAY),))
    assert attributed_claims(found) == [relayed, PLAIN]


def test_other_words_that_are_to_be_indirect_need_no_marks() -> None:
    moved = changed(QUOTED, spans=(at("may leave"),), quote_type=QuoteType.INDIRECT)
    assert (moved.claim, attribution(moved).quote_type) == (Claim((at("may leave"),), 0), QuoteType.INDIRECT)


def test_how_much_other_words_are_quoted() -> None:
    assert quote_type_moved(TEXT, [DAMS], [MARKS]) is QuoteType.DIRECT
    assert quote_type_moved(TEXT, [MARKS], [DAMS]) is QuoteType.MIXED
    assert quote_type_moved(TEXT, [DAMS], [RAIN]) is QuoteType.INDIRECT
    assert quote_type_moved(TEXT, [DAMS], [at("hold” and")]) is None
    assert quote_type_moved(TEXT, [RAIN], [BRIDGE]) is None


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (Change(quote_type=QuoteType.DIRECT), "it cannot have a quote type; give speaker and cue as well$"),
        (Change(via=(Relayer(None, RAY),)), "it cannot have somebody who tells of it; give speaker and cue as well$"),
        (Change(status=Status.SOURCED), "with which words. give speaker and cue as well, and source, if words"),
        (Change(status=Status.QUOTED, source=at("It")), "with which words. give speaker and cue as well$"),
        (Change(speaker=RAY), "^with which words is it said. give cue as well, .*, and source, if words"),
        (
            Change(speaker=RAY, source=at("It")),
            "^with which words is it said. .* or of an answer the “.” of its question$",
        ),
        (Change(status=Status.SOURCED, cue=at("rains")), "^who says it. give speaker as well$"),
    ],
)
def test_what_is_missing_is_named(change: Change, told: str) -> None:
    with pytest.raises(InputError, match=told) as refused:
        refuse_incomplete(PLAIN, change)
    assert (refused.value.remedy is Remedy.GIVE_CUE) == ("with which words" in told)
    refuse_incomplete(QUOTED, change)
    refuse_incomplete(PLAIN, replace(change, status=Status.UNSOURCED))
    with pytest.raises(InputError, match=r"^which words make it speculative. give hedge as well") as refused:
        refuse_incomplete(PLAIN, replace(change, status=Status.SPECULATIVE))
    assert refused.value.remedy is Remedy.GIVE_HEDGE
    refuse_incomplete(PLAIN, replace(change, status=Status.SPECULATIVE, hedges=(at("rains"),)))


def test_nothing_is_missing_of_what_is_whole_or_about_no_speaker() -> None:
    refuse_incomplete(PLAIN, Change(status=Status.SOURCED, cue=at("rains"), speaker=RAY))
    refuse_incomplete(PLAIN, Change(spans=(at("It rains"),), denied=True, via=()))
