"""All rows of a database, but for what tells when they were written; articles to fill one with, and how."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from factdb.store.connect import reading
from factdb.store.schema.base import Base

# Times, and checksums that are of a time as well.
_OF_TIME = frozenset(
    [
        *("article.imported_at", "article.checksum", "appearance.imported_at", "appearance.checksum"),
        *("article_version.imported_at", "article_version.checksum"),
        *("extraction.created_at", "extraction.run_checksum"),
        *("correction.made_at", "correction.hash", "correction.previous"),
    ]
)


def all_rows(engine: Engine) -> dict[str, list[Mapping[str, Any]]]:
    """The rows of every table by its name, in the order of their keys, without what tells when they were written."""
    with reading(engine) as session:
        return {
            table.name: [
                {name: value for name, value in row.items() if f"{table.name}.{name}" not in _OF_TIME}
                for row in session.connection().execute(table.select().order_by(*table.primary_key)).mappings()
            ]
            for table in Base.metadata.sorted_tables
        }


def write_stories(path: Path, count: int) -> Path:
    """JSON Lines of ``count`` short articles, each unlike the others."""
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in _stories(count)), encoding="utf-8")
    return path


def _stories(count: int) -> Iterator[str]:
    for number in range(count):
        yield f"“It is {number},” said Ann Lee, “and it may rain.”\n\nBob Ray allegedly sold {number} boats."
