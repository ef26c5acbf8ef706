"""How fast articles are read and extracted: python benchmarks/speed.py FOLDER [ARTICLES]

Prints words/s for one process pinned to one core: reading alone, the bare tokenizer (the limit of any learned tagger),
the model alone, and all of it end to end (read and extract, no database); then end to end in two processes on two
cores.
"""

import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from factdb.extract.engine import Extractor
from factdb.extract.windows import windows
from factdb.records import Article
from factdb.text.quotes import quotations
from factdb.text.readers import find_files, read
from factdb.text.segments import paragraphs


def articles(paths: Sequence[Path]) -> list[Article]:
    """The articles of the files that can be read."""
    return [article for path in paths for article in read(path) if isinstance(article, Article)]


def end_to_end(paths: Sequence[Path]) -> int:
    """Reads and extracts; the number of claims."""
    extractor = Extractor()
    return sum(len(extractor.extract(article).claims) for article in articles(paths))


def pinned(core: int, paths: Sequence[Path]) -> int:
    """End to end on one core."""
    os.sched_setaffinity(0, {core})
    return end_to_end(paths)


def timed(name: str, words: int, work: Callable[[], object]) -> float:
    """Runs ``work`` and prints how many words it did a second; returns that."""
    start = time.perf_counter()
    work()
    rate = words / (time.perf_counter() - start)
    print(f"{name:40} {rate:12,.0f} words/s", flush=True)
    return rate


def main(folder: str, most: int | None = None) -> None:
    """Prints one line a stage."""
    paths = list(find_files([Path(folder)]))[:most]
    cores = sorted(os.sched_getaffinity(0))[:2]
    os.sched_setaffinity(0, {cores[0]})
    texts = [article.text for article in articles(paths)]
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} articles, {words:,} words")
    extractor = Extractor()
    tokenizer = extractor.tagger.tokenizer
    timed("reading, one core", words, lambda: articles(paths))
    bare = timed("bare tokenizer, one core", words, lambda: [tokenizer.encode(text) for text in texts])
    inputs = []
    for text in texts:
        parts = paragraphs(text)
        inputs += list(windows(text, parts, quotations(text, parts), tokenizer))
    timed("model alone, one core", words, lambda: [extractor.tagger.score(window) for window in inputs])
    one = timed("end to end, one core", words, lambda: end_to_end(paths))
    print(f"end to end at {one / bare:.3f} of the bare tokenizer")
    if len(cores) == 2:
        with multiprocessing.get_context("spawn").Pool(2) as pool:
            halves = [(core, paths[number::2]) for number, core in enumerate(cores)]
            two = timed("end to end, two processes on two cores", words, lambda: pool.starmap(pinned, halves))
        print(f"two cores at {two / one:.2f} times one")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(sys.argv[1], *map(int, sys.argv[2:]))
