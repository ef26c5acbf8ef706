"""A language as one value: what extraction knows of its words.

All of it is in a folder of word lists, so that a second language is a folder beside ``en``. The patterns and rules that
are built of the words are still those of English.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from factdb.language.wordlists import entries


@dataclass(frozen=True)
class Language:
    """One language, by the folder of its word lists; a list is read where it is asked for."""

    folder: Path

    def words(self, name: str) -> Sequence[str]:
        """The entries of the list ``name``, in the order of its file."""
        return entries(self.folder / f"{name}.txt")

    def any_of(self, *names: str) -> str:
        """An alternative of a regular expression that matches any entry of these lists."""
        return "|".join(re.escape(word) for name in names for word in self.words(name))

    def sayings(self, *uses: str) -> Sequence[str]:
        """The forms of words of saying that do any of these things; ``sayings.txt`` says what they are."""
        return [form for form, done in self._sayings.items() if not done.isdisjoint(uses)]

    def any_saying(self, *uses: str) -> str:
        """An alternative that matches any of these forms."""
        return "|".join(map(re.escape, self.sayings(*uses)))

    @cached_property
    def _sayings(self) -> Mapping[str, frozenset[str]]:
        lines = (entry.split(":") for entry in self.words("sayings"))
        return {form: frozenset(uses.split()) for form, uses in lines}


ENGLISH = Language(Path(__file__).parent / "en")
