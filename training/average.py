"""Averages several runs into one model, as good as an ensemble: python -m training.average OUT WEIGHTS..."""

import argparse
from pathlib import Path

import torch


def average(out: Path, weights: list[Path]) -> None:
    """Writes the mean of the weights in ``weights``; the runs must have begun from the same new layers (see train)."""
    states = [torch.load(path, weights_only=True) for path in weights]
    torch.save({name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}, out)


def main() -> None:
    """Reads the command line and averages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("weights", type=Path, nargs="+")
    args = parser.parse_args()
    average(args.out, args.weights)


if __name__ == "__main__":
    main()
