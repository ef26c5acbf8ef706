"""Teaches the shipped tagger what others make of much text: python -m training.student CORPORA --out FILE ...

It begins with the shipped weights and learns, windows mixed, what the teacher and itself say of news that nobody has
labelled (training.label_news), the labels of the train articles, and our own labels of other news, of whole articles
and of each content alone (training.own_labels), each text once an epoch as it is or as others would have set it
(training.disguise). Of hedges it goes on to say what it said before.
"""

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import torch
from tokenizers import Tokenizer

from factdb.extract.tagging import windows
from training.corpus import GoldArticle
from training.disguise import Disguised, disguised
from training.label_news import kept, news
from training.own_labels import own_articles, own_contents
from training.rounding import rounded
from training.soft import Soft, Window, drawn, loss_on, of_events, read_words
from training.train import batches, fit, load_tokenizer, loaded, pretrained, training_articles

BATCH = 2048
# Contents of fewer words relay nobody.
SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text, the words that it has, and what is said of them: by one or by several, of whom one is drawn."""

    text: str
    starts: list[int]
    said: tuple[Soft, ...]


def lesson(text: str, said: tuple[Soft, ...], tokenizer: Tokenizer) -> Lesson:
    """Raises ValueError where something is said of other words than the text has."""
    starts = [span.start for run in read_words(text, tokenizer) for span in run.spans]
    if {len(soft) for soft in said} != {len(starts)}:
        raise ValueError("what is said is not of the words of this text: ask the taggers again")
    return Lesson(text, starts, said)


def labelled(article: GoldArticle, hedges: Soft | None, tokenizer: Tokenizer) -> Lesson:
    """A lesson from labels, and from what is said of hedges."""
    words = windows.joined(read_words(article.text, tokenizer))
    soft = [of_events(words, events) for events in article.annotations]
    if hedges is not None:
        soft = [replace(one, hedges=hedges.hedges) for one in soft]
    return lesson(article.text, tuple(soft), tokenizer)


@dataclass(frozen=True, slots=True)
class Lessons:
    """All there is to learn from; of ``labelled`` texts an epoch reads a ``share``, and all others once or, ``own``
    ones, ``often``. What was drawn of the ``news`` is read in one of the epochs or in each of them."""

    news: list[list[Lesson]]
    relayed: list[Lesson]
    labelled: list[Lesson]
    own: list[Lesson]
    share: float
    often: int

    def epoch(self, number: int, tokenizer: Tokenizer, chance: random.Random, disguise: float) -> Iterator[Window]:
        """The windows of an epoch."""
        some = chance.sample(self.labelled, int(len(self.labelled) * self.share))
        for one in [*self.news[number % len(self.news)], *self.relayed, *some, *self.own * self.often]:
            shown: Disguised = disguised(one.text, chance, disguise)
            yield from drawn(shown, one.starts, chance.choice(one.said), tokenizer, chance)


def read_lessons(args: argparse.Namespace, tokenizer: Tokenizer) -> Lessons:
    """The lessons that the command line asks for."""
    said = kept(args.news)
    read = [
        lesson(one.text, (said[one.name],), tokenizer)
        for one in (news(args.corpora, args.words, args.after) if said else [])
        if one.name in said
    ]
    hedges = kept(args.hedges)
    articles = [labelled(one, hedges[one.stem], tokenizer) for one in training_articles(args.corpora)]
    own = [labelled(one, None, tokenizer) for one in own_articles(args.corpora, held=False)]
    alone = [one for one in own_contents(args.corpora, held=False) if len(one.text.split()) >= SHORTEST]
    relayed = [labelled(one, None, tokenizer) for one in alone]
    news_of = [read[number :: args.epochs] for number in range(args.epochs)] if args.once else [read]
    return Lessons(news_of, relayed, articles, own, args.share, args.often)


def main() -> None:
    """Reads the command line and trains."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--begin", type=Path, required=True, help="what training.shipped wrote")
    parser.add_argument("--news", type=Path, required=True, help="folder of training.label_news, of news")
    parser.add_argument("--hedges", type=Path, required=True, help="folder of training.label_news, of train articles")
    parser.add_argument("--words", type=int, default=800_000, help="as many as training.label_news was asked for")
    parser.add_argument("--after", type=int, default=0, help="pass over the first so many words, read before")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--once", action="store_true", help="read each text of the news in one epoch only")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--share", type=float, default=0.5, help="of the labelled train articles, an epoch")
    parser.add_argument("--often", type=int, default=3, help="how often an epoch reads our own labels")
    parser.add_argument("--disguise", type=float, default=0.3)
    parser.add_argument("--tokenizer", type=Path, help="of the weights to begin with, where it is one of their own")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--device", default="cpu")
    args = parser.parse_args()
    tokenizer = load_tokenizer(args.tokenizer or pretrained() / "tokenizer.json")
    lessons, chance = read_lessons(args, tokenizer), random.Random(args.seed)
    model = rounded(loaded(args.begin).to(args.device))
    # Nothing is dropped at random: what is to be learned is said softly, and is no news to most of the weights.
    model.eval()
    planned = [
        list(batches(list(lessons.epoch(number, tokenizer, chance, args.disguise)), chance, BATCH))
        for number in range(args.epochs)
    ]
    torch.manual_seed(args.seed)
    fit(model, planned, partial(loss_on, model), args.rate, args.out, ())


if __name__ == "__main__":
    main()
