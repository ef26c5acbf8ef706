"""Which corrections hold: undoings, and undoings of undoings."""

from collections.abc import Sequence

import pytest

from factdb.records import Action
from factdb.review.speakers import Correction
from factdb.review.undoing import effective, undone_by


def made(*undone: int | None) -> list[Correction]:
    """Corrections numbered from 1; each either renames somebody (None), or takes back the one of that number."""
    return [
        Correction(number, Action.RENAME, {}) if one is None else Correction(number, Action.UNDO, {"correction": one})
        for number, one in enumerate(undone, 1)
    ]


@pytest.mark.parametrize(
    ("corrections", "holding", "taken_back"),
    [
        (made(), [], {}),
        (made(None, None), [1, 2], {}),
        (made(None, None, 1), [2], {1: 3}),
        (made(None, 1, 2), [1], {2: 3}),
        (made(None, 1, 2, 1), [], {1: 4, 2: 3}),
        (made(None, 1, 2, 3), [], {1: 2, 3: 4}),
        (made(None, None, 2, None, 1), [4], {2: 3, 1: 5}),
    ],
)
def test_what_holds(corrections: Sequence[Correction], holding: list[int], taken_back: dict[int, int]) -> None:
    assert [one.id for one in effective(corrections)] == holding
    assert undone_by(corrections) == taken_back
    assert [one.id for one in effective(corrections[::-1])] == holding[::-1]
