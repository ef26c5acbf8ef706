"""Is a claim put forward as not so? Negation of its main verb, cues like "no evidence that", and verbs of denying.

After the polarity of FactBank (Saurí and Pustejovsky 2009); the rules are our own and look at the main clause alone.
"""

import re
from collections.abc import Iterable

from factdb.language.patterns import any_of
from factdb.records import Span

_DENYING = re.compile(rf"\b(?:{any_of('denying_verbs.txt')})\b", re.I)
# What may stand before the main clause, and what ends it.
_LEAD = re.compile(
    r"\W*(?:(?:that|but|and|so)\s+|(?:if|unless|when|while|although|though|as|because)\b[^,]*,\s*)*", re.I
)
_ASIDE = re.compile(
    rf",?\s+(?:{any_of('relatives.txt')}|because|although|though|if|unless|until|while)\b.*|[;:].*", re.I | re.S
)
_NEGATION = re.compile(
    r"\b(?:not(?!\s+only\b)|never|cannot|no\s+longer|neither)\b|n['’]t\b|\bthere\s+(?:is|was|are|were)\s+no\b"
    r"|\A(?:no\s+one|nobody|none|nothing|no)\b",
    re.I,
)


def is_denied(text: str, claim: Span, cue: Span | None, hedges: Iterable[tuple[Span, bool]]) -> bool:
    """True if the claim's words are put forward as not so; two denials cancel each other.

    ``claim`` is its first span, ``cue`` that of its attribution, ``hedges`` those that govern it with whether each
    denies ("unlikely"). A negation inside a hedge ("not yet clear") is the hedge's own.
    """
    governing = list(hedges)
    denied = any(denies for _, denies in governing)
    if cue is not None and _DENYING.search(cue.of(text)):
        denied = not denied
    return denied != _is_negated(text, claim, [span for span, _ in governing])


def _is_negated(text: str, claim: Span, hedges: list[Span]) -> bool:
    lead = _LEAD.match(text, claim.start, claim.end)
    start = lead.end() if lead else claim.start
    clause = _ASIDE.sub("", text[start : claim.end])
    return any(
        not any(span.overlaps(Span(start + found.start(), start + found.end())) for span in hedges)
        for found in _NEGATION.finditer(clause)
    )
