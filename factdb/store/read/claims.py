"""Asking: claims and summaries as rows, streamed in a fixed order.

What only some conditions need is imported where they are given, so that a listing begins at once.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict, TypeVar

from sqlalchemy import ColumnElement, Integer, Select, Text, case, column, func, or_, select, table

from factdb.errors import InputError, NotFoundError
from factdb.names.folding import fold
from factdb.records import (
    AND,
    FURNITURE,
    Certainty,
    Holder,
    Passage,
    QuoteType,
    State,
    Status,
)
from factdb.store.connect import as_session
from factdb.store.schema.view import MACHINE_COLUMNS, attribution_report, rejected_report

if TYPE_CHECKING:
    from factdb.store.connect import Reader

# How many rows are fetched at a time: few enough to be nothing in memory, enough that fetching costs nothing.
_BATCH = 500

_WORDS: Mapping[str, type[StrEnum]] = {
    "status": Status,
    "hedged_by": Holder,
    "certainty": Certainty,
    "quote_type": QuoteType,
    "state": State,
    "passage": Passage,
}

Word = TypeVar("Word", bound=StrEnum)

# A word as such or as it is written, or several of which any will do.
OneOrMore: TypeAlias = Word | str | Collection[Word | str] | None

Row = Mapping[str, Any]
_report = attribution_report.columns


def _each(wanted: OneOrMore[Any]) -> tuple[str, ...]:
    if wanted is None or isinstance(wanted, str):
        return () if wanted is None else (wanted,)
    return tuple(wanted)


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims: all that meet every condition given; ``article`` is an id, ``since`` and ``until`` are inclusive.

    ``speaker`` is as ``find_speakers`` has it; ``publisher`` matches whole words of the name, whatever
    their case and accents. All words of ``text`` must stand in the claim. Of several words for ``status``,
    ``hedged_by``, ``certainty``, ``quote_type`` or ``passage`` any will do.

    With ``relayed`` only what somebody relays of another, by ``speaker`` if one is given: whoever said it first.

    Without ``furniture`` bylines, datelines and navigation are left out, unless ``passage`` asks for one of them.
    """

    speaker: str | None = None
    status: OneOrMore[Status] = None
    hedged: bool | None = None
    hedged_by: OneOrMore[Holder] = None
    certainty: OneOrMore[Certainty] = None
    quote_type: OneOrMore[QuoteType] = None
    article: int | None = None
    publisher: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str | None = None
    limit: int | None = None
    state: State | str | None = None
    passage: OneOrMore[Passage] = None
    furniture: bool = True
    relayed: bool | None = None
    without: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        """Raise InputError for a word that is none of those it may be."""
        for name, words in _WORDS.items():
            for value in _each(getattr(self, name)):
                if value not in tuple(words):
                    raise InputError(f"{name}: {value!r} is none of {', '.join(words)}")


class ClaimConditions(TypedDict, total=False):
    """The fields of ``ClaimFilter`` as keywords, but for the article; a word may be given as it is written."""

    speaker: str | None
    status: OneOrMore[Status]
    hedged: bool | None
    hedged_by: OneOrMore[Holder]
    certainty: OneOrMore[Certainty]
    quote_type: OneOrMore[QuoteType]
    publisher: str | None
    since: datetime | None
    until: datetime | None
    text: str | None
    limit: int | None
    state: State | str | None
    passage: OneOrMore[Passage]
    furniture: bool
    relayed: bool | None
    without: frozenset[int]


def claims(reader: "Reader", wanted: ClaimFilter = ClaimFilter(), *, machine: bool = False) -> Iterator[Row]:
    """Rows of the attribution report (REPORT_COLUMNS and what follows them in the view), in the order of the text.

    MACHINE_COLUMNS are looked up only with ``machine``. An absent value is None. Raises NotFoundError if a text or a
    name to look for has no word in it, or no speaker is called so.
    """
    report = (rejected_report if wanted.state == State.REJECTED else attribution_report).columns
    query = (
        select(*(column for column in report if machine or column.name not in MACHINE_COLUMNS))
        .where(*_conditions(reader, wanted, report))
        .order_by(report.article_id, report.position)
        .limit(wanted.limit)
    )
    return _stream(reader, query)


def summary_by_article(reader: "Reader", *, furniture: bool = True, without: Collection[int] = ()) -> Iterator[Row]:
    """For each article: article_id, name, title, claims; by status quoted, sourced, speculative, unsourced; hedged,
    and of those probable, possible; denied.

    The four of status add up to ``claims``; ``hedged`` counts all claims that a hedge governs, whatever their status.
    Without ``furniture`` bylines, datelines and navigation do not count.
    Nor do articles ``without`` which to count.
    """
    query = (
        select(
            _report.article_id,
            _report.article_name.label("name"),
            _report.title,
            func.count().label("claims"),
            *(_count(_report.status == status).label(status.value) for status in Status),
            _count(_report.speculative).label("hedged"),
            *_degrees(),
        )
        .where(_report.article_id.not_in(sorted(without)))
        .group_by(_report.article_id, _report.article_name, _report.title)
        .order_by(_report.article_id)
    )
    return _stream(reader, query if furniture else query.where(_is_news(_report)))


def summary_by_speaker(reader: "Reader", *, furniture: bool = True, without: Collection[int] = ()) -> Iterator[Row]:
    """For each speaker, most frequent first: speaker_id, speaker, kind, articles, claims, quoted, sourced, speculative,
    and of those probable, possible; denied.

    The counts are those of ``speakers``; ``articles`` is how many articles they come from.
    """
    return _stream(reader, _by_speaker(furniture, without))


def _by_speaker(furniture: bool, without: Collection[int] = ()) -> Select[Any]:
    total = func.count().label("claims")
    return (
        select(
            _report.speaker_id,
            _report.speaker,
            _report.speaker_kind.label("kind"),
            func.count(_report.article_id.distinct()).label("articles"),
            total,
            _count(_report.status == Status.QUOTED).label("quoted"),
            _count(_report.status == Status.SOURCED).label("sourced"),
            _count(_report.speculative).label("speculative"),
            *_degrees(),
        )
        .where(
            _report.speaker_id.is_not(None),
            _report.article_id.not_in(sorted(without)),
            *([] if furniture else [_is_news(_report)]),
        )
        .group_by(_report.speaker_id, _report.speaker, _report.speaker_kind)
        .order_by(total.desc(), _report.speaker_id)
    )


def _is_news(report: Any) -> ColumnElement[bool]:
    """No furniture; a rejected claim that the engine doesn't make has no passage."""
    return or_(report.passage.is_(None), report.passage.not_in(FURNITURE))


def _degrees() -> Iterator[ColumnElement[int]]:
    for degree in (Certainty.PROBABLE, Certainty.POSSIBLE):
        yield _count(_report.certainty == degree).label(degree.value)
    yield _count(_report.denied).label("denied")


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((condition, 1)))


def _stream(reader: "Reader", query: Select[Any]) -> Iterator[Row]:
    # On PostgreSQL yield_per asks for a cursor on the server; SQLite's cursors are of that kind anyway.
    result = reader.execute(query.execution_options(yield_per=_BATCH))
    columns = tuple(result.keys())
    for row in result:
        yield dict(zip(columns, row, strict=True))


def _conditions(reader: "Reader", wanted: ClaimFilter, report: Any) -> Iterator[ColumnElement[bool]]:
    """One condition for each field of ``wanted`` that is given."""
    if wanted.relayed:
        from factdb.store.read.relayed import relayed_claims

        yield report.claim_row.in_(relayed_claims(as_session(reader), wanted.speaker))
    elif wanted.speaker is not None:
        from factdb.store.read.find.speaker import find_speakers, with_joint

        session = as_session(reader)
        yield report.speaker_id.in_(with_joint(session, find_speakers(session, wanted.speaker)))
    if statuses := _each(wanted.status):
        yield report.status.in_(statuses)
    if wanted.hedged is not None:
        yield report.speculative.is_(wanted.hedged)
    if holders := _each(wanted.hedged_by):
        yield report.hedged_by.in_((*holders, AND.join(Holder)))
    if degrees := _each(wanted.certainty):
        yield report.certainty.in_(degrees)
    if quote_types := _each(wanted.quote_type):
        yield report.quote_type.in_(quote_types)
    if wanted.article is not None:
        yield report.article_id == wanted.article
    if wanted.publisher is not None:
        # Also those whose text another outlet had first.
        place = table("appearance", column("article_id", Integer), column("publisher", Text))
        there = place.c.publisher.in_(_publishers_called(reader, wanted.publisher))
        yield report.article_id.in_(select(place.c.article_id).where(there))
    if wanted.since is not None:
        yield report.published >= wanted.since
    if wanted.until is not None:
        yield report.published <= wanted.until
    if wanted.text is not None:
        from factdb.store.read.search import matches

        yield matches(as_session(reader), report.claim_row, wanted.text)
    if wanted.without:
        yield report.article_id.not_in(sorted(wanted.without))
    if wanted.state is not None:
        yield report.state == wanted.state
    if passages := _each(wanted.passage):
        yield report.passage.in_(passages)
    elif not wanted.furniture:
        yield _is_news(report)


def _publishers_called(reader: "Reader", name: str) -> list[str]:
    """Raises NotFoundError, with near names, if there are none."""
    folded = fold(name)
    if not folded:
        raise NotFoundError(f"{name!r}: no name to look for; give at least one letter or digit")
    publishers = reader.scalars(select(column("publisher", Text)).select_from(table("appearance")).distinct())
    known = {publisher: fold(publisher) for publisher in publishers}
    if found := [publisher for publisher, words in known.items() if f" {folded} " in f" {words} "]:
        return found
    from difflib import get_close_matches

    near = get_close_matches(folded, [words for words in known.values() if words])
    suggested = sorted(publisher for publisher, words in known.items() if words in near)
    told = f"did you mean {' or '.join(suggested)}?" if suggested else "give whole words of its name"
    raise NotFoundError(f"{name}: no article is from a publisher called that; {told}")
