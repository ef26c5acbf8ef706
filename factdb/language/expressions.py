"""Python's ``re``, but an expression is compiled when it is first looked for.

For modules with expressions that are built of whole word lists: to compile all of them takes most of a second, and the
third of them that is for transcripts, dialogues and the like is needed in few texts. Import it ``as re``.
"""

import re
from functools import cached_property
from re import DOTALL as S
from re import IGNORECASE as I
from re import MULTILINE as M
from re import VERBOSE, Match, Pattern, escape, findall, finditer, fullmatch, search, sub
from typing import Any, cast

__all__ = (
    "VERBOSE", "I", "M", "Match", "Pattern", "S", "compile", "escape", "findall", "finditer", "fullmatch", "search",
    "sub",
)  # fmt: skip


class _Expression:
    def __init__(self, pattern: str, flags: int) -> None:
        self._written = pattern, flags

    @cached_property
    def _compiled(self) -> Pattern[str]:
        return re.compile(*self._written)

    def __getattr__(self, name: str) -> Any:
        """What the compiled expression has of that name; asked once, and from then on an attribute of this."""
        if name.startswith("_"):
            raise AttributeError(name)  # as copying asks for, of one that isn't there yet
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


def compile(pattern: str, flags: int = 0) -> Pattern[str]:  # noqa: A001
    """The expression; that it is none is said when it is first looked for."""
    return cast("Pattern[str]", _Expression(pattern, flags))
