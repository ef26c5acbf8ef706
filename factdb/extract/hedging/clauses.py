"""Which clause a word stands in, by punctuation and by the words that open and link clauses: no parser, linear time.

The rules are our own, for news. They keep coordinated verbs together ("could hit Ohio and hurt Iowa"), end a clause
before the next one's subject (", but China denied it") and before an attribution (", officials said"), and pass over
quotations, brackets and relative clauses that are closed again.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from factdb.language import ENGLISH
from factdb.records import Span

_FINITE = frozenset(ENGLISH.words("finite_verbs"))
_SAID = frozenset(ENGLISH.sayings("bare-clause"))
_PRONOUNS = frozenset(word.lower() for word in ENGLISH.words("subject_pronouns"))
_DETERMINERS = frozenset(ENGLISH.words("determiners"))
_SUBORDINATORS = frozenset(ENGLISH.words("subordinators"))

_TOKEN = re.compile(r"\w+(?:(?:['’.-]|\.-)\w+)*|''|``|--+|\S")
# A clause is looked for this many characters to either side, so that time stays linear in a sentence of megabytes.
_REACH = 600
_OPENING = frozenset("“«([")
_CLOSING = frozenset("”»)]")
_UNDIRECTED = frozenset(('"', "''", "``"))
_STOPS = frozenset(";:")
_DASHES = frozenset(("—", "–", "-", "--", "---"))
_RELATIVES = frozenset(("who", "whom", "whose", "which", "where"))
_COORDINATORS = frozenset(("and", "but", "or", "so", "yet", "nor"))
_ENDS_AFTER_COMMA = (_RELATIVES | _SUBORDINATORS | {"but", "so", "yet"}) - {"if", "unless"}
_NOT_IN_ATTRIBUTION = _RELATIVES | _SUBORDINATORS | _COORDINATORS | {"as", "that", "to", "what"}
_ENDS_PHRASE = _STOPS | _DASHES | _RELATIVES | _SUBORDINATORS | {"that"}
_LONGEST_ATTRIBUTION = 10
_LONGEST_SUBJECT = 7


class Token(NamedTuple):
    """A word or a mark: half-open offsets into the text, and the word in small letters with straight apostrophes."""

    start: int
    end: int
    word: str
    opens: bool
    closes: bool

    @property
    def is_word(self) -> bool:
        """True if it is no mark."""
        return self.word[0].isalnum()


class Tokens(tuple[Token, ...]):
    """The tokens of a stretch of text, and what is worked out of them once for all who look at it.

    Each is itself alone, whatever it holds, so that more may be kept for it without reading it.
    """

    @cached_property
    def turns(self) -> Sequence[int]:
        """Where a clause may end: at what opens or closes something, or ends a clause."""
        return [n for n, token in enumerate(self) if token.opens or token.closes or _ends_before(self, n)]

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


def tokens(text: str, sentence: Span, around: Span) -> Tokens:
    """The words and marks of the sentence near ``around``."""
    # Neighbours look at the same stretch, so that it is read once for all of them.
    start = sentence.start + (around.start - sentence.start) // _REACH * _REACH
    end = min(sentence.end, max(start + _REACH, around.end) + _REACH)
    return _tokens(text, sentence, Span(max(sentence.start, start - _REACH), end))


@lru_cache(maxsize=4)
def _tokens(text: str, sentence: Span, stretch: Span) -> Tokens:
    return Tokens(_token(text, match, sentence) for match in _TOKEN.finditer(text, stretch.start, stretch.end))


def _token(text: str, match: re.Match[str], sentence: Span) -> Token:
    (start, end), mark = match.span(), match[0]
    if mark in _UNDIRECTED:
        opens = start == sentence.start or text[start - 1] in " \t\n\r\u00a0([—–-"
        return Token(start, end, mark, opens, not opens)
    return Token(start, end, small(mark), mark in _OPENING, mark in _CLOSING)


# An article says the same words over and over, and all articles do.
@lru_cache(maxsize=50_000)
def small(word: str) -> str:
    """The word in small letters, and with a straight apostrophe."""
    return word.lower().replace("’", "'")


def position(words: Sequence[Token], span: Span) -> tuple[int, int]:
    """The half-open range of the tokens that share a character with ``span``; there must be one."""
    first = bisect_right(words, span.start, key=lambda token: token.end)
    return first, max(bisect_left(words, span.end, key=lambda token: token.start), first + 1)


def clause_start(words: Sequence[Token], at: int) -> int:
    """The index of the first token of the clause in which token ``at`` stands."""
    commas: list[int] = []
    index = at
    while index > 0:
        index -= 1
        token = words[index]
        if token.closes:
            index = _opening(words, index)
        elif token.opens or token.word in _STOPS:
            return index + 1
        elif token.word in _DASHES:
            other = next((before for before in range(index - 1, -1, -1) if words[before].word in _DASHES), None)
            if other is None:
                return index + 1
            index = other
        elif token.word == ",":
            commas.append(index)
        elif (start := _opened_by(words, index, at, commas)) is not None:
            return start
    return 0


def _opening(words: Sequence[Token], closing: int) -> int:
    """Where the quotation or bracket that closes here opens; its own place if it opens in an earlier sentence."""
    depth = 0
    for index in range(closing, -1, -1):
        depth += words[index].closes - words[index].opens
        if depth == 0:
            return index
    return closing


def _opened_by(words: Sequence[Token], index: int, at: int, commas: Sequence[int]) -> int | None:
    """The first token of the clause of ``at``, if the word at ``index`` opens it or ends the one before."""
    word = words[index].word
    before = words[index - 1].word if index else ""
    between = words[index + 1 : at]
    if word == "that" and before in _SAID:
        return index + 1
    if word == "that" or word in _RELATIVES:
        closed = bool(commas) or any(_is_finite(token) for token in between)
        return None if closed or (word == "that" and not before) else index
    if word in _SUBORDINATORS:
        if not commas:
            return index + 1
        return None if before and before not in _COORDINATORS | {"that"} else _after_comma(commas, at)
    if word in _COORDINATORS:
        return index + 1 if _opens_clause(words, index, at) else None
    if word in _SAID and between and between[0].word not in {",", "to"}:
        return index + 1
    return None


def _after_comma(commas: Sequence[int], at: int) -> int:
    """After the comma (nearest first) that ends an introductory clause; an aside right before ``at`` is skipped."""
    if commas[0] == at - 1:
        commas = commas[2:] or commas[1:] or commas
    return commas[0] + 1


def _opens_clause(words: Sequence[Token], coordinator: int, at: int) -> bool:
    """Does a clause with a subject of its own follow the coordinator, ``at`` being its verb?"""
    between = words[coordinator + 1 : at]
    if not between or between[0].word.endswith("ly"):
        return False
    if between[0].word in _PRONOUNS or words[coordinator].word == "but":
        return True
    # "It is late, and could well be later": the verb has no subject of its own.
    if _is_finite(between[0]) or coordinator == 0 or words[coordinator - 1].word != ",":
        return False
    earlier = words[max(0, coordinator - 15) : coordinator]
    return between[0].word in _DETERMINERS or any(_is_finite(token) for token in earlier)


def clause_end(words: Tokens, at: int) -> int:
    """The index after the last token of the clause in which token ``at`` stands."""
    depth = 0
    for turn in range(bisect_left(words.turns, at), len(words.turns)):
        index = words.turns[turn]
        token = words[index]
        depth += token.opens - token.closes
        if depth < 0:
            return index
        if depth == 0 and not token.closes and _ends_before(words, index):
            return index
    return len(words)


def _ends_before(words: Sequence[Token], index: int) -> bool:
    word = words[index].word
    following = words[index + 1].word if index + 1 < len(words) else ""
    if word in _STOPS or word in _DASHES:
        return True
    if word == ",":
        return (
            following in _ENDS_AFTER_COMMA
            or (following in _COORDINATORS and _has_subject(words, index + 2))
            or _is_attribution(words, index + 1)
        )
    if word in {"because", "although", "though", "whereas", "while"}:
        return True
    return word in {"and", "but", "so", "yet"} and following in _PRONOUNS


def _has_subject(words: Sequence[Token], start: int) -> bool:
    """A pronoun, or a few words and then a finite verb that isn't that of a relative clause."""
    ahead = words[start : start + _LONGEST_SUBJECT]
    if not ahead or _is_finite(ahead[0]):
        return False
    related = sum(token.word in _RELATIVES or token.word == "that" for token in ahead)
    return ahead[0].word in _PRONOUNS or sum(map(_is_finite, ahead)) > related


def _is_attribution(words: Sequence[Token], start: int) -> bool:
    """``officials said``, ``said Ms. Roe``, ``according to`` up to the next comma, and nothing that opens a clause."""
    ahead = []
    for token in words[start : start + _LONGEST_ATTRIBUTION]:
        if token.word == "," or token.opens:
            break
        ahead.append(token.word)
    if ahead[:2] == ["according", "to"]:
        return True
    said = next((place for place, word in enumerate(ahead) if word in _SAID), None)
    return said is not None and _NOT_IN_ATTRIBUTION.isdisjoint(ahead[:said])


def _is_finite(token: Token) -> bool:
    return token.word in _FINITE or token.word in _SAID or token.word.endswith("n't")


def phrase_start(words: Sequence[Token], at: int) -> int:
    """The index of the determiner of the noun phrase with an adjective or noun at ``at``, or ``at`` itself."""
    first = max(0, at - 3)
    return next((index for index in range(at - 1, first - 1, -1) if words[index].word in _DETERMINERS), at)


def phrase_end(words: Sequence[Token], at: int) -> int:
    """The index after the last token of the noun phrase that goes on at ``at``: a finite verb or a mark ends it."""
    for index in range(at, len(words)):
        token = words[index]
        following = words[index + 1].word if index + 1 < len(words) else ""
        if token.closes or token.word in _ENDS_PHRASE or _is_finite(token):
            return index
        if token.word == "," and following not in {"including", "such"}:
            return index
    return len(words)
