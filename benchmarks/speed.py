"""How fast articles are read and extracted: python benchmarks/speed.py FOLDER [ARTICLES]

Prints words/s for one process pinned to one core: reading alone, the bare tokenizer (the limit of any learned tagger),
the model alone, and all of it end to end (read and extract, no database), with the fast model as well, and the share of
it that is Python's and not the model's, in processor time; then end to end in two processes on two cores, their start
included (only a machine that does nothing else can tell that); and for each format how long reading takes, as a share
of extraction (of 20 invented stories, written in each).
"""

import io
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from factdb.extract import extract_by
from factdb.extract.engine import Extractor
from factdb.extract.speakers import Mention, resolve_speakers
from factdb.extract.tagging.files import FAST, MODEL
from factdb.extract.tagging.windows import windows
from factdb.records import (
    Article,
    Attribution,
    EngineChoice,
    Extraction,
    Span,
)
from factdb.text.quotes import quotations
from factdb.text.readers import Document, find_files, read, read_document
from factdb.text.segments import paragraphs
from factdb.workers import AHEAD, in_order, workers

# What a program imports, each of its workers imports anew, which those of factdb are spared: what only a stage needs it
# imports itself.


def articles(paths: Sequence[Path]) -> list[Article]:
    """The articles of the files that can be read."""
    return [article for path in paths for article in read(path) if isinstance(article, Article)]


def mention(attribution: Attribution) -> Mention:
    """An attribution as the speakers' resolver is asked about it."""
    sources = attribution.sources
    source = Span(sources[0].start, sources[-1].end) if sources else None
    return Mention(source, attribution.cue, attribution.contents)


def end_to_end(paths: Sequence[Path], model: Path = MODEL) -> int:
    """Reads and extracts; the number of claims."""
    extractor = Extractor(model)
    return sum(len(extractor.extract(article).claims) for article in articles(paths))


def by_two(paths: Sequence[Path]) -> int:
    """The same by two processes, as ``factdb import --jobs 2`` has it: they share one model in memory."""
    found = (article for path in paths for article in read(path) if isinstance(article, Article))
    with workers(2) as submit:
        begun = (submit(partial(extract_by, EngineChoice()), article) for article in found)
        return sum(len(extraction.claims) for extraction in in_order(begun, 2 * AHEAD))


class Clocked:
    """A session of ONNX Runtime that adds up the processor time it takes."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.seconds = 0.0

    def run(self, outputs: Sequence[str], inputs: Mapping[str, Any]) -> Any:
        """What the session gives."""
        start = time.process_time()
        found = self.session.run(outputs, inputs)
        self.seconds += time.process_time() - start
        return found


def python_share(some: Sequence[Article]) -> float:
    """How much of extraction's processor time is not the model's."""
    extractor = Extractor()
    clocked = extractor.tagger.session = Clocked(extractor.tagger.session)
    start = time.process_time()
    for article in some:
        extractor.extract(article)
    return 1 - clocked.seconds / (time.process_time() - start)


def reading_share() -> None:
    """Prints for each format how long reading takes, as a share of extraction, over 20 long stories."""
    from benchmarks.pages import page, story
    from tests.text.documents import MAKERS

    chance = random.Random(3)
    told = [story(chance) for _ in range(20)]
    extractor = Extractor()
    for ending, make in MAKERS.items():
        if ending == "html":  # with all that stands around an article
            documents = [page(number, one, chance).encode() for number, one in enumerate(told)]
        else:
            documents = [make(one.title, one.paragraphs) for one in told]
        # The first of a format pays for its library.
        named = [(f"story.{ending}", data) for data in (documents[0], *documents)]
        found = [list(read_document(Document(io.BytesIO(data), name, name))) for name, data in named[:1]]
        start = time.process_time()
        found = [list(read_document(Document(io.BytesIO(data), name, name))) for name, data in named[1:]]
        read_in = time.process_time() - start
        articles = [one for some in found for one in some if isinstance(one, Article)]
        start = time.process_time()
        for article in articles:
            extractor.extract(article)
        extracted_in = time.process_time() - start
        each = 1000 / len(articles)
        print(
            f"{ending:12} read in {read_in * each:6.1f} ms, extracted in {extracted_in * each:6.1f} ms an article: "
            f"reading takes {read_in / extracted_in:.1%} of extraction",
            flush=True,
        )


def stored(done: Sequence[tuple[Article, Extraction]]) -> None:
    """Stores extractions in a new SQLite file, a transaction each."""
    from factdb.store.connect import make_engine, writing
    from factdb.store.save import save
    from factdb.store.schema.migrate import upgrade

    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(str(Path(folder, "factdb.db")))
        upgrade(engine)
        for article, extraction in done:
            with writing(engine) as session:
                save(session, article, extraction)


def timed(name: str, texts: Sequence[str], work: Callable[[], object]) -> float:
    """Runs ``work`` and prints how many words and articles it did a second; returns the words."""
    start = time.perf_counter()
    work()
    seconds = time.perf_counter() - start
    words = sum(len(text.split()) for text in texts) / seconds
    print(f"{name:40} {words:12,.0f} words/s {len(texts) / seconds:10,.1f} articles/s", flush=True)
    return words


def main(folder: str, most: int | None = None) -> None:
    """Prints one line a stage."""
    paths = list(find_files([Path(folder)]))[:most]
    cores = sorted(os.sched_getaffinity(0))[:2]
    os.sched_setaffinity(0, {cores[0]})
    texts = [article.text for article in articles(paths)]
    print(f"{len(texts)} articles, {sum(len(text.split()) for text in texts):,} words")
    extractor = Extractor()
    tokenizer = extractor.tagger.tokenizer
    timed("reading, one core", texts, lambda: articles(paths))
    bare = timed("bare tokenizer, one core", texts, lambda: [tokenizer.encode(text) for text in texts])
    inputs = []
    for text in texts:
        parts = paragraphs(text)
        inputs += list(windows(text, parts, quotations(text, parts), tokenizer))
    timed("model alone, one core", texts, lambda: [extractor.tagger.score(window) for window in inputs])
    done = [(article, extractor.extract(article)) for article in articles(paths)]
    asked = [(article.text, [mention(one) for one in found.attributions]) for article, found in done]
    speakers = timed("speakers alone, one core", texts, lambda: [resolve_speakers(*each) for each in asked])
    stored(done[:1])  # what it imports is no part of storing
    timed("storing alone, one core", texts, lambda: stored(done))
    one = timed("end to end, one core", texts, lambda: end_to_end(paths))
    fast = timed("end to end with the fast model, one core", texts, lambda: end_to_end(paths, FAST))
    print(f"the fast model at {fast / one:.2f} times the default one")
    print(f"end to end at {one / bare:.3f} of the bare tokenizer; speakers take {one / speakers:.1%} of the time")
    print(f"Python takes {python_share([article for article, _ in done]):.1%} of extraction's processor time")
    if len(cores) == 2:
        os.sched_setaffinity(0, cores)
        two = timed("end to end, two processes on two cores", texts, lambda: by_two(paths))
        os.sched_setaffinity(0, {cores[0]})
        print(f"two cores at {two / one:.2f} times one")
    reading_share()


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(sys.argv[1], *map(int, sys.argv[2:]))
