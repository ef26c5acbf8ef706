import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from math import inf
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy import delete, insert, text
from sqlalchemy.orm import Session

from factdb.errors import InputError, NotFoundError, Remedy
from factdb.records import (
    Certainty,
    Claim,
    Extraction,
    Holder,
    Order,
    QuoteType,
    Span,
    Status,
)
from factdb.store.connect import make_engine, reading, writing
from factdb.store.read.articles import articles
from factdb.store.read.claims import ClaimFilter, Publication, claims
from factdb.store.read.columns import claims_by_column
from factdb.store.read.speakers import speakers
from factdb.store.read.summary import summary_by_article, summary_by_speaker
from factdb.store.save import save
from factdb.store.schema.counts import ClaimCount
from factdb.store.schema.moments import moment_asked
from factdb.store.schema.view import MACHINE_COLUMNS, REPORT_COLUMNS
from factdb.store.write.shown import COUNTED
from tests.store.example import ARTICLE, ENGINE, EXTRACTION, TEXT

LATER = replace(
    ARTICLE,
    text=TEXT + " Later.",
    name="later",
    title="",
    publisher="Žurnál",
    published=datetime(2024, 6, 1, tzinfo=UTC),
)
UNDATED = replace(ARTICLE, text=TEXT + " Undated.", name="undated", publisher="", published=None)


@pytest.fixture(scope="module")
def stored(shared_database: Database) -> Database:
    for article in (ARTICLE, LATER, UNDATED):
        with writing(shared_database) as session:
            save(session, article, EXTRACTION)
    return shared_database


@pytest.fixture
def session(stored: Database) -> Iterator[Session]:
    with reading(stored) as session:
        yield session


def test_a_row_of_the_report(session: Session) -> None:
    first = next(claims(session))
    assert tuple(first)[: len(REPORT_COLUMNS)] == REPORT_COLUMNS
    assert {column: first[column] for column in REPORT_COLUMNS} == {
        "article_id": 1,
        "title": "Victory is Near",
        "source": "news/victory.txt",
        "publisher": "The Daily Courier",
        "published": ARTICLE.published,
        "sha256": ARTICLE.sha256,
        "claim_id": first["claim_id"],
        "claim": "“We will win,” … “and soon.”",
        "start": 0,
        "end": 54,
        "spans": "0-14;43-54",
        "status": "quoted",
        "quoted": True,
        "sourced": True,
        "speculative": False,
        "quote_type": "direct",
        "speaker": "Anna Müller",
        "speaker_kind": "person",
        "source_text": "President Anna Müller",
        "source_spans": "15-36",
        "cue": "said",
        "cue_span": "37-41",
        "hedges": None,
        "hedge_spans": None,
        "hedged_by": None,
        "confidence": 0.9,
        "prefix": "",
        "suffix": TEXT[54:86],
        "engine": "rules",
        "engine_version": "1",
        "certainty": "certain",
        "denied": False,
        "hedge_kinds": None,
        "state": "open",
        "reviewer": None,
        "passage": "body",
        "reading": None,
        "via": None,
        "link": None,
        "also_in": None,
        "language": None,
        "engine_language": "en",
    }


@pytest.mark.parametrize(
    ("wanted", "rows"), [({}, 12), ({"article": 2}, 4), ({"limit": 7}, 7), ({"hedged": True}, 6), ({"article": 99}, 0)]
)
@pytest.mark.parametrize("at_once", [1, 5, 1000])
def test_the_same_by_columns(session: Session, wanted: dict[str, Any], rows: int, at_once: int) -> None:
    asked = ClaimFilter(**wanted)
    columns = (*reversed(MACHINE_COLUMNS), *REPORT_COLUMNS)
    parts = list(claims_by_column(session, asked, columns, at_once))
    by_row = [dict(zip(columns, row, strict=True)) for part in parts for row in zip(*part, strict=True)]
    assert by_row == [{name: row[name] for name in columns} for row in claims(session, asked, machine=True)]
    assert [len(part[0]) for part in parts] == [*[at_once] * (rows // at_once), *filter(None, [rows % at_once])]


@pytest.mark.parametrize(
    "wanted",
    [
        ClaimFilter(speaker="müller", status=(Status.QUOTED, Status.SOURCED), order=Order.SURE),
        ClaimFilter(text="win", since=ARTICLE.published, until=ARTICLE.published),
        ClaimFilter(publisher="courier", furniture=False, without=frozenset([3]), limit=2),
    ],
)
def test_conditions_hold_by_columns_as_they_do_by_rows(session: Session, wanted: ClaimFilter) -> None:
    columns = ("claim_id", "published", "article_id", "speaker")
    by_column = [row for part in claims_by_column(session, wanted, columns) for row in zip(*part, strict=True)]
    assert by_column == [tuple(row[name] for name in columns) for row in claims(session, wanted)]
    assert by_column


def test_what_is_looked_up_only_where_there_is_more_is_what_the_view_has(session: Session) -> None:
    of_sources, of_hedges = ("source_text", "source_spans", "cue", "cue_span"), ("hedges", "hedge_spans", "hedge_kinds")
    columns = ("claim_id", "spans", *of_sources, *of_hedges)
    view = text(f"SELECT {', '.join(columns)} FROM attribution_report ORDER BY article_id, position")
    found = [tuple(row[name] for name in columns) for row in claims(session)]
    assert found == list(map(tuple, session.execute(view)))
    assert {";" in spans for _, spans, *_ in found} == {True, False}


def test_what_is_read_by_columns_need_not_be_read_to_the_end(session: Session) -> None:
    parts = claims_by_column(session, ClaimFilter(), ["claim"], 1)
    next(parts)
    del parts
    assert session.scalar(text("SELECT 1")) == 1


def test_what_the_engine_says_is_looked_up_only_where_it_is_asked_for(session: Session) -> None:
    assert not set(MACHINE_COLUMNS) & set(next(claims(session)))
    first = next(claims(session, machine=True))
    assert {column: first[column] for column in MACHINE_COLUMNS} == {
        "machine_claim": first["claim"],
        "machine_spans": first["spans"],
        "machine_status": "quoted",
        "machine_quote_type": "direct",
        "machine_speaker": "Anna Müller",
    }


def test_a_claim_of_the_writer_has_no_speaker_and_absent_values_are_none(session: Session) -> None:
    row = list(claims(session, ClaimFilter(article=2)))[2]
    assert row["status"] == "speculative"
    assert (row["hedges"], row["hedge_kinds"], row["hedged_by"]) == ("might", "epistemic", "writer")
    assert (row["certainty"], row["denied"]) == ("possible", False)
    assert row["hedge_spans"] == f"{TEXT.index('might')}-{TEXT.index('might') + 5}"
    absent = ("title", "quote_type", "speaker", "speaker_kind", "source_text", "source_spans", "cue", "cue_span")
    assert all(row[column] is None for column in absent)


def test_rows_come_in_the_order_of_the_articles_and_their_text(session: Session) -> None:
    places = [(row["article_id"], row["position"]) for row in claims(session)]
    assert places == [(article, position) for article in (1, 2, 3) for position in range(4)]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"speaker": "müller"}, {"1:0", "1:1", "2:0", "2:1", "3:0", "3:1"}),
        ({"speaker": "ANNA MULLER", "status": Status.QUOTED}, {"1:0", "2:0", "3:0"}),
        ({"speaker": "President Anna Müller"}, {"1:0", "2:0", "3:0"}),
        ({"speaker": "her spokesman", "article": 1}, {"1:1"}),
        ({"status": Status.UNSOURCED}, {"1:3", "2:3", "3:3"}),
        ({"hedged": True, "article": 1}, {"1:1", "1:2"}),
        ({"hedged": False, "article": 1}, {"1:0", "1:3"}),
        ({"hedged_by": Holder.SPEAKER}, {"1:1", "2:1", "3:1"}),
        ({"hedged_by": Holder.WRITER}, {"1:2", "2:2", "3:2"}),
        ({"certainty": Certainty.POSSIBLE, "article": 1}, {"1:1", "1:2"}),
        ({"certainty": Certainty.CERTAIN, "article": 1}, {"1:0", "1:3"}),
        ({"quote_type": QuoteType.DIRECT}, {"1:0", "2:0", "3:0"}),
        ({"speaker_kind": "person"}, {"1:0", "2:0", "3:0"}),
        ({"speaker_kind": ("unnamed", "group"), "article": 2}, {"2:1"}),
        ({"min_confidence": 0.9, "article": 1}, {"1:0", "1:2", "1:3"}),
        ({"min_confidence": 0.8, "hedged": True, "article": 1}, {"1:1", "1:2"}),
        ({"publisher": "daily courier", "limit": 2}, {"1:0", "1:1"}),
        ({"publisher": "ZURNAL", "status": Status.QUOTED}, {"2:0"}),
        ({"publisher": ("ZURNAL", "courier"), "status": Status.QUOTED}, {"1:0", "2:0"}),
        ({"speaker": ["müller", "her spokesman"], "article": 1}, {"1:0", "1:1"}),
        ({"since": LATER.published, "hedged": True}, {"2:1", "2:2"}),
        ({"until": ARTICLE.published, "hedged": True}, {"1:1", "1:2"}),
        ({"since": datetime(2024, 5, 7, tzinfo=UTC), "until": datetime(2024, 5, 31, tzinfo=UTC)}, set()),
        ({"text": "talks fail"}, {"1:1", "2:1", "3:1"}),
        ({"text": "rain", "article": 3, "speaker": "Müller"}, set()),
        ({"article": 99}, set()),
    ],
)
def test_filters(session: Session, wanted: dict[str, Any], found: set[str]) -> None:
    rows = claims(session, ClaimFilter(**wanted))
    assert {f"{row['article_id']}:{row['position']}" for row in rows} == found


@pytest.mark.parametrize("wanted", [ClaimFilter(speaker="—"), ClaimFilter(publisher=""), ClaimFilter(text="'\"")])
def test_nothing_to_look_for_is_said(session: Session, wanted: ClaimFilter) -> None:
    with pytest.raises(NotFoundError, match="to look for"):
        list(claims(session, wanted))


@pytest.mark.parametrize(
    ("wanted", "near"),
    [("president", "President Anna Müller"), ("Anna Muler", "Anna Müller"), ("Quark", "")],
)
def test_a_speaker_whom_nobody_knows_and_near_names(session: Session, wanted: str, near: str) -> None:
    with pytest.raises(NotFoundError, match=rf"{wanted}: no such speaker.*{near}") as caught:
        list(claims(session, ClaimFilter(speaker=wanted)))
    assert (caught.value.remedy is Remedy.LIST_SPEAKERS) == (not near)


def test_a_moment_is_compared_whatever_its_zone(session: Session) -> None:
    assert LATER.published is not None
    elsewhere = LATER.published.astimezone(timezone(timedelta(hours=9)))
    assert {row["article_id"] for row in claims(session, ClaimFilter(since=elsewhere))} == {2}
    assert {row["article_id"] for row in claims(session, ClaimFilter(since=elsewhere + timedelta(seconds=1)))} == set()


def test_articles(session: Session) -> None:
    rows = list(articles(session))
    assert [(row["id"], row["name"], row["words"], row["claims"]) for row in rows] == [
        (1, "victory", 20, 4),
        (2, "later", 21, 4),
        (3, "undated", 21, 4),
    ]
    assert rows[0]["published"] == ARTICLE.published
    assert rows[0]["imported_at"].tzinfo is UTC


def test_speakers_most_frequent_first(session: Session) -> None:
    first, *others = speakers(session)
    assert first == {
        "speaker_id": first["speaker_id"],
        "speaker": "Anna Müller",
        "kind": "person",
        "aliases": ["President Anna Müller"],
        "roles": [],
        "joined_by": ["same name"],
        "wikidata": None,
        "quoted": 3,
        "sourced": 0,
        "speculative": 0,
        "total": 3,
        "articles": 3,
    }
    assert [(row["speaker"], row["sourced"], row["speculative"], row["total"]) for row in others] == [
        ("spokesman for Anna Müller", 1, 1, 1)
    ] * 3


def test_summaries(session: Session) -> None:
    counted = {
        "claims": 4,
        "quoted": 1,
        "sourced": 1,
        "speculative": 1,
        "unsourced": 1,
        "hedged": 2,
        "probable": 0,
        "possible": 2,
        "denied": 0,
    }
    named = ("article_id", "name", "title")
    assert [{k: v for k, v in row.items() if k not in named} for row in summary_by_article(session)] == [counted] * 3
    first = next(summary_by_speaker(session))
    assert (first["speaker"], first["articles"], first["claims"], first["quoted"]) == ("Anna Müller", 3, 3, 3)


@pytest.mark.parametrize(
    ("published", "found"),
    [
        (Publication(), [1, 2, 3]),
        (Publication(publisher="courier"), [1]),
        (Publication(since=datetime(2024, 5, 7, tzinfo=UTC)), [2]),
        (Publication(until=datetime(2024, 5, 31, tzinfo=UTC)), [1]),
        (Publication("courier", since=datetime(2024, 5, 7, tzinfo=UTC)), []),
    ],
)
def test_counts_of_an_outlet_and_of_days(session: Session, published: Publication, found: list[int]) -> None:
    assert [row["article_id"] for row in summary_by_article(session, published=published)] == found
    anna = [row for row in speakers(session, published=published) if row["speaker"] == "Anna Müller"]
    assert [(row["total"], row["articles"]) for row in anna] == [(len(found), len(found))] * bool(found)


@pytest.mark.parametrize(("kind", "found"), [("person", {"person"}), (("unnamed", "group"), {"unnamed"})])
def test_speakers_of_a_kind(session: Session, kind: str, found: set[str]) -> None:
    assert {row["kind"] for row in speakers(session, kind=kind)} == found
    assert len(list(speakers(session, kind=kind, limit=1))) == 1


@pytest.mark.parametrize("furniture", [True, False])
def test_an_article_counts_once_for_who_speaks_in_its_news_and_in_its_furniture(
    session: Session, furniture: bool
) -> None:
    [anna] = [row["speaker_id"] for row in summary_by_speaker(session) if row["speaker"] == "Anna Müller"]
    count = insert(ClaimCount).values(speaker_id=anna, is_news=False, **dict.fromkeys(COUNTED[3:], 1))
    session.execute(count, [{"article_id": 1}, {"article_id": 2}])
    session.execute(delete(ClaimCount).where(ClaimCount.article_id == 2, ClaimCount.is_news))
    counted = {row["speaker_id"]: row["articles"] for row in summary_by_speaker(session, furniture=furniture)}
    session.rollback()
    assert counted[anna] == (3 if furniture else 2)


def test_streaming_takes_no_more_memory_for_more_rows(database: Database) -> None:
    peaks = []
    # The first also pays for what is made once.
    for article, count in enumerate((1_000, 1_000, 6_000), start=1):
        body = "word " * count + str(article)
        stored = Extraction(ENGINE, (), tuple(Claim((Span(5 * at, 5 * at + 4),)) for at in range(count)))
        with writing(database) as session:
            save(session, replace(ARTICLE, text=body), stored)
        with reading(database) as session:
            tracemalloc.start()
            assert sum(1 for _ in claims(session, ClaimFilter(article=article))) == count
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[2] < 1.5 * peaks[1]


def test_sqlite_reads_the_report_in_order_without_sorting(migrated_sqlite: Path) -> None:
    with reading(make_engine(str(migrated_sqlite))) as session:
        query = text("EXPLAIN QUERY PLAN SELECT * FROM attribution_report ORDER BY article_id, position")
        plan = session.execute(query).all()
    assert plan
    # The few other places of one text are sorted, which is a query inside of it.
    assert not any("TEMP B-TREE" in step.detail for step in plan if not step.parent)


def test_a_part_of_a_publishers_name_is_none(session: Session) -> None:
    with pytest.raises(NotFoundError, match="whole words of its name"):
        list(claims(session, ClaimFilter(publisher="our")))


@pytest.mark.parametrize("order", Order)
def test_pages_one_behind_the_other_are_the_whole_listing(session: Session, order: Order) -> None:
    whole = [row["claim_id"] for row in claims(session, ClaimFilter(order=order))]
    pages: list[str] = []
    while page := [
        row["claim_id"]
        for row in claims(session, ClaimFilter(order=order, limit=2, after=pages[-1] if pages else None))
    ]:
        assert len(page) <= 2
        pages += page
    assert pages == whole
    keys = {
        Order.NEWEST: lambda row: -row["published"].timestamp() if row["published"] else inf,
        Order.OLDEST: lambda row: row["published"].timestamp() if row["published"] else -inf,
        Order.UNSURE: lambda row: row["confidence"],
        Order.SURE: lambda row: -row["confidence"],
    }
    by_text = list(claims(session))
    assert whole == [row["claim_id"] for row in sorted(by_text, key=keys.get(order, lambda _: 0))]
    with pytest.raises(NotFoundError, match="nosuch: no such claim now"):
        list(claims(session, ClaimFilter(after="nosuch")))


@pytest.mark.parametrize(
    "said", ["20 June 2024 +1000", "20 June 2024 JST", "20 June 2024 17h", "June 20 2024 1800", "noon"]
)
def test_a_day_of_another_zone_or_an_hour_that_is_not_read_is_no_day(said: str) -> None:
    with pytest.raises(InputError, match="is no date"):
        moment_asked(said, time.min)


@pytest.mark.parametrize(
    "said", ["Thursday, 20 June 2024", "June 20th, 2024", "20-Jun-2024", "20.06.2024", "2024/06/20"]
)
def test_a_day_as_people_write_it(said: str) -> None:
    assert moment_asked(said, time.max) == datetime.combine(date(2024, 6, 20), time.max, UTC)
