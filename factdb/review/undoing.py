"""Which corrections hold: an undoing takes one back, and can be undone as well. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, TypeVar

from factdb.records import Action


class AnyCorrection(Protocol):
    """A correction of speakers or of claims."""

    @property
    def id(self) -> int:
        """Its id, rising with every correction."""

    @property
    def action(self) -> Action:
        """What was done."""

    @property
    def data(self) -> Mapping[str, Any]:
        """To whom; for an undoing ``correction``, the id of what it takes back."""


Kind = TypeVar("Kind", bound=AnyCorrection)


def effective(corrections: Sequence[Kind]) -> list[Kind]:
    """Those that hold, in their order: neither undoings nor what is undone."""
    undone = undone_by(corrections)
    return [one for one in corrections if one.action is not Action.UNDO and one.id not in undone]


def undone_by(corrections: Sequence[AnyCorrection]) -> dict[int, int]:
    """By which undoing that holds each correction was taken back."""
    undone: dict[int, int] = {}
    for one in sorted(corrections, key=lambda one: one.id, reverse=True):
        if one.action is Action.UNDO and one.id not in undone:
            undone.setdefault(one.data["correction"], one.id)
    return undone
