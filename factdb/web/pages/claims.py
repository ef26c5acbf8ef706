"""The claims that meet conditions: as a table with counts by every fact, and as files of exactly what is seen."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO, StringIO
from itertools import islice
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factdb.errors import InputError, NotFoundError
from factdb.formats import csv, json
from factdb.records import Order, State
from factdb.store.browse.facets import Fitting, Wanted
from factdb.store.browse.snapshot import WORDS
from factdb.store.read.claims import ClaimFilter
from factdb.store.read.claims import claims as all_claims
from factdb.store.read.find.claim import find_claim
from factdb.store.read.find.speaker import ambiguous, called_more, find_speakers, listed, renamed
from factdb.store.schema.tables import Article, Claim, DecidedClaim, Extraction
from factdb.store.schema.view import REPORT_COLUMNS
from factdb.web.asking import Answer, Ask, Go, Lines, Page
from factdb.web.templating import address

FACETS = ("status", "certainty", "quote_type", "hedged_by", "state", "passage", "speaker_kind", "denied")
CONDITIONS = ("q", "speaker", "publisher", "article", "since", "until", "min_confidence", "all_passages", *FACETS)
QUERY = (*CONDITIONS, "sort", "size", "after", "columns")
_USUAL = ("status", "claim", "speaker", "title", "published")
_SIZES = (25, 50, 100, 200)
_FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_MOST_XLSX = 1_048_575  # rows of one sheet, without the header


def wanted_of(ask: Ask) -> Wanted:
    """The conditions of the address."""
    article = ask.number("article", -1, most=2**63 - 1)
    words: dict[str, Any] = {facet: ask.some_of(facet, WORDS[facet]) for facet in FACETS}
    return Wanted(
        **words,
        publisher=ask.all_asked("publisher"),
        speaker=ask.all_asked("speaker"),
        min_confidence=ask.share("min_confidence"),
        article=None if article < 0 else article,
        since=ask.day("since"),
        until=ask.day("until", end=True),
        text=ask.asked("q"),
        furniture=ask.asked("all_passages") == "yes",
    )


def listing(ask: Ask) -> Answer:
    """A page of claims."""
    wanted, order, columns = wanted_of(ask), ask.one_of("sort", Order, Order.TEXT), _columns(ask)
    size = ask.number("size", 50, 1, 500)
    with ask.reading() as session:
        if State.REJECTED in wanted.state:
            return _rejected(ask, session, wanted, columns)
        try:
            fitting = Fitting(session, ask.site.snapshot, wanted)
        except NotFoundError as error:
            return _nothing(ask, session, str(error), columns)
        found = fitting.page(order, size, ask.asked("after"))
        rows = fitting.rows(found.places)
        facets = fitting.facets()
        undated = fitting.undated_left_out()
        note = _whose(session, wanted.speaker)
        article = article_title(session, wanted.article)
    data = {
        "total": found.total,
        "before": found.before,
        "next": found.next or None,
        "previous": found.previous or None,
        "claims": rows,
        "facets": facets,
        "undated_left_out": undated,
    }
    shown = {"columns": columns, "sort": str(order), "size": size, "note": note, "article": article, "problem": ""}
    names = {one.value: one.name for one in facets["speaker"]}
    who = ", ".join(names.get(one, one) for one in wanted.speaker)
    return Page("claims.html", data, shown | _choices(ask, article=article, speaker=who))


def download(ask: Ask) -> Answer:
    """All claims that the same address lists, in its order and with its columns."""
    style = ask.asked("format", "csv")
    if style not in _FORMATS:
        raise InputError(f"format: {style!r} is none of {', '.join(_FORMATS)}")
    wanted, order = wanted_of(ask), ask.one_of("sort", Order, Order.TEXT)
    columns = _columns(ask) if ask.asked("columns") else REPORT_COLUMNS
    with ask.reading() as session:  # what is wrong with the conditions is said before the file begins
        if State.REJECTED not in wanted.state:
            total = Fitting(session, ask.site.snapshot, wanted).page(order, 1).total
            if style == "xlsx" and total > _MOST_XLSX:
                raise InputError(f"a sheet holds {_MOST_XLSX:,} rows, these are {total:,}; take CSV, or fewer")
    chunks = _WRITERS[style](_rows(ask, wanted, order), columns)
    return Lines(f"claims.{style}", _FORMATS[style], chunks)


def permalink(ask: Ask) -> Answer:
    """Where a claim stands, found by the start of its id."""
    with ask.reading() as session:
        target = find_claim(session, ask.path["claim"])
        query = (
            select(Claim.uid)
            .join(DecidedClaim, DecidedClaim.claim_id == Claim.id)
            .where(DecidedClaim.article_id == target.article, DecidedClaim.claim == target.key)
        )
        shown = session.scalar(query) or target.key
        there = session.scalar(
            select(Claim.uid)
            .join(Extraction, Extraction.id == Claim.extraction_id)
            .where(Extraction.article_id == target.article, Claim.uid == shown)
            .limit(1)
        )
    where = address("articles", target.article, "claims", shown) if there else address("articles", target.article)
    return Go(where, {"article": target.article, "claim": shown, "address": where})


def _columns(ask: Ask) -> tuple[str, ...]:
    return ask.some_of("columns", REPORT_COLUMNS) or _USUAL


def _choices(ask: Ask, **called: str | None) -> dict[str, Any]:
    """What the page offers, and what was asked for; ``called`` are the names of what was asked for by its id."""
    given = {name: ask.all_asked(name) for name in CONDITIONS if name != "all_passages"}
    asked = [(name, called.get(name) or ", ".join(values)) for name, values in given.items() if values]
    return {
        "asked": asked,
        "all_columns": REPORT_COLUMNS,
        "orders": list(Order),
        "sizes": _SIZES,
        "formats": tuple(_FORMATS),
        "since": ask.day("since"),
        "until": ask.day("until", end=True),
    }


def _rejected(ask: Ask, session: Session, wanted: Wanted, columns: Sequence[str]) -> Page:
    """What people rejected is in no report; it is listed by itself."""
    rows = list(all_claims(session, ClaimFilter(state=State.REJECTED, article=wanted.article, limit=1000)))
    data: dict[str, Any] = {
        "total": len(rows),
        "before": 0,
        "next": None,
        "previous": None,
        "claims": rows,
        "facets": {},
        "undated_left_out": 0,
    }
    note = "What people rejected, without other conditions; it is in no report."
    shown = {"columns": columns, "sort": "text", "size": 1000, "note": note, "article": None, "problem": ""}
    return Page("claims.html", data, shown | _choices(ask))


def _nothing(ask: Ask, session: Session, problem: str, columns: Sequence[str]) -> Page:
    facets = Fitting(session, ask.site.snapshot, Wanted()).facets()
    data: dict[str, Any] = {
        "total": 0,
        "before": 0,
        "next": None,
        "previous": None,
        "claims": [],
        "facets": facets,
        "undated_left_out": 0,
        "problem": problem,
    }
    shown = {"columns": columns, "sort": "text", "size": 50, "note": "", "article": None}
    return Page("claims.html", data, shown | _choices(ask), status=404 if ask.wants_json else 200)


def _whose(session: Session, names: Sequence[str]) -> str:
    """Whose claims are listed, where a name is that of several, a part of others' names, or one's of another name."""
    told = []
    for name in names:
        if len(found := find_speakers(session, name)) > 1:
            told.append(f"{ambiguous(name, found)}; all of them are listed.")
        if more := called_more(session, name, found):
            told.append(f"{name}: not those of {listed(more)}; name them if they are meant.")
        told += [f"{name}: speaker {one.id} is called {one.name} now." for one in renamed(session, name, found)]
    return " ".join(told)


def article_title(session: Session, article: int | None) -> str | None:
    """What people call the article, if one is asked for."""
    if article is None:
        return None
    row = session.execute(select(Article.title, Article.name).where(Article.id == article)).first()
    return (row.title or row.name) if row else str(article)


def _rows(ask: Ask, wanted: Wanted, order: Order) -> Iterator[Mapping[str, Any]]:
    with ask.reading() as session:
        if State.REJECTED in wanted.state:
            yield from all_claims(session, ClaimFilter(state=State.REJECTED, article=wanted.article))
            return
        fitting = Fitting(session, ask.site.snapshot, wanted)
        places = fitting.page(order, len(fitting.columns)).places
        for first in range(0, len(places), 500):
            yield from fitting.rows(places[first : first + 500])


def _csv(rows: Iterator[Mapping[str, Any]], columns: Sequence[str]) -> Iterator[bytes]:
    header = True
    while (some := list(islice(rows, 500))) or header:
        part = StringIO(newline="")
        csv.write(some, columns, part, header=header)
        yield part.getvalue().encode("utf-8", "replace")
        header = False


def _jsonl(rows: Iterator[Mapping[str, Any]], columns: Sequence[str]) -> Iterator[bytes]:
    for row in rows:
        yield f"{json.line(row, columns)}\n".encode("utf-8", "replace")


def _xlsx(rows: Iterator[Mapping[str, Any]], columns: Sequence[str]) -> Iterator[bytes]:
    from factdb.formats import xlsx

    file = BytesIO()
    xlsx.write(rows, columns, file)
    yield file.getvalue()


_WRITERS = {"csv": _csv, "jsonl": _jsonl, "xlsx": _xlsx}
