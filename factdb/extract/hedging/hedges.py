"""Hedge cues by a word list with context, and the words that each makes uncertain.

``data/hedges.txt`` says how an entry is written, what the kinds are and where the list comes from; how likely its words
hedge where they stand is weighed in ``hedge_odds``. Another finder of cues may take the place of ``hedge_cues``:
``scope`` needs no more than a cue's place and kind.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from factdb.extract.hedging.clauses import (
    clause_end,
    clause_start,
    phrase_end,
    phrase_start,
    position,
    small,
    tokens,
)
from factdb.extract.hedging.odds import Tagged, chance
from factdb.language import ENGLISH
from factdb.language import lexicon as lx
from factdb.records import Certainty, Span
from factdb.text.whitespace import WORD

_ENTRY = re.compile(
    r"(\w+) (clause|after|phrase)(?: (probable|possible)( denied)?)?: "
    r"(?:\[([^]]*)\] )?([^[;]+)(?: \[([^]]*)\])?((?:; [^;]+)*)"
)
_TEST = re.compile(r"; (not before|not after|with|small|opening|followed|rare|always)\b ?([^;]*)")
# What may stand before a cue that opens its sentence: "But had it rained,".
_OPENS = re.compile(r"\W*(?:(?:and|but|yet|so|or|indeed|still|instead),?\s+)?\Z", re.I)
_WORD_START = r"(?<!\w)(?<!\w['’-])"
_WORD_END = r"(?!\w|['’-]\w)"
# How many characters before a cue, and around it, its context is looked for: time stays linear in any sentence.
_BEFORE, _AROUND = 60, 500
# What a cue that is in no entry makes uncertain, by its kind; of any other kind it is the clause around it.
_REACHES = {"doxastic": "after", "investigation": "after"}
# Whoever believes somebody doubts nothing: "I believe the engineers", "she believed Ann Reed, and".
_BELIEVES = re.compile(r"believ(?:e|es|ed|ing)", re.I)
_SOMEBODY = re.compile(
    r"\s(?:(?:the|this|that|these|those|my|our|your|his|her|their)\s(?:[\w’'-]+\s){0,2}?(?P<noun>[\w’'-]+)"
    r"|[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3})(?=[.,;:!?”\"]|\s(?:and|but|or|on|when|who)\b|\Z)"
)
_LONGEST_SOMEBODY = 80
# From which probability on words are taken for a hedge: best for F1 on documents that the weights were not fitted on.
# The rare words of the list seldom hedge in news, and little that was judged there tells when they do.
_LEAST, _LEAST_RARE_IN_NEWS = 0.45, 0.7


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that hedge, and how: epistemic, doxastic, condition, investigation, or future (a prediction, no doubt).

    ``certainty`` is how sure they leave what they govern, ``denied`` that it is put forward as not so ("unlikely"),
    ``confidence`` the probability that they hedge at all, and ``attitude`` that somebody other than who writes it may
    hold it: the subject of "believe", whoever "it is thought" by. ``reach`` says what they make uncertain: the clause,
    what comes "after", or the phrase.
    """

    span: Span
    kind: str
    certainty: Certainty = Certainty.POSSIBLE
    denied: bool = False
    confidence: float = 1.0
    attitude: bool = False
    reach: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the word list: its kind, reach and degree, and expressions for the cue, what stands before and around.

    A prediction has no degree and is certain.
    """

    kind: str
    reach: str
    certainty: Certainty
    denied: bool
    cue: str
    after: str
    not_after: str | None
    around: str | None
    small: bool
    opening: bool
    rare: bool
    always: bool

    def find(self, text: str, sentence: Span, start: int) -> Span | None:
        """The cue that begins at ``start``, if the entry fits there."""
        cue = _compiled(self.cue).match(text, start, sentence.end)
        if cue is None or (self.small and text[start].isupper()):
            return None
        before = max(sentence.start, start - _BEFORE)
        if self.opening and not _OPENS.match(text, before, start):
            return None
        if not _compiled(self.after).search(text, before, start) or (
            self.not_after and _compiled(self.not_after).search(text, before, start)
        ):
            return None
        if self.around and not _compiled(self.around).search(
            text, max(sentence.start, start - _AROUND), min(sentence.end, start + _AROUND)
        ):
            return None
        return Span(start, cue.end())

    def made(self, text: str, sentence: Span, span: Span, tagged: Tagged | None, *, news: bool) -> Cue | None:
        """The cue that the entry finds at ``span``, unless it is too unlikely to be one."""
        confidence = 1.0
        if (self.rare and not tagged) or _is_trust(text, sentence, span):
            return None
        if self.kind != "future" and not self.always:
            confidence = chance(text, sentence, span, self.rare, tagged, news=news)
            if confidence < (_LEAST_RARE_IN_NEWS if self.rare and news else _LEAST):
                return None
        attitude = (self.reach == "after" or self.kind == "doxastic") and not span.of(text).lower().endswith("ly")
        return Cue(span, self.kind, self.certainty, self.denied, confidence, attitude, self.reach)


def hedge_cues(text: str, sentence: Span, tagged: Tagged | None = None, *, news: bool = True) -> list[Cue]:
    """The hedge cues of a sentence in order, without overlap; those of kind ``future`` are no speculation.

    ``tagged`` is what the tagger says of the text's words; without it the words alone decide, and none that are rare.
    ``news`` is false for prose of another kind.
    """
    found: list[Cue] = []
    for fitting in candidates(text, sentence):
        if not found or fitting[0][1].start >= found[-1].span.end:
            made = (entry.made(text, sentence, span, tagged, news=news) for entry, span in fitting)
            found += [cue for cue in made if cue][:1]
    return found


def candidates(text: str, sentence: Span) -> Iterator[list[tuple[Entry, Span]]]:
    """For each word with which a cue may begin, the entries that fit there, in the order of the list, and its span."""
    for word in WORD.finditer(text, sentence.start, sentence.end):
        if entries := _entries_of(word[0]):
            found = ((entry, entry.find(text, sentence, word.start())) for entry in entries)
            if fitting := [(entry, span) for entry, span in found if span]:
                yield fitting


# An article says the same words over and over, and all articles do.
@lru_cache(maxsize=50_000)
def _entries_of(word: str) -> Sequence[Entry]:
    """The entries whose cue may begin with the word."""
    return _ENTRIES.get(small(word), ())


def scope(text: str, sentence: Span, cue: Cue) -> Span:
    """The words that a cue of the sentence makes uncertain, the cue among them, without marks at the edges.

    That is the clause around a modal verb or an adverb, what follows a verb or noun of believing, and the noun phrase
    of an adjective.
    """
    reach = cue.reach or _REACHES.get(cue.kind, "clause")
    words = tokens(text, sentence, cue.span)
    at, after = position(words, cue.span)
    end = phrase_end(words, after) if reach == "phrase" else clause_end(words, after)
    while end > after and not words[end - 1].is_word and not words[end - 1].closes:
        end -= 1
    start = at
    if reach == "phrase":
        start = phrase_start(words, at)
    elif reach == "clause" or end == after:  # nothing follows: "It will fail, experts believe"
        start = clause_start(words, at)
    while start < at and not words[start].is_word and not words[start].opens:
        start += 1
    return Span(words[start].start, words[end - 1].end)


def _is_trust(text: str, sentence: Span, span: Span) -> bool:
    """Is it a person that is believed, and nothing about one?"""
    if not _BELIEVES.fullmatch(text, span.start, span.end):
        return False
    somebody = _SOMEBODY.match(text, span.end, min(sentence.end, span.end + _LONGEST_SOMEBODY))
    if not somebody or (somebody.end() < sentence.end and somebody.end() == span.end + _LONGEST_SOMEBODY):
        return False
    noun = (somebody["noun"] or "").casefold()
    return not noun or noun in lx.ROLES or noun in lx.ROLE_PLURALS or noun in lx.GROUPS


def _read_list() -> Mapping[str, Sequence[Entry]]:
    """The entries by the first word of their cues, in the order of the file."""
    sets: dict[str, list[str]] = defaultdict(list)
    by_word: dict[str, list[Entry]] = defaultdict(list)
    for line in ENGLISH.words("hedges"):
        if line.startswith("@"):
            name, words = line.split(" = ")
            sets[name] += words.split()
            continue
        parts = _ENTRY.fullmatch(line)
        if not parts:
            raise ValueError(f"hedges.txt: not an entry: {line!r}")
        entry, first = _entry(parts, sets)
        for word in first:
            by_word[word].append(entry)
    return by_word


def _entry(parts: re.Match[str], sets: Mapping[str, Sequence[str]]) -> tuple[Entry, list[str]]:
    """The entry, and the words with which its cue may begin."""
    kind, reach, degree, denied, left, cue, right, rest = parts.groups()
    tests = dict(_TEST.findall(rest))
    first, *others = cue.split()
    begin = _one_of(first.split("|"), sets)
    ahead = _following(right, sets)
    if "followed" in tests:
        ahead += r"\s+[“‘\"]?\w"
    refused = rf"(?!\s+{_one_of(tests['not before'].split(), sets)}{_WORD_END})" if "not before" in tests else ""
    return Entry(
        kind,
        reach,
        Certainty(degree or Certainty.CERTAIN),
        bool(denied),
        cue=f"{_WORD_START}{begin}{_following(' '.join(others), sets)}{_WORD_END}(?={ahead}){refused}",
        after=f"{_preceding(left, sets)}\\Z",
        not_after=_preceding("|".join(tests["not after"].split()), sets) + r"\Z" if "not after" in tests else None,
        around=_WORD_START + _one_of(tests["with"].split(), sets) + _WORD_END if "with" in tests else None,
        small="small" in tests,
        opening="opening" in tests,
        rare="rare" in tests,
        always="always" in tests,
    ), first.split("|")


def _following(phrase: str | None, sets: Mapping[str, Sequence[str]]) -> str:
    return "".join(rf"(?:\s+{item}{_WORD_END}){optional}" for item, optional in _items(phrase, sets))


def _preceding(phrase: str | None, sets: Mapping[str, Sequence[str]]) -> str:
    return "".join(rf"(?:{_WORD_START}{item}\s+){optional}" for item, optional in _items(phrase, sets))


def _items(phrase: str | None, sets: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """An expression for each word of a phrase, and "?" if the word may be missing."""
    for item in (phrase or "").split():
        yield _one_of(item.removesuffix("?").split("|"), sets), "?" if item.endswith("?") else ""


def _one_of(words: Sequence[str], sets: Mapping[str, Sequence[str]]) -> str:
    flat = [member for word in words for member in (sets[word] if word.startswith("@") else [word])]
    return f"(?:{'|'.join(flat)})".replace("'", "['’]")


@cache  # where it is first needed: to compile all takes as long as to read a hundred sentences
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


_ENTRIES = _read_list()
