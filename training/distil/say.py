"""What teachers say together of all texts.

python -m training.distil.say PACK.npz SOFT.pt --begin BEGIN.pt --teachers TEACHER.pt ...: on a GPU, in a minute. The
tagger that is to learn from it has its say as well, and of hedges it speaks alone. How well they do on texts that are
kept from training is printed.
"""

import argparse
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from torch import nn

from training.distil.asking import judged, say
from training.distil.flat import Labels, Pack
from training.distil.student import begun
from training.distil.teacher import known


def main() -> None:
    """Reads the command line, asks and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--begin", type=Path, required=True, help="the weights of the tagger that is to learn from it")
    parser.add_argument("--teachers", type=Path, nargs="+", required=True)
    parser.add_argument("--trust", type=float, default=0.8, help="in the teachers; the tagger has the rest")
    parser.add_argument("--device", default="cuda")
    args = parser.parse_args()
    pack = Pack(args.pack, args.device)
    labels = Labels(args.pack, pack)
    own = begun(args.begin, args.device)
    each = args.trust / len(args.teachers)
    teachers: list[tuple[nn.Module, float]] = [(known(path, args.device), each) for path in args.teachers]
    print("the tagger to begin with:", judged(pack, [(own, 1.0)], labels), flush=True)
    together = [(own, 1 - args.trust), *teachers]
    print("all together:", judged(pack, together, labels), flush=True)
    torch.save(asdict(say(pack, np.arange(len(pack.kind)), together)), args.out)


if __name__ == "__main__":
    main()
