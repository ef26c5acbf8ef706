"""A teacher on MPNet's encoder learns from all labels, and from what the tagger that it is to teach says of some news.

python -m training.distil.teacher PACK.npz TEACHER.pt --begin BEGIN.pt: on a GPU, in minutes; needs PyTorch and what
``training.distil.pack`` wrote. How well it does on texts that are kept from training is printed. Several, of other
seeds, know more together than each (``training.distil.say``); each leaves most of a GPU to the others.
"""

import argparse
import math
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from training.distil.asking import judged, say
from training.distil.flat import Labels, Pack, Window, batch_of
from training.distil.kinds import LABELLED, UNLABELLED
from training.distil.learning import Diet, fit, planned
from training.distil.student import begun
from training.distil.words import soft_loss
from training.mpnet import Teacher, load_mpnet

BATCH, FRESH, DISGUISE = 16_384, 10, 0.25
# How much the tagger's word counts against a label; a teacher that knew the labels alone would link worse.
TRUST = 0.2


def untaught(layers: int, seed: int, device: str) -> Teacher:
    """One of so many of MPNet's layers, all of which learn."""
    torch.manual_seed(seed)
    model = Teacher(layers, kept=0)
    load_mpnet(model)
    model.to(device).train()
    return model


def known(path: Path, device: str) -> Teacher:
    """One that has learned."""
    state = torch.load(path, weights_only=True)
    model = Teacher(sum(name.endswith(".qkv.weight") for name in state), kept=0)
    model.load_state_dict(state)
    model.to(device).eval()
    return model


def main() -> None:
    """Reads the command line and trains."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--begin", type=Path, required=True, help="the weights of the tagger that is to learn from it")
    parser.add_argument("--layers", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--news", type=float, default=0.2, help="which share of it the teacher reads, in each epoch")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--minutes", type=float, default=math.inf, help="of training, at most")
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--device", default="cuda")
    args = parser.parse_args()
    pack = Pack(args.pack, args.device)
    labels = Labels(args.pack, pack)
    chance = random.Random(args.seed)
    unlabelled = pack.texts(*UNLABELLED)
    news = unlabelled[[chance.random() < args.news for _ in unlabelled]]
    labelled = pack.texts(*LABELLED)
    soft = say(pack, np.concatenate([news, labelled]), [(begun(args.begin, args.device), 1.0)])
    diets = [Diet(news, DISGUISE), Diet(labelled, DISGUISE)]
    model, shift = untaught(args.layers, args.seed, args.device), labels.drawn(chance)

    def epoch() -> list[list[Window]]:
        shift.copy_(labels.drawn(chance))
        return planned(pack, diets, chance, BATCH)

    def lose(some: Sequence[Window]) -> Tensor:
        return soft_loss(model, batch_of(pack, some), soft, labels, shift, TRUST, hedges_weight=0)

    fit(model, epoch, lose, rate=args.rate, fresh=FRESH, epochs=args.epochs, minutes=args.minutes)
    model.eval()
    print(f"a teacher of {args.layers} layers: {judged(pack, [(model, 1.0)], labels)}", flush=True)
    torch.save({name: weight.half().cpu() for name, weight in model.state_dict().items()}, args.out)


if __name__ == "__main__":
    main()
