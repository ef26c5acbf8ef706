"""Fits what tells which hedge governs a claim: python -m training.governing_weights CORPORA FILE

A logistic regression (factdb.extract.hedging.governing has the signs, factdb.extract.tagging.probes the probe) learns
it from the train half of the corpus of claims, our own labels of other news, and sentences of our own. People judged
claims, not hedges: of a claim that is speculative the hedge that looks most like it is taken to govern, by what was
learned the time before (three times over); of one that is not, none does. The weights of signs go into FILE, those of
the probe into the model. Fit the weights of claims first. Prints how well it agrees with the corpus, articles held back
in turn.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from factdb.extract.engine import Extractor
from factdb.extract.hedging.governing import Saying, Uncertain, on_saying, signs
from factdb.extract.hedging.surroundings import is_powerless
from factdb.extract.page import Page
from factdb.extract.tagging.files import MODEL
from factdb.extract.tagging.probes import Probe
from factdb.records import Attribution, Claim, Extraction, Span
from factdb.text.spans import overlapping
from training.corpus import part_of
from training.judged import (
    JudgedArticle,
    LabelledArticle,
    article,
    hedged_sentences,
    judged_articles,
    labelled_articles,
    letters_at,
    shared,
)
from training.logistic import FOLDS, Fit, Floats, Row, agreement, fitted, read_weights, write
from training.probes import tapped
from training.probes import write as write_probes

RIDGE, FEWEST, ROUNDS, RIDGE_OF_NUMBERS = 3.0, 3, 3, 300.0
UNSURE, OF_OTHER_NEWS, OF_OUR_OWN = 0.3, 0.6, 2.0
# By the guide of the corpus it is no doubt of somebody's that he thinks so; the readers of other news often took it for
# one. So of claims with no other hedge the corpus alone teaches.
OPINIONS = frozenset(
    ("think", "thinks", "thought", "thinking", "believe", "believes", "believed", "believing", "belief", "idea",
     "feel", "feels", "felt", "consider", "considers", "considered", "view", "views", "viewed")
)  # fmt: skip
HEADER = """# What tells a hedge that governs a claim (factdb/extract/hedging/governing.py): a sign and its weight, a
# tab between.
# Made by training/governing_weights.py of news that people judged; the sentences of the news are not kept.
"""


# What is known of a hedge: its signs, and what the middle layers say of it.
Known = tuple[Sequence[str], Floats]


@dataclass(frozen=True, slots=True)
class HedgedClaim:
    """A claim with hedges: the signs and numbers of each, whether the claim is speculative, and how much it counts."""

    document: str
    hedges: Sequence[Known]
    speculative: bool
    weight: float


def held(page: Page, claim: Claim, by: Attribution | None, hedges: Mapping[Span, Uncertain]) -> dict[Span, Known]:
    """What is known of each hedge that may govern the claim."""
    places = tuple(hedges)
    saying = Saying(by.sources, by.cue, by.contents, by.speaker.kind) if by else None
    inside = [place for span in claim.spans for place in overlapping(places, span)]
    inside += on_saying(saying, hedges, places) if saying else ()
    return {
        place: (
            list(signs(page.text, claim.spans, place, hedges[place], saying)),
            page.probes.mean(place)[len(Probe) :],
        )
        for place in inside
        if not is_powerless(page.text, place)
    }


def claims_of(text: str, extractor: Extractor) -> Iterator[tuple[Claim, Attribution | None, dict[Span, Known]]]:
    """The claims of a text that have hedges, by whom they are, and what is known of these."""
    found: Extraction = extractor.extract(article(text))
    page = extractor.page(text)
    hedges = page.uncertain()
    for claim in found.claims:
        by = None if claim.attribution is None else found.attributions[claim.attribution]
        if known := held(page, claim, by, hedges):
            yield claim, by, known


def corpus_claims(one: JudgedArticle, extractor: Extractor) -> Iterator[HedgedClaim]:
    """The claims of an article of the corpus, as the reader judges most of their letters."""
    for claim, _, hedges in claims_of(one.text, extractor):
        judged = [known for at in letters_at(one.text, claim.spans) if (known := one.claim_at[at])]
        if judged:
            share = sum(known.speculative for known in judged) / len(judged)
            sure = 2 * sum(known.sure for known in judged) > len(judged)
            weight = abs(2 * share - 1) * (1.0 if sure else UNSURE)
            yield HedgedClaim(one.stem, list(hedges.values()), 2 * share > 1, weight)


def other_claims(one: LabelledArticle, extractor: Extractor) -> Iterator[HedgedClaim]:
    """The claims of an article of our own labels, if it can be told what the reader judges of them."""
    for claim, by, hedges in claims_of(one.text, extractor):
        if all(place.of(one.text).lower() in OPINIONS for place in hedges):
            continue
        size = sum(span.end - span.start for span in claim.spans)
        labels = [label for label in one.attributions if 2 * shared(claim.spans, label.contents) >= size]
        if by is None:
            share = shared(claim.spans, one.hedged) / max(1, size)
            speculative, weight = 2 * share > 1, abs(2 * share - 1)
            # "It is thought that" has no source: what the label says of it is the writer's.
            nobodys = [label for label in labels if not label.sources and "claim" in label.flags]
            if nobodys:
                speculative, weight = bool(nobodys[0].flags & {"spec", "specw"}), 0.5
        else:
            own = [label for label in labels if shared([by.cue], label.cues)] or labels
            if not own or "act" in own[0].flags:
                continue
            speculative = bool(own[0].flags & {"spec", "specw"})
            weight = UNSURE if "unsure" in own[0].flags else 1.0
        yield HedgedClaim(one.name, list(hedges.values()), speculative, weight * OF_OTHER_NEWS)


def own_claims(extractor: Extractor) -> Iterator[HedgedClaim]:
    """The hedges of our own sentences, one by one."""
    for number, (text, marks) in enumerate(hedged_sentences()):
        for _, _, hedges in claims_of(text, extractor):
            for place, known in hedges.items():
                for mark, governs in marks:
                    if mark.overlaps(place):
                        yield HedgedClaim(f"sentence {number}", [known], governs, OF_OUR_OWN)


def learned(claims: Sequence[HedgedClaim], known: Mapping[str, float] | None) -> Fit:
    """The weights, learned by turns with which hedge of a speculative claim governs it."""
    fit: Fit | None = None
    for _ in range(ROUNDS):
        rows = [row for claim in claims for row in _rows(claim, fit)]
        fit = fitted(rows, RIDGE, FEWEST, RIDGE_OF_NUMBERS, known)
    assert fit is not None
    return fit


def _rows(claim: HedgedClaim, fit: Fit | None) -> Iterator[Row]:
    if not claim.speculative:
        yield from _as_rows(claim, claim.weight)
    elif fit:
        yield max(_as_rows(claim, claim.weight), key=fit.odds)
    else:
        yield from _as_rows(claim, claim.weight / len(claim.hedges))


def _as_rows(claim: HedgedClaim, weight: float) -> Iterator[Row]:
    for signs_of, numbers in claim.hedges:
        yield Row(claim.document, signs_of, claim.speculative, weight, numbers)


def main() -> None:
    """Reads the command line, learns and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, help="folder with claims/train.jsonl, unlabelled/ and meantime/")
    parser.add_argument("file", type=Path)
    parser.add_argument("--model", type=Path, default=MODEL, help="folder of the model (default: the shipped one)")
    parser.add_argument("--keep-signs", action="store_true", help="fit the probe alone to the signs' weights in FILE")
    args = parser.parse_args()
    with tapped(args.model) as folder:
        extractor = Extractor(folder)
        judged_here = judged_articles(args.corpora / "claims" / "train.jsonl")
        corpus = [claim for one in judged_here for claim in corpus_claims(one, extractor)]
        beside = [claim for one in labelled_articles(args.corpora) for claim in other_claims(one, extractor)]
        beside += own_claims(extractor)
    known = read_weights(args.file) if args.keep_signs else None
    judged = []
    for number in range(FOLDS):
        fit = learned([*(one for one in corpus if part_of(one.document, FOLDS) != number), *beside], known)
        judged += [
            (max(fit.odds(hedge) for hedge in _as_rows(one, one.weight)), one.speculative)
            for one in corpus
            if part_of(one.document, FOLDS) == number and one.weight > UNSURE
        ]
    print("speculative claims with a hedge, held-back articles of the corpus:", agreement(judged))
    fit = learned([*corpus, *beside], known)
    if known is None:
        write(fit.signs, HEADER, args.file)
    write_probes(args.model, fit, (Probe.HEDGE,))
    print(f"{len(corpus)} claims of the corpus with a hedge, {len(beside)} others; {len(fit.signs)} weights of signs")


if __name__ == "__main__":
    main()
