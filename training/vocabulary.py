"""A smaller vocabulary for the fast model: python -m training.vocabulary CORPORA TOKENIZER.json [--pieces N].

It keeps the word pieces that unlabelled news has most of, and all single characters, so that words whose piece isn't
kept fall apart into smaller ones and no letter is lost.
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from factdb.extract.tagging.files import MODEL

PIECES = 13_300
# The special pieces and what stands between them keep their numbers.
SPECIAL = 104
AT_ONCE = 2000
_GOES_ON = "##"


def frequencies(texts: Iterable[Sequence[str]], tokenizer: Tokenizer) -> Counter[int]:
    """How often each piece comes in batches of texts."""
    found: Counter[int] = Counter()
    for some in texts:
        for encoding in tokenizer.encode_batch(list(some), add_special_tokens=False):
            found.update(encoding.ids)
    return found


def kept(vocabulary: dict[str, int], counts: Counter[int], most: int) -> list[int]:
    """The numbers of the pieces to keep, in order: the special ones, all single characters, then the most frequent."""
    single = {number for piece, number in vocabulary.items() if len(piece.removeprefix(_GOES_ON)) == 1}
    always = set(range(SPECIAL)) | single
    others = sorted((number for number in counts if number not in always), key=lambda number: (-counts[number], number))
    return sorted(always | set(others[: most - len(always)]))


def trimmed(settings: dict[str, Any], numbers: Sequence[int]) -> dict[str, Any]:
    """A tokenizer's settings with the pieces that had these numbers, numbered anew in their order."""
    old = {number: piece for piece, number in settings["model"]["vocab"].items()}
    vocabulary = {old[number]: new for new, number in enumerate(numbers)}
    return settings | {"model": settings["model"] | {"vocab": vocabulary}}


def unlabelled(corpora: Path) -> Iterable[Sequence[str]]:
    """The texts of the unlabelled news, some at a time."""
    for path in sorted((corpora / "unlabelled").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            texts = [json.loads(line)["text"] for line in lines]
        yield from (texts[begin : begin + AT_ONCE] for begin in range(0, len(texts), AT_ONCE))


def main() -> None:
    """Reads the command line and writes the tokenizer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pieces", type=int, default=PIECES)
    args = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    counts = frequencies(unlabelled(args.corpora), tokenizer)
    settings = json.loads(tokenizer.to_str())
    numbers = kept(settings["model"]["vocab"], counts, args.pieces)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(json.dumps(trimmed(settings, numbers), ensure_ascii=False), encoding="utf-8")
    share = sum(counts[number] for number in numbers) / counts.total()
    print(f"{len(numbers):,} of {len(settings['model']['vocab']):,} pieces, {share:.2%} of those in news")


if __name__ == "__main__":
    main()
