"""A claim with its attribution as one value, and what a person may change about it: pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from factdb.errors import InputError, Remedy
from factdb.records import (
    Attribution,
    Claim,
    Extraction,
    Hedge,
    Holder,
    QuoteType,
    Span,
    Speaker,
    Status,
    joined,
)
from factdb.review.relayers import Relayer, names_of, relayers_of, relayers_placed
from factdb.text.quotes import outermost, quotations
from factdb.text.segments import paragraphs
from factdb.text.spans import merged, without

# Where a span of one text stands in another; None if in no one place.
Place = Callable[[Span], Span | None]


@dataclass(frozen=True, slots=True)
class AttributedClaim:
    """A claim and its attribution; ``claim.attribution`` is 0 if it has one, else None.

    ``relayers`` is who relays it, if anybody does; None where that was not kept, as before it could be corrected.
    """

    claim: Claim
    attribution: Attribution | None = None
    relayers: tuple[Relayer, ...] | None = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What a person says of a claim, None where nothing; ``source``, ``cue`` and ``hedges`` show its status.

    ``hedges`` are empty for none; ``denied`` is whether it is put forward as not so; ``via`` who relays it, empty for
    nobody. ``contents`` are all that its attribution attributes, where that is not to follow from ``spans``.
    """

    spans: tuple[Span, ...] | None = None
    status: Status | None = None
    source: Span | None = None
    cue: Span | None = None
    hedges: tuple[Span, ...] | None = None
    speaker: Speaker | None = None
    quote_type: QuoteType | None = None
    contents: tuple[Span, ...] | None = None
    denied: bool | None = None
    via: tuple[Relayer, ...] | None = None

    @property
    def aspects(self) -> frozenset[str]:
        """What it changes, out of ASPECTS."""
        return frozenset(aspect for aspect in ASPECTS if getattr(self, aspect) is not None)


# Whoever accepts or adds a claim says all of the first four of it, the second with whether it is denied.
WHOLE = ("spans", "status", "speaker", "quote_type")
ASPECTS = (*WHOLE, "denied", "via")


def attributed_claims(extraction: Extraction) -> list[AttributedClaim]:
    """The claims of an extraction, each with its attribution and who relays that."""
    return [
        AttributedClaim(claim)
        if claim.attribution is None
        else AttributedClaim(
            replace(claim, attribution=0),
            extraction.attributions[claim.attribution],
            relayers_of(extraction, extraction.attributions[claim.attribution]),
        )
        for claim in extraction.claims
    ]


def aspect(one: AttributedClaim, name: str) -> Any:
    """What a claim is in one of ASPECTS, to be compared: who speaks is a name and a kind, or the one chosen; the
    status includes how sure it is, who doubts it and whether it is denied.
    """
    match name:
        case "spans":
            return one.claim.spans
        case "status":
            holders = frozenset(hedge.holder for hedge in one.claim.hedges)
            return (one.claim.status, one.claim.certainty, one.claim.denied, holders)
        case "quote_type":
            return one.attribution and one.attribution.quote_type
        case "denied":
            return one.claim.denied
        case "via":
            return names_of(one.relayers or ())
        case _:
            return one.attribution and (one.attribution.speaker.name, one.attribution.speaker.kind)


def refuse_incomplete(one: AttributedClaim, change: Change) -> None:
    """Raise InputError, which names what is missing, if the change needs an attribution that the claim has not.

    ``apply_change`` refuses it too, in words that are kept where a change no longer fits.
    """
    if change.status is Status.SPECULATIVE and not one.claim.hedges and not change.hedges:
        told = "which words make it speculative? give hedge as well, such as could or allegedly"
        raise InputError(told).mended_by(Remedy.GIVE_HEDGE)
    if one.attribution is not None or change.status in (Status.UNSOURCED, Status.SPECULATIVE):
        return
    if change.status is None and change.speaker is None:
        if said := "a quote type" if change.quote_type else "somebody who tells of it" if change.via else "":
            raise InputError(
                f"the claim is attributed to nobody, so it cannot have {said}; give speaker and cue as well"
            )
        return
    source = "" if change.source else ", and source, if words of the article name the speaker"
    if change.speaker is None and change.cue is None:
        told = f"who says it, and with which words? give speaker and cue as well{source}"
        raise InputError(told).mended_by(Remedy.GIVE_CUE)
    if change.cue is None:
        such = "such as said or according to, or of an answer the “?” of its question"
        raise InputError(f"with which words is it said? give cue as well, {such}{source}").mended_by(Remedy.GIVE_CUE)
    if change.speaker is None:
        raise InputError("who says it? give speaker as well")


def apply_change(one: AttributedClaim, change: Change, text: str) -> AttributedClaim:
    """The claim as changed. Raises InputError if the change contradicts itself or lacks the words that show it."""
    if change.spans is not None:
        one = _moved_to(one, change.spans, text, is_indirect=change.quote_type is QuoteType.INDIRECT)
    if change.status is not None:
        one = _with_status(one, change, text)
    if change.quote_type is not None:
        one = _with_quote_type(one, change.quote_type, text)
    if change.speaker is not None:
        one = with_speaker(one, change.speaker)
    if change.contents is not None and one.attribution:
        one = replace(one, attribution=replace(one.attribution, contents=change.contents))
    if change.denied is not None:
        one = replace(one, claim=replace(one.claim, denied=change.denied))
    if change.via is not None:
        if one.attribution is None:
            raise InputError("the claim is attributed to nobody, so nobody tells of it; it must be sourced first")
        one = replace(one, relayers=change.via)
    return one


def with_speaker(one: AttributedClaim, speaker: Speaker) -> AttributedClaim:
    """The claim with another speaker, without the titles of the first. Raises InputError if it has no attribution."""
    attribution = _attributed(one, "a speaker")
    same = (attribution.speaker.name, attribution.speaker.kind) == (speaker.name, speaker.kind)
    # Whoever says "I" is named in the reading: with another speaker it is no longer right.
    claim = one.claim if same else replace(one.claim, reading="")
    roles = attribution.roles if same else ()
    return replace(one, claim=claim, attribution=replace(attribution, speaker=speaker, roles=roles))


def together(one: AttributedClaim | None, place: Place) -> Place:
    """``place``, but what belongs to a claim goes where the whole of it goes, or its words go, if they have a place."""
    if one is None:
        return place
    evidence = [hedge.span for hedge in one.claim.hedges]
    if one.attribution:
        evidence += [*one.attribution.sources, one.attribution.cue]
    everything = [*one.claim.spans, *evidence]
    whole = Span(min(span.start for span in everything), max(span.end for span in everything))
    moved = [(span, there) for span in (whole, *one.claim.spans) if (there := place(span))]

    def found(span: Span) -> Span | None:
        for old, new in moved:
            if old.covers(span):
                return Span(new.start + span.start - old.start, new.start + span.end - old.start)
        return place(span)

    return found


def placed(one: AttributedClaim, place: Place) -> AttributedClaim | None:
    """The claim in another text, every span of it where ``place`` says; None if one of them has no place."""
    try:
        claim = replace(
            one.claim,
            spans=_each(place, one.claim.spans),
            quotations=_each(place, one.claim.quotations),
            hedges=tuple(
                replace(hedge, span=_needed(place(hedge.span)), scope=_needed(place(hedge.scope)))
                for hedge in one.claim.hedges
            ),
        )
        if (attribution := one.attribution) is None:
            return AttributedClaim(claim)
        contents = tuple(found for span in attribution.contents if (found := place(span))) or claim.spans
        return AttributedClaim(
            claim,
            replace(
                attribution,
                sources=_each(place, attribution.sources),
                cue=_needed(place(attribution.cue)),
                contents=contents,
                roles=tuple(found for span in attribution.roles if (found := place(span))),
            ),
            relayers_placed(one.relayers, place),
        )
    except LookupError:
        return None


def change_placed(change: Change, place: Place) -> Change | None:
    """The change in another text; None if one of its spans has no place there."""
    try:
        return replace(
            change,
            spans=change.spans and _each(place, change.spans),
            source=change.source and _needed(place(change.source)),
            cue=change.cue and _needed(place(change.cue)),
            hedges=change.hedges and _each(place, change.hedges),
            contents=change.contents and _each(place, change.contents),
            via=relayers_placed(change.via, place),
        )
    except LookupError:
        return None


def stands_in_marks(text: str, spans: Sequence[Span]) -> bool:
    """True if any of ``spans`` stands in quotation marks."""
    return bool(_in_marks(text, spans))


def words(text: str, one: AttributedClaim) -> str:
    """The claim's words."""
    return joined(text, one.claim.spans)


def _moved_to(one: AttributedClaim, spans: tuple[Span, ...], text: str, *, is_indirect: bool) -> AttributedClaim:
    quoted = _quoted(text, spans) if one.claim.quotations and not is_indirect else ()
    claim = replace(one.claim, spans=spans, quotations=quoted, reading="")
    if (attribution := one.attribution) and attribution.contents == one.claim.spans:
        attribution = replace(attribution, contents=spans)
    return replace(one, claim=claim, attribution=attribution)


def _with_status(one: AttributedClaim, change: Change, text: str) -> AttributedClaim:
    if change.status in (Status.UNSOURCED, Status.SPECULATIVE):
        hedges = tuple(replace(hedge, holder=Holder.WRITER) for hedge in one.claim.hedges)
        claim = replace(one.claim, attribution=None, quotations=(), hedges=hedges)
        if change.status is Status.UNSOURCED:
            return AttributedClaim(replace(claim, hedges=()))
        if not (claim.hedges if change.hedges is None else change.hedges):
            raise InputError("which words make it speculative? give its hedge")
        return AttributedClaim(_hedged(claim, change.hedges, ()))
    attribution = _with_evidence(one, change)
    claim = _hedged(replace(one.claim, attribution=0), change.hedges, attribution.contents)
    if change.status is Status.SOURCED:
        indirect = replace(attribution, quote_type=QuoteType.INDIRECT)
        return replace(one, claim=replace(claim, quotations=()), attribution=indirect)
    return _with_marks(replace(one, claim=claim), attribution, text)


def _hedged(claim: Claim, spans: Sequence[Span] | None, said: Sequence[Span]) -> Claim:
    """The claim hedged by ``spans``, the speaker's where they stand in what is ``said``; None changes nothing."""
    if spans is None:
        return claim
    scope = Span(min(part.start for part in claim.spans), max(part.end for part in claim.spans))
    hedges = (
        Hedge(span, "epistemic", Holder.SPEAKER if any(part.covers(span) for part in said) else Holder.WRITER, scope)
        for span in spans
    )
    return replace(claim, hedges=tuple(hedges))


def _with_evidence(one: AttributedClaim, change: Change) -> Attribution:
    """The attribution, made or changed by the words that a person gives as its source and cue."""
    attribution = one.attribution
    if attribution is None:
        if change.cue is None or change.speaker is None:
            raise InputError("who says it, and with which words? give speaker, cue and, if it is there, source")
        sources = () if change.source is None else (change.source,)
        return Attribution(sources, change.cue, one.claim.spans, QuoteType.INDIRECT, change.speaker, 1.0)
    if change.source is not None:
        attribution = replace(attribution, sources=(change.source,))
    return attribution if change.cue is None else replace(attribution, cue=change.cue)


def _with_quote_type(one: AttributedClaim, quote_type: QuoteType, text: str) -> AttributedClaim:
    attribution = replace(_attributed(one, "a quote type"), quote_type=quote_type)
    if quote_type is QuoteType.INDIRECT:
        return replace(one, claim=replace(one.claim, quotations=()), attribution=attribution)
    quotations = one.claim.quotations or _quoted(text, one.claim.spans)
    return replace(one, claim=replace(one.claim, quotations=quotations), attribution=attribution)


def _with_marks(one: AttributedClaim, attribution: Attribution, text: str) -> AttributedClaim:
    """Quoted: the parts in quotation marks, and direct if nothing but them is left."""
    quoted = one.claim.quotations or _quoted(text, one.claim.spans)
    quote_type = _quote_type(text, one.claim.spans, quoted)
    claim = replace(one.claim, quotations=quoted)
    return replace(one, claim=claim, attribution=replace(attribution, quote_type=quote_type))


def _quote_type(text: str, spans: Sequence[Span], quoted: Sequence[Span]) -> QuoteType:
    """How much of ``spans`` the parts in quotation marks are."""
    rest = (text[part.start : part.end] for span in spans for part in without(span, quoted))
    is_all = not any(character.isalnum() for part in rest for character in part)
    return QuoteType.INDIRECT if not quoted else QuoteType.DIRECT if is_all else QuoteType.MIXED


def quote_type_moved(text: str, old: Sequence[Span], new: Sequence[Span]) -> QuoteType | None:
    """The quote type of a claim whose words are ``new`` ones; None if they are quoted as much as the ``old``."""
    was, now = (_quote_type(text, spans, _in_marks(text, spans)) for spans in (old, new))
    return None if was is now else now


def _quoted(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """The parts of ``spans`` in quotation marks. Raises InputError if there are none."""
    found = _in_marks(text, spans)
    if not found:
        raise InputError("none of it stands in quotation marks, so it is not quoted; `sourced` fits, or other words")
    return tuple(found)


def _in_marks(text: str, spans: Sequence[Span]) -> list[Span]:
    return merged(
        Span(max(mark.start, span.start), min(mark.end, span.end))
        for mark in outermost(quotations(text, paragraphs(text)))
        for span in spans
        if mark.overlaps(span)
    )


def _attributed(one: AttributedClaim, what: str) -> Attribution:
    if one.attribution is None:
        raise InputError(f"the claim is attributed to nobody, so it has not {what}; it must be sourced first")
    return one.attribution


def _each(place: Place, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Where all of ``spans`` stand, those that followed one another still doing so; else LookupError."""
    found = tuple(_needed(place(span)) for span in spans)
    for (before, after), (first, second) in zip(pairwise(spans), pairwise(found), strict=True):
        if before.end <= after.start and second.start < first.end:
            raise LookupError
    return found


def _needed(span: Span | None) -> Span:
    if span is None:
        raise LookupError
    return span
