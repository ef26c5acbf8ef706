"""The tagger: a BERT encoder with feature embeddings, a head for tags, one for hedges and two that link words to
cues."""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from factdb.extract.labels import HEDGE_TAGS, TAGS
from factdb.extract.windows import FEATURES

# Width of the vectors whose inner products link a word to its cue and a cue to its source.
LINK = 64


# The sizes of the encoder, all-MiniLM-L6-v2.
VOCABULARY, POSITIONS, HIDDEN, LAYERS, HEADS, EPSILON = 30522, 512, 384, 6, 12, 1e-12
DROPOUT = 0.1


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.attention_norm = nn.LayerNorm(HIDDEN, eps=EPSILON)
        self.up = nn.Linear(HIDDEN, 4 * HIDDEN)
        self.down = nn.Linear(4 * HIDDEN, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=EPSILON)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """``x`` is [batch, pieces, HIDDEN]; ``mask`` says where to look."""
        batch, pieces, _ = x.shape
        query, key, value = self.qkv(x).view(batch, pieces, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        # No dropout on the attention weights: with it, PyTorch has no fast path on a CPU.
        mixed = nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(batch, pieces, HIDDEN)
        x = self.attention_norm(x + self.dropout(self.out(mixed)))
        return self.norm(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))


class Tagger(nn.Module):
    """Piece ids and features in; logits of tags and hedges and the link vectors out, one row a piece."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.features = nn.Embedding(FEATURES, HIDDEN)
        nn.init.zeros_(self.features.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=EPSILON)
        self.dropout = nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
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
        name = f"encoder.layer.{number}"
        for kind in ("weight", "bias"):
            parts = [old[f"{name}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            getattr(layer.qkv, kind).data.copy_(torch.cat(parts))
        copy(layer.out, old, f"{name}.attention.output.dense")
        copy(layer.attention_norm, old, f"{name}.attention.output.LayerNorm")
        copy(layer.up, old, f"{name}.intermediate.dense")
        copy(layer.down, old, f"{name}.output.dense")
        copy(layer.norm, old, f"{name}.output.LayerNorm")


def copy(module: nn.Linear | nn.LayerNorm, old: dict[str, Tensor], name: str) -> None:
    """Fills one module from the weight and bias of that name."""
    module.weight.data.copy_(old[f"{name}.weight"])
    module.bias.data.copy_(old[f"{name}.bias"])
