"""The imported articles as rows, in their newest versions or in all of them."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice, takewhile
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factdb.records import FURNITURE
from factdb.store.read.versions import name_in, path_of
from factdb.store.schema.tables import (
    Appearance,
    Article,
    ArticleVersion,
    Claim,
    Extraction,
)

Row = Mapping[str, Any]

# The texts that one source has had: the article, and when it was imported from there.
_Texts = list[tuple[int, datetime]]
_OF_A_PLACE = ("title", "publisher", "published")


def articles(session: Session, *, every: bool = False, fits: Callable[[Row], bool] = lambda _: True) -> Iterator[Row]:
    """Every article in its newest version: id, version, name, title, publisher, published, sha256, imported_at, words,
    claims, language, appearances (in how many places the text stood).

    ``version`` counts the texts that its source has had, from 1 (see ``versions``). With ``every`` each of them is a
    row, those of one source together, the oldest first. A text is stored once, and called what it was called first:
    the row of a copy has the copy's name, and its title, outlet and day where they are known. Rows are listed that
    ``fits`` is true of; a text that stood in several places is told of the first one that fits.
    """
    series, places = _series(session), _places(session)
    rows = _rows(session)
    if every:
        yield from filter(fits, _every_version(list(rows), series, places))
        return
    current: defaultdict[int, list[str]] = defaultdict(list)
    for name, texts in series.items():
        current[texts[-1][0]].append(name)
    for row in rows:
        if not row["superseded"]:
            yield from islice(filter(fits, _current(row, current[row["id"]], series, places)), 1)


def _current(
    row: Row, current: Sequence[str], series: Mapping[str, _Texts], places: Mapping[int, list[Row]]
) -> Iterator[Row]:
    """What may be told of a text: as those series have it that have it now, its own first; then as it stood elsewhere.

    Of others the series that has had most texts is first, whose versions ``versions`` counts.
    """
    for name in sorted(current, key=lambda one: (_in_common(one, row["source"]) > 0, len(series[one])), reverse=True):
        yield _version(_told_in(name, row, places), len(series[name]), series[name][-1][1])
    if not current:
        yield _version(row, 1, row["imported_at"])
    for place in places.get(row["id"], ()):
        yield _version({**row, **{column: place[column] for column in _OF_A_PLACE}}, 1, row["imported_at"])


def _every_version(rows: list[Row], series: Mapping[str, _Texts], places: Mapping[int, list[Row]]) -> Iterator[Row]:
    by_id = {row["id"]: row for row in rows}
    begun_by: defaultdict[int, list[str]] = defaultdict(list)
    for name, texts in series.items():
        begun_by[texts[0][0]].append(name)
    with_series = {article for texts in series.values() for article, _ in texts}
    for row in rows:
        if row["id"] not in with_series:
            yield _version(row, 1, row["imported_at"])
        for name in begun_by[row["id"]]:
            for number, (article, moment) in enumerate(series[name], 1):
                yield _version(_told_in(name, by_id[article], places), number, moment)


def _told_in(series: str, row: Row, places: Mapping[int, list[Row]]) -> Row:
    """What the row tells of the text as the source of the series has it."""
    name = row["name"] if _in_common(series, row["source"]) else name_in(series)
    place = max(places.get(row["id"], ()), key=lambda one: _in_common(series, one["source"]), default=None)
    if place is None or not _in_common(series, place["source"]):
        return {**row, "name": name}
    return {**row, "name": name, **{column: place[column] for column in _OF_A_PLACE}}


def _in_common(series: str, source: str) -> int:
    """How many parts of two paths, from the file's name on, are the same."""
    pairs = zip(reversed(path_of(series)), reversed(path_of(source)), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _version(row: Row, number: int, imported_at: datetime) -> Row:
    kept = {column: value for column, value in row.items() if column not in ("id", "superseded", "source")}
    return {"id": row["id"], "version": number} | kept | {"imported_at": imported_at}


def _series(session: Session) -> Mapping[str, _Texts]:
    query = select(ArticleVersion.series, ArticleVersion.article_id, ArticleVersion.imported_at)
    found: defaultdict[str, _Texts] = defaultdict(list)
    for series, article, moment in session.execute(query.order_by(ArticleVersion.id)):
        found[series].append((article, moment))
    return found


def _places(session: Session) -> Mapping[int, list[Row]]:
    """Where each text stood that is known from several places, the first first."""
    several = select(Appearance.article_id).group_by(Appearance.article_id).having(func.count() > 1)
    columns = (Appearance.article_id, Appearance.source, *(getattr(Appearance, column) for column in _OF_A_PLACE))
    found: defaultdict[int, list[Row]] = defaultdict(list)
    query = select(*columns).where(Appearance.article_id.in_(several)).order_by(Appearance.id)
    for row in session.execute(query).mappings():
        found[row["article_id"]].append(dict(row))
    return found


def _rows(session: Session) -> Iterator[Row]:
    its = Extraction.article_id == Article.id
    newest = select(func.max(Extraction.id)).where(its).correlate(Article).scalar_subquery()
    is_news = Claim.passage.not_in(FURNITURE)  # as all listings count them
    query = select(
        Article.id,
        Article.name,
        Article.title,
        Article.publisher,
        Article.published,
        Article.sha256,
        Article.imported_at,
        Article.words,
        Article.superseded,
        Article.source,
        select(func.count()).where(Claim.extraction_id == newest, is_news).scalar_subquery().label("claims"),
        Article.language,
        select(func.count()).where(Appearance.article_id == Article.id).scalar_subquery().label("appearances"),
    ).order_by(Article.id)
    for row in session.execute(query).mappings():
        yield dict(row)
