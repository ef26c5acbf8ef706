"""Whom words name that say nothing: "you may recall", "rumour has it", "did she know"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from factdb.extract.attribution.frames import UNNAMED
from factdb.extract.attribution.shaping import Found
from factdb.language import ENGLISH
from factdb.records import Span
from factdb.text.whitespace import BREAKS

_YOU = re.compile("you", re.I)
# How many characters of a cue are looked at: time stays linear however long it is.
_AHEAD = 300
# "You may recall", but "you said" and "one recalled" are somebody's.
_ANYBODY = [(re.compile(who, re.I), re.compile(minds)) for who, minds in ENGLISH.expressions("anybody")]
# "Did she know", and how far before the source, in characters, the verb may begin.
_ASKED = re.compile(
    r"(?:\A|[.?!”\"’)]\s+|\n)(?:(?:And|But|So|Yet|Or|Then)\s(?=[a-z]))?"
    r"(?:[Dd]id|[Dd]oes|[Dd]o|[Ww]ould|[Ww]ill|[Cc]ould|[Ss]hould|[Hh]as|[Hh]ave)\s\Z"
)
_AUXILIARY = 20
# "The next time someone says so": whoever it may be.
_WHOEVER = re.compile(r"(?:some|any)(?:one|body)|people|an?\s[a-z]{3,14}", re.I)
_WHENEVER = re.compile(r"\b(?:whenever|(?:next|every|each|any)\s?time(?:\sthat)?)\s\Z", re.I)
_NOW = re.compile(r"(?:says?|tells?|claims?|argues?|asks?|insists?|suggests?|complains?|thinks?|believes?)\b", re.I)
WAS_TOLD = (
    r"(?:was|were|(?:has|have|had)\sbeen)\s(?:(?:also|later|then|repeatedly|earlier)\s)?"
    r"(?:told|informed|warned|advised|assured|reminded)"
)
# "The claim: Sunlight kills the virus" is what somebody claims as well, "Roe's claim:" is hers.
_TOLD = re.compile(rf"{WAS_TOLD}|(?<!['’]s\s)(?:the\s)?claim:", re.I)
_COURT = (
    "(?:court|jury|jurors|judges?|magistrates?|inquest|tribunal|inquiry|trial|hearing|committee|panel"
    "|councillors|mps|peers)"
)
# "The court heard that" is told by somebody who isn't named, "the court heard from Ann Roe that" by her.
_HEARD = re.compile(
    rf"(?:[^.;:“”\"\n]{{0,60}}\s)?{_COURT}\s"
    r"(?:(?:has|have|had)\s)?(?:(?:also|earlier|previously|later)\s)?heard",
    re.I,
)
_FROM = re.compile(r"(?P<cue>\sfrom)\s(?P<source>[^;:.“”\"\n]{2,80}?),?\s")
# "Told", with a clause or what is quoted right behind it, and who hears even where that begins with a name.
_BARELY_TOLD = re.compile(r"told\W?", re.I)
_NOBODY_BETWEEN = re.compile(r"[\s:,“”‘’\"']*")
_TO_NOBODY = re.compile(r":|[\s,:]*[“‘\"']|\s(?:that|they|he|she|it|we|there)\b")
_HEARS = re.compile(rf"\b{_COURT}\Z", re.I)
# The most words that only name whom something was told.
_ADDRESSED = 6
# "Has not said so", "could not confirm it", "stops short of saying it", "should have said so"; not "not only said".
NOT_SAID = re.compile(
    r"(?:\b(?:not|never|(?:fail(?:s|ed)?|neglect(?:s|ed)?|declin(?:es?|ed))\sto)|n[’']t)"
    r"\s(?:(?:appear|seem)\sto\shave\s)?(?:yet\s|ever\s|(?!only|merely|simply)\w+ly\s|confirm\sn?or\s)?(?:deny|denied|disputed?"
    r"|say(?:ing)?|said|tell|told|claim(?:ed|ing)?|confirm(?:ed)?|announced?|stated?|mention(?:ed)?|indicated?"
    r"|suggest(?:ed|ing)?|imply(?:ing)?|implied|hint(?:ed)?|intimated?|arguing|argued?|call(?:ed)?|label(?:l?ed)?|described?"
    r"|reveal(?:ed)?|disclosed?|explain(?:ed)?|specify|specified|know|(?:be\s)?(?:sure|certain|aware))\Z"
    r"|\bshort\sof\s\w+ing\Z|\b(?:would|could|should)(?:\snot|n[’']t)?\s(?:\w+ly\s)?have\b|\b(?:could|might)\s(?:just\s)?as\swell\b",
    re.I,
)


def is_told(text: str, cue: Span) -> bool:
    """Does the cue say that somebody was told something, and not by whom: "jurors were told"?"""
    return _TOLD.fullmatch(text, cue.start, cue.end) is not None


def is_heard(text: str, cue: Span) -> bool:
    """Does the cue say that a court heard something, and not from whom: "the jury heard"?"""
    return _HEARD.fullmatch(text, cue.start, cue.end) is not None


def without_addressed(text: str, one: Found) -> Found:
    """The attribution without whom something was told: jurors, who "were told that", say nothing; nor does a court."""
    whole = Span(min(source.start for source in (*one.sources, one.cue)), one.cue.end)
    if one.sources and is_heard(text, whole):
        whom = _FROM.fullmatch(text, one.cue.end, max(one.cue.end, one.contents[0].start))
        if not whom:
            return replace(one, sources=(), cue=whole)
        return replace(one, sources=(Span(*whom.span("source")),), cue=Span(one.cue.start, whom.end("cue")))
    if _heard(text, one):
        return replace(one, sources=())
    if not is_told(text, one.cue):
        return one
    told = [_told(text, content, one.cue) for content in one.contents]
    sources = tuple(source for source in one.sources if source.start > one.cue.start)
    return replace(one, sources=sources, contents=tuple(span for span in told if span) or one.contents)


def without_why_unnamed(text: str, one: Found) -> Found:
    """The attribution without why nobody names its source, where that was taken for a part of what is said: "An aide,
    who asked [not to be named], said"."""
    end = one.sources[0].end if len(one.sources) == 1 else one.cue.start
    if end >= one.cue.start or not UNNAMED.match(text, end, one.cue.start):
        return one
    said = tuple(content for content in one.contents if not end <= content.start < one.cue.start)
    return replace(one, contents=said or one.contents)


def _heard(text: str, one: Found) -> bool:
    """ "Man stole a boat, jury told", "tenants told they must leave", "court told man stole a boat": who stands before
    a "told" that names nobody behind it has heard it.
    """
    if _BARELY_TOLD.fullmatch(text, one.cue.start, one.cue.end) is None:
        return False
    if one.contents[-1].end <= one.cue.start:
        return one.cue.end == len(text) or text[one.cue.end] in BREAKS
    behind = one.contents[0].start
    before = all(source.end <= one.cue.start for source in one.sources)
    if not before or behind < one.cue.end or not _NOBODY_BETWEEN.fullmatch(text, one.cue.end, behind):
        return False
    hears = any(_HEARS.search(source.of(text)) for source in one.sources)
    return hears or _TO_NOBODY.match(text, one.cue.end) is not None


def _told(text: str, content: Span, cue: Span) -> Span | None:
    """What of a content is told: not "jurors", nor in "the mill, jurors were told, was shut"."""
    if content.end > cue.start or not text[content.end : cue.start].isspace():
        return content
    words = content.of(text)
    before = words.rfind(",")
    if before > 0 and len(words[before:].split()) <= _ADDRESSED:
        return Span(content.start, content.start + before)
    return content if len(words.split()) > _ADDRESSED else None


def is_anybodys(text: str, sources: Sequence[Span], cue: Span, *, asked: bool = False) -> bool:
    """Is the source no one at all, "you may recall", "one would think", or does the writer ask whether
    somebody says so, "Did she know that"? It is the writer who says so. Where an interviewer has ``asked``, "you" is
    whoever answers, who says it in the answer or not at all.
    """
    if len(sources) != 1:
        return False
    (source,) = sources
    if asked and _YOU.fullmatch(text, source.start, source.end):
        return True
    before = max(source.start - _AUXILIARY, 0)
    if _ASKED.search(text, before, source.start):
        return True
    if _WHENEVER.search(text, before, source.start) and _WHOEVER.fullmatch(text, source.start, source.end):
        return _NOW.match(text, cue.start, cue.end) is not None
    return any(
        who.fullmatch(text, source.start, source.end) and minds.match(" ".join(cue.of(text)[:_AHEAD].split()).lower())
        for who, minds in _ANYBODY
    )
