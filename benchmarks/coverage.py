"""How much of each text lies in no claim and in no frame of one: python -m benchmarks.coverage FOLDER

FOLDER holds texts (*.txt). A frame is a claim's source, its cue and the words between them, and those of whoever relays
it. Prints how many letters and digits are in neither, and each stretch of them that has a finite verb: there should be
none.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from factdb.extract import load_extractor
from factdb.language import ENGLISH
from factdb.records import Article, Extraction, Span
from factdb.text.spans import letters, merged, without

_FINITE = re.compile(rf"\b(?:{ENGLISH.any_of('finite_verbs')})\b|n[’']t\b|\w[’'](?:re|ll|ve|d|m)\b")


def uncovered(text: str, found: Extraction) -> Iterator[Span]:
    """The stretches with a letter or digit that are in no claim and no frame."""
    covered = [span for claim in found.claims for span in claim.spans]
    for claim in found.claims:
        number = claim.attribution
        while number is not None:
            one = found.attributions[number]
            frame = [*one.sources, one.cue]
            covered.append(Span(min(span.start for span in frame), max(span.end for span in frame)))
            number = one.via
    for left in without(Span(0, len(text)), merged(covered)):
        if letters(text, left):
            yield left


def main(folder: Path) -> None:
    """Print what is left, and how much of how much."""
    extractor = load_extractor()
    texts = [path.read_bytes().decode("utf-8") for path in sorted(folder.glob("*.txt"))]
    count = verbs = 0
    for text in texts:
        for left in uncovered(text, extractor.extract(Article(text, "text", "text"))):
            count += letters(text, left)
            if _FINITE.search(text, left.start, left.end):
                verbs += 1
                print(repr(left.of(text)))
    whole = sum(letters(text, Span(0, len(text))) for text in texts)
    print(f"{len(texts)} texts: {count} of {whole} letters and digits in no claim or frame, {verbs} with a finite verb")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
