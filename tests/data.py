"""Cases that stand in files, a line each."""

from collections.abc import Sequence

import pytest


def cases(lines: Sequence[str]) -> list[object]:
    """Each text, and what must come of it, behind " => "; a question mark stands before what doesn't come of it yet."""
    return [
        pytest.param(
            *line.removeprefix("? ").split(" => ", 1),
            id=line[:40],
            marks=[pytest.mark.xfail(strict=True)] if line.startswith("? ") else [],
        )
        for line in lines
    ]
