"""Common words that are names where an article names somebody so: "King said so", of an article about Ann King."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from factdb.extract.cast.capitals import is_common, key
from factdb.language import ENGLISH
from factdb.language import lexicon as lx
from factdb.records import Span

if TYPE_CHECKING:
    from factdb.extract.cast.names import Name

# What tells that a common word is somebody's name: it speaks, owns or is so old, or who that is stands behind; or the
# words before it say so.
_OF_SOMEBODY = (
    r"(?=['’]s\b|, \d\d,|(?<!\b[Ii]n \w\w\w), the [a-z][^,.;\n]{3,60},|"
    rf" (?:{ENGLISH.any_saying('before-name', 'relays')}|has|had|is|was)\b)"
)
_SPEAKER_AFTER = [*ENGLISH.sayings("before-name"), "according to"]
_ENDS = r"(?=[.,;:\n]|$| (?:in|at|on|during|after|before|when|as|to|who|last|this|from)\b)"
# Ban Ki-moon
HYPHENATED = re.compile(r"\w{2,7} [^\W\d_]\w{1,6}-[^\W\d_]\w{1,6}")
# "Bill", "Will": given names that are as often another word.
_COMMON_GIVEN = frozenset(name for name in lx.GIVEN_NAMES if is_common(name) or name in lx.DOCUMENTS)
_AND = re.compile(rf"\b({'|'.join(sorted(map(str.capitalize, _COMMON_GIVEN)))}) (?:and|&) $")


def named_alone(text: str, found: Sequence[Name]) -> Iterator[tuple[Span, str]]:
    """Where a title or a common word stands alone that is part of a person's name in ``found``, and the word.

    "King said so" of an article about Ann King, "Young, 61," about Ann Young, "Moon" about Moon Jae-in, "Bill said"
    about Bill Reed; "KING:" of a transcript of Ann King's; and "Bill" of "Bill and Ann Reed".
    """
    people = [name for name in found if name.kind == "person" and len(name.words) > 1]
    titled = (name for name in found if len(name.words) > 1 and name.kind != "organisation")
    titles = {name.words[-1] for name in titled if name.words[-1] in lx.TITLES}
    common = {name.words[-1] for name in people if is_common(name.words[-1])}
    common |= {name.words[0] for name in people if name.words[0] in _COMMON_GIVEN}
    common |= {
        n.words[0] for n in found if HYPHENATED.fullmatch(text, n.span.start, n.span.end) and is_common(n.words[0])
    }
    for name in people:
        first = _AND.search(text, max(name.span.start - 20, 0), name.span.start)
        if first and not name.title and name.words[0] in lx.GIVEN_NAMES:
            yield Span(*first.span(1)), key(first[1])
            common.add(key(first[1]))
    for word in sorted(titles | common):
        taken = {name.span.end for name in found if word in (name.words[-1], name.words[0])}
        written = word.capitalize()
        alone = rf"(?<![\w’'-])(?<![Tt]he ){written}(?![\w-]| [A-Z])"
        if word in common:
            named = "|".join(rf"(?<=\b{verb} {written})" for verb in _SPEAKER_AFTER)
            alone += rf"(?:{_OF_SOMEBODY}|(?:{named}){_ENDS})"
        alone += rf"|(?<![\w’'-]){word.upper()}(?=:)"
        for one in re.finditer(alone, text):
            if one.end() not in taken:
                yield Span(*one.span()), word
