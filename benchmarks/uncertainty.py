"""How well hedge cues are found: ``python benchmarks/uncertainty.py CORPUS.jsonl [--news FOLDER]``.

The corpus has one sentence a line, with ``doc``, ``text`` and ``cues`` as [start, end, kind] (the Szeged Uncertainty
Corpus in that form). Only the held-back fifth of its documents is measured; with ``--rest`` the other four, to
develop on. FOLDER holds the texts of the news sentences that were labelled by reading, tests/extract/hedge_labels.csv.
A prediction about the future is no uncertainty. Prints precision, recall and F1 in percent: of sentences with a cue at
all, and of cues with exactly the same span, whatever their kind and kind by kind. Then how far the confidence can be
trusted: the expected calibration error over the cues found, in ten bins; a cue is right if it overlaps a marked one.
"""

import argparse
import csv
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from factdb.extract.hedges import hedge_cues
from factdb.records import Span

LABELS = Path(__file__).parents[1] / "tests" / "extract" / "hedge_labels.csv"
KINDS = ("epistemic", "doxastic", "condition", "investigation")
BINS = 10
Hit = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at its place in a text, and the cues in it as start, end and kind."""

    text: str
    span: Span
    cues: tuple[tuple[int, int, str], ...]


def is_held_back(document: str) -> bool:
    """True for the fifth of the documents that nobody looks at: SHA-256 of the name, modulo 5, is 0."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % 5 == 0


def corpus_sentences(path: Path, *, held_back: bool) -> Iterator[Sentence]:
    """The corpus's sentences of one side of the split."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            if is_held_back(record["doc"]) == held_back:
                text = record["text"]
                yield Sentence(text, Span(0, len(text)), tuple((s, e, k) for s, e, k in record["cues"]))


def news_sentences(folder: Path) -> Iterator[Sentence]:
    """The labelled sentences of the articles in ``folder``."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text = (folder / f"{row['article']}.txt").read_bytes().decode("utf-8")
            yield Sentence(text, Span(int(row["start"]), int(row["end"])), tuple(map(_label, row["cues"].split())))


def _label(written: str) -> tuple[int, int, str]:
    place, kind = written.split(":")
    start, end = place.split("-")
    return int(start), int(end), kind


def measure(sentences: Iterable[Sentence]) -> None:
    """Print the tables."""
    gold: dict[str, set[Hit]] = {name: set() for name in ("sentence", "cue", *KINDS)}
    found: dict[str, set[Hit]] = {name: set() for name in gold}
    judged: list[tuple[float, bool]] = []
    count = 0
    for count, sentence in enumerate(sentences, 1):
        cues = [cue for cue in hedge_cues(sentence.text, sentence.span) if cue.kind in KINDS]
        judged += [
            (cue.confidence, any(cue.span.overlaps(Span(start, end)) for start, end, _ in sentence.cues))
            for cue in cues
        ]
        marks = [(cue.span.start, cue.span.end, cue.kind) for cue in cues]
        for side, marked in ((gold, sentence.cues), (found, marks)):
            for start, end, kind in marked:
                side["sentence"].add((count,))
                side["cue"].add((count, start, end))
                side[kind].add((count, start, end))
    print(f"{count} sentences\n{'':16}{'gold':>7}{'P':>7}{'R':>7}{'F1':>7}")
    for name, marks_of in gold.items():
        right = len(marks_of & found[name])
        precision, recall = right / max(1, len(found[name])), right / max(1, len(marks_of))
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{name:16}{len(marks_of):7}{100 * precision:7.1f}{100 * recall:7.1f}{100 * f1:7.1f}")
    print(f"expected calibration error {calibration_error(judged):.3f} over {len(judged)} cues\n")


def calibration_error(judged: list[tuple[float, bool]]) -> float:
    """The mean distance between confidence and share of right ones in ten bins, weighted by size."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for one in judged:
        bins[min(int(one[0] * BINS), BINS - 1)].append(one)
    distances = (abs(sum(sure for sure, _ in inside) - sum(right for _, right in inside)) for inside in bins)
    return sum(distances) / max(1, len(judged))


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--rest", action="store_true")
    parser.add_argument("--news", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    print("four fifths to develop on" if arguments.rest else "held-back fifth")
    measure(corpus_sentences(arguments.corpus, held_back=not arguments.rest))
    if arguments.news:
        print("news")
        measure(news_sentences(arguments.news))


if __name__ == "__main__":
    main()
