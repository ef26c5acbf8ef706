"""The tagger: a BERT encoder with feature embeddings, a head for tags, one for hedges and two that link words to
cues."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from factdb.extract.tagging.labels import HEDGE_TAGS, TAGS
from factdb.extract.tagging.windows import FEATURES

# Width of the vectors whose inner products link a word to its cue and a cue to its source.
LINK = 64


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of an encoder of BERT's kind."""

    vocabulary: int
    hidden: int
    layers: int
    positions: int = 512
    heads: int = 12
    # Of a head.
    width: int = 32
    # Between the two matrices that every piece goes through by itself.
    inner: int = 1536
    epsilon: float = 1e-12


# all-MiniLM-L6-v2
MINILM = Shape(30522, 384, 6)


def shape_of(state: Mapping[str, Tensor]) -> Shape:
    """The sizes that weights have, whose heads are as wide as MiniLM's."""
    vocabulary, hidden = state["words.weight"].shape
    layers = sum(name.endswith(".qkv.weight") for name in state)
    mixed, inner = state["layers.0.out.weight"].shape[1], state["layers.0.up.weight"].shape[0]
    positions = state["positions.weight"].shape[0]
    return Shape(vocabulary, hidden, layers, positions, mixed // MINILM.width, MINILM.width, inner)


DROPOUT = 0.1


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        hidden, inner, self.heads, self.width = shape.hidden, shape.inner, shape.heads, shape.width
        self.qkv = nn.Linear(hidden, 3 * self.heads * self.width)
        self.out = nn.Linear(self.heads * self.width, hidden)
        self.attention_norm = nn.LayerNorm(hidden, eps=shape.epsilon)
        self.up = nn.Linear(hidden, inner)
        self.down = nn.Linear(inner, hidden)
        self.norm = nn.LayerNorm(hidden, eps=shape.epsilon)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """``x`` is [batch, pieces, hidden]; ``mask`` says where to look, or is added to the scores."""
        batch, pieces, _ = x.shape
        query, key, value = self.qkv(x).view(batch, pieces, 3, self.heads, self.width).permute(2, 0, 3, 1, 4)
        # No dropout on the attention weights: with it, PyTorch has no fast path on a CPU.
        mixed = nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(batch, pieces, self.heads * self.width)
        x = self.attention_norm(x + self.dropout(self.out(mixed)))
        return self.norm(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))


class Tagger(nn.Module):
    """Piece ids and features in; logits of tags and hedges and the link vectors out, one row a piece."""

    def __init__(self, shape: Shape = MINILM) -> None:
        super().__init__()
        hidden = shape.hidden
        self.words = nn.Embedding(shape.vocabulary, hidden)
        self.positions = nn.Embedding(shape.positions, hidden)
        self.features = nn.Embedding(FEATURES, hidden)
        nn.init.zeros_(self.features.weight)
        self.norm = nn.LayerNorm(hidden, eps=shape.epsilon)
        self.dropout = nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.tags = nn.Linear(hidden, len(TAGS))
        self.hedges = nn.Linear(hidden, len(HEDGE_TAGS))
        # Four vectors a piece: the word as a member, as a cue of members, as a cue of a source, as a source.
        self.links = nn.Linear(hidden, 4 * LINK)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor, Tensor]:
        """``ids``, ``features``: [batch, pieces]; ``mask`` the same, 1 where there is a piece (None: everywhere).

        Returns tags [.., len(TAGS)], hedges [.., len(HEDGE_TAGS)], links [.., 4 * LINK].
        """
        x = self.dropout(self.norm(self.embedded(ids) + self.features(features)))
        seen = self.seen(ids.shape[1], mask)
        for layer in self.layers:
            x = layer(x, seen)
        x = self.dropout(x)
        return self.tags(x), self.hedges(x), self.links(x)

    def embedded(self, ids: Tensor) -> Tensor:
        """The pretrained embeddings of the pieces and their positions."""
        words: Tensor = self.words(ids)
        return words + self.positions.weight[: ids.shape[1]]

    def seen(self, pieces: int, mask: Tensor | None) -> Tensor | None:
        """What each of ``pieces`` attends to, as ``Layer`` takes it; None: to all."""
        return None if mask is None else mask[:, None, None, :].bool()


def link_scores(links: Tensor) -> tuple[Tensor, Tensor]:
    """Scores [batch, pieces, pieces] of (word, its cue) and of (cue, its source) from the link vectors."""
    member, cue, asking, source = links.split(LINK, dim=-1)
    scale = LINK**-0.5
    return member @ cue.transpose(1, 2) * scale, asking @ source.transpose(1, 2) * scale


def load_encoder(model: Tagger, weights: Path) -> None:
    """Fills the encoder from a BERT checkpoint in safetensors."""
    old = load_file(weights)
    model.words.weight.data.copy_(old["embeddings.word_embeddings.weight"])
    # Every text is of type 0: its vector goes into the positions.
    model.positions.weight.data.copy_(
        old["embeddings.position_embeddings.weight"] + old["embeddings.token_type_embeddings.weight"][0]
    )
    copy(model.norm, old, "embeddings.LayerNorm")
    for number, layer in enumerate(model.layers):
        assert isinstance(layer, Layer)
        attention = ("self.query", "self.key", "self.value", "output.dense", "output.LayerNorm")
        fill(layer, old, f"encoder.layer.{number}", attention)


def fill(layer: Layer, old: dict[str, Tensor], name: str, attention: tuple[str, str, str, str, str]) -> None:
    """Fills a layer from that of a checkpoint with this ``name``; ``attention`` is what the parts of its attention are
    called: query, key, value, output and norm."""
    *queries, out, norm = (f"{name}.attention.{part}" for part in attention)
    for kind in ("weight", "bias"):
        getattr(layer.qkv, kind).data.copy_(torch.cat([old[f"{part}.{kind}"] for part in queries]))
    copy(layer.out, old, out)
    copy(layer.attention_norm, old, norm)
    copy(layer.up, old, f"{name}.intermediate.dense")
    copy(layer.down, old, f"{name}.output.dense")
    copy(layer.norm, old, f"{name}.output.LayerNorm")


def copy(module: nn.Linear | nn.LayerNorm, old: dict[str, Tensor], name: str) -> None:
    """Fills one module from the weight and bias of that name."""
    module.weight.data.copy_(old[f"{name}.weight"])
    module.bias.data.copy_(old[f"{name}.bias"])
