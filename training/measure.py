"""How well a tagger does, before it is exported: python -m training.measure CORPORA WEIGHTS ... [--on dev own kept].

``dev`` are the PolNeAR dev articles, ``kept`` the train articles that are kept to calibrate on, ``own`` our own labels
of other news that are kept to measure on. Every attribution with at least a confidence of BOUND counts; exact content
F1 is as CofeNet counts: the same words, whichever attribution.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from factdb.evaluate import Scored, scores
from factdb.extract.attribution.confidence import confidence
from factdb.extract.engine import Extractor
from factdb.extract.tagging.files import MODEL
from factdb.extract.tagging.tagger import Scores, Tagger
from factdb.extract.tagging.windows import Words
from factdb.formats.brat import Annotation
from factdb.records import Span
from training.corpus import GoldArticle, read_polnear
from training.label_news import outputs
from training.model import Tagger as Weights
from training.mpnet import MPNET, Teacher
from training.own_labels import own_articles
from training.train import calibrating, loaded

BOUND = 0.35
MEASURES = ("content@0.3", "content@0.8", "attribution@0.3", "attribution@0.8")
NONE = 1e-9


class Trained(Tagger):
    """Weights that aren't exported, or the mean of what several say, in the place of the model in ``folder``."""

    def __init__(self, models: Sequence[Weights], trust: Sequence[tuple[float, float]], folder: Path = MODEL) -> None:
        super().__init__(folder)
        self.models, self.trust = models, trust

    def scores(self, windows: Iterator[Words]) -> Iterator[Scores]:
        """As the shipped one's."""
        yield from map(self.score, windows)

    def score(self, words: Words) -> Scores:
        """As the shipped one's; ``trust`` is what each one's word counts for on tags and hedges and on links."""
        said = [next(outputs(model, [words])) for model in self.models]

        def mean(part: int, side: int) -> npt.NDArray[np.float32]:
            found: npt.NDArray[np.float32] = sum(
                t[side] * s[part].numpy() for s, t in zip(said, self.trust, strict=True)
            )
            return found

        tags, cues, sources = (np.log(np.maximum(mean(part, side), NONE)) for part, side in ((0, 0), (2, 1), (3, 1)))
        return Scores(words, tags, cues, sources.__getitem__, 1 - mean(1, 0)[:, 0])


def articles(corpora: Path, which: str) -> list[GoldArticle]:
    """The articles of one set."""
    if which == "dev":
        return read_polnear(corpora / "polnear" / "dev")
    if which == "own":
        return own_articles(corpora, held=True)
    return [one for one in read_polnear(corpora / "polnear" / "train") if calibrating(one.stem)]


def read(extractor: Extractor, some: Sequence[GoldArticle], bound: float) -> Iterator[Scored]:
    """What the labels and the extractor say of each article."""
    weights = extractor.tagger.settings["confidence"]
    for one in some:
        found = [
            Annotation(each.sources, (each.cue,), each.contents)
            for each in extractor.found(one.text)
            if not each.evidence or confidence(each.evidence, weights) >= bound
        ]
        gold = [Annotation(event.sources, (event.cue,), event.contents) for event in one.annotations[0]]
        yield Scored(one.text, gold, found)


def exact(pairs: Sequence[Scored]) -> float:
    """F1 of content spans that are the same, edges included."""

    def spans(annotations: Sequence[Annotation]) -> set[Span]:
        return {span for one in annotations for span in one.contents}

    both = sum(len(spans(one.gold) & spans(one.predicted)) for one in pairs)
    all_of_them = sum(len(spans(one.gold)) + len(spans(one.predicted)) for one in pairs)
    return 200 * both / max(all_of_them, 1)


def told(name: str, pairs: Sequence[Scored]) -> str:
    """A line of figures: all, then those that start in quotation marks, then exact contents."""
    found = [one.f1 for part in ("all", "starts in quotation marks") for m in MEASURES for one in scores(pairs)
             if one.attributions == part and one.measure == m]  # fmt: skip
    return f"{name:44} {' '.join(f'{one:5.1f}' for one in [*found, exact(pairs)])}"


def of_weights(path: Path) -> Weights:
    """A teacher or a tagger of the shipped size, whichever the file holds."""
    state = torch.load(path, weights_only=True)
    if state["words.weight"].shape[0] != MPNET.vocabulary:
        model = loaded(path)
    else:
        model = Teacher()
        model.load_state_dict(state)
    model.eval()
    return model


def main() -> None:
    """Reads the command line and measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("weights", type=Path, nargs="+", help="weights, or folders of exported models")
    parser.add_argument("--on", nargs="+", default=["kept"], choices=("dev", "own", "kept"))
    parser.add_argument("--bounds", nargs="+", type=float, default=[BOUND])
    parser.add_argument("--together", nargs=2, type=float, help="the trust on tags and on links of the first of two")
    args = parser.parse_args()
    runs: list[tuple[str, Extractor]] = []
    if args.together:
        extractor = Extractor()
        tags, links = args.together
        extractor.tagger = Trained([of_weights(path) for path in args.weights], [(tags, links), (1 - tags, 1 - links)])
        runs.append(("together", extractor))
    else:
        for path in args.weights:
            extractor = Extractor(path) if path.is_dir() else Extractor()
            if not path.is_dir():
                extractor.tagger = Trained([of_weights(path)], [(1, 1)])
            runs.append((path.stem, extractor))
    for which in args.on:
        some = articles(args.corpora, which)
        for name, extractor in runs:
            for bound in args.bounds:
                print(told(f"{which}: {name}, at least {bound}", list(read(extractor, some, bound))), flush=True)


if __name__ == "__main__":
    main()
