"""Parts in, rows out: a database of what was extracted elsewhere, row for row the one that an import makes."""

from collections.abc import Iterator, Sequence
from functools import partial
from heapq import heappop, heappush
from itertools import count, islice
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from factdb.errors import FactDBError, InputError, Remedy
from factdb.ingest import ImportResult
from factdb.records import Article, Extraction
from factdb.shards.batches import UNPLACED
from factdb.shards.decode import records
from factdb.shards.parts import Part, parts_of
from factdb.store.connect import persistently, writing
from factdb.store.corrections.history import outcomes
from factdb.store.dialect import refresh_statistics
from factdb.store.read.load import article_id
from factdb.store.save import Saved, is_known_place, is_stored, note_repeated, save
from factdb.text.readers.decode import checked

# Articles a transaction: enough that the commits cost little, few enough that nobody else waits for long.
_TOGETHER = 50

_Found = tuple[tuple[int, int], Article, Extraction]


def load(engine: Engine, folder: Path, *, unfinished: bool = False) -> Iterator[ImportResult]:
    """Store what lies in a folder of parts, in the order in which an import takes the files; a result an article.

    What is stored already is not stored again; what people decided about earlier texts or by an earlier engine is
    merged, as an import does it. Some articles are a transaction, and are told once they are stored. Raises FactDBError
    for a part that is damaged or whose spans do not stand in their texts, and, unless ``unfinished``, where parts lack.
    """
    found = _in_order_of_import(parts_of(folder, unfinished=unfinished))
    while some := list(islice(found, _TOGETHER)):
        yield from persistently(partial(_store, engine, some))
    with engine.begin() as connection:
        refresh_statistics(connection)


def articles_in(folder: Path, *, unfinished: bool = False) -> int:
    """How many articles there are to load."""
    return sum(part.articles() for part in parts_of(folder, unfinished=unfinished))


def _in_order_of_import(parts: Sequence[Part]) -> Iterator[tuple[Article, Extraction]]:
    """Shards take turns at the files, so that several parts are open at once: as many as there are shards."""
    closed = sorted(((part.begins(), part.name, part) for part in parts), reverse=True)
    opened: list[tuple[tuple[int, int], int, _Found, Iterator[_Found]]] = []
    turn = count()
    last: tuple[tuple[int, int], str] | None = None
    while closed or opened:
        while closed and (not opened or closed[-1][0] <= opened[0][0]):
            _open(opened, _found(closed.pop()[-1]), turn)
        if not opened:
            continue
        _, _, (place, article, extraction), rest = heappop(opened)
        _open(opened, rest, turn)
        last = _refuse_two_texts(last, place, article)
        yield article, extraction


def _open(
    opened: list[tuple[tuple[int, int], int, _Found, Iterator[_Found]]], found: Iterator[_Found], turn: Iterator[int]
) -> None:
    if first := next(found, None):
        heappush(opened, (first[0], next(turn), first, found))


def _found(part: Part) -> Iterator[_Found]:
    some = [((row["file"], row["number"]), article, extraction) for row, article, extraction in records(part.tables())]
    # An engine such as Spark writes rows in an order of its own.
    return iter(sorted(some, key=lambda one: one[0]))


def _refuse_two_texts(
    last: tuple[tuple[int, int], str] | None, place: tuple[int, int], article: Article
) -> tuple[tuple[int, int], str]:
    """Where a file was changed between two runs, and the second is not finished, nobody can say which is the newer."""
    if last and last[0] == place != (UNPLACED, UNPLACED) and last[1] != article.sha256:
        raise FactDBError(f"{article.source}: two texts of it were extracted").mended_by(Remedy.FINISH_EXTRACTING)
    return place, article.sha256


def _store(engine: Engine, some: Sequence[tuple[Article, Extraction]]) -> list[ImportResult]:
    with writing(engine) as session:
        return [_stored(session, article, extraction) for article, extraction in some]


def _stored(session: Session, article: Article, extraction: Extraction) -> ImportResult:
    try:
        checked(article.text, article.source or article.name or article.sha256[:12])
        if is_stored(session, article, extraction.engine):
            new_place = not is_known_place(session, article) and note_repeated(session, article)
            return ImportResult(Saved.REPEATED if new_place else Saved.UNCHANGED, name=article.name)
        saved = save(session, article, extraction)
    except InputError as error:
        return ImportResult(error=error)
    number = article_id(session, article.sha256)
    claims = 0 if saved in (Saved.UNCHANGED, Saved.REPEATED) else len(extraction.claims)
    decisions = outcomes(session, number)
    return ImportResult(
        saved, claims, name=article.name, article=number, decisions=decisions, language=article.language
    )
