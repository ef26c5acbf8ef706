"""Makes the weights of factdb.extract.hedge_odds: python -m training.hedge_weights CORPORA MODEL FILE [--folds FOLDER]

What the tagger says of sentences that it learned from is too good to be weighed. So the documents of the uncertainty
corpus that are not held back are parted in three; for each third a tagger of hedges alone learns from the others, and
says what it makes of this one. A logistic regression then learns which of the words that the list finds are marked as
a hedge, from these probabilities and from the words around. It learns as well from the words of news articles that
hedge_news.csv judges: a person read them, some hundred words that may hedge, drawn by chance from the PolNeAR train
articles, a few of each.

The shipped tagger learned from more, and longer, and other things as well. Its log-odds are moved and scaled to spread
as those of the taggers of the parts do, over the candidates of the same sentences, for news apart from the rest.
"""

import argparse
import csv
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from statistics import fmean, pstdev

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from factdb.extract.hedge_odds import BIAS, NEWS, NEWS_TAGGER, TAGGER, Tagged, signs
from factdb.extract.hedges import candidates
from factdb.extract.labels import HEDGE_TAGS
from factdb.extract.tagger import Tagger as Shipped
from factdb.extract.windows import NO_FEATURE, WINDOW, words_of
from factdb.records import Span
from factdb.text.quotes import quotations
from factdb.text.segments import paragraphs, sentences
from training.corpus import hedge_examples, hedge_spans, part_of, uncertainty_documents
from training.model import Tagger
from training.train import CLS, SEP, batches, fit, load_tokenizer, loaded, pretrained

JUDGED = Path(__file__).parent / "hedge_news.csv"
FOLDS, EPOCHS, RATE = 3, 4, 1.5e-4
RIDGE, FEWEST, SMALLEST = 2.0, 2, 0.02
HEADER = """# How words that may hedge are weighed (factdb/extract/hedge_odds.py): a sign and its weight, a tab between.
# Made by training/hedge_weights.py of the Wikipedia part of the Szeged Uncertainty Corpus (Vincze; CC BY-SA), all but
# the fifth that is held back, and of words in PolNeAR train articles that we judged by reading.
"""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and for the words that were judged whether they hedge; None: all were, and these are the hedges."""

    document: str
    text: str
    hedges: frozenset[Span]
    judged: frozenset[Span] | None = None

    def answer(self, span: Span) -> bool | None:
        """Do the words at ``span`` hedge? None: nobody said."""
        if self.judged is None:
            return span in self.hedges
        known = [place for place in self.judged if place.overlaps(span)]
        return any(place in self.hedges for place in known) if known else None

    def candidates(self) -> Iterator[tuple[bool, Span]]:
        """The words that the list finds, and whether their entry is a rare one; predictions aside."""
        for fitting in candidates(self.text, Span(0, len(self.text))):
            yield from [(entry.rare, span) for entry, span in fitting if entry.kind != "future"][:1]


def wiki_sentences(path: Path) -> Iterator[Sentence]:
    """The sentences of the corpus that aren't held back."""
    for document, rows in uncertainty_documents(path, held=False).items():
        for row in rows:
            yield Sentence(document, str(row["text"]), frozenset(Span(s, e) for s, e, _ in hedge_spans(row)))


def news_sentences(folder: Path) -> Iterator[Sentence]:
    """The sentences of the articles in ``folder`` in which words were judged."""
    judged: dict[str, dict[Span, bool]] = defaultdict(dict)
    with JUDGED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            judged[row["article"]][Span(int(row["start"]), int(row["end"]))] = row["hedge"] == "yes"
    for article, answers in judged.items():
        text = (folder / f"{article}.txt").read_bytes().decode("utf-8")
        for sentence in (one for part in paragraphs(text) for one in sentences(text, part)):
            here = {
                Span(place.start - sentence.start, place.end - sentence.start): hedges
                for place, hedges in answers.items()
                if sentence.covers(place)
            }
            if here:
                hedges = frozenset(place for place, answer in here.items() if answer)
                yield Sentence(article, sentence.of(text), hedges, frozenset(here))


def fold_tagger(path: Path, number: int, tokenizer: Tokenizer, out: Path) -> Tagger:
    """A tagger of hedges that learned from all parts but one; if ``out`` has its weights, it is read from there."""
    model = loaded()
    if not out.exists():
        chance = random.Random(number)
        documents = [
            # Only sentences with words that may hedge: nothing else will be asked.
            [row for row in rows if row["cues"] or any(candidates(str(row["text"]), Span(0, len(str(row["text"])))))]
            for document, rows in uncertainty_documents(path, held=False).items()
            if part_of(document, FOLDS) != number
        ]
        examples = [example for rows in documents for example in hedge_examples(rows, tokenizer, WINDOW)]
        planned = [list(batches(examples, chance)) for _ in range(EPOCHS)]
        fit(model, planned, RATE, out)
    model.load_state_dict(torch.load(out, weights_only=True))
    model.eval()
    return model


def tagged(model: Tagger, text: str, tokenizer: Tokenizer) -> Tagged:
    """What the model makes of a sentence that stands alone."""
    whole = Span(0, len(text))
    words = words_of(text, whole, quotations(text, [whole]), tokenizer)
    ids = torch.tensor([[CLS, *words.pieces[:WINDOW], SEP]])
    features = torch.tensor([[NO_FEATURE, *words.features[:WINDOW], NO_FEATURE]])
    with torch.no_grad():
        chances = model(ids, features, None)[1][0].float().softmax(-1)
    first = words.first[words.first < WINDOW]
    hedged = 1 - chances[torch.from_numpy(first + 1), HEDGE_TAGS.index("O")]
    return Tagged([span.start for span in words.spans[: len(first)]], hedged.tolist())


@dataclass(frozen=True, slots=True)
class Row:
    """A word that may hedge: its signs, the tagger's log-odds, and whether it does."""

    document: str
    signs: Sequence[str]
    odds: float
    hedges: bool


def rows_of(some: Sequence[Sentence], models: Sequence[Tagger], tokenizer: Tokenizer) -> Iterator[Row]:
    """The candidates of each sentence that were judged."""
    for sentence in some:
        whole = Span(0, len(sentence.text))
        found = [
            (rare, span, answer)
            for rare, span in sentence.candidates()
            if (answer := sentence.answer(span)) is not None
        ]
        if found:
            said = tagged(models[part_of(sentence.document, FOLDS)], sentence.text, tokenizer)
            for rare, span, answer in found:
                names = signs(sentence.text, whole, span, rare, news=sentence.judged is not None)
                yield Row(sentence.document, [BIAS, *names], said.odds(span), answer)


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


def likened(rows: Sequence[Row], shipped: Shipped, some: Sequence[Sentence]) -> tuple[float, float]:
    """The slope and the constant that make the log-odds of the shipped tagger spread as those of ``rows`` do, which are
    the candidates of ``some``.
    """
    own = []
    for sentence in some:
        whole = Span(0, len(sentence.text))
        words = words_of(sentence.text, whole, quotations(sentence.text, [whole]), shipped.tokenizer)
        said = Tagged([span.start for span in words.spans], shipped.score(words).hedged.tolist())
        own += [said.odds(span) for _, span in sentence.candidates() if sentence.answer(span) is not None]
    wanted = [row.odds for row in rows]
    slope = pstdev(wanted) / pstdev(own)
    return slope, fmean(wanted) - slope * fmean(own)


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
    parser.add_argument("file", type=Path)
    parser.add_argument("--folds", type=Path, default=Path("build/hedges"), help="where the taggers of the parts go")
    args = parser.parse_args()
    tokenizer = load_tokenizer(pretrained() / "tokenizer.json")
    wiki = args.corpora / "uncertainty" / "wiki.jsonl"
    models = [fold_tagger(wiki, number, tokenizer, args.folds / f"{number}.pt") for number in range(FOLDS)]
    kinds = [list(wiki_sentences(wiki)), list(news_sentences(args.corpora / "polnear" / "train" / "text"))]
    judged = [list(rows_of(some, models, tokenizer)) for some in kinds]
    rows = [row for some in judged for row in some]
    check(rows)
    found = weights(rows)
    shipped = Shipped(args.model)
    (slope, constant), (in_news, constant_in_news) = (
        likened(some, shipped, sentences) for some, sentences in zip(judged, kinds, strict=True)
    )
    weight = found[TAGGER]
    found[TAGGER], found[NEWS_TAGGER] = weight * slope, weight * (in_news - slope)
    found[BIAS] += weight * constant
    found[NEWS] = found.get(NEWS, 0.0) + weight * (constant_in_news - constant)
    lines = [f"{name}\t{weight:.3f}" for name, weight in sorted(found.items())]
    args.file.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(rows)} words that may hedge, {sum(row.hedges for row in rows)} that do; {len(found)} weights")


if __name__ == "__main__":
    main()
