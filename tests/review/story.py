"""A short text with three claims, what people may decide about them, and what comes of it, without a database."""

from collections.abc import Sequence
from dataclasses import replace

from factdb.records import (
    Action,
    Attribution,
    Claim,
    Engine,
    Extraction,
    Hedge,
    Holder,
    QuoteType,
    Span,
    Speaker,
    SpeakerKind,
    Status,
)
from factdb.review.claims import AttributedClaim, Change, Place, placed
from factdb.review.decisions import Decision, reviewed_claims
from factdb.review.kept import write, write_change
from factdb.review.merge import MergedClaim, merge

TEXT = "Ann Lee said “all dams hold” and may leave. The bridge could close. It rains."
ENGINE = Engine("toy", "1", "")
LEE, RAY = Speaker("Ann Lee", SpeakerKind.PERSON), Speaker("Bob Ray", SpeakerKind.PERSON)


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


DAMS, BRIDGE, RAIN = at("“all dams hold” and may leave"), at("The bridge could close."), at("It rains.")
SAID = Attribution((at("Ann Lee"),), at("said"), (DAMS,), QuoteType.MIXED, LEE, 0.9)
COULD = Hedge(at("could"), "epistemic", Holder.WRITER, BRIDGE)
QUOTED = AttributedClaim(Claim((DAMS,), 0, quotations=(at("“all dams hold”"),)), SAID)
HEDGED, PLAIN = AttributedClaim(Claim((BRIDGE,), hedges=(COULD,))), AttributedClaim(Claim((RAIN,)))
SEEN = (QUOTED, HEDGED, PLAIN)


def extraction(*claims: AttributedClaim) -> Extraction:
    attributions = list(dict.fromkeys(one.attribution for one in claims if one.attribution))
    numbered = (
        replace(one.claim, attribution=attributions.index(one.attribution) if one.attribution else None)
        for one in claims
    )
    return Extraction(ENGINE, tuple(attributions), tuple(numbered))


def decision(
    number: int,
    action: Action,
    of: AttributedClaim | None,
    change: Change | None = None,
    by: str = "Ann",
    key: str = "k",
) -> Decision:
    data: dict[str, object] = {"machine": of and write(of)}
    if change:
        data["change"] = write_change(change)
    return Decision(number, action, key, 1, by, data)


def merged(
    decisions: Sequence[Decision], now: Sequence[AttributedClaim] = SEEN, place: Place | None = None
) -> list[MergedClaim]:
    """What comes of the decisions; with ``place`` in another text, to which it takes spans of this one."""

    def nowhere(_old: int, _new: int) -> Place:
        raise AssertionError("all was decided in one text")

    reviewed = reviewed_claims(decisions, {1: TEXT}, nowhere)
    return merge(extraction(*now), reviewed, {one.key: place for one in reviewed})


def shifted(span: Span) -> Span:
    """The same words in a text with ten characters more before it."""
    return Span(span.start + 10, span.end + 10)


def later(one: AttributedClaim) -> AttributedClaim:
    there = placed(one, shifted)
    assert there
    return there


def about(found: Sequence[MergedClaim], key: str = "k") -> MergedClaim:
    [one] = [one for one in found if one.reviewed and one.reviewed.key == key]
    return one


def by_ray(one: AttributedClaim) -> AttributedClaim:
    assert one.attribution
    return replace(one, attribution=replace(one.attribution, speaker=RAY))


def only(words: Span) -> Place:
    return lambda span: shifted(span) if span == words else None


ADDED = Change(spans=(at("The bridge"),), status=Status.UNSOURCED)
INDIRECT = Change(quote_type=QuoteType.INDIRECT)
DENIED = AttributedClaim(replace(QUOTED.claim, denied=True), SAID)
