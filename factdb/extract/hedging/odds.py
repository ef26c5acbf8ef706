"""How likely words that may hedge do so where they stand: a logistic regression.

It weighs the words themselves, telling words before and after them, and how sure the tagger is of a hedge there. What
the words themselves weigh differs between kinds of prose: "could" mostly doubts in the news, and mostly tells of an
ability in an encyclopedia. So the words have a second weight that only counts in news (Daumé III 2007, "Frustratingly
Easy Domain Adaptation"). The weights are in ``factdb/language/en/hedge_weights.txt``, and made by
``training/hedge_weights.py``.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, fsum

from factdb.extract.weighing import log_odds, weights
from factdb.language import ENGLISH
from factdb.records import Span
from factdb.text.whitespace import plain

TAGGER, BIAS, NEWS = "tagger", "bias", "news"
_TOKEN = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")
# Words that tell a condition, a permission or a report, wherever they stand in the sentence.
_TELLING = frozenset(ENGLISH.words("telling_words"))
# How many characters to either side are looked at: time stays linear in any sentence.
_AROUND = 300


@dataclass(frozen=True, slots=True)
class Tagged:
    """For each word of a text, in order, where it begins and the tagger's probability that it is part of a hedge."""

    starts: Sequence[int]
    hedged: Sequence[float]

    def odds(self, span: Span) -> float:
        """The log-odds of the mean over the words that begin in ``span``."""
        first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        mean = sum(self.hedged[first:last]) / (last - first) if last > first else 0.0
        return log_odds(mean)


def chance(text: str, sentence: Span, span: Span, rare: bool, tagged: Tagged | None, *, news: bool) -> float:
    """The probability that the words at ``span`` hedge; ``rare`` if their entry of the list is."""
    odds = fsum(_WEIGHTS.get(sign, 0.0) for sign in (BIAS, *signs(text, sentence, span, rare, news=news)))
    if tagged:
        odds += _WEIGHTS[TAGGER] * tagged.odds(span)
    return 1 / (1 + exp(-odds))


def signs(text: str, sentence: Span, span: Span, rare: bool, *, news: bool) -> Iterator[str]:
    """What may tell whether the words at ``span`` hedge, each sign a string that has a weight."""
    cue = plain(span.of(text))
    before = _told(text, max(sentence.start, span.start - _AROUND), span.start)
    after = _told(text, span.end, min(sentence.end, span.end + _AROUND))
    kind = "rare" if rare else "listed"
    yield from (kind, cue, f"{cue} {kind}")
    if news:
        yield from (NEWS, f"news {kind}", f"news {cue}")
    for side, words in (("<", before), (">", after)):
        for word in words:
            yield from (f"{side} {word}", f"{cue} {side} {word}")
    if text[span.start].isupper() and _TOKEN.search(text, max(sentence.start, span.start - _AROUND), span.start):
        yield "capital"


@lru_cache(maxsize=2)  # the entries that fit at a place look at the same words
def _told(text: str, start: int, end: int) -> frozenset[str]:
    """The telling words there."""
    return _TELLING.intersection(map(str.lower, _TOKEN.findall(text, start, end)))


_WEIGHTS = weights("hedge_weights")
