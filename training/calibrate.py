"""Fits the confidence of attributions and of the writer's claims: python -m training.calibrate CORPORA FOLDER.

An attribution of the held-back train articles is right if it pairs with a gold one at content@0.3 and their sources
agree; a claim of the writer's, in the train half of the corpus of claims, if readers leave most of it to the writer.
The weights of the logistic regressions in factdb.extract.attribution.confidence go into FOLDER/model.json.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from factdb.evaluate import Scored, matches
from factdb.extract.attribution.confidence import FEATURES, features
from factdb.extract.engine import Extractor
from factdb.extract.tagging.files import write_sums
from factdb.extract.weighing import log_odds
from factdb.formats.brat import Annotation
from training.corpus import Event, GoldArticle, read_polnear
from training.judged import LEAST_RIGHT, JudgedArticle, article, judged_articles, letters_at
from training.train import calibrating

RIDGE = 1.0
Judged = tuple[tuple[float, ...], bool]


def judged(extractor: Extractor, article: GoldArticle) -> Iterator[Judged]:
    """The features of each attribution found in ``article``, and whether it is right."""
    found = extractor.found(article.text)
    gold = [_annotation(event) for event in article.annotations[0]]
    predicted = [Annotation(one.sources, (one.cue,), one.contents) for one in found]
    pairs = matches(Scored(article.text, gold, predicted))
    right = {match.predicted for match in pairs if match.share >= 0.3 and match.same_source}
    for number, one in enumerate(found):
        if one.evidence:
            yield features(one.evidence), number in right


def written(extractor: Extractor, one: JudgedArticle) -> Iterator[Judged]:
    """How sure the model is of each claim of the writer's, and whether it is right."""
    for claim in extractor.extract(article(one.text)).claims:
        known = [one.claim_at[at] for at in letters_at(one.text, claim.spans)]
        if claim.attribution is None and known and not any(judged and not judged.sure for judged in known):
            # What is in no claim of the reader's is the frame of what somebody says.
            own = sum(judged is not None and not judged.attributed for judged in known)
            yield (log_odds(claim.confidence),), own >= LEAST_RIGHT * len(known)


def _annotation(event: Event) -> Annotation:
    return Annotation(event.sources, (event.cue,), event.contents)


def fitted(rows: list[Judged]) -> npt.NDArray[np.float64]:
    """The weights, the constant first, of a logistic regression with a ridge, by Newton's method."""
    x = np.array([(1.0, *row) for row, _ in rows])
    y = np.array([float(right) for _, right in rows])
    ridge = RIDGE * np.diag([0.0] + [1.0] * (x.shape[1] - 1))
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (chance - y) + ridge @ weights
        weights -= np.linalg.solve((x * (chance * (1 - chance))[:, None]).T @ x + ridge, slope)
    return weights


def main() -> None:
    """Reads the command line, fits, and writes model.json."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    extractor = Extractor(args.folder)
    articles = [a for a in read_polnear(args.corpora / "polnear" / "train") if calibrating(a.stem)]
    rows = [row for article in articles for row in judged(extractor, article)]
    weights = fitted(rows)
    path = args.folder / "model.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    settings["confidence"] = _rounded(weights)
    extractor.tagger.settings |= {"confidence": settings["confidence"], "own": (0.0, 1.0)}
    claimed = judged_articles(args.corpora / "claims" / "train.jsonl")
    own = [row for one in claimed for row in written(extractor, one)]
    settings["own"] = _rounded(fitted(own))
    path.write_text(json.dumps(settings) + "\n", encoding="utf-8")
    write_sums(args.folder)
    for name, weight in zip(("constant", *FEATURES), weights, strict=True):
        print(f"{name:16} {weight:8.3f}")
    print(f"fitted on {len(rows)} attributions of {len(articles)} articles, {np.mean([r for _, r in rows]):.1%} right")
    print(f"the writer's claims: {settings['own']}, fitted on {len(own)}, {np.mean([r for _, r in own]):.1%} right")


def _rounded(weights: npt.NDArray[np.float64]) -> list[float]:
    return [round(float(weight), 4) for weight in weights]


if __name__ == "__main__":
    main()
