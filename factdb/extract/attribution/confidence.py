"""How sure an attribution is, and how sure that words are the writer's own: logistic regressions on what the tagger
says of them, fitted on articles that it hasn't learned (training/calibrate.py)."""

from collections.abc import Sequence

from factdb.extract.tagging.link import Linked
from factdb.extract.weighing import log_odds, probability

# The confidence of a speaker who is named, and what a speaker who isn't known leaves of an attribution's.
_NAMED, _UNKNOWN = 0.95, 0.1
# Rules that are less sure than a name are right more often than they say (benchmarks/own_speakers.py).
_TRUSTED = 0.6

FEATURES = (
    "cue", "content", "weakest content", "content link", "source link", "has a source", "source", "another source",
)  # fmt: skip


def features(found: Linked) -> tuple[float, ...]:
    """One number for each of FEATURES; probabilities as log-odds."""
    contents = [run.score for run in found.contents]
    return (
        log_odds(found.cue.score),
        log_odds(sum(contents) / len(contents)),
        log_odds(min(contents)),
        log_odds(found.content_link),
        log_odds(found.source_link),
        float(bool(found.sources)),
        log_odds(found.sources[0].score) if found.sources else 0.0,
        float(len(found.sources) > 1),
    )


def confidence(found: Linked, weights: Sequence[float]) -> float:
    """The probability that source, cue and content belong together; ``weights`` are the constant, then one a
    feature."""
    return probability(weights[0] + sum(w * x for w, x in zip(weights[1:], features(found), strict=True)))


def of_the_writer(outside: float, weights: Sequence[float]) -> float:
    """The probability that words are the writer's which are, in the mean, no content with that of ``outside``."""
    constant, weight = weights
    return probability(constant + weight * log_odds(outside))


def with_speaker(chance: float, speaker: float) -> float:
    """The probability that an attribution is right, its speaker too: ``chance`` is that of its spans alone.

    ``speaker`` is a resolution's confidence. A name is as sure as can be; somebody who could not be told apart from
    another leaves a tenth.
    """
    trusted: float = (speaker / _NAMED) ** _TRUSTED
    return chance * min(max(trusted, _UNKNOWN), 1.0)
