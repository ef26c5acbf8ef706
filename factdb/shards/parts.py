"""Parts on disk: a Parquet file for each table, a folder for each kind, all of one part under one name.

    parts/articles/3-of-8-1f0c7a….parquet    parts/claims/3-of-8-1f0c7a….parquet    ...
    parts/shards/3-of-8.json                 what belongs to a shard, once all of it is there

A part's name is made of what went in: its articles and the engine. So whoever begins again finds what is done, and the
same part never stands there twice. Its articles are written last: where they are, the part is whole.
"""

import hashlib
import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from factdb.errors import FactDBError, InputError, Remedy
from factdb.formats.files import whole_binary_file, whole_file
from factdb.records import Engine
from factdb.shards.flat import Tables, flat
from factdb.shards.schema import ARTICLE, EXTRACTED, TABLES

_SHARDS = "shards"
_ENDING = ".parquet"
_SHARD = re.compile(r"(\d+)/(\d+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Shard:
    """One of ``of`` parts of the work, counted from 1; written ``3/8``."""

    number: int = 1
    of: int = 1

    @classmethod
    def parse(cls, words: str) -> "Shard":
        """The shard written so. Raises InputError if it is none."""
        found = _SHARD.fullmatch(words.strip())
        if not found or not 1 <= int(found[1]) <= int(found[2]):
            raise InputError(f"{words!r}: write it as 3/8, from 1/8 to 8/8")
        return cls(int(found[1]), int(found[2]))

    @property
    def name(self) -> str:
        """The same as a file may be called, so that names sort as numbers do."""
        return f"{self.number:0{len(str(self.of))}}-of-{self.of}"


def part_name(shard: Shard, articles: Any, engine: Engine) -> str:
    """The name of the part with these articles, a batch of ARTICLE, as this engine reads them."""
    content = json.dumps(articles.to_pylist(), ensure_ascii=False, default=str).encode()
    digest = hashlib.sha256(engine.digest.encode() + content).hexdigest()
    return f"{shard.name}-{digest[:16]}"


def is_whole(folder: Path, part: str) -> bool:
    """True if all tables of a part are there and can be read."""
    try:
        return all(pq.read_metadata(_file(folder, table, part)) for table in TABLES)
    except (OSError, pa.ArrowInvalid):
        return False


def write_part(folder: Path, part: str, extracted: Any) -> None:
    """Write what was extracted, a batch of EXTRACTED, as the tables of a part. Raises OSError."""
    for name, table in flat(extracted).items():
        path = _file(folder, name, part)
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_binary_file(path) as file:
            pq.write_table(table, file, compression="zstd")


def finish(folder: Path, shard: Shard, parts: Sequence[str]) -> None:
    """Say that the shard is done and that these are all of its parts; what it left of earlier texts is taken away."""
    path = folder / _SHARDS / f"{shard.name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path) as file:
        file.write(json.dumps({"parts": list(parts)}, indent=1) + "\n")
    for table in reversed(TABLES):
        for left in (folder / table).glob(f"{shard.name}-*{_ENDING}"):
            if left.name.removesuffix(_ENDING) not in parts:
                left.unlink(missing_ok=True)


def refuse_others(folder: Path, shard: Shard) -> None:
    """Raise FactDBError if the folder holds parts of work that was cut into another number of shards."""
    for name in {path.name for path in folder.glob(f"articles/*{_ENDING}")}:
        found = re.match(r"\d+-of-(\d+)-", name)
        if found and int(found[1]) != shard.of:
            raise FactDBError(f"{folder}: holds shards of {found[1]}, not of {shard.of}; give another folder")


def parts_of(folder: Path, *, unfinished: bool = False) -> list["Part"]:
    """The parts of a folder, not yet read; those of unfinished shards as well, if they are wanted.

    Files of EXTRACTED that an engine such as Spark wrote are parts too. Raises FactDBError if there is none, or if a
    shard is not finished.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder").mended_by(Remedy.EXTRACT)
    done = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (folder / _SHARDS).glob("*.json")}
    begun = [path.stem for path in folder.glob(f"articles/*{_ENDING}")]
    if done or begun:
        if not unfinished:
            _refuse_unfinished(folder, [*done, *begun], done)
            begun = [part for shard in done.values() for part in shard["parts"]]
        return [Part(part, {table: _file(folder, table, part) for table in TABLES}) for part in sorted(begun)]
    if nested := sorted(folder.glob(f"*{_ENDING}")):
        return [Part(path.name, {"articles": path}, nested=True) for path in nested]
    raise InputError(f"{folder}: nothing extracted here").mended_by(Remedy.EXTRACT)


@dataclass(frozen=True, slots=True)
class Part:
    """A part on disk: the files of its tables, or one ``nested`` file of EXTRACTED."""

    name: str
    files: Mapping[str, Path]
    nested: bool = False

    def begins(self) -> tuple[int, int]:
        """The place of its first article among those of an import; before all others if it holds none."""
        places = _read(self.files["articles"], ARTICLE, ["file", "number"]).to_pylist()
        return min(((row["file"], row["number"]) for row in places), default=(-1, -1))

    def articles(self) -> int:
        """How many articles it holds. Raises FactDBError as ``tables`` does."""
        return len(_read(self.files["articles"], ARTICLE, ["number"]))

    def tables(self) -> Tables:
        """Its tables. Raises FactDBError if a file is missing, damaged or of other columns."""
        if not self.nested:
            return {table: _read(path, TABLES[table]) for table, path in self.files.items()}
        batches = _read(self.files["articles"], EXTRACTED).combine_chunks().to_batches()
        return flat(batches[0]) if batches else {table: TABLES[table].empty_table() for table in TABLES}


def _read(path: Path, schema: Any, columns: Sequence[str] | None = None) -> Any:
    wanted = columns or schema.names
    try:
        return pq.read_table(path, columns=wanted).cast(pa.schema([schema.field(column) for column in wanted]))
    except (OSError, pa.ArrowException, KeyError) as error:
        said = " ".join(str(error).split())[:120]
        raise FactDBError(f"{path}: cannot be read ({said})").mended_by(Remedy.FINISH_EXTRACTING) from error


def _refuse_unfinished(folder: Path, named: Sequence[str], done: Collection[str]) -> None:
    of = max(int(name.split("-")[2]) for name in named)
    missing = [shard for number in range(1, of + 1) if (shard := Shard(number, of)).name not in done]
    if missing:
        which = ", ".join(f"{shard.number}/{shard.of}" for shard in missing)
        raise FactDBError(f"{folder}: not finished: {which}").mended_by(Remedy.FINISH_EXTRACTING)


def _file(folder: Path, table: str, part: str) -> Path:
    return folder / table / f"{part}{_ENDING}"
