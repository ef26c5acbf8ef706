"""What links to other pages that ran into a sentence (``text/ran_in.py``) are there: nobody's words, and no claim of
the sentence's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from factdb.records import Attribution, Claim, Passage, Span
from factdb.text.spans import merged, overlapping, stripped, without


def attribution_without(text: str, one: Attribution, links: Sequence[Span]) -> Attribution:
    """The attribution without them, but for one that says nothing else."""
    if not any(overlapping(links, span) for span in (*one.sources, *one.contents)):
        return one
    contents = _without(text, one.contents, links)
    return replace(one, sources=_without(text, one.sources, links), contents=contents or one.contents)


def claims_without(text: str, made: Sequence[Claim], links: Sequence[Span]) -> list[Claim]:
    """The claims without them, each of which makes one of its own, in the order of the text."""
    if not links:
        return list(made)
    found = [Claim((span,), passage=Passage.NAVIGATION) for span in merged(links)]
    for claim in made:
        if spans := _without(text, claim.spans, links):
            found.append(replace(claim, spans=spans))
    return sorted(found, key=lambda claim: (claim.spans[0].start, claim.spans[-1].end))


def _without(text: str, spans: Iterable[Span], links: Sequence[Span]) -> tuple[Span, ...]:
    return stripped(text, (left for span in spans for left in without(span, overlapping(links, span))))
