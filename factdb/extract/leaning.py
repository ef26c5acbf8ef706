"""Does a claim lean on the words around it: does it point to what was told before, or lack a part of its sentence?

Judged by the claim's words alone. It is no harm to show a sentence of context too many, so a rule may err here; but
context behind every claim would be the article itself.
"""

import re
from collections.abc import Iterator
from itertools import chain

from factdb.language import ENGLISH
from factdb.language import lexicon as lx
from factdb.records import GAP, Claim, Span
from factdb.text.spans import letters

_OPENING = rf"\W*(?:(?:{ENGLISH.any_of('linking_words')}|[a-z]+ly)\b\W*){{0,3}}"
_IS = r"(?:['’]s|\s(?:is|was|has been|had been|(?:will|would|may|might|could|can|must|should) (?:have )?be(?:en)?))"
_SEEMS = r"\s(?:seem|appear|remain|look|sound|feel|becomes?|became)(?:s|ed)?"
# "It" of the weather and the time, of "it is clear that" and of "it was Roe who" leans on nothing.
_EMPTY_IT = (
    rf"(?:(?:\s(?:now|also|still|only|\w+ly))?(?:{_IS}|{_SEEMS})(?:n['’]t)?,?\s"
    r"(?:(?:not|also|still|now|yet|so|too|very|more|most|just|only|\w+ly)\s){0,2}"
    rf"(?:(?:a|an|the|no)\s)?(?:{ENGLISH.any_of('words_of_empty_it')})\b"
    rf"|{_IS}(?:n['’]t)?\s(?:about\s)?(?:\d|[\w’'-]+\s(?:years|months|weeks|days|hours)\b)"
    rf"|{_IS},?\s(?:(?:in fact|only|not|also|the|then),?\s)?(?-i:[A-Z])[^.;]{{0,60}}?\s(?:who|that)\b"
    rf"|{_IS}\s(?:in|on|at|during|after|because|here|there|then|not until|only)\b[^.;]{{0,60}}?\s(?:who|that|when)\b)"
    r"|\s(?:rain|snow|matter)(?:s|ed)?\b|\s(?:takes?|took)\s(?!its|on\b|off|over|up\b|place|the)"
    r"|\s(?:helps?|hurts?|happen(?:s|ed)|follow(?:s|ed)|turn(?:s|ed) out|(?:bother|amaze|strike)s?\s\w+|goes without)\s"
    r"(?:that|to|when|saying)\b"
)
_SOME = r"(?:some|many|most|others|several|few|both|neither|none|each|all)"
_LEANS = re.compile(
    rf"{_OPENING}(?:(?:they|them|their|theirs|these|those|such)\b(?!\s(?:who|which)\b)"
    rf"|{_SOME}\s(?:are|were|have|had|will|would|do|did|say|said|of (?:them|those))\b"
    rf"|(?:{_SOME}|the (?:two|three|pair))\s(?:have\s)?(?:\w+ly\s)?[a-z]{{2,}}ed\b"
    r"|the (?:two|three|pair|duo)\s(?:both|each|had|have|has|were|are|was|is|also|did|do|will|would|then|met)\b"
    rf"|(?:For|In|On|At|By|After|With|To)\s[^,.;]{{2,60}},\sit\b(?!{_EMPTY_IT})"
    rf"|it\b(?!{_EMPTY_IT})|he\b|she\b|him\b|her\b|his\b"
    r"|(?:\w+\s){0,2}(?-i:which|whom|whose)\b|Which (?:means|makes|is)\b)",
    re.I,
)
# A share or a number of what was told before: "Forty percent would choose her."
_SHARE = re.compile(
    rf"\W*(?:(?:{ENGLISH.any_of('linking_words', 'words_before_numbers')})\b\W*){{0,3}}"
    r"[\w.-]+(?:\spercent|\sper cent|%)\s"
    r"(?:\w+ly\s)?(?:have|had|has|were|are|was|is|did|do|say|think|want|see|saw|chose|choose|back|view|feel|felt|favou?r"
    r"|would|will|approve|oppose|support|prefer|believe|agree|disagree|call|rate|found|name|[a-z]{2,}ed)\b",
    re.I,
)
_NUMBER = re.compile(
    rf"\b(?:has|have|had|won|lost|gain|gained|needs?|{ENGLISH.any_of('words_before_numbers')})\s\d[\d,]*"
    r"(?=[”\"’]?(?:[.;]?\s*\Z|[.;]\s|,\s(?:while|and|but)\b|\s(?:and|while)\s[A-Z]))"
)
# As the subject or before a noun; in small letters it mostly joins clauses.
_DEMONSTRATIVE = re.compile(
    r"\W*(?:(?:And|But|So|Yet|If|Because|While|and|but|so|if|because|while)\s)?(?:This|That|this)\b"
    r"|\W*(?:And|But|So|If|When|Whether|and|but|so|or|if|when|whether)\s(?:\w+ly\s)?that"
    r"(?:['’]s|\s(?:is|was|isn|wasn|has|had|will|would|means|meant|could|can|may|might|makes?|made|does|doesn|did|didn))\b"
)
_REFERS = re.compile(
    r"\b(?:(?<!are )(?<!is )(?<!was )the same\b(?! (?:\w+ )?(?:as|that|time|day|way))|do so|did so|does so|doing so"
    r"|the latter|this|these|those same|those(?=\s(?:are|were|will|would|have|had|two|three)\b|\W*\Z)"
    r"|(?<=, )that\s(?!the|a|he|she|it|they|we|you|I)[a-z]+(?=\s(?:would|was|had|will|is|has|could)\b)"
    r"|those(?=\s[a-z]+s\b(?!\s(?:who|that|which|of|in|with|from|to|on|at|[a-z]+ing)\b))"
    r"|(?:both|either|neither)\s(?:candidates?|sides?|men|women|countries|parties|campaigns?|teams?)(?!\sand)"
    rf"|that\s(?:{ENGLISH.any_of('pointed_at_nouns', 'leaning_nouns')}))\b"
    rf"(?!\s(?:{ENGLISH.any_of('nouns_at_hand')})s?\b)",
    re.I,
)
# "She has not seen it yet", "in that sense", "about that."
_OBJECT = re.compile(
    r"\w\sit(?=\s?[.,;:!?”\"’—]|\W*\Z"
    r"|\s(?:himself|herself|themselves|yet|because|when|if|again|now|either|too|as|at all|tomorrow|today)\b)"
    r"|, too(?=[.!]?[”\"’]?\Z)"
    # "To convince them that they should."
    r"|\b(?:they|he|she|it|we|you)\s(?:should|would|could|will|did|do|does|can)(?:n['’]t)?(?=[.!]?[”\"’]?\Z)"
    r"|\A\W*either\b|\beither(?=[.!]?[”\"’]?\Z)|\bsimilar\s(?!to)|, it\s(?:leaves|makes|means|gives|takes)\b"
    r"|\b(?:if|when|because|whether|before|after)\sit\s(?:sells?|fails?|works?|does|did|is|was|happens?|passes)\b"
    r"|\bthat(?=\s?[.,;:!?”\"’—]|\W*\Z|\s(?:tomorrow|today|yesterday|now|again|yet|too|either|anymore)\b)|\bthan\sthat\b"
    r"|[,;]\sthat(?:['’]s|\s(?:is|was))\b"
    r"|\b(?:in|of|on|for|with|by|at|from)\sthat\s(?!he|she|it|they|we|I|the|a)[a-z]+\b",
    re.I,
)
# "The company", but not "the giant" or "the party", which stand before a noun or are one of two.
_BODIES = rf"(?!(?:giant|maker|party|star|union)\b)(?:{ENGLISH.any_of('organisation_variations')})"
_TOLD_BEHIND = (
    r"(?!\s(?:of|to|that|which|who|on|for|in|against|with|by|between|about|over|from|at|into|when|where)\b"
    r"|\s(?:before|after)\b|\s[A-Z])"
)
_DEFINITE = re.compile(
    r"\b[Tt]he\s(?:(?:new|latest|whole|entire|two|three|four|first|second|other|proposed|alleged|same|leading|current)\s)?"
    rf"(?P<noun>{ENGLISH.any_of('leaning_nouns')}|{_BODIES})\b{_TOLD_BEHIND}"
    rf"|\b[Tt]he\s(?:two|three|four|five)\s(?P<several>[a-z]+s|men|women|people)\b{_TOLD_BEHIND}"
)
# "The retired senator", "the campaign": whoever is meant may be named before, in the same words.
_SOMEBODY = re.compile(
    rf"\b[Tt]he\s(?P<words>(?!first|next|other|lone|only|last|same|more|most)[a-z-]+(?:\s[a-z-]+){{0,2}})\b"
    rf"{_TOLD_BEHIND}(?!,\s[A-Z])"
)
# "The former secretary of state", "the Kelso senator".
_FORMERLY = re.compile(r"\b[Tt]he\s(?:former\s|[A-Z]\w+\s)(?P<words>[a-z-]+)\b(?!\s[A-Z]|,\s[A-Z])")
_CAMPAIGN = re.compile(r"\b[Tt]he\scampaign(?:['’]s\b|\s(?:is|was|has|had|will|would|can|could|did|does|[a-z]+ed)\b)")
_NAME = re.compile(
    r"(?<=[\w,”\"’')] )[A-Z][a-z]|[A-Z]{2}"
    rf"|\A\W*(?!(?i:the|a|an|{ENGLISH.any_of('linking_words', 'prepositions')})\b)[A-Z]\w+(?:['’]s)?\s[a-z]"
)
# Offices that every reader knows, and what is a role and more.
_KNOWN = frozenset({"president", "pope", "king", "queen", "public", "people", "head", "chief", "star", "right", "lady"})
_CALLED = ({*lx.ROLES} | {"contenders", "senators", "lawmakers", "couple"}) - _KNOWN
_THEY = re.compile(r"\b(?:they|them|their|theirs)\b", re.I)
_SEVERAL = re.compile(rf"\b(?:[\w’-]{{2,}}s|{ENGLISH.any_of('words_for_several')})\b", re.I)
# "That you have to look at it": nothing before the pronoun that it may mean.
_IT = re.compile(
    r"\b(?:at|about|of|on|for|with|to|from|[a-z]+ing|do|did|done|see|say|said|like|take|get|got|want)\sit\b"
)
_THING = re.compile(r"\b[A-Z]?[a-z-]{6,}\b(?![’'])|(?<=\w )[A-Z]")
_FINITE = re.compile(
    rf"\b(?:{ENGLISH.any_of('finite_verbs', 'past_verbs')}|{ENGLISH.any_saying('after-name')})\b"
    r"|[a-z]{2,}ed\b|[a-z]{3,}s\sto\b|n[’']t\b|\w[’'](?:re|ll|ve|d|m)\b"
    r"|\b(?:it|he|she|that|there|here|what|who|where|how|this|one|everybody|everyone|nobody)[’']s\b",
    re.I,
)
# What has a verb of its own inside of a clause: "a debate that is near", "the town where she led the council".
_RELATIVE = re.compile(r"(?<=[\w,] )(?:that|which|who|whose|where|what|even (?:as|though|if))\b")
_SUBORDINATE = re.compile(
    r"\W*(?:(?:and|but|even)\s)*(?:as|when|while|after|before|because|since|although|though|if|unless|until|once)\b",
    re.I,
)
# What the writer goes on with behind what somebody said: "referring to the vote", "during a walk in which he fell".
_GOES_ON = re.compile(rf"\W*(?:[a-z]{{2,}}ing|instead|{'|'.join(sorted(lx.PREPOSITIONS))})\b")
# "He defended his vote, but late Saturday"
_CUT_OFF = re.compile(
    r"\b(?:and|but|or|which|while|including|such as|with|the|of|(?:and|but) (?:only|also|then|just|not))\W*\Z"
    r"|[,;]\s(?:and|but)\s(?:[\w’']+\s){0,3}"
    rf"(?:{ENGLISH.any_of('weekdays')}|week|weeks|month|months|year|years|later|morning|night|afternoon|evening|ago)\W*\Z",
    re.I,
)
_BROKEN_OFF = re.compile(r"\b(?:was|were|is|are|did|even|that)(?=\s[\w“\"‘'])")
# How much of an end is looked at, of its last word, and of what is behind it.
_END, _LAST_WORD, _NEXT = 60, 5, 2
_SUBJECT = r"\b(?:I|we|you|they|he|she|it|there)(?:['’]\w+|\s(?:\w+ly\s)?[a-z’']+)"
_PASSIVE = (
    r"\b(?:is|are|was|were|be|been|has|have|had)\s(?:\w+ly\s|not\s|been\s){0,2}"
    rf"(?:{ENGLISH.any_of('past_verbs')}|[a-z]{{2,}}ed)\b"
)
_VERB = re.compile(rf"{_SUBJECT}|{_PASSIVE}|{_FINITE.pattern}", re.I)
# A verb that opens the words has its subject before them: "has been unfair", "and vowing to run".
_LACKS_SUBJECT = re.compile(
    r"\W*(?:(?:and|but|or|nor|then|also|not)\s)*(?:has|have|had|is|are|was|were|will|would|can|could|may|might|should"
    r"|must|does|did)\b(?!.*\?\W*\Z)"
    r"|\W*(?:(?:and|but|or|nor|then|not)\s)+[a-z]{2,}(?:ed|ing)\b|\W*Asked\s(?:by|if|whether|about|how|why|what)\b"
    r"|\W*(?:wants|needs|plans|hopes|seeks|intends|expects|tries|refuses|vows|promises)\sto\b"
)
_WORD = re.compile(r"\w+(?:['’]\w+)*")
# Words of which one is in whatever _REFERS or _OBJECT matches.
_REFERRING = re.compile(
    r"\b(?:same|so|latter|th(?:is|ese|ose|at)|it|n?either|both|similar|too|should|would|could|will|did|do|does|can)\b",
    re.I,
)
# A claim of fewer words is an answer or an outcry; how much of one is looked at.
_FEWEST, _LOOKED_AT = 5, 400


def leans(text: str, claim: Claim) -> bool:
    """Does the claim point to what was told before: with a pronoun, with "this", with a definite noun alone?"""
    words = _words(text, claim)
    if len(_WORD.findall(words)) < _FEWEST:
        return True
    if _LEANS.match(words) or _DEMONSTRATIVE.match(words) or _SHARE.match(words) or _NUMBER.search(words):
        return True
    if _REFERRING.search(words) and (_REFERS.search(words) or _OBJECT.search(words)):
        return True
    return _is_open(words) or any(True for _ in pointed_at(text, claim))


def _is_open(words: str) -> bool:
    """Is there a "they", an "it", "the senator" of whom nothing before in the claim says who they are?"""
    they, it = _THEY.search(words), _IT.search(words)
    if they and not _SEVERAL.search(words, 0, they.start()):
        return True
    return bool(it and not _THING.search(words, 0, it.start()))


def pointed_at(text: str, claim: Claim) -> Iterator[str]:
    """The nouns that were told of before: "plan" of "The plan was dropped."."""
    words = _words(text, claim)
    for found in _DEFINITE.finditer(words):
        noun = (found["noun"] or found["several"]).casefold()
        if noun not in words[: found.start()].casefold():
            yield noun
    for at, called in _called(words):
        if not _NAME.search(words, 0, at):
            yield called


def _called(words: str) -> Iterator[tuple[int, str]]:
    """Where somebody is only called by what they are, and by which noun: "the senator", "the campaign"."""
    for found in chain(_SOMEBODY.finditer(words), _FORMERLY.finditer(words)):
        if called := next((word for word in found["words"].split() if word in _CALLED), None):
            yield found.start(), called
    for found in _CAMPAIGN.finditer(words):
        yield found.start(), "campaign"


def is_torn(text: str, claim: Claim, sentence: Span) -> bool:
    """Is the claim a part of its sentence that has no verb but in a clause, no subject, or an end cut off?"""
    if sum(letters(text, span) for span in claim.spans) >= letters(text, sentence):
        return False
    words = _words(text, claim)
    if _LACKS_SUBJECT.match(words) or _CUT_OFF.search(text, max(claim.spans[-1].end - _END, 0), claim.spans[-1].end):
        return True
    if claim.attribution is None:
        if _is_broken_off(text, claim.spans[-1].end):
            return True
        if claim.spans[0].start > sentence.start and _GOES_ON.match(words):
            return True
    clauses = len(_RELATIVE.findall(words)) + bool(_SUBORDINATE.match(words))
    return len(_VERB.findall(words)) <= clauses


def _is_broken_off(text: str, end: int) -> bool:
    """Does a word at the end want another, which stands right behind it?"""
    broken = _BROKEN_OFF.search(text, max(end - _LAST_WORD, 0), end + _NEXT)
    return broken is not None and broken.end() == end


def _words(text: str, claim: Claim) -> str:
    return GAP.join(text[span.start : min(span.end, span.start + _LOOKED_AT)] for span in claim.spans[:_FEWEST])[
        :_LOOKED_AT
    ]
