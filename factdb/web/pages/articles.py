"""The first page, and the list of articles."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factdb.records import State
from factdb.store.browse import articles as browse
from factdb.store.browse.articles import Row, Sort, WantedArticles, appearance_counts
from factdb.store.browse.snapshot import WORDS
from factdb.store.corrections.history import conflicts
from factdb.store.schema.tables import Article, Correction
from factdb.web.asking import Answer, Ask, Page

QUERY = ("q", "publisher", "since", "until", "sort", "page")
_SIZE = 50


def first_page(ask: Ask) -> Answer:
    """What there is and what waits."""
    with ask.reading() as session:
        columns = ask.site.snapshot.news(session)
        states = columns.of["state"]
        total, rows = browse.listed(session, columns, WantedArticles(), Sort.IMPORTED, 8, 1)
        rows = _with_copies(ask, session, rows)
        decided = session.scalars(select(func.count()).select_from(Correction)).one()
        data: dict[str, Any] = {
            "articles": total,
            "claims": len(columns),
            "open": int((states == WORDS["state"].index(State.OPEN)).sum()),
            "decisions": decided,
            "conflicts": len(conflicts(session)),
            "outlets": session.scalars(
                select(func.count(Article.publisher.distinct())).where(Article.publisher != "")
            ).one(),
            "newest": rows,
        }
    return Page("first.html", data)


def listing(ask: Ask) -> Answer:
    """A page of articles."""
    page = ask.number("page", 1, 1, 10**6)
    sort = ask.one_of("sort", Sort, Sort.IMPORTED)
    wanted = WantedArticles(ask.asked("q"), ask.asked("publisher"), ask.day("since"), ask.day("until", end=True))
    with ask.reading() as session:
        columns = ask.site.snapshot.news(session)
        total, rows = browse.listed(session, columns, wanted, sort, _SIZE, page)
        outlets = browse.publishers(session)
        rows = _with_copies(ask, session, rows)
        undated = browse.undated_left_out(session, wanted)
    pages = max(-(-total // _SIZE), 1)
    data = {
        "total": total,
        "page": page,
        "pages": pages,
        "sort": str(sort),
        "articles": rows,
        "undated_left_out": undated,
    }
    return Page("articles.html", data, {"outlets": outlets, "sorts": list(Sort), "wanted": wanted})


def _with_copies(ask: Ask, session: Session, rows: Sequence[Row]) -> list[Row]:
    """The rows with the earlier article that each is a near copy of, and in how many other places its text stood."""
    ids = [row["id"] for row in rows]
    alike = ask.site.copies.of(session, ids)
    places = appearance_counts(session, ids)
    return [
        {
            **row,
            "copy_of": next((one for one in alike.get(row["id"], ()) if one.is_earlier), None),
            "places": places.get(row["id"], 1),
        }
        for row in rows
    ]
