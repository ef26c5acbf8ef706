"""Attributions that a person marked anew in another program, as changes of claims: pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factdb.errors import InputError
from factdb.records import (
    Attribution,
    Claim,
    Extraction,
    QuoteType,
    Span,
    Speaker,
    SpeakerKind,
    Status,
)
from factdb.review.claims import Change, quote_type_moved, stands_in_marks
from factdb.text.spans import merged, without


@dataclass(frozen=True, slots=True)
class MarkedAttribution:
    """An attribution as an annotation tool keeps it; the spans of each role are sorted.

    ``speaker`` is None where nobody says who it is. It has no name if it is not given or the article's own writer.
    """

    sources: tuple[Span, ...]
    cues: tuple[Span, ...]
    contents: tuple[Span, ...]
    speaker: Speaker | None


@dataclass(frozen=True, slots=True)
class ClaimEdit:
    """What a marked attribution says of one claim: its spans (None for one to be added), and the change."""

    claim: tuple[Span, ...] | None
    change: Change


def marked(attribution: Attribution) -> MarkedAttribution:
    """What an annotation tool is given of an attribution."""
    kind = attribution.speaker.kind
    name = "" if kind in (SpeakerKind.AUTHOR, SpeakerKind.NONE) else attribution.speaker.name
    sources, contents = (tuple(sorted(spans)) for spans in (attribution.sources, attribution.contents))
    return MarkedAttribution(sources, (attribution.cue,), contents, Speaker(name, kind))


def claim_edits(
    text: str, extraction: Extraction, before: MarkedAttribution | None, after: MarkedAttribution | None
) -> list[ClaimEdit]:
    """What becomes of the claims of ``extraction`` where a person made ``after`` out of its attribution ``before``.

    Without ``before`` the attribution is new, without ``after`` it is taken away: then its claims are the writer's own.
    Raises InputError if it is not clear what is meant.
    """
    if before is None:
        assert after is not None, "one of the two is there"
        return [_addition(text, extraction, after)]
    number = next(number for number, one in enumerate(extraction.attributions) if marked(one) == before)
    claims = [claim for claim in extraction.claims if claim.attribution == number]
    if after is None:
        return [ClaimEdit(claim.spans, _writers(claim)) for claim in claims]
    if not claims:  # it tells of what was done rather than said, or its claims are rejected
        raise InputError("no claim is attributed by it; correct the claim in the database instead")
    return list(_changes(text, claims, before, after))


def _changes(
    text: str, claims: Sequence[Claim], before: MarkedAttribution, after: MarkedAttribution
) -> Iterator[ClaimEdit]:
    source = _new_source(before, after)
    cue = _cue(after) if after.cues != before.cues else None
    moved = after.contents != before.contents
    speaker = after.speaker if after.speaker != before.speaker else None
    if speaker and speaker.kind is SpeakerKind.AUTHOR:
        raise InputError("the article's writer is no speaker; delete the attribution if the writer says it")
    if moved and not after.contents:
        raise InputError("nothing is attributed; delete the attribution if there is none")
    parts = _parts(claims, before, after)
    for claim, spans in zip(claims, parts, strict=True):
        if not spans:
            yield ClaimEdit(claim.spans, _writers(claim))
            continue
        quote_type = quote_type_moved(text, claim.spans, spans)
        status = claim.status
        if quote_type:
            status = Status.SOURCED if quote_type is QuoteType.INDIRECT else Status.QUOTED
        yield ClaimEdit(
            claim.spans,
            Change(
                spans=spans if moved else None,
                contents=after.contents if moved else None,
                quote_type=quote_type,
                status=status if source or cue else None,
                source=source,
                cue=cue,
                speaker=speaker,
            ),
        )


def _parts(claims: Sequence[Claim], before: MarkedAttribution, after: MarkedAttribution) -> list[tuple[Span, ...]]:
    """The spans of each claim: those whose contents stayed as they are, and the new contents that touch it."""
    if after.contents == before.contents:
        return [claim.spans for claim in claims]
    stayed = [span for span in after.contents if span in before.contents]
    parts = [[span for span in claim.spans if any(span.covers(one) for one in stayed)] for claim in claims]
    for span in after.contents:
        if any(one.covers(span) for part in parts for one in part):
            continue
        touched = [part for part, claim in zip(parts, claims, strict=True) if any(map(span.overlaps, claim.spans))]
        if len(touched) > 1 or (not touched and len(claims) > 1):
            raise InputError(f"it has {len(claims)} claims, and it is not clear whose {span.start}-{span.end} is")
        (touched or parts)[0].append(span)
    return [tuple(merged(part)) for part in parts]


def _addition(text: str, extraction: Extraction, after: MarkedAttribution) -> ClaimEdit:
    """A claim of the writer's becomes the new attribution's if all of its words are in it; else a claim is added."""
    if not after.contents:
        raise InputError("nothing is attributed; mark its content")
    if after.speaker is None:
        raise InputError("who is it? give it a source, or a note that names the speaker")
    if len(after.sources) > 1:
        raise InputError("its source is in pieces; mark one of them")
    change = Change(
        spans=after.contents,
        status=Status.QUOTED if stands_in_marks(text, after.contents) else Status.SOURCED,
        source=after.sources[0] if after.sources else None,
        cue=_cue(after),
        speaker=after.speaker,
    )
    everything = merged([*after.sources, *after.cues, *after.contents])
    touched = [claim for claim in extraction.claims if any(a.overlaps(b) for a in claim.spans for b in after.contents)]
    for claim in touched:
        rest = (part.of(text) for span in claim.spans for part in without(span, everything))
        if claim.attribution is None and not any(letter.isalnum() for part in rest for letter in part):
            return ClaimEdit(claim.spans, change)
    return ClaimEdit(None, change)


def _new_source(before: MarkedAttribution, after: MarkedAttribution) -> Span | None:
    if after.sources == before.sources:
        return None
    if not after.sources:
        raise InputError("its source is gone; mark one, or correct the claim's speaker in the database")
    if len(after.sources) > 1:
        raise InputError("its source is in pieces; mark one of them")
    return after.sources[0]


def _cue(after: MarkedAttribution) -> Span:
    if len(after.cues) != 1:
        raise InputError("its cue is in pieces; mark one of them" if after.cues else "it has no cue; mark one")
    return after.cues[0]


def _writers(claim: Claim) -> Change:
    """The claim as the writer's own."""
    return Change(status=Status.SPECULATIVE if claim.hedges else Status.UNSOURCED)
