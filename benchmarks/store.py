"""How fast the store is, beside bare SQLite doing the same.

    python -m benchmarks.store [FOLDER] [--articles N] [--on sqlite|postgresql]

FOLDER holds .txt files; without it articles are made up. What is stored is made up in any case (every sentence a
claim, every second one attributed, every third one hedged), so that extraction has no part in the figures. It prints

- rows/s through ``save``, a transaction an article, against a bare ``sqlite3`` executemany of the very same rows into
  the same tables, once with a transaction an article as well and once all in one;
- on PostgreSQL what ``save`` takes beside a bare COPY of the very same rows, a transaction an article, of the processor
  in this program and in the server, and by the clock; and nothing else;
- rows/s of the attribution report, as rows and written as CSV, against the ``sqlite3`` shell's CSV mode on the same
  view (and against Python's own ``sqlite3`` and ``csv`` modules, which is as fast as Python can be);
- rows/s of the report as Parquet, and of the export, which has every text, span, hedge and attribution beside a row;
- how much memory streaming the report takes beyond what the program held before.

Seconds are of processor time, the best of three, so that what else the machine does changes little.
"""

import argparse
import csv
import gc
import os
import random
import re
import shutil
import sqlite3
import subprocess
import tempfile
import time
import tracemalloc
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from psycopg.types.string import TextLoader
from sqlalchemy import Engine as Database

from benchmarks.database import KINDS, made
from factdb.cli import CYCLES_AFTER
from factdb.formats import parquet
from factdb.formats.csv import write_columns
from factdb.records import (
    Article,
    Attribution,
    Claim,
    Engine,
    Extraction,
    Hedge,
    Holder,
    QuoteType,
    Span,
    Speaker,
    SpeakerKind,
)
from factdb.shards.exporting import export
from factdb.store.connect import make_engine, reading, writing
from factdb.store.read.claims import ClaimFilter, claims
from factdb.store.read.columns import claims_by_column
from factdb.store.save import save
from factdb.store.schema import migrate as schema
from factdb.store.schema.base import Base
from factdb.store.schema.view import REPORT_COLUMNS, ReportRow

Tables = dict[str, list[tuple[Any, ...]]]

_ENGINE = Engine("made-up", "1", "0" * 64)
_WORDS = ("the", "minister", "said", "that", "talks", "on", "grain", "may", "fail", "unless", "both", "sides", "agree")
_RUNS = 3


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="where .txt files are (made up without it)")
    parser.add_argument("--articles", type=int, default=840, help="how many at most (840)")
    parser.add_argument("--on", choices=KINDS, default="sqlite")
    arguments = parser.parse_args()
    # As the command does: else what is made up here is looked through for garbage, again and again.
    gc.set_threshold(CYCLES_AFTER)
    texts = list(_read(arguments.folder) if arguments.folder else _made_up(arguments.articles))[: arguments.articles]
    print(f"{len(texts)} articles, {sum(len(text.split()) for text in texts):,} words")
    stored = [(_article(text), _extraction(text)) for text in texts]
    if arguments.on == "postgresql":
        _measure_copying(stored)
        return
    with tempfile.TemporaryDirectory() as folder:
        _measure_saving(stored, Path(folder))
        _measure_report(Path(folder) / "saved.db")


def _measure_saving(stored: Sequence[tuple[Article, Extraction]], folder: Path) -> None:
    path = folder / "saved.db"

    def through_save() -> float:
        engine = _new(path)

        def save_all() -> None:
            for article, extraction in stored:
                with writing(engine) as session:
                    save(session, article, extraction)

        seconds = _timed(save_all)
        engine.dispose()
        return seconds

    seconds = min(through_save() for _ in range(_RUNS))
    with closing(sqlite3.connect(path)) as connection:
        articles = _rows_by_article(connection.execute)
    rows = sum(len(table) for tables in articles for table in tables.values())
    print(f"\nstored: {rows:,} rows, {rows / len(stored):.0f} an article")
    print(f"  save                                        {rows / seconds:>10,.0f} rows/s")
    for how, batches in (
        ("bare executemany, a transaction an article", articles),
        ("bare executemany, all in one", [_merged(articles)]),
    ):
        bare = min(_bare(folder / "bare.db", batches) for _ in range(_RUNS))
        print(f"  {how:<43} {rows / bare:>10,.0f} rows/s; save has {bare / seconds:.0%} of that")


def _measure_copying(stored: Sequence[tuple[Article, Extraction]]) -> None:
    ours, bare, articles = [], [], list[Tables]()
    for _ in range(_RUNS):
        with made("postgresql") as url, made("postgresql") as other:
            engine = make_engine(url)
            with engine.connect() as connection:
                server = _process(connection.connection.driver_connection)
            started = _with_server(server)
            for article, extraction in stored:
                with writing(engine) as session:
                    save(session, article, extraction)
            ours.append(_since(started, server))
            with _server(engine) as driver:
                # As it is sent, which is how COPY takes it back.
                driver.adapters.register_loader("json", TextLoader)
                articles = _rows_by_article(driver.execute)
            engine.dispose()
            with _server(make_engine(other)) as driver:
                started = _with_server(server := _process(driver))
                for tables in articles:
                    for table, rows in tables.items():
                        with driver.cursor().copy(f"COPY {table} FROM STDIN") as copy:
                            for row in rows:
                                copy.write_row(row)
                    driver.commit()
                bare.append(_since(started, server))
    count = sum(len(table) for tables in articles for table in tables.values())
    print(f"\nstored on PostgreSQL: {count:,} rows, {count / len(stored):.0f} an article, in milliseconds an article")
    print(f"{'':48}{'program':>10}{'server':>10}{'clock':>10}")
    best = [tuple(map(min, zip(*runs, strict=True))) for runs in (ours, bare)]
    for how, seconds in zip(("save", "bare COPY, a transaction an article"), best, strict=True):
        print(f"  {how:<46}" + "".join(f"{1000 * part / len(stored):>10.2f}" for part in seconds))
    (program, server, clock), (its_program, its_server, its_clock) = best
    share = f"{(its_program + its_server) / (program + server):.0%}"
    print(f"  save has {share} of its rows a processor second, {its_clock / clock:.0%} by the clock")


def _process(driver: Any) -> int:
    """The server's process for this connection."""
    return int(driver.info.backend_pid)


def _with_server(process: int) -> tuple[float, float, float]:
    """Seconds of processor time of this program and of the server's process, and of the clock."""
    told = Path(f"/proc/{process}/schedstat").read_text(encoding="utf-8")
    return time.process_time(), int(told.split()[0]) / 1e9, time.perf_counter()


def _since(started: Sequence[float], process: int) -> tuple[float, ...]:
    return tuple(now - then for now, then in zip(_with_server(process), started, strict=True))


@contextmanager
def _server(engine: Database) -> Iterator[Any]:
    """The driver's own connection."""
    with closing(engine.raw_connection()) as connection:
        yield connection.driver_connection
    engine.dispose()


def _new(path: Path) -> Database:
    """An engine for a database that holds nothing yet, whatever was at ``path`` before."""
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()
    engine = make_engine(str(path))
    schema.upgrade(engine)
    return engine


def _bare(path: Path, batches: Sequence[Tables]) -> float:
    """Seconds that sqlite3 takes to insert the rows into the same tables, with the same settings, a batch a time."""
    _new(path).dispose()
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("foreign_keys = ON", "synchronous = NORMAL", "cache_size = -65536"):
        connection.execute(f"PRAGMA {pragma}")
    statements = {
        table.name: f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})"
        for table in Base.metadata.sorted_tables
    }

    def insert() -> None:
        for tables in batches:
            connection.execute("BEGIN IMMEDIATE")
            for table, rows in tables.items():
                connection.executemany(statements[table], rows)
            connection.execute("COMMIT")

    seconds = _timed(insert)
    connection.close()
    return seconds


def _rows_by_article(execute: Callable[[str], Iterable[Any]]) -> list[Tables]:
    """The rows of every table, put with the article that brought them."""
    via_extraction = "JOIN extraction e ON e.id = {0}.extraction_id"
    via_attribution = "JOIN attribution a ON a.id = t.attribution_id " + via_extraction.format("a")
    via_claim = "JOIN claim c ON c.id = t.claim_id " + via_extraction.format("c")
    first_use = f"SELECT min(e.article_id) FROM attribution a {via_extraction.format('a')} WHERE a.speaker_id ="
    of_article = {
        "article": "SELECT t.id, t.* FROM article t",
        "extraction": "SELECT t.article_id, t.* FROM extraction t",
        "speaker": f"SELECT ({first_use} t.id), t.* FROM speaker t",
        "speaker_alias": f"SELECT ({first_use} t.speaker_id), t.* FROM speaker_alias t",
        "attribution": f"SELECT e.article_id, t.* FROM attribution t {via_extraction.format('t')}",
        "attribution_span": f"SELECT e.article_id, t.* FROM attribution_span t {via_attribution}",
        "claim": f"SELECT e.article_id, t.* FROM claim t {via_extraction.format('t')}",
        "claim_span": f"SELECT e.article_id, t.* FROM claim_span t {via_claim}",
        "hedge": f"SELECT e.article_id, t.* FROM hedge t {via_claim}",
    }
    articles: dict[int, Tables] = {}
    for table, query in of_article.items():
        for owner, *row in execute(query):
            articles.setdefault(owner, {name: [] for name in of_article})[table].append(tuple(row))
    return list(articles.values())


def _merged(articles: Sequence[Tables]) -> Tables:
    return {table: [row for tables in articles for row in tables[table]] for table in articles[0]}


def _measure_report(path: Path) -> None:
    engine = make_engine(str(path))
    columns = ", ".join(f'"{column}"' for column in REPORT_COLUMNS)
    query = f"SELECT {columns} FROM attribution_report ORDER BY article_id, position"
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT count(*) FROM attribution_report").fetchone()[0]
    null = Path("/dev/null").open("w", encoding="utf-8", newline="")  # noqa: SIM115 it lasts as long as the program

    def stream() -> None:
        with reading(engine) as session:
            deque(claims(session), maxlen=0)

    def write_csv() -> None:
        with reading(engine) as session:
            write_columns(claims_by_column(session, ClaimFilter(), REPORT_COLUMNS), REPORT_COLUMNS, null)

    def write_bare() -> None:
        csv.writer(null).writerows(connection.execute(query))

    def write_parquet() -> None:
        with reading(engine) as session, (path.parent / "report.parquet").open("wb") as file:
            parts = claims_by_column(session, ClaimFilter(), REPORT_COLUMNS, parquet.AT_ONCE)
            parquet.write_columns(parts, ReportRow, REPORT_COLUMNS, file)

    def export_tables() -> None:
        with reading(engine) as session:
            deque(export(session, path.parent / "tables"), maxlen=0)

    print(f"\nreport: {rows:,} rows")
    measured = [
        ("claims(), rows", stream),
        ("the report as CSV", write_csv),
        ("the report as Parquet", write_parquet),
        ("export to Parquet, with texts and spans", export_tables),
        ("Python's sqlite3 and csv", write_bare),
    ]
    if shell := shutil.which("sqlite3"):
        command = [shell, "-csv", str(path), query]
        measured.append(("sqlite3 shell, CSV mode", lambda: _run(command)))
    else:
        print("  (there is no sqlite3 shell here to compare with)")
    seconds = {what: min(_timed(work) for _ in range(_RUNS)) for what, work in measured}
    last = seconds[measured[-1][0]]
    print(f"  Parquet is written {seconds[measured[1][0]] / seconds[measured[2][0]]:.1f} times as fast as CSV")
    for what, taken in seconds.items():
        print(f"  {what:<43} {rows / taken:>10,.0f} rows/s, {last / taken:.0%} of the last")
    tracemalloc.start()
    stream()
    print(f"  peak memory of streaming                    {tracemalloc.get_traced_memory()[1] / 2**20:>10.1f} MiB")


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)


def _timed(work: Callable[[], object]) -> float:
    """Seconds of processor time, that of programs it runs included."""
    start = os.times()
    work()
    return sum(os.times()[:4]) - sum(start[:4])


def _read(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("**/*.txt")):
        yield path.read_text(encoding="utf-8")


def _made_up(count: int) -> Iterator[str]:
    choose = random.Random(0)
    for _ in range(count):
        sentences = (" ".join(choose.choices(_WORDS, k=choose.randint(8, 35))) for _ in range(30))
        yield " ".join(f"{sentence.capitalize()}." for sentence in sentences)


def _article(text: str) -> Article:
    return Article(text=text, name="made-up", source="made-up.txt", title=text[:60])


def _extraction(text: str) -> Extraction:
    attributions: list[Attribution] = []
    claims: list[Claim] = []
    for number, sentence in enumerate(re.finditer(r"[^.\s][^.]*\.", text)):
        words = [Span(*word.span()) for word in re.compile(r"\S+").finditer(text, *sentence.span())]
        whole = Span(*sentence.span())
        attributed = number % 2 == 0 and len(words) > 3
        content = Span(words[2].start, whole.end) if attributed else whole
        if attributed:
            name = f"{words[0].of(text)} {words[-1].of(text)}"
            speaker = Speaker(name, SpeakerKind.PERSON if number % 4 else SpeakerKind.GROUP, "made up")
            attributions.append(
                Attribution((words[0],), words[1], (content,), QuoteType.INDIRECT, speaker, 0.5, ("made up", "made up"))
            )
        hedges = (Hedge(words[-1], "epistemic", Holder.WRITER, content),) if number % 3 == 0 else ()
        claims.append(Claim((content,), len(attributions) - 1 if attributed else None, (), hedges, 0.9))
    return Extraction(_ENGINE, tuple(attributions), tuple(claims))


if __name__ == "__main__":
    main()
