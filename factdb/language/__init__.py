"""A language as one value: what extraction knows of its words.

All of it is in a folder of word lists, so that a second language is a folder beside ``en``. The patterns and rules that
are built of the words are still those of English.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from factdb.language.wordlists import entries

# In a list of expressions, what stands for others: "@THEY", "@weekdays,months", "@sayings:aside".
_STANDING_FOR = re.compile(r"@([A-Z_]{2,}|[a-z_]+(?::[a-z-]+)?(?:,[a-z_-]+)*)")


@dataclass(frozen=True)
class Language:
    """One language, by the folder of its word lists; a list is read where it is asked for."""

    folder: Path

    def words(self, name: str) -> Sequence[str]:
        """The entries of the list ``name``, in the order of its file."""
        return entries(self.folder / f"{name}.txt")

    def any_of(self, *names: str) -> str:
        """An alternative of a regular expression that matches any entry of these lists."""
        return alternatives([word for name in names for word in self.words(name)])

    def sayings(self, *uses: str) -> Sequence[str]:
        """The forms of words of saying that do any of these things; ``sayings.txt`` says what they are."""
        return [form for form, done in self._sayings.items() if not done.isdisjoint(uses)]

    def any_saying(self, *uses: str) -> str:
        """An alternative that matches any of these forms."""
        return alternatives(self.sayings(*uses))

    def expressions(self, name: str, **said: str) -> Iterator[tuple[str, str]]:
        """The entries of a list of expressions: of each what stands before "=>" and what behind it.

        In one "@weekdays,months" stands for any word of these lists, "@sayings:aside" for any form that does so, and
        "@THEY" for what "@THEY = ..." above, or who asks, has ``said`` of it.
        """

        def meant(part: re.Match[str]) -> str:
            kind, _, uses = part[1].partition(":")
            if uses:
                return f"(?:{self.any_saying(*uses.split(','))})"
            return f"(?:{said[kind] if kind.isupper() else self.any_of(*kind.split(','))})"

        for entry in self.words(name):
            begins = re.match("@([A-Z_]+) = ", entry)
            whole = _STANDING_FOR.sub(meant, entry[begins.end() if begins else 0 :])
            if begins:
                said[begins[1]] = whole
            else:
                before, _, behind = whole.partition("=>")
                yield before.strip(), behind.strip()

    @cached_property
    def _sayings(self) -> Mapping[str, frozenset[str]]:
        lines = (entry.split(":") for entry in self.words("sayings"))
        return {form: frozenset(uses.split()) for form, uses in lines}


def alternatives(words: Sequence[str]) -> str:
    """What matches any of the words, the first of them that fits, as ``|`` between them would.

    Those that begin with the same letter share it: at each place of a text one letter of each kind is looked at and not
    one of every word.
    """
    heads = dict.fromkeys(word[:1] for word in words)
    # A word that has ended fits before those that go on, and in small letters as in large ones.
    if len(heads) == len(words) or "" in heads or len(set(map(str.casefold, heads))) < len(heads):
        return "|".join(map(re.escape, words))
    behind = {head: [word[1:] for word in words if word[0] == head] for head in heads}
    return "|".join(
        re.escape(head) + (f"(?:{alternatives(rest)})" if len(rest) > 1 else re.escape(rest[0]))
        for head, rest in behind.items()
    )


def longest_of(words: Iterable[str]) -> str:
    """What matches any of the words, the longest that fits."""
    return alternatives(sorted(words, key=len, reverse=True))


ENGLISH = Language(Path(__file__).parent / "en")
