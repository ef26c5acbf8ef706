"""Near copies of a few articles, found fast: in memory stands who shares which part of a sketch with whom."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factdb.store.schema.tables import Article
from factdb.text.copies import BAND, LEAST_SHARED, SKETCHED, numbers, runs_of, shared

# More are alike to one article only where all pages of a site share something that is no story.
_MOST_ALIKE = 20
# Of 128 numbers, so many are the same in texts that share an eighth of their runs, and in few that share a twentieth.
_LEAST_SAME = 16
# Texts are compared if that share of the shorter one's runs may be in the other: less than makes a copy, because words
# are counted and not runs, some of which stand in a text twice.
_LEAST_LIKELY = 0.5


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
    """All sketches as they were when ``newest`` was the last article and so many were ``superseded``.

    ``orders``, ``firsts`` and ``lasts`` have a row a band and a column an article. A band's order puts those side by
    side that share it; from its first to before its last place there stand those that share it with the article.
    """

    newest: int
    superseded: int
    ids: NDArray[np.int64]
    sketches: NDArray[np.uint32]
    orders: NDArray[np.int32]
    firsts: NDArray[np.int32]
    lasts: NDArray[np.int32]


@dataclass(slots=True)
class Copies:
    """The near copies in a database. What was stored before there were sketches is not among them."""

    _sorted: _Sorted | None = None
    _shares: dict[tuple[int, int], float] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def of(self, session: Session, ids: Sequence[int]) -> Mapping[int, list[Alike]]:
        """For each of ``ids`` that has any the articles that are alike to it, the most alike first."""
        known = self._known(session)
        pairs = [(number, other, same) for number in ids for other, same in _candidates(known, number)]
        wanted = {number for pair in pairs for number in pair[:2]}
        columns = (Article.id, Article.title, Article.name, Article.publisher, Article.published, Article.words)
        rows = {row.id: row for row in session.execute(select(*columns).where(Article.id.in_(wanted)))}
        found: dict[int, list[Alike]] = {}
        for number, other, same in pairs:
            one, row = rows.get(number), rows.get(other)
            if one is None or row is None or not _may_be_copies(same, one.words, row.words):
                continue
            if (share := self._shared(session, number, other)) >= LEAST_SHARED:
                alike = Alike(other, row.title or row.name, row.publisher, round(share, 2), _when(row) < _when(one))
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
    orders = np.argsort(bands, axis=1, kind="stable").astype(np.int32)
    firsts, lasts = np.empty_like(orders), np.empty_like(orders)
    for band, order, first, last in zip(bands, orders, firsts, lasts, strict=True):
        begins = np.flatnonzero(np.diff(band[order], prepend=~band[order[:1]]))
        lengths = np.diff(begins, append=len(order))
        first[order], last[order] = np.repeat(begins, lengths), np.repeat(begins + lengths, lengths)
    return _Sorted(newest, superseded, ids, sketches, orders, firsts, lasts)


def _candidates(known: _Sorted, number: int) -> Iterator[tuple[int, int]]:
    """The articles that share a band with one and enough besides, and how many numbers; those that share most first."""
    place = int(np.searchsorted(known.ids, number))
    if place == len(known.ids) or known.ids[place] != number:
        return
    firsts, lasts = known.firsts[:, place], known.lasts[:, place]
    bands = np.flatnonzero(lasts - firsts > 1)
    if not len(bands):
        return
    others = np.unique(np.concatenate([known.orders[band, firsts[band] : lasts[band]] for band in bands]))
    others = others[others != place]
    same = (known.sketches[others] == known.sketches[place]).sum(axis=1)
    for at in np.argsort(-same, kind="stable")[:_MOST_ALIKE]:
        if same[at] >= _LEAST_SAME:
            yield int(known.ids[others[at]]), int(same[at])


def _may_be_copies(same: int, one: int, other: int) -> bool:
    """False where two sketches rule it out, of texts of so many words: most of a hundred thousand articles' pairs.

    The share of 128 numbers that are the same is that of all runs which both texts have, give or take three times a
    sample's standard error.
    """
    share = same / SKETCHED
    share += 3 * sqrt(share * (1 - share) / SKETCHED)
    in_both = share / (1 + share) * (one + other)
    return in_both >= _LEAST_LIKELY * min(one, other)
