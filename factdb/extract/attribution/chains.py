"""Chains of attributions: who relays whom, and whose claim it is that passes through several mouths."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from factdb.extract.attribution.assertions import is_saying, shape_of
from factdb.extract.attribution.frames import Roles, left_over
from factdb.extract.weighing import odds, probability, weights
from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.records import Attribution, Span, SpeakerKind
from factdb.text.spans import letters, merged, overlapping, trimmed, without

_WEIGHTS = weights("relayed_weights")
_WORD = re.compile(r"\w+")
# What is left of a sentence beside what it relays is a claim of its speaker's from this many words on.
_SUBSTANCE = 3
# What is known of a cue: that it reports that somebody said something, that it says or thinks a clause.
REPORTS = re.compile(rf"\b(?:{ENGLISH.any_saying('relays')})\b", re.I)
_THINKS = re.compile(rf"\b(?:{ENGLISH.any_saying('bare-clause')})\b", re.I)
_IDEA = re.compile(rf"\b(?:{ENGLISH.any_of('idea_nouns')})s?\Z")
_OWNER = re.compile(r"(?:[’']s|s[’'])\Z")
# What a document shows is told in the words of whoever points to it.
_SHOWS = re.compile(r"\b(?:show|prove|demonstrate|illustrate|underscore|underline|highlight|reveal)(?:s|d|ed|n)?\Z")


def chained(attributions: Sequence[Attribution]) -> list[tuple[int, Attribution]]:
    """The attributions in the order of the text, each with its number in what is given.

    Whoever is relayed by somebody who tells of himself ("Ann said she believed that Bob knew") is relayed by what that
    stands in. ``via`` are indices of what is given, and of what is returned.
    """
    via = [one.via for one in attributions]
    echoes: set[int] = set()
    for number, one in enumerate(attributions):
        while (outer := via[number]) is not None and outer in echoes:
            via[number] = via[outer]
        if outer is not None and is_echo(one, attributions[outer]):
            echoes.add(number)
    order = sorted(range(len(attributions)), key=lambda number: (_start(attributions[number]), number))
    place: dict[int | None, int | None] = {number: index for index, number in enumerate(order)} | {None: None}
    return [(number, _relayed_by(attributions[number], place[via[number]])) for number in order]


def _relayed_by(one: Attribution, via: int | None) -> Attribution:
    return one if one.via == via else replace(one, via=via)


def is_echo(one: Attribution, outer: Attribution) -> bool:
    """Does the speaker of ``outer`` relay himself: "Ann said she believed it", "“I think so,” said Ann"?"""
    return one.speaker.name in ("", outer.speaker.name)


@dataclass(frozen=True, slots=True)
class Relay:
    """An attribution that stands in what ``outer`` says: by an outlet it may be, and of a thing, which says nothing."""

    inner: Attribution
    outer: Attribution
    by_outlet: bool
    of_thing: bool

    def may_be_claimed(self, text: str, quoted: Sequence[Span]) -> bool:
        """Who tells what he and others say claims it himself, and so does who quotes somebody else in words of his own,
        in quotation marks (``quoted``, the outermost); an outlet claims little of what it hands on. What a thing
        shows ("the flood shows that") is the claim of whoever tells so.
        """
        himself = is_echo(self.inner, self.outer) or self.outer.speaker.name in self.inner.speaker.name.split("; ")
        if himself or self.of_thing or self._is_only_shown(text, quoted):
            return False
        return self.by_outlet or not overlapping(quoted, self.inner.cue)

    def _is_only_shown(self, text: str, quoted: Sequence[Span]) -> bool:
        """ "Ann said the ruling showed that Bob “can't be trusted”": the words in quotation marks are Ann's."""
        documents = [one.speaker.kind is SpeakerKind.DOCUMENT for one in (self.inner, self.outer)]
        shows = (
            not self.by_outlet
            and documents == [True, False]
            and _SHOWS.search(text, self.inner.cue.start, self.inner.cue.end)
        )
        return bool(shows) and any(overlapping(quoted, content) for content in self.inner.contents)

    def chance_of_claim(self, text: str, piece: Span, quoted: Sequence[Span]) -> float:
        """The probability that ``piece``, the first of what the inner attribution puts forward, is its speaker's claim,
        and not the outer one's; ``quoted`` are its parts in quotation marks."""
        return probability(odds(_WEIGHTS, self.signs(text, piece, quoted)))

    def signs(self, text: str, piece: Span, quoted: Sequence[Span]) -> Iterator[str]:
        """What may tell whose claim it is, each sign a string that has a weight."""
        manner = _manner(text, self.inner.cue)
        teller = "outlet" if self.by_outlet else str(self.outer.speaker.kind)
        yield from (f"manner {manner}", f"teller {teller}", f"{manner} {teller}")
        yield from (f"shape {shape_of(text, piece, quoted)}", f"confidence {int(self.inner.confidence * 10)}")


def _manner(text: str, cue: Span) -> str:
    words = cue.of(text)
    if REPORTS.search(words):
        return "reports"
    if _THINKS.search(words):
        return "thinks"
    return "tells" if is_saying(text, cue) else "acts"


def own_contents(
    text: str, attributions: Sequence[Attribution], claimed: Sequence[tuple[Span, ...]]
) -> list[tuple[Span, ...]]:
    """For each attribution what of its ``claimed`` pieces is its speaker's own, without what it relays of others: as
    much as a sentence with such attributions leaves to its writer, if that isn't too little. No letter is of two.
    """
    relayed: defaultdict[int, set[int]] = defaultdict(set)
    in_acts: set[int] = set()
    own = list(claimed)
    done: defaultdict[int, list[Attribution]] = defaultdict(list)
    for number, (one, some) in enumerate(zip(attributions, claimed, strict=True)):
        outer = one.via
        if outer is not None and not some:
            done[outer].append(one)
        # "Roe points out that the court backed Cole's view that": the court claims nothing, what it backed is Roe's.
        while outer is not None and not claimed[outer]:
            outer = attributions[outer].via
            in_acts.add(number)
        if outer is None or not some:
            continue
        # "Ann, told that Bo wants Cole to go: “It is late.”" is Ann's from mark to mark.
        if number in in_acts and set(some) <= set(claimed[outer]):
            own[number] = ()
        else:
            relayed[outer].add(number)
    for outer, number in _nested(text, own):
        if outer not in relayed.get(number, ()):
            relayed[outer].add(number)
    for outer, inner in relayed.items():
        framed = [number for number in inner if number not in in_acts or not _is_idea(text, attributions[number])]
        sources = merged(source for number in framed for source in attributions[number].sources)
        frames = merged((*sources, *(attributions[number].cue for number in framed)))
        pieces = merged(piece for number in inner for piece in claimed[number])
        roles = Roles(sources, frames, merged((*frames, *pieces)), pieces, acts(done[outer]))
        left = tuple(part for piece in claimed[outer] for part in left_over(text, piece, roles))
        whole = not set(left).isdisjoint(claimed[outer])
        own[outer] = left if whole or any(len(_WORD.findall(part.of(text))) >= _SUBSTANCE for part in left) else ()
    return _each_once(text, own)


def _is_idea(text: str, one: Attribution) -> bool:
    """Does the cue name what somebody thinks, as in "backed Cole's view that", and so what is done with it?"""
    owned = (
        one.sources
        and one.sources[-1].end <= one.cue.start
        and _OWNER.search(text, one.sources[-1].start, one.sources[-1].end)
    )
    return bool(owned or _IDEA.search(text, one.cue.start, one.cue.end))


def _nested(text: str, claimed: Sequence[tuple[Span, ...]]) -> Iterator[tuple[int, int]]:
    """The pairs of which all that the second claims is claimed by the first as well, be it relayed or not."""
    for one, other in _sharing(claimed):
        inner, outer = sorted((one, other), key=lambda number: (_size(text, claimed[number]), -number))
        whole = merged(claimed[outer])
        beyond = (part for piece in claimed[inner] for part in without(piece, overlapping(whole, piece)))
        if not any(letters(text, part) for part in beyond):
            yield outer, inner


def _sharing(claimed: Sequence[tuple[Span, ...]]) -> set[tuple[int, int]]:
    """The pairs of those that have letters in common, the lower first."""
    pairs: set[tuple[int, int]] = set()
    open_ones: list[tuple[Span, int]] = []
    for piece, number in sorted((piece, number) for number, some in enumerate(claimed) for piece in some):
        open_ones = [(before, other) for before, other in open_ones if before.end > piece.start]
        pairs |= {(min(other, number), max(other, number)) for _, other in open_ones if other != number}
        open_ones.append((piece, number))
    return pairs


def _each_once(text: str, own: list[tuple[Span, ...]]) -> list[tuple[Span, ...]]:
    """The same, where two still claim the same letters without those for the one that claims more."""
    for one, other in sorted(_sharing(own)):
        less, more = sorted((one, other), key=lambda number: (_size(text, own[number]), -number))
        taken = merged(own[less])
        left = (part for piece in own[more] for rest in without(piece, taken) for part in trimmed(text, rest))
        own[more] = tuple(part for part in left if letters(text, part))
    return own


def _size(text: str, pieces: Iterable[Span]) -> int:
    return sum(letters(text, piece) for piece in pieces)


def acts(done: Iterable[Attribution]) -> list[Span]:
    """The verbs of what somebody only does, each with the first letter of what it is done to: "backs t"."""
    return merged(
        Span(one.cue.start, one.contents[0].start + 1)
        for one in done
        if one.sources and one.sources[-1].end <= one.cue.start < one.cue.end <= one.contents[0].start
    )


def _start(one: Attribution) -> int:
    return min(span.start for span in (*one.sources, one.cue, *one.contents))
