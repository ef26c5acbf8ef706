"""The seam: Arrow batches of articles in, Arrow batches of what was found in them out.

spark: articles.mapInArrow(extracted, from_arrow_schema(EXTRACTED))
ray:   dataset.map_batches(extracted_batch, batch_format="pyarrow")
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa

from factdb.extract import extract_by
from factdb.records import Article, EngineChoice, Extraction
from factdb.shards.encode import Row, article_of, article_row, extracted_row
from factdb.shards.schema import ARTICLE, EXTRACTED

Batch = Any  # pyarrow ships no types

# An article, and where it stands among those that an import would take: which file, and which article of that file.
Placed = tuple[Article, int, int]
# The place of an article of which that is not known.
UNPLACED = -1
_BY_DEFAULT = EngineChoice()


def batch_of(articles: Sequence[Placed]) -> Batch:
    """Articles as a batch of ARTICLE. Raises InputError for a time of publication without a time zone."""
    return _batch([article_row(*placed) for placed in articles], ARTICLE)


def extracted(batches: Iterable[Batch], choice: EngineChoice = _BY_DEFAULT) -> Iterator[Batch]:
    """For each batch of articles a batch of EXTRACTED, row for row. Of ARTICLE's columns only ``text`` is needed."""
    return (extracted_batch(batch, choice) for batch in batches)


def extracted_batch(batch: Batch, choice: EngineChoice = _BY_DEFAULT) -> Batch:
    """The same for one batch, or table; what comes out is of the kind that went in."""
    # A text that stands in several places is read once: nothing but the text decides what is found.
    known: dict[str, Extraction] = {}
    rows = []
    for row in batch.to_pylist():
        article = article_of(row)
        if article.text not in known:
            known[article.text] = extract_by(choice, article)
        file, number = (row.get(column, UNPLACED) for column in ("file", "number"))
        rows.append(extracted_row(article, file, number, known[article.text]))
    found = _batch(rows, EXTRACTED)
    return pa.Table.from_batches([found]) if isinstance(batch, pa.Table) else found


def joined(batches: Sequence[Batch]) -> Batch:
    """Several batches, at least one row among them, as one."""
    [whole] = pa.Table.from_batches(batches).combine_chunks().to_batches()
    return whole


def _batch(rows: list[Row], schema: Any) -> Batch:
    columns = [pa.array([row[field.name] for row in rows], type=field.type) for field in schema]
    return pa.RecordBatch.from_arrays(columns, schema=schema)
