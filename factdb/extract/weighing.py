"""Decisions that were learned: signs that have weights, and the probability that these come to.

A logistic regression. A file of weights has a sign and its weight a line, a tab between; training/ says how each file
was made.
"""

from collections.abc import Iterable, Mapping
from math import exp, fsum, log

from factdb.language import ENGLISH

BIAS = "bias"
_BOUND = 0.001


def weights(name: str) -> Mapping[str, float]:
    """The weights in the list ``name`` of the language."""
    return {sign: float(weight) for sign, weight in (line.split("\t") for line in ENGLISH.words(name))}


def odds(weights_of: Mapping[str, float], signs: Iterable[str]) -> float:
    """The log-odds that the signs come to: one without a weight counts nothing, one that comes twice once."""
    return fsum([weights_of.get(sign, 0.0) for sign in {BIAS, *signs}])


def log_odds(probability: float) -> float:
    """The log-odds of a probability, which is taken for no less than 0.001 and no more than 0.999."""
    bounded = min(max(probability, _BOUND), 1 - _BOUND)
    return log(bounded / (1 - bounded))


def probability(log_odds: float) -> float:
    """The probability with these log-odds, without overflow."""
    return 1 / (1 + exp(-log_odds)) if log_odds >= 0 else exp(log_odds) / (1 + exp(log_odds))
