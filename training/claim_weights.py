"""Fits what tells a claim from an act: python -m training.claim_weights CORPORA FILE

A logistic regression (factdb.extract.attribution.assertions has the signs, factdb.extract.tagging.probes the probes)
learns from the train half of the corpus of claims, our own labels of other news, and sentences of our own what people
put forward as so and what they only do. What a reader isn't sure of counts less, and so does what is labelled by
another guide. The weights of signs go into FILE, those of probes into the model. Prints how well it agrees with the
corpus, articles held back in turn.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from factdb.extract.attribution.assertions import signs
from factdb.extract.engine import Extractor
from factdb.extract.page import Page
from factdb.extract.tagging.files import MODEL
from factdb.extract.tagging.probes import Probe
from factdb.records import Attribution, Span
from training.judged import (
    JudgedArticle,
    LabelledArticle,
    LabelledAttribution,
    claim_sentences,
    judged_articles,
    labelled_articles,
    letters_at,
    same_name,
    shared,
)
from training.logistic import Floats, Row, agreement, fitted, folds, read_weights, write
from training.probes import tapped
from training.probes import write as write_probes

RIDGE, FEWEST, RIDGE_OF_NUMBERS = 25.0, 5, 100.0
UNSURE, OF_OTHER_NEWS, OF_OUR_OWN, NOT_LABELLED = 0.3, 0.2, 0.7, 0.5
HEADER = """# What tells a claim from an act (factdb/extract/attribution/assertions.py): a sign and its weight, a tab
# between.
# Made by training/claim_weights.py of news that people judged; the sentences of the news are not kept.
"""


def corpus_rows(one: JudgedArticle, extractor: Extractor) -> Iterator[Row]:
    """What may be claims in an article of the corpus: they are if the reader attributes most of their letters.

    What somebody else said, and is found as that person's as well, is only told by whom it is attributed to here.
    """
    page = extractor.page(one.text)
    found = extractor.pieces(page)
    for said, piece, quoted in found:
        judged = [claim for at in letters_at(one.text, [piece]) if (claim := one.claim_at[at])]
        if not judged:
            continue
        attributed = [claim for claim in judged if claim.attributed]
        answer = 2 * len(attributed) > len(judged)
        if answer:
            (speaker, _), *_ = Counter(claim.speaker for claim in attributed).most_common(1)
            answer = same_name(speaker, said.speaker.name) or not any(
                other is not said and part.covers(piece) and same_name(speaker, other.speaker.name)
                for other, part, _ in found
            )
        sure = 2 * sum(claim.sure for claim in judged) > len(judged)
        yield _row(one.stem, page, said, piece, quoted, answer, 1.0 if sure else UNSURE)


def other_rows(one: LabelledArticle, extractor: Extractor) -> Iterator[Row]:
    """What may be claims in an article of our own labels; what has no source is no claim of anybody's."""
    page = extractor.page(one.text)
    for said, piece, quoted in extractor.pieces(page):
        if not said.sources:
            continue
        label = _labelled(one, said, piece)
        weight = NOT_LABELLED
        answer = False
        if label:
            same_cue = bool(shared([said.cue], label.cues))
            answer = "claim" in label.flags and 2 * shared([piece], label.contents) > piece.end - piece.start
            weight = (1.0 if same_cue else NOT_LABELLED) * (UNSURE if "unsure" in label.flags else 1.0)
        yield _row(one.name, page, said, piece, quoted, answer, weight * OF_OTHER_NEWS)


def _labelled(one: LabelledArticle, said: Attribution, piece: Span) -> LabelledAttribution | None:
    """The label with most of the piece, or with its cue as well."""

    def likeness(label: LabelledAttribution) -> float:
        inside = shared([piece], label.contents) / max(1, piece.end - piece.start)
        return inside + bool(inside and shared([said.cue], label.cues))

    best = max(one.attributions, key=likeness, default=None)
    return best if best and likeness(best) else None


def own_rows(extractor: Extractor) -> Iterator[Row]:
    """The pieces of our own sentences."""
    for number, (text, answer) in enumerate(claim_sentences()):
        page = extractor.page(text)
        for said, piece, quoted in extractor.pieces(page):
            yield _row(f"sentence {number}", page, said, piece, quoted, answer, OF_OUR_OWN)


def _row(
    document: str, page: Page, said: Attribution, piece: Span, quoted: Sequence[Span], answer: bool, weight: float
) -> Row:
    return Row(document, list(signs(page.text, said, piece, quoted)), answer, weight, _numbers(page, said.cue, piece))


def _numbers(page: Page, cue: Span, piece: Span) -> Floats:
    """What the middle layers say, one part behind the other: PIECE, OPENING, CUE."""
    said = page.probes.mean(piece), page.probes.opening(piece), page.probes.mean(cue)
    return np.concatenate([one[len(Probe) :] for one in said])


def main() -> None:
    """Reads the command line, learns and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, help="folder with claims/train.jsonl, unlabelled/ and meantime/")
    parser.add_argument("file", type=Path)
    parser.add_argument("--model", type=Path, default=MODEL, help="folder of the model (default: the shipped one)")
    parser.add_argument("--keep-signs", action="store_true", help="fit the probes alone to the signs' weights in FILE")
    args = parser.parse_args()
    with tapped(args.model) as folder:
        extractor = Extractor(folder)
        judged_here = judged_articles(args.corpora / "claims" / "train.jsonl")
        corpus = [row for one in judged_here for row in corpus_rows(one, extractor)]
        beside = [row for one in labelled_articles(args.corpora) for row in other_rows(one, extractor)]
        beside += own_rows(extractor)
    known = read_weights(args.file) if args.keep_signs else None
    judged = []
    for learned, held in folds(corpus):
        fit = fitted([*learned, *beside], RIDGE, FEWEST, RIDGE_OF_NUMBERS, known)
        judged += [(fit.odds(row), row.answer) for row in held if row.weight == 1.0]
    print("what is put forward as so, held-back articles of the corpus:", agreement(judged))
    fit = fitted([*corpus, *beside], RIDGE, FEWEST, RIDGE_OF_NUMBERS, known)
    if known is None:
        write(fit.signs, HEADER, args.file)
    write_probes(args.model, fit, (Probe.PIECE, Probe.OPENING, Probe.CUE))
    print(f"{len(corpus)} pieces of the corpus, {len(beside)} others; {len(fit.signs)} weights of signs")


if __name__ == "__main__":
    main()
