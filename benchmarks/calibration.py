"""How far the confidence of attributions can be trusted: python benchmarks/calibration.py GOLD_DIR

An attribution is right if it pairs with a gold one at content@0.3 and their sources agree. Prints a reliability table
and the
expected calibration error: the mean distance between confidence and share of right ones in ten bins, weighted by size.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from factdb.extract import load_extractor
from factdb.records import Article
from factdb.report.agreement import Scored, gold_files, load, matches
from factdb.report.brat import annotation

BINS = 10


def judged(folder: Path) -> Iterator[tuple[float, bool]]:
    """The confidence of each attribution that is found, and whether it is right."""
    extractor = load_extractor()
    for text_path, annotation_path in gold_files(folder):
        text, gold = load(text_path, annotation_path)
        found = extractor.extract(Article(text, text_path.stem, str(text_path))).attributions
        pairs = matches(Scored(text, gold, [annotation(one) for one in found]))
        right = {match.predicted for match in pairs if match.share >= 0.3 and match.same_source}
        yield from ((one.confidence, number in right) for number, one in enumerate(found))


def main(folder: str) -> None:
    """Prints the table and the error."""
    rows = list(judged(Path(folder)))
    error = 0.0
    print("confidence    found   mean confidence   right")
    for number in range(BINS):
        inside = [row for row in rows if min(int(row[0] * BINS), BINS - 1) == number]
        if inside:
            mean = sum(confidence for confidence, _ in inside) / len(inside)
            right = sum(ok for _, ok in inside) / len(inside)
            error += len(inside) / len(rows) * abs(mean - right)
            print(f"{number / BINS:.1f} to {(number + 1) / BINS:.1f} {len(inside):8} {mean:17.3f} {right:7.3f}")
    print(f"expected calibration error {error:.3f} over {len(rows)} attributions")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
