"""A page of claims that fit, in the order asked for, and how many fit by each of their facts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import String, cast, select
from sqlalchemy.orm import Session

from factdb.records import AND, Order, State
from factdb.store.browse.snapshot import WORDS, Column, Columns, Snapshot, all_numbers, is_news, minutes
from factdb.store.read.find.speaker import find_speakers, with_joint
from factdb.store.read.search import claims_with
from factdb.store.schema.tables import Speaker
from factdb.store.schema.view import MACHINE_COLUMNS, attribution_report

Row = Mapping[str, Any]

_MOST_SPEAKERS = 12
_report = attribution_report.columns


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims: all that meet every condition that is given; of several words in one, any. Dates are inclusive.

    ``publisher``, ``since`` and ``until`` are of any place where the article's text stood: with several of them, of one
    place all of them.

    ``speaker`` are ids, names or aliases; ``text`` is as ``search.parsed`` reads it. Without ``furniture`` bylines,
    datelines and navigation are left out, unless ``passage`` asks for one of them. The engine is as sure of each as
    ``min_confidence`` says, or surer.
    """

    status: tuple[str, ...] = ()
    certainty: tuple[str, ...] = ()
    quote_type: tuple[str, ...] = ()
    hedged_by: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    passage: tuple[str, ...] = ()
    speaker_kind: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    min_confidence: float = 0.0
    article: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str = ""
    furniture: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet, how many claims have it, and whether it is asked for; ``name`` is for people."""

    value: str
    name: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What fits: how many in all, the places of one page's claims in the snapshot, and what is behind them."""

    total: int
    before: int
    places: Column
    next: str
    previous: str


class Fitting:
    """The claims that fit ``wanted`` at one moment.

    Raises NotFoundError if no speaker is called so, or there is no word to look for.
    """

    def __init__(self, session: Session, snapshot: Snapshot, wanted: Wanted) -> None:
        self._session, self._snapshot, self._wanted = session, snapshot, wanted
        self.columns: Columns = snapshot.columns(session)
        self._masks: dict[str, Column] = dict(self._conditions())

    @property
    def mask(self) -> Column:
        """For each claim of the snapshot whether it fits."""
        return self._all_but("")

    def undated_left_out(self) -> int:
        """How many articles have claims that meet all but the days because nobody knows of which they are."""
        if not self._wanted.since and not self._wanted.until:
            return 0
        ever = Fitting(self._session, self._snapshot, replace(self._wanted, since=None, until=None))
        places, articles = ever.columns.places, ever.columns.of["article"][ever.mask]
        dated = places["article"][places["published"] > minutes(None)]
        return len(np.setdiff1d(articles, dated))

    def page(self, order: Order, size: int, after: str = "") -> Found:
        """At most ``size`` claims in ``order``, from behind the place ``after`` that another page gave."""
        of = self.columns.of
        sort = self.columns.remembered(
            ("order", order), lambda: np.lexsort((of["position"], of["article"], _KEYS[order](of)))
        )
        places = sort[self.mask[sort]]
        keys = _KEYS[order](of)[places]
        first = _place_after(after, keys, of["article"][places], of["position"][places]) if after else 0
        shown = places[first : first + size]
        back = max(first - size, 0)
        return Found(
            len(places),
            first,
            shown,
            _token(keys, of, places, first + size - 1) if first + size < len(places) else "",
            _token(keys, of, places, back - 1) if back else ("first" if first else ""),
        )

    def rows(self, places: Column, *, machine: bool = False) -> list[Row]:
        """The rows of the attribution report of some claims, in the order of their ``places``."""
        ids = self.columns.of["claim"][places].tolist()
        columns = [column for column in _report if machine or column.name not in MACHINE_COLUMNS]
        found: dict[int, Row] = {}
        for first in range(0, len(ids), 500):
            query = select(*columns).where(_report.claim_row.in_(ids[first : first + 500]))
            found |= {row["claim_row"]: dict(row) for row in self._session.execute(query).mappings()}
        return [found[number] for number in ids if number in found]

    def facets(self) -> dict[str, list[Choice]]:
        """By facet its values with the number of claims that fit all else that is asked for."""
        facets = {name: self._words(name) for name in WORDS}
        return facets | {"publisher": self._publishers(), "speaker": self._speakers()}

    def _words(self, name: str) -> list[Choice]:
        counts = np.bincount(self.columns.of[name][self._all_but(name)], minlength=len(WORDS[name]))
        chosen = getattr(self._wanted, name)
        return [
            Choice(str(word), word.replace(AND, " and "), int(count), word in chosen)
            for word, count in zip(WORDS[name], counts, strict=True)
            if word and word != State.REJECTED
        ]

    def _publishers(self) -> list[Choice]:
        outlets, places = self.columns.outlets, self.columns.places
        # A text is of each outlet that had it, once of one that had it several times.
        pairs = np.unique((places["article"] * len(outlets) + places["outlet"])[self._days()])
        where, by = np.divmod(pairs, max(len(outlets), 1))
        claims = np.bincount(self.columns.of["article"][self._all_but("publisher")], minlength=where.max(initial=0) + 1)
        counts = np.bincount(by, claims[where], len(outlets)).astype(np.int64).tolist()
        choices = [
            Choice(outlet, outlet, count, outlet in self._wanted.publisher)
            for outlet, count in zip(outlets, counts, strict=True)
            if outlet and (count or outlet in self._wanted.publisher)
        ]
        return sorted(choices, key=lambda choice: (-choice.count, choice.name))

    def _speakers(self) -> list[Choice]:
        speakers = self.columns.of["speaker"][self._all_but("speaker")]
        ids, counts = np.unique(speakers[speakers >= 0], return_counts=True)
        often = sorted(zip(counts.tolist(), ids.tolist(), strict=True), key=lambda pair: (-pair[0], pair[1]))
        some = often[:_MOST_SPEAKERS]
        if asked := {int(one) for one in self._wanted.speaker if one.isascii() and one.isdecimal()}:
            some += [pair for pair in often[_MOST_SPEAKERS:] if pair[1] in asked]
        named = select(Speaker.id, Speaker.name).where(Speaker.id.in_([number for _, number in some]))
        names = dict(self._session.execute(named).all())
        return [
            Choice(str(number), names.get(number, ""), count, str(number) in self._wanted.speaker)
            for count, number in some
            if names.get(number)
        ]

    def _all_but(self, facet: str) -> Column:
        found = np.ones(len(self.columns), np.bool_)
        for name, mask in self._masks.items():
            if name != facet:
                found &= mask
        return found

    def _days(self) -> Column:
        """For each place where a text stood whether it did on one of the days that are wanted."""
        published, wanted = self.columns.places["published"], self._wanted
        found = np.ones(len(published), np.bool_)
        if wanted.since:
            found &= published >= minutes(wanted.since)
        if wanted.until:
            found &= (published <= minutes(wanted.until)) & (published > minutes(None))
        return found

    def _conditions(self) -> Iterator[tuple[str, Column]]:
        wanted, of = self._wanted, self.columns.of
        for name, words in WORDS.items():
            if chosen := getattr(wanted, name):
                holds = [number for number, word in enumerate(words) if word in chosen or _holds_both(word, chosen)]
                yield name, np.isin(of[name], holds)
        if not wanted.furniture and not wanted.passage:
            yield "passage", is_news(of)
        places, days = self.columns.places, self._days()
        if wanted.publisher:
            numbers = [number for number, outlet in enumerate(self.columns.outlets) if outlet in wanted.publisher]
            there = days & np.isin(places["outlet"], numbers)
            yield "publisher", np.isin(of["article"], places["article"][there])
        if wanted.since or wanted.until:
            yield "days", np.isin(of["article"], places["article"][days])
        if wanted.speaker:
            found = [one for name in wanted.speaker for one in find_speakers(self._session, name)]
            meant = with_joint(self._session, found)
            yield "speaker", np.isin(of["speaker"], meant)
        if wanted.min_confidence:
            yield "min_confidence", of["confidence"] >= wanted.min_confidence
        if wanted.article is not None:
            yield "article", of["article"] == wanted.article
        if wanted.text:
            ids = claims_with(self._session.connection(), wanted.text).subquery().c.id
            yield "text", np.isin(of["claim"], all_numbers(self._session, cast(ids, String)))


def _holds_both(word: str, chosen: Sequence[str]) -> bool:
    """True for what both the writer and the speaker hedge, if either is asked for."""
    return "; " in word and any(part in chosen for part in word.split("; "))


_KEYS: Mapping[Order, Callable[[Mapping[str, Column]], Column]] = {
    Order.TEXT: lambda of: np.zeros(len(of["claim"]), np.int8),
    Order.NEWEST: lambda of: -of["published"],
    Order.OLDEST: lambda of: of["published"],
    Order.UNSURE: lambda of: of["confidence"],
    Order.SURE: lambda of: -of["confidence"],
}


def _token(keys: Column, of: Mapping[str, Column], places: Column, at: int) -> str:
    """Where a page ends, in a way that holds when claims come or go: the order's key, the article and the position."""
    place = places[at]
    return f"{keys[at].item()!r}_{of['article'][place]}_{of['position'][place]}"


def _place_after(token: str, keys: Column, articles: Column, positions: Column) -> int:
    """How many of the sorted claims stand at or before the place of ``token``; 0 if it is none."""
    try:
        key, article, position = token.split("_")
        last = (float(key), int(article), int(position))
    except ValueError:
        return 0
    before = (keys < last[0]) | (
        (keys == last[0]) & ((articles < last[1]) | ((articles == last[1]) & (positions <= last[2])))
    )
    return int(np.count_nonzero(before))
