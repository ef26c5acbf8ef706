"""What people decided about one claim, worked out from its corrections: pure.

The ``data`` of a correction of a claim: ``sha256`` of the text it was made in; ``engine``; ``machine``, what the engine
said of the claim then (null if a person added it); ``before`` and ``after``, what was shown before and after, for
people to read; and, for a change or an addition, ``change``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, assert_never

from factdb.errors import InputError
from factdb.names.folding import fold
from factdb.records import Action, Claim, Span, State
from factdb.review.claims import (
    ASPECTS,
    WHOLE,
    AttributedClaim,
    Change,
    Place,
    apply_change,
    change_placed,
    placed,
    together,
)
from factdb.review.kept import read, read_change, write_change
from factdb.review.relayers import names_of

# The verdict, beside ASPECTS, on which people may disagree: is it a claim?
_IS_CLAIM = "is a claim"


@dataclass(frozen=True, slots=True)
class Target:
    """A claim to decide about: its article's id, and its key in the corrections (see ``store.read.find.claim``)."""

    article: int
    key: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One correction of a claim that holds."""

    id: int
    action: Action
    claim: str
    article: int
    reviewer: str
    data: Mapping[str, Any]


@dataclass(slots=True)
class ReviewedClaim:
    """A claim that people decided about: what the engine said of it last, and what they made of it.

    Both are in the text of ``article``, where the last decision was made. ``pinned`` are those of ASPECTS that
    people decided; ``machine`` is None for a claim that a person added, or that the engine had lost by then;
    ``misfit`` says why a change could not be applied, as when another that it built on was undone.
    """

    key: str
    article: int = 0
    machine: AttributedClaim | None = None
    ours: AttributedClaim | None = None
    pinned: frozenset[str] = frozenset()
    correction: int = 0
    reviewer: str = ""
    added: bool = False
    misfit: str = ""
    changes: list[Change] = field(default_factory=list)
    views: dict[str, dict[str, Any]] = field(default_factory=dict)
    latest: dict[str, Any] = field(default_factory=dict)

    @property
    def told(self) -> frozenset[str]:
        """Those of ASPECTS that changes which hold say outright."""
        return frozenset(name for change in self.changes for name in change.aspects)

    @property
    def state(self) -> State:
        """Disputed where the last words of two people differ; else what was said last."""
        for name in self.latest:
            said = [view[name] for view in self.views.values() if name in view]
            if not all(_are_one(one, other) for one, other in combinations(said, 2)):
                return State.DISPUTED
        return State.ACCEPTED if self.latest[_IS_CLAIM] else State.REJECTED


def reviewed_claims(
    decisions: Iterable[Decision], texts: Mapping[int, str], between: Callable[[int, int], Place]
) -> list[ReviewedClaim]:
    """Each claim decided about, in the order of the first decision.

    ``texts`` are those of the articles by id; ``between`` gives the Place from one article's text to another's.
    """
    found: dict[str, ReviewedClaim] = {}
    for decision in decisions:
        reviewed = found.setdefault(decision.claim, ReviewedClaim(decision.claim))
        _decide(reviewed, decision, texts[decision.article], between)
    return list(found.values())


def in_text(reviewed: ReviewedClaim, place: Place) -> tuple[AttributedClaim | None, AttributedClaim | None]:
    """What the engine said and what people made of it, placed in another text; None for what has no place there."""
    place = _of_claim(reviewed, place)
    machine = reviewed.machine and placed(reviewed.machine, place)
    return machine, reviewed.ours and placed(reviewed.ours, place)


def places_in_text(reviewed: ReviewedClaim, place: Place | None) -> list[tuple[Span, ...]]:
    """Where to look for a claim in another text (None: its own): where the engine had it, else where people put it."""
    spans = [one.claim.spans for one in (reviewed.machine, reviewed.ours) if one is not None]
    if place is None:
        return spans
    found = _of_claim(reviewed, place)
    moved = ([found(span) for span in one] for one in spans)
    return [tuple(span for span in one if span) for one in moved if None not in one]


def _of_claim(reviewed: ReviewedClaim, place: Place) -> Place:
    return together(reviewed.ours, together(reviewed.machine, place))


def _decide(reviewed: ReviewedClaim, decision: Decision, text: str, between: Callable[[int, int], Place]) -> None:
    data = decision.data
    _move(reviewed, decision.article, between)
    reviewed.machine = data["machine"] and read(data["machine"])
    reviewed.correction, reviewed.reviewer = decision.id, decision.reviewer
    view = reviewed.views.setdefault(decision.reviewer, {})
    new: list[Change] = []
    reviewed.misfit = ""
    said: dict[str, Any] = {_IS_CLAIM: decision.action is not Action.REJECT}
    match decision.action:
        case Action.REJECT:
            # Whoever says that it is no claim says no longer what it is.
            view.clear()
        case Action.ACCEPT:
            # Whoever accepts a claim says of everything in it that it is so.
            reviewed.pinned |= frozenset(WHOLE)
            said = _as_it_is(_applied(reviewed, (), text), text) | reviewed.latest | said
        case Action.CHANGE | Action.ADD:
            change = read_change(data["change"])
            new = [change]
            # An orphan that is placed anew is said anew, so nothing of what was said of it before is in the way.
            anew = reviewed.ours is None and {"spans", "status"} <= change.aspects
            reviewed.changes = new if anew else [*reviewed.changes, *new]
            reviewed.pinned |= frozenset(WHOLE) | change.aspects if decision.action is Action.ADD else change.aspects
            said |= {aspect: data["change"][aspect] for aspect in change.aspects}
            said |= _otherwise(change, reviewed.machine)
            if change.spans:  # two people agree if they mean the same words, wherever these stand in a later version
                said["spans"] = [span.of(text) for span in change.spans]
        case (
            Action.MERGE
            | Action.SPLIT
            | Action.RENAME
            | Action.ALIAS
            | Action.KIND
            | Action.LOAD
            | Action.DESCRIBE
            | Action.REMOVE
            | Action.UNDO
        ):
            raise ValueError(f"correction {decision.id} is none of a claim: {decision.action}")
        case _:
            assert_never(decision.action)
    reviewed.added |= decision.action is Action.ADD
    view |= said
    reviewed.latest |= said
    reviewed.ours = _applied(reviewed, new, text)


def _move(reviewed: ReviewedClaim, article: int, between: Callable[[int, int], Place]) -> None:
    """Into the article in which it is decided next, as far as what was said of it fits there."""
    if reviewed.article and reviewed.article != article:
        place = _of_claim(reviewed, between(reviewed.article, article))
        moved = (change_placed(change, place) for change in reviewed.changes)
        reviewed.changes = [change for change in moved if change is not None]
        reviewed.ours = reviewed.ours and placed(reviewed.ours, place)
    reviewed.article = article


def _otherwise(change: Change, machine: AttributedClaim | None) -> dict[str, Any]:
    """Whether it is denied and who relays it, as ``latest`` has them: None for what the engine says anyway."""
    said: dict[str, Any] = {}
    if change.denied is not None:
        said["denied"] = None if machine and machine.claim.denied == change.denied else change.denied
    if change.via is not None:
        engines = machine.relayers if machine else None
        is_engines = engines is not None and names_of(engines) == names_of(change.via)
        said["via"] = None if is_engines else [one.speaker.name for one in change.via]
    return said


def _as_it_is(one: AttributedClaim | None, text: str) -> dict[str, Any]:
    """Each of ASPECTS of a claim, as a change that says so has it."""
    if one is None:
        return {}
    said = one.attribution
    quote_type, speaker = (said.quote_type, said.speaker) if said else (None, None)
    change = write_change(Change(status=one.claim.status, quote_type=quote_type, speaker=speaker))
    return {**dict.fromkeys(ASPECTS), **change, "spans": [span.of(text) for span in one.claim.spans]}


def _are_one(one: Any, other: Any) -> bool:
    """True if two people say the same; of a speaker whom only one of them chose from those known, the name decides."""
    if isinstance(one, dict) and isinstance(other, dict):
        if "chosen" in one and "chosen" in other:
            return bool(one["chosen"] == other["chosen"])
        return all(fold(one[part]) == fold(other[part]) for part in ("name", "kind"))
    return bool(one == other)


def _applied(reviewed: ReviewedClaim, new: Sequence[Change], text: str) -> AttributedClaim | None:
    """All that was changed, on what the engine said last; if it said nothing, the new change on what people had."""
    one, changes = reviewed.machine, reviewed.changes
    if one is None and reviewed.ours is not None:
        one, changes = reviewed.ours, list(new)
    elif one is None:
        spans = next((change.spans for change in changes if change.spans), None)
        one = AttributedClaim(Claim(spans)) if spans else None
    for change in changes:
        try:
            one = one and apply_change(one, change, text)
        except InputError as error:
            reviewed.misfit = str(error)
    return one
