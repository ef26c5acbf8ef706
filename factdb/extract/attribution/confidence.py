"""How sure an attribution is: a logistic regression on what the tagger says of its parts, fitted on held-back
articles."""

from collections.abc import Sequence
from math import exp, log

from factdb.extract.tagging.link import Linked

# The confidence of a speaker who is named, and what a speaker who isn't known leaves of an attribution's.
_NAMED, _UNKNOWN = 0.95, 0.1

FEATURES = (
    "cue",
    "content",
    "weakest content",
    "content link",
    "source link",
    "has a source",
    "source",
    "another source",
)


def features(found: Linked) -> tuple[float, ...]:
    """One number for each of FEATURES; probabilities as log-odds."""
    contents = [run.score for run in found.contents]
    return (
        _odds(found.cue.score),
        _odds(sum(contents) / len(contents)),
        _odds(min(contents)),
        _odds(found.content_link),
        _odds(found.source_link),
        float(bool(found.sources)),
        _odds(found.sources[0].score) if found.sources else 0.0,
        float(len(found.sources) > 1),
    )


def confidence(found: Linked, weights: Sequence[float]) -> float:
    """The probability that source, cue and content belong together; ``weights`` are the constant, then one a
    feature."""
    odds = weights[0] + sum(w * x for w, x in zip(weights[1:], features(found), strict=True))
    return 1 / (1 + exp(-odds))


def with_speaker(chance: float, speaker: float) -> float:
    """The probability that an attribution is right, its speaker too: ``chance`` is that of its spans alone.

    ``speaker`` is a resolution's confidence. A name is as sure as can be; somebody who could not be told apart from
    another leaves a tenth.
    """
    return chance * min(max(speaker / _NAMED, _UNKNOWN), 1.0)


def _odds(probability: float) -> float:
    bounded = min(max(probability, 0.001), 0.999)
    return log(bounded / (1 - bounded))
