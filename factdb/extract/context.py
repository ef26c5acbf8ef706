"""The context of a claim that leans on the words around it: "They turned it down." with the sentence before.

Whom a pronoun means can be told where it is sure (readings.py). What "this", "they" or "the plan" means can hardly
ever, but the sentence before says it, and can't make the claim false.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from factdb.extract.layout import Layout
from factdb.language import ENGLISH
from factdb.records import Claim, Passage, Span
from factdb.text.spans import letters

_OPENING = rf"\W*(?:(?:{ENGLISH.any_of('linking_words')})\b\W*){{0,3}}"
_LEANS = re.compile(
    rf"{_OPENING}(?:(?:they|them|their|theirs|these|those|such)\b(?!\s(?:who|which)\b)"
    r"|(?:both|neither|some|many|most|others?|none|each)\s"
    r"(?:are|were|have|had|will|would|do|did|say|said|of (?:them|those))\b"
    r"|(?:some|many|most|others|several|few|the (?:two|three|pair))\s(?:have\s)?(?:\w+ly\s)?[a-z]{2,}ed\b"
    # "It" of the weather, and of "it is clear that", leans on nothing.
    r"|it\b(?:['’]s|\s(?:is|was|has|had|will|would|could|can|may|might|should|does|did|also|wo|doe|isn|wasn|won)\b)"
    r"(?!\s(?:(?!not|a|an|the|something|just)\w+\s){1,2}(?:that|to|for|when|if)\b)(?!\s(?:rain|snow|\d))"
    r"|(?:he|she|him|her|his)\b)",
    re.I,
)
# As the subject or before a noun; in small letters it mostly joins clauses.
_DEMONSTRATIVE = re.compile(r"\W*(?:(?:And|But|So|Yet|If|and|but|so|if)\s)?(?:This|That|this)\b")
_REFERS = re.compile(
    r"\b(?:(?<!are )(?<!is )(?<!was )the same\b(?! (?:\w+ )?(?:as|that|time|day|way))|do so|did so|does so|doing so"
    r"|the latter|this|these|those same"
    rf"|that\s(?:{ENGLISH.any_of('pointed_at_nouns')}))\b(?!\s(?:{ENGLISH.any_of('nouns_at_hand')})s?\b)",
    re.I,
)
# "She has not seen it yet", "in that sense", "about that."
_OBJECT = re.compile(
    r"\w\sit(?=\s?[.,;:!?”\"’—]|\s(?:himself|herself|themselves|yet|because|when|if|again|now|either|too|as|at all)\b)"
    r"|\A\W*either\b|\beither(?=[.!]?[”\"’]?\Z)|\bsimilar\s(?!to)|, it\s(?:leaves|makes|means|gives|takes)\b"
    r"|\b(?:if|when|because|whether|before|after)\sit\s(?:sells?|fails?|works?|does|did|is|was|happens?|passes)\b"
    r"|\bthat(?=\s?[.,;:!?”\"’—])|[,;]\sthat(?:['’]s|\s(?:is|was))\b"
    r"|\b(?:in|of|on|for|with|by|at|from)\sthat\s(?!he|she|it|they|we|I|the|a)[a-z]+\b",
    re.I,
)
_DEFINITE = re.compile(
    rf"\b[Tt]he\s(?:(?:new|latest|whole|entire|two|three|first|second|other)\s)?(?P<noun>{ENGLISH.any_of('leaning_nouns')})\b"
    r"(?!\s(?:of|to|that|which|who|on|for|in|against|with|by|between|about|over|from|at|into|when)\b)"
)
_FINITE = re.compile(
    rf"\b(?:{ENGLISH.any_of('finite_verbs', 'past_verbs')}|{ENGLISH.any_saying('after-name')})\b"
    r"|[a-z]{2,}ed\b|[a-z]{3,}s\sto\b|n[’']t\b|\w[’'](?:s|re|ll|ve|d|m)\b",
    re.I,
)
_WORD = re.compile(r"\w+(?:['’]\w+)*")
# Words of which one is in whatever _REFERS or _OBJECT matches.
_REFERRING = re.compile(r"\b(?:same|so|latter|th(?:is|ese|ose|at)|it|either|similar)\b", re.I)
_BRACKETS = str.maketrans("[]", "()")
# A claim of fewer words is an answer or an outcry; how much of one is looked at, and how much context is shown.
_FEWEST, _LOOKED_AT, _LONGEST = 5, 400, 300
# A word, or as much of it as can be shown.
_SHOWN = re.compile(rf"\S{{1,{_LONGEST + 1}}}")
# A sentence of fewer characters is shown with the one before it.
_SHORT = 80
# So many letters of a sentence before the claim tell more of what it leans on than the sentence before.
_MUCH = 60


def with_context(text: str, layout: Layout, claims: Sequence[Claim]) -> Iterator[str]:
    """For each claim the words around it that it needs to be read alone, on one line and without square brackets.

    Empty if it needs none: what is no part of the article's body, and what leans on nothing.
    """
    body: list[Span] = []
    heading: Span | None = None
    for claim in claims:
        sentence = _sentence(layout, claim)
        if claim.passage is not Passage.BODY:
            yield ""
            continue
        before = body if not body or body[-1] != sentence else body[:-1]
        if is_torn(text, claim, sentence):
            yield f"in: {_shown(text, [sentence])}"
        elif not leans(text, claim):
            yield ""
        elif letters(text, Span(sentence.start, max(claim.spans[0].start, sentence.start))) > _MUCH:
            yield f"in: {_shown(text, [sentence])}"
        else:
            told = _told_before(before)
            yield f"before: {_shown(text, told)}" if told else ""
        # A line in capitals is a heading.
        if before is body and sentence != heading:
            if sentence.of(text).isupper():
                heading = sentence
            else:
                body = [*body[-1:], sentence]


def _told_before(body: Sequence[Span]) -> Sequence[Span]:
    """The sentence before, and the one before that where it is short."""
    return body[-2:] if body and body[-1].end - body[-1].start < _SHORT else body[-1:]


def leans(text: str, claim: Claim) -> bool:
    """Does the claim point to what was told before: with a pronoun, with "this", with a definite noun alone?"""
    first = claim.spans[0]
    words = text[first.start : min(first.end, first.start + _LOOKED_AT)]
    if len(_WORD.findall(" ".join(span.of(text)[:_LOOKED_AT] for span in claim.spans))) < _FEWEST:
        return True
    if _LEANS.match(words) or _DEMONSTRATIVE.match(words):
        return True
    if _REFERRING.search(words) and (_REFERS.search(words) or _OBJECT.search(words)):
        return True
    return any(found["noun"].casefold() not in words[: found.start()].casefold() for found in _DEFINITE.finditer(words))


def is_torn(text: str, claim: Claim, sentence: Span) -> bool:
    """Is the claim a part of its sentence that has no verb?"""
    whole = sum(letters(text, span) for span in claim.spans) >= letters(text, sentence)
    return not whole and not any(_FINITE.search(text, span.start, span.end) for span in claim.spans)


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
