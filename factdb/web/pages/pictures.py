"""Pictures of everything: each is an SVG made here, with its numbers beside it, and both to be kept."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

import numpy as np
from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import Session

from factdb.errors import NotFoundError
from factdb.formats import csv
from factdb.records import SpeakerKind
from factdb.store.browse import speakers as browse
from factdb.store.browse.snapshot import Columns
from factdb.store.schema.tables import Speaker
from factdb.web.asking import Answer, Ask, Lines, Page
from factdb.web.charts import STATUSES, months_chart, part_chart, relay_chart, share_chart

_MOST = 15


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its numbers as rows under ``columns``, and the SVG."""

    name: str
    title: str
    says: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    svg: Markup


def show(ask: Ask) -> Answer:
    """All pictures."""
    found = _all(ask)
    data = {"pictures": [_numbers(one) for one in found]}
    return Page("pictures.html", data, {"shown": found})


def one(ask: Ask) -> Answer:
    """The numbers of one picture; with ``format`` as a file, csv or svg."""
    found = next((one for one in _all(ask) if one.name == ask.path["picture"]), None)
    if found is None:
        raise NotFoundError(f"{ask.path['picture']}: no such picture; there are {', '.join(_MAKERS)}")
    match ask.asked("format"):
        case "svg":
            return Lines(f"{found.name}.svg", "image/svg+xml", [_alone(found.svg).encode()])
        case "csv":
            file = StringIO(newline="")
            rows = (dict(zip(found.columns, row, strict=True)) for row in found.rows)
            csv.write(rows, found.columns, file)
            return Lines(f"{found.name}.csv", "text/csv; charset=utf-8", [file.getvalue().encode("utf-8", "replace")])
        case _:
            return Page("pictures.html", _numbers(found), {"shown": [found]})


def _all(ask: Ask) -> list[Picture]:
    with ask.reading() as session:
        columns = ask.site.snapshot.news(session)
        return columns.remembered("pictures", lambda: [make(session, columns) for make in _MAKERS.values()])


def _by_outlet(session: Session, columns: Columns) -> Picture:
    outlets = columns.of["outlet"]
    counts = np.bincount(outlets, minlength=len(columns.outlets))
    most = [int(number) for number in np.argsort(-counts, kind="stable")[:_MOST] if counts[number]]
    found = browse.by_facet(columns, outlets, most)
    named = [(columns.outlets[number] or "no outlet", found[number]) for number in most]
    title = "Who writes how: the share of each status by outlet"
    return Picture(
        "outlets",
        title,
        "Of the outlets with most claims.",
        ("outlet", *STATUSES, "claims"),
        _status_rows(named),
        share_chart(named, title),
    )


def _by_speaker(session: Session, columns: Columns) -> Picture:
    speakers = columns.of["speaker"]
    ids, counts = np.unique(speakers[speakers >= 0], return_counts=True)
    query = select(Speaker.id, Speaker.name).where(Speaker.kind.in_((SpeakerKind.PERSON, SpeakerKind.ORGANISATION)))
    names = dict(session.execute(query).all())
    often = [int(ids[n]) for n in np.argsort(-counts, kind="stable") if int(ids[n]) in names][:_MOST]
    found = browse.by_facet(columns, speakers, often)
    named = [(names[number], found[number]) for number in often]
    title = "Who is quoted, and who only cited"
    return Picture(
        "speakers",
        title,
        "Of the persons and organisations with most claims.",
        ("speaker", *STATUSES, "claims"),
        _status_rows(named),
        share_chart(named, title),
    )


def _by_month(session: Session, columns: Columns) -> Picture:
    months = browse.by_month(columns, np.ones(len(columns), np.bool_))
    title = "Claims by the month of their articles"
    return Picture(
        "months",
        title,
        "Of the articles with a date.",
        ("month", *STATUSES, "claims"),
        _status_rows(months),
        months_chart(months, title),
    )


def _unnamed(session: Session, columns: Columns) -> Picture:
    kinds = (SpeakerKind.UNNAMED, SpeakerKind.NONE, SpeakerKind.GROUP)
    without_name = np.array(session.scalars(select(Speaker.id).where(Speaker.kind.in_(kinds))).all(), np.int64)
    said = columns.of["speaker"] >= 0
    hidden = np.isin(columns.of["speaker"], without_name) & said
    outlets = columns.of["outlet"]
    totals = np.bincount(outlets[said], minlength=len(columns.outlets))
    parts = np.bincount(outlets[hidden], minlength=len(columns.outlets))
    most = [int(number) for number in np.argsort(-totals, kind="stable")[:_MOST] if totals[number]]
    rows = [(columns.outlets[number] or "no outlet", int(parts[number]), int(totals[number])) for number in most]
    title = "Sources without a name, by outlet"
    says = "The share of what is quoted or sourced whose source is an unnamed person, a group, or not given."
    return Picture(
        "unnamed", title, says, ("outlet", "without a name", "quoted or sourced"), rows, part_chart(rows, title)
    )


def _relays(session: Session, columns: Columns) -> Picture:
    rows = [
        (teller or "no name", told or "no name", count) for _, teller, _, told, count in browse.relays(session, columns)
    ]
    title = "Who tells what whom said"
    says = "Where one speaker's words tell what another one said; the thicker, the more often."
    return Picture("relays", title, says, ("teller", "told", "times"), rows, relay_chart(rows, title))


_MAKERS: Mapping[str, Callable[[Session, Columns], Picture]] = {
    "outlets": _by_outlet,
    "speakers": _by_speaker,
    "months": _by_month,
    "unnamed": _unnamed,
    "relays": _relays,
}


def _status_rows(named: Iterable[tuple[str, Mapping[str, int]]]) -> list[tuple[Any, ...]]:
    return [(name, *(counts[status] for status in STATUSES), sum(counts.values())) for name, counts in named]


def _numbers(one: Picture) -> dict[str, Any]:
    rows = [dict(zip(one.columns, row, strict=True)) for row in one.rows]
    return {"name": one.name, "title": one.title, "rows": rows}


def _alone(svg: Markup) -> str:
    """The picture as a file of its own, with the colours that the page's style sheet gives it."""
    style = (
        "<style>text{font:13px sans-serif}.quoted{fill:#2f7d4a}.sourced{fill:#2b6cb0}.speculative{fill:#b7791f}"
        ".unsourced{fill:#b9b5ab}.all{fill:#e4e1d9}.part{fill:#7a4b94}.relay{fill:none;stroke:#2b6cb0;"
        "stroke-opacity:.55}line{stroke:#777}</style>"
    )
    head, rest = svg.replace('width="100%"', 'width="720"', 1).split(">", 1)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}>{style}{rest}\n'
