"""An exported model in the place of weights, to be asked what it makes of text: on a CPU three times as fast."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from factdb.extract.tagging.tagger import Tagger
from factdb.extract.tagging.windows import NO_FEATURE, Words
from training.model import LINK
from training.train import CLS, SEP


class Exported:
    """A model folder."""

    def __init__(self, folder: Path) -> None:
        self.session = Tagger(folder).session

    def said(self, words: Words) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Of a window: probabilities of tags, of hedges, of cues and of sources."""
        ids = np.concatenate(([CLS], words.pieces, [SEP]))
        features = np.concatenate(([NO_FEATURE], words.features, [NO_FEATURE]))
        found = self.session.run(["tags", "hedges", "links"], {"ids": ids[None], "features": features[None]})
        tags, hedges, links = (torch.from_numpy(some[0, words.first + 1]) for some in found)
        return tags.softmax(-1), hedges.softmax(-1), *linked(links)


def linked(links: Tensor) -> tuple[Tensor, Tensor]:
    """How likely each word's cue begins at each word, and each cue's source, of a window's link vectors."""
    member, cue, asking, source = links.split(LINK, dim=-1)
    return (member @ cue.T * LINK**-0.5).softmax(-1), (asking @ source.T * LINK**-0.5).softmax(-1)
