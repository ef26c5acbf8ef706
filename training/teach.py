"""What larger taggers say of texts that they have not learned from: python -m training.teach CORPORA SAID.npz

The people who labelled the articles disagree with each other, and a tagger that learns their labels alone learns its
articles by heart, their slips and all. So the articles, and the documents of the uncertainty corpus that are not held
back, are parted in two; for each half a tagger with MPNet's encoder learns from the other, and says what it makes of
this one: the probabilities of the tags, a word at a time, the mean over several ways to part an article in windows. The
tagger that is shipped learns from the labels and from them (Hinton et al. 2015, "Distilling the Knowledge in a Neural
Network"). Links it learns from the labels alone: the teachers read too little to be better at these. Of hedges they
know too little as yet as well; ``training.teach_hedges`` has them learn on.
"""

import argparse
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from factdb.extract.tagging.windows import WINDOW
from training.corpus import Example, GoldArticle, Said, part_of, polnear_examples, prepare, uncertainty_examples
from training.mpnet import Teacher, load_mpnet
from training.train import batches, fit, load_tokenizer, loss_on, plan, pretrained, tensors, training_articles

HALVES = 2
EPOCHS, RATE, HEDGES = 3, 6e-5, 0.4
# How often an article is parted into windows, each time others, to be asked about.
PARTINGS = 2


def teacher(
    articles: Sequence[GoldArticle],
    hedged: Mapping[str, Sequence[Example]],
    tokenizer: Tokenizer,
    seed: int,
    out: Path,
) -> Teacher:
    """A tagger that learned from these articles and documents; if ``out`` has its weights, it is read from there."""
    torch.manual_seed(0)
    model = Teacher()
    if not out.exists():
        load_mpnet(model)
        planned = plan(articles, hedged, tokenizer, EPOCHS, random.Random(seed), HEDGES)
        fit(model, planned, partial(loss_on, model), RATE, out)
    model.load_state_dict(torch.load(out, weights_only=True))
    model.eval()
    return model


def asked(model: Teacher, documents: Sequence[Sequence[Example]], *, of_hedges: bool = False) -> Iterator[Said]:
    """What the teacher says of all words of each document, of which the windows are given: tags, or hedges."""
    answers: dict[int, Said] = {}
    examples = [example for windows in documents for example in windows]
    for done, batch in enumerate(batches(examples, random.Random(0))):
        padded = tensors(batch)
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            tags, hedges, _ = model(padded["ids"], padded["features"], padded["mask"])
        chances = (hedges if of_hedges else tags).float()[padded["first"].bool()].softmax(-1).half().numpy()
        bounds = np.cumsum([0] + [len(example.words.spans) for example in batch])
        for example, (begin, end) in zip(batch, pairwise(bounds), strict=True):
            answers[id(example)] = chances[begin:end]
        if done % 50 == 0:
            print(f"asked a teacher about {done} batches", file=sys.stderr, flush=True)
    for windows in documents:
        yield np.concatenate([answers[id(example)] for example in windows])


def said(corpora: Path, number: int, weights: Path) -> dict[str, Said]:
    """What the teacher of one half says of its articles and documents."""
    # The halves run side by side.
    torch.set_num_threads(1)
    tokenizer, chance = load_tokenizer(pretrained() / "tokenizer.json"), random.Random(0)
    articles = training_articles(corpora)
    hedged = uncertainty_examples(corpora / "uncertainty" / "wiki.jsonl", tokenizer, WINDOW)
    others = {name: windows for name, windows in hedged.items() if part_of(name, HALVES) != number}
    model = teacher(
        [one for one in articles if part_of(one.stem, HALVES) != number], others, tokenizer, number, weights
    )
    mine = {name: windows for name, windows in hedged.items() if part_of(name, HALVES) == number}
    found = dict(zip(mine, asked(model, list(mine.values())), strict=True))
    prepared = [prepare(one, tokenizer, WINDOW) for one in articles if part_of(one.stem, HALVES) == number]
    several = [
        list(asked(model, [list(polnear_examples(one, WINDOW, chance)) for one in prepared])) for _ in range(PARTINGS)
    ]
    for one, answers in zip(prepared, zip(*several, strict=True), strict=True):
        found[one.article.stem] = np.stack(answers).mean(axis=0, dtype=np.float32).astype(np.float16)
    return found


def main() -> None:
    """Reads the command line, trains the teachers and asks them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, help="folder with polnear/train and uncertainty/wiki.jsonl")
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    with get_context("spawn").Pool(HALVES) as pool:
        parts = pool.starmap(
            said, [(args.corpora, number, args.out.with_name(f"teacher-{number}.pt")) for number in range(HALVES)]
        )
    everything: dict[str, Any] = {name: answers for part in parts for name, answers in part.items()}
    np.savez(args.out, **everything)


if __name__ == "__main__":
    main()
