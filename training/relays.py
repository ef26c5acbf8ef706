"""Fits which words hint at a saying that a speaker relays: python -m training.relays CORPORA FOLDER [--words N].

A content is read once more only where the first reading hints that somebody is relayed there
(extract/attribution/relayed.py). Here all contents of train articles and of news are read twice, and a logistic
regression on what the model's heads say of a word in the first reading learns whether a cue begins there in the second.
The weights go into FOLDER/model.json; then it prints, on our own labels (those not kept to measure on), how much is
read and how much of what was found is still found with some bounds.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from factdb.extract.attribution.relayed import alone
from factdb.extract.engine import Extractor
from factdb.extract.tagging.files import write_sums
from factdb.extract.tagging.tagger import FloatArray, Tagger, side_by_side
from factdb.extract.tagging.windows import Words
from factdb.records import Article, Attribution, OperatingPoint, Span
from training.corpus import read_polnear
from training.label_news import news
from training.own_labels import held_back, rows, spans, texts

RIDGE = 30.0
# Of the words at which nothing begins so many are learned from, and count for the rest.
SHARE = 0.15
ARTICLES, NEWS_WORDS = 300, 200_000
BOUNDS = (-1.0, -2.0, -2.5, -2.75, -3.0, -3.25, -3.5, -4.0, -5.0)
Floats = npt.NDArray[np.float64]


class Recording(Tagger):
    """A tagger that reads every content twice and keeps what its heads said, window by window."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.relays = self.relays[:0]
        self.said: list[tuple[Words, FloatArray]] = []

    def asked(self, words: Words) -> dict[str, FloatArray]:
        """What they say, kept."""
        found = super().asked(words)
        self.said.append((words, side_by_side(found)))
        return found


@dataclass(frozen=True, slots=True)
class Content:
    """A content that was read twice: what the heads said of its words at first, where these begin, and the cues of
    others that were found in it."""

    heads: FloatArray
    starts: Sequence[int]
    cues: Sequence[Span] = field(default=())

    def answers(self) -> Floats:
        """1 for each word at which a cue begins."""
        begins = {cue.start for cue in self.cues}
        return np.array([start in begins for start in self.starts], dtype=np.float64)


def contents(extractor: Extractor, text: str) -> Iterator[Content]:
    """The contents of a text that are read twice."""
    tagger = extractor.tagger
    assert isinstance(tagger, Recording)
    tagger.said.clear()
    attributions = extractor.extract(Article(text, "", "")).attributions
    first = list(_first_reading(tagger.said))
    starts = [span.start for words, _ in first for span in words.spans]
    heads = np.concatenate([found for _, found in first]) if first else np.zeros((0, 0), dtype=np.float32)
    for number, one in enumerate(attributions):
        for content in one.contents:
            begin, end = np.searchsorted(starts, (alone(text, content).start, content.end))
            if end > begin:
                inner = _inside(attributions, number, content)
                yield Content(heads[begin:end], starts[begin:end], [each.cue for each in inner])


def _first_reading(said: Iterable[tuple[Words, FloatArray]]) -> Iterator[tuple[Words, FloatArray]]:
    """The windows of the article itself: those before one that goes back in the text."""
    reached = -1
    for words, found in said:
        if words.starts and words.starts[0] < reached:
            return
        if words.ends:
            reached = words.ends[-1]
        yield words, found


def _inside(attributions: Sequence[Attribution], outer: int, content: Span) -> Iterator[Attribution]:
    return (one for one in attributions if one.via == outer and content.covers(one.cue))


class Sample(NamedTuple):
    """Words to learn from: what the heads said of each, whether a cue begins there, and how much it counts."""

    heads: FloatArray
    answers: Floats
    weights: Floats


def sample(some: Iterable[Content], chance: np.random.Generator) -> Sample:
    """All words at which a cue begins and some of the others."""
    parts = []
    for one in some:
        answers = one.answers()
        kept = (answers > 0) | (chance.random(len(answers)) < SHARE)
        parts.append(Sample(one.heads[kept], answers[kept], np.where(answers[kept] > 0, 1.0, 1 / SHARE)))
    return Sample(*(np.concatenate(each) for each in zip(*parts, strict=True)))


def fitted(learned: Sample) -> Floats:
    """The weights of what the heads say, then the bias: by Newton's method, with shorter steps where a whole one is
    too long."""
    mean, scale = learned.heads.mean(axis=0), learned.heads.std(axis=0) + 0.01
    signs = np.concatenate([(learned.heads - mean) / scale, np.ones((len(learned.heads), 1))], axis=1)
    ridge = np.full(signs.shape[1], RIDGE)
    ridge[-1] = 1e-3

    def lost(weights: Floats) -> float:
        odds = signs @ weights
        each = np.logaddexp(0, odds) - learned.answers * odds
        return float(learned.weights @ each + 0.5 * ridge @ weights**2)

    found = np.zeros(signs.shape[1])
    while True:
        chances = 1 / (1 + np.exp(-np.clip(signs @ found, -30, 30)))
        slope = signs.T @ (learned.weights * (learned.answers - chances)) - ridge * found
        bend = (signs * (learned.weights * chances * (1 - chances))[:, None]).T @ signs + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        before = lost(found)
        while lost(found + step) > before and np.abs(step).max() > 1e-6:
            step = step / 2
        found = found + step
        if before - lost(found) < 1e-4 * before:
            break
    weights: Floats = found[:-1] / scale
    return np.append(weights, found[-1] - weights @ mean)


def labelled_cues(corpora: Path) -> dict[str, tuple[str, list[Span]]]:
    """Our own labels that are not kept to measure on: each article's text, and the cues of attributions in another."""
    found: dict[str, tuple[str, list[Span]]] = {}
    some = [row for row in rows() if not held_back(row["id"])]
    known = texts(corpora, (row["id"] for row in some))
    for row in some:
        numbers = {each["number"] for each in row["attributions"]}
        _, cues = found.setdefault(row["id"], (known[row["id"]], []))
        cues += [cue for each in row["attributions"] if each["in"] in numbers for cue in spans(each["cues"])]
    return found


def report(extractor: Extractor, weights: Floats, corpora: Path) -> None:
    """Prints what some bounds would leave."""
    judged = []
    for text, gold in labelled_cues(corpora).values():
        for one in contents(extractor, text):
            right = sum(any(cue.overlaps(other) for other in gold) for cue in one.cues)
            judged.append(
                (float((one.heads @ weights[:-1]).max() + weights[-1]), len(one.starts), len(one.cues), right)
            )
    reached, *counts = (np.array(column) for column in zip(*judged, strict=True))
    print(
        f"{len(reached)} contents, {counts[0].sum()} words, {counts[1].sum()} found in them, {counts[2].sum()} rightly"
    )
    for bound in BOUNDS:
        read, found, right = (count[reached >= bound].sum() / count.sum() for count in counts)
        print(f"at least {bound:4}: {read:.1%} of the words read, {found:.1%} found, of the right ones {right:.1%}")


def main() -> None:
    """Reads the command line, fits, and writes model.json."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--words", type=int, default=NEWS_WORDS, help="how much news is read")
    args = parser.parse_args()
    # What is a little less sure than what is kept teaches as well.
    extractor = Extractor(args.folder, point=OperatingPoint.RECALL)
    extractor.tagger = Recording(args.folder)
    read = [article.text for article in read_polnear(args.corpora / "polnear" / "train")[:ARTICLES]]
    read += [one.text for one in news(args.corpora, args.words)]
    weights = fitted(sample((one for text in read for one in contents(extractor, text)), np.random.default_rng(1)))
    report(extractor, weights, args.corpora)
    path = args.folder / "model.json"
    settings: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    settings["relays"] = [round(float(weight), 4) for weight in weights]
    path.write_text(json.dumps(settings) + "\n", encoding="utf-8")
    write_sums(args.folder)


if __name__ == "__main__":
    main()
