"""Every claim's facts as columns in memory, kept up to date: so that counting a hundred thousand takes milliseconds.

A database groups as many rows in a third of a second. The snapshot reads each extraction once; afterwards it asks which
extractions are current, and reads those that are new. One claim takes 60 bytes.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, String, cast, func, select
from sqlalchemy.orm import Session

from factdb.records import AND, FURNITURE, Certainty, Holder, Passage, QuoteType, SpeakerKind, State, Status
from factdb.store.read.load import current_extractions
from factdb.store.read.speakers.corrections import OF_SPEAKERS
from factdb.store.schema.tables import (
    Appearance,
    Article,
    ArticleVersion,
    Attribution,
    Claim,
    Correction,
    DecidedClaim,
    Extraction,
    Speaker,
)

Value = TypeVar("Value")

# The words of each column that holds numbers for words; the number of a word is its place here.
WORDS: Mapping[str, tuple[str, ...]] = {
    "status": tuple(Status),
    "certainty": tuple(Certainty),
    "quote_type": ("", *QuoteType),
    "hedged_by": ("", *Holder, AND.join(Holder)),
    "state": tuple(State),
    "passage": tuple(Passage),
    "speaker_kind": ("", *SpeakerKind),
    "denied": ("no", "yes"),
}
_NEVER = -(2**31)  # minutes since 1970 of an article without a date: before every other

# Column by column what a claim's row is read into; -1 where there is none.
_KINDS: Mapping[str, Any] = {
    "claim": np.int64,
    "article": np.int64,
    "position": np.int32,
    "status": np.int8,
    "certainty": np.int8,
    "quote_type": np.int8,
    "hedged_by": np.int8,
    "state": np.int8,
    "passage": np.int8,
    "denied": np.int8,
    "confidence": np.float64,
    "attribution": np.int64,
    "speaker": np.int64,
}
_CODES = {name: {word: number for number, word in enumerate(words)} for name, words in WORDS.items()}
_MOST_REMEMBERED = 200
_MANY = 500  # ids in one question: below what either database takes

Column = NDArray[Any]


@dataclass(frozen=True)
class Columns:
    """The claims of the newest versions, in the order of the articles and of the text, a column for each fact.

    ``outlet`` is the number of the article's publisher in ``outlets``; ``published`` minutes since 1970. ``relays`` are
    pairs of speakers: who tells, and whom that one tells of. ``places`` has ``article``, ``outlet`` and ``published``
    of every place where the text of an article stood.
    """

    of: Mapping[str, Column]
    outlets: tuple[str, ...]
    relays: Column
    places: Mapping[str, Column]
    _remembered: dict[Hashable, Any] = field(default_factory=dict)

    def remembered(self, what: Hashable, make: Callable[[], Value]) -> Value:
        """What ``make`` makes of these columns, made once; it is forgotten with them."""
        if what not in self._remembered:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[what] = make()
        found: Value = self._remembered[what]
        return found

    def __len__(self) -> int:
        return len(self.of["claim"])

    def news(self) -> "Columns":
        """Without bylines, datelines and navigation, which tell of the article rather than of the world."""
        mask = is_news(self.of)
        of = {name: column[mask] for name, column in self.of.items()}
        return Columns(of, self.outlets, self.relays, self.places)


def is_news(of: Mapping[str, Column]) -> Column:
    """For each claim of these columns whether it is no furniture of the page."""
    found: Column = ~np.isin(of["passage"], [WORDS["passage"].index(one) for one in FURNITURE])
    return found


@dataclass
class Snapshot:
    """The columns, and what they were read from; several threads may ask at once."""

    _lock: Lock = field(default_factory=Lock)
    _parts: dict[tuple[int, str], dict[str, Column]] = field(default_factory=dict)
    _relays: dict[tuple[int, str], Column] = field(default_factory=dict)
    _stamp: tuple[Any, ...] = ()
    _corrected: int = 0
    _columns: Columns | None = None
    _news: Columns | None = None

    def columns(self, session: Session) -> Columns:
        """The columns as the database has them now."""
        stamp = state_of(session)
        with self._lock:
            if self._columns is None or stamp != self._stamp:
                self._columns, self._news = self._read(session, stamp), None
                self._stamp = stamp
            return self._columns

    def news(self, session: Session) -> Columns:
        """The same without the furniture of pages, as totals count."""
        columns = self.columns(session)
        with self._lock:
            if self._news is None or columns is not self._columns:
                self._news = columns.news()
            return self._news

    def _read(self, session: Session, stamp: tuple[Any, ...]) -> Columns:
        speakers_corrected = stamp[-1]
        wanted = dict(_current(session))
        if speakers_corrected != self._corrected and self._parts:
            # What a correction says of one speaker may concern every article, but nothing of it but who speaks.
            speaks = _who_speaks(session)
            self._parts = {key: part | {"speaker": speaks(part["attribution"])} for key, part in self._parts.items()}
            self._relays = {key: _of_speakers(pairs[:, :2], speaks) for key, pairs in self._relays.items()}
        self._corrected = speakers_corrected
        for gone in self._parts.keys() - wanted.keys():
            del self._parts[gone], self._relays[gone]
        missing = [key for key in wanted if key not in self._parts]
        for first in range(0, len(missing), _MANY):
            some = {key[0]: key for key in missing[first : first + _MANY]}
            self._parts |= _claims_of(session, some, wanted)
            self._relays |= _relays_of(session, some)
        told = [self._relays[key] for key in wanted]
        parts = [self._parts[key] for key in wanted]
        return _joined(parts, told, _dates(session), _kinds(session), _places(session))


def state_of(session: Session) -> tuple[Any, ...]:
    """What differs whenever anything was imported, extracted, decided or undone."""
    columns = (func.max(Extraction.id), func.count(Extraction.id))
    about_speakers = select(func.max(Correction.id)).where(OF_SPEAKERS)
    return (
        *session.execute(select(*columns)).one(),
        session.scalar(select(func.max(Article.id))),
        session.scalar(select(func.max(ArticleVersion.id))),
        session.scalar(select(func.max(Appearance.id))),
        session.scalar(select(func.max(Correction.id))),
        session.scalar(about_speakers) or 0,
    )


def all_numbers(session: Session, written: ColumnElement[str]) -> Column:
    """The whole numbers ``written`` in all rows. They come as one string: a row each takes ten times as long."""
    return np.fromstring(session.scalar(select(func.aggregate_strings(written, " "))) or "", np.int64, sep=" ")


def _who_speaks(session: Session) -> Callable[[Column], Column]:
    """Whose attributions are, by their ids; -1 for none."""
    pair = cast(Attribution.id, String) + " " + cast(Attribution.speaker_id, String)
    pairs = all_numbers(session, pair).reshape(-1, 2)
    ids, speakers = np.append(pairs[pairs[:, 0].argsort()], [[np.iinfo(np.int64).max, -1]], axis=0).T

    def speaks(attributions: Column) -> Column:
        places = np.searchsorted(ids, attributions)
        return np.where(ids[places] == attributions, speakers[places], -1)

    return speaks


def _of_speakers(pairs: Column, speaks: Callable[[Column], Column]) -> Column:
    """Pairs of attributions, of which one tells of the other, beside those of their speakers."""
    return np.concatenate([pairs, speaks(pairs)], axis=1)


def _current(session: Session) -> Iterator[tuple[tuple[int, str], int]]:
    """The current extractions by id and digest, with their articles, in the order of these.

    An id alone may be given again: what people corrected is put in anew with each decision.
    """
    query = select(Extraction.id, Extraction.digest, Extraction.article_id).where(
        Extraction.id.in_(current_extractions())
    )
    for row in session.execute(query.order_by(Extraction.article_id)):
        yield (row.id, row.digest), row.article_id


def _claims_of(
    session: Session, keys: Mapping[int, tuple[int, str]], articles: Mapping[tuple[int, str], int]
) -> dict[tuple[int, str], dict[str, Column]]:
    query = (
        select(
            Claim.extraction_id,
            Claim.id,
            Claim.position,
            Claim.status,
            Claim.certainty,
            Attribution.quote_type,
            Claim.hedged_by,
            DecidedClaim.state,
            Claim.passage,
            Claim.denied,
            Claim.confidence,
            Claim.attribution_id,
            Attribution.speaker_id,
        )
        .outerjoin(Attribution, Attribution.id == Claim.attribution_id)
        .outerjoin(DecidedClaim, DecidedClaim.claim_id == Claim.id)
        .where(Claim.extraction_id.in_(keys))
        .order_by(Claim.extraction_id, Claim.position)
    )
    rows: dict[int, list[tuple[Any, ...]]] = {number: [] for number in keys}
    statuses, certainties, types, holders, states, passages, *_ = _CODES.values()
    for row in session.execute(query):
        extraction, claim, position, status, certainty, kind, holder, state, passage, denied, sure, said, who = row
        rows[extraction].append(
            (
                claim,
                articles[keys[extraction]],
                position,
                statuses[status],
                certainties[certainty],
                types[kind or ""],
                holders[holder or ""],
                states[state or "open"],
                passages[passage],
                denied,
                sure,
                -1 if said is None else said,
                -1 if who is None else who,
            )
        )
    return {keys[number]: _as_columns(found) for number, found in rows.items()}


def _relays_of(session: Session, keys: Mapping[int, tuple[int, str]]) -> dict[tuple[int, str], Column]:
    """Who tells what whom said, be it by way of a third.

    A row has the ids of both attributions, and then those of their speakers.
    """
    query = select(Attribution.extraction_id, Attribution.id, Attribution.via_id, Attribution.speaker_id).where(
        Attribution.extraction_id.in_(keys)
    )
    told: dict[int, dict[int, tuple[int | None, int]]] = {number: {} for number in keys}
    for extraction, attribution, via, speaker in session.execute(query.order_by(Attribution.position)):
        told[extraction][attribution] = (via, speaker)
    found = {}
    for number, key in keys.items():
        here = told[number]
        pairs = []
        for inner, (outer, speaker) in here.items():
            at = outer
            while at is not None:
                pairs.append((at, inner, here[at][1], speaker))
                at = here[at][0]
        found[key] = np.array(pairs, np.int64).reshape(-1, 4)
    return found


def _as_columns(rows: Sequence[tuple[Any, ...]]) -> dict[str, Column]:
    values = zip(*rows, strict=True) if rows else ((),) * len(_KINDS)
    return {name: np.array(column, kind) for (name, kind), column in zip(_KINDS.items(), values, strict=True)}


def _dates(session: Session) -> dict[int, tuple[str, int]]:
    """Each article's publisher, and when it was published."""
    query = select(Article.id, Article.publisher, Article.published)
    return {row.id: (row.publisher, minutes(row.published)) for row in session.execute(query)}


def _places(session: Session) -> list[tuple[int, str, int]]:
    """Every place where the text of an article stood: the article, the publisher, and when."""
    rows = session.execute(select(Appearance.article_id, Appearance.publisher, Appearance.published))
    return [(row.article_id, row.publisher, minutes(row.published)) for row in rows]


def _kinds(session: Session) -> Column:
    """The number of each speaker's kind, at the place of its id and one further; none at the first, for -1."""
    told = func.aggregate_strings(cast(Speaker.id, String), " ")
    of_kind = {
        row.kind: np.fromstring(row.ids, np.int64, sep=" ")
        for row in session.execute(select(Speaker.kind, told.label("ids")).group_by(Speaker.kind))
    }
    found = np.zeros(max((int(ids.max()) for ids in of_kind.values()), default=-1) + 2, np.int8)
    for kind, ids in of_kind.items():
        found[ids + 1] = _CODES["speaker_kind"][kind]
    return found


def minutes(moment: datetime | None) -> int:
    """Minutes since 1970, as the columns hold them."""
    return _NEVER if moment is None else int((moment - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() // 60)


def _joined(
    parts: Sequence[Mapping[str, Column]],
    relays: Sequence[Column],
    dates: Mapping[int, tuple[str, int]],
    kinds: Column,
    stood: Sequence[tuple[int, str, int]],
) -> Columns:
    found: dict[str, Column] = {
        name: np.concatenate([part[name] for part in parts]) if parts else np.array([], kind)
        for name, kind in _KINDS.items()
    }
    found["speaker_kind"] = kinds[found["speaker"] + 1]
    outlets = tuple(sorted({publisher for publisher, _ in dates.values()} | {publisher for _, publisher, _ in stood}))
    number = {publisher: place for place, publisher in enumerate(outlets)}
    articles, places = np.unique(found["article"], return_inverse=True)
    found["outlet"] = np.array([number[dates[int(one)][0]] for one in articles], np.int32)[places]
    found["published"] = np.array([dates[int(one)][1] for one in articles], np.int64)[places]
    told = np.concatenate(relays)[:, 2:] if relays else np.empty((0, 2), np.int64)
    columns = np.array([(article, number[publisher], when) for article, publisher, when in stood], np.int64)
    names = ("article", "outlet", "published")
    return Columns(
        found,
        outlets,
        told[told[:, 0] != told[:, 1]],
        dict(zip(names, columns.reshape(-1, 3).T, strict=True)),
    )
