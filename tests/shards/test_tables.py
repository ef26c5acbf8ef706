"""Articles and what was found in them, to Arrow and back."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factdb.errors import FactDBError
from factdb.extract import extract
from factdb.records import Article, Extraction, Locator, Origin
from factdb.shards.batches import batch_of, extracted, extracted_batch
from factdb.shards.decode import records
from factdb.shards.encode import article_of, article_row, extracted_row
from factdb.shards.flat import flat
from factdb.shards.schema import ARTICLE, EXTRACTED, TABLES
from tests.store.example import ARTICLE as VICTORY
from tests.store.example import EXTRACTION
from tests.store.strategies import saved

FULL = Article(
    text="“It may rain,” said Ann Lee.",
    name="rain",
    source="rain.pdf",
    title="Rain",
    publisher="The Courier",
    author="A. Writer",
    # A minute after midnight there, and the day before in Greenwich.
    published=datetime(2024, 5, 6, 0, 1, tzinfo=timezone(timedelta(hours=5, minutes=30))),
    collection="weather",
    language="en",
    extra={"id": 7, "tags": ["wet", "Žižek"]},
    locators=(Locator(0, "page=1"), Locator(12, "page=2")),
    origin=Origin("a" * 64, "application/pdf", "pdf (1)"),
)


def nested(*found: tuple[Article, Extraction]) -> pa.RecordBatch:
    rows = [extracted_row(article, 0, number, extraction) for number, (article, extraction) in enumerate(found)]
    return pa.RecordBatch.from_pylist(rows, schema=EXTRACTED)


@settings(max_examples=20)
@given(st.lists(saved(), max_size=3, unique_by=lambda one: one[0].text))
def test_what_comes_back_is_what_went_in(found: list[tuple[Article, Extraction]]) -> None:
    assert [(article, extraction) for _, article, extraction in records(flat(nested(*found)))] == found


def test_an_article_keeps_all_that_is_known_of_it_and_its_day_of_publication() -> None:
    [row] = batch_of([(FULL, 3, 4)]).to_pylist()
    back = article_of(row)
    assert (back, back.origin, row["file"], row["number"]) == (FULL, FULL.origin, 3, 4)
    assert row["published"].date().day == 5
    assert back.published is not None
    assert f"{back.published:%Y-%m-%d}" == "2024-05-06"


def test_a_text_in_two_places_is_found_once_and_read_twice() -> None:
    elsewhere = Article(VICTORY.text, "again", "again.txt")
    tables = flat(nested((VICTORY, EXTRACTION), (elsewhere, EXTRACTION)))
    assert (len(tables["articles"]), len(tables["claims"])) == (2, len(EXTRACTION.claims))
    assert [article.name for _, article, _ in records(tables)] == ["victory", "again"]


def test_every_column_is_typed_and_says_what_it_means() -> None:
    tables = flat(nested((VICTORY, EXTRACTION)))
    assert {name: table.schema for name, table in tables.items()} == TABLES
    for schema in (ARTICLE, EXTRACTED, *TABLES.values()):
        assert all(len(field.metadata[b"description"]) > 5 for field in schema)
    hedge = tables["hedges"].to_pylist()[1]
    assert (hedge["claim"], hedge["exact"], hedge["holder"]) == (2, "might", "writer")
    claim = tables["claims"].to_pylist()[0]
    assert (claim["claim"], claim["status"]) == ("“We will win,” … “and soon.”", "quoted")
    spans = [row for row in tables["spans"].to_pylist() if row["owner_position"] == 0 and row["role"] == "quotation"]
    assert [(row["position"], row["exact"]) for row in spans] == [(0, "“We will win,”"), (1, "“and soon.”")]


def test_the_seam_takes_batches_of_any_engine_and_gives_a_row_for_each() -> None:
    texts = ["“It is so,” said Ann Lee.", "It may rain.", "It may rain."]
    batches = list(extracted([pa.RecordBatch.from_pydict({"text": texts}), batch_of([(FULL, 0, 0)])]))
    assert [batch.schema for batch in batches] == [EXTRACTED, EXTRACTED]
    assert batches[0].column("text").to_pylist() == texts
    assert [json.loads(one) for one in batches[0].column("extra").to_pylist()] == [{}] * 3
    [(_, _, extraction)] = records(flat(batches[1]))
    assert extraction == extract(FULL)
    assert extracted_batch(pa.table({"text": texts[:1]})).schema == EXTRACTED


def test_a_span_that_does_not_stand_in_its_text_is_found() -> None:
    tables = dict(flat(nested((VICTORY, EXTRACTION))))
    rows = tables["spans"].to_pylist()
    rows[3]["start"] += 1
    tables["spans"] = pa.Table.from_pylist(rows, schema=TABLES["spans"])
    with pytest.raises(FactDBError, match="does not stand at"):
        list(records(tables))


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(FactDBError, match="time zone"):
        article_row(Article("It rained.", "a", "a.txt", published=datetime(2024, 5, 6)), 0, 0)
    row = {"text": "It rained.", "published": datetime(2024, 5, 6)}
    assert article_of(row).published == datetime(2024, 5, 6, tzinfo=UTC)
