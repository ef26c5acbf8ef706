"""A large tagger for other taggers to learn from: python -m training.teach_news CORPORA TEACHER.pt

The tagger on MPNet's encoder learns attributions from all train articles but those kept to calibrate on, its links
weighed as much as its tags. ``training.label_news`` has it say what it makes of texts that nobody has labelled.
"""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from factdb.extract.tagging.windows import WINDOW
from training.corpus import Example, polnear_examples, prepare
from training.mpnet import Teacher, load_mpnet
from training.train import batches, fit, load_tokenizer, loss_on, pretrained, training_articles

RATE, BATCH = 8e-5, 1536


def planned(corpora: Path, epochs: float, seed: int) -> list[list[list[Example]]]:
    """The batches of each epoch, each time of other windows; of an epoch that is begun alone, its share of them."""
    tokenizer, chance = load_tokenizer(pretrained() / "tokenizer.json"), random.Random(seed)
    prepared = [prepare(article, tokenizer, WINDOW) for article in training_articles(corpora)]
    found = []
    while epochs > 0:
        some = list(batches([e for one in prepared for e in polnear_examples(one, WINDOW, chance)], chance, BATCH))
        found.append(some[: int(len(some) * min(epochs, 1))])
        epochs -= 1
    return found


def main() -> None:
    """Reads the command line and trains."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, help="folder with polnear/train")
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=float, default=1.5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--device", default="cpu")
    args = parser.parse_args()
    torch.manual_seed(0)
    model = Teacher()
    load_mpnet(model)
    model.to(args.device)

    def lose(batch: Sequence[Example]) -> Tensor:
        return loss_on(model, batch, links_weight=2)

    fit(model, planned(args.corpora, args.epochs, args.seed), lose, RATE, args.out)


if __name__ == "__main__":
    main()
