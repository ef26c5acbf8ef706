"""Teaches a tagger hedges and lets it keep the rest: python -m training.refine CORPORA WEIGHTS HEDGES.npz --out FILE

It learns what the teachers of ``training.teach_hedges`` say of hedges, and beside that to say of tags and links what it
said before (Li and Hoiem 2016, "Learning without Forgetting"). No labels are learned, and nothing is dropped at random:
the mean of several runs says other things than any of them, and dropping would only bring it back to what these say.
"""

import argparse
import random
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from factdb.extract.tagging.labels import HEDGE_TAGS
from factdb.extract.tagging.windows import WINDOW
from training.corpus import IGNORE, Example, telling_examples
from training.model import Tagger
from training.train import (
    fit,
    load_tokenizer,
    loaded,
    masked_scores,
    plan,
    pretrained,
    soft_loss,
    tensors,
    training_articles,
)

# What tags and hedges weigh against links.
TAGS_WEIGHT, HEDGES_WEIGHT = 2, 4
# What learns faster than the rest.
LEARNING = ("hedges.",)


def loss_on(model: Tagger, before: Tagger, batch: Sequence[Example]) -> Tensor:
    """What the model loses by saying of tags and links other things than ``before``, and of hedges than teachers."""
    padded = tensors(batch, len(HEDGE_TAGS))
    first, seen = padded["first"].bool(), (padded["ids"], padded["features"], padded["mask"])
    tags, hedges, links = model(*seen)
    with torch.no_grad():
        tags_before, _, links_before = before(*seen)
    on_tags = soft_loss(tags[first], tags_before.float()[first].softmax(-1)).mean()
    on_hedges = soft_loss(hedges[first], padded["said"]).mean()
    return TAGS_WEIGHT * on_tags + HEDGES_WEIGHT * on_hedges + kept_links(links, links_before, padded)


def kept_links(links: Tensor, before: Tensor, batch: Mapping[str, Tensor]) -> Tensor:
    """Half the cross-entropy of the cue of each word of a content or source and of the source of each cue, against what
    was said of them ``before``.
    """
    lost = torch.zeros(())
    scores = (masked_scores(some, batch["mask"]) for some in (links, before))
    for name, now, then in zip(("cue_of", "source_of"), *scores, strict=True):
        at = batch[name] != IGNORE
        if at.any():
            lost = lost + 0.5 * soft_loss(now[at], then[at].softmax(-1)).mean()
    return lost


def main() -> None:
    """Reads the command line and trains."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, help="folder with polnear/train and uncertainty/wiki.jsonl")
    parser.add_argument("weights", type=Path, help="what training.average wrote")
    parser.add_argument("said", type=Path, help="what training.teach_hedges wrote")
    parser.add_argument("--out", type=Path, default=Path("build/refined.pt"))
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    tokenizer = load_tokenizer(pretrained() / "tokenizer.json")
    model, before = loaded(args.weights).eval(), loaded(args.weights).eval()
    planned = plan(
        training_articles(args.corpora),
        telling_examples(args.corpora / "uncertainty" / "wiki.jsonl", tokenizer, WINDOW),
        tokenizer,
        args.epochs,
        random.Random(args.seed),
        1.0,
        dict(np.load(args.said)),
    )
    fit(model, planned, partial(loss_on, model, before), args.rate, args.out, LEARNING)


if __name__ == "__main__":
    main()
