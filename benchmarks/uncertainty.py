"""How well hedge cues are found: ``python benchmarks/uncertainty.py CORPUS.jsonl``.

The corpus has one sentence a line, with ``doc``, ``text`` and ``cues`` as [start, end, kind] (the Szeged Uncertainty
Corpus in that form). Only the held-back fifth of its documents is measured; with ``--rest`` the other four, to
develop on. A prediction about the future is no uncertainty. Prints precision, recall and F1 in percent: of sentences
with a cue at all, and of cues with exactly the same span, whatever their kind and kind by kind.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from factdb.extract.hedges import hedge_cues
from factdb.records import Span

KINDS = ("epistemic", "doxastic", "condition", "investigation")
Hit = tuple[object, ...]


def is_held_back(document: str) -> bool:
    """True for the fifth of the documents that nobody looks at: SHA-256 of the name, modulo 5, is 0."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % 5 == 0


def sentences(path: Path, *, held_back: bool) -> Iterator[dict[str, Any]]:
    """The corpus's sentences of one side of the split."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            if is_held_back(record["doc"]) == held_back:
                yield record


def main() -> None:
    """Print the table."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--rest"]
    if len(arguments) != 1:
        sys.exit(__doc__)
    gold: dict[str, set[Hit]] = {name: set() for name in ("sentence", "cue", *KINDS)}
    found: dict[str, set[Hit]] = {name: set() for name in gold}
    count = 0
    for count, record in enumerate(sentences(Path(arguments[0]), held_back=len(arguments) == len(sys.argv) - 1), 1):
        text = record["text"]
        cues = [(cue.span.start, cue.span.end, cue.kind) for cue in hedge_cues(text, Span(0, len(text)))]
        for side, marked in ((gold, map(tuple, record["cues"])), (found, cues)):
            for start, end, kind in marked:
                if kind in KINDS:
                    side["sentence"].add((count,))
                    side["cue"].add((count, start, end))
                    side[kind].add((count, start, end))
    print(f"{count} sentences\n{'':16}{'gold':>7}{'P':>7}{'R':>7}{'F1':>7}")
    for name, marks in gold.items():
        right = len(marks & found[name])
        precision, recall = right / max(1, len(found[name])), right / max(1, len(marks))
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{name:16}{len(marks):7}{100 * precision:7.1f}{100 * recall:7.1f}{100 * f1:7.1f}")


if __name__ == "__main__":
    main()
