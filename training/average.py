"""Averages the weights of several runs: python -m training.average RUN.pt... --out TAGGER.pt

Runs that begin with the same weights and the same new layers end in one basin of the loss, where the mean is better
than each (Wortsman et al. 2022, "Model soups"), at no cost at run time.
"""

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Reads the command line and averages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", type=Path, nargs="+", help="weights that training.train or training.refine wrote")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    runs = [torch.load(run, weights_only=True) for run in args.runs]
    mean = {name: torch.stack([run[name].float() for run in runs]).mean(dim=0) for name in runs[0]}
    torch.save(mean, args.out)


if __name__ == "__main__":
    main()
