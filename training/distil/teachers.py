"""Several teachers on MPNet's encoder learn from all labels, and say together what they make of all texts.

python -m training.distil.teachers PACK.npz SOFT.pt --begin BEGIN.pt: on a GPU, in minutes; needs PyTorch and what
``training.distil.pack`` wrote. How well they do on texts that are kept from training is printed.
"""

import argparse
import math
import random
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import torch
from torch import Tensor, nn

from training.distil.asking import judged, say
from training.distil.flat import Labels, Pack, Window, batch_of
from training.distil.kinds import LABELLED
from training.distil.learning import Diet, fit, planned
from training.distil.student import begun
from training.distil.words import gold_loss
from training.mpnet import Teacher, load_mpnet

BATCH, RATE, FRESH, DISGUISE = 8192, 6e-5, 10, 0.25


def teacher(pack: Pack, labels: Labels, layers: int, seed: int, args: argparse.Namespace) -> Teacher:
    """One of so many of MPNet's layers."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    model = Teacher(layers, kept=0)
    load_mpnet(model)
    model.to(pack.device).train()
    shift = labels.drawn(chance)

    def epoch() -> list[list[Window]]:
        shift.copy_(labels.drawn(chance))
        return planned(pack, [Diet(pack.texts(*LABELLED), DISGUISE)], chance, BATCH)

    def lose(some: Sequence[Window]) -> Tensor:
        return gold_loss(model, batch_of(pack, some), labels, shift)

    fit(model, epoch, lose, rate=RATE, fresh=FRESH, epochs=args.epochs, minutes=args.minutes)
    model.eval()
    return model


def main() -> None:
    """Reads the command line, trains teachers and writes what they say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument(
        "--begin", type=Path, required=True, help="the weights of the tagger that is to learn from them"
    )
    parser.add_argument("--layers", type=int, nargs="+", default=[10, 11, 10], help="of each teacher")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--minutes", type=float, default=math.inf, help="of training, of each teacher at most")
    parser.add_argument(
        "--trust", type=float, default=0.8, help="in the teachers; the tagger to begin with has the rest"
    )
    parser.add_argument("--device", default="cuda")
    args = parser.parse_args()
    pack = Pack(args.pack, args.device)
    labels = Labels(args.pack, pack)
    own = begun(args.begin, args.device)
    print("the tagger to begin with:", judged(pack, [own], labels), flush=True)
    teachers: list[nn.Module] = []
    for seed, layers in enumerate(args.layers, 1):
        teachers.append(teacher(pack, labels, layers, seed, args))
        print(f"a teacher of {layers} layers:", judged(pack, teachers[-1:], labels), flush=True)
    print("the teachers together:", judged(pack, teachers, labels), flush=True)
    torch.save(asdict(say(pack, teachers, own, args.trust)), args.out)


if __name__ == "__main__":
    main()
