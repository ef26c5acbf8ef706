"""Fits whose claim it is that somebody relays: python -m training.relayed_weights CORPORA FILE

A logistic regression (factdb.extract.attribution.chains has the signs) learns from the train half of the corpus of
claims and from our own labels of other news what of it is the inner speaker's: more of its letters are given to him
than to whoever relays him. The corpus counts more, since its readers agreed on whose it is. Prints how well it agrees
with each, articles held back in turn.
"""

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from factdb.extract.engine import Extractor
from factdb.extract.tagging.files import MODEL
from training.judged import judged_articles, letters_at, same_name
from training.logistic import Row, agreement, fitted, folds, write
from training.own_labels import first_rows, spans
from training.own_speakers import SpokenArticle, spoken_articles

RIDGE, FEWEST = 3.0, 3
OF_THE_CORPUS = 3.0
# The square root of how many letters counts as one.
LETTERS = 8.0
HEADER = """# Whose claim it is that somebody relays (factdb/extract/attribution/chains.py): a sign and its weight, a
# tab between.
# Made by training/relayed_weights.py of news that people judged; the sentences of the news are not kept.
"""
# Who says what stands at a place, as a reader judges it; None where nobody does, or where it isn't sure.
SpeakerAt = Callable[[int], str | None]


def rows(name: str, text: str, speaker_at: SpeakerAt, weight: float, extractor: Extractor) -> Iterator[Row]:
    """What is relayed in an article, where a reader gives it to who relays it or to who is relayed."""
    for relay, claimed, quoted in extractor.relayed(extractor.page(text)):
        theirs = 0
        for at in letters_at(text, claimed):
            if speaker := speaker_at(at):
                theirs += same_name(speaker, relay.inner.speaker.name) - same_name(speaker, relay.outer.speaker.name)
        if theirs:
            signs = list(relay.signs(text, claimed[0], quoted))
            yield Row(name, signs, theirs > 0, weight * abs(theirs) ** 0.5 / LETTERS)


def corpus_rows(path: Path, extractor: Extractor) -> Iterator[Row]:
    """The rows of the corpus of claims."""
    for one in judged_articles(path):
        said = [claim.speaker if claim and claim.sure and claim.attributed else None for claim in one.claim_at]
        yield from rows(one.stem, one.text, said.__getitem__, OF_THE_CORPUS, extractor)


def other_rows(corpora: Path, extractor: Extractor) -> Iterator[Row]:
    """The rows of our own labels, but for the articles that are held back."""
    labelled = first_rows()
    for one in spoken_articles(corpora, held=False):
        said = _speakers(one, labelled[one.name]["attributions"])
        yield from rows(one.name, one.text, said.__getitem__, 1.0, extractor)


def _speakers(one: SpokenArticle, labels: Sequence[Mapping[str, Any]]) -> list[str | None]:
    """Who says each character: of several who claim it the innermost, whose words are the fewest."""
    found: list[str | None] = [None] * len(one.text)
    sources = {source.number: source for source in one.sources}
    for label in sorted(labels, key=lambda label: -sum(end - start for start, end in label["contents"])):
        claimed = "claim" in label["flags"]
        if not claimed and label["in"] is not None:
            continue
        who = sources.get(label["number"])
        sure = claimed and "unsure" not in label["flags"] and who is not None and who.sure
        for span in spans(label["contents"]):
            found[span.start : span.end] = [who.speaker if who and sure else None] * (span.end - span.start)
    return found


def main() -> None:
    """Reads the command line, learns and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, help="folder with claims/train.jsonl, unlabelled/ and meantime/")
    parser.add_argument("file", type=Path)
    parser.add_argument("--model", type=Path, default=MODEL, help="folder of the model (default: the shipped one)")
    args = parser.parse_args()
    extractor = Extractor(args.model)
    corpus = list(corpus_rows(args.corpora / "claims" / "train.jsonl", extractor))
    other = list(other_rows(args.corpora, extractor))
    for name, part in (("the corpus", corpus), ("our own labels", other)):
        names = {row.document for row in part}
        judged = [
            (fit.odds(row), row.answer)
            for learned, held in folds([*corpus, *other])
            for fit in [fitted(learned, RIDGE, FEWEST)]
            for row in held
            if row.document in names
        ]
        print(f"what is the inner speaker's, held-back articles of {name}:", agreement(judged))
    fit = fitted([*corpus, *other], RIDGE, FEWEST)
    write(fit.signs, HEADER, args.file)
    print(f"{len(corpus)} of the corpus, {len(other)} others; {len(fit.signs)} weights")


if __name__ == "__main__":
    main()
