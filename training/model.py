"""The tagger: a BERT encoder with feature embeddings, a head for tags, one for hedges and two that link words to
cues."""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from factdb.extract.labels import HEDGE_TAGS, TAGS
from factdb.extract.windows import FEATURES

VOCABULARY, HIDDEN, HEADS, INNER, LAYERS, POSITIONS = 30522, 384, 12, 1536, 6, 512
# Width of the vectors whose inner products link a word to its cue and a cue to its source.
LINK = 64


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.attention_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """``x`` is [batch, pieces, hidden]; ``mask`` [batch, 1, 1, pieces] is true where there is a piece."""
        batch, pieces, _ = x.shape
        query, key, value = self.qkv(x).view(batch, pieces, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        # No dropout on the attention weights: with it, PyTorch has no fast path on a CPU.
        mixed = nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(batch, pieces, HIDDEN)
        x = self.attention_norm(x + self.dropout(self.out(mixed)))
        return self.norm(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))


class Tagger(nn.Module):
    """Piece ids and features in; logits of tags and hedges and the link vectors out, one row a piece."""

    def __init__(self, layers: int = LAYERS, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.features = nn.Embedding(FEATURES, HIDDEN)
        nn.init.zeros_(self.features.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.tags = nn.Linear(HIDDEN, len(TAGS))
        self.hedges = nn.Linear(HIDDEN, len(HEDGE_TAGS))
        # Four vectors a piece: the word as a member, as a cue of members, as a cue of a source, as a source.
        self.links = nn.Linear(HIDDEN, 4 * LINK)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor, Tensor]:
        """``ids``, ``features``: [batch, pieces]; ``mask`` the same, 1 where there is a piece (None: everywhere).

        Returns tags [.., len(TAGS)], hedges [.., len(HEDGE_TAGS)], links [.., 4 * LINK].
        """
        positions = self.positions.weight[: ids.shape[1]]
        x = self.dropout(self.norm(self.words(ids) + positions + self.features(features)))
        seen = None if mask is None else mask[:, None, None, :].bool()
        for layer in self.layers:
            x = layer(x, seen)
        x = self.dropout(x)
        return self.tags(x), self.hedges(x), self.links(x)


def link_scores(links: Tensor) -> tuple[Tensor, Tensor]:
    """Scores [batch, pieces, pieces] of (word, its cue) and of (cue, its source) from the link vectors."""
    member, cue, asking, source = links.split(LINK, dim=-1)
    scale = LINK**-0.5
    return member @ cue.transpose(1, 2) * scale, asking @ source.transpose(1, 2) * scale


def load_encoder(model: Tagger, weights: Path) -> None:
    """Fills the encoder from a BERT checkpoint in safetensors, every second of its layers if the model has half as
    many."""
    old = load_file(weights)
    model.words.weight.data.copy_(old["embeddings.word_embeddings.weight"])
    # Every text is of type 0: its vector goes into the positions.
    model.positions.weight.data.copy_(
        old["embeddings.position_embeddings.weight"] + old["embeddings.token_type_embeddings.weight"][0]
    )
    _copy(model.norm, old, "embeddings.LayerNorm")
    step = LAYERS // len(model.layers)
    for number, layer in enumerate(model.layers):
        assert isinstance(layer, Layer)
        name = f"encoder.layer.{number * step + step - 1}"
        for kind in ("weight", "bias"):
            parts = [old[f"{name}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            getattr(layer.qkv, kind).data.copy_(torch.cat(parts))
        _copy(layer.out, old, f"{name}.attention.output.dense")
        _copy(layer.attention_norm, old, f"{name}.attention.output.LayerNorm")
        _copy(layer.up, old, f"{name}.intermediate.dense")
        _copy(layer.down, old, f"{name}.output.dense")
        _copy(layer.norm, old, f"{name}.output.LayerNorm")


def _copy(module: nn.Linear | nn.LayerNorm, old: dict[str, Tensor], name: str) -> None:
    module.weight.data.copy_(old[f"{name}.weight"])
    module.bias.data.copy_(old[f"{name}.bias"])
