"""Where a word stands among the clauses of its sentence: in the verb group of the main clause, or in a remote one.

No parser: the verbs that are known, the words that open and link clauses, and the marks. Linear: a fixed number of
words before and behind is looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from factdb.extract.hedging.clauses import Token, position, tokens
from factdb.language import ENGLISH
from factdb.records import Span

_VERBS = frozenset(ENGLISH.words("finite_verbs")).union(
    ENGLISH.words("past_verbs"), ENGLISH.sayings("after-name", "bare-clause")
)
_MORE_VERBS = frozenset(
    ("isn't", "can't", "won't", "it's", "he's", "she's", "they're", "we're", "i'm", "that's", "there's")
)
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


def place_of(text: str, sentence: Span, word: Span) -> Place:
    """Where ``word`` stands in ``sentence``."""
    found = tokens(text, sentence, word)
    at, behind = position(found, word)
    clause, verbs = _clause(found, at)
    link = next((found[n].word for n in range(at - 1, -1, -1) if found[n].word in _LINKS), "none")
    near = [token.word for token in found[max(at - _GROUP, 0) : at]]
    group = "itself" if _is_verb(found[at]) else "in" if any(word in _VERBS for word in near) else "out"
    return Place(
        clause,
        verbs,
        sum(token.is_word for token in found[:at]),
        link,
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


def _clause(words: Sequence[Token], at: int) -> tuple[str, int]:
    """The kind of clause in which token ``at`` stands, and how many verbs of the main clause stand before it."""
    kind, verbs, depth = "main", 0, 0
    inside = 0
    opening = next((index for index, token in enumerate(words) if token.is_word), 0)
    for index, token in enumerate(words[:at]):
        depth = max(depth + token.opens - token.closes, 0)
        word, first = token.word, index == opening
        if depth and not first:
            continue
        if word in _SUBORDINATORS and (first or verbs == 0) and kind == "main" and word not in {"so", "even"}:
            kind, inside = ("lead" if first else "subordinate"), 0
        elif word in _SUBORDINATORS and verbs:
            kind, inside = "subordinate", 0
        elif word in _RELATIVES and index and kind in {"main", "coordinate"}:
            kind, inside = ("complement" if verbs and _is_verb(words[index - 1]) else "relative"), 0
        elif word == ",":
            if kind in {"lead", "relative"} and inside:
                kind, inside = "main", 0
        elif word in {"and", "but", ";"} and verbs and _has_subject(words, index + 1, at):
            kind, verbs = "coordinate", 0
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
    return kind, verbs


def _near_verb(words: Sequence[Token], index: int) -> bool:
    """Is the verb one group with the one before ("has not been")?"""
    return any(_is_verb(token) for token in words[max(index - _GROUP + 1, 0) : index])


def _has_subject(words: Sequence[Token], start: int, end: int) -> bool:
    """Do a few words stand before a verb, or before the end?"""
    return start < end and not _is_verb(words[start])
