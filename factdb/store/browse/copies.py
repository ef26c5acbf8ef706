"""Near copies of a few articles, found fast: the sketches of all are kept in memory, sorted band by band."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factdb.store.schema.tables import Article
from factdb.text.copies import BAND, LEAST_SHARED, numbers, runs_of, shared

# More are alike to one article only where all pages of a site share something that is no story.
_MOST_ALIKE = 20
# Of 128 numbers, so many are the same in texts that share an eighth of their runs, and in few that share a twentieth.
_LEAST_SAME = 16


@dataclass(frozen=True, slots=True)
class Alike:
    """An article that shares most of another's words; ``is_earlier`` if it was published, or else imported, before."""

    article: int
    name: str
    publisher: str
    shared: float
    is_earlier: bool


@dataclass(frozen=True, slots=True)
class _Sorted:
    """All sketches as they were when ``newest`` was the last article and so many were ``superseded``."""

    newest: int
    superseded: int
    ids: NDArray[np.int64]
    sketches: NDArray[np.uint32]
    bands: NDArray[np.uint64]  # a row a band, a column an article
    orders: NDArray[np.int64]


@dataclass(slots=True)
class Copies:
    """The near copies in a database. What was stored before there were sketches is not among them."""

    _sorted: _Sorted | None = None
    _shares: dict[tuple[int, int], float] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def of(self, session: Session, ids: Sequence[int]) -> Mapping[int, list[Alike]]:
        """For each of ``ids`` that has any the articles that are alike to it, the most alike first."""
        known = self._known(session)
        pairs = {number: list(_candidates(known, number)) for number in ids}
        wanted = {*pairs, *(other for others in pairs.values() for other in others)}
        columns = (Article.id, Article.title, Article.name, Article.publisher, Article.published)
        rows = {row.id: row for row in session.execute(select(*columns).where(Article.id.in_(wanted)))}
        found: dict[int, list[Alike]] = {}
        for number, others in pairs.items():
            for other in others:
                share = self._shared(session, number, other)
                if share >= LEAST_SHARED and number in rows and other in rows:
                    mine, theirs = (
                        (row.published is None, row.published, row.id) for row in (rows[number], rows[other])
                    )
                    row = rows[other]
                    alike = Alike(other, row.title or row.name, row.publisher, round(share, 2), theirs < mine)
                    found.setdefault(number, []).append(alike)
        return {number: sorted(alike, key=lambda one: -one.shared) for number, alike in found.items()}

    def _known(self, session: Session) -> _Sorted:
        newest, superseded = session.execute(
            select(func.coalesce(func.max(Article.id), 0), func.count().filter(Article.superseded))
        ).one()
        with self._lock:
            known = self._sorted
            if known is None or (known.newest, known.superseded) != (newest, superseded):
                known = self._sorted = _read(session, newest, superseded)
            return known

    def _shared(self, session: Session, one: int, other: int) -> float:
        """Of two texts, which never change; so it is counted once."""
        pair = (min(one, other), max(one, other))
        if pair not in self._shares:
            texts = session.scalars(select(Article.text).where(Article.id.in_(pair))).all()
            self._shares[pair] = shared(*map(runs_of, texts)) if len(texts) == 2 else 0.0
        return self._shares[pair]


def _when(row: Any) -> tuple[bool, Any, int]:
    return row.published is None, row.published, row.id


def _read(session: Session, newest: int, superseded: int) -> _Sorted:
    query = select(Article.id, Article.sketch).where(Article.superseded.is_(False), Article.sketch.is_not(None))
    known = ((row.id, numbers(row.sketch)) for row in session.execute(query.order_by(Article.id)))
    rows = [(number, sketch) for number, sketch in known if sketch is not None]
    ids = np.array([number for number, _ in rows], np.int64)
    sketches = np.array([sketch for _, sketch in rows], np.uint32).reshape(len(rows), -1 if rows else BAND)
    assert BAND * sketches.itemsize == np.dtype(np.uint64).itemsize, "a band is one number"
    bands = np.ascontiguousarray(np.ascontiguousarray(sketches).view(np.uint64).T)
    return _Sorted(newest, superseded, ids, sketches, bands, np.argsort(bands, axis=1, kind="stable"))


def _candidates(known: _Sorted, number: int) -> Iterator[int]:
    """The articles that share a band with one and enough besides, those that share most first."""
    place = int(np.searchsorted(known.ids, number))
    if place == len(known.ids) or known.ids[place] != number:
        return
    sharing: list[NDArray[np.int64]] = []
    for band, order in zip(known.bands, known.orders, strict=True):
        first, last = (np.searchsorted(band, band[place], side, sorter=order) for side in ("left", "right"))
        sharing.append(order[first:last])
    others = np.unique(np.concatenate(sharing))
    others = others[others != place]
    same = (known.sketches[others] == known.sketches[place]).sum(axis=1)
    for at in np.argsort(-same, kind="stable")[:_MOST_ALIKE]:
        if same[at] >= _LEAST_SAME:
            yield int(known.ids[others[at]])
