"""The weights that the fast model begins with: python -m training.prune CORPORA WEIGHTS TOKENIZER.json OUT.pt.

Of the shipped tagger it keeps some layers, in each of these the heads and inner units that its loss on labelled
articles depends on most (Michel et al. 2019, "Are sixteen heads really better than one?"), and the embeddings of the
pieces that the smaller vocabulary has.
"""

import argparse
import random
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from factdb.extract.tagging.windows import WINDOW
from training.corpus import polnear_examples, prepare
from training.model import Layer, Tagger
from training.train import batches, load_tokenizer, loaded, loss_on, pretrained, training_articles

LAYERS, HEADS, INNER = (0, 3, 5), 6, 512
# How many articles and batches say what matters.
ARTICLES, BATCHES = 60, 20


def importance(model: Tagger, corpora: Path, tokenizer: Tokenizer) -> list[tuple[Tensor, Tensor]]:
    """For each layer how much the loss would change, to first order, without each of its heads and inner units."""
    chance = random.Random(0)
    articles = chance.sample(training_articles(corpora), ARTICLES)
    windows = [one for each in articles for one in polnear_examples(prepare(each, tokenizer, WINDOW), WINDOW, chance)]
    matters = [(torch.zeros(layer.heads), torch.zeros(layer.up.out_features)) for layer in _layers(model)]
    for batch in islice(batches(windows, chance), BATCHES):
        model.zero_grad()
        loss_on(model, batch).backward()
        for layer, (heads, inner) in zip(_layers(model), matters, strict=True):
            heads.add_(_lost(layer.out.weight).view(-1, layer.heads, layer.width).sum((0, 2)).abs())
            inner.add_(_lost(layer.down.weight).sum(0).abs())
    return matters


def _lost(weight: Tensor) -> Tensor:
    assert weight.grad is not None
    return (weight * weight.grad).detach()


def _layers(model: Tagger) -> list[Layer]:
    return [layer for layer in model.layers if isinstance(layer, Layer)]


def pruned(
    state: Mapping[str, Tensor], matters: Sequence[tuple[Tensor, Tensor]], pieces: Sequence[int], width: int
) -> dict[str, Tensor]:
    """The state of the smaller tagger; ``pieces`` are the numbers that those it has had, heads have this ``width``."""
    found = {name: weight for name, weight in state.items() if not name.startswith("layers.")}
    found["words.weight"] = state["words.weight"][list(pieces)]
    # A window has two special pieces besides.
    found["positions.weight"] = state["positions.weight"][: WINDOW + 2]
    for new, old in enumerate(LAYERS):
        kept = zip(matters[old], (HEADS, INNER), strict=True)
        heads, inner = (values.topk(most).indices.sort().values for values, most in kept)
        mixed = (heads[:, None] * width + torch.arange(width)).flatten()
        asked = torch.cat([mixed + part * len(matters[old][0]) * width for part in range(3)])
        smaller = {
            "qkv.weight": (asked,),
            "qkv.bias": (asked,),
            "out.weight": (slice(None), mixed),
            "up.weight": (inner,),
            "up.bias": (inner,),
            "down.weight": (slice(None), inner),
        }
        prefix = f"layers.{old}."
        for name in (name.removeprefix(prefix) for name in state if name.startswith(prefix)):
            found[f"layers.{new}.{name}"] = state[prefix + name][smaller.get(name, ())]
    return {name: weight.clone() for name, weight in found.items()}


def numbers(smaller: Tokenizer, larger: Tokenizer) -> list[int]:
    """Which number each piece of a smaller vocabulary has in a larger one."""
    old = larger.get_vocab()
    return [old[piece] for piece, _ in sorted(smaller.get_vocab().items(), key=lambda pair: pair[1])]


def main() -> None:
    """Reads the command line and writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("weights", type=Path, help="what training.shipped wrote")
    parser.add_argument("tokenizer", type=Path, help="what training.vocabulary wrote")
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    larger, smaller = (load_tokenizer(path) for path in (pretrained() / "tokenizer.json", args.tokenizer))
    model = loaded(args.weights)
    model.eval()
    matters = importance(model, args.corpora, larger)
    width = _layers(model)[0].width
    torch.save(pruned(model.state_dict(), matters, numbers(smaller, larger), width), args.out)


if __name__ == "__main__":
    main()
