"""A tagger learns what teachers say of all texts, and labels: python -m training.distil.student PACK.npz SOFT.pt OUT.pt

On a GPU, in minutes. It reads with weights and activations rounded as they will be in the exported model
(``training.rounding``). How well it does on texts that are kept from training is printed before and after.
"""

import argparse
import math
import random
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from training.distil.asking import judged
from training.distil.flat import Labels, Pack, Window, batch_of
from training.distil.kinds import LABELLED, UNLABELLED
from training.distil.learning import Diet, fit, planned
from training.distil.words import Soft, soft_loss
from training.model import Tagger
from training.rounding import rounded
from training.train import loaded

BATCH = 32_768
# How often what is there in disguise, too, is read so; how much a teacher's word counts against a label.
DISGUISE, DISGUISE_LABELLED, TRUST = 0.8, 0.25, 0.5


def begun(weights: Path, device: str) -> Tagger:
    """The tagger with these weights. Nothing is dropped at random: what it learns is said softly."""
    model = loaded(weights)
    model.to(device).eval()
    return rounded(model)


def main() -> None:
    """Reads the command line and trains."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", type=Path)
    parser.add_argument("soft", type=Path, help="what training.distil.say wrote")
    parser.add_argument("out", type=Path)
    parser.add_argument("--begin", type=Path, required=True)
    parser.add_argument("--fast", action="store_true", help="read as the fast model's tokenizer does")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--minutes", type=float, default=math.inf, help="of training, at most")
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--device", default="cuda")
    args = parser.parse_args()
    # The words are the same, whichever pieces they fall into.
    pack = Pack(args.pack, args.device, "fast_" if args.fast else "")
    labels = Labels(args.pack, pack)
    soft = Soft(**torch.load(args.soft, weights_only=True, map_location=args.device))
    model, chance = begun(args.begin, args.device), random.Random(args.seed)
    diets = [Diet(pack.texts(*UNLABELLED), DISGUISE), Diet(pack.texts(*LABELLED), DISGUISE_LABELLED)]
    shift = labels.drawn(chance)

    def epoch() -> list[list[Window]]:
        shift.copy_(labels.drawn(chance))
        return planned(pack, diets, chance, BATCH)

    def lose(some: Sequence[Window]) -> Tensor:
        return soft_loss(model, batch_of(pack, some), soft, labels, shift, TRUST)

    print("before:", judged(pack, [(model, 1.0)], labels), flush=True)
    fit(model, epoch, lose, rate=args.rate, fresh=1, epochs=args.epochs, minutes=args.minutes)
    print("after:", judged(pack, [(model, 1.0)], labels), flush=True)
    torch.save({name: weight.cpu() for name, weight in model.state_dict().items()}, args.out)


if __name__ == "__main__":
    main()
