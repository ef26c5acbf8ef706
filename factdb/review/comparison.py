"""What changed in claims between two versions of a text: added, gone, or said otherwise. Pure.

A claim of the old version is that of the new one whose words stand in the same surroundings (see ``anchor``); else, in
paragraphs that belong together, the one that has most words in common with it.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from factdb.names.folding import fold
from factdb.records import Speaker
from factdb.review.alignment import opcodes
from factdb.review.anchor import Anchors
from factdb.review.claims import AttributedClaim, words
from factdb.text.segments import paragraphs

# Two claims are one reworded if at least half of their words are in both (Dice's coefficient of the words): below that
# they differ in more than they share. Sentences of one article that only share small words are far below.
_ALIKE = 0.5

# Where two stretches of paragraphs, or of claims, have more pairs than this, each is compared only with so many to
# either side of its own place in the other: nobody edits hundreds of paragraphs in one piece and moves them about.
_MANY_PAIRS = 10_000
_BESIDE = 10

# Claims of the old and the new version, by their places in the two lists.
_Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Version:
    """A text and its claims, in any order, no two of the same spans."""

    text: str
    claims: Sequence[AttributedClaim]


@dataclass(frozen=True, slots=True)
class Difference:
    """A claim as it was and as it is, None where it was or is not, and what changed, in words."""

    changes: tuple[str, ...]
    old: AttributedClaim | None
    new: AttributedClaim | None


def differences(old: Version, new: Version) -> Iterator[Difference]:
    """What changed, in the order of the new text, then what is gone, in that of the old.

    That a claim stands elsewhere, or that white space changed, is no change.
    """
    paired = {j: i for i, j in pairs(old, new)}
    for j in sorted(range(len(new.claims)), key=lambda j: new.claims[j].claim.spans):
        after = new.claims[j]
        if j not in paired:
            yield Difference(("added",), None, after)
            continue
        before = old.claims[paired[j]]
        if changes := tuple(_changes(old.text, before, new.text, after)):
            yield Difference(changes, before, after)
    gone = set(range(len(old.claims))) - set(paired.values())
    for i in sorted(gone, key=lambda i: old.claims[i].claim.spans):
        yield Difference(("gone",), old.claims[i], None)


def pairs(old: Version, new: Version) -> list[_Pair]:
    """Which claims of the two versions are one, by their places; each is in at most one pair.

    With the versions swapped the pairs are the same.
    """
    if old.text > new.text:  # a is aligned with b otherwise than b with a
        return sorted((i, j) for j, i in pairs(new, old))
    found = _anchored(old, new)
    taken = {i for i, _ in found}, {j for _, j in found}
    bags = [
        {
            number: Counter(fold(words(version.text, one)).split())
            for number, one in enumerate(version.claims)
            if number not in its
        }
        for version, its in zip((old, new), taken, strict=True)
    ]
    candidates = []
    for i, j in _aligned(old, new, found):
        if (alike := _alike(bags[0][i], bags[1][j])) >= _ALIKE:
            candidates.append((-alike, abs(i - j), min(i, j), i, j))
    for *_, i, j in sorted(candidates):
        if i not in taken[0] and j not in taken[1]:
            found.append((i, j))
            taken[0].add(i)
            taken[1].add(j)
    return sorted(found)


def _anchored(old: Version, new: Version) -> list[_Pair]:
    """Claims whose exact words stand in one place of the other version, each way, and are a claim there."""
    there, back = _places(old, new), _places(new, old)
    return [(i, j) for i, j in there.items() if back.get(j) == i]


def _places(one: Version, other: Version) -> dict[int, int]:
    anchors = Anchors(one.text, other.text)
    numbers = {claimed.claim.spans: number for number, claimed in enumerate(other.claims)}
    found = {}
    for number, claimed in enumerate(one.claims):
        spans = tuple(span for part in claimed.claim.spans if (span := anchors.one(part)))
        if spans in numbers:
            found[number] = numbers[spans]
    return found


def _aligned(old: Version, new: Version, anchored: Collection[_Pair]) -> Iterator[_Pair]:
    """The claims that are not ``anchored`` of paragraphs that belong together: by their alignment, or because one claim
    stands in both.
    """
    blocks = [_by_paragraph(version) for version in (old, new)]
    ours, theirs = ([text for text, _ in block] for block in blocks)
    together: set[_Pair] = set()
    for kind, a1, a2, b1, b2 in opcodes(ours, theirs):
        together.update(zip(range(a1, a2), range(b1, b2), strict=False))
        if kind == "replace":
            together.update(_crossed(range(a1, a2), range(b1, b2)))
    homes = [{claim: number for number, (_, claims) in enumerate(block) for claim in claims} for block in blocks]
    together |= {(homes[0][i], homes[1][j]) for i, j in anchored}
    # Left out first, because paragraphs of many claims that all stand as they stood have as many pairs as their square.
    taken = {i for i, _ in anchored}, {j for _, j in anchored}
    left = [
        [[claim for claim in claims if claim not in its] for _, claims in block]
        for block, its in zip(blocks, taken, strict=True)
    ]
    return (pair for a, b in together for pair in _crossed(left[0][a], left[1][b]))


def _crossed(ours: Sequence[int], theirs: Sequence[int]) -> Iterator[_Pair]:
    """Each of ours with each of theirs, or where they are very many with those about its place."""
    if len(ours) * len(theirs) <= _MANY_PAIRS:
        yield from product(ours, theirs)
        return
    for place, one in enumerate(ours):
        middle = place * len(theirs) // len(ours)
        yield from ((one, other) for other in theirs[max(middle - _BESIDE, 0) : middle + _BESIDE + 1])


def _by_paragraph(version: Version) -> list[tuple[str, list[int]]]:
    """The words of each paragraph, and the claims that begin in it."""
    spans = paragraphs(version.text)
    starts = [span.start for span in spans]
    claims: defaultdict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(version.claims):
        claims[max(bisect_right(starts, min(one.claim.spans).start) - 1, 0)].append(number)
    return [(_plain(span.of(version.text)), claims[number]) for number, span in enumerate(spans)]


def _alike(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(one.total() + other.total(), 1)


def _changes(old_text: str, before: AttributedClaim, new_text: str, after: AttributedClaim) -> Iterator[str]:
    if _plain(words(old_text, before)) != _plain(words(new_text, after)):
        yield "reworded"
    one, other = before.claim, after.claim
    for was, is_now, what in (
        (one.speculative, other.speculative, "hedged"),
        (one.sourced, other.sourced, "sourced"),
        (one.quoted, other.quoted, "quoted"),
        (one.denied, other.denied, "denied"),
    ):
        if was != is_now:
            yield f"now {what}" if is_now else f"no longer {what}"
    if one.speculative and other.speculative and one.certainty != other.certainty:
        yield f"now {other.certainty}"
    if before.attribution and after.attribution and not _same(before.attribution.speaker, after.attribution.speaker):
        yield "now attributed to someone else"


def _same(one: Speaker, other: Speaker) -> bool:
    """One stored speaker, or one name: whoever is known by a description alone is another speaker in each text."""
    return (one.chosen or 0) == other.chosen or (fold(one.name), one.kind) == (fold(other.name), other.kind)


def _plain(text: str) -> str:
    return " ".join(text.split())
