"""Files in, parts out: what ``factdb extract`` does, in one process, in several, or on a cluster."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from factdb.errors import FactDBError, InputError
from factdb.extract import engine_of
from factdb.ingest import ImportResult, Wanted, articles_of
from factdb.records import Article, Engine
from factdb.shards.batches import Batch, Placed, batch_of, extracted_batch, joined
from factdb.shards.parts import Shard, finish, is_whole, part_name, refuse_others, write_part
from factdb.store.save import Saved
from factdb.workers import Submit, in_order

# Articles that a worker gets at once: few, so that all workers are busy to the end and one that dies costs little.
_AT_ONCE = 8
# A part ends with this many characters as well, so that long articles take no more memory than short ones.
_LONGEST_PART = 4_000_000


@dataclass(slots=True)
class _Gathered:
    """What the next part is made of, and what there is to tell of articles that are in no part."""

    placed: list[Placed] = field(default_factory=list)
    told: list[ImportResult] = field(default_factory=list)
    characters: int = 0

    @property
    def articles(self) -> list[Article]:
        """The articles of the part."""
        return [article for article, _, _ in self.placed]


def extract_to(
    folder: Path,
    sources: Sequence[Path | str],
    wanted: Wanted,
    submit: Submit,
    shard: Shard,
    *,
    part_size: int = 500,
    ahead: int = 0,
) -> Iterator[ImportResult]:
    """Extract every article of ``sources`` that falls to ``shard`` into parts in ``folder``; a result an article.

    The same sources, in the same order, have to be given to every shard. What is there already is not extracted again.
    A part holds ``part_size`` articles; ``submit`` begins a few of them, and ``ahead`` such batches are on the way.
    """
    refuse_others(folder, shard)
    parts: list[str] = []
    engine = engine_of(wanted.choice)
    begin = partial(submit, partial(extracted_batch, choice=wanted.choice))
    gathered = _gathered(sources, wanted, shard, part_size)
    begun = (_begun(folder, shard, some, engine, begin, parts) for some in gathered)
    for results in in_order(begun, -(-ahead * _AT_ONCE // part_size)):
        yield from results
    finish(folder, shard, parts)


def _gathered(sources: Sequence[Path | str], wanted: Wanted, shard: Shard, most: int) -> Iterator[_Gathered]:
    gathered = _Gathered()
    for item, file, number in _of_shard(sources, wanted, shard):
        if isinstance(item, InputError):
            gathered.told.append(ImportResult(error=item))
        elif wanted.languages and item.language and item.language not in wanted.languages:
            gathered.told.append(ImportResult(name=item.name, unwanted=item.language))
        else:
            gathered.placed.append((replace(item, original=b""), file, number))
            gathered.characters += len(item.text)
        if len(gathered.placed) >= most or gathered.characters >= _LONGEST_PART:
            yield gathered
            gathered = _Gathered()
    yield gathered


def _of_shard(
    sources: Sequence[Path | str], wanted: Wanted, shard: Shard
) -> Iterator[tuple[Article | InputError, int, int]]:
    """What falls to the shard, with its place: every nth file, or every nth article where there are fewer files."""
    by_file = len(sources) >= shard.of
    for file, source in enumerate(sources):
        if by_file and file % shard.of != shard.number - 1:
            continue
        for number, item in enumerate(articles_of(source, wanted)):
            if by_file or (file + number) % shard.of == shard.number - 1:
                yield item, file, number


def _begun(
    folder: Path,
    shard: Shard,
    gathered: _Gathered,
    engine: Engine,
    begin: Callable[[Batch], Callable[[], Batch]],
    parts: list[str],
) -> Callable[[], list[ImportResult]]:
    if not gathered.placed:
        return lambda: gathered.told
    batch = batch_of(gathered.placed)
    part = part_name(shard, batch, engine)
    parts.append(part)
    if is_whole(folder, part):
        there = [ImportResult(Saved.UNCHANGED, name=article.name, notes=article.notes) for article in gathered.articles]
        return lambda: gathered.told + there
    waiting = [begin(batch.slice(first, _AT_ONCE)) for first in range(0, batch.num_rows, _AT_ONCE)]
    return partial(_end, folder, part, gathered, engine, waiting)


def _end(
    folder: Path, part: str, gathered: _Gathered, engine: Engine, waiting: Sequence[Callable[[], Batch]]
) -> list[ImportResult]:
    batch = joined([extracted() for extracted in waiting])
    if set(batch.column("engine_digest").to_pylist()) != {engine.digest}:
        raise FactDBError("a worker has another version of factdb, or of its model; install the same one everywhere")
    write_part(folder, part, batch)
    claims = [len(found) for found in batch.column("claims")]
    return gathered.told + [
        ImportResult(Saved.NEW, count, name=article.name, notes=article.notes, language=article.language)
        for article, count in zip(gathered.articles, claims, strict=True)
    ]
