"""Which attributions make a claim: python benchmarks/assertions.py POLNEAR_DEV

assertions.csv holds 100 PolNeAR dev attributions without quotation marks, drawn by chance, by article and by the
offset of
their cue. A person read each before the rules were measured on it, and judged whether its content says something that
can be
so or not so. Prints how often factdb.extract.assertions agrees, and where it doesn't.
"""

import csv
import sys
from pathlib import Path

from factdb.evaluate import gold_files, load
from factdb.extract import load_extractor
from factdb.extract.attribution.assertions import chance_of_claim
from factdb.formats.brat import Annotation
from factdb.records import Attribution, QuoteType, Speaker, SpeakerKind

_SPEAKER = Speaker("somebody", SpeakerKind.PERSON)


def main(folder: str) -> None:
    """Prints each disagreement and the share of agreement."""
    texts: dict[str, tuple[str, list[Annotation]]] = {}
    for text_path, annotation_path in gold_files(Path(folder)):
        texts[text_path.stem] = load(text_path, annotation_path)
    with (Path(__file__).parent / "assertions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    extractor = load_extractor()
    pages = {name: extractor.page(text) for name, (text, _) in texts.items()}
    agreed = 0
    for row in rows:
        text, annotations = texts[row["article"]]
        (one,) = [a for a in annotations if a.cues and a.cues[0].start == int(row["cue_start"])]
        said = Attribution(one.sources, one.cues[0], one.contents, QuoteType.INDIRECT, _SPEAKER, 1.0)
        probed = pages[row["article"]].probes.claim(one.cues[0], one.contents[0])
        found = chance_of_claim(text, said, one.contents[0], [], probed) >= 0.5
        agreed += found == (row["says_something"] == "yes")
        if found != (row["says_something"] == "yes"):
            words = " … ".join(content.of(text) for content in one.contents)
            print(f"{'found' if found else 'missed'}: {one.cues[0].of(text)} | {words[:90]!r}")
    print(f"{agreed} of {len(rows)} agree")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
