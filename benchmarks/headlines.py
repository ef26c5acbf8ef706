"""Does anything reach from a headline into the body? python benchmarks/headlines.py NEWS.jsonl.gz [COUNT]

Puts the titles of COUNT (500) articles before their bodies, without a full stop, and counts the attributions whose
source, cue and contents stand partly in the title and partly in the body. Prints each, and the count.
"""

import gzip
import json
import sys
from itertools import islice
from pathlib import Path

from factdb.extract import load_extractor

# The first paragraphs are enough, and quicker.
_BODY = 1_500


def main(path: Path, count: int) -> None:
    """Print what reaches over the break."""
    extractor = load_extractor()
    reaching = articles = 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        with_title = (one for one in map(json.loads, lines) if one["title"].strip())
        for article in islice(with_title, count):
            title = article["title"].strip().rstrip(".")
            text = f"{title}\n\n{article['text'].strip()[:_BODY]}"
            articles += 1
            for one in extractor.found(text):
                inside = {span.start < len(title) for span in (*one.sources, one.cue, *one.contents)}
                long = any(span.start < len(title) < span.end for span in (*one.sources, one.cue, *one.contents))
                if len(inside) > 1 or long:
                    reaching += 1
                    print(f"{title!r}: {one.cue.of(text)!r}")
    print(f"{articles} titles, {reaching} attributions that reach over the break")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) == 3 else 500)
