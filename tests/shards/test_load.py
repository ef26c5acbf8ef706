"""A folder of parts makes the database that an import makes, row for row."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copy

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sqlalchemy import Engine

from factdb.errors import FactDBError, InputError
from factdb.ingest import ImportResult, Wanted, ingest
from factdb.records import Action
from factdb.review.decisions import Target
from factdb.shards.batches import extracted_batch
from factdb.shards.extracting import extract_to
from factdb.shards.loading import articles_in, load
from factdb.shards.parts import Shard
from factdb.store.connect import make_engine, reading, writing
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.decide import decide
from factdb.store.read.claims import claims
from factdb.store.save import Saved
from factdb.store.verify.proof import prove
from factdb.workers import workers
from tests.conftest import new_postgres
from tests.shards.rows import all_rows, write_stories
from tests.store.example import ARTICLE, EXTRACTION


def extracted_to(folder: Path, sources: list[Path], shard: Shard, part_size: int = 3) -> list[ImportResult]:
    with workers(1) as submit:
        return list(extract_to(folder, sources, Wanted(), submit, shard, part_size=part_size))


@pytest.fixture
def imported(database: Engine, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database of the same kind, for an import to compare with."""
    if database.dialect.name == "sqlite":
        url = str(copy(request.getfixturevalue("migrated_sqlite"), tmp_path / "imported.db"))
        yield make_engine(url)
        return
    servers, template = (request.getfixturevalue(name) for name in ("postgres_url", "migrated_postgres"))
    with new_postgres(servers, template) as url:
        engine = make_engine(url)
        yield engine
        engine.dispose()


@pytest.fixture
def news(tmp_path: Path) -> list[Path]:
    """Files with versions of one page, one text in several places, a file that is none, and dates of many zones."""
    page = "“It is so,” said Ann Lee. It may rain.\n\nNobody knows why. The bridge is closed.\n"
    told = [
        {"url": "https://example.org/a", "date": "2024-05-06T00:30:00+05:30", "text": page, "outlet": "The Courier"},
        {"url": "https://example.org/b", "date": "2024-05-05T20:30:00-07:00", "text": page, "outlet": "The Herald"},
        {"url": "https://example.org/a", "date": "2024-05-07", "text": page.replace("bridge", "road"), "tag": "x"},
        {"url": "https://example.org/a", "text": ""},
    ]
    (tmp_path / "web.jsonl").write_text("".join(json.dumps(one) + "\n" for one in told), encoding="utf-8")
    (tmp_path / "none.txt").write_bytes(b"\x00\x01\x02\xff" * 10)
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    return [
        write_stories(tmp_path / "many.jsonl", 7),
        *(tmp_path / name for name in ("web.jsonl", "none.txt", "page.txt")),
    ]


def test_shards_in_any_order_make_the_rows_that_an_import_makes(
    database: Engine, imported: Engine, news: list[Path], tmp_path: Path
) -> None:
    parts = tmp_path / "parts"
    done = [result for number in (3, 1, 2) for result in extracted_to(parts, news, Shard(number, 3))]
    assert sum(result.error is not None for result in done) == 2
    loaded = list(load(database, parts))
    assert articles_in(parts) == len(loaded) == 11
    told = [result.saved for result in ingest(imported, news) if not result.error]
    assert [result.saved for result in loaded] == told
    assert {Saved.NEW, Saved.CHANGED, Saved.REPEATED} <= set(told)
    rows = all_rows(database)
    assert rows == all_rows(imported)
    assert all(rows[table] for table in ("claim", "hedge", "attribution_span", "appearance", "article_version"))
    # A page that has had two texts has the older one again, as an import of these files would have it.
    again = [result.saved for result in ingest(imported, news) if not result.error]
    assert [result.saved for result in load(database, parts)] == again
    assert all_rows(database) == all_rows(imported)
    with reading(database) as session:
        assert list(prove(session)) == []


def test_what_people_decided_is_merged_as_an_import_merges_it(
    database: Engine, imported: Engine, tmp_path: Path
) -> None:
    page, parts = tmp_path / "page.txt", tmp_path / "parts"
    text = "“It is so,” said Ann Lee. It may rain.\n\nNobody knows why. The bridge is closed.\n"
    page.write_text(text, encoding="utf-8")
    for engine in (database, imported):
        list(ingest(engine, [page]))
        with reading(engine) as session:
            ids = [row["claim_id"] for row in claims(session)]
        with writing(engine) as session:
            for claim, action in ((ids[0], Action.ACCEPT), (ids[-1], Action.REJECT)):
                decide(session, Target(1, claim), action, Reviewer("Ann", ""))
    page.write_text(text.replace("bridge", "road"), encoding="utf-8")
    extracted_to(parts, [page], Shard())
    [result], [expected] = load(database, parts), ingest(imported, [page])
    assert (result.saved, result.decisions) == (Saved.CHANGED, {"moved": 1, "orphaned": 1})
    assert result == expected
    assert all_rows(database) == all_rows(imported)


def test_what_is_there_is_not_extracted_again_and_what_has_changed_is(tmp_path: Path) -> None:
    stories, parts = write_stories(tmp_path / "many.jsonl", 7), tmp_path / "parts"
    assert [result.saved for result in extracted_to(parts, [stories], Shard())] == [Saved.NEW] * 7
    names = sorted(path.name for path in parts.glob("articles/*"))
    lost = parts / "spans" / names[0]
    lost.write_bytes(lost.read_bytes()[:100])
    again = extracted_to(parts, [stories], Shard())
    assert [result.saved for result in again].count(Saved.NEW) in (1, 3)
    assert sorted(path.name for path in parts.glob("articles/*")) == names
    write_stories(stories, 6)
    extracted_to(parts, [stories], Shard())
    assert articles_in(parts) == 6
    assert len(list(parts.glob("claims/*"))) == 2


def test_what_is_not_finished_is_not_loaded_unless_asked_for(database: Engine, tmp_path: Path) -> None:
    stories, parts = write_stories(tmp_path / "many.jsonl", 5), tmp_path / "parts"
    extracted_to(parts, [stories], Shard(2, 3))
    with pytest.raises(FactDBError, match="not finished: 1/3, 3/3"):
        list(load(database, parts))
    assert len(list(load(database, parts, unfinished=True))) == 2
    with pytest.raises(FactDBError, match="holds shards of 3, not of 4"):
        extracted_to(parts, [stories], Shard(1, 4))


def test_a_damaged_part_and_a_folder_of_nothing_are_named(database: Engine, tmp_path: Path) -> None:
    parts = tmp_path / "parts"
    with pytest.raises(InputError, match="no such folder"):
        list(load(database, parts))
    extracted_to(parts, [write_stories(tmp_path / "many.jsonl", 2)], Shard())
    [damaged] = parts.glob("hedges/*")
    damaged.write_bytes(b"PAR1")
    with pytest.raises(FactDBError, match=f"{damaged.name}: cannot be read"):
        list(load(database, parts))
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="nothing extracted here"):
        list(load(database, tmp_path / "empty"))


def test_what_spark_writes_is_loaded(database: Engine, tmp_path: Path) -> None:
    """Without Arrow's own schema in the file, and in an order of its own."""
    rows = {"text": ["“It is so,” said Ann Lee.", "It may rain.", " "], "file": [1, 0, 2], "number": [0, 0, 0]}
    pq.write_table(extracted_batch(pa.table(rows)), tmp_path / "part-00000.zstd.parquet", store_schema=False)
    told = list(load(database, tmp_path))
    assert [result.saved for result in told] == [Saved.NEW, Saved.NEW, None]
    assert told[2].error is not None
    assert told[2].error.reason == "empty"
    assert [row["text"] for row in all_rows(database)["article"]] == ["It may rain.", "“It is so,” said Ann Lee."]


def test_two_texts_of_one_file_are_not_guessed_at(database: Engine, tmp_path: Path) -> None:
    from factdb.shards.encode import extracted_row
    from factdb.shards.parts import write_part
    from factdb.shards.schema import EXTRACTED

    for name, text in (("1-of-1-a", ARTICLE.text), ("1-of-1-b", ARTICLE.text + " It rained.")):
        row = extracted_row(replace(ARTICLE, text=text), 0, 0, EXTRACTION)
        write_part(tmp_path, name, pa.RecordBatch.from_pylist([row], schema=EXTRACTED))
    with pytest.raises(FactDBError, match="two texts of it"):
        list(load(database, tmp_path, unfinished=True))
