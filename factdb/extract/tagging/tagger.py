"""The learned tagger at run time: windows of words in, scores a word out. One window a call, so that nothing that
shares a call with it can change its scores."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime as ort
from tokenizers import Tokenizer

from factdb.extract.tagging.files import GRAPH, MODEL, digest, read_files
from factdb.extract.tagging.labels import HEDGE_TAGS, TAGS
from factdb.extract.tagging.windows import NO_FEATURE, Words

FloatArray = npt.NDArray[np.float32]
_HEADS = ("tags", "hedges", "links")
# The model drives all else out of the processor's caches, so that it reads so many windows before they are looked at.
_AT_ONCE = 16
# Where the tags end among what the heads say of a word, and where the hedges do.
_ENDS = (len(TAGS), len(TAGS) + len(HEDGE_TAGS))


@dataclass(frozen=True)
class Scores:
    """What the model says of a window's words, a row each.

    ``tags`` are log-probabilities over TAGS; ``members`` [words, words] scores the row word as part of a source or
    content of the cue that begins at the column word; ``sources`` gives, for the words at which cues begin, a row
    each that scores every word as the first of the cue's source (the same word: it has none). ``hedged`` is the
    probability that a word is part of a hedge. ``relays`` are the log-odds that a word of a content begins the cue of
    somebody else, whom the speaker relays; None if the model doesn't tell. ``probes`` [words, probes] are those of
    tagging/probes.py, if the model has any.
    """

    words: Words
    tags: FloatArray
    members: FloatArray
    sources: Callable[[Sequence[int]], FloatArray]
    hedged: FloatArray
    relays: FloatArray | None = None
    probes: FloatArray | None = None

    @cached_property
    def cue_chances(self) -> FloatArray:
        """For each word the log-probabilities of the words at which the cue that it is part of may begin."""
        return log_softmax(self.members)


class Tagger:
    """A model folder (tagger.onnx, tokenizer.json, model.json), loaded once and used for many articles.

    Raises FactDBError if a file of it is missing or damaged.
    """

    def __init__(self, folder: Path = MODEL, threads: int = 1) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        files = read_files(folder)
        self.session = ort.InferenceSession(
            files[GRAPH],
            options,
            providers=["CPUExecutionProvider"],
            # The fused kernel is slower on a CPU than the two that it replaces: a quarter of the whole time.
            disabled_optimizers=["SkipLayerNormFusion"],
        )
        self.outputs = [output.name for output in self.session.get_outputs()]
        self.tokenizer = Tokenizer.from_buffer(files["tokenizer.json"])
        self.settings: dict[str, Any] = json.loads(files["model.json"])
        self.relays = np.array(self.settings.get("relays", ()), dtype=np.float32)
        self.digest = digest(files)
        self.threads = threads

    def scores(self, windows: Iterator[Words]) -> Iterator[Scores]:
        """The scores of each window, in their order, whatever the number of threads."""
        if self.threads == 1:
            while some := list(islice(windows, _AT_ONCE)):
                said = list(map(self.asked, some))
                yield from map(self._scored, some, said)
        else:
            with ThreadPoolExecutor(self.threads) as pool:
                yield from pool.map(self.score, windows)

    def score(self, words: Words) -> Scores:
        """The scores of one window."""
        return self._scored(words, self.asked(words))

    def _scored(self, words: Words, said: Mapping[str, FloatArray]) -> Scores:
        heads = side_by_side(said)
        tags, hedges = heads[:, : _ENDS[0]], heads[:, _ENDS[0] : _ENDS[1]]
        width = (heads.shape[1] - _ENDS[1]) // 4
        member, cue, asking, source = (heads[:, _ENDS[1] + side * width :][:, :width] for side in range(4))
        scale = np.float32(width**-0.5)
        return Scores(
            words,
            log_softmax(tags),
            (cue @ member.T * scale).T,  # as log_softmax reads it
            lambda cues: asking[cues] @ source.T * scale,
            1 - np.exp(log_softmax(hedges)[:, HEDGE_TAGS.index("O")]),
            heads @ self.relays[:-1] + self.relays[-1] if len(self.relays) else None,
            said.get("probes"),
        )

    def asked(self, words: Words) -> dict[str, FloatArray]:
        """What the model says of each word, by the output's name."""
        ids = np.concatenate(([self.settings["cls"]], words.pieces, [self.settings["sep"]]))
        features = np.concatenate(([NO_FEATURE], words.features, [NO_FEATURE]))
        found = self.session.run(self.outputs, {"ids": ids[None], "features": features[None]})
        first = words.first + 1
        return {name: said[0].take(first, axis=0) for name, said in zip(self.outputs, found, strict=True)}


def side_by_side(said: Mapping[str, FloatArray]) -> FloatArray:
    """What the heads say of each word, one after another: logits of tags and of hedges, link vectors."""
    return np.concatenate([said[name] for name in _HEADS], axis=1)


def mean(values: FloatArray) -> FloatArray:
    """The mean along the first axis, of at least one: NumPy's own takes three times as long over a few numbers."""
    found: FloatArray = np.add.reduce(values) / len(values)
    return found


def log_softmax(logits: FloatArray) -> FloatArray:
    """Log-probabilities along the last axis."""
    # Over columns of whole rows numpy is several times as fast as over rows of a few numbers.
    turned = logits.T.copy()
    # A text of nothing but control characters has no words, so that there may be nothing to take the largest of.
    turned -= np.maximum.reduce(turned, initial=-np.inf)
    turned -= np.log(np.add.reduce(np.exp(turned)))
    return turned.T
