"""What an archive costs: ``python -m benchmarks.scale FOLDER [--claims N ...] [--on sqlite|postgresql] [--keep DIR]
[--parts ask|report|count|decide ...]``

FOLDER holds .txt files, a few of which are extracted once; ``archive`` makes databases of 10,000 claims and more of
them. Each question is asked through factdb and by SQL written by hand for the same answer: the text of the view with
the condition put on the tables that have an index for it, sent by the driver. It prints milliseconds, rows/s and how
many times as long factdb takes; the whole report as CSV and Parquet beside what the ``sqlite3`` shell, or COPY, makes
of the same query; what decisions take in the transaction and with the waiting for it; and what counts, candidates, the
proof and a copy take.

Times are of the clock on PostgreSQL, whose server is another process, and else of the processor; the best of three, or
of as many as take a second.
With ``--keep`` SQLite files are left in that folder, and used again, brought to the newest schema; PostgreSQL is given
what they hold by ``restore``, which is timed as well.
"""

import argparse
import os
import resource
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Engine as Database
from sqlalchemy import text

from benchmarks import archive
from benchmarks.database import KINDS, made
from factdb.formats import csv, parquet
from factdb.records import Status
from factdb.store.backup import backup
from factdb.store.connect import describe, make_engine, reading, writing
from factdb.store.corrections import speakers as corrections
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.undo import undo
from factdb.store.dialect import is_sqlite
from factdb.store.read.claims import ClaimFilter, claims
from factdb.store.read.columns import claims_by_column
from factdb.store.read.speakers import speakers
from factdb.store.read.speakers.candidates import candidates
from factdb.store.read.summary import summary_by_article, summary_by_speaker
from factdb.store.restore import restore
from factdb.store.schema import migrate as schema
from factdb.store.schema.view import REPORT_COLUMNS, ReportRow
from factdb.store.verify.proof import proofs

_TEXTS = 36
_RUNS = 3
_BY = Reviewer("Benchmark")
_SINCE = datetime(2024, 12, 1, tzinfo=UTC)
_COLUMNS = ", ".join(f'"{column}"' for column in REPORT_COLUMNS)


def main() -> None:
    """Make, ask and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--on", choices=KINDS, nargs="+", default=KINDS)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--parts", choices=_PARTS, nargs="+", default=tuple(_PARTS))
    parser.add_argument("--verify", action="store_true", help="prove and copy the databases as well")
    arguments = parser.parse_args()
    found = cache(lambda: archive.samples(arguments.folder, _TEXTS))
    for kind in arguments.on:
        for count in arguments.claims:
            with _filled(kind, count, found, arguments.keep) as database:
                print(f"\n{kind}, {count:,} claims")
                for part in arguments.parts:
                    _PARTS[part](database)
                if arguments.verify:
                    _prove(database)
                print(f"  peak memory so far {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


@contextmanager
def _filled(kind: str, count: int, found: Callable[[], list[archive.Sample]], keep: Path | None) -> Iterator[Database]:
    if kind == "sqlite" and keep:
        path = keep / f"archive-{count}.db"
        is_new = not path.exists()
        database = make_engine(str(path))
        schema.upgrade(database)
        if is_new:
            _fill(database, found(), count)
        yield database
        database.dispose()
        return
    with made(kind) as url:
        database = make_engine(url)
        if keep:
            with _filled("sqlite", count, found, keep) as kept:
                _restore(kept, database)
        else:
            _fill(database, found(), count)
        yield database
        database.dispose()


def _fill(database: Database, found: list[archive.Sample], count: int) -> None:
    started = time.perf_counter()
    articles = archive.fill(database, found, count, Random(0))
    print(f"\nstored {count:,} claims of {articles:,} articles in {time.perf_counter() - started:,.0f} s")


def _restore(kept: Database, database: Database) -> None:
    started = time.perf_counter()
    rows = sum(restore(Path(describe(kept)), database))
    print(f"\nrestored {rows:,} rows from SQLite in {time.perf_counter() - started:,.0f} s")


def _ask(database: Database) -> None:
    """Each question, through factdb and by hand."""
    print(f"  {'question':<34}{'rows':>8}{'factdb ms':>11}{'by hand ms':>12}{'rows/s':>10}{'ratio':>7}")
    with database.connect() as connection:
        view, driver = _view(connection), connection.connection.driver_connection
        for name, wanted, condition, values in _questions(connection):

            def ask(wanted: ClaimFilter = wanted) -> int:
                return sum(1 for _ in claims(connection, wanted))

            def by_hand(condition: str = condition, values: tuple[Any, ...] = values) -> int:
                assert driver is not None
                query = f"SELECT {_COLUMNS} FROM ({view} AND {condition}) AS r ORDER BY article_id, position"
                return len(driver.execute(_marked(connection, query), values).fetchall())

            rows, ours, by_sql = ask(), _timed(connection, ask), _timed(connection, by_hand)
            assert rows == by_hand(), name
            print(
                f"  {name:<34}{rows:>8,}{1000 * ours:>11,.1f}{1000 * by_sql:>12,.1f}"
                f"{rows / ours:>10,.0f}{ours / by_sql:>7.2f}"
            )


def _questions(connection: Any) -> Iterator[tuple[str, ClaimFilter, str, tuple[Any, ...]]]:
    counts = connection.execute(
        text("SELECT speaker_id, count(*) AS said FROM attribution GROUP BY speaker_id ORDER BY said DESC, speaker_id")
    ).all()
    speakers_asked = {
        "a rare speaker": next(row.speaker_id for row in reversed(counts) if row.said >= 10),
        "a frequent speaker": counts[0].speaker_id,
    }
    by_speaker = "attribution.speaker_id = ?"
    for name, speaker in speakers_asked.items():
        yield name, ClaimFilter(speaker=str(speaker)), by_speaker, (speaker,)
    for words in ("ban laws", "wall", "election"):
        yield f"words: {words}", ClaimFilter(text=words), *_words(connection, words)
    day = _SINCE.isoformat() if is_sqlite(connection) else _SINCE
    recent = "article.id IN (SELECT id FROM article WHERE published >= ?)"
    quoted = ClaimFilter(status=Status.QUOTED, since=_SINCE)
    yield "quoted, the last month", quoted, f"claim.status = 'quoted' AND {recent}", (day,)
    yield "an article", ClaimFilter(article=77), "article.id = ?", (77,)
    outlet = "article.id IN (SELECT article_id FROM appearance WHERE publisher = ?)"
    wire = ClaimFilter(publisher="Lake Wire", since=_SINCE)
    yield "an outlet, the last month", wire, f"{outlet} AND {recent}", ("Lake Wire", day)
    yield "an outlet", ClaimFilter(publisher="Lake Wire"), outlet, ("Lake Wire",)
    yield "all (the report)", ClaimFilter(), "1 = 1", ()


def _words(connection: Any, words: str) -> tuple[str, tuple[str, ...]]:
    if is_sqlite(connection):
        return "claim.id IN (SELECT rowid FROM claim_search WHERE claim_search MATCH ?)", (words,)
    indexed = "array_to_tsvector(string_to_array(folded, ' '))"
    found = f"ARRAY(SELECT id FROM claim WHERE {indexed} @@ CAST(? AS tsquery))"
    return f"claim.id = ANY({found})", (" & ".join(f"'{word}'" for word in words.split()),)


def _view(connection: Any) -> str:
    if is_sqlite(connection):
        made_by = connection.scalar(text("SELECT sql FROM sqlite_master WHERE name = 'attribution_report'"))
        return str(made_by).split(" AS ", 1)[1]
    return str(connection.scalar(text("SELECT pg_get_viewdef('attribution_report')"))).rstrip().removesuffix(";")


def _marked(connection: Any, query: str) -> str:
    return query if is_sqlite(connection) else query.replace("%", "%%").replace("?", "%s")


def _report(database: Database) -> None:
    """The whole report in every form, and as the database's own program writes it."""
    query = f"SELECT {_COLUMNS} FROM attribution_report ORDER BY article_id, position"
    with reading(database) as session, Path(os.devnull).open("w", encoding="utf-8", newline="") as nowhere:
        driver: Any = session.connection().connection.driver_connection

        def as_csv(limit: int | None = None) -> None:
            parts = claims_by_column(session, ClaimFilter(limit=limit), REPORT_COLUMNS)
            csv.write_columns(parts, REPORT_COLUMNS, nowhere)

        def as_parquet(limit: int | None = None) -> None:
            parts = claims_by_column(session, ClaimFilter(limit=limit), REPORT_COLUMNS, parquet.AT_ONCE)
            with tempfile.TemporaryFile() as file:
                parquet.write_columns(parts, ReportRow, REPORT_COLUMNS, file)

        def unwritten() -> None:
            deque(claims_by_column(session, ClaimFilter(), REPORT_COLUMNS), maxlen=0)

        def by_shell() -> None:
            subprocess.run(
                ["sqlite3", "-csv", str(database.url.database), query], stdout=subprocess.DEVNULL, check=True
            )

        def by_copy() -> None:
            with driver.cursor() as cursor, cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv)") as sent:
                for _ in sent:
                    pass

        on_sqlite = is_sqlite(session.connection())
        if on_sqlite and not shutil.which("sqlite3"):
            print("  (there is no sqlite3 shell here to compare with)")
            return
        own = ("sqlite3 shell", by_shell) if on_sqlite else ("COPY", by_copy)
        rows = session.scalar(text("SELECT count(*) FROM attribution_report")) or 0
        taken = {}
        # Once before, because what Python loads for it (pandas, if it is there) costs the same for any number of rows.
        as_csv(limit=1)
        as_parquet(limit=1)
        ways = (own, ("report as CSV", as_csv), ("report as Parquet", as_parquet), ("report, not written", unwritten))
        for name, work in ways:
            started, clock = os.times(), time.perf_counter()
            work()
            spent = sum(os.times()[:4]) - sum(started[:4])
            taken[name] = spent if on_sqlite else time.perf_counter() - clock
            share = f"{taken[own[0]] / taken[name]:.0%} of {own[0]}"
            print(f"  {name:<34}{rows:>8,}{1000 * taken[name]:>11,.0f}{rows / taken[name]:>22,.0f}  {share}")


def _count(database: Database) -> None:
    for name, work in (
        ("speakers, the first 100", lambda session: speakers(session, limit=100)),
        ("speakers, all", speakers),
        ("summary by article", summary_by_article),
        ("summary by speaker", summary_by_speaker),
        ("candidates, the best 100", lambda session: islice(candidates(session), 100)),
    ):
        with reading(database) as session:
            started = _now(session.connection())
            rows = sum(1 for _ in work(session))
            print(f"  {name:<34}{rows:>8,}{1000 * (_now(session.connection()) - started):>11,.1f}")


def _decide(database: Database) -> None:
    """How long each decision holds the lock, which it gets at once."""
    with reading(database) as session:
        rows = list(speakers(session, limit=300))
    one, other, third = (rows[place]["speaker_id"] for place in (0, 20, 200))
    for name, decision in (
        ("rename the most frequent speaker", lambda session: corrections.rename(session, one, "Somebody Else", _BY)),
        ("take that back", lambda session: undo(session, None, _BY)),
        ("merge two", lambda session: corrections.merge(session, one, [other], _BY)),
        ("take that back", lambda session: undo(session, None, _BY)),
        ("split a name off", lambda session: _split(session, third)),
        ("take that back", lambda session: undo(session, None, _BY)),
        ("another name for one", lambda session: corrections.add_alias(session, third, "Somebody Else", _BY)),
        ("take that back", lambda session: undo(session, None, _BY)),
    ):
        started = time.perf_counter()
        with writing(database) as session:
            begun = time.perf_counter()
            decision(session)
        held = time.perf_counter() - begun
        print(f"  {name:<34}{'':>8}{1000 * held:>11,.1f} ms of lock, {time.perf_counter() - started:.2f} s in all")


def _split(session: Any, speaker: int) -> None:
    named = session.scalar(text("SELECT named FROM attribution WHERE speaker_id = :speaker"), {"speaker": speaker})
    corrections.split(session, speaker, "Another", [], [str(named)], _BY)


def _prove(database: Database) -> None:
    with reading(database) as session:
        started = _now(session.connection())
        spans = problems = 0
        for proof in proofs(session):
            spans += proof.spans
            problems += len(proof.problems)
        seconds = _now(session.connection()) - started
    print(f"  verify: {spans:,} spans in {seconds:,.1f} s, {spans / seconds:,.0f} spans/s, {problems} problems")
    on_sqlite = database.dialect.name == "sqlite"
    clock = time.process_time if on_sqlite else time.perf_counter
    with tempfile.TemporaryDirectory() as folder:
        started = clock()
        backup(database, Path(folder) / "copy.db")
        seconds = clock() - started
        print(f"  backup: {seconds:,.1f} s", end="")
        if on_sqlite:
            started = clock()
            with closing(sqlite3.connect(Path(folder) / "bare.db")) as target:
                sqlite3.connect(str(database.url.database)).backup(target)
            bare = clock() - started
            print(f", sqlite3's own {bare:,.1f} s, {seconds / bare:.2f} times", end="")
        print()


_PARTS: Mapping[str, Callable[[Database], None]] = {
    "ask": _ask,
    "report": _report,
    "count": _count,
    "decide": _decide,
}


def _timed(connection: Any, work: Callable[[], object]) -> float:
    """Seconds that it takes, the best of three times, or of as many as take a second."""
    taken: list[float] = []
    while len(taken) < _RUNS or sum(taken) < 1:
        started = _now(connection)
        work()
        taken.append(_now(connection) - started)
    return min(taken)


def _now(connection: Any) -> float:
    return time.process_time() if is_sqlite(connection) else time.perf_counter()


if __name__ == "__main__":
    main()
