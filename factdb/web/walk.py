"""A walk through claims to decide about, as the terminal's review has it: what is left, what was done, by whom."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from factdb.records import Action
from factdb.review.decisions import Target


@dataclass(frozen=True, slots=True)
class Made:
    """One decision of a walk: the correction, the place of its claim, and what was done."""

    correction: int
    place: int
    action: Action


@dataclass(slots=True)
class Walk:
    """The claims that waited when it began; ``passed`` are places of those that others decided meanwhile."""

    id: str
    targets: Sequence[Target]
    conflicts: bool
    title: str
    made: list[Made] = field(default_factory=list)
    passed: set[int] = field(default_factory=set)

    def progress(self, place: int) -> str:
        """Where it is, in words."""
        done = Counter(one.action for one in self.made)
        parts = [
            f"{done[action]} {word}"
            for action, word in ((Action.ACCEPT, "accepted"), (Action.REJECT, "rejected"), (Action.CHANGE, "changed"))
            if done[action]
        ]
        parts += [f"{len(self.passed)} decided by others"] if self.passed else []
        return ", ".join([f"{min(place + 1, len(self.targets)):,} of {len(self.targets):,}", *parts])
