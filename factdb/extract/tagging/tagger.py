"""The learned tagger at run time: windows of words in, scores a word out. One window a call, so that nothing that
shares a call with it can change its scores."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime as ort
from tokenizers import Tokenizer

from factdb.extract.tagging.files import MODEL, digest, read_files
from factdb.extract.tagging.labels import HEDGE_TAGS
from factdb.extract.tagging.windows import NO_FEATURE, Words

FloatArray = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scores:
    """What the model says of a window's words, a row each.

    ``tags`` are log-probabilities over TAGS; ``members`` [words, words] scores the row word as part of a source or
    content of
    the cue that begins at the column word; ``sources`` scores the column word as the first word of the source of the
    cue that
    begins at the row word (the same word: it has none). ``hedged`` is the probability that a word is part of a hedge.
    """

    words: Words
    tags: FloatArray
    members: FloatArray
    sources: FloatArray
    hedged: FloatArray


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
            files["tagger.onnx"],
            options,
            providers=["CPUExecutionProvider"],
            # The fused kernel is slower on a CPU than the two that it replaces: a quarter of the whole time.
            disabled_optimizers=["SkipLayerNormFusion"],
        )
        self.tokenizer = Tokenizer.from_buffer(files["tokenizer.json"])
        self.settings: dict[str, Any] = json.loads(files["model.json"])
        self.digest = digest(files)
        self.threads = threads

    def scores(self, windows: Iterator[Words]) -> Iterator[Scores]:
        """The scores of each window, in their order, whatever the number of threads."""
        if self.threads == 1:
            yield from map(self.score, windows)
        else:
            with ThreadPoolExecutor(self.threads) as pool:
                yield from pool.map(self.score, windows)

    def score(self, words: Words) -> Scores:
        """The scores of one window."""
        ids = np.concatenate(([self.settings["cls"]], words.pieces, [self.settings["sep"]]))
        features = np.concatenate(([NO_FEATURE], words.features, [NO_FEATURE]))
        inputs = {"ids": ids[None], "features": features[None]}
        tags, hedges, links = self.session.run(["tags", "hedges", "links"], inputs)
        at = words.first + 1
        width = links.shape[-1] // 4
        member, cue, asking, source = (links[0, at, side * width : (side + 1) * width] for side in range(4))
        scale = np.float32(member.shape[1] ** -0.5)
        return Scores(
            words,
            log_softmax(tags[0, at]),
            member @ cue.T * scale,
            asking @ source.T * scale,
            1 - np.exp(log_softmax(hedges[0, at])[:, HEDGE_TAGS.index("O")]),
        )


def log_softmax(logits: FloatArray) -> FloatArray:
    """Log-probabilities along the last axis."""
    # A text of nothing but control characters has no words, so that there may be nothing to take the largest of.
    shifted = logits - logits.max(axis=-1, keepdims=True, initial=-np.inf)
    result: FloatArray = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result
