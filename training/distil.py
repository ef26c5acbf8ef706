"""Teaches a smaller tagger what a larger one says: python -m training.distil CORPORA TEACHER.pt --out STUDENT.pt

The student has fewer layers, and begins as the teacher with the others left out. It learns from the teacher's
probabilities on both corpora (Hinton et al. 2015, "Distilling the Knowledge in a Neural Network"), and half as much
from the labels.
"""

import argparse
import random
from pathlib import Path

import torch
from torch import Tensor, nn

from training.corpus import read_polnear
from training.model import LAYERS, Tagger, link_scores
from training.train import calibrating, fit, labelled_loss, load_tokenizer, plan, pretrained


def thinned(teacher: Tagger, layers: int) -> Tagger:
    """The teacher with every n-th of its layers."""
    student = Tagger(layers)
    step = LAYERS // layers
    kept = {f"layers.{number * step + step - 1}.": f"layers.{number}." for number in range(layers)}
    weights = {}
    for name, weight in teacher.state_dict().items():
        old = next((prefix for prefix in kept if name.startswith(prefix)), None)
        if old is not None:
            weights[name.replace(old, kept[old], 1)] = weight
        elif not name.startswith("layers."):
            weights[name] = weight
    student.load_state_dict(weights)
    return student


def taught_loss(teacher: Tagger, student: Tagger, batch: dict[str, Tensor]) -> Tensor:
    """How far the student's probabilities are from the teacher's, at every piece; and half the loss on the labels."""
    inputs = (batch["ids"], batch["features"], batch["mask"])
    with torch.no_grad():
        wanted = teacher(*inputs)
    found = student(*inputs)
    here = batch["mask"].bool()
    absent = ~here[:, None, :]
    total = torch.zeros(())
    for own, other, weight in (
        (found[0], wanted[0], 1.0),
        (found[1], wanted[1], 1.0),
        *(
            (own.masked_fill(absent, -1e4), other.masked_fill(absent, -1e4), 0.5)
            for own, other in zip(link_scores(found[2].float()), link_scores(wanted[2].float()), strict=True)
        ),
    ):
        said, taught = own.float()[here].log_softmax(-1), other.float()[here].log_softmax(-1)
        total = total + weight * nn.functional.kl_div(said, taught, log_target=True, reduction="batchmean")
    return total + 0.5 * labelled_loss(found, batch)


def main() -> None:
    """Reads the command line and teaches."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder with polnear/train and uncertainty/wiki.jsonl")
    parser.add_argument("teacher", type=Path, help="weights of six layers")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    teacher = Tagger()
    teacher.load_state_dict(torch.load(args.teacher, weights_only=True))
    student = thinned(teacher, args.layers)
    teacher.eval().requires_grad_(False)
    articles = [a for a in read_polnear(args.corpora / "polnear" / "train") if not calibrating(a.stem)]
    tokenizer = load_tokenizer(pretrained() / "tokenizer.json")
    planned = plan(
        articles, args.corpora / "uncertainty" / "wiki.jsonl", tokenizer, args.epochs, random.Random(args.seed)
    )
    fit(student, planned, lambda batch: taught_loss(teacher, student, batch), args.rate, args.out)


if __name__ == "__main__":
    main()
