"""An exported model in the place of weights, to be asked what it makes of text: on a CPU three times as fast."""

from pathlib import Path

import torch
from torch import Tensor

from factdb.extract.tagging.tagger import Tagger
from factdb.extract.tagging.windows import Words
from training.model import LINK


class Exported:
    """A model folder."""

    def __init__(self, folder: Path) -> None:
        self.tagger = Tagger(folder)

    def said(self, words: Words) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Of a window: probabilities of tags, of hedges, of cues and of sources."""
        found = self.tagger.asked(words)
        tags, hedges, links = (torch.from_numpy(found[name]) for name in ("tags", "hedges", "links"))
        return tags.softmax(-1), hedges.softmax(-1), *linked(links)


def linked(links: Tensor) -> tuple[Tensor, Tensor]:
    """How likely each word's cue begins at each word, and each cue's source, of a window's link vectors."""
    member, cue, asking, source = links.split(LINK, dim=-1)
    return (member @ cue.T * LINK**-0.5).softmax(-1), (asking @ source.T * LINK**-0.5).softmax(-1)
