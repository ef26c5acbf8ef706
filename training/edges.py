"""Fits where contents begin and end: python -m training.edges CORPORA FOLDER --before BEGIN.pt.

It learns from what is said of articles by taggers that haven't learned their labels: of the train articles that are
kept to calibrate on by the model in FOLDER, and of those of our own labels that it did learn by the weights that it
began with. The weights go into FOLDER/model.json.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from factdb.extract.attribution.edges import FEATURES, Edges, room
from factdb.extract.engine import Extractor
from factdb.extract.tagging.decode import Run, runs
from factdb.extract.tagging.files import write_sums
from factdb.extract.tagging.labels import TAGS
from factdb.extract.tagging.link import Linked, linked
from factdb.extract.tagging.tagger import Tagger
from factdb.extract.tagging.windows import Words, windows
from factdb.records import Span
from factdb.text.passages import passages, stands_apart
from factdb.text.quotes import quotations
from factdb.text.segments import paragraphs, sentences
from training.corpus import Event, GoldArticle, read_polnear
from training.measure import Trained, of_weights
from training.own_labels import own_articles
from training.train import calibrating

RIDGE = 10.0
# What our own labels count against PolNeAR's: who made these had its manner explained, and no more.
OWN_WEIGHT = 0.5
LEAST_SHARE = 0.3


class Choice(NamedTuple):
    """The features of the places where an edge may be, which of them is right, and how much that counts."""

    features: npt.NDArray[np.float32]
    right: int
    weight: float


def choices(extractor: Extractor, article: GoldArticle, weight: float) -> Iterator[tuple[str, Choice]]:
    """The choices that the labels of an article make, each with its side."""
    text, blocks = article.text, paragraphs(article.text)
    parts = passages(text, blocks)
    ends = [sentence for part in parts for sentence in sentences(text, part.span)]
    apart = {part.span for part in parts if stands_apart(text, part)}
    tagger = extractor.tagger
    scored = list(tagger.scores(windows(text, blocks, quotations(text, blocks), tagger.tokenizer, apart=apart)))
    for window, labelled in zip(scored, runs([one.tags for one in scored], TAGS), strict=True):
        found = list(linked(window, labelled))
        taken = {*labelled, *(run for one in found for run in (one.cue, *one.sources, *one.contents))}
        edges = Edges(window, text, ends, sorted(taken, key=lambda run: run.begin))
        for one in found:
            event = _meant(one, window.words, article.annotations[0])
            for side, run, goal in _goals(one, event):
                at, features = edges.places(side, run, one.cue, room(run, taken, edges.count))
                right = _place(text, window.words, side, at, goal, run)
                if right is not None:
                    yield side, Choice(features, right, weight)


def _meant(one: Linked, words: Words, events: Sequence[Event]) -> Event | None:
    """The label that shares most with what was found, if that is enough."""
    own = _letters([Span(words.starts[run.begin], words.ends[run.end - 1]) for run in one.contents])
    shares = [(len(own & other) / len(own | other), event) for event in events for other in [_letters(event.contents)]]
    share, event = max(shares, key=lambda pair: pair[0], default=(0.0, None))
    return event if share >= LEAST_SHARE else None


def _letters(spans: Sequence[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


def _goals(one: Linked, event: Event | None) -> Iterator[tuple[str, Run, int]]:
    if event:
        yield "left", one.contents[0], event.contents[0].start
        yield "right", one.contents[-1], event.contents[-1].end


def _place(text: str, words: Words, side: str, at: npt.NDArray[np.int64], goal: int, run: Run) -> int | None:
    """Which place is where the label has the edge, marks and spaces aside: of several the nearest to the tags'."""

    def here(place: int) -> bool:
        offset = words.starts[place] if side == "left" else words.ends[place - 1]
        return not any(map(str.isalnum, text[min(goal, offset) : max(goal, offset)]))

    before = run.begin if side == "left" else run.end
    right = [(abs(int(place) - before), number) for number, place in enumerate(at) if here(int(place))]
    return min(right)[1] if right else None


def fitted(some: Sequence[Choice]) -> npt.NDArray[np.float64]:
    """The weights of a conditional logit with a ridge on features of one scale, by Newton's method with shorter steps
    where a whole one is too long.
    """
    scale = np.concatenate([choice.features for choice in some]).std(axis=0) + 0.05
    scaled = [choice._replace(features=choice.features / scale) for choice in some]
    weights = np.zeros(len(FEATURES))
    lost, slope, curve = _lost(scaled, weights)
    for _ in range(30):
        step = np.linalg.solve(curve, slope)
        for part in (1.0, 0.5, 0.25, 0.1, 0.02):
            after = _lost(scaled, weights - part * step)
            if after[0] < lost:
                break
        else:
            break
        gained, weights = lost - after[0], weights - part * step
        lost, slope, curve = after
        if gained < 1e-3:
            break
    found: npt.NDArray[np.float64] = weights / scale
    return found


def _lost(
    some: Sequence[Choice], weights: npt.NDArray[np.float64]
) -> tuple[float, npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """What is to be made small, its slope and its curvature."""
    lost, slope, curve = 0.5 * RIDGE * float(weights @ weights), RIDGE * weights, RIDGE * np.eye(len(weights))
    for features, right, weight in some:
        odds = features @ weights
        chance = np.exp(odds - odds.max())
        chance /= chance.sum()
        mean = chance @ features
        lost -= weight * float(np.log(max(chance[right], 1e-12)))
        slope = slope + weight * (mean - features[right])
        curve += weight * ((features * chance[:, None]).T @ features - np.outer(mean, mean))
    return lost, slope, curve


def main() -> None:
    """Reads the command line, fits, and writes model.json."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--before", type=Path, required=True, help="what training.shipped wrote, or a model folder")
    args = parser.parse_args()
    now, before = Extractor(args.folder), Extractor(args.folder)
    if args.before.is_dir():
        before.tagger = Tagger(args.before)
    else:
        before.tagger = Trained([of_weights(args.before)], [(1, 1)], args.folder)
    kept = [article for article in read_polnear(args.corpora / "polnear" / "train") if calibrating(article.stem)]
    found = [choice for article in kept for choice in choices(now, article, 1.0)]
    for article in own_articles(args.corpora, held=False):
        found += choices(before, article, OWN_WEIGHT)
    path = args.folder / "model.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    settings["edges"] = {}
    for side in ("left", "right"):
        own = [choice for where, choice in found if where == side]
        weights = fitted(own)
        stays = sum(choice.features[choice.right, 0] for choice in own) / len(own)
        chosen = sum((c.features @ weights).argmax() == c.right for c in own) / len(own)
        print(f"{side}: {len(own)} choices, right {stays:.1%} before, {chosen:.1%} now")
        settings["edges"][side] = [round(float(weight), 4) for weight in weights]
        for name, value in sorted(zip(FEATURES, weights, strict=True), key=lambda pair: -abs(pair[1]))[:16]:
            print(f"    {name:28} {value:7.3f}")
    path.write_text(json.dumps(settings) + "\n", encoding="utf-8")
    write_sums(args.folder)


if __name__ == "__main__":
    main()
