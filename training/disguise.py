"""The same text as others would have set it: straight marks, capitals, lower case, tokens apart, no final full stop.

PolNeAR's texts have curly marks and headlines that end in a full stop; what people import often hasn't.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

_STRAIGHT = {"“": '"', "”": '"', "‘": "'", "’": "'"}
_TOKENS = {"“": "`` ", "”": " ''", "‘": "` ", "’": " '", "(": "-LRB- ", ")": " -RRB-"}
# What tokenisers part from the word before it.
_PARTED = re.compile(r"(?<=\w)[,;:!?%](?=[\s”’]|$)|(?<=\w)\.(?=\s*$)|(?<=\w)(?:n['’]t|['’](?:s|re|ve|ll|d|m))\b", re.M)
# Below this, a first line is a headline.
_HEADLINE = 160


@dataclass(frozen=True, slots=True)
class Disguised:
    """A text, and where each of its characters comes from in the text as it was."""

    text: str
    origin: list[int]


# A stretch of the text and what stands in its place.
Edit = tuple[int, int, str]


def disguised(text: str, chance: random.Random, share: float = 0.5) -> Disguised:
    """The text as it is, or with a chance of ``share`` as others would have set it."""
    edits: list[Edit] = []
    if chance.random() < share:
        edits = list(chance.choice(MANNERS)(text))
    if chance.random() < share:
        edits += bare_headline(text, capitals=chance.random() < share)
    return edited(text, edits)


def edited(text: str, edits: list[Edit]) -> Disguised:
    """The text with each stretch replaced. Of edits that overlap, the first is made; letters only change in place."""
    parts: list[str] = []
    origin: list[int] = []
    at = 0
    for begin, end, new in sorted(edits, key=lambda edit: edit[:2]):
        if begin < at:
            continue
        parts += [text[at:begin], new]
        kept = range(begin, end) if len(new) == end - begin else [begin] * len(new)
        origin += chain(range(at, begin), kept)
        at = end
    return Disguised("".join([*parts, text[at:]]), [*origin, *range(at, len(text))])


def straight_marks(text: str) -> Iterator[Edit]:
    """Typewriter marks for curly ones."""
    yield from ((at, at + 1, _STRAIGHT[mark]) for at, mark in enumerate(text) if mark in _STRAIGHT)


def lower_case(text: str) -> Iterator[Edit]:
    """No capitals."""
    yield from ((at, at + 1, mark.lower()) for at, mark in enumerate(text) if mark.isupper() and len(mark.lower()) == 1)


def tokens_apart(text: str) -> Iterator[Edit]:
    """Marks parted from words and written as treebanks write them."""
    for found in _PARTED.finditer(text):
        yield found.start(), found.start(), " "
    for at, mark in enumerate(text):
        if mark in _TOKENS and not (mark == "’" and text[at + 1 : at + 2].isalnum()):
            yield at, at + 1, _TOKENS[mark]


def bare_headline(text: str, *, capitals: bool) -> list[Edit]:
    """A first line without its full stop, in capitals or as it is."""
    line = text.partition("\n")[0].rstrip()
    if not line or len(line) > _HEADLINE:
        return []
    stop = [(len(line) - 1, len(line), " ")] if line.endswith(".") else []
    upper = [(at, at + 1, mark.upper()) for at, mark in enumerate(line) if capitals and len(mark.upper()) == 1]
    return stop + upper


MANNERS: tuple[Callable[[str], Iterator[Edit]], ...] = (straight_marks, straight_marks, lower_case, tokens_apart)
