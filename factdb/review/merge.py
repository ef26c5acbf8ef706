"""Three-way merging of claims: what the engine said, what people decided, what the engine says now. Pure.

Where the engine still says what it said, people's word holds; where it now says what they say, it agrees; where it says
a third thing, their word holds and the claim is listed as conflicting. What has no one place in the text is orphaned.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from factdb.records import (
    Claim,
    Extraction,
    Outcome,
    Span,
    Speaker,
    State,
)
from factdb.review.claims import (
    ASPECTS,
    Place,
    Stated,
    aspect,
    stated,
    with_speaker,
)
from factdb.review.decisions import Subject, in_text, places_in_text

# What can be taken over from people onto whatever else the engine says of the claim.
_APART = frozenset({"speaker", "quote_type"})
# What each of ASPECTS is called in a note, if not by its name.
_CALLED = {"status": "status, certainty or denial", "quote_type": "quote type"}


@dataclass(frozen=True, slots=True)
class Merged:
    """One claim, or one decision about a claim that is no more.

    ``shown`` is the claim as people have it, None if it is rejected or orphaned; ``machine`` the index of the engine's
    claim, None if it has none; ``subject`` None if nobody decided about it; ``note`` says why it is an orphan or in
    conflict.
    """

    shown: Stated | None
    machine: int | None = None
    subject: Subject | None = None
    outcome: Outcome = Outcome.KEPT
    note: str = ""


def merge(extraction: Extraction, subjects: Sequence[Subject], places: Mapping[str, Place | None]) -> list[Merged]:
    """Every claim of ``extraction`` and every one of ``subjects``, in the order of the text, orphans last.

    ``places`` gives for each subject's key the Place that takes its spans to this text; None if it is its own.
    """
    claims = stated(extraction)
    by_spans = {one.claim.spans: index for index, one in enumerate(claims)}
    found: list[Merged] = []
    taken: set[int] = set()
    for subject in subjects:
        merged = _merged(subject, places[subject.key], claims, by_spans)
        if merged.machine in taken:
            merged = _orphan(subject, "another decision is about the claim at its place")
        elif merged.machine is not None:
            taken.add(merged.machine)
        found.append(merged)
    found = _without_twins(found)
    spoken = _speakers_corrected(found, extraction)
    stands_for = {one.shown.claim.spans for one in found if one.shown}
    open_ones = [
        (index, one) for index, one in enumerate(claims) if index not in taken and one.claim.spans not in stands_for
    ]
    found = [_returned(one, places, [other.claim for _, other in open_ones]) for one in found]
    for index, one in open_ones:
        number = extraction.claims[index].attribution
        speaker = None if number is None else spoken.get(number)
        found.append(Merged(one if speaker is None else with_speaker(one, speaker), index))
    return sorted(found, key=_order)


def corrected(extraction: Extraction, merged: Sequence[Merged]) -> Extraction:
    """What people made of the extraction: the claims that are shown, and the attributions that nothing replaces."""
    replaced = {
        number
        for one in merged
        if one.subject and one.machine is not None
        for number in [extraction.claims[one.machine].attribution]
    }
    shown = [one.shown for one in merged if one.shown]
    kept = [one for number, one in enumerate(extraction.attributions) if number not in replaced]
    theirs = [one.attribution for one in shown if one.attribution]
    attributions = sorted(dict.fromkeys(kept + theirs), key=lambda one: (one.cue, one.contents))
    numbers = {one: number for number, one in enumerate(attributions)}
    claims = (
        replace(one.claim, attribution=None if one.attribution is None else numbers[one.attribution]) for one in shown
    )
    return Extraction(extraction.engine, tuple(attributions), tuple(claims))


def _merged(
    subject: Subject, place: Place | None, claims: Sequence[Stated], by_spans: Mapping[tuple[Span, ...], int]
) -> Merged:
    base, ours = (subject.machine, subject.ours) if place is None else in_text(subject, place)
    where = places_in_text(subject, place)
    index = next((by_spans[spans] for spans in where if spans in by_spans), None)
    if index is None and not where:
        return _orphan(subject, "its words stand in no one place of the text")
    note, outcome = "", Outcome.KEPT if place is None else Outcome.MOVED
    if index is None:
        return _lost(subject, base, ours, outcome)
    theirs = claims[index]
    differing = [name for name in ASPECTS if base is None or aspect(theirs, name) != aspect(base, name)]
    if subject.state is State.REJECTED:
        if differing and base is not None:
            return Merged(
                theirs, index, subject, Outcome.CONFLICTING, f"rejected, but now of another {_listed(differing)}"
            )
        return Merged(None, index, subject, outcome)
    if ours is None:
        return Merged(
            theirs, index, subject, Outcome.CONFLICTING, subject.misfit or "its source, cue or hedges were changed"
        )
    if all(aspect(theirs, name) == aspect(ours, name) for name in subject.pinned) and (differing or subject.added):
        return Merged(_with_theirs(ours, theirs, subject), index, subject, Outcome.AGREED)
    if not differing:
        shown = ours
    elif subject.pinned <= _APART and not subject.pinned & set(differing) and theirs.attribution:
        shown = _with_theirs(ours, theirs, subject)
    else:
        contested = [name for name in differing if name in subject.pinned] or differing
        note, outcome = f"the engine now has another {_listed(contested)}", Outcome.CONFLICTING
        shown = ours
    if subject.misfit:
        note, outcome = subject.misfit, Outcome.CONFLICTING
    return Merged(shown, index, subject, outcome, note)


def _lost(subject: Subject, base: Stated | None, ours: Stated | None, outcome: Outcome) -> Merged:
    """The words are there, but the engine makes no claim of just these any more (or never did)."""
    if subject.state is State.REJECTED:
        return Merged(None, None, subject, Outcome.AGREED)
    if ours is None:
        return _orphan(subject, subject.misfit or "its words are there, but not its source, its cue or its hedges")
    if subject.machine is None:
        return Merged(ours, None, subject, Outcome.CONFLICTING if subject.misfit else outcome, subject.misfit)
    return Merged(ours, None, subject, Outcome.CONFLICTING, "the engine no longer makes a claim of just these words")


def _returned(one: Merged, places: Mapping[str, Place | None], open_ones: Sequence[Claim]) -> Merged:
    """A claim that was rejected and is gone is in conflict if the engine now makes one of mostly the same words."""
    subject = one.subject
    if subject is None or subject.machine is None or one.machine is not None or one.outcome is not Outcome.AGREED:
        return one
    where = places_in_text(subject, places[subject.key])
    if not any(_mostly_same(spans, claim.spans) for spans in where for claim in open_ones):
        return one
    note = "rejected, but the engine now makes a claim of mostly the same words"
    return replace(one, outcome=Outcome.CONFLICTING, note=note)


def _mostly_same(some: Sequence[Span], others: Sequence[Span]) -> bool:
    """They share more than half of the longer one."""
    shared = sum(max(0, min(one.end, other.end) - max(one.start, other.start)) for one in some for other in others)
    return 2 * shared > max(sum(span.end - span.start for span in spans) for spans in (some, others))


def _with_theirs(ours: Stated, theirs: Stated, subject: Subject) -> Stated:
    """The engine's claim with what people said of its speaker and its quote type."""
    if theirs.attribution is None or ours.attribution is None:
        return ours
    if "speaker" in subject.pinned:
        theirs = with_speaker(theirs, ours.attribution.speaker)
    if "quote_type" not in subject.pinned or theirs.attribution is None:
        return theirs
    claim = replace(theirs.claim, quotations=ours.claim.quotations)
    return Stated(claim, replace(theirs.attribution, quote_type=ours.attribution.quote_type))


def _without_twins(found: list[Merged]) -> list[Merged]:
    """Two claims of the same words would be one: the later decision becomes an orphan."""
    seen: set[tuple[Span, ...]] = set()
    kept = []
    for one in found:
        twin = one.shown is not None and one.shown.claim.spans in seen
        kept.append(_orphan(one.subject, "another decided claim has the same words") if twin and one.subject else one)
        if one.shown:
            seen.add(one.shown.claim.spans)
    return kept


def _speakers_corrected(found: Sequence[Merged], extraction: Extraction) -> dict[int, Speaker]:
    """By attribution the speaker that people gave one of its claims: the others of the same words follow."""
    spoken: dict[int, Speaker] = {}
    for one in sorted(found, key=lambda one: one.subject.correction if one.subject else 0):
        if one.subject is None or one.machine is None or one.shown is None or one.shown.attribution is None:
            continue
        number = extraction.claims[one.machine].attribution
        if number is not None and one.shown.attribution.speaker != extraction.attributions[number].speaker:
            spoken[number] = one.shown.attribution.speaker
    return spoken


def _orphan(subject: Subject, note: str) -> Merged:
    if subject.state is State.REJECTED and subject.machine is None:
        return Merged(None, None, subject)  # rejected when it was an orphan already: it is settled
    return Merged(None, None, subject, Outcome.ORPHANED, note)


def _order(one: Merged) -> tuple[bool, Span]:
    claim: Claim | None = one.shown.claim if one.shown else None
    return (claim is None, min(claim.spans) if claim else Span(0, 0))


def _listed(names: Sequence[str]) -> str:
    return " and ".join(_CALLED.get(name, name) for name in names)
