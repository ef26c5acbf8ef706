"""Makes the weights of factdb.extract.hedge_odds: python -m training.hedge_weights CORPORA MODEL HEDGES.npz FILE

A logistic regression learns which of the words that the list finds are marked as a hedge, from what the tagger makes of
them and from the words around. It learns from the documents of the uncertainty corpus that are not held back, and from
the words of news articles that hedge_news.csv judges: a person read them, some hundred words that may hedge, drawn by
chance from the PolNeAR train articles.

The tagger learned the labels of these documents, and is surer of them than it is of any other text. So in its place
stands what teachers say of them that did not learn them (training.teach_hedges), as it was taught to say of any text.
Of the articles it never saw a label for hedges: there it speaks for itself.
"""

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from factdb.extract.engine import Extractor
from factdb.extract.hedging.hedges import candidates
from factdb.extract.hedging.odds import (
    BIAS,
    NEWS,
    TAGGER,
    Tagged,
    signs,
)
from factdb.extract.tagging.labels import HEDGE_TAGS
from factdb.extract.tagging.windows import WINDOW
from factdb.records import Span
from factdb.text.segments import paragraphs, sentences
from training.corpus import Said, check_said, hedge_spans, hedged_words, part_of, telling_rows

JUDGED = Path(__file__).parent / "hedge_news.csv"
FOLDS = 3
RIDGE, FEWEST, SMALLEST = 2.0, 2, 0.02
HEADER = """# How hedge candidates are weighed (factdb/extract/hedging/odds.py): a sign and its weight, a tab between.
# Made by training/hedge_weights.py of the Wikipedia part of the Szeged Uncertainty Corpus (Vincze; CC BY-SA), all but
# the fifth that is held back, and of words in PolNeAR train articles that we judged by reading.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A word that may hedge: its signs, the tagger's log-odds, and whether it does."""

    document: str
    signs: Sequence[str]
    odds: float
    hedges: bool


def encyclopedia(path: Path, said: Mapping[str, Said], tokenizer: Tokenizer) -> Iterator[Row]:
    """The words of the corpus' documents that aren't held back, with what teachers said of these documents."""
    for document, rows in telling_rows(path).items():
        at = 0
        for row in rows:
            text = str(row["text"])
            whole, marked = Span(0, len(text)), {Span(start, end) for start, end, _ in hedge_spans(row)}
            spans = hedged_words(row, tokenizer, WINDOW)[0].spans
            said_here = said[document][at : at + len(spans)].astype(np.float64)
            tagged = Tagged([span.start for span in spans], (1 - said_here[:, HEDGE_TAGS.index("O")]).tolist())
            at += len(spans)
            for rare, span in may_hedge(text, whole):
                names = signs(text, whole, span, rare, news=False)
                yield Row(document, [BIAS, *names], tagged.odds(span), span in marked)
        check_said(said[document], at)


def news(folder: Path, extractor: Extractor) -> Iterator[Row]:
    """The words that were judged in the articles in ``folder``."""
    judged: dict[str, dict[Span, bool]] = defaultdict(dict)
    with JUDGED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            judged[row["article"]][Span(int(row["start"]), int(row["end"]))] = row["hedge"] == "yes"
    for article, answers in judged.items():
        text = (folder / f"{article}.txt").read_bytes().decode("utf-8")
        tagged = extractor.tagged(text)
        for sentence in (one for part in paragraphs(text) for one in sentences(text, part)):
            for rare, span in may_hedge(text, sentence):
                known = [hedges for place, hedges in answers.items() if place.overlaps(span)]
                if known:
                    names = signs(text, sentence, span, rare, news=True)
                    yield Row(article, [BIAS, *names], tagged.odds(span), any(known))


def may_hedge(text: str, sentence: Span) -> Iterator[tuple[bool, Span]]:
    """The words that the list finds, and whether their entry is a rare one; predictions aside."""
    for fitting in candidates(text, sentence):
        yield from [(entry.rare, span) for entry, span in fitting if entry.kind != "future"][:1]


def weights(rows: Sequence[Row]) -> dict[str, float]:
    """The weight of each sign by a logistic regression with a ridge; signs that are too few are left out."""
    count = Counter(name for row in rows for name in row.signs)
    numbers = {name: number for number, name in enumerate(sorted(name for name in count if count[name] >= FEWEST))}
    lists = [[numbers[name] for name in row.signs if name in numbers] for row in rows]
    flat = torch.tensor([number for one in lists for number in one])
    starts = torch.tensor([0, *(len(one) for one in lists[:-1])]).cumsum(0)
    odds = torch.tensor([row.odds for row in rows], dtype=torch.float64)
    answers = torch.tensor([float(row.hedges) for row in rows], dtype=torch.float64)
    weight = torch.zeros(len(numbers), 1, dtype=torch.float64, requires_grad=True)
    slope = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    search = torch.optim.LBFGS([weight, slope], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        search.zero_grad()
        score = nn.functional.embedding_bag(flat, weight, starts, mode="sum")[:, 0] + slope * odds
        each = nn.functional.binary_cross_entropy_with_logits(score, answers, reduction="sum")
        total: Tensor = each + RIDGE / 2 * weight.square().sum()
        total.backward()
        return total

    search.step(loss)
    found = dict(zip(numbers, weight[:, 0].tolist(), strict=True))
    kept = {name: value for name, value in found.items() if abs(value) >= SMALLEST or name == BIAS}
    return {TAGGER: slope.item(), **kept}


def check(rows: Sequence[Row]) -> None:
    """Prints how well words are weighed by weights that were fitted on other documents: F1 by the bound from which on
    they are taken for a hedge, of those of the encyclopedia and those of news. ``factdb.extract.hedges`` has the bound.
    """
    judged: dict[str, list[tuple[float, bool]]] = {"encyclopedia": [], "news": []}
    for number in range(FOLDS):
        found = weights([row for row in rows if part_of(row.document, FOLDS) != number])
        for row in rows:
            if part_of(row.document, FOLDS) == number:
                odds = sum(found.get(name, 0.0) for name in row.signs) + found[TAGGER] * row.odds
                judged["news" if NEWS in row.signs else "encyclopedia"].append((odds, row.hedges))
    for kind, some in judged.items():
        for bound in (0.3, 0.4, 0.45, 0.5, 0.6):
            taken = [hedges for odds, hedges in some if odds >= log(bound / (1 - bound))]
            f1 = 2 * sum(taken) / (len(taken) + sum(hedges for _, hedges in some))
            print(f"{kind}, {len(some)} words: from {bound:.2f} on F1 {100 * f1:.1f}")


def main() -> None:
    """Reads the command line, learns and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, help="folder with polnear/train and uncertainty/wiki.jsonl")
    parser.add_argument("model", type=Path, help="folder of the shipped model")
    parser.add_argument("said", type=Path, help="what training.teach_hedges wrote")
    parser.add_argument("file", type=Path)
    args = parser.parse_args()
    extractor = Extractor(args.model)
    said = dict(np.load(args.said))
    rows = [
        *encyclopedia(args.corpora / "uncertainty" / "wiki.jsonl", said, extractor.tagger.tokenizer),
        *news(args.corpora / "polnear" / "train" / "text", extractor),
    ]
    check(rows)
    found = weights(rows)
    lines = [f"{name}\t{weight:.3f}" for name, weight in sorted(found.items())]
    args.file.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(rows)} words that may hedge, {sum(row.hedges for row in rows)} that do; {len(found)} weights")


if __name__ == "__main__":
    main()
