"""How far the confidence of attributions can be trusted: python benchmarks/calibration.py GOLD_DIR

An attribution is right if it pairs with a gold one at content@0.3 and their sources agree. Prints a reliability table
and the expected calibration error.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.reliability import show
from factdb.evaluate import (
    Scored,
    gold_files,
    load,
    matches,
)
from factdb.extract import load_extractor
from factdb.formats.brat import annotation
from factdb.records import Article


def judged(folder: Path) -> Iterator[tuple[float, bool]]:
    """The confidence of each attribution that is found, and whether it is right."""
    extractor = load_extractor()
    for text_path, annotation_path in gold_files(folder):
        text, gold = load(text_path, annotation_path)
        found = extractor.extract(Article(text, text_path.stem, str(text_path))).attributions
        pairs = matches(Scored(text, gold, [annotation(one) for one in found]))
        right = {match.predicted for match in pairs if match.share >= 0.3 and match.same_source}
        yield from ((one.confidence, number in right) for number, one in enumerate(found))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    show(list(judged(Path(sys.argv[1]))), "attributions")
