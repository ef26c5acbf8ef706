"""Which stretches of two sequences are the same, in order: as difflib finds them, in a time that grows as they do.

difflib compares each with all that are equal to it, and begins anew behind every stretch: where a word or a paragraph
stands there a thousand times, that takes a million steps. Longer sequences are cut first where something stands once in
each of them (Bram Cohen's patience diff), until the parts are short.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

# What is shorter, and has fewer pairs of equal elements, is difflib's. No claim and no article of a newsroom is longer.
_LONG = 2_000
_MANY_PAIRS = 20_000

# How an element differs ("equal", "replace", "delete" or "insert"), and the half-open stretches of both it is about.
Opcode = tuple[str, int, int, int, int]
# Where equal stretches begin in the two, and their length.
_Block = tuple[int, int, int]
# Where an element stands in the two, and those before it.
_Chain = tuple[tuple[int, int], "_Chain | None"]


def opcodes(old: Sequence[str], new: Sequence[str]) -> Iterator[Opcode]:
    """What to do to ``old``, from its start to its end, so that it becomes ``new``.

    Two stretches too long for difflib in which nothing stands only once are replaced as a whole.
    """
    a = b = 0
    for start, other, size in [*_joined(sorted(_blocks(old, new))), (len(old), len(new), 0)]:
        if a < start or b < other:
            kind = "insert" if a == start else "delete" if b == other else "replace"
            yield kind, a, start, b, other
        if size:
            yield "equal", start, start + size, other, other + size
        a, b = start + size, other + size


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[_Block]:
    """The stretches that are equal, in any order, none of them overlapping or crossing another."""
    parts = [(0, len(old), 0, len(new))]
    while parts:
        a, a_end, b, b_end = parts.pop()
        ours, theirs = old[a:a_end], new[b:b_end]
        if _is_short(ours, theirs):
            matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
            yield from ((a + one.a, b + one.b, one.size) for one in matcher.get_matching_blocks() if one.size)
            continue
        before = _same_at_start(ours, theirs)
        after = _same_at_start(ours[before:][::-1], theirs[before:][::-1])
        yield from (block for block in ((a, b, before), (a_end - after, b_end - after, after)) if block[2])
        a, b = a + before, b + before
        if once := _once_in_both(old[a : a_end - after], new[b : b_end - after]):
            yield from ((a + one, b + other, 1) for one, other in once)
            edges = [(-1, -1), *once, (a_end - after - a, b_end - after - b)]
            parts += (
                (a + one + 1, a + next_one, b + other + 1, b + next_other)
                for (one, other), (next_one, next_other) in pairwise(edges)
            )


def _is_short(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    if max(len(ours), len(theirs)) > _LONG:
        return False
    count = Counter(theirs)
    return sum(count[one] for one in ours) <= _MANY_PAIRS


def _same_at_start(ours: Sequence[str], theirs: Sequence[str]) -> int:
    pairs = enumerate(zip(ours, theirs, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(ours), len(theirs)))


def _joined(blocks: Sequence[_Block]) -> Iterator[_Block]:
    """The same, those that follow one upon the other as one."""
    last = (0, 0, 0)
    for a, b, size in blocks:
        if (a, b) == (last[0] + last[2], last[1] + last[2]):
            last = (last[0], last[1], last[2] + size)
        else:
            yield last
            last = (a, b, size)
    yield last


def _once_in_both(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    """Where elements stand that occur once in each: as many of them as come in one order, in that order."""
    counts = Counter(ours), Counter(theirs)
    places = {one: place for place, one in enumerate(theirs) if counts[1][one] == counts[0][one] == 1}
    return _rising([(place, places[one]) for place, one in enumerate(ours) if one in places])


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most of the pairs, whose first numbers rise, of which the second do too (by patience sorting)."""
    tops: list[int] = []  # of each pile the least second number, and below the pairs that lead up to it, the last first
    chains: list[_Chain] = []
    for pair in pairs:
        pile = bisect_left(tops, pair[1])
        tops[pile : pile + 1] = [pair[1]]
        chains[pile : pile + 1] = [(pair, chains[pile - 1] if pile else None)]
    found = []
    chain = chains[-1] if chains else None
    while chain:
        pair, chain = chain
        found.append(pair)
    return found[::-1]
