"""Headlines that name their speaker before or behind a colon: ``Cole: Taxes must rise``, ``Bridge is safe: mayor``,
``‘Shameful’: Cole condemns ruling``.

What stands before a colon is as often a subject ("Brexit: MPs vote again"), so that it must be somebody: a role, a
group or a document in small letters, a full name, or a name to which the article attributes something as well.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from factdb.extract.attribution.lines.talks import Line
from factdb.extract.attribution.shaping import Found
from factdb.language import ENGLISH
from factdb.language import lexicon as lx
from factdb.records import Passage, Span
from factdb.text.passages import Part, ends_open
from factdb.text.spans import overlapping
from factdb.text.whitespace import BLANK, WORD

_LONGEST = 200
JUDGES = "who judges behind the headline's quotation says it"
_BEFORE, _BEHIND = "the headline names its speaker before a colon", "the headline names its speaker behind a colon"
# "# Mayor: the bridge is safe", as Markdown has it.
_HEADING_MARKS = re.compile(r"#{1,6}\s+")
_COLON = re.compile(r"(?P<cue>:)\s+")
_CAPITALS = r"[^\W\d_a-zß-ÿ][\w.'’-]*"
_NAMED = re.compile(
    rf"(?P<name>{_CAPITALS}(?:[ \xa0]{_CAPITALS}){{0,4}})"
    r"(?P<about>(?: on (?:the |his |her |their )?[\w’' -]{2,40})?|(?:, [^:]{2,60})?)"
)
_NAME_ALONE = re.compile(rf"(?P<first>[^\W\d_a-z][\w-]*)\.?(?:[ \xa0]{_CAPITALS}){{1,2}}(?: \([^()]*\))?")
# "‘Shameful’: Cole condemns ruling"
_JUDGES = re.compile(
    r"(?P<source>[^\W_][^:;,.?!“”\"‘\n]{1,50}?)\s"
    rf"(?i:{ENGLISH.any_of('judging_verbs', 'rejecting_verbs')}|vows|warns|responds|speaks|tweets)\b"
    # "Actors slammed over film" are slammed themselves.
    r"(?!:|\s(?:over|for|by|after|as|at)\b)"
)
# "'It was chaos': nurse on night at A&E"
_OCCASION = re.compile(r"\s(?:about|after|as|at|following|in|on|over)\s.*")
_QUOTED = re.compile(r"[“\"‘'„«].+[”\"’'“»]\.?\Z")
_FINITE = re.compile(rf"\b(?:{ENGLISH.any_of('finite_verbs')})\b|n[’']t\b|[’'](?:re|ll|ve|m)\b", re.I)
# "Opened: 4 May 1932"
_IN_MAY = re.compile(r"\d May\b|\bMay \d")
_ASKS = re.compile(r"(?:how|what|when|where|which|who|why)\b", re.I)
_DOER = re.compile(r"[a-z]{3,}(?:er|or|ist|ian|man|men|woman|women)s?")
_DOER_OF = re.compile(rf"(?:[a-z-]{{2,}} ){{0,2}}{_DOER.pattern} (?:and|for|from|in|of|who|whose)\b")
_MARKS = frozenset('“”"„«»‘')
# "Carly Roe Backs Ted Cole" is a sentence.
_NAME_WORDS, _MOST_WORDS, _FEWEST_WORDS = 3, 5, 3
_DETERMINERS = frozenset(ENGLISH.words("headline_determiners"))
_SAYS = lx.ROLES.keys() | lx.ROLE_PLURALS.keys() | lx.ANONYMOUS | lx.GROUPS | lx.ORGANISATION_NOUNS | lx.DOCUMENTS


@dataclass(frozen=True, slots=True)
class _Article:
    """What tells who is somebody: the last words of the sources in the body, and whether there is a body at all."""

    sources: frozenset[str]
    has_body: bool


def colon_headlines(text: str, parts: Sequence[Part], found: Iterable[Found]) -> Iterator[Line]:
    """The attributions of headlines, links to other articles and lone lines with a colon, by rule."""
    lines = [part for part in parts if _may_be(text, part)]
    if not lines:
        return
    own = sorted(part.span for part in lines)
    body = [source for one in found for source in one.sources if not overlapping(own, source)]
    article = _Article(
        frozenset(words[-1].casefold() for source in body if (words := WORD.findall(source.of(text)))),
        any(part.passage is Passage.BODY and not overlapping(own, part.span) for part in parts),
    )
    for part in lines:
        colon = _COLON.search(text, part.span.start, part.span.end)
        if colon and (one := _read(text, part.span, colon, article)):
            yield part.span, one


def is_title(text: str, one: Found) -> bool:
    """May what the headline gives a speaker be no clause: "A day in the life: the night baker"?"""
    said = one.contents[0].of(text)
    return one.rules[-1:] in ((_BEFORE,), (_BEHIND,)) and not (_QUOTED.match(said) or _FINITE.search(said))


def _may_be(text: str, part: Part) -> bool:
    if part.span.end - part.span.start > _LONGEST or ":" not in part.span.of(text):
        return False
    if part.passage in (Passage.HEADLINE, Passage.NAVIGATION):
        return True
    return part.passage is Passage.BODY and ends_open(text, part.span)


def _read(text: str, line: Span, colon: re.Match[str], article: _Article) -> Found | None:
    end = line.end - (text[line.end - 1] in ".;")
    marks = _HEADING_MARKS.match(text, line.start, colon.start())
    before = _inked(text, marks.end() if marks else line.start, colon.start())
    after = _inked(text, colon.end(), max(end, colon.end() + 1))
    cue = Span(*colon.span("cue"))
    if source := _speaker(text, before, after, article):
        return Found((source,), cue, (after,), None, (_BEFORE,))
    said = before.of(text)
    # Behind the last colon: "Cole: bridge is safe" has its speaker before it.
    if _QUOTED.match(said) or (len(WORD.findall(said)) >= _FEWEST_WORDS and not _ASKS.match(said)):
        quoted = _QUOTED.match(said) is not None
        if quoted and (source := _judge(text, after, article)):
            return Found((source,), cue, (before,), None, (JUDGES,))
        if source := _speaker_behind(text, after, article, quoted=quoted):
            return Found((source,), cue, (before,), None, (_BEHIND,))
    return None


def _inked(text: str, start: int, end: int) -> Span:
    """The span up to its last character that shows; where it begins something does."""
    return Span(start, start + len(text[start:end].rstrip(BLANK)))


def _speaker(text: str, span: Span, said: Span, article: _Article) -> Span | None:
    words = WORD.findall(span.of(text))
    quoted = _QUOTED.match(said.of(text)) is not None
    if (
        not words
        or not _MARKS.isdisjoint(span.of(text))
        or len(WORD.findall(said.of(text))) < 2
        or not any(map(str.isalpha, said.of(text)))
        or _is_kicker(span.of(text), words)
        or _describes(said.of(text))
    ):
        return None
    named = _NAMED.fullmatch(text, span.start, span.end)
    name = Span(*named.span("name")) if named else span
    if named and named["about"] and not quoted:
        return None
    own = WORD.findall(name.of(text))
    clause = quoted or _FINITE.search(_IN_MAY.sub("", said.of(text))) is not None
    if _is_role(own) or _is_somebody(own, article, certain=clause):
        return name
    return None


def _speaker_behind(text: str, span: Span, article: _Article, *, quoted: bool) -> Span | None:
    occasion = _OCCASION.search(text, span.start, span.end) if quoted else None
    span = Span(span.start, occasion.start()) if occasion else span
    words = WORD.findall(span.of(text))
    if not words or not _MARKS.isdisjoint(span.of(text)) or len(words) > _MOST_WORDS + 2 or not ends_open(text, span):
        return None
    named = _NAMED.fullmatch(text, span.start, span.end)
    name = Span(*named.span("name")) if named and named["about"].startswith(",") else span
    own = WORD.findall(name.of(text))
    if _is_role(own) or (quoted and _does(own)) or _is_somebody(own, article, certain=quoted):
        return span
    return None


def _judge(text: str, span: Span, article: _Article) -> Span | None:
    """Who says something right behind a quotation, or judges aloud what it is about."""
    judges = None if _ASKS.match(text, span.start) else _JUDGES.match(text, span.start, span.end)
    words = WORD.findall(judges["source"]) if judges else []
    if judges and words and (_is_role(words) or _is_somebody(words, article, certain=True)):
        return Span(*judges.span("source"))
    return None


def _describes(said: str) -> bool:
    """ "Elsie Tran: nurse who rebuilt a hospital" says who she was, "Producer: Tom Poe" who produced it."""
    first = WORD.match(said)
    named = _NAME_ALONE.fullmatch(said)
    is_name = named is not None and (len(named["first"]) == 1 or named["first"].casefold() in lx.GIVEN_NAMES)
    return first is not None and (is_name or first[0] in lx.ROLES or _DOER_OF.match(said) is not None)


def _is_kicker(label: str, words: Sequence[str]) -> bool:
    return label.casefold() in lx.KICKERS or words[0].casefold() in lx.KICKERS or words[-1].casefold() in lx.KICKERS


def _is_role(words: Sequence[str]) -> bool:
    """ "Mayor", "police", "the union", "former aides", "new study": a common noun of somebody or of a document."""
    last = words[-1].casefold()
    if words[0].casefold() in lx.PREPOSITIONS:  # "From left: Ann Roe and Tom Poe"
        return False
    if len(words) > _NAME_WORDS or "of" in words or last not in _SAYS or not _DETERMINERS.isdisjoint(words[1:]):
        return False
    return all(word.islower() or word.casefold() in _DETERMINERS or i == 0 for i, word in enumerate(words))


def _does(words: Sequence[str]) -> bool:
    """ "Window cleaner", "shopkeepers": somebody by what he does, of whom no list need know."""
    return len(words) <= _NAME_WORDS and all(map(str.islower, words)) and _DOER.fullmatch(words[-1]) is not None


def _is_somebody(words: Sequence[str], article: _Article, *, certain: bool) -> bool:
    last = words[-1].casefold()
    if len(words) > _MOST_WORDS or not all(word[0].isupper() for word in words):
        return False
    if last in article.sources and len(words) <= _NAME_WORDS:
        return True
    if last in lx.NOT_NAMES or last in lx.PLACES or last in lx.DOCUMENTS:
        return False
    titled = words[0].rstrip(".").casefold() in lx.TITLES
    if 1 < len(words) <= _NAME_WORDS + titled and (titled or words[0].casefold() in lx.GIVEN_NAMES):
        return True
    # A surname alone, and no body that could attribute something to it.
    return len(words) == 1 and certain and not article.has_body
