"""What a speaker relays of another: "Officials said that Iran had threatened to close the strait" holds Iran's threat.

The tagger reads an article in one layer, in which all that somebody says is one content. So a content is read once
more, alone, as if its speaker had written it: what the tagger finds there are the sayings that the speaker relays. That
costs as much as the first reading, which already tells in which contents there is nothing to be found (``Hints``).
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from factdb.extract.attribution.confidence import confidence
from factdb.extract.attribution.shaping import Found, placed, shaped
from factdb.extract.nobody import is_anybodys, is_told
from factdb.extract.tagging import decode, windows
from factdb.extract.tagging.labels import TAGS
from factdb.extract.tagging.link import linked
from factdb.extract.tagging.tagger import Tagger
from factdb.records import Span
from factdb.text.quotes import Quotation
from factdb.text.spans import letters, trimmed

# A content of fewer words relays nobody: a source, a cue and what is said need as many.
_FEWEST_WORDS = 5
# Contents without a word of these log-odds are not read again. Chosen by training/relays.py on the train part of our
# own labels: half of the words are left out, and one in fifty of the sayings found rightly at most.
_LEAST_HINT = -2.75
# Who relays somebody who relays somebody: no further.
_DEEPEST = 2
_OPENING_MARKS = '"“‘«„'
# How far into a content, in characters, whoever is relayed may stand to open it.
_OPENING = 60
# What a speaker's words begin with that isn't theirs, and quotation marks around all of them.
_FRAME = re.compile(r"[\s\"“‘'«„]*(?:that\s)?[\s\"“‘'«„]*", re.I)
# "I said", "we believe": who speaks tells of himself. Whom "you" means the words don't tell,
# nor whom a question asks for: "Who told you to leave?"
_SELF = re.compile(r"(?:I|we|me)\b|(?:my|our)\Z", re.I)
_ADDRESSED = re.compile(r"(?i:you)\b|Who(?:ever)?\b")
# Verbs that say to whom something is said before what is said, and whom.
_ADDRESSES = re.compile(r"\b(?:tells?|told|warn(?:s|ed)?|promise[sd]?|assure[sd]?|inform(?:s|ed)?|remind(?:s|ed)?)\Z")
_TOLD_HIM = re.compile(r"(?:tells?|told|warn(?:s|ed)|assure[sd]|informed|reminded)\s(?:him|her|them)\b")
_HIS_OWN, _SENTENCE_ENDS = re.compile(r"\b(?:I|my|me|we)\b"), re.compile(r"[.!?…]\s{1,3}\Z")
_WHOM = re.compile(r"(?:(?:an?|the|his|her|its|their|some)\s)?(?:(?!that\b)[\w’'-]{1,30}\s){1,3}(?=that\s)")


@dataclass(frozen=True, slots=True)
class Hints:
    """For each word of a text, in order, where it begins and the log-odds that, in a content, it begins the cue of
    somebody whom the speaker relays (``training/relays.py``)."""

    starts: Sequence[int]
    odds: Sequence[float]

    def tell_of(self, content: Span) -> bool:
        """Is the content long enough to relay somebody, and does a word of it hint that it does?"""
        first, last = bisect_left(self.starts, content.start), bisect_left(self.starts, content.end)
        return last - first >= _FEWEST_WORDS and max(self.odds[first:last]) >= _LEAST_HINT


@dataclass(frozen=True, slots=True)
class Relayed:
    """An attribution inside the content of another; ``chance`` is how sure it is.

    ``outer`` is the other's index: in what was given first, then, from its length on, in what was found before.
    ``of_himself``: the other's speaker tells what he himself says or thinks, in the first person.
    """

    outer: int
    found: Found
    chance: float
    of_himself: bool


def relayed(
    text: str,
    found: Sequence[Found],
    quotes: Sequence[Quotation],
    hints: Hints,
    tagger: Tagger,
    least: Callable[[int], float],
) -> list[Relayed]:
    """The attributions inside the contents of ``found``, and inside their own, that are sure enough.

    ``quotes`` are the quotations of ``text``, sorted. ``least`` says by the index of the outer one how sure that is.
    """
    deeper: list[Relayed] = []
    layer = list(enumerate(found))
    for _ in range(_DEEPEST):
        inner = list(_inside_of(text, layer, quotes, hints, tagger, least))
        begin = len(found) + len(deeper)
        layer = [(begin + number, one.found) for number, one in enumerate(inner)]
        deeper += inner
    return deeper


def _inside_of(
    text: str,
    layer: Sequence[tuple[int, Found]],
    quotes: Sequence[Quotation],
    hints: Hints,
    tagger: Tagger,
    least: Callable[[int], float],
) -> Iterator[Relayed]:
    again = [
        (outer, content, words)
        for outer, one in layer
        for content in one.contents
        if hints.tell_of(own := alone(text, content))
        for words in windows.runs(text, [own], _within(quotes, own), tagger.tokenizer, windows.WINDOW)
    ]
    scores = tagger.scores(words for *_, words in again)
    for (outer, content, _), window in zip(again, scores, strict=True):
        (labelled,) = decode.runs([window.tags], TAGS)
        inner = [_without_object(text, one) for one in placed(window.words, list(linked(window, labelled)))]
        inner = [_without_his_own(text, one, quotes) for one in inner]
        for one in shaped(text, [one for one in inner if _is_a_part(text, one, content)], _within(quotes, content)):
            if one.evidence and (chance := confidence(one.evidence, tagger.settings["confidence"])) >= least(outer):
                yield Relayed(outer, one, chance, _is_told_by(_SELF, text, one))


def _without_object(text: str, one: Found) -> Found:
    """The attribution without whom somebody tells: "had warned [the crew] that it was late"."""
    first = one.contents[0]
    told = first.start > one.cue.end and _ADDRESSES.search(text, one.cue.start, one.cue.end)
    whom = _WHOM.match(text, first.start, first.end) if told else None
    return replace(one, contents=(Span(whom.end(), first.end), *one.contents[1:])) if whom else one


def _without_his_own(text: str, one: Found, quotes: Sequence[Quotation]) -> Found:
    """The attribution without what whoever was told goes on to say of himself: "Roe said a clerk told him it was shut.
    “I went home.”"
    """
    behind = bisect_left(quotes, one.cue.end, key=lambda quote: quote.span.start)
    if behind == len(quotes) or not _TOLD_HIM.match(text, one.cue.start):
        return one
    his = quotes[behind].span
    is_his = _HIS_OWN.search(text, his.start, his.end) and _SENTENCE_ENDS.search(text, one.cue.end, his.start)
    if not is_his or one.contents[0].start >= his.start:
        return one
    kept = (Span(span.start, min(span.end, his.start)) for span in one.contents if span.start < his.start)
    return replace(one, contents=tuple(part for span in kept for part in trimmed(text, span)))


def with_quotations(
    text: str, found: Sequence[Found], inner: Sequence[Relayed], hands_on: Callable[[int], bool], sure: Collection[int]
) -> Iterator[Relayed]:
    """The same, each of the ``sure`` ones with the quotations that go on behind it in what an outlet hands on.

    "Ann Reed said, “It is late.” “Too late,” according to The Herald": all of it is Reed's. ``hands_on`` tells by the
    index in ``found`` whether an outlet says it; who stands behind a whole saying hands it on as well.
    """
    by_outer: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, one in enumerate(inner):
        whole = one.outer < len(found) and _is_whole(text, one.found, found[one.outer])
        if number in sure and (whole or hands_on(one.outer)):
            by_outer[one.outer].append((one.found.contents[-1].start, number))
    more: dict[int, list[Span]] = defaultdict(list)
    for outer, ones in by_outer.items():
        ones.sort()
        for content in found[outer].contents:
            before = bisect_left(ones, content.start, key=lambda one: one[0])
            if before and text[content.start] in _OPENING_MARKS:
                more[ones[before - 1][1]].append(content)
    for number, one in enumerate(inner):
        further = [content for content in more[number] if not _shares(content, one.found)]
        yield replace(one, found=replace(one.found, contents=(*one.found.contents, *further))) if further else one


def _is_whole(text: str, inner: Found, outer: Found) -> bool:
    """Is the inner saying all of what the outer one begins with: "“It is late,” Reed wrote, according to a friend"?"""
    first = outer.contents[0]
    words = (*inner.sources, inner.cue, *inner.contents)
    behind = Span(max(span.end for span in words), first.end)
    return outer.cue.start >= first.end and first.covers(inner.contents[0]) and not letters(text, behind)


def _shares(content: Span, found: Found) -> bool:
    return any(content.overlaps(own) for own in found.contents)


def opens(contents: Sequence[Span], relayed: Sequence[Span]) -> bool:
    """Does what somebody says begin with whom they relay: "The mayor said it would close, reports The Herald"?"""
    begin = contents[0].start
    return bool(relayed) and begin <= relayed[0].start < begin + _OPENING


def alone(text: str, content: Span) -> Span:
    """What of a content the tagger reads as an article of its own: without "that" and the marks before it."""
    frame = _FRAME.match(text, content.start, content.end)
    return Span(frame.end() if frame else content.start, content.end)


def _within(quotes: Sequence[Quotation], content: Span) -> Sequence[Quotation]:
    first = bisect_left(quotes, content.start, key=lambda quote: quote.span.start)
    return quotes[first : bisect_left(quotes, content.end, first, key=lambda quote: quote.span.start)]


def _is_a_part(text: str, one: Found, content: Span) -> bool:
    """True if somebody says a part of ``content``: not all of it once more."""
    said = sum(letters(text, span) for span in one.contents)
    told = one.sources and not _is_told_by(_ADDRESSED, text, one) and not is_anybodys(text, one.sources, one.cue)
    told = told and not is_told(text, one.cue)
    return bool(told) and said + letters(text, one.cue) <= letters(text, content)


def _is_told_by(who: re.Pattern[str], text: str, one: Found) -> bool:
    return any(who.match(text, source.start, source.end) for source in one.sources)
