"""Asking: claims and summaries as rows, streamed in a fixed order.

What only some conditions need is imported where they are given, so that a listing begins at once.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict, TypeVar

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Table,
    Text,
    case,
    cast,
    column,
    func,
    or_,
    select,
    table,
)

from factdb.errors import InputError, NotFoundError, one_of
from factdb.names.folding import fold
from factdb.records import (
    AND,
    FURNITURE,
    GAP,
    Certainty,
    Holder,
    Order,
    Passage,
    QuoteType,
    SpeakerKind,
    State,
    Status,
)
from factdb.store.connect import as_connection, as_session
from factdb.store.dialect import is_among, is_one_of
from factdb.store.read.paging import behind, in_order
from factdb.store.schema.moments import UTCDateTime
from factdb.store.schema.view import MACHINE_COLUMNS, attribution_report, rejected_report

if TYPE_CHECKING:
    from factdb.store.connect import Reader

# How many rows are fetched at a time: few enough to be nothing in memory, enough that fetching costs nothing.
_BATCH = 500

# The fields of a filter that are one of some words.
_WORDS: Mapping[str, type[StrEnum]] = {
    "status": Status,
    "hedged_by": Holder,
    "certainty": Certainty,
    "quote_type": QuoteType,
    "speaker_kind": SpeakerKind,
    "state": State,
    "passage": Passage,
    "order": Order,
}

Word = TypeVar("Word", bound=StrEnum)

# A word as such or as it is written, or several of which any will do.
OneOrMore: TypeAlias = Word | str | Collection[Word | str] | None
# One name or several, any of which will do.
Names: TypeAlias = str | Collection[str] | None

Row = Mapping[str, Any]

# What is looked up beside a claim, and which of the claim's own columns tells whether there is any.
_LOOKED_UP = {
    **dict.fromkeys(("source_text", "source_spans", "cue", "cue_span"), "sourced"),
    **dict.fromkeys(("hedges", "hedge_spans", "hedge_kinds"), "speculative"),
}
_NAMES = tuple(attribution_report.columns.keys())

# Plain tables, because those of the ORM take as long to import as all else that a listing needs.
_appearance = table(
    "appearance", column("article_id", Integer), column("publisher", Text), column("published", UTCDateTime)
)
_attribution = table("attribution", column("id", Integer), column("speaker_id", Integer))
_claim = table("claim", column("id", Integer), column("attribution_id", Integer))
_decided = table("decided_claim", column("claim_id", Integer), column("state", Text))


def each(wanted: OneOrMore[Any]) -> tuple[str, ...]:
    """The words that a filter may be: none, one or several."""
    if wanted is None or isinstance(wanted, str):
        return () if wanted is None else (wanted,)
    return tuple(wanted)


@dataclass(frozen=True, slots=True)
class Publication:
    """Where and when articles were published, as ``ClaimFilter`` has it."""

    publisher: Names = None
    since: datetime | None = None
    until: datetime | None = None


ANYWHERE = Publication()


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims: all that meet every condition given; ``article`` is an id, ``since`` and ``until`` are inclusive.

    ``speaker`` is as ``find_speakers`` has it; ``publisher`` matches whole words of the name, whatever
    their case and accents. All of ``text`` must stand in the claim: words, "phrases" and beginnings*. Of several for
    ``speaker``, ``publisher``, ``status``, ``hedged_by``, ``certainty``, ``quote_type``, ``speaker_kind`` or
    ``passage`` any will do. The engine is as sure of each as ``min_confidence`` says, or surer.

    ``denied`` is whether they are put forward as not so. With ``relayed`` only what somebody relays of another, by
    ``speaker`` if one is given: whoever said it first.

    Without ``furniture`` bylines, datelines and navigation are left out, unless ``passage`` asks for one of them.

    They come in an ``order``, at most ``limit`` of them; with ``after`` those that come behind the claim with that id.
    """

    speaker: Names = None
    status: OneOrMore[Status] = None
    hedged: bool | None = None
    hedged_by: OneOrMore[Holder] = None
    certainty: OneOrMore[Certainty] = None
    quote_type: OneOrMore[QuoteType] = None
    article: int | None = None
    publisher: Names = None
    since: datetime | None = None
    until: datetime | None = None
    text: str | None = None
    limit: int | None = None
    state: State | str | None = None
    passage: OneOrMore[Passage] = None
    furniture: bool = True
    relayed: bool | None = None
    without: frozenset[int] = frozenset()
    order: Order | str = Order.TEXT
    after: str | None = None
    speaker_kind: OneOrMore[SpeakerKind] = None
    min_confidence: float | None = None
    denied: bool | None = None

    def __post_init__(self) -> None:
        """Raise InputError for a word that is none of those it may be, and for what no claim can meet."""
        for name, words in _WORDS.items():
            for value in each(getattr(self, name)):
                one_of(words, value, name)
        if self.limit is not None and self.limit < 0:
            raise InputError(f"limit: {self.limit} is no number of claims")
        if self.min_confidence is not None and not 0 <= self.min_confidence <= 1:
            raise InputError(f"min_confidence: {self.min_confidence} is not between 0 and 1")
        if self.since and self.until and self.since > self.until:
            raise InputError("since is after until: nothing was published then")


class ClaimConditions(TypedDict, total=False):
    """The fields of ``ClaimFilter`` as keywords, but for the article and the days; a word may be as it is written."""

    speaker: Names
    status: OneOrMore[Status]
    hedged: bool | None
    hedged_by: OneOrMore[Holder]
    certainty: OneOrMore[Certainty]
    quote_type: OneOrMore[QuoteType]
    publisher: Names
    text: str | None
    limit: int | None
    state: State | str | None
    passage: OneOrMore[Passage]
    furniture: bool
    relayed: bool | None
    without: frozenset[int]
    order: Order | str
    after: str | None
    speaker_kind: OneOrMore[SpeakerKind]
    min_confidence: float | None
    denied: bool | None


def claims(reader: "Reader", wanted: ClaimFilter = ClaimFilter(), *, machine: bool = False) -> Iterator[Row]:
    """Rows of the attribution report (REPORT_COLUMNS and what follows them in the view), in the order asked for.

    MACHINE_COLUMNS are looked up only with ``machine``. An absent value is None. Raises NotFoundError if a text or a
    name to look for has no word in it, no speaker is called so, or there is no claim with the id ``after``.
    """
    columns = [name for name in _NAMES if machine or name not in MACHINE_COLUMNS]
    meant = _meant(reader, wanted)
    # Those of one article are no more than its text, which is in memory as well where it is read.
    few = _BATCH if wanted.article is not None else meant.attributions if meant else None
    return stream(reader, _asked(reader, wanted, columns, meant), few if wanted.limit is None else wanted.limit)


def asked(reader: "Reader", wanted: ClaimFilter, columns: Iterable[str]) -> Select[Any]:
    """The query for these ``columns`` of the view; raises what ``claims`` raises."""
    return _asked(reader, wanted, columns, _meant(reader, wanted))


@dataclass(frozen=True, slots=True)
class _Meant:
    """The speakers whose claims are wanted, by id, and in about how many attributions they are."""

    ids: Sequence[int]
    attributions: int


def _meant(reader: "Reader", wanted: ClaimFilter) -> _Meant | None:
    """None where any speaker's will do, or what they relay is wanted."""
    if wanted.relayed or not each(wanted.speaker):
        return None
    from factdb.store.read.find.speaker import find_speakers, with_joint

    connection = as_connection(reader)
    called = [find_speakers(connection, name) for name in each(wanted.speaker)]
    ids = [number for found in called for number in with_joint(connection, found)]
    return _Meant(ids, sum(one.attributions for found in called for one in found))


def _asked(reader: "Reader", wanted: ClaimFilter, columns: Iterable[str], meant: _Meant | None) -> Select[Any]:
    view = report_of(wanted)
    report = view.columns
    return (
        _selected(view, tuple(columns))
        .where(*_conditions(reader, wanted, report, meant))
        .order_by(*in_order(Order(wanted.order), report))
        .limit(wanted.limit)
    )


@cache  # because making a statement takes as long as running it
def _selected(view: Table, columns: tuple[str, ...]) -> Select[Any]:
    return select(*(_looked_up(view.columns, name) for name in columns))


def _looked_up(report: Any, name: str) -> ColumnElement[Any]:
    """A column, whose rows the database looks up only where they say more than the claim's own row does.

    That is of who says it with every third claim, of hedges with every twentieth, and of spans where words have a gap:
    else there is only one.
    """
    stored: ColumnElement[Any] = report[name]
    if name in _LOOKED_UP:
        return case((report[_LOOKED_UP[name]], stored)).label(name)
    if name == "spans" and report is attribution_report.columns:
        place = cast(report.start, Text) + "-" + cast(report.end, Text)
        return case((report.claim.contains(GAP), stored), else_=place).label(name)
    return stored


def report_of(wanted: ClaimFilter) -> Table:
    """The view that has the claims."""
    return rejected_report if wanted.state == State.REJECTED else attribution_report


def _is_news(report: Any) -> ColumnElement[bool]:
    """No furniture; a rejected claim that the engine doesn't make has no passage."""
    return or_(report.passage.is_(None), report.passage.not_in(FURNITURE))


def stream(reader: "Reader", query: Select[Any], expected: int | None = None) -> Iterator[Row]:
    """The rows of a query, of which about so many at most are ``expected``; of many a few in memory at a time."""
    if expected is None or expected > _BATCH:
        # On PostgreSQL this asks for a cursor on the server, which takes four messages instead of one; SQLite's cursors
        # are of that kind anyway.
        query = query.execution_options(yield_per=_BATCH)
    result = reader.execute(query)
    columns = tuple(result.keys())
    for row in result:
        yield dict(zip(columns, row, strict=True))


def _conditions(
    reader: "Reader", wanted: ClaimFilter, report: Any, meant: _Meant | None
) -> Iterator[ColumnElement[bool]]:
    """One condition for each field of ``wanted`` that is given, so put that few rows are looked at for a few."""
    connection = as_connection(reader)
    if wanted.after is not None:
        if wanted.state == State.REJECTED:
            raise InputError("what was rejected is listed whole; leave out what it should come after")
        yield behind(reader, Order(wanted.order), wanted.after)
    if wanted.relayed:
        from factdb.store.read.relayed import relayed_claims

        yield is_among(connection, report.claim_row, relayed_claims(as_session(reader), each(wanted.speaker)))
    elif meant:
        its = _said().where(is_one_of(connection, _attribution.c.speaker_id, meant.ids))
        yield is_among(connection, report.claim_row, its)
    if statuses := each(wanted.status):
        yield report.status.in_(statuses)
    if wanted.hedged is not None:
        yield report.speculative.is_(wanted.hedged)
    if wanted.denied is not None:
        yield report.denied.is_(wanted.denied)
    if holders := each(wanted.hedged_by):
        yield report.hedged_by.in_((*holders, AND.join(Holder)))
    if degrees := each(wanted.certainty):
        yield report.certainty.in_(degrees)
    if quote_types := each(wanted.quote_type):
        yield report.quote_type.in_(quote_types)
    if kinds := each(wanted.speaker_kind):
        yield report.speaker_kind.in_(kinds)
    if wanted.min_confidence is not None:
        yield report.confidence >= wanted.min_confidence
    if wanted.article is not None:
        yield report.article_id == wanted.article
    yield from of_publication(reader, report.article_id, wanted)
    if wanted.text is not None:
        from factdb.store.read.search import matches

        yield matches(connection, report.claim_row, wanted.text)
    if wanted.without:
        yield report.article_id.not_in(sorted(wanted.without))
    if wanted.state is not None:
        yield report.state == wanted.state
        if wanted.state not in (State.OPEN, State.REJECTED):
            yield is_among(
                connection, report.claim_row, select(_decided.c.claim_id).where(_decided.c.state == wanted.state)
            )
    if passages := each(wanted.passage):
        yield report.passage.in_(passages)
    elif not wanted.furniture:
        yield _is_news(report)


@cache
def _said() -> Select[int]:
    """The ids of claims that anybody says."""
    said = _claim.join(_attribution, _attribution.c.id == _claim.c.attribution_id)
    return select(_claim.c.id).select_from(said)


def of_publication(
    reader: "Reader", article_id: ColumnElement[int], wanted: "Publication | ClaimFilter"
) -> Iterator[ColumnElement[bool]]:
    """The conditions that an article was published where and when it is wanted: some place where its text stood was.

    Raises NotFoundError if no publisher is called so.
    """
    place = _appearance.c
    conditions: list[ColumnElement[bool]] = []
    if publishers := each(wanted.publisher):
        # Also those whose text another outlet had first.
        called = [publisher for name in publishers for publisher in _publishers_called(reader, name)]
        conditions.append(place.publisher.in_(called))
    if wanted.since is not None:
        conditions.append(place.published >= wanted.since)
    if wanted.until is not None:
        conditions.append(place.published <= wanted.until)
    if conditions:
        yield is_among(as_connection(reader), article_id, select(place.article_id).where(*conditions))


def published_so(reader: "Reader", wanted: Publication) -> Callable[[Row], bool]:
    """Whether a row with ``publisher`` and ``published`` is of such a place; raises as ``of_publication``."""
    names = each(wanted.publisher)
    called = {publisher for name in names for publisher in _publishers_called(reader, name)}

    def fits(row: Row) -> bool:
        day = row["published"]
        return (
            (not names or row["publisher"] in called)
            and (wanted.since is None or (day is not None and day >= wanted.since))
            and (wanted.until is None or (day is not None and day <= wanted.until))
        )

    return fits


def _publishers() -> Select[str]:
    """Every publisher once, each found in the index by the one before it: few are of many articles."""
    first = select(func.min(_appearance.c.publisher).label("publisher")).cte("publishers", recursive=True)
    later = select(func.min(_appearance.c.publisher)).where(_appearance.c.publisher > first.c.publisher)
    every = first.union_all(select(later.scalar_subquery()).where(first.c.publisher.is_not(None)))
    return select(every.c.publisher).where(every.c.publisher.is_not(None))


def _publishers_called(reader: "Reader", name: str) -> list[str]:
    """Raises NotFoundError, with near names, if there are none."""
    folded = fold(name)
    if not folded:
        raise NotFoundError(f"{name!r}: no name to look for; give at least one letter or digit")
    publishers = reader.scalars(_publishers())
    known = {publisher: fold(publisher) for publisher in publishers}
    if found := [publisher for publisher, words in known.items() if f" {folded} " in f" {words} "]:
        return found
    from difflib import get_close_matches

    near = get_close_matches(folded, [words for words in known.values() if words])
    suggested = sorted(publisher for publisher, words in known.items() if words in near)
    told = f"did you mean {' or '.join(suggested)}?" if suggested else "give whole words of its name"
    raise NotFoundError(f"{name}: no article is from a publisher called that; {told}")
