"""What larger taggers say of hedges: python -m training.teach_hedges CORPORA TEACHERS HEDGES.npz

The corpus of hedges is small, and no news. But a larger tagger that learned from it can say of any text what it makes
of its words, and a small one learns far more from that, news among it, than from the labels alone. So each teacher of
``training.teach`` goes on to learn hedges alone, from the documents that it began with. It is asked about those of the
other half and about all articles, in which no hedges are labelled: the probabilities of the hedge tags, a word at a
time, of the articles the mean over both teachers.
"""

import argparse
import random
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import torch

from factdb.extract.tagging.windows import WINDOW
from training.corpus import Said, part_of, polnear_examples, prepare, telling_examples
from training.mpnet import Teacher
from training.teach import HALVES, asked
from training.train import batches, fit, load_tokenizer, loss_on, pretrained, training_articles

EPOCHS, RATE = 4, 4e-5
# Word pieces a batch: fewer than elsewhere, since there is little to learn from.
BATCH = 1024


def said(corpora: Path, weights: Path, number: int) -> tuple[dict[str, Said], dict[str, Said]]:
    """What the teacher of one half, with these ``weights``, says of its documents, and of the articles."""
    torch.set_num_threads(1)  # the halves run side by side
    tokenizer, chance = load_tokenizer(pretrained() / "tokenizer.json"), random.Random(number)
    documents = telling_examples(corpora / "uncertainty" / "wiki.jsonl", tokenizer, WINDOW)
    torch.manual_seed(number)
    model = Teacher()
    model.load_state_dict(torch.load(weights, weights_only=True))
    others = [one for name, windows in documents.items() if part_of(name, HALVES) != number for one in windows]
    planned = [list(batches(others, chance, BATCH)) for _ in range(EPOCHS)]
    fit(model, planned, partial(loss_on, model), RATE, weights.with_stem(f"hedges-{number}"))
    model.eval()
    mine = {name: windows for name, windows in documents.items() if part_of(name, HALVES) == number}
    articles = {
        one.stem: list(polnear_examples(prepare(one, tokenizer, WINDOW), WINDOW)) for one in training_articles(corpora)
    }
    of_mine, of_articles = (
        dict(zip(some, asked(model, list(some.values()), of_hedges=True), strict=True)) for some in (mine, articles)
    )
    return of_mine, of_articles


def main() -> None:
    """Reads the command line, trains the teachers on and asks them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, help="folder with polnear/train and uncertainty/wiki.jsonl")
    parser.add_argument("teachers", type=Path, help="folder with the weights that training.teach left")
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    with get_context("spawn").Pool(HALVES) as pool:
        answers = pool.starmap(
            said, [(args.corpora, args.teachers / f"teacher-{number}.pt", number) for number in range(HALVES)]
        )
    everything: dict[str, Any] = {name: own for documents, _ in answers for name, own in documents.items()}
    for stem in answers[0][1]:
        both = np.stack([articles[stem] for _, articles in answers])
        everything[stem] = both.mean(axis=0, dtype=np.float32).astype(np.float16)
    np.savez(args.out, **everything)


if __name__ == "__main__":
    main()
