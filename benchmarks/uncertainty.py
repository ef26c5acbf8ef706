"""How well hedge cues are found: ``python benchmarks/uncertainty.py CORPUS.jsonl [--news FOLDER]``.

The corpus has one sentence a line, with ``doc``, ``text`` and ``cues`` as [start, end, kind] (the Szeged Uncertainty
Corpus in that form). Only the held-back fifth of its documents is measured; with ``--rest`` the other four, to
develop on. FOLDER holds the texts of the news sentences that were labelled by reading, tests/extract/hedge_labels.csv.
Each document and article is read as a whole, the documents of the corpus as the encyclopedia that they are (``news`` is
false), the articles as factdb reads everything. A prediction about the future is no uncertainty.

Prints precision, recall and F1 in percent: of sentences with a cue at all, and of cues with exactly the same span,
whatever their kind and kind by kind. Then how far the confidence can be trusted: in ten bins, how sure the cues found
are and how many are right (overlap a marked one), and the expected calibration error over all bins.
"""

import argparse
import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from benchmarks.reliability import show
from factdb.extract import load_extractor
from factdb.records import Span
from training.corpus import hedge_spans, uncertainty_documents

LABELS = Path(__file__).parents[1] / "tests" / "extract" / "hedge_labels.csv"
KINDS = ("epistemic", "doxastic", "condition", "investigation")
Hit = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A text, some of its sentences, and the cues marked in them as start, end and kind."""

    text: str
    sentences: tuple[Span, ...]
    cues: tuple[tuple[int, int, str], ...]


def corpus_documents(path: Path, *, held_back: bool) -> Iterator[Document]:
    """The corpus's documents of one side of the split, a sentence a paragraph."""
    for rows in uncertainty_documents(path, held=held_back).values():
        text, spans, cues = "", [], []
        for row in rows:
            start, sentence = len(text), str(row["text"])
            spans.append(Span(start, start + len(sentence)))
            cues += [(start + begin, start + end, kind) for begin, end, kind in hedge_spans(row)]
            text += sentence + "\n"
        yield Document(text, tuple(spans), tuple(cues))


def news_documents(folder: Path) -> Iterator[Document]:
    """The articles in ``folder`` with labelled sentences."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=itemgetter("article"))
    for article, group in groupby(rows, key=itemgetter("article")):
        some = list(group)
        text = (folder / f"{article}.txt").read_bytes().decode("utf-8")
        spans = tuple(Span(int(row["start"]), int(row["end"])) for row in some)
        yield Document(text, spans, tuple(_label(label) for row in some for label in row["cues"].split()))


def _label(written: str) -> tuple[int, int, str]:
    place, kind = written.split(":")
    start, end = place.split("-")
    return int(start), int(end), kind


def measure(documents: Iterable[Document], *, news: bool) -> None:
    """Print the tables."""
    extractor = load_extractor()
    gold: dict[str, set[Hit]] = {name: set() for name in ("sentence", "cue", *KINDS)}
    found: dict[str, set[Hit]] = {name: set() for name in gold}
    judged: list[tuple[float, bool]] = []
    count = 0
    for number, document in enumerate(documents):
        count += len(document.sentences)
        cues = [cue for cue in extractor.hedges(document.text, news=news) if cue.kind in KINDS]
        cues = [cue for cue in cues if any(sentence.covers(cue.span) for sentence in document.sentences)]
        judged += [
            (cue.confidence, any(cue.span.overlaps(Span(start, end)) for start, end, _ in document.cues))
            for cue in cues
        ]
        marks = [(cue.span.start, cue.span.end, cue.kind) for cue in cues]
        for side, marked in ((gold, document.cues), (found, marks)):
            for start, end, kind in marked:
                within = next(one for one in document.sentences if one.start <= start < one.end)
                side["sentence"].add((number, within))
                side["cue"].add((number, start, end))
                side[kind].add((number, start, end))
    print(f"{count} sentences\n{'':16}{'gold':>7}{'P':>7}{'R':>7}{'F1':>7}")
    for name, marks_of in gold.items():
        right = len(marks_of & found[name])
        precision, recall = right / max(1, len(found[name])), right / max(1, len(marks_of))
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{name:16}{len(marks_of):7}{100 * precision:7.1f}{100 * recall:7.1f}{100 * f1:7.1f}")
    show(judged, "cues")
    print()


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--rest", action="store_true")
    parser.add_argument("--news", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    print("four fifths to develop on" if arguments.rest else "held-back fifth")
    measure(corpus_documents(arguments.corpus, held_back=not arguments.rest), news=False)
    if arguments.news:
        print("news")
        measure(news_documents(arguments.news), news=True)


if __name__ == "__main__":
    main()
