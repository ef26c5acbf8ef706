"""What an authority file of many speakers, loaded before, costs an import.

    python -m benchmarks.authorities [--speakers 20000] [--articles 100] [--database sqlite|postgresql]

It imports made-up articles into an empty database and into one where an authority file was loaded, in turns, and prints
the processor time of both: of storing alone, and of the whole import with extraction. Both begin in a process that has
stored an article before, as the first one reads the authority file, which is told apart.
"""

import argparse
from collections.abc import Sequence
from itertools import islice
from random import Random
from time import process_time

from sqlalchemy import Engine

from benchmarks.database import KINDS, made
from benchmarks.newsstand import articles
from factdb.extract import load_extractor
from factdb.records import Article, Extraction
from factdb.store.connect import make_engine, writing
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.speakers import load_authorities
from factdb.store.save import save

_RUNS = 3
Pair = tuple[Article, Extraction]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--speakers", type=int, default=20_000, help="how many the file has (20000)")
    parser.add_argument("--articles", type=int, default=100, help="how many are imported (100)")
    parser.add_argument("--database", choices=KINDS, default=KINDS[0], help="on which database (sqlite)")
    asked = parser.parse_args()
    extractor = load_extractor()
    read = list(islice(articles(Random(14)), asked.articles + 1))
    started = process_time()
    pairs = [(article, extractor.extract(article)) for article in read]
    extracting = (process_time() - started) / len(pairs)
    runs = [[_storing(asked.database, number, pairs) for number in (0, asked.speakers)] for _ in range(_RUNS)]
    (_, bare), (first, loaded) = (tuple(map(min, zip(*run, strict=True))) for run in zip(*runs, strict=True))
    print(f"{asked.articles} articles on {asked.database}, {asked.speakers:,} speakers; CPU ms an article")
    print(f"  {'storing alone':<24}{1000 * bare:8.2f}{1000 * loaded:8.2f}{loaded / bare:7.2f} times")
    whole, more = extracting + bare, extracting + loaded
    print(f"  {'extracting and storing':<24}{1000 * whole:8.2f}{1000 * more:8.2f}{more / whole:7.2f} times")
    print(f"  the first one, which reads what was loaded: {1000 * first:.0f} ms")


def _storing(database: str, speakers: int, pairs: Sequence[Pair]) -> tuple[float, float]:
    """Seconds for the first article, and for each of the others, in a database with so many loaded speakers."""
    with made(database) as url:
        engine = make_engine(url)
        if speakers:
            with writing(engine) as session:
                load_authorities(session, _authorities(speakers), Reviewer("Ann"))
        first, others = _timed(engine, pairs[:1]), _timed(engine, pairs[1:])
        engine.dispose()
    return first, others


def _timed(engine: Engine, pairs: Sequence[Pair]) -> float:
    started = process_time()
    for article, extraction in pairs:
        with writing(engine) as session:
            save(session, article, extraction)
    return (process_time() - started) / len(pairs)


def _authorities(speakers: int) -> list[dict[str, object]]:
    return [
        {
            "name": f"Given{number} Family{number}",
            "kind": "person",
            "wikidata": f"Q{number}",
            "aliases": [f"G. Family{number}"],
        }
        for number in range(speakers)
    ]


if __name__ == "__main__":
    main()
