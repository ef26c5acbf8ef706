"""Teaches a tagger what a larger one says: python -m training.distil CORPORA TEACHER.pt --out FILE

The student learns tags and hedges from the teacher's probabilities alone (Hinton et al. 2015, "Distilling the
Knowledge in a Neural Network"), on the windows of both corpora, and links from the labels: the teacher's own are worse.
The teacher reads the windows once, which takes a while; what it says is kept in a file, for other students.
"""

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from factdb.extract.labels import HEDGE_TAGS, TAGS
from factdb.extract.windows import WINDOW
from training.corpus import Example, GoldArticle, uncertainty_examples
from training.model import Tagger
from training.train import (
    batches,
    fit,
    link_loss,
    load_tokenizer,
    loaded,
    partings,
    pretrained,
    tensors,
    training_articles,
)

# How often an article is parted into windows, each time others.
PARTINGS = 2
SAID = (len(TAGS), len(HEDGE_TAGS))


@dataclass(frozen=True, slots=True)
class Lesson(Example):
    """A window with what the teacher says of its pieces, special ones included: [pieces + 2, sum(SAID)]."""

    said: npt.NDArray[np.float16]


def windows(articles: Sequence[GoldArticle], uncertainty: Path, tokenizer: Tokenizer) -> list[list[Example]]:
    """The windows of each parting of the articles, and last those of the uncertainty corpus' open part."""
    parted = partings(articles, tokenizer, PARTINGS, random.Random(0))
    return [*parted, list(uncertainty_examples(uncertainty, tokenizer, WINDOW, held=False))]


def ask(teacher: Tagger, examples: Sequence[Example]) -> npt.NDArray[np.float16]:
    """What the teacher says of the pieces of all ``examples``, one after the other: [pieces, sum(SAID)]."""
    bounds = np.cumsum([0] + [len(e.words.pieces) + 2 for e in examples])
    found = np.zeros((bounds[-1], sum(SAID)), dtype=np.float16)
    places = {id(example): slice(*place) for example, place in zip(examples, pairwise(bounds), strict=True)}
    teacher.eval()
    for done, batch in enumerate(batches(examples, random.Random(0))):
        padded = tensors(batch)
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            tags, hedges, _ = teacher(padded["ids"], padded["features"], padded["mask"])
        outputs = torch.cat((tags, hedges), dim=-1).half().numpy()
        for row, example in enumerate(batch):
            found[places[id(example)]] = outputs[row, : len(example.words.pieces) + 2]
        if done % 100 == 0:
            print(f"asked the teacher about {done} batches", file=sys.stderr, flush=True)
    return found


def lessons(parts: Sequence[Sequence[Example]], said: npt.NDArray[np.float16]) -> list[list[Lesson]]:
    """The windows of each part with what was said of them."""
    at = 0
    found: list[list[Lesson]] = []
    for part in parts:
        found.append([])
        for e in part:
            end = at + len(e.words.pieces) + 2
            found[-1].append(Lesson(e.words, e.tags, e.cue_of, e.source_of, e.hedges, said[at:end]))
            at = end
    return found


def taught(batch: Sequence[Example], width: int) -> tuple[Tensor, Tensor]:
    """What the teacher says of the tags and hedges of a batch, padded to ``width`` pieces."""
    padded = np.zeros((len(batch), width, sum(SAID)), dtype=np.float32)
    for row, lesson in enumerate(batch):
        assert isinstance(lesson, Lesson)
        padded[row, : len(lesson.said)] = lesson.said
    tags, hedges = torch.from_numpy(padded).split(SAID, dim=-1)
    return tags, hedges


def divergence(found: Tensor, wanted: Tensor, first: Tensor) -> Tensor:
    """How far the student's probabilities are from the teacher's, on average over the ``first`` pieces of words."""
    said, asked = found.float()[first].log_softmax(-1), wanted[first].log_softmax(-1)
    return nn.functional.kl_div(said, asked, log_target=True, reduction="batchmean")


def taught_loss(model: Tagger, batch: Sequence[Example]) -> Tensor:
    """How far the student is from the teacher in tags and hedges, and from the labels in links."""
    padded = tensors(batch)
    tags, hedges, links = model(padded["ids"], padded["features"], padded["mask"])
    asked_tags, asked_hedges = taught(batch, padded["ids"].shape[1])
    first = padded["first"].bool()
    differing = divergence(tags, asked_tags, first) + divergence(hedges, asked_hedges, first)
    return differing + link_loss(links, padded)


def epochs(parts: Sequence[Sequence[Lesson]], count: int, chance: random.Random) -> Iterator[list[list[Example]]]:
    """The batches of each epoch: one parting of the articles, and the uncertainty corpus."""
    *parted, hedged = parts
    for number in range(count):
        yield list(batches([*parted[number % len(parted)], *hedged], chance))


def main() -> None:
    """Reads the command line and teaches."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, help="folder with polnear/train and uncertainty/wiki.jsonl")
    parser.add_argument("teacher", type=Path, help="weights of the teacher (training.train --encoder mpnet)")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--said", type=Path, default=Path("build/said.npy"), help="where to keep what the teacher says")
    parser.add_argument("--start", type=Path, help="weights to begin with, instead of the pretrained ones")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    tokenizer = load_tokenizer(pretrained() / "tokenizer.json")
    parts = windows(training_articles(args.corpora), args.corpora / "uncertainty" / "wiki.jsonl", tokenizer)
    if not args.said.exists():
        args.said.parent.mkdir(parents=True, exist_ok=True)
        teacher = loaded(args.teacher, encoder="mpnet")
        np.save(args.said, ask(teacher, [example for part in parts for example in part]))
    model = loaded(args.start, layers=args.layers)
    torch.manual_seed(args.seed)
    planned = list(epochs(lessons(parts, np.load(args.said, mmap_mode="r")), args.epochs, random.Random(args.seed)))
    fit(model, planned, lambda batch: taught_loss(model, batch), args.rate, args.out)


if __name__ == "__main__":
    main()
