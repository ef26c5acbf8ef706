"""A tagger that looks words up instead of having learned them: it costs next to nothing, and finds much.

What a text costs beside the model, and what becomes of any labels whatever, is seen with it on far more text.
"""

import sys
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from factdb.extract import chosen
from factdb.extract.engine import Extractor
from factdb.extract.tagging.labels import TAGS
from factdb.extract.tagging.tagger import Scores, log_softmax
from factdb.extract.tagging.windows import CASES, QUOTED, IntArray, Words

_CUES = (
    *("said", "says", "say", "told", "added", "warned", "asked", "announced", "according", "believe", "believes"),
    *("reports", "denied", "wrote", "tweeted"),
)
_HEDGES = (
    *("may", "might", "could", "would", "if", "likely", "perhaps", "reportedly", "allegedly", "unless", "whether"),
    *("possible", "suggests", "hedges"),
)
# The cases of words that begin with a capital.
_NAMES = (1, 2)
_ENDS = [".", "?", "!", ";"]
# How many words before a cue may be its source.
_SOURCE = 3
# How many words on either side of a cue may be its content.
_CONTENT = 40
_SURE = 8.0


class WordTagger:
    """Words of saying are cues, capitals before them sources, and what follows or stands in marks their content."""

    def __init__(self, extractor: Extractor) -> None:
        self.tokenizer, self.settings, self.digest = extractor.tagger.tokenizer, extractor.tagger.settings, "0" * 64
        ids = self.tokenizer.get_vocab()
        # Whether each piece is one.
        self.cues, self.hedges, self.ends = np.zeros((3, max(ids.values()) + 1), dtype=np.bool_)
        for is_one, words in ((self.cues, _CUES), (self.hedges, _HEDGES), (self.ends, _ENDS)):
            is_one[[ids[word] for word in words if word in ids]] = True

    def scores(self, windows: Iterable[Words]) -> Iterator[Scores]:
        """As a tagger does."""
        return map(self.score, windows)

    def score(self, words: Words) -> Scores:
        """As a tagger does."""
        ids, features = words.pieces[words.first], words.features[words.first]
        count = len(ids)
        case, quoted = features // 2 // QUOTED % CASES, features // 2 % QUOTED
        is_cue, is_end = self.cues[ids], self.ends[ids]
        tags = np.zeros((count, len(TAGS)), dtype=np.float32)
        members, sources = np.zeros((2, count, count), dtype=np.float32)
        np.fill_diagonal(sources, _SURE)
        labels = ["O"] * count
        for cue in np.flatnonzero(is_cue).tolist():
            labels[cue] = "B-cue"
            begin, end = _source(cue, case, labels, is_end | (quoted > 0))
            for at in range(begin, end):
                labels[at] = "B-source" if at == begin else "I-source"
                members[at, cue] = _SURE
            sources[cue, begin] = _SURE * 2
            before = [at for at in range(max(begin - _CONTENT, 0), begin) if quoted[at] and labels[at] == "O"]
            after = range(cue + 1, min(cue + _CONTENT, count))
            for at in before or after:
                if not before and (is_end[at] or is_cue[at]):
                    break
                labels[at] = "I-content" if at and labels[at - 1].endswith("content") else "B-content"
                members[at, cue] = _SURE
        for at, label in enumerate(labels):
            tags[at, TAGS.index(label)] = _SURE
        hedged = np.where(self.hedges[ids], 0.9, 0.01).astype(np.float32)
        return Scores(words, log_softmax(tags), members, sources.__getitem__, hedged)


def _source(cue: int, case: IntArray, labels: list[str], is_edge: npt.NDArray[np.bool_]) -> tuple[int, int]:
    """Where the source of a cue begins and ends: the names behind it, else the words before it."""
    end = cue + 1
    while end < min(cue + 1 + _SOURCE, len(labels)) and case[end] in _NAMES:
        end += 1
    if end > cue + 1:
        return cue + 1, end
    begin = cue
    while begin > max(cue - _SOURCE, 0) and labels[begin - 1] == "O" and not is_edge[begin - 1]:
        begin -= 1
        if case[begin] in _NAMES:
            break
    return begin, cue


def word_extractor() -> Extractor:
    """The engine with this tagger."""
    extractor = Extractor()
    tagger: Any = WordTagger(extractor)
    extractor.tagger = tagger
    return extractor


def read_with(extractor: Extractor) -> None:
    """Have whatever imports read with this engine."""
    sys.modules["factdb.extract"].load_extractor = lambda **_: extractor  # type: ignore[attr-defined]
    chosen.cache_clear()
