"""Where a word stands among the clauses of its sentence: in the verb group of the main clause, or in a remote one.

No parser: the verbs that are known, the words that open and link clauses, and the marks. Linear: a fixed number of
words before and behind is looked at.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from factdb.extract.hedging.clauses import Token, Tokens, position, tokens
from factdb.language import ENGLISH
from factdb.records import Span

_VERBS = frozenset(ENGLISH.words("finite_verbs")).union(
    ENGLISH.words("past_verbs"), ENGLISH.sayings("after-name", "bare-clause")
)
_MORE_VERBS = frozenset(ENGLISH.words("contracted_verbs"))
_SUBORDINATORS = frozenset(ENGLISH.words("subordinators")) | {
    "when", "as", "since", "after", "before", "until", "once", "where", "even", "given", "despite", "so", "lest",
}  # fmt: skip
_RELATIVES = frozenset(("who", "whom", "whose", "which", "that", "where", "what", "how", "why"))
_COORDINATORS = frozenset(("and", "but", "or", "nor", "yet"))
_LINKS = (
    _SUBORDINATORS
    | _RELATIVES
    | _COORDINATORS
    | {"to", "of", "about", "for", "by", "with", ",", ";", ":", "—", "–", "--"}
)
_FUNCTION = _LINKS | _VERBS | frozenset(
    ("the", "a", "an", "it", "there", "not", "be", "been", "have", "he", "she", "they", "we", "i", "you", "more",
     "less",
     "most", "no", "than", "this", "these", "their", "his", "her", "its")
)  # fmt: skip
_GROUP = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a word stands: in which ``clause`` (main, lead, relative, subordinate, complement, coordinate), behind how
    many ``verbs`` of the main clause and how many ``words``, behind which ``link``, whether in a verb ``group``; and
    the words beside it, if they are such as hold a sentence together.
    """

    clause: str
    verbs: int
    words: int
    link: str
    group: str
    before: str
    after: str


class _Before(NamedTuple):
    """What the words before a token make of its place."""

    clause: str
    verbs: int
    words: int
    link: str


def place_of(text: str, sentence: Span, word: Span) -> Place:
    """Where ``word`` stands in ``sentence``."""
    found = tokens(text, sentence, word)
    at, behind = position(found, word)
    before = _all_before(found)[at]
    near = [token.word for token in found[max(at - _GROUP, 0) : at]]
    group = "itself" if _is_verb(found[at]) else "in" if any(word in _VERBS for word in near) else "out"
    return Place(
        *before,
        group,
        _told(found[at - 1]) if at else "start",
        _told(found[behind]) if behind < len(found) else "end",
    )


def _told(token: Token) -> str:
    return (
        token.word
        if token.word in _FUNCTION
        else "ly"
        if token.word.endswith("ly")
        else "word"
        if token.is_word
        else "mark"
    )


def _is_verb(token: Token) -> bool:
    return token.word in _VERBS or token.word in _MORE_VERBS or token.word.endswith("n't")


@lru_cache(maxsize=4)
def _all_before(found: Tokens) -> Sequence[_Before]:
    """For each token what stands before it; read once for all hedges of a stretch."""
    words, link = 0, "none"
    made: list[_Before] = []
    for token, (clause, verbs) in zip(found, _clauses(found), strict=True):
        made.append(_Before(clause, verbs, words, link))
        words += token.is_word
        link = token.word if token.word in _LINKS else link
    return made


def _clauses(words: Sequence[Token]) -> Iterator[tuple[str, int]]:
    """For each token the kind of clause in which it stands, and how many verbs of the main clause stand before it."""
    kind, verbs, depth, inside, led = "main", 0, 0, 0, False
    # "That if it rains, the fair is off" is what somebody says: what links it to whoever says it opens nothing.
    opening = next((index for index, token in enumerate(words) if token.is_word and token.word != "that"), 0)
    here = kind, verbs
    for index, token in enumerate(words):
        yield here
        before, links = (kind, verbs), False
        depth = max(depth + token.opens - token.closes, 0)
        word, first = token.word, index == opening
        if depth and not first:
            pass
        elif word in _SUBORDINATORS and (first or verbs == 0) and kind == "main" and word not in {"so", "even"}:
            kind, inside = ("lead" if first else "subordinate"), 0
        elif word in _SUBORDINATORS and verbs:
            kind, inside = "subordinate", 0
        elif led and word == "that" and words[index - 1].word == "," and kind == "main" and not verbs:
            pass  # "If it rains, that could change": behind a clause that leads it is the subject.
        elif word in _RELATIVES and index and kind in {"main", "coordinate"}:
            kind, inside = ("complement" if verbs and _is_verb(words[index - 1]) else "relative"), 0
        elif word == ",":
            if kind in {"lead", "relative"} and inside:
                kind, inside, led = "main", 0, led or kind == "lead"
        elif word in {"and", "but", ";"} and verbs and _subject_follows(words, index):
            kind, verbs, links = "coordinate", 0, True
        elif _is_verb(token):
            if (
                kind == "relative"
                and inside
                and words[index - 1].word not in _COORDINATORS
                and not _near_verb(words, index)
            ):
                kind = "main"
            if kind in {"main", "coordinate"}:
                verbs += not _near_verb(words, index)
            else:
                inside += 1
        # What stands right behind a link may be its verb, of the same subject.
        here = before if links else (kind, verbs)


def _near_verb(words: Sequence[Token], index: int) -> bool:
    """Is the verb one group with the one before ("has not been")?"""
    return any(_is_verb(token) for token in words[max(index - _GROUP + 1, 0) : index])


def _subject_follows(words: Sequence[Token], link: int) -> bool:
    """Does something else than a verb stand behind the link?"""
    return link + 1 < len(words) and not _is_verb(words[link + 1])
