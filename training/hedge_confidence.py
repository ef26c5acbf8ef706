"""How often each cue of the word list hedges: python -m training.hedge_confidence WIKI_JSONL FILE

Counts, in the documents of the uncertainty corpus that are not held back, how many of the cues that the list finds
are marked as such, and writes the shares to FILE. A share leans on that of all cues as if five more had been seen.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from factdb.extract.hedges import hedge_cues
from factdb.records import Span
from training.corpus import hedge_spans, held_back

FEWEST, LEANING = 5, 5.0
HEADER = """# How often words that the list of hedges finds are marked as a hedge in the Wikipedia part of the Szeged
# Uncertainty Corpus (Vincze; CC BY-SA), all but the fifth that is held back: made by training/hedge_confidence.py.
# Words and share are parted by a tab; * stands for all words together.
"""


def counts(path: Path) -> tuple[Counter[str], Counter[str]]:
    """By the cue's words, in small letters with straight apostrophes: how many were found, and how many of them are
    marked."""
    found: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if held_back(row["doc"]):
            continue
        text = row["text"]
        gold = [Span(start, end) for start, end, _ in hedge_spans(row)]
        for cue in hedge_cues(text, Span(0, len(text))):
            if cue.kind != "future":
                words = " ".join(cue.span.of(text).lower().replace("’", "'").split())
                found[words] += 1
                marked[words] += any(cue.span.overlaps(span) for span in gold)
    return found, marked


def main(corpus: str, file: str) -> None:
    """Counts and writes."""
    found, marked = counts(Path(corpus))
    share = marked.total() / found.total()
    lines = [f"*\t{share:.3f}"]
    lines += [
        f"{words}\t{(marked[words] + LEANING * share) / (count + LEANING):.3f}"
        for words, count in sorted(found.items())
        if count >= FEWEST
    ]
    Path(file).write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
