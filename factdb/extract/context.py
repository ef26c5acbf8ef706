"""The context of a claim that leans on the words around it: "They turned it down." with the sentence before.

Whom a pronoun means can be told where it is sure (readings.py). What "this", "they" or "the plan" means can hardly
ever, but the sentence before says it, and can't make the claim false.
"""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence

from factdb.extract.layout import Layout
from factdb.extract.leaning import is_torn, leans, pointed_at
from factdb.records import Claim, Passage, Span
from factdb.text.spans import letters

_BRACKETS = str.maketrans("[]", "()")
# How many characters of context are shown, at most how many sentences before the one that tells what is meant, and how
# far back that one is looked for.
_LONGEST, _FURTHER, _REMEMBERED = 300, 2, 12
# How much of each is read, since many claims may ask for what stands in one sentence without end.
_READ = 2_000
# A word, or as much of it as can be shown.
_SHOWN = re.compile(rf"\S{{1,{_LONGEST + 1}}}")
# A sentence of fewer characters is shown with the one before it.
_SHORT = 80
# So many letters of a sentence before the claim tell more of what it leans on than the sentence before.
_MUCH = 60


def with_context(text: str, layout: Layout, claims: Sequence[Claim], opened: Sequence[int | None]) -> Iterator[str]:
    """For each claim the words around it that it needs to be read alone, on one line and without square brackets.

    Empty if it needs none: what is no part of the article's body, and what leans on nothing. ``opened`` are, for claims
    that speak of somebody of whom nothing in them says who it is, the places where that may be told.
    """
    body: deque[Span] = deque(maxlen=_REMEMBERED)
    heading: Span | None = None
    for claim, place in zip(claims, opened, strict=True):
        sentence = _sentence(layout, claim)
        if claim.passage is not Passage.BODY:
            yield ""
            continue
        before = [one for one in body if one != sentence]
        if is_torn(text, claim, sentence):
            yield f"in: {_shown(text, [sentence])}"
        elif place is None and not leans(text, claim):
            yield ""
        elif letters(text, Span(sentence.start, max(claim.spans[0].start, sentence.start))) > _MUCH:
            yield f"in: {_shown(text, [sentence])}"
        else:
            told = _told_before(text, before, claim, place)
            yield f"before: {_shown(text, told)}" if told else ""
        # A line in capitals is a heading.
        if len(before) == len(body) and sentence != heading:
            if sentence.of(text).isupper():
                heading = sentence
            else:
                body.append(sentence)


def _told_before(text: str, body: Sequence[Span], claim: Claim, place: int | None) -> Sequence[Span]:
    """The sentence before, or the last one that has the noun of which the claim tells more, "plan" of "the plan", or
    the one of a place.

    The one before that as well where it is short or leans itself: "He sold it."
    """
    if not body:
        return ()
    nouns = list(pointed_at(text, claim))
    first = len(body) - 1
    if place is not None:
        first = next((i for i in range(first, -1, -1) if body[i].start <= place < body[i].end), first)
    elif nouns:
        any_of = re.compile(rf"\b(?:{'|'.join(map(re.escape, nouns))})s?\b", re.I)
        first = next((i for i in range(first, -1, -1) if _has(text, body[i], any_of)), first)
    told = [body[first]]
    size = body[first].end - body[first].start
    for one in reversed(body[max(first - _FURTHER, 0) : first]):
        size += one.end - one.start
        if size > _LONGEST or (told[0].end - told[0].start >= _SHORT and not leans(text, Claim((told[0],)))):
            break
        told.insert(0, one)
    return told


def _has(text: str, sentence: Span, noun: re.Pattern[str]) -> bool:
    return noun.search(text, sentence.start, min(sentence.end, sentence.start + _READ)) is not None


def _sentence(layout: Layout, claim: Claim) -> Span:
    at = bisect_right(layout.sentence_starts, claim.spans[0].start) - 1
    return layout.sentences[at] if at >= 0 else claim.spans[0]


def _shown(text: str, told: Sequence[Span]) -> str:
    """The first words, since many claims may be told what stands in one sentence without end."""
    found: list[str] = []
    size = 0
    for word in (word[0] for span in told for word in _SHOWN.finditer(text, span.start, span.end)):
        found.append(word)
        size += len(word) + 1
        if size > _LONGEST + 1:
            break
    words = " ".join(found).translate(_BRACKETS)
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rpartition(' ')[0] or words[:_LONGEST]} …"
