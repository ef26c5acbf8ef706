"""Who says how much, where and when, and who tells that they said it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from typing import Any

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from factdb.errors import NotFoundError
from factdb.names.folding import fold
from factdb.names.identity import is_description
from factdb.records import SpeakerKind, Status
from factdb.store.browse.snapshot import Column, Columns
from factdb.store.read.find.speaker import find_speakers
from factdb.store.read.speakers import chosen_aliases
from factdb.store.schema.tables import Attribution, Speaker, SpeakerAlias

Row = Mapping[str, Any]


class Sort(StrEnum):
    """How speakers are listed."""

    CLAIMS = "claims"
    ARTICLES = "articles"
    NAME = "name"
    HEDGED = "hedged"


def listed(
    session: Session, columns: Columns, words: str, kind: SpeakerKind | None, sort: Sort, size: int, page: int
) -> tuple[int, list[Row]]:
    """How many speakers fit, and those of one page (from 1): id, name, kind, claims, quoted, sourced, hedged, articles.

    ``words`` are an id, a name or an alias, or stand in a name; only who says something is listed.
    """
    ids, tally = columns.remembered("speakers", lambda: _tallies(columns))
    names = _names(session, kind)
    wanted = _called(session, names, words) if words else None
    order = [n for n, number in enumerate(ids.tolist()) if number in names and (wanted is None or number in wanted)]
    if sort is Sort.NAME:
        order.sort(key=lambda n: (fold(names[int(ids[n])][0]), n))
    else:
        order.sort(key=lambda n: (-int(tally[sort][n]), int(ids[n])))
    some = order[(page - 1) * size : page * size]
    return len(order), [
        {
            "id": int(ids[n]),
            "name": names[int(ids[n])][0],
            "kind": names[int(ids[n])][1],
            **{name: int(column[n]) for name, column in tally.items()},
        }
        for n in some
    ]


def one(session: Session, number: int) -> Row:
    """A speaker: id, name, kind, wikidata, found_name, written_as (each with how often), given (names by people).

    Raises NotFoundError.
    """
    row = session.get(Speaker, number)
    if row is None:
        raise NotFoundError(f"{number}: no such speaker")
    written = session.execute(select(Attribution.alias).where(Attribution.speaker_id == number)).scalars()
    often = Counter(alias for alias in written if alias)
    often.subtract({alias: n for (_, alias), n in chosen_aliases(session, Attribution.speaker_id == number).items()})
    counts: Counter[str] = Counter()
    for alias, count in often.items():
        if count > 0:
            counts[" ".join(alias.split())] += count
    given = session.scalars(select(SpeakerAlias.alias).where(SpeakerAlias.speaker_id == number)).all()
    return {
        "id": number,
        "name": row.name,
        "kind": row.kind,
        "wikidata": row.wikidata,
        "found_name": row.found_name,
        "written_as": sorted(counts.most_common(), key=lambda one: is_description(one[0]))[:30],
        "given": sorted(given),
    }


def by_month(columns: Columns, mask: Column) -> list[tuple[str, dict[str, int]]]:
    """Claims by the month in which their article was published, each with the number of every status; gaps filled."""
    months = columns.of["published"][mask].astype("datetime64[m]").astype("datetime64[M]").astype(np.int64)
    dated = columns.of["published"][mask] > -(2**31)
    months, statuses = months[dated], columns.of["status"][mask][dated]
    if not len(months):
        return []
    first, last = int(months.min()), int(months.max())
    counts = np.zeros((last - first + 1, len(Status)), np.int64)
    np.add.at(counts, (months - first, statuses), 1)
    return [
        (
            str(np.datetime64(first + n, "M")),
            {str(status): int(count) for status, count in zip(Status, row, strict=True)},
        )
        for n, row in enumerate(counts)
    ]


def relays(
    session: Session, columns: Columns, speaker: int | None = None, most: int = 30
) -> list[tuple[int, str, int, str, int]]:
    """Who tells what whom said: the teller's id and name, the other's, and how often, most often first.

    With ``speaker`` only those who tell what that speaker said.
    """
    pairs = columns.relays if speaker is None else columns.relays[columns.relays[:, 1] == speaker]
    unique, counts = np.unique(pairs, axis=0, return_counts=True)
    often = [(int(unique[n, 0]), int(unique[n, 1]), int(counts[n])) for n in np.argsort(-counts, kind="stable")[:most]]
    named = select(Speaker.id, Speaker.name).where(Speaker.id.in_({number for one in often for number in one[:2]}))
    names = dict(session.execute(named).all())
    return [(teller, names[teller], told, names[told], count) for teller, told, count in often]


def _tallies(columns: Columns) -> tuple[Column, dict[str, Column]]:
    """Every speaker who says something, with the counts that a list tells."""
    said = columns.of["speaker"] >= 0
    of = {name: columns.of[name][said] for name in ("speaker", "status", "certainty", "article")}
    ids, index, counts = np.unique(of["speaker"], return_inverse=True, return_counts=True)
    return ids, {
        "claims": counts,
        "quoted": _tally(index, of["status"] == 0, len(ids)),
        "sourced": _tally(index, of["status"] == 1, len(ids)),
        "hedged": _tally(index, of["certainty"] > 0, len(ids)),
        "articles": _articles_of(index, of["article"], len(ids)),
    }


def _tally(index: Column, holds: Column, length: int) -> Column:
    return np.bincount(index[holds], minlength=length)


def _articles_of(index: Column, articles: Column, length: int) -> Column:
    pairs = np.unique(np.stack([index, articles]), axis=1)
    return np.bincount(pairs[0], minlength=length)


def _names(session: Session, kind: SpeakerKind | None) -> dict[int, tuple[str, str]]:
    query = select(Speaker.id, Speaker.name, Speaker.kind)
    if kind is not None:
        query = query.where(Speaker.kind == kind)
    return {row.id: (row.name, row.kind) for row in session.execute(query)}


def _called(session: Session, names: Mapping[int, tuple[str, str]], words: str) -> set[int]:
    folded = fold(words)
    found = {number for number, (name, _) in names.items() if folded and folded in fold(name)}
    with suppress(NotFoundError):
        found |= {called.id for called in find_speakers(session, words)}
    return found


def by_facet(columns: Columns, column: Column, values: Sequence[int]) -> dict[int, dict[str, int]]:
    """For each of some values of a column the number of its claims by status."""
    found = {}
    for value in values:
        counts = np.bincount(columns.of["status"][column == value], minlength=len(Status))
        found[value] = {str(status): int(count) for status, count in zip(Status, counts, strict=True)}
    return found
