"""An archive of any size: real extractions of a few texts, stored many times as an import would store so many.

Each copy has other surnames of the same length, so that every offset holds, and a text, a title, a date and an outlet
of its own. A few people speak often and most of them seldom. Rows are made by the functions that ``save`` makes them
by, and put in by the thousand; ``unlike_import`` tells whether that comes to what ``save`` stores.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Engine as Database
from sqlalchemy import select, text

from factdb.extract import load_extractor
from factdb.names.identity import canonical_name, joined_by, speaker_key
from factdb.records import Article, Attribution, Extraction, Speaker, SpeakerKind
from factdb.review.checksums import version_checksum
from factdb.review.speakers import SpeakerLink
from factdb.store.connect import reading, writing
from factdb.store.read.versions import series_of
from factdb.store.save import save
from factdb.store.schema import tables
from factdb.store.schema.base import Base
from factdb.store.write import rows
from factdb.store.write.shown import show_newest

_OUTLETS = tuple(f"{place} {paper}" for place in ("Harbour", "Valley", "North", "Lake") for paper in ("Post", "Wire"))
_BEGIN = datetime(2015, 1, 1, tzinfo=UTC)
_DAYS = 3650
_BATCH = 100  # articles
_SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]

Sample = tuple[Article, Extraction]
Rows = dict[type[Base], list[dict[str, Any]]]


def samples(folder: Path, count: int) -> list[Sample]:
    """So many texts of the folder, with what the engine finds in them."""
    extractor = load_extractor()
    paths = sorted(folder.glob("**/*.txt"))[:count]
    articles = [Article(path.read_text(encoding="utf-8"), path.stem, path.name, path.stem) for path in paths]
    return [(article, extractor.extract(article)) for article in articles]


def copies(found: Sequence[Sample], chance: Random) -> Iterator[Sample]:
    """Articles without end, each like one of those."""
    number = 0
    while True:
        for article, extraction in found:
            number += 1
            yield _copy(article, extraction, number, chance)


def fill(database: Database, found: Sequence[Sample], claims: int, chance: Random) -> int:
    """Store copies until there are so many claims; how many articles these are."""
    store, articles = _Store(), 0
    with closing(_Loader(database)) as loader:
        while store.claims < claims:
            batch: Rows = {table: [] for table in _TABLES}
            for article, extraction in islice(copies_from(found, articles, chance), _BATCH):
                store.add(batch, article, extraction)
                articles += 1
                if store.claims >= claims:
                    break
            loader.put(batch)
    with database.begin() as connection:
        show_newest(connection, range(1, articles + 1))
        for table in _NUMBERED if connection.dialect.name == "postgresql" else ():
            name = table.__tablename__
            connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), max(id)) FROM {name}"))
    if database.dialect.name == "postgresql":
        with database.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    return articles


def copies_from(found: Sequence[Sample], number: int, chance: Random) -> Iterator[Sample]:
    """The same from the article of that number on."""
    for place in range(number, number + _BATCH):
        article, extraction = found[place % len(found)]
        yield _copy(article, extraction, place + 1, chance)


def unlike_import(filled: Database, saved: Database, found: Sequence[Sample], claims: int, seed: int) -> Iterator[str]:
    """Where two new databases differ, of which one is filled at once and the other an article at a time."""
    articles = fill(filled, found, claims, Random(seed))
    chance = Random(seed)
    for first in range(0, articles, _BATCH):
        for article, extraction in islice(copies_from(found, first, chance), min(_BATCH, articles - first)):
            with writing(saved) as session:
                save(session, article, extraction)
    for table in Base.metadata.sorted_tables:
        # Moments of the import, and the checksums of rows that have one, differ however rows are stored.
        columns = [c for c in table.c if c.name not in ("imported_at", "created_at", "checksum", "run_checksum")]
        query = select(*columns).order_by(*table.primary_key)
        with reading(filled) as one, reading(saved) as other:
            pairs = zip(one.execute(query), other.execute(query), strict=True)
            if any(mine != its for mine, its in pairs):
                yield f"{table.name}: is not what save stores"


_TABLES = (
    *(tables.Article, tables.Appearance, tables.ArticleVersion, tables.Extraction, tables.Speaker),
    *(tables.Attribution, tables.AttributionSpan, tables.AttributionRole, tables.Claim, tables.ClaimSpan, tables.Hedge),
)
_NUMBERED = (
    *(tables.Article, tables.Appearance, tables.ArticleVersion, tables.Extraction, tables.Speaker),
    *(tables.Attribution, tables.Claim),
)


def _copy(article: Article, extraction: Extraction, number: int, chance: Random) -> Sample:
    surnames = _surnames(extraction)
    others = {name: _surname(int(chance.paretovariate(0.7)) % 20_000, len(name)) for name in surnames}
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, surnames))})\b") if surnames else None

    def renamed(words: str) -> str:
        return pattern.sub(lambda match: others[match[0]], words) if pattern else words

    changed = Article(
        text=f"{renamed(article.text).rstrip()}\n\n{number}",
        name=f"{article.name}-{number}",
        source=f"archive/{article.name}-{number}.txt",
        title=f"{article.title} {number}",
        publisher=chance.choice(_OUTLETS),
        published=_BEGIN + timedelta(minutes=chance.randrange(_DAYS * 24 * 60)),
        collection="archive",
    )
    attributions = tuple(
        replace(one, speaker=replace(one.speaker, name=renamed(one.speaker.name))) for one in extraction.attributions
    )
    claims = tuple(replace(one, reading=renamed(one.reading)) for one in extraction.claims)
    return changed, replace(extraction, attributions=attributions, claims=claims)


@cache
def _surnames(extraction: Extraction) -> tuple[str, ...]:
    """Those of persons, longest first."""
    names = {
        one.speaker.name.split()[-1]
        for one in extraction.attributions
        if one.speaker.kind is SpeakerKind.PERSON and one.speaker.name.split()
    }
    return tuple(sorted((name for name in names if name.isalpha() and len(name) > 3), key=lambda n: (-len(n), n)))


@cache
def _surname(rank: int, length: int) -> str:
    chance = Random(f"{rank} {length}")
    return "".join(chance.choice(_SYLLABLES) for _ in range(length))[:length].capitalize()


class _Store:
    """Numbers rows as a database that only this writes to."""

    def __init__(self) -> None:
        self.claims = 0
        self._articles = self._attributions = 0
        self._speakers: dict[str, int] = {}

    def add(self, into: Rows, article: Article, extraction: Extraction) -> None:
        """Make the rows of one article."""
        self._articles += 1
        number, sha256 = self._articles, article.sha256
        into[tables.Article].append({"id": number, **rows.article_row(article)})
        into[tables.Appearance].append(
            {"id": number, **rows.appearance_row(number, article, rows.appearance_key(article), "")}
        )
        into[tables.ArticleVersion].append({"id": number, **_version_row(number, article, sha256)})
        into[tables.Extraction].append({"id": number, **rows.extraction_row(number, sha256, extraction, None)})
        links = self._links(into, sha256, extraction.attributions)
        attributions = range(self._attributions + 1, self._attributions + 1 + len(extraction.attributions))
        claims = range(self.claims + 1, self.claims + 1 + len(extraction.claims))
        self._attributions, self.claims = self._attributions + len(attributions), self.claims + len(claims)
        ids = rows.Ids(number, attributions, claims)
        for table, made in rows.rows_of(article, sha256, extraction, ids, links):
            into[table] += made

    def _links(self, into: Rows, sha256: str, attributions: Sequence[Attribution]) -> list[SpeakerLink]:
        keys = [speaker_key(one.speaker, sha256) for one in attributions]
        new = {key: one.speaker for key, one in zip(keys, attributions, strict=True) if key not in self._speakers}
        named = sorted((one.speaker.name, one.speaker.kind) for one in attributions)
        first = {speaker_key(Speaker(name, kind), sha256): Speaker(name, kind) for name, kind in named}
        for key in sorted(new):
            speaker = Speaker(canonical_name(first[key]), first[key].kind)
            self._speakers[key] = len(self._speakers) + 1
            into[tables.Speaker].append({"id": self._speakers[key], **rows.speaker_row(key, speaker)})
        return [
            SpeakerLink(self._speakers[key], joined_by(Speaker(one.speaker.name, one.speaker.kind)))
            for key, one in zip(keys, attributions, strict=True)
        ]


def _version_row(number: int, article: Article, sha256: str) -> dict[str, Any]:
    series, moment = series_of(article), datetime.now(UTC)
    assert series is not None
    checksum = version_checksum("", series, sha256, moment.isoformat())
    return {"series": series, "article_id": number, "imported_at": moment, "checksum": checksum}


class _Loader:
    """Puts rows in by the quickest way of either database."""

    def __init__(self, database: Database) -> None:
        self._connection = database.raw_connection()
        self._driver: Any = self._connection.driver_connection
        self._is_sqlite = database.dialect.name == "sqlite"

    def put(self, batch: Mapping[type[Base], Sequence[dict[str, Any]]]) -> None:
        """Put in one transaction."""
        if self._is_sqlite:
            self._driver.execute("BEGIN IMMEDIATE")
        for table, made in batch.items():
            if made:
                self._put(table.__tablename__, tuple(made[0]), (tuple(row.values()) for row in made))
        if self._is_sqlite:
            self._driver.execute("COMMIT")
        else:
            self._driver.commit()

    def _put(self, table: str, columns: Sequence[str], values: Iterable[tuple[Any, ...]]) -> None:
        if self._is_sqlite:
            marks = ", ".join("?" * len(columns))
            into = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
            self._driver.executemany(into, (tuple(map(_as_text, row)) for row in values))
            return
        with self._driver.cursor().copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
            for row in values:
                copy.write_row(row)

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()


def _as_text(value: Any) -> Any:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
