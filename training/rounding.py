"""Learns with weights and activations rounded as they are in the exported model, so that rounding them costs nothing.

What ``training.export`` writes holds matrices in seven bits a weight, with a scale a column, the vectors of pieces and
features in eight, with one scale for all, and rounds what goes into each matrix to eight bits, with a scale a window.
Gradients go through as if nothing was rounded (the straight-through estimator of Bengio, Léonard and Courville, 2013).
"""

import torch
from torch import Tensor, nn

from training.model import Tagger

# As ONNX Runtime's quantize_dynamic has them with reduce_range.
SEVEN_BITS, EIGHT_BITS = 64, 255
_NEVER_ZERO = 1e-12


class RoundedLinear(nn.Linear):
    """A linear layer whose input and weights are rounded before it is applied."""

    def forward(self, x: Tensor) -> Tensor:
        """``x`` is [windows, pieces, in]."""
        with torch.no_grad():
            scale = (self.weight.abs().amax(1, keepdim=True) / SEVEN_BITS).clamp_min(_NEVER_ZERO)
            weight = (self.weight / scale).round() * scale
            near = _near(x, x.float())
        return nn.functional.linear(_through(x, near), _through(self.weight, weight), self.bias)


class RoundedEmbedding(nn.Embedding):
    """Vectors that are rounded with one scale for all of them."""

    def forward(self, ids: Tensor) -> Tensor:
        """``ids`` is of any shape."""
        found = super().forward(ids)
        with torch.no_grad():
            near = _near(found, self.weight)
        return _through(found, near)


def rounded(model: Tagger) -> Tagger:
    """The same model; from now on it reads with rounded weights and activations, and learns those that aren't."""
    for part in model.modules():
        if isinstance(part, nn.Linear):
            part.__class__ = RoundedLinear
    for vectors in (model.words, model.features):
        vectors.__class__ = RoundedEmbedding
    return model


def _near(x: Tensor, among: Tensor) -> Tensor:
    """``x`` in eight bits between the least and the largest of each matrix ``among`` these, zero a step."""
    least, largest = (extreme((-2, -1), keepdim=True) for extreme in (among.amin, among.amax))
    least, largest = least.clamp_max(0), largest.clamp_min(0)
    scale = ((largest - least) / EIGHT_BITS).clamp_min(_NEVER_ZERO)
    zero = (-least / scale).round()
    steps = ((x.float() / scale).round() + zero).clamp(0, EIGHT_BITS)
    return ((steps - zero) * scale).to(x.dtype)


def _through(x: Tensor, near: Tensor) -> Tensor:
    """``near``, with the gradient of ``x``."""
    return x + (near - x).detach()
