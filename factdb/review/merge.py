"""Three-way merging of claims: what the engine said, what people decided, what the engine says now. Pure.

Where the engine still says what it said, people's word holds; where it now says what they say, it agrees; where it says
a third thing, their word holds and the claim is listed as conflicting. What has no one place in the text is orphaned.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from factdb.records import (
    Attribution,
    Claim,
    Extraction,
    Outcome,
    Span,
    Speaker,
    State,
)
from factdb.review.claims import (
    ASPECTS,
    WHOLE,
    AttributedClaim,
    Place,
    aspect,
    attributed_claims,
    with_speaker,
)
from factdb.review.decisions import ReviewedClaim, in_text, places_in_text
from factdb.review.relayers import Relayer, heard, relayers_of, without_rounds

# What can be taken over from people onto whatever else the engine says of the claim.
_APART = frozenset({"speaker", "quote_type", "denied", "via"})
# What each of ASPECTS is called in a note, if not by its name.
_CALLED = {"status": "status, certainty or denial", "quote_type": "quote type", "denied": "denial", "via": "relayer"}
_UNHEARD = "whoever is to relay it is quoted nowhere in the article"


@dataclass(frozen=True, slots=True)
class MergedClaim:
    """One claim, or one decision about a claim that is no more.

    ``shown`` is the claim as people have it, None if it is rejected or orphaned; ``machine`` the index of the engine's
    claim, None if it has none; ``reviewed`` None if nobody decided about it; ``note`` says why it is an orphan or in
    conflict.
    """

    shown: AttributedClaim | None
    machine: int | None = None
    reviewed: ReviewedClaim | None = None
    outcome: Outcome = Outcome.KEPT
    note: str = ""


def merge(
    extraction: Extraction, reviewed_claims: Sequence[ReviewedClaim], places: Mapping[str, Place | None]
) -> list[MergedClaim]:
    """Every claim of ``extraction`` and every one of ``reviewed_claims``, in the order of the text, orphans last.

    ``places`` gives for each one's key the Place that takes its spans to this text; None if it is its own.
    """
    claims = attributed_claims(extraction)
    by_spans = {one.claim.spans: index for index, one in enumerate(claims)}
    found: list[MergedClaim] = []
    taken: set[int] = set()
    for reviewed in reviewed_claims:
        merged = _merged(reviewed, places[reviewed.key], claims, by_spans)
        if merged.machine in taken:
            merged = _orphan(reviewed, "another decision is about the claim at its place")
        elif merged.machine is not None:
            taken.add(merged.machine)
        found.append(merged)
    found = _without_twins(found)
    heard = [*extraction.attributions, *(one.shown.attribution for one in found if one.shown and one.shown.attribution)]
    found = [_relayed(one, heard, claims) for one in found]
    spoken, relayed = _corrected_for_others(found, extraction)
    stands_for = {one.shown.claim.spans for one in found if one.shown}
    open_ones = [
        (index, one) for index, one in enumerate(claims) if index not in taken and one.claim.spans not in stands_for
    ]
    open_claims = [one.claim for _, one in open_ones]
    found = [_returned(one, places, open_claims) for one in found]
    for index, one in open_ones:
        number = extraction.claims[index].attribution
        speaker, relayers = spoken.get(number), relayed.get(number)
        told = one if speaker is None else with_speaker(one, speaker)
        found.append(MergedClaim(told if relayers is None else replace(told, relayers=relayers), index))
    return sorted(found, key=_order)


def corrected(extraction: Extraction, merged: Sequence[MergedClaim]) -> Extraction:
    """What people made of the extraction: the claims that are shown, and the attributions that nothing replaces."""
    shown = [one for one in merged if one.shown]
    known, numbers = _known_attributions(extraction, shown)
    said = [(one, number, _relayed_by(extraction, one, known)) for one, number in zip(shown, numbers, strict=True)]
    kept, stands_for = _standing(extraction, merged, known, said)
    everything = dict.fromkeys([*kept, *(theirs for _, _, theirs in said if theirs)])
    # ``via`` counts those known so far.
    told = dict.fromkeys(theirs for one, _, theirs in said if theirs and _says_who_relays(one))
    relays = without_rounds({one: stands_for.get(one.via) for one in everything}, told)
    attributions = sorted(everything, key=lambda one: (one.cue, one.contents))
    places = {one: place for place, one in enumerate(attributions)}
    claims = (
        replace(one.shown.claim, attribution=None if theirs is None else places[theirs])
        for one, _, theirs in said
        if one.shown
    )
    renumbered = (
        replace(one, via=None if (relayer := relays[one]) is None else places[relayer]) for one in attributions
    )
    return Extraction(extraction.engine, tuple(renumbered), tuple(claims))


def _known_attributions(
    extraction: Extraction, shown: Sequence[MergedClaim]
) -> tuple[Mapping[int, Attribution], Sequence[int | None]]:
    """The engine's attributions by number, and behind them those that people add; which of them each claim has."""
    known, numbers = dict(enumerate(extraction.attributions)), []
    for one in shown:
        number = _engines_attribution(extraction, one)
        if number is None and one.shown and one.shown.attribution:
            number = len(known)
            known[number] = one.shown.attribution
        numbers.append(number)
    return known, numbers


def _standing(
    extraction: Extraction,
    merged: Sequence[MergedClaim],
    known: Mapping[int, Attribution],
    said: Sequence[tuple[MergedClaim, int | None, Attribution | None]],
) -> tuple[Sequence[Attribution], Mapping[int | None, Attribution]]:
    """The engine's attributions of which there is no claim; and what now stands for each that is ``known``."""
    claimed = {_engines_attribution(extraction, one) for one in merged}
    kept: dict[int | None, Attribution] = {
        number: one for number, one in enumerate(extraction.attributions) if number not in claimed
    }
    stands_for = dict(kept)
    for _, number, theirs in said:
        if theirs:
            stands_for.setdefault(number, theirs)
    for one, _, theirs in said:
        # Whoever people say relays it stays, also where nothing else of theirs does.
        if theirs and theirs.via is not None and theirs.via not in stands_for and _says_who_relays(one):
            kept[theirs.via] = stands_for[theirs.via] = known[theirs.via]
    return list(kept.values()), stands_for


def _engines_attribution(extraction: Extraction, one: MergedClaim) -> int | None:
    return None if one.machine is None else extraction.claims[one.machine].attribution


def _relayed_by(extraction: Extraction, one: MergedClaim, known: Mapping[int, Attribution]) -> Attribution | None:
    """The claim's attribution as people have it, relayed by whom they say, out of those ``known``, else the engine."""
    if one.shown is None or one.shown.attribution is None:
        return None
    number = _engines_attribution(extraction, one)
    engines = None if number is None else extraction.attributions[number]
    relayers = one.shown.relayers
    if engines and relayers == relayers_of(extraction, engines):
        return replace(one.shown.attribution, via=engines.via)
    return replace(one.shown.attribution, via=heard(relayers[0], known) if relayers else None)


def _says_who_relays(one: MergedClaim) -> bool:
    return one.reviewed is not None and "via" in one.reviewed.told


def _relayed(one: MergedClaim, known: Sequence[Attribution], claims: Sequence[AttributedClaim]) -> MergedClaim:
    """The claim with whoever relays it: whom people say, if that one is quoted in the article, else whom the engine."""
    if one.shown is None:
        return one
    relayers = () if one.machine is None else claims[one.machine].relayers
    if not _says_who_relays(one):
        return replace(one, shown=replace(one.shown, relayers=relayers if one.shown.attribution else ()))
    said = one.shown.relayers
    if said is not None and all(heard(relayer, dict(enumerate(known))) is not None for relayer in said):
        return one
    note = one.note if one.outcome is Outcome.CONFLICTING else _UNHEARD
    return replace(one, shown=replace(one.shown, relayers=relayers), outcome=Outcome.CONFLICTING, note=note)


def _merged(
    reviewed: ReviewedClaim,
    place: Place | None,
    claims: Sequence[AttributedClaim],
    by_spans: Mapping[tuple[Span, ...], int],
) -> MergedClaim:
    base, ours = (reviewed.machine, reviewed.ours) if place is None else in_text(reviewed, place)
    where = places_in_text(reviewed, place)
    index = next((by_spans[spans] for spans in where if spans in by_spans), None)
    if index is None and not where:
        return _orphan(reviewed, "its words stand in no one place of the text")
    note, outcome = "", Outcome.KEPT if place is None else Outcome.MOVED
    if index is None:
        return _lost(reviewed, ours, outcome)
    theirs = claims[index]
    pinned = reviewed.pinned & (reviewed.told | {*WHOLE})
    differing = [name for name in ASPECTS if name in {*WHOLE} | pinned and _differs(theirs, base, name)]
    if reviewed.state is State.REJECTED:
        if differing and base is not None:
            return MergedClaim(
                theirs, index, reviewed, Outcome.CONFLICTING, f"rejected, but now of another {_listed(differing)}"
            )
        return MergedClaim(None, index, reviewed, outcome)
    if ours is None:
        return MergedClaim(
            theirs, index, reviewed, Outcome.CONFLICTING, reviewed.misfit or "its source, cue or hedges were changed"
        )
    contested = [name for name in ASPECTS if name in pinned and aspect(theirs, name) != aspect(ours, name)]
    if not contested and (differing or reviewed.added):
        return MergedClaim(_with_theirs(ours, theirs, reviewed), index, reviewed, Outcome.AGREED)
    if not differing:
        shown = ours
    elif pinned <= _APART and not pinned & set(differing) and (theirs.attribution or pinned == {"denied"}):
        shown = _with_theirs(ours, theirs, reviewed)
    else:
        now_otherwise = [name for name in differing if name in contested] or differing
        note, outcome = f"the engine now has another {_listed(now_otherwise)}", Outcome.CONFLICTING
        shown = ours
    if reviewed.misfit:
        note, outcome = reviewed.misfit, Outcome.CONFLICTING
    return MergedClaim(shown, index, reviewed, outcome, note)


def _lost(reviewed: ReviewedClaim, ours: AttributedClaim | None, outcome: Outcome) -> MergedClaim:
    """The words are there, but the engine makes no claim of just these any more (or never did)."""
    if reviewed.state is State.REJECTED:
        return MergedClaim(None, None, reviewed, Outcome.AGREED)
    if ours is None:
        return _orphan(reviewed, reviewed.misfit or "its words are there, but not its source, its cue or its hedges")
    if reviewed.machine is None:
        return MergedClaim(ours, None, reviewed, Outcome.CONFLICTING if reviewed.misfit else outcome, reviewed.misfit)
    return MergedClaim(
        ours, None, reviewed, Outcome.CONFLICTING, "the engine no longer makes a claim of just these words"
    )


def _returned(one: MergedClaim, places: Mapping[str, Place | None], open_ones: Sequence[Claim]) -> MergedClaim:
    """A claim that was rejected and is gone is in conflict if the engine now makes one of mostly the same words."""
    reviewed = one.reviewed
    if reviewed is None or reviewed.machine is None or one.machine is not None or one.outcome is not Outcome.AGREED:
        return one
    where = places_in_text(reviewed, places[reviewed.key])
    if not any(mostly_same(spans, claim.spans) for spans in where for claim in open_ones):
        return one
    note = "rejected, but the engine now makes a claim of mostly the same words"
    return replace(one, outcome=Outcome.CONFLICTING, note=note)


def mostly_same(some: Sequence[Span], others: Sequence[Span]) -> bool:
    """They share more than half of the longer one."""
    shared = sum(max(0, min(one.end, other.end) - max(one.start, other.start)) for one in some for other in others)
    return 2 * shared > max(sum(span.end - span.start for span in spans) for spans in (some, others))


def _with_theirs(ours: AttributedClaim, theirs: AttributedClaim, reviewed: ReviewedClaim) -> AttributedClaim:
    """The engine's claim with what people said of its speaker, its quote type, its denial and who relays it."""
    if "denied" in reviewed.pinned:
        theirs = replace(theirs, claim=replace(theirs.claim, denied=ours.claim.denied))
        if reviewed.pinned == {"denied"}:
            return theirs
    if theirs.attribution is None or ours.attribution is None:
        return ours
    if "via" in reviewed.pinned:
        theirs = replace(theirs, relayers=ours.relayers)
    if "speaker" in reviewed.pinned:
        theirs = with_speaker(theirs, ours.attribution.speaker)
    if "quote_type" not in reviewed.pinned or theirs.attribution is None:
        return theirs
    claim = replace(theirs.claim, quotations=ours.claim.quotations)
    attribution = replace(theirs.attribution, quote_type=ours.attribution.quote_type)
    return replace(theirs, claim=claim, attribution=attribution)


def _differs(theirs: AttributedClaim, base: AttributedClaim | None, name: str) -> bool:
    """Does the engine say otherwise than it did? Of who relays a claim that was not kept before it could be changed."""
    if name == "via" and base and base.relayers is None:
        return False
    return base is None or aspect(theirs, name) != aspect(base, name)


def _without_twins(found: list[MergedClaim]) -> list[MergedClaim]:
    """Two claims of the same words would be one: the later decision becomes an orphan."""
    seen: set[tuple[Span, ...]] = set()
    kept = []
    for one in found:
        twin = one.shown is not None and one.shown.claim.spans in seen
        kept.append(_orphan(one.reviewed, "another decided claim has the same words") if twin and one.reviewed else one)
        if one.shown:
            seen.add(one.shown.claim.spans)
    return kept


def _corrected_for_others(
    found: Sequence[MergedClaim], extraction: Extraction
) -> tuple[Mapping[int | None, Speaker], Mapping[int | None, tuple[Relayer, ...]]]:
    """By attribution the speaker and the relayers that people gave one of its claims: the other claims of it follow."""
    spoken: dict[int | None, Speaker] = {}
    relayed: dict[int | None, tuple[Relayer, ...]] = {}
    for one in sorted(found, key=attrgetter("reviewed.correction")):
        number = _engines_attribution(extraction, one)
        if number is None or one.shown is None:
            continue
        if (said := one.shown.attribution) and said.speaker != extraction.attributions[number].speaker:
            spoken[number] = said.speaker
        if one.shown.relayers is not None and _says_who_relays(one):
            relayed[number] = one.shown.relayers
    return spoken, relayed


def _orphan(reviewed: ReviewedClaim, note: str) -> MergedClaim:
    if reviewed.state is State.REJECTED and reviewed.machine is None:
        return MergedClaim(None, None, reviewed)  # rejected when it was an orphan already: it is settled
    return MergedClaim(None, None, reviewed, Outcome.ORPHANED, note)


def _order(one: MergedClaim) -> tuple[bool, Span]:
    claim: Claim | None = one.shown.claim if one.shown else None
    return (claim is None, min(claim.spans) if claim else Span(0, 0))


def _listed(names: Sequence[str]) -> str:
    return " and ".join(_CALLED.get(name, name) for name in names)
